//! The plan with one thing changed that moves availability, and when that pays.

use serde::{Deserialize, Serialize};

use super::pays::{DowntimeVerdict, Pays};
use crate::engine::catalogue::{Catalogue, Pattern};
use crate::engine::plan::{LabourParts, Outcome, as_pattern, evaluate, labour_parts};
use crate::engine::scenario::{Auto, DataServices, DatabaseForm, HighAvailability, OnCall, Plan, ZoneLoss};
use crate::engine::units::Usd;

/// What a step changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum StepKind {
    /// One zone more or less.
    Zones,
    /// One node more.
    Nodes,
    /// What must fit when a zone is lost.
    ZoneLoss,
    /// The standby of the database.
    Database,
    /// Who answers pages when.
    OnCall,
    /// The pattern.
    Pattern,
}

/// The plan with one thing changed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Step {
    /// What it changes.
    pub kind: StepKind,
    /// The change in words.
    pub change: String,
    /// The key of the plan that it sets.
    pub key: String,
    /// Its value there.
    pub value: String,
    /// What it comes to; absent where that cannot be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<StepFigures>,
    /// Why it cannot be said.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<String>,
}

/// What a step comes to beside the plan.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepFigures {
    /// What the bill of a month is more; less where it is below 0.
    pub bill_more_usd: Usd,
    /// What people cost more in a month.
    pub people_more_usd: Usd,
    /// Both.
    pub monthly_more_usd: Usd,
    /// Minutes of downtime saved in a year; lost where it is below 0.
    pub minutes_saved_per_year: f64,
    /// When it pays.
    #[serde(flatten)]
    pub pays: Pays,
    /// Whether it pays at what the plan says an hour of downtime costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_downtime_cost: Option<DowntimeVerdict>,
    /// Whether every line of both bills has a price, and the hours of people are known.
    pub is_complete: bool,
}

/// A change: what is set, in words, and the plan or why there is none.
struct Change {
    kind: StepKind,
    key: &'static str,
    value: String,
    words: String,
    plan: Result<Plan, String>,
}

impl Change {
    fn new(kind: StepKind, key: &'static str, value: impl ToString, words: String) -> Self {
        Self { kind, key, value: value.to_string(), words, plan: Err(String::new()) }
    }

    fn with(mut self, own: &Plan, set: impl FnOnce(&mut Plan)) -> Self {
        let mut plan = own.clone();
        set(&mut plan);
        self.plan = Ok(plan);
        self
    }
}

/// Every step, in the order of its kinds.
pub(super) fn steps(outcome: &Outcome, catalogue: &Catalogue) -> Vec<Step> {
    let plan = &outcome.plan;
    let mut changes = zones(plan, catalogue);
    changes.push(one_node(outcome));
    changes.extend(zone_loss(plan));
    changes.extend(database(plan));
    changes.extend(on_call(plan));
    changes.extend(patterns(plan, catalogue));
    changes.into_iter().map(|change| step(change, outcome, catalogue)).collect()
}

fn zones(plan: &Plan, catalogue: &Catalogue) -> Vec<Change> {
    let platform = &plan.platform;
    let region = platform.host.cloud().zip(platform.region.as_deref());
    let region = region.and_then(|(cloud, name)| catalogue.region(cloud, name));
    let own = platform.zones;
    let change = |zones: u32| {
        let word = if platform.region.is_some() { "zone" } else { "failure domain" };
        let words = format!("{} in place of {own}", count(zones, word));
        Change::new(StepKind::Zones, "platform.zones", zones, words)
    };
    let more = match region {
        Some(region) if own >= region.zones => Change {
            plan: Err(format!("{} has {}", platform.place(), count(region.zones, "zone"))),
            ..change(own + 1)
        },
        _ => change(own + 1).with(plan, |plan| plan.platform.zones = own + 1),
    };
    let fewer = (own > 1).then(|| {
        change(own - 1).with(plan, |plan| {
            plan.platform.zones = own - 1;
            // A standby needs a zone of its own.
            if own == 2 {
                plan.database.high_availability = HighAvailability::None;
                plan.cache.high_availability = HighAvailability::None;
            }
        })
    });
    std::iter::once(more).chain(fewer).collect()
}

fn one_node(outcome: &Outcome) -> Change {
    let own = outcome.sizing.choice.best.nodes;
    let nodes = own + 1;
    let best = outcome.sizing.choice.best.instance_type.clone();
    let words = format!("{} in place of {own}", count(nodes, "node"));
    Change::new(StepKind::Nodes, "node_pools.0.nodes", nodes, words).with(&outcome.plan, |plan| {
        plan.node_pool.nodes = Auto::Set(nodes);
        plan.node_pool.instance_type = Auto::Set(best);
    })
}

fn zone_loss(plan: &Plan) -> impl Iterator<Item = Change> {
    let own = plan.node_pool.zone_loss;
    let others = [ZoneLoss::Static, ZoneLoss::Elastic, ZoneLoss::Degraded, ZoneLoss::None];
    let others = others.into_iter().filter(move |mode| *mode != own && plan.platform.zones > 1);
    others.map(move |mode| {
        let words = format!("zone loss {} in place of {}", mode.name(), own.name());
        Change::new(StepKind::ZoneLoss, "node_pools.0.zone_loss", mode.name(), words)
            .with(plan, |plan| plan.node_pool.zone_loss = mode)
    })
}

fn database(plan: &Plan) -> Option<Change> {
    if plan.data_services() == DataServices::OfProfile {
        return None;
    }
    let has_pair = plan.database_form() == DatabaseForm::Pair;
    let (value, words, set) = if has_pair {
        ("none", "database without a standby", HighAvailability::None)
    } else {
        ("zone-redundant", "database with a standby in another zone", HighAvailability::ZoneRedundant)
    };
    let change = Change::new(StepKind::Database, "database.high_availability", value, words.to_owned());
    Some(if plan.platform.zones > 1 {
        change.with(plan, |plan| plan.database.high_availability = set)
    } else {
        Change { plan: Err("there is one zone".to_owned()), ..change }
    })
}

fn on_call(plan: &Plan) -> impl Iterator<Item = Change> {
    let own = plan.team.on_call;
    let others = OnCall::ALL.into_iter().filter(move |other| *other != own);
    others.map(move |other| {
        let words = format!("on call {} in place of {}", other.name(), own.name());
        Change::new(StepKind::OnCall, "team.on_call", other.name(), words)
            .with(plan, |plan| plan.team.on_call = other)
    })
}

/// So many of something.
fn count(n: u32, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// The other patterns, each with the plan's second region or the one that is suggested.
fn patterns(plan: &Plan, catalogue: &Catalogue) -> impl Iterator<Item = Change> {
    let own = plan.platform.pattern;
    let others = Pattern::ALL.into_iter().filter(move |pattern| *pattern != own);
    others.map(move |pattern| {
        let other = as_pattern(plan, pattern, catalogue);
        let platform = &other.platform;
        let second = platform.second_region.as_deref().filter(|_| pattern.has_second_site());
        let at = second.map_or_else(String::new, |region| format!(" with {region}"));
        let words = format!("pattern {}{at} in place of {}", pattern.name(), own.name());
        let change = Change::new(StepKind::Pattern, "platform.pattern", pattern.name(), words);
        let needs_region = pattern.has_second_site() && platform.host.cloud().is_some();
        if needs_region && second.is_none() {
            let reason = format!("no second region is suggested for {}", platform.place());
            return Change { plan: Err(reason), ..change };
        }
        Change { plan: Ok(other), ..change }
    })
}

fn step(change: Change, own: &Outcome, catalogue: &Catalogue) -> Step {
    let Change { kind, key, value, words: change, plan } = change;
    let figures = plan.and_then(|plan| {
        let other = evaluate(&plan, catalogue).map_err(|error| error.to_string())?;
        let is_worse = own.sizing.choice.best.does && !other.sizing.choice.best.does;
        if is_worse {
            return Err("no layout holds all pods and bears what it must".to_owned());
        }
        Ok(figures(own, &other))
    });
    let (figures, reason) = match figures {
        Ok(figures) => (Some(figures), None),
        Err(reason) => (None, Some(reason)),
    };
    Step { kind, change, key: key.to_owned(), value, figures, reason }
}

fn figures(own: &Outcome, other: &Outcome) -> StepFigures {
    let minutes = |outcome: &Outcome| outcome.availability.headline.downtime_minutes_per_year();
    let (before, after) = (labour_parts(own), labour_parts(other));
    let bill_more_usd = other.bill.effective - own.bill.effective;
    let people_more_usd = after.total() - before.total();
    let monthly_more_usd = bill_more_usd + people_more_usd;
    let minutes_saved_per_year = minutes(own) - minutes(other);
    let pays = Pays::of(monthly_more_usd.dollars(), minutes_saved_per_year);
    let knows = |people: LabourParts| people.unplanned.is_some();
    StepFigures {
        bill_more_usd,
        people_more_usd,
        monthly_more_usd,
        minutes_saved_per_year,
        pays,
        at_downtime_cost: own.plan.finance.downtime_usd_per_hour.map(|usd| DowntimeVerdict {
            low: pays.at(usd.low()),
            likely: pays.at(usd.likely()),
            high: pays.at(usd.high()),
        }),
        is_complete: own.bill.complete && other.bill.complete && knows(before) == knows(after),
    }
}
