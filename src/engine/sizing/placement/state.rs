//! Nodes with what is on them, while pods are placed.

use super::Problem;
use super::rules::Rules;
use crate::engine::scenario::Domain;
use crate::engine::units::Resources;

/// What keeps a pod from a node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Obstacle {
    /// Processors.
    Cpu,
    /// Memory.
    Memory,
    /// The number of pods that a node takes.
    Pods,
    /// The number of volumes that a node attaches.
    Volumes,
    /// Affinity, spread or conditions on nodes.
    Rules,
}

impl Obstacle {
    /// The word for it in reports.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cpu => "cpu",
            Self::Memory => "memory",
            Self::Pods => "pods",
            Self::Volumes => "volumes",
            Self::Rules => "rules",
        }
    }
}

/// Every node, and the pods on it.
#[derive(Clone, Debug)]
pub(super) struct State {
    n_groups: usize,
    n_zones: usize,
    /// What each node has left; of a node that is gone nothing.
    free: Vec<Resources>,
    /// Volumes that each node may still attach.
    attachable: Vec<u32>,
    zone_of: Vec<usize>,
    gone: Vec<bool>,
    /// Pods by node and group.
    on_node: Vec<u32>,
    /// Pods by zone and group.
    in_zone: Vec<u32>,
    /// Nodes of each zone that are there.
    nodes_in_zone: Vec<u32>,
}

impl State {
    /// Empty nodes, zone after zone.
    pub(super) fn empty(problem: &Problem<'_>, nodes_per_zone: &[u32]) -> Self {
        let n_groups = problem.groups.len();
        let mut state = Self {
            n_groups,
            n_zones: nodes_per_zone.len(),
            free: Vec::new(),
            attachable: Vec::new(),
            zone_of: Vec::new(),
            gone: Vec::new(),
            on_node: Vec::new(),
            in_zone: vec![0; n_groups * nodes_per_zone.len()],
            nodes_in_zone: vec![0; nodes_per_zone.len()],
        };
        for (zone, nodes) in nodes_per_zone.iter().enumerate() {
            for _ in 0..*nodes {
                state.add_node(problem, zone);
            }
        }
        state
    }

    /// One more empty node in a zone.
    pub(super) fn add_node(&mut self, problem: &Problem<'_>, zone: usize) {
        self.free.push(problem.usable);
        self.attachable.push(problem.attachable);
        self.zone_of.push(zone);
        self.gone.push(false);
        self.on_node.extend(std::iter::repeat_n(0, self.n_groups));
        self.nodes_in_zone[zone] += 1;
    }

    pub(super) fn n_nodes(&self) -> usize {
        self.free.len()
    }

    pub(super) fn zone_of(&self, node: usize) -> usize {
        self.zone_of[node]
    }

    pub(super) fn free(&self, node: usize) -> Resources {
        self.free[node]
    }

    pub(super) fn is_gone(&self, node: usize) -> bool {
        self.gone[node]
    }

    pub(super) fn nodes_in_zone(&self, zone: usize) -> u32 {
        self.nodes_in_zone[zone]
    }

    pub(super) fn count_on(&self, node: usize, group: usize) -> u32 {
        self.on_node[node * self.n_groups + group]
    }

    pub(super) fn count_in(&self, zone: usize, group: usize) -> u32 {
        self.in_zone[zone * self.n_groups + group]
    }

    fn sum_on(&self, node: usize, groups: &[usize]) -> u32 {
        groups.iter().map(|group| self.count_on(node, *group)).sum()
    }

    fn sum_in(&self, zone: usize, groups: &[usize]) -> u32 {
        groups.iter().map(|group| self.count_in(zone, *group)).sum()
    }

    fn sum_all(&self, groups: &[usize]) -> u32 {
        (0..self.n_zones).map(|zone| self.sum_in(zone, groups)).sum()
    }

    /// Puts a pod on a node.
    pub(super) fn put(&mut self, problem: &Problem<'_>, group: usize, node: usize) {
        let zone = self.zone_of[node];
        self.free[node] = self.free[node].minus(problem.requests[group]);
        self.attachable[node] = self.attachable[node].saturating_sub(problem.volumes[group]);
        self.on_node[node * self.n_groups + group] += 1;
        self.in_zone[zone * self.n_groups + group] += 1;
    }

    /// Takes a pod off a node.
    pub(super) fn take(&mut self, problem: &Problem<'_>, group: usize, node: usize) {
        let zone = self.zone_of[node];
        if !self.gone[node] {
            self.free[node] += problem.requests[group];
            self.attachable[node] = self.attachable[node].saturating_add(problem.volumes[group]);
        }
        self.on_node[node * self.n_groups + group] -= 1;
        self.in_zone[zone * self.n_groups + group] -= 1;
    }

    /// Takes a zone away with all that is on it. The answer is what was on it, by group.
    pub(super) fn lose_zone(&mut self, problem: &Problem<'_>, zone: usize) -> Vec<u32> {
        let lost: Vec<u32> = (0..self.n_groups).map(|group| self.count_in(zone, group)).collect();
        for node in (0..self.n_nodes()).filter(|node| self.zone_of[*node] == zone) {
            self.free[node] = Resources::ZERO;
            self.attachable[node] = 0;
            self.gone[node] = true;
            self.on_node[node * self.n_groups..(node + 1) * self.n_groups].fill(0);
        }
        self.in_zone[zone * self.n_groups..(zone + 1) * self.n_groups].fill(0);
        self.nodes_in_zone[zone] = 0;
        debug_assert_eq!(lost.len(), problem.groups.len());
        lost
    }

    /// Why a pod has no room on a node; none where it has.
    pub(super) fn short_of(&self, problem: &Problem<'_>, group: usize, node: usize) -> Option<Obstacle> {
        let (request, free) = (problem.requests[group], self.free[node]);
        if self.gone[node] {
            Some(Obstacle::Rules)
        } else if request.memory_mib > free.memory_mib {
            Some(Obstacle::Memory)
        } else if request.cpu_m > free.cpu_m {
            Some(Obstacle::Cpu)
        } else if request.pods > free.pods {
            Some(Obstacle::Pods)
        } else if problem.volumes[group] > self.attachable[node] {
            Some(Obstacle::Volumes)
        } else {
            None
        }
    }

    /// What the rules say of a group at this moment, so that nodes can be asked one by one.
    pub(super) fn limits<'r>(&self, problem: &'r Problem<'_>, group: usize) -> Limits<'r> {
        let rules = &problem.rules[group];
        let spreads = rules
            .spreads
            .iter()
            .map(|spread| {
                let counts: Vec<u32> = match spread.domain {
                    Domain::Zone => (0..self.n_zones)
                        .filter(|zone| self.nodes_in_zone[*zone] > 0 && allows(rules, *zone))
                        .map(|zone| self.sum_in(zone, &spread.groups))
                        .collect(),
                    Domain::Node => (0..self.n_nodes())
                        .filter(|node| !self.gone[*node] && allows(rules, self.zone_of[*node]))
                        .map(|node| self.sum_on(node, &spread.groups))
                        .collect(),
                };
                let too_few = spread.min_domains.is_some_and(|least| counts.len() < least as usize);
                let least = if too_few { 0 } else { counts.into_iter().min().unwrap_or(0) };
                // A pod that its own spread does not count may sit wherever the others allow.
                let own = u32::from(spread.groups.contains(&group));
                (spread, (least + spread.max_skew).saturating_sub(own))
            })
            .collect();
        // The first pod of a series that wants to be near its own kind may go anywhere.
        let near =
            rules.near.iter().filter(|(_, groups)| !(groups.contains(&group) && self.sum_all(groups) == 0));
        Limits { rules, spreads, near: near.collect() }
    }

    /// Whether rules let a pod go to a node.
    pub(super) fn obeys(&self, limits: &Limits<'_>, node: usize) -> bool {
        let (rules, zone) = (limits.rules, self.zone_of[node]);
        allows(rules, zone)
            && rules.apart_node.iter().all(|other| self.count_on(node, *other) == 0)
            && rules.apart_zone.iter().all(|other| self.count_in(zone, *other) == 0)
            && limits
                .spreads
                .iter()
                .all(|(spread, most)| self.sum_of(spread.domain, node, &spread.groups) <= *most)
            && limits.near.iter().all(|(domain, groups)| self.sum_of(*domain, node, groups) > 0)
    }

    fn sum_of(&self, domain: Domain, node: usize, groups: &[usize]) -> u32 {
        match domain {
            Domain::Node => self.sum_on(node, groups),
            Domain::Zone => self.sum_in(self.zone_of[node], groups),
        }
    }

    /// How much a node goes against what a group would rather have; the zone weighs more.
    pub(super) fn dislikes(&self, rules: &Rules, node: usize) -> (u32, u32) {
        let zone = self.zone_of[node];
        let far = |domain| {
            let terms = rules.rather_near.iter().filter(|(of, _)| *of == domain);
            terms.filter(|(_, groups)| self.sum_of(domain, node, groups) == 0).count() as u32
        };
        (
            self.sum_in(zone, &rules.rather_not_zone) + far(Domain::Zone),
            self.sum_on(node, &rules.rather_not_node) + far(Domain::Node),
        )
    }

    /// What keeps a pod from most nodes.
    pub(super) fn obstacle(&self, problem: &Problem<'_>, group: usize) -> Obstacle {
        let limits = self.limits(problem, group);
        let mut counts = [0_u32; 5];
        for node in (0..self.n_nodes()).filter(|node| !self.gone[*node]) {
            // Where rules forbid every node, room is not what is missing.
            let why = if self.obeys(&limits, node) {
                self.short_of(problem, group, node).unwrap_or(Obstacle::Rules)
            } else {
                Obstacle::Rules
            };
            counts[why as usize] += 1;
        }
        let by_room = [Obstacle::Memory, Obstacle::Cpu, Obstacle::Pods, Obstacle::Volumes];
        let most = by_room.into_iter().max_by_key(|why| (counts[*why as usize], std::cmp::Reverse(*why)));
        most.filter(|why| counts[*why as usize] > 0).unwrap_or(Obstacle::Rules)
    }

    /// Pods of each node, by group.
    pub(super) fn pods_of(&self, node: usize) -> Vec<(usize, u32)> {
        let row = &self.on_node[node * self.n_groups..(node + 1) * self.n_groups];
        row.iter()
            .enumerate()
            .filter(|(_, count)| **count > 0)
            .map(|(group, count)| (group, *count))
            .collect()
    }
}

/// Whether a group may use a zone.
const fn allows(rules: &Rules, zone: usize) -> bool {
    zone < u32::BITS as usize && rules.zones & (1 << zone) != 0
}

/// What rules ask for, with the counts that they rest on.
pub(super) struct Limits<'r> {
    rules: &'r Rules,
    /// Spreads, and how many pods a place may hold before one more is put there.
    spreads: Vec<(&'r crate::engine::scenario::Spread, u32)>,
    near: Vec<&'r (Domain, Vec<usize>)>,
}
