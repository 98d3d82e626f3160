//! The part of the report on people.

pub(super) mod build;
pub(super) mod csv;
mod setup;
pub(super) mod text;

use serde::Serialize;

use super::Stated;
pub use setup::*;

/// People.
#[derive(Clone, Debug, Serialize)]
pub struct Effort {
    /// Setup.
    pub setup: SetupEntry,
    /// Recurring work.
    pub maintenance: MaintenanceEntry,
    /// Full-time equivalents.
    pub fte: Fte,
}

/// Recurring work.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenanceEntry {
    /// A year ÷ 12.
    pub hours_per_month: LowMeanHigh,
    /// A year, every cycle on its own.
    pub hours_per_year: YearHours,
    /// Mean hours of each calendar month, January first.
    pub calendar: Vec<f64>,
    /// Activities.
    pub activities: Vec<ActivityEntry>,
    /// What the vendor states for a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Low, mean, high.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LowMeanHigh {
    /// Low.
    pub low: f64,
    /// Mean.
    pub mean: f64,
    /// High.
    pub high: f64,
}

/// Hours of a year.
#[derive(Clone, Debug, Serialize)]
pub struct YearHours {
    /// Mean.
    pub mean: f64,
    /// 5th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p5: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 95th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// An activity that comes back.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityEntry {
    /// Name on the vendor's page.
    pub name: String,
    /// Cycles in a year.
    pub per_year: u32,
    /// Hours of a cycle: least.
    pub hours_low: f64,
    /// Hours of a cycle: most.
    pub hours_high: f64,
    /// Where the hours come from.
    pub source: String,
}

/// Full-time equivalents.
#[derive(Clone, Debug, Serialize)]
pub struct Fte {
    /// Planned work ÷ hours of a full-time year.
    pub planned: f64,
    /// What the vendor holds in reserve; never converted into hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<f64>,
}
