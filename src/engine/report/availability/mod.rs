//! The part of the report on availability.

pub(super) mod build;
mod causes;
mod contractual;
pub(super) mod csv;
mod doubt;
mod downtime_cost;
mod history;
pub(super) mod text;

pub use causes::{Cause, FailureRateEntry};
pub use contractual::{Band, Contractual, PromiseEntry};
pub use doubt::{DoubtEntry, SwingEntry};
pub use downtime_cost::{DowntimeCost, DowntimeUsd};
pub use history::{HistoryEntry, PosteriorFigure, PriorFigure};
use serde::Serialize;

use crate::engine::availability::Role;
use crate::engine::plan::Measured;

/// Availability.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Availability {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Outages in a year.
    pub outages_per_year: f64,
    /// Without changes, people and corruption.
    pub infrastructure: Infrastructure,
    /// The providers' promises: what they multiply to and refund, no forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contractual: Option<Contractual>,
    /// Minutes down in a year.
    pub downtime_minutes_per_year: DowntimeMinutes,
    /// What they cost; absent where the plan does not say what an hour of downtime costs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downtime_cost: Option<DowntimeCost>,
    /// How likely a year and a month meet availabilities.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub windows: Vec<WindowEntry>,
    /// Probability of a year without downtime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_no_downtime: Option<f64>,
    /// Probability that one year meets the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_meets_target: Option<f64>,
    /// The classes that take most of the time down.
    pub top_causes: Vec<Cause>,
    /// What is not known of the rates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub uncertainty: Option<DoubtEntry>,
    /// Classes of failure.
    pub classes: Vec<ClassEntry>,
    /// Incidents of the user's own, and what they make of the figures of the data.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub history: Vec<HistoryEntry>,
}

/// Availability of the infrastructure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Infrastructure {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Mean minutes down in a year.
    pub downtime_minutes_per_year: f64,
}

/// How likely a window meets an availability.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WindowEntry {
    /// Percent of the window.
    pub availability_pct: f64,
    /// Probability that a year meets it.
    pub p_year: f64,
    /// The same in the mean over all that the rates may be; absent where no rate is in doubt.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_year_over_rates: Option<Measured>,
    /// Probability that a month meets it.
    pub p_month: f64,
    /// Months of a year that do not, in the mean.
    pub months_breached_per_year: f64,
}

/// Minutes down in a year.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DowntimeMinutes {
    /// Mean.
    pub mean: f64,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// 99th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p99: Option<f64>,
}

/// A class of failure.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ClassEntry {
    /// Short name.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// hard, soft, alternative or benchmark.
    pub role: Role,
    /// Whether it is infrastructure.
    pub infrastructure: bool,
    /// Share of time.
    pub unavailability: f64,
    /// Failures in a year.
    pub failures_per_year: f64,
    /// Minutes in a year: down if hard, degraded if soft.
    pub downtime_minutes_per_year: f64,
    /// How the figure comes about.
    pub basis: String,
    /// How often and for how long, in a sentence.
    pub sentence: String,
    /// Rows that it reads.
    pub sources: Vec<String>,
    /// The rates among them.
    pub rates: Vec<FailureRateEntry>,
}
