//! A candidate in full: what it sets, what it comes to, how it is judged.

use super::judge::in_full;
use super::offers::{Bought, Service, setting_of};
use super::search::Search;
use super::state::Scored;
use crate::engine::plan::{Laws, Met, Outcome, PlanError, Verdict, rpo_seconds};
use crate::engine::scenario::{
    Auto, DataServices, Document, Optimise, Plan, Purchase, Setting, Target, plan_with,
};
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// A key whose value differs from the plan that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The key.
    pub key: String,
    /// What the plan has; `auto` where it leaves it to the model.
    pub from: String,
    /// What was found.
    pub to: String,
}

/// What a plan comes to.
#[derive(Clone, Debug, PartialEq)]
pub struct Figures {
    /// The bill of a month, over the lines that have a price.
    pub monthly: Usd,
    /// Whether every line has a price.
    pub is_complete: bool,
    /// Planned work of a month in money.
    pub labour_monthly: Usd,
    /// Pay of a month for being on call.
    pub on_call_monthly: Usd,
    /// Planned work of a month, hours.
    pub work_hours: f64,
    /// Hours of a month for which somebody is on call.
    pub on_call_hours: f64,
    /// Mean minutes down in a year.
    pub downtime_minutes: f64,
    /// Availability in the long run, percent.
    pub availability_pct: f64,
    /// Median minutes of an outage that is over by itself.
    pub rto_minutes: f64,
    /// Median seconds of data lost with a zone; none where everything is, or it is not known.
    pub rpo_seconds: Option<f64>,
    /// Working days of the whole setup.
    pub setup_days: f64,
    /// Planned work as a share of a full-time year.
    pub fte: f64,
}

/// A target that is not met, and by how much.
#[derive(Clone, Debug, PartialEq)]
pub struct Failing {
    /// The target's key.
    pub target: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What was asked for.
    pub asked: f64,
    /// What the plan gives.
    pub value: Option<f64>,
    /// How far the value is on the wrong side of the target; 0 where it is on the right one and only
    /// the probability is too low. None without a value.
    pub by: Option<f64>,
    /// Probability of meeting it.
    pub probability_met: Option<f64>,
    /// Probability that was asked for.
    pub confidence: f64,
    /// Whether it is missed for certain, or undecided.
    pub met: Met,
}

impl Failing {
    pub(super) fn of(verdict: &Verdict) -> Self {
        let is_share = verdict.target == Target::AvailabilityPct.key();
        let by = verdict.value.map(|value| {
            let over = if is_share { verdict.asked - value } else { value - verdict.asked };
            over.max(0.0)
        });
        Self {
            target: verdict.target,
            unit: verdict.unit,
            asked: verdict.asked,
            value: verdict.value,
            by,
            probability_met: verdict.probability_met,
            confidence: verdict.confidence,
            met: verdict.met,
        }
    }
}

/// A plan that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// Every key that the search chooses, with its value.
    pub settings: Vec<(String, String)>,
    /// Those that differ from the plan that was given.
    pub changes: Vec<Change>,
    /// What it comes to.
    pub figures: Figures,
    /// The verdicts that `check` has on it.
    pub verdicts: Vec<Verdict>,
    /// The targets that it does not meet.
    pub fails: Vec<Failing>,
    /// What the plan's own check remarks on the keys that the search chooses.
    pub notes: Vec<String>,
    /// The plan as a document.
    pub document: Document,
    /// Whether the document, read again, has the bill that the search counted with.
    pub is_same_bill: bool,
}

/// The keys of a place, which are searched as well.
const OF_PLACE: [&str; 3] = ["platform.provider", "platform.region", "platform.second_region"];

/// A candidate with other classes or purchases than the cheapest.
#[derive(Clone, Debug, Default)]
pub(super) struct Instead {
    pub(super) database: Option<Bought>,
    pub(super) cache: Option<Bought>,
}

impl Search<'_> {
    /// A candidate in full.
    pub(super) fn found(&self, scored: &Scored, instead: &Instead) -> Result<Found, PlanError> {
        let (document, plan) = self.document_of(scored, instead);
        let (outcome, laws, verdicts) = in_full(&plan, self.catalogue)?;
        let keys = OF_PLACE.into_iter().chain(Optimise::AXES);
        let settings: Vec<(String, String)> =
            keys.filter_map(|key| Some((key.to_owned(), value_of(&plan, key)?))).collect();
        let own = |key: &str| value_of(&self.plan, key).unwrap_or_else(|| "none".to_owned());
        let changes = settings.iter().filter_map(|(key, to)| {
            let from = own(key);
            (from != *to).then(|| Change { key: key.clone(), from, to: to.clone() })
        });
        let is_cheapest = instead.database.is_none() && instead.cache.is_none();
        Ok(Found {
            changes: changes.collect(),
            notes: notes(&outcome),
            settings,
            figures: figures(&outcome, &laws, scored),
            fails: verdicts.iter().filter(|it| it.met != Met::Yes).map(Failing::of).collect(),
            verdicts,
            document,
            is_same_bill: !is_cheapest || outcome.bill.effective == scored.cost,
        })
    }

    /// A candidate as a document, and as the plan that is read from it. Where the plan's own check
    /// refuses the document, the plan is the candidate's own, so that the bill tells.
    fn document_of(&self, scored: &Scored, instead: &Instead) -> (Document, Plan) {
        let state = &self.states[scored.site];
        let mut plan = self.plan_of(scored.site, scored.pool, &scored.purchase);
        for (service, bought) in [(Service::Database, &instead.database), (Service::Cache, &instead.cache)] {
            if let Some(bought) = bought {
                service.put(&mut plan, &bought.class, &bought.purchase);
            }
        }
        let mut document = state.site.document.clone();
        let mut set = |key: &str, setting: Setting| {
            if !document.is_set(key) {
                document.set(key, setting);
            }
        };
        let class = |class: &Auto<String>| match class {
            Auto::Auto => Setting::text("auto"),
            Auto::Set(name) => Setting::text(name),
        };
        set("node_pools.instance_type", class(&plan.node_pool.instance_type));
        set("node_pools.nodes", Setting::whole(i64::from(scored.pool.nodes)));
        let services: &[_] = &[
            (Purchase::POOL, &plan.node_pool.commitment),
            (Purchase::DATABASE, &plan.database.commitment),
            (Purchase::CACHE, &plan.cache.commitment),
        ];
        for (key, purchase) in services.iter().filter(|(_, purchase)| !purchase.is_on_demand()) {
            set(key, setting_of(purchase));
        }
        if plan.data_services() == DataServices::Managed {
            set("database.instance", class(&plan.database.instance));
            set("cache.instance", class(&plan.cache.instance));
        }
        let read = plan_with(&document, self.catalogue, self.manifests.as_ref());
        (document, read.unwrap_or(plan))
    }
}

/// Warnings about keys that the search chooses.
fn notes(outcome: &Outcome) -> Vec<String> {
    let is_chosen = |path: &str| Optimise::AXES.contains(&path) || path.starts_with("node_pools");
    let warnings = outcome.warnings.iter().filter(|warning| is_chosen(&warning.path));
    warnings.map(|warning| format!("{}: {}", warning.path, warning.message)).collect()
}

fn figures(outcome: &Outcome, laws: &Laws, scored: &Scored) -> Figures {
    let upkeep = &outcome.effort.upkeep;
    Figures {
        monthly: outcome.bill.effective,
        is_complete: outcome.bill.complete,
        labour_monthly: upkeep.labour_monthly,
        on_call_monthly: Usd::from_dollars(
            upkeep.on_call.need.usd_per_month(upkeep.on_call.usd_per_week).likely(),
        ),
        work_hours: upkeep.planned_hours_per_year() / MONTHS_PER_YEAR,
        on_call_hours: scored.on_call_hours,
        downtime_minutes: outcome.availability.headline.downtime_minutes_per_year(),
        availability_pct: outcome.availability.headline.availability() * 100.0,
        rto_minutes: laws.automatic_outage_minutes_p50,
        rpo_seconds: rpo_seconds(outcome),
        setup_days: outcome.effort.setup.schedule.working_days,
        fte: upkeep.fte_planned,
    }
}

/// The value of a key in words; none where the plan has no use for it.
fn value_of(plan: &Plan, key: &str) -> Option<String> {
    let auto = |class: &Auto<String>| match class {
        Auto::Auto => "auto".to_owned(),
        Auto::Set(name) => name.clone(),
    };
    let bought = |purchase: &Purchase| match purchase.committed() {
        None => purchase.word().to_owned(),
        Some(term) => format!("{}, {} y, {} upfront", term.scheme, term.years, term.upfront.name()),
    };
    let has_classes = plan.data_services() == DataServices::Managed;
    let has_data = plan.data_services() != DataServices::OfProfile;
    let standby = |mode| match mode {
        crate::engine::scenario::HighAvailability::ZoneRedundant => "zone-redundant".to_owned(),
        crate::engine::scenario::HighAvailability::None => "none".to_owned(),
    };
    let (pool, database, cache) = (&plan.node_pool, &plan.database, &plan.cache);
    match key {
        "platform.provider" => Some(plan.platform.provider.name().to_owned()),
        "platform.region" => plan.platform.region.clone(),
        "platform.second_region" => plan.platform.second_region.clone(),
        "platform.zones" => Some(plan.platform.zones.to_string()),
        "platform.pattern" => Some(plan.platform.pattern.name().to_owned()),
        "node_pools.instance_type" => Some(auto(&pool.instance_type)),
        "node_pools.nodes" => Some(match pool.nodes {
            Auto::Auto => "auto".to_owned(),
            Auto::Set(nodes) => nodes.to_string(),
        }),
        "node_pools.zone_loss" => Some(pool.zone_loss.name().to_owned()),
        "node_pools.commitment" => Some(bought(&pool.commitment)),
        "database.instance" => has_classes.then(|| auto(&database.instance)),
        "database.high_availability" => has_data.then(|| standby(database.high_availability)),
        "database.commitment" => has_classes.then(|| bought(&database.commitment)),
        "cache.instance" => has_classes.then(|| auto(&cache.instance)),
        "cache.high_availability" => has_data.then(|| standby(cache.high_availability)),
        "cache.commitment" => has_classes.then(|| bought(&cache.commitment)),
        "backup.tiers" => Some(plan.backup.preset.name().to_owned()),
        "backup.off_region_copy" => Some(plan.backup.off_region_copy.to_string()),
        "team.on_call" => Some(plan.team.on_call.name().to_owned()),
        _ => None,
    }
}
