//! What a search knows of sites and candidates.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::offers::Ways;
use super::pools::{Pool, Pools, Types};
use super::space::Site;
use crate::engine::scenario::Purchase;
use crate::engine::units::Usd;

/// A candidate with what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Scored {
    pub(super) site: usize,
    pub(super) pool: Pool,
    pub(super) purchase: Purchase,
    /// What is made least, micro-dollars a month.
    pub(super) objective: i64,
    pub(super) cost: Usd,
    pub(super) is_complete: bool,
    /// Mean minutes down in a year.
    pub(super) minutes: f64,
    /// Planned work of a month, hours.
    pub(super) work_hours: f64,
    /// Hours of a month for which somebody is on call.
    pub(super) on_call_hours: f64,
}

impl Scored {
    pub(super) fn hours(&self) -> f64 {
        self.work_hours + self.on_call_hours
    }
}

/// What holds of every candidate of a site, whatever its nodes.
#[derive(Clone, Debug)]
pub(super) struct Facts {
    /// The bill without what hangs on the nodes, and people where they count, USD.
    pub(super) rest_usd: f64,
    pub(super) per_node_usd: f64,
    pub(super) per_vcpu_usd: f64,
    pub(super) is_complete: bool,
    /// Minutes down by what does not hang on the nodes.
    pub(super) least_minutes: f64,
    pub(super) hours: f64,
    /// How likely the availability is met at most; none without such a target.
    pub(super) p_available: Option<f64>,
    /// All that availability hangs on beside the nodes, by number.
    pub(super) availability: u32,
}

/// A site while it is searched.
#[derive(Debug)]
pub(super) struct State {
    pub(super) site: Site,
    pub(super) types: Rc<Types>,
    pub(super) placements: usize,
    pub(super) database: Rc<Ways>,
    pub(super) cache: Rc<Ways>,
    pub(super) pools: Rc<Pools>,
    pub(super) facts: Facts,
    pub(super) at: usize,
    pub(super) settled: BTreeSet<u32>,
    pub(super) failed_stops: BTreeSet<u32>,
    /// Targets that no candidate of the site meets.
    pub(super) hopeless: Vec<&'static str>,
    pub(super) is_seen: bool,
}

impl State {
    /// Candidates that each pool, bought one way, stands for.
    pub(super) fn beside(&self) -> u128 {
        let ways = |ways: &Ways| u128::from(ways.classes) * u128::from(ways.purchases);
        ways(&self.database) * ways(&self.cache)
    }
}

impl State {
    /// Whether spot is one of the ways to buy.
    pub(super) fn has_spot(&self) -> bool {
        self.types.prices.first().is_some_and(|priced| priced.spot.is_some())
    }

    /// Candidates that a pool stands for: all ways to buy it but spot, or spot.
    pub(super) fn stands_for(&self, pool: Pool) -> u128 {
        let ways = u128::from(self.types.purchases);
        let of_pool = if pool.is_spot { 1 } else { ways - u128::from(self.has_spot()) };
        of_pool * self.beside()
    }
}

/// All that availability hangs on: the site, the nodes, whether they may be taken back.
pub(super) type Alike = (u32, u32, bool);

/// What is known of candidates that are alike in availability.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Known {
    pub(super) minutes: f64,
    /// Whether a target on availability or recovery is missed.
    pub(super) is_missed: bool,
}

/// Candidates by what became of them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// In the space.
    pub candidates: u128,
    /// Evaluated in full.
    pub evaluated: u64,
    /// Refused by the plan's own check.
    pub refused: u128,
    /// Of which the nodes do not carry the workload.
    pub unfit: u128,
    /// The same as one that was evaluated but for a dearer class or purchase.
    pub dearer: u128,
    /// Of the same availability and work as one that was evaluated and is no dearer.
    pub alike: u128,
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Progress {
    /// Candidates evaluated in full.
    pub evaluated: u64,
    /// Candidates excluded so far.
    pub excluded: u128,
    /// Candidates that are known so far.
    pub of: u128,
    /// The bill of the best plan so far.
    pub best: Option<Usd>,
    /// Whether the search has ended.
    pub is_done: bool,
}

impl Progress {
    /// Candidates that were evaluated or excluded.
    pub const fn settled(&self) -> u128 {
        self.evaluated as u128 + self.excluded
    }
}
