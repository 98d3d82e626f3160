//! Work that nobody plans: failures that need people, and alarms.

use crate::engine::scenario::Figures;
use crate::engine::uncertainty::{Estimate, Law};
use crate::engine::units::YEAR_HOURS;

/// A failure that people mend, in plain numbers of the rooms that know failures.
#[derive(Clone, Debug, PartialEq)]
pub struct Incident {
    /// The failure, in words.
    pub failure: String,
    /// Such failures in a year.
    pub per_year: f64,
    /// Mean hours that one engineer works on it: as long as the repair takes. None where
    /// the repair is not modelled.
    pub hours_each: Option<f64>,
}

/// Unplanned work. The computed and the assumed part are never added in silence.
#[derive(Clone, Debug, PartialEq)]
pub struct Incidents {
    /// Failures that need people: computed.
    pub failures: Vec<Incident>,
    /// Failures that need people, in a year.
    pub failures_per_year: f64,
    /// Hours a year of work on them; none where one of them has no hours.
    pub failure_hours_per_year: Option<f64>,
    /// Pages a month beside them, false alarms and small trouble: assumed.
    pub alarms_per_month: Option<Estimate>,
    /// Hours of work on such a page: assumed.
    pub hours_per_alarm: Option<Estimate>,
}

impl Incidents {
    /// Pages a month: mean of failures that need people and of alarms. None where the data
    /// has no figure for alarms.
    pub fn pages_per_month(&self) -> Option<f64> {
        Some(self.failures_per_year / 12.0 + Law::of(self.alarms_per_month?).mean())
    }

    /// Hours a month of work on alarms: mean of pages times mean of hours, which are taken
    /// to be independent.
    pub fn alarm_hours_per_month(&self) -> Option<f64> {
        Some(Law::of(self.alarms_per_month?).mean() * Law::of(self.hours_per_alarm?).mean())
    }
}

/// Unplanned work of a plan with these failures.
///
/// Formula: Σ failures a year × mean hours of repair, one engineer as long as it takes; and
/// alarms × hours of one, rows of `assumptions.csv`. Failures that last longer than a year
/// count as one year of work. Source: docs/model.md, "Incidents".
pub fn incidents(failures: Vec<Incident>, figures: Figures<'_>) -> Incidents {
    let hours: Option<f64> = failures
        .iter()
        .map(|incident| Some(incident.per_year * incident.hours_each?.min(YEAR_HOURS)))
        .sum::<Option<f64>>();
    let figure = |id: &str| figures.assumption(id).map(|figure| figure.value);
    Incidents {
        failures_per_year: failures.iter().map(|incident| incident.per_year).sum(),
        failure_hours_per_year: hours,
        alarms_per_month: figure("on_call.alarms_per_month"),
        hours_per_alarm: figure("on_call.hours_per_alarm"),
        failures,
    }
}
