//! The fewest nodes on which everything fits.

use super::{Emergency, Obstacle, Placement, Problem, Unplaced, place, undone};
use crate::engine::scenario::{NodePool, ZoneLoss};
use crate::engine::topology::spread_evenly;
use crate::engine::units::Resources;

/// What a search for nodes goes by.
#[derive(Clone, Copy, Debug)]
pub struct Search {
    /// Zones.
    pub zones: u32,
    /// What must hold when a zone is lost.
    pub mode: ZoneLoss,
    /// The fewest nodes that a pool may have.
    pub least_nodes: u32,
    /// The most nodes that a pool may have.
    pub most_nodes: u32,
    /// The most nodes that an autoscaler may make; 0 without one.
    pub autoscale_max: u32,
}

/// Most nodes that a pool may have.
const MOST_NODES: u32 = 1000;

impl Search {
    /// What a pool of a plan asks for.
    pub fn of(pool: &NodePool, zones: u32) -> Self {
        let (least_nodes, most_nodes) = pool.autoscale.unwrap_or((0, MOST_NODES));
        let autoscale_max = pool.autoscale.map_or(0, |(_, max)| max);
        Self { zones, mode: pool.zone_loss, least_nodes, most_nodes, autoscale_max }
    }

    /// What happens in an emergency with so many nodes: without an autoscaler the pool
    /// starts as many anew as were lost.
    pub fn emergency(&self, nodes_per_zone: &[u32]) -> Emergency {
        let nodes: u32 = nodes_per_zone.iter().sum();
        let fullest = nodes_per_zone.iter().copied().max().unwrap_or(0);
        let most_new_nodes = if self.autoscale_max == 0 {
            fullest
        } else {
            (self.autoscale_max + fullest).saturating_sub(nodes)
        };
        Emergency { mode: self.mode, most_new_nodes }
    }

    /// The fewest nodes that totals allow: no placement needs less.
    ///
    /// Formula: enough for all pods; and, where the pods must fit on what is left
    /// of z zones, enough for all that no volume pins on n − ⌈n/z⌉ nodes.
    pub fn least_for(&self, problem: &Problem<'_>) -> u32 {
        self.by_totals(problem).max(self.zones)
    }

    /// The same where a zone may be without a node.
    pub fn by_totals(&self, problem: &Problem<'_>) -> u32 {
        let all = problem.least_nodes().max(self.least_nodes);
        if self.mode != ZoneLoss::Static || self.zones < 2 {
            return all;
        }
        let free = problem.placed().filter(|group| !problem.groups[*group].is_pinned());
        let free = free.fold(Resources::ZERO, |sum, group| {
            sum + problem.requests[group].times(u64::from(problem.groups[group].replicas))
        });
        let left = u32::try_from(super::nodes_for(free, problem.usable)).unwrap_or(u32::MAX);
        // n − ⌈n/z⌉ ≥ left  ⇔  n ≥ left + ⌈left / (z − 1)⌉.
        all.max(left.saturating_add(left.div_ceil(self.zones - 1)))
    }
}

/// The fewest nodes, spread evenly and at least one in each zone, for which a placement is
/// found that does what the mode asks and leaves room for rolling updates. With one zone there
/// is none to spare, so the mode asks for no more than a fit. Where more nodes stop helping, as
/// rules stand in the way, the fewest that leave as little undone. `None` when the most nodes
/// are not enough.
///
/// Numbers are skipped where much is missing, and tried after all once one will do.
pub fn fewest(problem: &Problem<'_>, search: &Search) -> Option<Placement> {
    let try_with = |nodes: u32| {
        let nodes_per_zone = spread_evenly(nodes, search.zones, 0);
        place(problem, &nodes_per_zone, search.emergency(&nodes_per_zone))
    };
    let does = |placement: &Placement| undone(placement, search.mode) == (0, 0, 0);
    let first = search.least_for(problem);
    let (mut nodes, mut untried) = (first, first);
    let mut best: Option<(u64, Placement)> = None;
    let mut in_vain = 0;
    while nodes <= search.most_nodes {
        let placement = try_with(nodes);
        if does(&placement) {
            let fewer = (untried..nodes).map(try_with).find(does);
            return Some(fewer.unwrap_or(placement));
        }
        let (waiting, next) = (waiting(&placement, search.mode), missing_nodes(problem, &placement));
        if best.as_ref().is_none_or(|(least, _)| waiting < *least) {
            best = Some((waiting, placement));
            in_vain = 0;
        } else {
            in_vain += 1;
        }
        if in_vain > MOST_IN_VAIN * search.zones.max(1) {
            return best.map(|(_, placement)| placement);
        }
        untried = nodes + 1;
        nodes = untried + next.saturating_sub(1) / 2;
    }
    // At the most nodes: what only rules keep waiting is no reason to refuse.
    best.map(|(_, placement)| placement).filter(waits_by_rules)
}

/// Numbers of nodes, for each zone, that may bring nothing before no more are tried.
const MOST_IN_VAIN: u32 = 6;

/// Pods that wait: with all zones there, without each, and for rolling updates.
fn waiting(placement: &Placement, mode: ZoneLoss) -> u64 {
    let sum = |unplaced: &[Unplaced]| unplaced.iter().map(|it| u64::from(it.count)).sum::<u64>();
    let losses = placement.zone_losses.iter().filter(|_| mode != ZoneLoss::None);
    let losses: u64 = losses.map(|loss| sum(&loss.unplaced)).sum();
    sum(&placement.unplaced) + losses + sum(&placement.rollout_stuck)
}

/// Whether nothing but rules keeps pods from their nodes.
fn waits_by_rules(placement: &Placement) -> bool {
    let losses = placement.zone_losses.iter().flat_map(|loss| &loss.unplaced);
    let mut waiting = placement.unplaced.iter().chain(losses).chain(&placement.rollout_stuck);
    waiting.all(|unplaced| unplaced.obstacle == Obstacle::Rules)
}

/// Nodes that what found no node would fill, by totals.
fn missing_nodes(problem: &Problem<'_>, placement: &Placement) -> u32 {
    let sum = |unplaced: &[Unplaced]| {
        let total = unplaced
            .iter()
            .fold(Resources::ZERO, |sum, it| sum + problem.requests[it.group].times(u64::from(it.count)));
        super::nodes_for(total, problem.usable)
    };
    let losses = placement.zone_losses.iter().map(|loss| sum(&loss.unplaced)).max().unwrap_or(0);
    u32::try_from(sum(&placement.unplaced).max(losses)).unwrap_or(u32::MAX)
}
