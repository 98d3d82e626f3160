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
        let all = problem.least_nodes().max(self.zones).max(self.least_nodes);
        if self.mode != ZoneLoss::Static || self.zones < 2 {
            return all;
        }
        let free = problem.groups.iter().enumerate().filter(|(_, group)| !group.is_pinned());
        let free = free.fold(Resources::ZERO, |sum, (i, group)| {
            sum + problem.requests[i].times(u64::from(group.replicas))
        });
        let left = u32::try_from(super::nodes_for(free, problem.usable)).unwrap_or(u32::MAX);
        // n − ⌈n/z⌉ ≥ left  ⇔  n ≥ left + ⌈left / (z − 1)⌉.
        all.max(left.saturating_add(left.div_ceil(self.zones - 1)))
    }
}

/// The fewest nodes, spread evenly and at least one in each zone, for which a placement is
/// found that does what the mode asks and leaves room for rolling updates. With one zone there
/// is none to spare, so the mode asks for no more than a fit. Pods that their own rules keep
/// from every node, however many there are, are left waiting. `None` when the most nodes are
/// not enough.
pub fn fewest(problem: &Problem<'_>, search: &Search) -> Option<Placement> {
    let strict = |placement: &Placement| undone(placement, search.mode) == (0, 0, 0);
    match first(problem, search, strict, MOST_TRIES_BY_RULES) {
        Found::Yes(placement) => Some(placement),
        Found::No => None,
        Found::OnlyRules => match first(problem, search, |it| strict(it) || waits_by_rules(it), u32::MAX) {
            Found::Yes(placement) => Some(placement),
            Found::OnlyRules | Found::No => None,
        },
    }
}

/// Numbers of nodes that are tried before rules are taken to be what stands in the way.
const MOST_TRIES_BY_RULES: u32 = 8;

/// What a search came to.
enum Found {
    Yes(Placement),
    /// So many times nothing but rules stood in the way.
    OnlyRules,
    No,
}

/// The first number of nodes whose placement will do. Numbers are skipped where much is
/// missing, and tried after all once one will do.
fn first(
    problem: &Problem<'_>,
    search: &Search,
    will_do: impl Fn(&Placement) -> bool,
    most_by_rules: u32,
) -> Found {
    let try_with = |nodes: u32| {
        let nodes_per_zone = spread_evenly(nodes, search.zones, 0);
        place(problem, &nodes_per_zone, search.emergency(&nodes_per_zone))
    };
    let (mut nodes, mut untried) = (search.least_for(problem), search.least_for(problem));
    let mut by_rules = 0;
    while nodes <= search.most_nodes {
        let placement = try_with(nodes);
        if will_do(&placement) {
            let fewer = (untried..nodes).map(try_with).find(|placement| will_do(placement));
            return Found::Yes(fewer.unwrap_or(placement));
        }
        by_rules += u32::from(waits_by_rules(&placement));
        if by_rules >= most_by_rules {
            return Found::OnlyRules;
        }
        untried = nodes + 1;
        nodes = untried + missing_nodes(problem, &placement).saturating_sub(1) / 2;
    }
    Found::No
}

/// Whether nothing but rules keeps pods from their nodes.
fn waits_by_rules(placement: &Placement) -> bool {
    let losses = placement.zone_losses.iter().flat_map(|loss| &loss.unplaced);
    let mut waiting = placement.unplaced.iter().chain(losses).chain(&placement.rollout_stuck).peekable();
    waiting.peek().is_some() && waiting.all(|unplaced| unplaced.obstacle == Obstacle::Rules)
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
