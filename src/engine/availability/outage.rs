//! How much and how often something is down.

use crate::engine::units::{YEAR_HOURS, YEAR_MINUTES};

/// Steady state of a part that is up or down.
///
/// The small number is kept: unavailability, never 1 − availability.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Outage {
    /// Share of time down.
    pub unavailability: f64,
    /// Outages that begin in an hour.
    pub per_hour: f64,
}

impl Outage {
    /// Never down.
    pub const NEVER: Self = Self { unavailability: 0.0, per_hour: 0.0 };

    /// Rare events that each last a while: the share of time down is rate × duration.
    ///
    /// Formula: alternating renewal process, U = λd/(1 + λd), ν = λ/(1 + λd), with
    /// λ the rate while up.
    pub fn stream(per_year: f64, mean_hours: f64) -> Self {
        let per_hour = per_year / YEAR_HOURS;
        let load = per_hour * mean_hours;
        Self { unavailability: load / (1.0 + load), per_hour: per_hour / (1.0 + load) }
    }

    /// Share of time up.
    pub fn availability(self) -> f64 {
        1.0 - self.unavailability
    }

    /// Mean minutes down in a year.
    pub fn downtime_minutes_per_year(self) -> f64 {
        self.unavailability * YEAR_MINUTES
    }

    /// Outages in a year.
    pub fn per_year(self) -> f64 {
        self.per_hour * YEAR_HOURS
    }

    /// Mean length of an outage in minutes; none when it is never down.
    pub fn mean_minutes(self) -> Option<f64> {
        (self.per_hour > 0.0).then(|| self.unavailability / self.per_hour * 60.0)
    }

    /// Mean hours up between two outages; none when it is never down.
    pub fn mtbf_hours(self) -> Option<f64> {
        (self.per_hour > 0.0).then(|| self.availability() / self.per_hour)
    }
}
