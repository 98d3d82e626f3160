//! Pods on nodes, one by one, with every zone there and without each one.
//!
//! A claim of a fit is always a placement that keeps every rule and no node
//! beyond what it offers; the tests check it again with a checker of their own.
//! That nothing was found is no proof that nothing exists: docs/model.md,
//! "Placement".

mod place;
mod rollout;
mod rules;
mod search;
mod state;
mod zone_loss;

pub use search::{Search, fewest};
pub use state::Obstacle;
pub use zone_loss::{Move, ZoneLossOutcome, least_spare};

use self::place::{Way, near_last, order};
use self::rules::{Rules, rules_of};
use self::state::State;
use std::cell::OnceCell;
use std::rc::Rc;

use super::{Demand, Node};
use crate::engine::catalogue::InstanceType;
use crate::engine::scenario::{Platform, PodGroup, ZoneLoss};
use crate::engine::units::Resources;

/// Pods, rules and the node that they are to be placed on.
#[derive(Clone, Debug)]
pub struct Problem<'a> {
    demand: &'a Demand,
    platform: &'a Platform,
    groups: &'a [PodGroup],
    rules: Rc<[Rules]>,
    /// What a pod of each group asks for.
    requests: Rc<[Resources]>,
    /// Volumes that a pod of each group attaches.
    volumes: Rc<[u32]>,
    /// Groups in the order of placing, once that is asked for.
    order: OnceCell<Vec<usize>>,
    /// What a node has for pods, its agents taken off.
    usable: Resources,
    /// Volumes that a node attaches; the largest number where nobody says.
    attachable: u32,
    /// Sum over the pods that are placed.
    total: Resources,
    /// Pods that fit on no empty node, or may be on none; they are not placed.
    oversized: Vec<Unplaced>,
}

impl<'a> Problem<'a> {
    /// The pods of a demand on nodes of a type.
    pub fn new(
        demand: &'a Demand,
        platform: &'a Platform,
        node: &Node,
        shape: Option<&InstanceType>,
    ) -> Self {
        let mut problem = Self {
            demand,
            platform,
            groups: &demand.groups,
            rules: rules_of(&demand.groups, platform, shape).into(),
            requests: demand.groups.iter().map(|group| group.request).collect(),
            volumes: demand.groups.iter().map(|group| group.volumes.len() as u32).collect(),
            order: OnceCell::new(),
            usable: node.allocatable.minus(demand.per_node),
            attachable: node.volumes.unwrap_or(u32::MAX),
            total: demand.total,
            oversized: Vec::new(),
        };
        problem.arrange();
        problem
    }

    /// Sets oversized pods aside, and the sum of the others.
    fn arrange(&mut self) {
        let zones = u32::MAX >> (u32::BITS - self.platform.zones.clamp(1, u32::BITS));
        self.order = OnceCell::new();
        self.oversized.clear();
        self.total = Resources::ZERO;
        for (i, pods) in self.groups.iter().enumerate().filter(|(_, pods)| pods.replicas > 0) {
            let may_be_somewhere = self.rules[i].zones & zones != 0;
            let obstacle = if may_be_somewhere {
                state::short(self.requests[i], self.usable, self.volumes[i], self.attachable)
            } else {
                Some(Obstacle::Rules)
            };
            match obstacle {
                Some(obstacle) => {
                    self.oversized.push(Unplaced { group: i, count: pods.replicas, obstacle });
                }
                None => self.total += self.requests[i].times(u64::from(pods.replicas)),
            }
        }
    }

    /// Groups that are placed.
    fn placed(&self) -> impl Iterator<Item = usize> + '_ {
        let here = self.groups.iter().enumerate().filter(|(_, pods)| pods.replicas > 0);
        here.map(|(i, _)| i).filter(|i| !self.oversized.iter().any(|it| it.group == *i))
    }

    /// Groups in the order of placing.
    fn order(&self) -> &[usize] {
        self.order.get_or_init(|| {
            let mut order = order(self.groups, &self.requests, &self.rules, self.usable);
            order.retain(|group| !self.oversized.iter().any(|it| it.group == *group));
            order
        })
    }

    /// The same with those of the highest priority first; none where all have the same.
    fn by_priority(&self) -> Option<Self> {
        let priority = |group: &usize| self.groups[*group].priority;
        let first = self.order().first().map(priority)?;
        if self.order().iter().all(|group| priority(group) == first) {
            return None;
        }
        let mut order = self.order().to_vec();
        order.sort_by_key(|group| std::cmp::Reverse(priority(group)));
        let order = near_last(order, &self.rules);
        Some(Self { order: OnceCell::from(order), ..self.clone() })
    }

    /// The same pods on nodes of another type.
    pub fn on(&self, node: &Node, shape: &InstanceType) -> Self {
        // Conditions on nodes are the one rule that the type has a say in.
        if self.groups.iter().any(|group| !group.rules.nodes.is_empty()) {
            return Self::new(self.demand, self.platform, node, Some(shape));
        }
        let mut problem = self.clone();
        problem.usable = node.allocatable.minus(self.demand.per_node);
        problem.attachable = node.volumes.unwrap_or(u32::MAX);
        problem.arrange();
        problem
    }

    /// The same when what the workload asks for has grown by a factor; what the
    /// platform adds stays as it is.
    pub fn grown(&self, factor: f64) -> Self {
        let mut problem = self.clone();
        let requests = self.groups.iter().enumerate().map(|(i, group)| {
            if i < self.demand.platform_from { grow(group.request, factor) } else { group.request }
        });
        problem.requests = requests.collect();
        problem.arrange();
        problem
    }

    /// The fewest nodes that totals and the strictest rules allow: no placement needs less.
    pub fn least_nodes(&self) -> u32 {
        let by_totals = nodes_for(self.total, self.usable);
        let pods = |group: usize| u64::from(self.groups[group].replicas);
        let attached: u64 = self.placed().map(|group| pods(group) * u64::from(self.volumes[group])).sum();
        let by_volumes = attached.div_ceil(u64::from(self.attachable).max(1));
        let apart = self.placed().filter(|group| self.rules[*group].apart_node.contains(group));
        let by_rules = apart.map(pods).max().unwrap_or(0);
        u32::try_from(by_totals.max(by_volumes).max(by_rules)).unwrap_or(u32::MAX).max(1)
    }

    /// What keeps the first of the pods that fit on no empty node from it.
    pub fn first_oversized(&self) -> Option<Obstacle> {
        self.oversized.first().map(|unplaced| unplaced.obstacle)
    }

    /// Pods that fit on no empty node, or may be on none.
    pub fn oversized_pods(&self) -> u32 {
        self.oversized.iter().map(|unplaced| unplaced.count).sum()
    }
}

/// Requests after growth, rounded up to whole units.
fn grow(request: Resources, factor: f64) -> Resources {
    let up = |quantity: u64| (quantity as f64 * factor).ceil() as u64;
    Resources { cpu_m: up(request.cpu_m), memory_mib: up(request.memory_mib), pods: request.pods }
}

/// Nodes that a sum asks for by each resource: the most of them.
fn nodes_for(total: Resources, usable: Resources) -> u64 {
    let of = |total: u64, usable: u64| {
        if total == 0 {
            0
        } else if usable == 0 {
            u64::MAX
        } else {
            total.div_ceil(usable)
        }
    };
    of(total.memory_mib, usable.memory_mib)
        .max(of(total.cpu_m, usable.cpu_m))
        .max(of(total.pods, usable.pods))
}

/// How the pods were placed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strategy {
    /// As the scheduler does by default: replicas apart, on the emptiest node.
    Spread,
    /// Otherwise: the scheduler finds it only if it is told to.
    Packed,
}

/// Pods that found no node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unplaced {
    /// Group, by position.
    pub group: usize,
    /// Pods of it.
    pub count: u32,
    /// What keeps them from most nodes.
    pub obstacle: Obstacle,
}

/// What becomes of a zone that is lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Emergency {
    /// What the plan asks for.
    pub mode: ZoneLoss,
    /// Nodes that may be started elsewhere, in mode elastic.
    pub most_new_nodes: u32,
}

/// Every pod on its node, and what happens when a zone is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct Placement {
    /// Nodes of each zone.
    pub nodes_per_zone: Vec<u32>,
    /// Zone of each node.
    pub zone_of_node: Vec<usize>,
    /// Pods of each node: group and number.
    pub on_node: Vec<Vec<(usize, u32)>>,
    /// Pods of each group in each zone.
    pub per_zone: Vec<Vec<u32>>,
    /// Pods that found no node even with all zones there.
    pub unplaced: Vec<Unplaced>,
    /// Pods that no node of this type can take: too large for it, or not allowed on it.
    pub oversized: Vec<Unplaced>,
    /// How they were placed.
    pub strategy: Strategy,
    /// Extra pods of a rolling update that find no room.
    pub rollout_stuck: Vec<Unplaced>,
    /// The loss of each zone.
    pub zone_losses: Vec<ZoneLossOutcome>,
}

impl Placement {
    /// Whether every pod has a node with all zones there.
    pub fn fits(&self) -> bool {
        self.unplaced.is_empty() && self.oversized.is_empty()
    }

    /// Whether what the mode asks for holds whichever zone is lost.
    pub fn survives(&self) -> bool {
        self.zone_losses.len() > 1 && self.zone_losses.iter().all(|loss| loss.survives)
    }
}

/// Places the pods on nodes of each zone: as the scheduler would; where that leaves
/// something undone, in other ways, and the best of all is taken.
pub fn place(problem: &Problem<'_>, nodes_per_zone: &[u32], emergency: Emergency) -> Placement {
    // Where the loss of a zone matters, kinds stay spread over the zones.
    let ways: &[Way] = match emergency.mode {
        ZoneLoss::None => &[Way::EVEN_BY_ZONE, Way::EVEN, Way::FULL],
        _ => &[Way::EVEN_BY_ZONE, Way::FULL_BY_ZONE],
    };
    let mut best = place_by(problem, nodes_per_zone, emergency, Way::SCHEDULER);
    for way in ways {
        if undone(&best, emergency.mode) == (0, 0, 0) {
            break;
        }
        let other = place_by(problem, nodes_per_zone, emergency, *way);
        if undone(&other, emergency.mode) < undone(&best, emergency.mode) {
            best = other;
        }
    }
    if best.unplaced.is_empty() {
        return best;
    }
    // Where not all fit, the lesser wait.
    match problem.by_priority() {
        Some(ranked) => place_by(&ranked, nodes_per_zone, emergency, Way::SCHEDULER),
        None => best,
    }
}

/// Pods without a node, zones that may not be lost, and updates that are stuck.
fn undone(placement: &Placement, mode: ZoneLoss) -> (u32, usize, usize) {
    let unplaced = placement.unplaced.iter().map(|unplaced| unplaced.count).sum();
    let losses = placement.zone_losses.iter().filter(|loss| !loss.survives).count();
    let losses = if mode == ZoneLoss::None || placement.zone_losses.len() < 2 { 0 } else { losses };
    (unplaced, losses, placement.rollout_stuck.len())
}

/// What keeps a placement from what the mode asks for; none where all is done.
pub fn undone_of(placement: &Placement, mode: ZoneLoss) -> Option<Obstacle> {
    let (unplaced, losses, stuck) = undone(placement, mode);
    if let Some(first) = placement.unplaced.first().filter(|_| unplaced > 0) {
        return Some(first.obstacle);
    }
    let mut of_losses = placement.zone_losses.iter().flat_map(|loss| &loss.unplaced);
    if losses > 0 {
        return Some(of_losses.next().map_or(Obstacle::Rules, |first| first.obstacle));
    }
    placement.rollout_stuck.first().filter(|_| stuck > 0).map(|first| first.obstacle)
}

fn place_by(problem: &Problem<'_>, nodes_per_zone: &[u32], emergency: Emergency, way: Way) -> Placement {
    let mut state = State::empty(problem, nodes_per_zone);
    let unplaced = place::all(problem, &mut state, way);
    let zones = nodes_per_zone.len();
    let zone_losses = (0..zones).map(|zone| zone_loss::lose(problem, &state, zone, emergency)).collect();
    let rollout_stuck = if unplaced.is_empty() { rollout::stuck(problem, &mut state) } else { Vec::new() };
    Placement {
        nodes_per_zone: nodes_per_zone.to_vec(),
        zone_of_node: (0..state.n_nodes()).map(|node| state.zone_of(node)).collect(),
        on_node: (0..state.n_nodes()).map(|node| state.pods_of(node)).collect(),
        per_zone: (0..problem.groups.len())
            .map(|group| (0..zones).map(|zone| state.count_in(zone, group)).collect())
            .collect(),
        unplaced,
        oversized: problem.oversized.clone(),
        strategy: if way == Way::SCHEDULER { Strategy::Spread } else { Strategy::Packed },
        rollout_stuck,
        zone_losses,
    }
}
