//! The search: cheapest first, until nothing that is left can be better.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use super::front::Front;
use super::judge::{Judged, judge};
use super::offers::{Service, Ways};
use super::places::{NoPlace, Place, places};
use super::pools::{Placed, Placements, Pool, Types, put};
use super::space::{Axis, Site, axes, site_axes, sites};
use crate::engine::availability::{FailureClass, Switch, whole};
use crate::engine::catalogue::{Catalogue, Site as BillSite};
use crate::engine::cost::Line;
use crate::engine::plan::{Met, Outcome, PlanError, TargetLaws, Verdict, evaluate, sized};
use crate::engine::scenario::{
    DatabaseForm, Document, Fault, ManifestPods, Objective, Plan, Purchase, Target, plan_with,
};
use crate::engine::units::{HoursPerMonth, MONTHS_PER_YEAR, Usd, YEAR_HOURS};

/// Hours of a week.
const WEEK_HOURS: f64 = 168.0;
/// What rounding may take off a bound, USD.
const ROUNDING_USD: f64 = 0.01;
/// Lines of a bill that hang on the nodes.
const OF_NODES: [&str; 13] = [
    "Worker nodes",
    "Root volumes",
    "Control-plane nodes",
    "Infra nodes",
    "OpenShift worker fee",
    "OpenShift subscription",
    "Support plan",
    "Servers",
    "Network gear",
    "Hardware support",
    "Power",
    "Rack space",
    "Remote hands",
];
/// Classes of failure beside the chain of the zones that hang on the nodes.
const BY_NODES: [&str; 3] = ["zone-partial", "validators-node", "volume"];

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
struct Facts {
    /// The bill without what hangs on the nodes, and people where they count, USD.
    rest_usd: f64,
    per_node_usd: f64,
    per_vcpu_usd: f64,
    is_complete: bool,
    /// Minutes down by what does not hang on the nodes.
    least_minutes: f64,
    hours: f64,
    /// How likely the availability is met at most; none without such a target.
    p_available: Option<f64>,
}

/// A site while it is searched.
#[derive(Debug)]
pub(super) struct State {
    pub(super) site: Site,
    pub(super) types: Rc<Types>,
    placements: usize,
    pub(super) database: Rc<Ways>,
    pub(super) cache: Rc<Ways>,
    pub(super) pools: Rc<Vec<Pool>>,
    facts: Facts,
    at: usize,
    settled: BTreeSet<u32>,
    failed_stops: BTreeSet<u32>,
    /// Targets that no candidate of the site meets.
    hopeless: Vec<&'static str>,
    is_seen: bool,
}

impl State {
    /// Candidates that each pool, bought one way, stands for.
    fn beside(&self) -> u128 {
        let ways = |ways: &Ways| u128::from(ways.classes) * u128::from(ways.purchases);
        ways(&self.database) * ways(&self.cache)
    }
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

enum Phase {
    Sites(usize),
    Look,
    Run,
    Done,
}

type Order = (bool, i64, u64, u64, usize, usize, u32);

/// A search for the best plan. [`Search::step`] takes it on; [`super::answer`] says what it has
/// found at any time.
pub struct Search<'a> {
    pub(super) catalogue: &'a Catalogue,
    pub(super) manifests: Option<ManifestPods>,
    /// The plan that was given.
    pub(super) plan: Plan,
    places: Vec<Place>,
    pub(super) left_out: Vec<String>,
    phase: Phase,
    /// Sites that nobody has looked at yet.
    waiting: Vec<Site>,
    pub(super) states: Vec<State>,
    types: BTreeMap<String, Rc<Types>>,
    placements: Vec<Placements>,
    placements_of: BTreeMap<String, usize>,
    ways: BTreeMap<String, Rc<Ways>>,
    pools: BTreeMap<String, Rc<Vec<Pool>>>,
    /// The first pool that carries the workload.
    firsts: BTreeMap<String, Option<Pool>>,
    facts: BTreeMap<String, Facts>,
    heap: BTreeSet<(bool, i64, usize)>,
    pending: BTreeMap<Order, (Scored, Outcome, Placed)>,
    pub(super) front: Front,
    pub(super) laws: TargetLaws,
    pub(super) best: Option<Scored>,
    pub(super) second: Option<Scored>,
    /// The cheapest candidate for each set of targets that it fails.
    pub(super) misses: BTreeMap<Vec<&'static str>, Scored>,
    /// The best that was reached of each target.
    pub(super) reached: BTreeMap<&'static str, (Verdict, Scored)>,
    pub(super) counts: Counts,
    refused_sites: u64,
    pub(super) reasons: BTreeMap<String, u64>,
    site_options: BTreeMap<&'static str, u64>,
    /// Candidates that cost less than was proven of them: none, or the proof fails.
    pub(super) below_bound: u64,
    /// Above this bill the target on the bill was not judged.
    pub(super) cost_stop: Option<Usd>,
    pub(super) errors: Vec<String>,
    is_priced: bool,
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

    /// The sites of a place.
    fn list(&mut self, at: usize) {
        let Some(place) = self.places.get(at) else {
            self.waiting.reverse();
            self.phase = Phase::Look;
            return;
        };
        self.phase = Phase::Sites(at + 1);
        let plan = match plan_with(&place.document, self.catalogue, self.manifests.as_ref()) {
            Ok(plan) => plan,
            Err(faults) => {
                let why = faults.first().map_or_else(String::new, ToString::to_string);
                self.left_out.push(format!(
                    "{} {}: {why}",
                    place.provider.title(),
                    place.region.as_deref().unwrap_or("")
                ));
                return;
            }
        };
        for (key, options) in site_axes(place, &plan, self.catalogue) {
            let entry = self.site_options.entry(key).or_insert(0);
            *entry = (*entry).max(options.len() as u64);
        }
        let found = sites((at, place), &plan, self.catalogue, self.manifests.as_ref());
        self.refused_sites += found.refused;
        for (why, n) in found.reasons {
            *self.reasons.entry(why).or_insert(0) += n;
        }
        // What is refused has the same choices of nodes, classes and purchases as the plan itself.
        if found.refused > 0 {
            match self.inner(&place.document.clone(), &plan, at) {
                Ok(inner) => {
                    let refused = inner * u128::from(found.refused);
                    self.counts.refused += refused;
                    self.counts.candidates += refused;
                }
                Err(error) => self.errors.push(error.to_string()),
            }
        }
        self.waiting.extend(found.sites);
    }

    /// How many candidates a site stands for.
    fn inner(&mut self, document: &Document, plan: &Plan, at: usize) -> Result<u128, PlanError> {
        let types = self.types_of(document, plan, at)?;
        let sizing = sized(plan, self.catalogue)?;
        let database = self.ways_of(Service::Database, (document, plan), at, &sizing)?;
        let cache = self.ways_of(Service::Cache, (document, plan), at, &sizing)?;
        let ways = |ways: &Ways| u128::from(ways.classes) * u128::from(ways.purchases);
        Ok(types.count() * ways(&database) * ways(&cache))
    }

    fn types_of(&mut self, document: &Document, plan: &Plan, at: usize) -> Result<Rc<Types>, PlanError> {
        let platform = &plan.platform;
        let key = format!("{at} {} {}", platform.pattern.name(), platform.zones);
        if let Some(known) = self.types.get(&key) {
            return Ok(Rc::clone(known));
        }
        let types = Rc::new(Types::of(document, plan, self.catalogue)?);
        self.types.insert(key, Rc::clone(&types));
        Ok(types)
    }

    fn ways_of(
        &mut self,
        service: Service,
        (document, plan): (&Document, &Plan),
        at: usize,
        sizing: &crate::engine::plan::SizingResult,
    ) -> Result<Rc<Ways>, PlanError> {
        let standby = match service {
            Service::Database => ("database", plan.database.high_availability),
            Service::Cache => ("cache", plan.cache.high_availability),
        };
        let key = format!("{} {:?} {at} {}", standby.0, standby.1, plan.platform.pattern.name());
        if let Some(known) = self.ways.get(&key) {
            return Ok(Rc::clone(known));
        }
        let ways = Rc::new(service.ways((document, plan), sizing, self.catalogue)?);
        self.ways.insert(key, Rc::clone(&ways));
        Ok(ways)
    }

    fn look_at_next(&mut self) {
        let Some(site) = self.waiting.pop() else {
            self.phase = Phase::Run;
            return;
        };
        if let Err(error) = self.look(site) {
            self.errors.push(error.to_string());
        }
    }

    /// What holds of a site whatever its nodes, and which pools it has.
    fn look(&mut self, mut site: Site) -> Result<(), PlanError> {
        let at = site.place;
        let types = self.types_of(&site.document, &site.plan, at)?;
        let plan = &site.plan;
        let mut key = format!("{at} {} {:?}", plan.platform.zones, plan.node_pool.zone_loss);
        if plan.platform.region.is_none() {
            let standby = (plan.database.high_availability, plan.cache.high_availability);
            key.push_str(&format!(" {standby:?}"));
        }
        let placements = match self.placements_of.get(&key) {
            Some(known) => *known,
            None => {
                self.placements.push(Placements::of(plan, self.catalogue, &types)?);
                self.placements_of.insert(key.clone(), self.placements.len() - 1);
                self.placements.len() - 1
            }
        };
        let least = self.placements[placements].least.clone();
        // Any pool that carries the workload tells what does not hang on pools.
        let pools_key = format!("{key} {}", plan.platform.pattern.name());
        let first = match self.firsts.get(&pools_key) {
            Some(known) => *known,
            None => {
                let by_hours = types.pools(&least, 0.0, 0.0);
                let placements = &mut self.placements[placements];
                let mut carrying = by_hours
                    .iter()
                    .filter(|pool| placements.placed(plan, self.catalogue, &types, **pool).is_some());
                let first = carrying.next().copied();
                self.firsts.insert(pools_key.clone(), first);
                first
            }
        };
        let Some(first) = first else {
            let mut sizing_plan = plan.clone();
            sizing_plan.node_pool.nodes = crate::engine::scenario::Auto::Auto;
            let document = site.document.clone();
            if let Ok(inner) = self.inner(&document, &sizing_plan, at) {
                self.counts.candidates += inner;
                self.counts.unfit += inner;
            }
            return Ok(());
        };
        let mut on_first = site.plan.clone();
        put(&mut on_first, &types, first);
        let sizing = sized(&on_first, self.catalogue)?;
        let both = (&site.document, &on_first);
        let database = self.ways_of(Service::Database, both, at, &sizing)?;
        let cache = self.ways_of(Service::Cache, both, at, &sizing)?;
        Service::Database.put(&mut site.plan, &database.best.class, &database.best.purchase);
        Service::Cache.put(&mut site.plan, &cache.best.class, &cache.best.purchase);
        let facts_key = format!("{at} {}", site.words);
        let facts = match self.facts.get(&facts_key) {
            Some(known) => known.clone(),
            None => {
                let mut plan = site.plan.clone();
                put(&mut plan, &types, first);
                let vcpu = types.types[first.at].vcpu;
                let facts = self.facts_of(&evaluate(&plan, self.catalogue)?, vcpu);
                self.facts.insert(facts_key, facts.clone());
                facts
            }
        };
        let pools = match self.pools.get(&pools_key) {
            Some(known) => Rc::clone(known),
            None => {
                let pools = Rc::new(types.pools(&least, facts.per_node_usd, facts.per_vcpu_usd));
                self.pools.insert(pools_key, Rc::clone(&pools));
                pools
            }
        };
        let confidence = self.plan.confidence;
        let is_out = facts.p_available.is_some_and(|p| p < confidence);
        let state = State {
            site,
            types,
            placements,
            database,
            cache,
            pools,
            facts,
            at: 0,
            settled: BTreeSet::new(),
            failed_stops: BTreeSet::new(),
            hopeless: if is_out { vec![Target::AvailabilityPct.key()] } else { Vec::new() },
            is_seen: false,
        };
        let all = state.types.count();
        self.counts.candidates += all * state.beside();
        // Too few nodes by totals; each pool stands for all ways but spot, or for spot.
        let ways = u128::from(state.types.purchases);
        let spot = state.pools.iter().filter(|pool| pool.is_spot).count() as u128;
        let kept = state.pools.len() as u128 - spot;
        let counted = spot + kept * (ways - u128::from(state.has_spot()));
        self.counts.unfit += all.saturating_sub(counted) * state.beside();
        self.states.push(state);
        self.queue(self.states.len() - 1);
        Ok(())
    }

    fn facts_of(&mut self, outcome: &Outcome, vcpu: u32) -> Facts {
        let bill = &outcome.bill;
        let usd = |wanted: &dyn Fn(&Line) -> bool| -> f64 {
            let lines = bill.lines.iter().filter(|line| wanted(line));
            lines.filter_map(Line::effective).sum::<Usd>().dollars()
        };
        let here =
            |line: &Line, names: &[&str]| line.site == BillSite::Primary && names.contains(&line.component);
        let hours = |names: &[&str]| -> f64 {
            let lines = bill.lines.iter().filter(|line| here(line, names));
            lines.map(|line| line.quantity).sum::<f64>() / HoursPerMonth::BILLED.hours()
        };
        let is_cloud = outcome.plan.platform.host.cloud().is_some();
        let nodes = hours(&OF_NODES[..1]);
        let root_nodes = nodes + hours(&OF_NODES[2..4]);
        let per = |total: f64, of: f64| if is_cloud && of > 0.0 { total / of } else { 0.0 };
        let share = nodes / f64::from(outcome.sizing.choice.best.nodes.max(1));
        // Core-pairs are whole.
        let vcpus = (nodes * f64::from(vcpu) / 4.0).ceil() * 4.0;
        let upkeep = &outcome.effort.upkeep;
        let need = &upkeep.on_call.need;
        let people = match self.plan.optimise.objective {
            Objective::Bill => 0.0,
            Objective::BillAndPeople => people_usd(outcome),
        };
        let (classes, switch) = without_nodes(outcome);
        let asked = self.plan.targets.get(&Target::AvailabilityPct).copied();
        let confidence = self.plan.confidence;
        let p_available =
            asked.map(|pct| self.laws.p_available_at_most(&classes, switch.as_ref(), (pct, confidence)));
        Facts {
            rest_usd: usd(&|line| !OF_NODES.contains(&line.component)) + people,
            per_node_usd: per(usd(&|line| here(line, &OF_NODES[1..2])), root_nodes) * share.min(1.0),
            per_vcpu_usd: per(usd(&|line| here(line, &OF_NODES[4..6])), vcpus) * share.min(1.0),
            is_complete: bill.complete,
            least_minutes: whole(&classes, |_| true).downtime_minutes_per_year(),
            hours: upkeep.planned_hours_per_year() / MONTHS_PER_YEAR
                + need.paid_hours_per_week * YEAR_HOURS / WEEK_HOURS / MONTHS_PER_YEAR,
            p_available,
        }
    }

    /// Puts a site into the queue by its next pool.
    fn queue(&mut self, site: usize) {
        let state = &self.states[site];
        let Some(pool) = state.pools.get(state.at) else { return };
        let least = state.facts.rest_usd + pool.least_usd - ROUNDING_USD;
        self.heap.insert((!state.facts.is_complete, (least * 1e6).floor() as i64, site));
    }

    /// Takes the cheapest that is left: judges it where nothing cheaper can come, else evaluates
    /// the next pool of the site whose bound is lowest.
    fn run(&mut self) {
        let next = self.heap.first().map(|(incomplete, least, _)| (*incomplete, *least));
        if let Some(order) = self.pending.keys().next().copied()
            && next.is_none_or(|next| (order.0, order.1) <= next)
        {
            if let Some((scored, outcome, placed)) = self.pending.remove(&order) {
                self.emit(scored, &outcome, placed);
            }
            return;
        }
        let Some((incomplete, least, site)) = self.heap.pop_first() else {
            self.phase = Phase::Done;
            return;
        };
        // A plan with a part that has no price never ranks above a priced one.
        if incomplete && self.is_priced {
            return;
        }
        if !self.wants_site(site) {
            return;
        }
        let state = &mut self.states[site];
        let pool = state.pools[state.at];
        state.at += 1;
        let types = Rc::clone(&state.types);
        self.queue(site);
        let state = &self.states[site];
        let stands_for = state.stands_for(pool);
        let placements = &mut self.placements[state.placements];
        let Some(placed) = placements.placed(&state.site.plan, self.catalogue, &types, pool) else {
            self.counts.unfit += stands_for;
            return;
        };
        if state.settled.contains(&placed.words) {
            self.counts.alike += stands_for;
            return;
        }
        if !self.wants(site, placed) {
            return;
        }
        match self.score(site, pool) {
            Ok((scored, outcome)) => {
                self.counts.evaluated += 1;
                self.counts.dearer += stands_for - 1;
                self.below_bound += u64::from(scored.objective < least);
                let order = (
                    !scored.is_complete,
                    scored.objective,
                    scored.hours().to_bits(),
                    scored.minutes.to_bits(),
                    site,
                    pool.at,
                    pool.nodes * 2 + u32::from(pool.is_spot),
                );
                self.pending.insert(order, (scored, outcome, placed));
            }
            Err(error) => self.errors.push(error.to_string()),
        }
    }

    /// Whether a site may still hold what is looked for.
    fn wants_site(&self, site: usize) -> bool {
        let state = &self.states[site];
        !state.is_seen
            || self.may_win(site)
            || !self.front.covers(state.facts.least_minutes, state.facts.hours)
    }

    /// Whether a pool of it may.
    fn wants(&self, site: usize, placed: Placed) -> bool {
        let state = &self.states[site];
        !state.is_seen
            || (self.may_win(site) && !state.failed_stops.contains(&placed.stops))
            || !self.front.covers(state.facts.least_minutes, state.facts.hours)
    }

    fn may_win(&self, site: usize) -> bool {
        let state = &self.states[site];
        let is_other = |best: &Scored| {
            let best = &self.states[best.site].site;
            (best.place, &best.words) != (state.site.place, &state.site.words)
        };
        let is_open = match (&self.best, &self.second) {
            (None, _) => true,
            (Some(best), None) => is_other(best),
            (Some(_), Some(_)) => false,
        };
        is_open && state.hopeless.is_empty() && self.cost_stop.is_none()
    }

    /// The plan of a pool at a site.
    pub(super) fn plan_of(&self, site: usize, pool: Pool, purchase: &Purchase) -> Plan {
        let state = &self.states[site];
        let mut plan = state.site.plan.clone();
        put(&mut plan, &state.types, pool);
        plan.node_pool.commitment = purchase.clone();
        plan
    }

    /// The cheapest candidate of a pool, evaluated.
    pub(super) fn score(&self, site: usize, pool: Pool) -> Result<(Scored, Outcome), PlanError> {
        let state = &self.states[site];
        let kept = &state.types.prices[pool.at].best;
        let purchase = match kept {
            Some((purchase, _)) if !pool.is_spot => purchase.clone(),
            _ => Purchase::Spot,
        };
        let outcome = evaluate(&self.plan_of(site, pool, &purchase), self.catalogue)?;
        let people = match self.plan.optimise.objective {
            Objective::Bill => 0.0,
            Objective::BillAndPeople => people_usd(&outcome),
        };
        let upkeep = &outcome.effort.upkeep;
        let weeks = YEAR_HOURS / WEEK_HOURS / MONTHS_PER_YEAR;
        let scored = Scored {
            site,
            pool,
            purchase,
            objective: outcome.bill.effective.micros() + (people * 1e6).round() as i64,
            cost: outcome.bill.effective,
            is_complete: outcome.bill.complete,
            minutes: outcome.availability.headline.downtime_minutes_per_year(),
            work_hours: upkeep.planned_hours_per_year() / MONTHS_PER_YEAR,
            on_call_hours: upkeep.on_call.need.paid_hours_per_week * weeks,
        };
        Ok((scored, outcome))
    }

    /// A candidate than which none that is left costs less.
    fn emit(&mut self, scored: Scored, outcome: &Outcome, placed: Placed) {
        let site = scored.site;
        let may_win = self.may_win(site);
        let state = &mut self.states[site];
        let is_first = !state.is_seen;
        state.is_seen = true;
        self.is_priced |= scored.is_complete;
        if !state.settled.insert(placed.words) {
            return;
        }
        let state = &self.states[site];
        let is_lost = state.failed_stops.contains(&placed.stops);
        self.front.offer(&scored);
        let is_first_of_lost = is_first && !state.hopeless.is_empty() && self.best.is_none();
        if !is_first_of_lost && (!may_win || is_lost) {
            return;
        }
        let up = [Target::AvailabilityPct];
        let but: &[Target] = if is_first_of_lost { &up } else { &[] };
        let judged = match judge(&mut self.laws, outcome, self.catalogue, but) {
            Ok(judged) => judged,
            Err(error) => return self.errors.push(error.to_string()),
        };
        self.reach(&judged, &scored);
        if is_first_of_lost {
            let mut fails = self.states[site].hopeless.clone();
            fails.extend(judged.fails);
            fails.sort_unstable();
            fails.dedup();
            self.misses.entry(fails).or_insert(scored);
        } else if judged.fails.is_empty() {
            if self.best.is_none() {
                self.best = Some(scored);
            } else {
                self.second = Some(scored);
            }
        } else {
            self.learn(site, placed, &judged, &scored);
            self.misses.entry(judged.fails).or_insert(scored);
        }
    }

    /// What a candidate that fails says of the others of its site.
    fn learn(&mut self, site: usize, placed: Placed, judged: &Judged, scored: &Scored) {
        let state = &mut self.states[site];
        for key in &judged.fails {
            match *key {
                key if key == Target::RpoSeconds.key() => {
                    state.failed_stops.insert(placed.stops);
                }
                key if key == Target::SetupDays.key() || key == Target::Fte.key() => state.hopeless.push(key),
                _ => {}
            }
        }
        // Where even a bill far below its likely value is over the target, dearer ones are as well.
        let asked = self.plan.targets.get(&Target::MonthlyCostUsd);
        if let (Some(asked), Some(low)) = (asked, judged.bill_low_usd) {
            let likely = scored.cost.dollars();
            if likely - 3.0 * (likely - low) > *asked {
                self.cost_stop = Some(scored.cost);
            }
        }
    }

    /// Keeps the best that was reached of each target.
    fn reach(&mut self, judged: &Judged, scored: &Scored) {
        for verdict in &judged.verdicts {
            let is_better = |before: &Verdict| is_nearer(verdict, before);
            if self.reached.get(verdict.target).is_none_or(|(before, _)| is_better(before)) {
                self.reached.insert(verdict.target, (verdict.clone(), scored.clone()));
            }
        }
    }

    /// The highest probability with which any site may meet the availability.
    pub(super) fn p_available_at_most(&self) -> Option<f64> {
        self.states.iter().filter_map(|state| state.facts.p_available).reduce(f64::max)
    }

    /// Sites by how likely they meet the availability at most, the likeliest first.
    pub(super) fn likeliest_sites(&self) -> Vec<usize> {
        let mut sites: Vec<usize> = (0..self.states.len()).collect();
        let p = |site: &usize| self.states[*site].facts.p_available.unwrap_or(0.0);
        sites.sort_by(|a, b| p(b).total_cmp(&p(a)));
        sites
    }

    /// What a pool of a site is to the rest of a plan; none where it does not carry the workload.
    pub(super) fn placed(&mut self, site: usize, pool: Pool) -> Option<Placed> {
        let state = &self.states[site];
        let types = Rc::clone(&state.types);
        self.placements[state.placements].placed(&state.site.plan, self.catalogue, &types, pool)
    }

    /// Judges a candidate for how near it comes to each target.
    pub(super) fn judge_alone(&mut self, site: usize, pool: Pool) {
        let Ok((scored, outcome)) = self.score(site, pool) else { return };
        if let Ok(judged) = judge(&mut self.laws, &outcome, self.catalogue, &[]) {
            self.reach(&judged, &scored);
        }
    }
}

impl State {
    /// Whether spot is one of the ways to buy.
    fn has_spot(&self) -> bool {
        self.types.prices.first().is_some_and(|priced| priced.spot.is_some())
    }

    /// Candidates that a pool stands for: all ways to buy it but spot, or spot.
    fn stands_for(&self, pool: Pool) -> u128 {
        let ways = u128::from(self.types.purchases);
        let of_pool = if pool.is_spot { 1 } else { ways - u128::from(self.has_spot()) };
        of_pool * self.beside()
    }
}

/// The classes of failure of a layout whose nodes never fail it, and its failover: whatever the
/// nodes are, it is down at least so much. Where the database is a pod, and moves between nodes, of
/// the chain of the zones nothing is said.
fn without_nodes(outcome: &Outcome) -> (Vec<FailureClass>, Option<Switch>) {
    let availability = &outcome.availability;
    let mut model = availability.model.clone();
    if model.layout.database != DatabaseForm::Pod {
        model.layout.k_nodes = 0;
        model.layout.quorum = None;
        if let Ok(found) = model.classes() {
            return found;
        }
    }
    let stays = |class: &&FailureClass| !class.in_zones && !BY_NODES.contains(&class.name);
    (availability.classes.iter().filter(stays).cloned().collect(), availability.switch.clone())
}

/// Planned work and pay for being on call, USD a month.
pub(super) fn people_usd(outcome: &Outcome) -> f64 {
    let upkeep = &outcome.effort.upkeep;
    let on_call = upkeep.on_call.need.usd_per_month(upkeep.on_call.usd_per_week);
    upkeep.labour_monthly.dollars() + on_call.likely()
}

/// Whether a verdict is nearer to being met than another on the same target.
fn is_nearer(verdict: &Verdict, before: &Verdict) -> bool {
    let rank = |it: &Verdict| match it.met {
        Met::Yes => 2,
        Met::Undecided => 1,
        Met::No => 0,
    };
    let p = |it: &Verdict| it.probability_met.unwrap_or(0.0);
    let is_share = verdict.target == Target::AvailabilityPct.key();
    let value = |it: &Verdict| match it.value {
        Some(value) if is_share => value,
        Some(value) => -value,
        None => f64::NEG_INFINITY,
    };
    (p(verdict), value(verdict), rank(verdict)).partial_cmp(&(p(before), value(before), rank(before)))
        == Some(std::cmp::Ordering::Greater)
}
