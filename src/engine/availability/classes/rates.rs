//! Rates and repairs of the classes, as plain numbers.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::Stream;
use crate::engine::availability::Repairable;
use crate::engine::scenario::{Figure, Figures, SetBy};
use crate::engine::uncertainty::Law;
use crate::engine::units::YEAR_HOURS;

/// Rows of `failure_rates.csv` that the classes read.
const ROWS: [&str; 33] = [
    "az_full_loss",
    "az_partial_event",
    "bad_change",
    "cache_node",
    "certificate_or_quota",
    "cloud_service_any",
    "common_cause_beta",
    "control_plane_managed",
    "data_corruption_or_deletion",
    "database_primary",
    "disk_hdd",
    "dns",
    "ebs_gp3_volume_loss",
    "failover_failure_probability",
    "failure_domain_on_premises",
    "host_hardware",
    "human_error_major",
    "internet_or_network",
    "load_balancer",
    "multi_zone_event",
    "node_vm_literature",
    "node_vm_unplanned",
    "object_storage",
    "pod_crash",
    "provider_wide_event",
    "rack_on_premises",
    "region_major",
    "region_service_event",
    "rpc_endpoint",
    "saas_operator_reported",
    "singleton_restart",
    "site_on_premises",
    "validator_fault",
];
/// Assumptions that they read.
pub(super) const EXPOSURE: &str = "availability.load_balancer_exposure";
pub(super) const SEVERITY: &str = "availability.region_event_severity";
pub(super) const SINGLETONS: &str = "availability.singletons";
pub(super) const START: &str = "node.start_minutes";
pub(super) const SHORTAGE: &str = "node.capacity_shortage";
/// In the rate of a node already, see [`Figures::rate`].
pub(super) const SPOT: &str = "spot.interruptions_per_month";
/// The plan's key for changes to the live platform in a year, which stands among the assumptions.
pub const CHANGES: &str = "team.changes_per_year";
const ASSUMPTIONS: [&str; 5] = [EXPOSURE, SEVERITY, SINGLETONS, START, SHORTAGE];

/// A row in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Row {
    /// Likely events in a year, or the probability.
    rate: f64,
    /// Minutes of repair.
    minutes: Option<Law>,
    /// What is known of the rate.
    law: Law,
}

/// The rates that the classes read, by row; and the assumptions.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Rates {
    rows: BTreeMap<String, Row>,
    assumptions: BTreeMap<String, (f64, Law)>,
}

/// A rate that is not known exactly.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct UncertainRate {
    /// Its row of `failure_rates.csv`, or the id of an assumption.
    pub id: String,
    /// What is known of it.
    pub law: Law,
    /// Its likely value.
    pub likely: f64,
}

/// What is known of a rate: those of the data, and those that the plan's incidents update, are
/// lognormal with low and high as 5th and 95th percentile; what the plan sets is what it says.
fn knowledge(figure: &Figure<'_>) -> Law {
    let (low, high) = (figure.value.low(), figure.value.high());
    if figure.set_by == SetBy::Plan || low <= 0.0 || low >= high {
        Law::of(figure.value)
    } else {
        Law::lognormal(low, high)
    }
}

/// A row that the catalogue lacks counts as never; a test names every row that is asked for.
const NONE: f64 = 0.0;

impl Rates {
    /// The rates of a plan.
    pub fn of(figures: Figures<'_>) -> Self {
        let row = |id: &str| {
            let rate = figures.rate(id)?;
            let minutes = figures.repair_hours(id).map(|hours| Law::of(hours.value.times(60.0)));
            Some((id.to_owned(), Row { rate: rate.likely(), minutes, law: knowledge(&rate) }))
        };
        let assumption = |id: &str| {
            let figure = figures.assumption(id)?;
            Some((id.to_owned(), (figure.likely(), Law::of(figure.value))))
        };
        let changes = figures.plan().team.changes_per_year;
        let changes = (CHANGES.to_owned(), (changes.likely(), Law::of(changes)));
        Self {
            rows: ROWS.iter().filter_map(|id| row(id)).collect(),
            assumptions: ASSUMPTIONS.iter().filter_map(|id| assumption(id)).chain([changes]).collect(),
        }
    }

    pub(super) fn has(&self, row: &str) -> bool {
        self.rows.contains_key(row)
    }

    pub(super) fn rate(&self, row: &str) -> f64 {
        self.rows.get(row).map_or(NONE, |row| row.rate)
    }

    /// Length of an outage of a row, minutes.
    pub(super) fn minutes(&self, row: &str) -> Law {
        self.rows.get(row).and_then(|row| row.minutes).unwrap_or(Law::Constant(0.0))
    }

    /// The mean of it, hours.
    pub(super) fn mean_hours(&self, row: &str) -> f64 {
        self.minutes(row).mean() / 60.0
    }

    pub(super) fn assumption(&self, id: &str) -> f64 {
        self.assumptions.get(id).map_or(NONE, |(likely, _)| *likely)
    }

    pub(super) fn mean_assumption(&self, id: &str) -> f64 {
        self.assumptions.get(id).map_or(NONE, |(_, law)| law.mean())
    }

    /// A part that fails at the rate of a row and is repaired in its mean time.
    pub(super) fn repairable(&self, row: &str) -> Repairable {
        repairable(self.rate(row), self.mean_hours(row))
    }

    /// The outages of a row.
    pub(super) fn stream(&self, row: &str) -> Stream {
        Stream { per_year: self.rate(row), minutes: self.minutes(row) }
    }

    /// Every rate that is not known exactly and that one of these rows or assumptions names.
    pub fn uncertain(&self, used: &[String]) -> Vec<UncertainRate> {
        let rows = self.rows.iter().map(|(id, row)| (id, row.rate, row.law));
        let assumptions = self.assumptions.iter().map(|(id, (likely, law))| (id, *likely, *law));
        rows.chain(assumptions)
            .filter(|(id, _, law)| used.contains(id) && !matches!(law, Law::Constant(_)))
            .map(|(id, likely, law)| UncertainRate { id: id.clone(), law, likely })
            .collect()
    }

    /// Takes a value for a rate or an assumption: a rate for the likely one.
    pub fn take(&mut self, id: &str, value: f64) {
        if let Some(row) = self.rows.get_mut(id) {
            row.rate = value;
        } else if let Some(assumption) = self.assumptions.get_mut(id) {
            *assumption = (value, Law::Constant(value));
        }
    }
}

/// A part that fails so many times a year and is repaired in so many hours.
pub(super) fn repairable(per_year: f64, mttr_hours: f64) -> Repairable {
    if per_year > 0.0 {
        Repairable { mtbf_hours: YEAR_HOURS / per_year, mttr_hours }
    } else {
        Repairable::NEVER
    }
}
