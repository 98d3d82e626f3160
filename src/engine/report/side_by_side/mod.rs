//! Plans side by side.

mod build;
mod csv;
mod markdown;
mod metrics;
mod text;

use serde::Serialize;

pub use build::side_by_side;
pub use csv::side_by_side_csv;
pub use markdown::side_by_side_markdown;
pub use text::side_by_side_text;

use crate::engine::plan::Met;
use crate::engine::units::Usd;

/// What plans come to, one beside the other, and how likely one does better.
#[derive(Clone, Debug, Serialize)]
pub struct SideBySideReport {
    /// Version of the document's form.
    pub schema: u32,
    /// Version of the engine.
    pub engine_version: &'static str,
    /// Seed of the futures.
    pub seed: u64,
    /// Futures that all plans were put into.
    pub futures: u32,
    /// Position of the plan that the others are compared with.
    pub baseline: usize,
    /// The plans.
    pub plans: Vec<PlanColumn>,
    /// Figures of all plans.
    pub metrics: Vec<Metric>,
    /// Each plan beside the baseline, in the same futures; the baseline is left out.
    pub beside: Vec<BesideEntry>,
    /// Inputs that differ.
    pub inputs: Vec<InputRow>,
}

/// A plan that is compared.
#[derive(Clone, Debug, Serialize)]
pub struct PlanColumn {
    /// Its name.
    pub name: String,
    /// Where it was read from; absent where it is no file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Where it runs, in words.
    pub place: String,
    /// Digest of the plan with its defaults.
    pub plan_digest: String,
    /// Digest of the data that it read.
    pub catalogue_digest: String,
    /// Whether every line of its bill has a price; else sums are "at least".
    pub complete: bool,
    /// Targets that it misses or that are undecided.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub not_met: Vec<&'static str>,
    /// Every target of the plan, and whether it is met.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub verdicts: Vec<ColumnVerdict>,
}

/// Which way a figure is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Better {
    /// Less is better.
    Less,
    /// More is better.
    More,
    /// Neither.
    Neither,
}

/// A figure of all plans.
#[derive(Clone, Debug, Serialize)]
pub struct Metric {
    /// Where the figure stands in a plan's own report.
    pub path: &'static str,
    /// Its name.
    pub title: &'static str,
    /// The question that it belongs to.
    pub group: &'static str,
    /// Its unit.
    pub unit: &'static str,
    /// Which way it is better.
    pub better: Better,
    /// Of each plan.
    pub values: Vec<Cell>,
    /// Whether it is the same for all plans.
    pub same: bool,
}

/// A figure of one plan; absent where the plan has none.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Cell {
    /// A number.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub value: Option<f64>,
    /// A word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// The number less that of the baseline.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference: Option<f64>,
}

/// A plan beside the baseline.
#[derive(Clone, Debug, Serialize)]
pub struct BesideEntry {
    /// Position of the plan.
    pub plan: usize,
    /// The bill of a month, USD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<DifferenceEntry>,
    /// The bills of the horizon, USD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon_usd: Option<DifferenceEntry>,
    /// Bills, people and what is paid once over the horizon, USD.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_usd: Option<DifferenceEntry>,
    /// Minutes that a year is down in the long run, over all that the rates may be.
    pub downtime_minutes: DifferenceEntry,
    /// Hours of all setup tasks that are work.
    pub setup_hours: DifferenceEntry,
    /// Planned work of a year, hours.
    pub work_hours: DifferenceEntry,
    /// When the cost since the start passes the baseline's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub overtaken: Option<OvertakenEntry>,
    /// More dollars of bill and people for each minute of downtime saved a year; absent where
    /// it costs no more or saves none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usd_per_minute_saved: Option<f64>,
    /// Why money is not compared.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
}

/// A target of a plan, and whether it is met.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct ColumnVerdict {
    /// The target's key.
    pub target: &'static str,
    /// Whether it is met.
    pub met: Met,
}

/// The plan's figure less the baseline's, in the same futures.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct DifferenceEntry {
    /// Mean.
    pub mean: f64,
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// Probability that the plan has less than the baseline.
    pub p_less: f64,
    /// Probability that both have the same.
    pub p_same: f64,
    /// Standard error of `p_less`.
    pub standard_error: f64,
}

/// When the cost since the start passes the baseline's for good.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct OvertakenEntry {
    /// Months that are over by then.
    pub months: usize,
    /// Whether the plan has cost less from then on.
    pub is_cheaper: bool,
}

/// An input that is not the same in all plans.
#[derive(Clone, Debug, Serialize)]
pub struct InputRow {
    /// Its key in a plan file.
    pub key: String,
    /// Its value in each plan, as JSON has it; empty where a plan has none.
    pub values: Vec<String>,
}

fn usd(amount: Usd) -> f64 {
    amount.dollars()
}
