//! The search: cheapest first, until nothing that is left can be better.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::front::Front;
use super::offers::Ways;
use super::places::{NoPlace, Place, places};
use super::pools::{Names, Placed, Placements, Pool, Pools, Types};
use super::space::{Axis, Site, axes};
use super::state::{Alike, Counts, Facts, Known, Progress, Scored, State};
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Outcome, TargetLaws, Verdict};
use crate::engine::scenario::{Document, Fault, ManifestPods, Plan, Purchase, plan_with};
use crate::engine::units::Usd;

/// Where a search is.
pub(super) enum Phase {
    Sites(usize),
    Look,
    Run,
    Done,
}

/// Candidates by what they come to, then by what they are.
pub(super) type Order = (bool, i64, u64, u64, usize, usize, u32);

/// A search for the best plan. [`Search::step`] takes it on; [`super::answer`] says what it has
/// found at any time.
pub struct Search<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) manifests: Option<ManifestPods>,
    /// The plan that was given.
    pub(super) plan: Plan,
    pub(super) places: Vec<Place>,
    pub(super) left_out: Vec<String>,
    pub(super) phase: Phase,
    /// Sites that nobody has looked at yet.
    pub(super) waiting: Vec<Site>,
    pub(super) states: Vec<State>,
    pub(super) types: BTreeMap<String, Rc<Types>>,
    pub(super) placements: Vec<Placements>,
    pub(super) placements_of: BTreeMap<String, usize>,
    pub(super) ways: BTreeMap<String, Rc<Ways>>,
    pub(super) pools: BTreeMap<String, Rc<Pools>>,
    /// The first pool that carries the workload.
    pub(super) firsts: BTreeMap<String, Option<Pool>>,
    pub(super) facts: BTreeMap<String, Facts>,
    pub(super) heap: BTreeSet<(bool, i64, usize)>,
    pub(super) names: Names,
    /// Downtime, and whether availability and RTO are missed, of pools at sites that are alike.
    pub(super) known: BTreeMap<Alike, Known>,
    pub(super) pending: BTreeMap<Order, (Scored, Outcome, Placed)>,
    pub(super) front: Front,
    pub(super) laws: TargetLaws,
    pub(super) best: Option<Scored>,
    pub(super) second: Option<Scored>,
    /// The cheapest candidate for each set of targets that it fails.
    pub(super) misses: BTreeMap<Vec<&'static str>, Scored>,
    /// The best that was reached of each target.
    pub(super) reached: BTreeMap<&'static str, (Verdict, Scored)>,
    pub(super) counts: Counts,
    pub(super) refused_sites: u64,
    pub(super) reasons: BTreeMap<String, u64>,
    pub(super) site_options: BTreeMap<&'static str, u64>,
    /// Candidates that cost less than was proven of them: none, or the proof fails.
    pub(super) below_bound: u64,
    /// Above this bill the target on the bill was not judged.
    pub(super) cost_stop: Option<Usd>,
    pub(super) errors: Vec<String>,
    pub(super) is_priced: bool,
    /// Sites of which it is not known that none of their candidates meets every target.
    pub(super) hopeful: usize,
    /// Whether what is left costs more than what the front tells.
    pub(super) is_beyond_front: bool,
}

impl<'a> Search<'a> {
    /// A search of the space that a document and its section `[optimise]` span.
    ///
    /// # Errors
    /// The faults of the document.
    pub fn new(
        document: &Document,
        catalogue: &'a Catalogue,
        manifests: Option<ManifestPods>,
    ) -> Result<Result<Self, NoPlace>, Vec<Fault>> {
        let plan = plan_with(document, catalogue, manifests.as_ref())?;
        let (places, left_out) = match places(document, &plan, catalogue) {
            Ok(found) => found,
            Err(none) => return Ok(Err(none)),
        };
        Ok(Ok(Self {
            catalogue,
            manifests,
            plan,
            places,
            left_out,
            phase: Phase::Sites(0),
            waiting: Vec::new(),
            states: Vec::new(),
            types: BTreeMap::new(),
            placements: Vec::new(),
            placements_of: BTreeMap::new(),
            ways: BTreeMap::new(),
            pools: BTreeMap::new(),
            firsts: BTreeMap::new(),
            facts: BTreeMap::new(),
            heap: BTreeSet::new(),
            names: Names::default(),
            known: BTreeMap::new(),
            pending: BTreeMap::new(),
            front: Front::default(),
            laws: TargetLaws::default(),
            best: None,
            second: None,
            misses: BTreeMap::new(),
            reached: BTreeMap::new(),
            counts: Counts::default(),
            refused_sites: 0,
            reasons: BTreeMap::new(),
            site_options: BTreeMap::new(),
            below_bound: 0,
            cost_stop: None,
            errors: Vec::new(),
            is_priced: false,
            hopeful: 0,
            is_beyond_front: false,
        }))
    }

    /// Goes on by so many small steps: about as many placements or evaluations.
    pub fn step(&mut self, budget: u32) -> Progress {
        for _ in 0..budget {
            match self.phase {
                Phase::Sites(at) => self.list(at),
                Phase::Look => self.look_at_next(),
                Phase::Run => self.run(),
                Phase::Done => break,
            }
        }
        self.progress()
    }

    /// How far it is.
    pub fn progress(&self) -> Progress {
        let is_done = self.is_done();
        let counts = &self.counts;
        let known = counts.refused + counts.unfit + counts.dearer + counts.alike;
        let evaluated = u128::from(counts.evaluated);
        let excluded = if is_done { counts.candidates.saturating_sub(evaluated) } else { known };
        let best = self.best.as_ref().map(|best| best.cost);
        Progress { evaluated: counts.evaluated, excluded, of: counts.candidates, best, is_done }
    }

    /// Whether the search has ended by itself.
    pub const fn is_done(&self) -> bool {
        matches!(self.phase, Phase::Done)
    }

    /// The least that a candidate can cost which was not looked at, of the objective; none where
    /// none is left, or nothing is known yet.
    pub(super) fn bound(&self) -> Option<Usd> {
        if !matches!(self.phase, Phase::Run) {
            return None;
        }
        let low = self.heap.first().map(|(_, least, _)| *least);
        let waiting = self.pending.keys().next().map(|order| order.1);
        low.into_iter().chain(waiting).min().map(|micros| Usd::from_dollars(micros as f64 / 1e6))
    }

    /// What is chosen, and what is not.
    pub fn axes(&self) -> Vec<Axis> {
        let mut options: BTreeMap<&'static str, u64> = self.site_options.clone();
        let mut most = |key, n: u64| {
            let entry = options.entry(key).or_insert(0);
            *entry = (*entry).max(n);
        };
        for types in self.types.values() {
            most("node_pools.instance_type", types.types.len() as u64);
            most("node_pools.nodes", u64::from(types.numbers.1 - types.numbers.0 + 1));
            most("node_pools.commitment", types.purchases);
        }
        for (key, ways) in &self.ways {
            let is_database = key.starts_with("database");
            most(if is_database { "database.instance" } else { "cache.instance" }, ways.classes);
            most(if is_database { Purchase::DATABASE } else { Purchase::CACHE }, ways.purchases);
        }
        most(
            "platform.provider",
            self.places.iter().map(|it| it.provider).collect::<BTreeSet<_>>().len() as u64,
        );
        most("platform.region", self.places.len() as u64);
        let options: Vec<_> = options.into_iter().filter(|(_, n)| *n > 1).collect();
        let Some(first) = self.places.first() else { return Vec::new() };
        axes(&first.document, &self.plan.optimise, &options)
    }
}
