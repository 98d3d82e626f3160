//! The answer of a search for the best plan.

mod build;
mod csv;
mod text;

use std::collections::BTreeMap;

use serde::Serialize;

pub use build::optimise_report;
pub use csv::optimise_csv;
pub use text::optimise_text;

use crate::engine::plan::{Met, Verdict};
use crate::engine::units::Usd;

/// What a search found, and what that rests on.
#[derive(Clone, Debug, Serialize)]
pub struct OptimiseReport {
    /// Version of the document's form.
    pub schema: u32,
    /// Version of the engine.
    pub engine_version: &'static str,
    /// What was made least: `bill` or `bill-and-people`.
    pub objective: &'static str,
    /// Whether a plan meets every target.
    pub feasible: bool,
    /// What the answer rests on.
    pub proof: ProofEntry,
    /// Candidates by what became of them.
    pub counts: CountsEntry,
    /// What is chosen, and what is not.
    pub axes: Vec<AxisEntry>,
    /// The cheapest plan that meets every target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub best: Option<FoundEntry>,
    /// The cheapest of another layout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second: Option<FoundEntry>,
    /// The next dearer choice of nodes, class or purchase of the best layout.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next_dearer: Option<FoundEntry>,
    /// What nothing beats in cost, downtime and work at once, the cheapest first.
    pub pareto: Vec<FoundEntry>,
    /// The cheapest candidates for each set of targets that they fail.
    pub near_misses: Vec<FoundEntry>,
    /// Where nothing meets every target: how near each can be come to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub nearest: Vec<NearestEntry>,
    /// Targets that some candidate meets, where nothing meets all of them.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub met_alone: Vec<&'static str>,
}

/// What an answer rests on.
#[derive(Clone, Debug, Serialize)]
pub struct ProofEntry {
    /// `exact`, `stopped` or `broken`.
    pub kind: &'static str,
    /// The same in words.
    pub text: String,
    /// What is left costs at least so much, USD a month of what is made least.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bound_usd: Option<f64>,
    /// By how much a plan that was not looked at may be cheaper than the best, USD a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_usd: Option<f64>,
    /// What limits it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<String>,
}

/// Candidates by what became of them: all others sum up to the first.
#[derive(Clone, Debug, Serialize)]
pub struct CountsEntry {
    /// In the space.
    pub candidates: u128,
    /// Evaluated in full.
    pub evaluated: u64,
    /// Excluded, for any of the reasons below.
    pub excluded: u128,
    /// Refused by the plan's own check, or the same plan as another.
    pub refused: u128,
    /// Of which the nodes do not carry the workload.
    pub unfit: u128,
    /// The same as one that was evaluated but for a dearer class or purchase.
    pub dearer: u128,
    /// Of the same availability and work as one that is no dearer.
    pub alike: u128,
    /// By a bound; while a search is stopped also those that nobody has looked at.
    pub by_bound: u128,
    /// Seconds that the search took.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub elapsed_seconds: Option<f64>,
    /// Candidates that were evaluated or excluded in a second.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_second_elapsed: Option<f64>,
}

/// A key of a plan in a search.
#[derive(Clone, Debug, Serialize)]
pub struct AxisEntry {
    /// The key.
    pub key: &'static str,
    /// `free`, `fixed` or `not-searched`.
    pub state: &'static str,
    /// Options that it is chosen from; the most that one place has.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub options: Option<u64>,
    /// The value that the plan sets, or why it is not searched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// A plan that was found.
#[derive(Clone, Debug, Serialize)]
pub struct FoundEntry {
    /// Every key that the search chooses, with its value.
    pub settings: BTreeMap<String, String>,
    /// Those that differ from the plan that was given.
    pub changes: Vec<ChangeEntry>,
    /// USD of a month, over the lines that have a price.
    pub monthly_usd: Usd,
    /// Whether every line has a price.
    pub complete: bool,
    /// USD of a month of planned work.
    pub labour_monthly_usd: Usd,
    /// USD of a month of pay for being on call.
    pub on_call_monthly_usd: Usd,
    /// Hours of planned work in a month.
    pub work_hours_per_month: f64,
    /// Hours of a month for which somebody is on call.
    pub on_call_hours_per_month: f64,
    /// Mean minutes down in a year.
    pub downtime_minutes_per_year: f64,
    /// Availability in the long run, percent.
    pub availability_pct: f64,
    /// Median minutes of an outage that is over by itself.
    pub rto_minutes: f64,
    /// Median seconds of data lost with a zone; absent where everything is, or it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<f64>,
    /// Working days of the whole setup.
    pub setup_days: f64,
    /// Planned work as a share of a full-time year.
    pub fte: f64,
    /// The verdict on each target.
    pub verdicts: Vec<Verdict>,
    /// What the plan's own check remarks on the keys that the search chooses.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub notes: Vec<String>,
    /// The targets that it does not meet.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub fails: Vec<FailingEntry>,
}

/// A key that differs from the plan that was given.
#[derive(Clone, Debug, Serialize)]
pub struct ChangeEntry {
    /// The key.
    pub key: String,
    /// What the plan has.
    pub from: String,
    /// What was found.
    pub to: String,
}

/// A target that is not met, and by how much.
#[derive(Clone, Debug, Serialize)]
pub struct FailingEntry {
    /// The target's key.
    pub target: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// What was asked for.
    pub asked: f64,
    /// What the plan gives.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// How far the value is on the wrong side; 0 where only the probability is too low.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub by: Option<f64>,
    /// Probability of meeting it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability_met: Option<f64>,
    /// Probability that was asked for.
    pub confidence: f64,
    /// False, or undecided.
    pub met: Met,
}

/// How near a target can be come to.
#[derive(Clone, Debug, Serialize)]
pub struct NearestEntry {
    /// The target and the best that was reached of it.
    #[serde(flatten)]
    pub reached: FailingEntry,
    /// The bill of the plan that reached it, USD.
    pub monthly_usd: Usd,
    /// The probability that no candidate exceeds, where one is proven.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub probability_at_most: Option<f64>,
}
