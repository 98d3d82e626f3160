//! The part of the report on availability.

pub(super) mod build;
mod causes;
pub(super) mod csv;
mod doubt;
pub(super) mod text;

pub use causes::{Cause, FailureRateEntry};
pub use doubt::{DoubtEntry, SwingEntry};
use serde::Serialize;

use crate::engine::availability::Role;

/// Availability.
#[derive(Clone, Debug, Serialize)]
pub struct Availability {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Outages in a year.
    pub outages_per_year: f64,
    /// Without changes, people and corruption.
    pub infrastructure: Infrastructure,
    /// Product of the providers' promises: a bound on refunds, no forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contractual: Option<Contractual>,
    /// Minutes down in a year.
    pub downtime_minutes_per_year: DowntimeMinutes,
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
}

/// Availability of the infrastructure.
#[derive(Clone, Debug, Serialize)]
pub struct Infrastructure {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Mean minutes down in a year.
    pub downtime_minutes_per_year: f64,
}

/// The promises multiplied.
#[derive(Clone, Debug, Serialize)]
pub struct Contractual {
    /// Percent.
    pub availability_pct: f64,
    /// The promises.
    pub of: Vec<String>,
}

/// Minutes down in a year.
#[derive(Clone, Debug, Serialize)]
pub struct DowntimeMinutes {
    /// Mean.
    pub mean: f64,
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
pub struct ClassEntry {
    /// Short name.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// hard, soft, inside or benchmark.
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
