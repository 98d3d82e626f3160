//! The part of the report on people.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::Stated;
use super::upkeep::{Fte, IncidentsEntry, MaintenanceEntry, OnCallEntry};

/// People.
#[derive(Clone, Debug, Serialize)]
pub struct Effort {
    /// Setup.
    pub setup: SetupEntry,
    /// Recurring work.
    pub maintenance: MaintenanceEntry,
    /// Full-time equivalents.
    pub fte: Fte,
    /// Unplanned work.
    pub incidents: IncidentsEntry,
    /// Who answers pages.
    pub on_call: OnCallEntry,
}

/// Setup.
#[derive(Clone, Debug, Serialize)]
pub struct SetupEntry {
    /// Hours of work.
    pub hours: SetupHours,
    /// Working days with the plan's team.
    pub days: SetupDays,
    /// Tasks on the schedule of the likely hours.
    pub tasks: Vec<TaskEntry>,
    /// What the vendor states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Hours of setup work.
#[derive(Clone, Debug, Serialize)]
pub struct SetupHours {
    /// All tasks at their least.
    pub low: f64,
    /// 5th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p5: Option<f64>,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// Mean.
    pub mean: f64,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// 95th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
    /// All tasks at their most.
    pub high: f64,
}

/// Working days of setup.
#[derive(Clone, Debug, Serialize)]
pub struct SetupDays {
    /// At the mean hours.
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
}

/// A task of the setup.
#[derive(Clone, Debug, Serialize)]
pub struct TaskEntry {
    /// Name on the vendor's page.
    pub name: String,
    /// Hours: least.
    pub hours_low: f64,
    /// Hours: most.
    pub hours_high: f64,
    /// Working hours from the start to its begin, at the likely hours.
    pub start_hour: f64,
    /// Working hours from the start to its end.
    pub end_hour: f64,
    /// The engineer, counted from 1.
    pub engineer: usize,
    /// Who does it, as the page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where the hours come from.
    pub source: String,
}
