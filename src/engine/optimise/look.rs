//! What holds of a site whatever its nodes, and which pools it has.

use std::collections::BTreeSet;
use std::rc::Rc;

use super::offers::{Service, Ways};
use super::pools::{Placements, Types, put};
use super::run::{on_call_hours, people_usd, work_hours};
use super::search::{Phase, Search};
use super::space::{Site, site_axes, sites};
use super::state::{Facts, State};
use crate::engine::availability::{AvailabilityModel, FailureClass, Switch, whole};
use crate::engine::catalogue::Site as BillSite;
use crate::engine::cost::Line;
use crate::engine::plan::{Outcome, PlanError, SizingResult, evaluate, least_beside_workers, sized};
use crate::engine::scenario::{Auto, DatabaseForm, Document, Objective, Plan, Target, plan_with};
use crate::engine::units::{HoursPerMonth, Usd};

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

impl Search<'_> {
    /// The sites of a place.
    pub(super) fn list(&mut self, at: usize) {
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
        sizing: &SizingResult,
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

    pub(super) fn look_at_next(&mut self) {
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
                let mut carrying = by_hours.list.iter().filter(|pool| {
                    placements.placed(plan, self.catalogue, &types, (**pool, &mut self.names)).is_some()
                });
                let first = carrying.next().copied();
                self.firsts.insert(pools_key.clone(), first);
                first
            }
        };
        let Some(first) = first else {
            let mut sizing_plan = plan.clone();
            sizing_plan.node_pool.nodes = Auto::Auto;
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
        let kept_ways = ways - u128::from(state.has_spot());
        let stand_for = |kept: usize, spot: usize| (kept as u128 * kept_ways + spot as u128) * state.beside();
        let alike = stand_for(state.pools.alike_kept, state.pools.alike_spot);
        let tried = stand_for(state.pools.kept, state.pools.spot);
        self.counts.alike += alike;
        self.counts.unfit += (all * state.beside()).saturating_sub(tried);
        self.hopeful += usize::from(state.hopeless.is_empty());
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
        let (beside_usd, beside_nodes_here) = least_beside_workers(&outcome.plan, self.catalogue);
        let per = |total: f64, of: f64| if is_cloud && of > 0.0 { total / of } else { 0.0 };
        let share = nodes / f64::from(outcome.sizing.choice.best.nodes.max(1));
        // Core-pairs are whole.
        let vcpus = (nodes * f64::from(vcpu) / 4.0).ceil() * 4.0;
        let people = match self.plan.optimise.objective {
            Objective::Bill => 0.0,
            Objective::BillAndPeople => people_usd(outcome),
        };
        let (classes, switch) = without_nodes(outcome);
        let asked = self.plan.targets.get(&Target::AvailabilityPct).copied();
        let confidence = self.plan.confidence;
        let p_available =
            asked.map(|pct| self.laws.p_available_at_most(&classes, switch.as_ref(), (pct, confidence)));
        let root_usd = per(usd(&|line| here(line, &OF_NODES[1..2])), root_nodes);
        Facts {
            rest_usd: usd(&|line| !hangs_on_nodes(line)) + people + beside_usd + root_usd * beside_nodes_here,
            per_node_usd: root_usd * share.min(1.0),
            per_vcpu_usd: per(usd(&|line| here(line, &OF_NODES[4..6])), vcpus) * share.min(1.0),
            is_complete: bill.complete,
            least_minutes: whole(&classes, |_| true).downtime_minutes_per_year(),
            hours: work_hours(outcome) + on_call_hours(outcome),
            p_available,
            availability: self.names.id(format!("{:?}", beside_nodes(outcome))),
        }
    }

    /// Puts a site into the queue by its next pool.
    pub(super) fn queue(&mut self, site: usize) {
        let state = &self.states[site];
        let Some(pool) = state.pools.list.get(state.at) else { return };
        let least = state.facts.rest_usd + pool.least_usd - ROUNDING_USD;
        self.heap.insert((!state.facts.is_complete, (least * 1e6).floor() as i64, site));
    }
}

/// Whether a line hangs on the nodes. Google Cloud bills its NAT by the node.
fn hangs_on_nodes(line: &Line) -> bool {
    OF_NODES.contains(&line.component) || line.service == "cloud-nat"
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

/// All that the availability of a layout hangs on but its nodes.
fn beside_nodes(outcome: &Outcome) -> AvailabilityModel {
    let mut model = outcome.availability.model.clone();
    let layout = &mut model.layout;
    layout.nodes_per_zone.fill(0);
    layout.k_nodes = 0;
    layout.starts_nodes = false;
    layout.is_spot = false;
    layout.database_zone = None;
    layout.pod_moves_seconds = None;
    layout.quorum = None;
    layout.rpc_endpoints = 0;
    model
}
