//! Choosing a node for each pod.

use super::rules::Rules;
use super::state::{State, allows};
use super::{Problem, Unplaced};
use crate::engine::scenario::PodGroup;
use crate::engine::units::Resources;

/// Which of the nodes that will do is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strategy {
    /// That with fewest of its kind in its zone and on it, then the emptiest.
    Emptiest,
    /// That with fewest of its kind in its zone, then the fullest.
    Fullest,
}

/// Groups in the order of placing: those that others want to be near to first, then
/// those with rules that must hold, then the largest share of a node.
pub(super) fn order(
    groups: &[PodGroup],
    requests: &[Resources],
    rules: &[Rules],
    usable: Resources,
) -> Vec<usize> {
    let mut order: Vec<usize> = (0..groups.len()).filter(|group| groups[*group].replicas > 0).collect();
    let size = |group: usize| share(requests[group], usable);
    order.sort_by(|a, b| {
        rules[*a].is_free().cmp(&rules[*b].is_free()).then(size(*b).total_cmp(&size(*a))).then(a.cmp(b))
    });
    // Whoever wants to be near another group comes after it; circles stay as they are.
    let mut sorted: Vec<usize> = Vec::with_capacity(order.len());
    let mut waiting = order;
    while !waiting.is_empty() {
        let (ready, later): (Vec<usize>, Vec<usize>) = waiting.iter().partition(|group| {
            let mut targets = rules[**group].near.iter().flat_map(|(_, targets)| targets);
            let own = |target: &usize| {
                rules[**group].near.iter().any(|(_, all)| all.contains(group) && all.contains(target))
            };
            targets.all(|target| own(target) || !waiting.contains(target))
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

/// A node for one pod of a group.
pub(super) fn node_for(
    problem: &Problem<'_>,
    state: &State,
    group: usize,
    strategy: Strategy,
) -> Option<usize> {
    let limits = state.limits(problem, group);
    let rules = &problem.rules[group];
    let mut best: Option<((u32, u32, f64), usize)> = None;
    for node in 0..state.n_nodes() {
        if state.short_of(problem, group, node).is_some() || !state.obeys(&limits, node) {
            continue;
        }
        let (zone, own) = state.dislikes(rules, node);
        let left = share(state.free(node).minus(problem.requests[group]), problem.usable);
        let key = match strategy {
            Strategy::Emptiest => (zone, own, -left),
            Strategy::Fullest => (zone, 0, left),
        };
        let is_better = best.is_none_or(|(so_far, _)| {
            (key.0, key.1).cmp(&(so_far.0, so_far.1)).then(key.2.total_cmp(&so_far.2)).is_lt()
        });
        if is_better {
            best = Some((key, node));
        }
    }
    best.map(|(_, node)| node)
}

/// Places every pod, group after group.
pub(super) fn one_by_one(problem: &Problem<'_>, state: &mut State, strategy: Strategy) -> Vec<Unplaced> {
    let counts = problem.order.iter().map(|group| (*group, problem.groups[*group].replicas));
    let counts: Vec<(usize, u32)> = counts.collect();
    place_counts(problem, state, &counts, strategy, &mut |_, _| {})
}

/// Places so many pods of each group; `placed` hears of each. The answer is what found no node.
pub(super) fn place_counts(
    problem: &Problem<'_>,
    state: &mut State,
    counts: &[(usize, u32)],
    strategy: Strategy,
    placed: &mut impl FnMut(usize, usize),
) -> Vec<Unplaced> {
    let mut unplaced = Vec::new();
    for (group, count) in counts {
        for done in 0..*count {
            let Some(node) = node_for(problem, state, *group, strategy) else {
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

/// Places every pod tightly.
///
/// Groups with rules go first, each pod on the fullest node that will do. The
/// others are dealt out to the zones evenly; node after node takes, of the pods
/// that still fit, the one whose needs match best what the node has left (the
/// largest weighted product of request and room). What is left over goes wherever
/// it fits.
/// Source: Panigrahy, Talwar, Uyeda, Wieder, "Heuristics for vector bin packing", 2011.
pub(super) fn pack(problem: &Problem<'_>, state: &mut State) -> Vec<Unplaced> {
    let (free, ruled): (Vec<usize>, Vec<usize>) =
        problem.order.iter().partition(|group| problem.rules[**group].is_free());
    let all = |groups: &[usize]| -> Vec<(usize, u32)> {
        groups.iter().map(|group| (*group, problem.groups[*group].replicas)).collect()
    };
    let mut unplaced = place_counts(problem, state, &all(&ruled), Strategy::Fullest, &mut |_, _| {});
    let zones = 1 + (0..state.n_nodes()).map(|node| state.zone_of(node)).max().unwrap_or(0);
    let mut shares = deal_out(problem, state, &free, zones);
    let weights = weights(problem, state);
    for node in 0..state.n_nodes() {
        let zone = state.zone_of(node);
        while let Some(i) = best_match(problem, state, &free, &shares[zone], node, weights) {
            state.put(problem, free[i], node);
            shares[zone][i] -= 1;
        }
    }
    let left = free.iter().enumerate().map(|(i, group)| (*group, shares.iter().map(|zone| zone[i]).sum()));
    let left: Vec<(usize, u32)> = left.filter(|(_, count)| *count > 0).collect();
    unplaced.extend(place_counts(problem, state, &left, Strategy::Fullest, &mut |_, _| {}));
    unplaced
}

/// Pods of each free group for each zone: evenly, the odd ones to the zone with most room.
fn deal_out(problem: &Problem<'_>, state: &State, groups: &[usize], zones: usize) -> Vec<Vec<u32>> {
    let mut shares = vec![vec![0; groups.len()]; zones];
    let mut load: Vec<f64> = vec![0.0; zones];
    for (i, group) in groups.iter().enumerate() {
        let allowed: Vec<usize> = (0..zones)
            .filter(|zone| allows(&problem.rules[*group], *zone) && state.nodes_in_zone(*zone) > 0)
            .collect();
        let size = share(problem.requests[*group], problem.usable);
        for pod in 0..problem.groups[*group].replicas {
            let dealt = |zone: usize| shares[zone][i];
            let room = |zone: usize| load[zone] / f64::from(state.nodes_in_zone(zone).max(1));
            let next = allowed
                .iter()
                .copied()
                .min_by(|a, b| dealt(*a).cmp(&dealt(*b)).then(room(*a).total_cmp(&room(*b))).then(a.cmp(b)));
            let Some(zone) = next else {
                // Nowhere is allowed: they are counted once, and found to have no node later.
                shares[0][i] += problem.groups[*group].replicas - pod;
                break;
            };
            shares[zone][i] += 1;
            load[zone] += size;
        }
    }
    shares
}

/// How scarce CPU, memory and pods are: what is asked for of each over what there is.
fn weights(problem: &Problem<'_>, state: &State) -> [f64; 3] {
    let nodes = state.n_nodes().max(1) as f64;
    let part = |asked: u64, usable: u64| asked as f64 / (usable.max(1) as f64 * nodes);
    [
        part(problem.total.cpu_m, problem.usable.cpu_m),
        part(problem.total.memory_mib, problem.usable.memory_mib),
        part(problem.total.pods, problem.usable.pods),
    ]
}

/// The group, by position among the free ones, of which a pod matches best what a node has left.
fn best_match(
    problem: &Problem<'_>,
    state: &State,
    groups: &[usize],
    left: &[u32],
    node: usize,
    weights: [f64; 3],
) -> Option<usize> {
    let (free, usable) = (state.free(node), problem.usable);
    let part = |quantity: u64, usable: u64| quantity as f64 / usable.max(1) as f64;
    let room = [
        weights[0] * part(free.cpu_m, usable.cpu_m),
        weights[1] * part(free.memory_mib, usable.memory_mib),
        weights[2] * part(free.pods, usable.pods),
    ];
    let mut best: Option<(f64, usize)> = None;
    for (i, group) in groups.iter().enumerate().filter(|(i, _)| left[*i] > 0) {
        // A zone that the group may not use has no share of it, unless no zone has.
        if state.short_of(problem, *group, node).is_some()
            || !allows(&problem.rules[*group], state.zone_of(node))
        {
            continue;
        }
        let request = problem.requests[*group];
        let score = room[0] * part(request.cpu_m, usable.cpu_m)
            + room[1] * part(request.memory_mib, usable.memory_mib)
            + room[2] * part(request.pods, usable.pods);
        if best.is_none_or(|(so_far, _)| score > so_far) {
            best = Some((score, i));
        }
    }
    best.map(|(_, i)| i)
}
