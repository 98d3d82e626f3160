//! Choosing a node for each pod.

use super::rules::Rules;
use super::state::State;
use super::{Problem, Unplaced};
use crate::engine::scenario::PodGroup;
use crate::engine::units::Resources;

/// Which of the nodes that will do is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Way {
    /// Whether that of the zone with fewest of the pod's kind goes first.
    by_zone: bool,
    /// Whether that with fewest of the pod's kind goes first.
    by_node: bool,
    /// Whether the fullest is taken, or the emptiest.
    fill: bool,
}

impl Way {
    /// As the scheduler does by default.
    pub(super) const SCHEDULER: Self = Self { by_zone: true, by_node: true, fill: false };
    /// Evenly over the nodes, kinds apart by zone only.
    pub(super) const EVEN_BY_ZONE: Self = Self { by_zone: true, by_node: false, fill: false };
    /// Node after node, kinds apart by zone.
    pub(super) const FULL_BY_ZONE: Self = Self { by_zone: true, by_node: false, fill: true };
    /// Evenly over the nodes, whatever their zone. For a given number of nodes this wastes least.
    pub(super) const EVEN: Self = Self { by_zone: false, by_node: false, fill: false };
    /// Node after node.
    pub(super) const FULL: Self = Self { by_zone: false, by_node: false, fill: true };
}

/// Groups in the order of placing: those that others want to be near to first, then those
/// with rules that must hold, then the largest share of a node.
pub(super) fn order(
    groups: &[PodGroup],
    requests: &[Resources],
    rules: &[Rules],
    usable: Resources,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).filter(|group| groups[*group].replicas > 0).collect();
    let size = |group: usize| share(requests[group], usable);
    order.sort_by(|a, b| {
        let priority = groups[*b].priority.cmp(&groups[*a].priority);
        priority
            .then(rules[*a].is_free().cmp(&rules[*b].is_free()))
            .then(size(*b).total_cmp(&size(*a)))
            .then(a.cmp(b))
    });
    near_last(order, rules)
}

/// The same order, but that whoever wants to be near another group comes after it; circles
/// stay as they are.
pub(super) fn near_last(order: Vec<usize>, rules: &[Rules]) -> Vec<usize> {
    if rules.iter().all(|rules| rules.near.is_empty()) {
        return order;
    }
    let mut sorted: Vec<usize> = Vec::with_capacity(order.len());
    let mut waiting = order;
    while !waiting.is_empty() {
        let wants =
            |group: usize, other: usize| rules[group].near.iter().any(|(_, all)| all.contains(&other));
        let (ready, later): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|group| {
            waiting.iter().all(|other| other == *group || !wants(**group, *other) || wants(*other, **group))
        });
        if ready.is_empty() {
            sorted.extend(later);
            break;
        }
        sorted.extend(ready);
        waiting = later;
    }
    sorted
}

/// The largest part of any resource of a node that a request takes.
pub(super) fn share(request: Resources, usable: Resources) -> f64 {
    let part =
        |request: u64, usable: u64| if request == 0 { 0.0 } else { request as f64 / usable.max(1) as f64 };
    part(request.cpu_m, usable.cpu_m)
        .max(part(request.memory_mib, usable.memory_mib))
        .max(part(request.pods, usable.pods))
}

/// The largest and the smallest part of CPU and memory of a node that is free.
fn parts(free: Resources, usable: Resources) -> (f64, f64) {
    let part = |free: u64, usable: u64| free as f64 / usable.max(1) as f64;
    let (cpu, memory) = (part(free.cpu_m, usable.cpu_m), part(free.memory_mib, usable.memory_mib));
    (cpu.max(memory), cpu.min(memory))
}

/// A node for one pod of a group.
pub(super) fn node_for(problem: &Problem<'_>, state: &State, group: usize, way: Way) -> Option<usize> {
    let limits = state.limits(problem, group);
    let rules = &problem.rules[group];
    let mut best: Option<((u32, u32, f64), usize)> = None;
    for node in 0..state.n_nodes() {
        if state.short_of(problem, group, node).is_some() || !state.obeys(&limits, node) {
            continue;
        }
        let (zone, own) = state.dislikes(rules, node);
        let (most, least) = parts(state.free(node).minus(problem.requests[group]), problem.usable);
        let key = (
            if way.by_zone { zone } else { 0 },
            if way.by_node { own } else { 0 },
            if way.fill { most } else { -least },
        );
        let is_better = best.is_none_or(|(so_far, _)| {
            (key.0, key.1).cmp(&(so_far.0, so_far.1)).then(key.2.total_cmp(&so_far.2)).is_lt()
        });
        if is_better {
            best = Some((key, node));
        }
    }
    best.map(|(_, node)| node)
}

/// Places every pod, group after group. The answer is what found no node.
pub(super) fn all(problem: &Problem<'_>, state: &mut State, way: Way) -> Vec<Unplaced> {
    let counts = problem.order().iter().map(|group| (*group, problem.groups[*group].replicas));
    let counts: Vec<(usize, u32)> = counts.collect();
    place_counts(problem, state, &counts, way, &mut |_, _| {})
}

/// Places so many pods of each group; `placed` hears of each. The answer is what found no node.
pub(super) fn place_counts(
    problem: &Problem<'_>,
    state: &mut State,
    counts: &[(usize, u32)],
    way: Way,
    placed: &mut impl FnMut(usize, usize),
) -> Vec<Unplaced> {
    let mut unplaced = Vec::new();
    for (group, count) in counts {
        for done in 0..*count {
            let Some(node) = node_for(problem, state, *group, way) else {
                let obstacle = state.obstacle(problem, *group);
                unplaced.push(Unplaced { group: *group, count: count - done, obstacle });
                break;
            };
            state.put(problem, *group, node);
            placed(*group, node);
        }
    }
    unplaced
}
