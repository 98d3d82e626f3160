//! What happens to the pods when a zone is lost.

use super::place::{Way, place_counts, share};
use super::state::State;
use super::{Emergency, Problem, Unplaced};
use crate::engine::scenario::ZoneLoss;
use crate::engine::units::Resources;

/// Pods that go to another node.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Move {
    /// Group, by position.
    pub group: usize,
    /// The node that takes them; new nodes count on from the last.
    pub node: usize,
    /// Pods.
    pub count: u32,
}

/// The loss of one zone.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneLossOutcome {
    /// The zone, by position.
    pub zone: usize,
    /// Whether every pod that no zonal volume pins has a node again, by the means that
    /// the mode allows; in mode degraded pods of lesser priority may wait.
    pub survives: bool,
    /// Pods that moved, and where to.
    pub moves: Vec<Move>,
    /// Pods that stay down with the volumes of the zone: group and number.
    pub pinned: Vec<(usize, u32)>,
    /// Pods that find no node.
    pub unplaced: Vec<Unplaced>,
    /// Pods of lesser priority that made room: group and number.
    pub shed: Vec<(usize, u32)>,
    /// Nodes that were started, and the zone of each.
    pub new_nodes: Vec<usize>,
    /// The resource of which least stays free, and how much of it, percent: by totals
    /// over the nodes that are left; below 0 when it is short.
    pub spare: (&'static str, f64),
}

/// Takes a zone away and finds new nodes for its pods; those that are elsewhere stay
/// where they are, as nothing moves a running pod.
pub(super) fn lose(
    problem: &Problem<'_>,
    before: &State,
    zone: usize,
    emergency: Emergency,
) -> ZoneLossOutcome {
    let (state, outcome) = attempt(problem, before, zone, Way::FULL);
    let (mut state, mut outcome) = if outcome.unplaced.is_empty() {
        (state, outcome)
    } else {
        let other = attempt(problem, before, zone, Way::EVEN);
        if missing(&other.1) < missing(&outcome) { other } else { (state, outcome) }
    };
    match emergency.mode {
        ZoneLoss::Elastic => start_nodes(problem, &mut state, &mut outcome, emergency.most_new_nodes),
        ZoneLoss::Degraded => shed(problem, &mut state, &mut outcome),
        ZoneLoss::Static | ZoneLoss::None => {}
    }
    outcome.survives = match emergency.mode {
        ZoneLoss::Degraded => !important_wait(problem, &outcome),
        _ => outcome.unplaced.is_empty(),
    };
    outcome
}

fn missing(outcome: &ZoneLossOutcome) -> u32 {
    outcome.unplaced.iter().map(|unplaced| unplaced.count).sum()
}

fn attempt(problem: &Problem<'_>, before: &State, zone: usize, way: Way) -> (State, ZoneLossOutcome) {
    let mut state = before.clone();
    let lost = state.lose_zone(problem, zone);
    let (mut pinned, mut movers) = (Vec::new(), Vec::new());
    for group in problem.order().iter().copied().filter(|group| lost[*group] > 0) {
        let list = if problem.groups[group].is_pinned() { &mut pinned } else { &mut movers };
        list.push((group, lost[group]));
    }
    let down = pinned
        .iter()
        .fold(Resources::ZERO, |sum, (group, count)| sum + problem.requests[*group].times(u64::from(*count)));
    let left = (0..state.n_nodes()).filter(|node| !state.is_gone(*node)).count() as u64;
    let spare = least_spare(problem.usable.times(left), problem.total.minus(down));
    let mut moves = Vec::new();
    let unplaced = place_counts(problem, &mut state, &movers, way, &mut |group, node| {
        add_move(&mut moves, group, node);
    });
    let outcome = ZoneLossOutcome {
        zone,
        survives: unplaced.is_empty(),
        moves,
        pinned,
        unplaced,
        shed: Vec::new(),
        new_nodes: Vec::new(),
        spare,
    };
    (state, outcome)
}

fn add_move(moves: &mut Vec<Move>, group: usize, node: usize) {
    match moves.iter_mut().find(|other| other.group == group && other.node == node) {
        Some(same) => same.count += 1,
        None => moves.push(Move { group, node, count: 1 }),
    }
}

/// Tries again what found no node.
fn retry(problem: &Problem<'_>, state: &mut State, outcome: &mut ZoneLossOutcome) {
    let waiting: Vec<(usize, u32)> =
        outcome.unplaced.iter().map(|unplaced| (unplaced.group, unplaced.count)).collect();
    let moves = &mut outcome.moves;
    outcome.unplaced = place_counts(problem, state, &waiting, Way::FULL, &mut |group, node| {
        add_move(moves, group, node);
    });
}

/// Starts nodes, one after the other in the zone that has fewest, until all fit or no more may
/// be started.
fn start_nodes(problem: &Problem<'_>, state: &mut State, outcome: &mut ZoneLossOutcome, most: u32) {
    let zones: Vec<usize> = (0..state.n_nodes()).map(|node| state.zone_of(node)).collect();
    let n_zones = 1 + zones.iter().copied().max().unwrap_or(0);
    while !outcome.unplaced.is_empty() && (outcome.new_nodes.len() as u32) < most {
        let up = (0..n_zones).filter(|zone| *zone != outcome.zone);
        let Some(zone) = up.min_by_key(|zone| (state.nodes_in_zone(*zone), *zone)) else { return };
        state.add_node(problem, zone);
        outcome.new_nodes.push(zone);
        retry(problem, state, outcome);
    }
}

/// Takes groups of lesser priority away, the least and largest first, until what is more
/// important fits.
fn shed(problem: &Problem<'_>, state: &mut State, outcome: &mut ZoneLossOutcome) {
    let priority = |group: usize| problem.groups[group].priority;
    let mut candidates = problem.order().to_vec();
    candidates.sort_by(|a, b| {
        let size = |group: usize| share(problem.requests[group], problem.usable);
        priority(*a).cmp(&priority(*b)).then(size(*b).total_cmp(&size(*a))).then(a.cmp(b))
    });
    for group in candidates {
        let Some(highest) = outcome.unplaced.iter().map(|it| priority(it.group)).max() else { return };
        if priority(group) >= highest {
            return;
        }
        let mut gone = 0;
        for node in 0..state.n_nodes() {
            for _ in 0..state.count_on(node, group) {
                state.take(problem, group, node);
                gone += 1;
            }
        }
        outcome.moves.retain(|moved| moved.group != group);
        for unplaced in outcome.unplaced.iter().filter(|unplaced| unplaced.group == group) {
            gone += unplaced.count;
        }
        outcome.unplaced.retain(|unplaced| unplaced.group != group);
        if gone > 0 {
            outcome.shed.push((group, gone));
            retry(problem, state, outcome);
        }
    }
}

/// Whether pods of the highest priority wait; the others may.
fn important_wait(problem: &Problem<'_>, outcome: &ZoneLossOutcome) -> bool {
    let priority = |group: usize| problem.groups[group].priority;
    let highest = problem.placed().map(priority).max();
    outcome.unplaced.iter().any(|unplaced| Some(priority(unplaced.group)) >= highest)
}

/// The resource of which least stays free, and how much of it, in percent.
pub fn least_spare(capacity: Resources, demand: Resources) -> (&'static str, f64) {
    let spare = |capacity: u64, demand: u64| {
        if capacity == 0 {
            if demand == 0 { 100.0 } else { -100.0 }
        } else {
            (capacity as f64 - demand as f64) / capacity as f64 * 100.0
        }
    };
    [
        ("memory", spare(capacity.memory_mib, demand.memory_mib)),
        ("cpu", spare(capacity.cpu_m, demand.cpu_m)),
        ("pods", spare(capacity.pods, demand.pods)),
    ]
    .into_iter()
    .min_by(|a, b| a.1.total_cmp(&b.1))
    .unwrap_or(("memory", 0.0))
}
