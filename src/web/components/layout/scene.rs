//! What the picture of the zones shows: the nodes of a report with their pods, as they are
//! and as the report says they are once a zone is lost.

use std::collections::BTreeMap;

use crate::engine::report::{PlacementEntry, Pods, Pool, ZoneLossDetail};
use crate::engine::topology::zone_letter;
use crate::engine::units::Resources;
use crate::web::words::{layout, t};

/// What the areas stand for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// Memory that is asked for.
    Memory,
    /// CPU that is asked for.
    Cpu,
}

impl Measure {
    /// Its part of some resources.
    pub fn of(self, resources: &Resources) -> f64 {
        match self {
            Self::Memory => resources.memory_mib as f64,
            Self::Cpu => resources.cpu_m as f64,
        }
    }

    /// In words.
    pub fn name(self) -> &'static str {
        t!(match self {
            Self::Memory => layout::MEMORY,
            Self::Cpu => layout::CPU,
        })
    }
}

/// What is to be told about pods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// They may run anywhere.
    Free,
    /// Their volumes keep them in their zone.
    Pinned,
    /// They came from the lost zone.
    Moved,
    /// They are down with the lost zone.
    Down,
}

/// What is to be told about a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeState {
    /// It is there.
    Up,
    /// It is lost with its zone.
    Lost,
    /// It was started after the loss.
    New,
}

/// The pods of a component on a node.
#[derive(Clone, Debug, PartialEq)]
pub struct PodArea {
    /// Component.
    pub component: String,
    /// Pods.
    pub count: u32,
    /// What one pod asks for.
    pub each: Resources,
    /// What is to be told.
    pub mark: Mark,
    /// The zone that they came from.
    pub origin: usize,
}

/// A node.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeScene {
    /// Its name.
    pub name: String,
    /// What is to be told.
    pub state: NodeState,
    /// What its pods ask for; of a lost node nothing.
    pub requested: Resources,
    /// Its pods.
    pub pods: Vec<PodArea>,
}

/// The nodes of each zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Scene {
    /// What a node has for pods, its agents taken off.
    pub usable: Resources,
    /// Zones, in order.
    pub zones: Vec<Vec<NodeScene>>,
}

/// The nodes of a pool, with every zone or without one, as the report has them.
pub fn scene(pool: &Pool, lost: Option<usize>) -> Scene {
    let usable = pool.allocatable.minus(pool.agents);
    let components: BTreeMap<&str, &PlacementEntry> =
        pool.placement.iter().map(|entry| (entry.component.as_str(), entry)).collect();
    let mut zones: Vec<Vec<NodeScene>> = vec![Vec::new(); pool.nodes_per_zone.len()];
    for node in &pool.node_list {
        let Some(zone) = (0..zones.len()).find(|zone| letter(*zone) == node.zone) else { continue };
        let pods = node.pods.iter().map(|pods| {
            let entry = components.get(pods.component.as_str());
            let is_pinned = entry.is_some_and(|entry| entry.pinned);
            PodArea {
                component: pods.component.clone(),
                count: pods.count,
                each: entry.map_or(Resources::ZERO, |entry| entry.request),
                mark: if is_pinned { Mark::Pinned } else { Mark::Free },
                origin: zone,
            }
        });
        let (name, pods) = (node.name.clone(), pods.collect());
        zones[zone].push(NodeScene { name, state: NodeState::Up, requested: node.requested, pods });
    }
    if let Some(zone) = lost
        && let Some(loss) = loss_of(pool, zone)
    {
        lose(&mut zones, zone, loss, &components);
    }
    Scene { usable, zones }
}

/// What the report says of the loss of a zone.
pub fn loss_of(pool: &Pool, zone: usize) -> Option<&ZoneLossDetail> {
    pool.zone_losses.iter().find(|loss| loss.zone == letter(zone))
}

/// The letter of a zone.
pub fn letter(zone: usize) -> String {
    zone_letter(zone).to_string()
}

fn lose(
    zones: &mut [Vec<NodeScene>],
    lost: usize,
    loss: &ZoneLossDetail,
    components: &BTreeMap<&str, &PlacementEntry>,
) {
    let among = |list: &[Pods], component: &str| list.iter().any(|pods| pods.component == component);
    for (zone, nodes) in zones.iter_mut().enumerate() {
        for node in nodes.iter_mut() {
            if zone == lost {
                node.state = NodeState::Lost;
                node.requested = Resources::ZERO;
                node.pods.retain(|pods| among(&loss.down, &pods.component));
                node.pods.iter_mut().for_each(|pods| pods.mark = Mark::Down);
            } else {
                // A component that makes room is given up as a whole.
                node.pods.retain(|pods| !among(&loss.shed, &pods.component));
                node.requested = sum(&node.pods);
            }
        }
    }
    for name in &loss.new_nodes {
        if let Some(zone) = (0..zones.len()).find(|zone| name.starts_with(&format!("{}-", letter(*zone)))) {
            let (name, requested, pods) = (name.clone(), Resources::ZERO, Vec::new());
            zones[zone].push(NodeScene { name, state: NodeState::New, requested, pods });
        }
    }
    for moved in &loss.moves {
        let Some(node) = zones.iter_mut().flatten().find(|node| node.name == moved.node) else { continue };
        let each = components.get(moved.component.as_str()).map_or(Resources::ZERO, |entry| entry.request);
        let (component, count) = (moved.component.clone(), moved.count);
        node.pods.push(PodArea { component, count, each, mark: Mark::Moved, origin: lost });
        node.requested = sum(&node.pods);
    }
}

fn sum(pods: &[PodArea]) -> Resources {
    pods.iter().fold(Resources::ZERO, |sum, pods| sum + pods.each.times(u64::from(pods.count)))
}
