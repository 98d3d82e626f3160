//! The results whose inputs are looked at.

use serde::{Deserialize, Serialize};

use crate::engine::plan::{Futures, Outcome};
use crate::engine::units::MONTHS_PER_YEAR;

/// A result of a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Output {
    /// The bill of a month: first load, copies in their steady state.
    Monthly,
    /// All bills of the horizon.
    Horizon,
    /// Mean minutes that a year is down.
    Downtime,
    /// Hours of all setup tasks that are work.
    Setup,
    /// The bill of a month and what its downtime costs in the mean.
    CostWithDowntime,
}

impl Output {
    /// Every one.
    pub const ALL: [Self; 5] =
        [Self::Monthly, Self::Horizon, Self::Downtime, Self::Setup, Self::CostWithDowntime];

    /// The word on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Monthly => "monthly",
            Self::Horizon => "horizon",
            Self::Downtime => "downtime",
            Self::Setup => "setup",
            Self::CostWithDowntime => "cost-with-downtime",
        }
    }

    /// In words.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Monthly => "Bill of a month",
            Self::Horizon => "Bills of the horizon",
            Self::Downtime => "Mean downtime of a year",
            Self::Setup => "Work of the setup",
            Self::CostWithDowntime => "Bill of a month and what its downtime costs",
        }
    }

    /// Its unit.
    pub const fn unit(self) -> &'static str {
        match self {
            Self::Monthly | Self::CostWithDowntime => "USD per month",
            Self::Horizon => "USD",
            Self::Downtime => "minutes per year",
            Self::Setup => "hours",
        }
    }

    /// Whether a plan has it.
    pub const fn is_of(self, outcome: &Outcome) -> bool {
        match self {
            Self::Horizon => outcome.horizon.is_some(),
            Self::CostWithDowntime => outcome.plan.finance.downtime_usd_per_hour.is_some(),
            Self::Monthly | Self::Downtime | Self::Setup => true,
        }
    }

    /// Its value in every future; `usd_per_hour` is what an hour of downtime costs in each.
    pub(super) fn values(self, futures: &Futures, usd_per_hour: &[f64]) -> Vec<f64> {
        match self {
            Self::Monthly => futures.monthly_usd.clone(),
            Self::Horizon => futures.horizon_usd.clone(),
            Self::Downtime => futures.downtime_minutes.clone(),
            Self::Setup => futures.setup_hours.clone(),
            Self::CostWithDowntime => {
                let cost = futures.monthly_usd.iter().zip(&futures.downtime_minutes).zip(usd_per_hour);
                cost.map(|((bill, minutes), usd)| bill + downtime_usd_per_month(*minutes, *usd)).collect()
            }
        }
    }
}

/// What downtime costs in a month in the mean.
///
/// Formula: minutes a year ÷ 60 × USD an hour ÷ 12.
pub(super) fn downtime_usd_per_month(minutes_per_year: f64, usd_per_hour: f64) -> f64 {
    minutes_per_year / 60.0 * usd_per_hour / MONTHS_PER_YEAR
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 90 minutes a year are 1.5 hours; at 2,400 USD an hour 3,600 USD a year, 300 a month.
    #[test]
    fn downtime_is_turned_into_money_by_hand() {
        assert!((downtime_usd_per_month(90.0, 2400.0) - 300.0).abs() < 1e-12);
        let futures = Futures {
            n_points: 1,
            monthly_usd: vec![1000.0],
            downtime_minutes: vec![90.0],
            ..Futures::default()
        };
        assert_eq!(Output::CostWithDowntime.values(&futures, &[2400.0]), [1300.0]);
    }
}
