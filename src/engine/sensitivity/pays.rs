//! Whether it pays to buy availability.

use serde::{Deserialize, Serialize};

use crate::engine::plan::LEAST_SAVED;
use crate::engine::units::MONTHS_PER_YEAR;

/// When a change of availability pays.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "pays")]
pub enum Pays {
    /// It costs more and saves downtime: if an hour of downtime costs more than this.
    Above {
        /// USD an hour.
        usd_per_hour: f64,
    },
    /// It costs less and brings downtime: if an hour of downtime costs less than this.
    Below {
        /// USD an hour.
        usd_per_hour: f64,
    },
    /// It saves downtime and costs no more, or costs less and brings none.
    Always,
    /// It costs more and saves none, or brings downtime and costs no less.
    Never,
    /// It changes neither.
    Nothing,
}

/// Dollars a month that round to something.
const LEAST_USD: f64 = 0.005;

impl Pays {
    /// Of so many dollars a month more and minutes a year saved; what is less than half a cent or
    /// half a minute is none.
    ///
    /// Formula: USD an hour = 12 × more a month ÷ (minutes saved a year ÷ 60).
    pub fn of(monthly_more: f64, minutes_saved: f64) -> Self {
        let usd_per_hour = MONTHS_PER_YEAR * monthly_more / (minutes_saved / 60.0);
        let (more, less) = (monthly_more >= LEAST_USD, monthly_more <= -LEAST_USD);
        let (saves, brings) = (minutes_saved >= LEAST_SAVED, minutes_saved <= -LEAST_SAVED);
        match (more, less, saves, brings) {
            (true, _, true, _) => Self::Above { usd_per_hour },
            (_, true, _, true) => Self::Below { usd_per_hour },
            (true, ..) | (_, _, _, true) => Self::Never,
            (_, true, ..) | (_, _, true, _) => Self::Always,
            _ => Self::Nothing,
        }
    }

    /// Whether it pays where an hour of downtime costs so much.
    pub fn at(self, usd: f64) -> bool {
        match self {
            Self::Above { usd_per_hour } => usd > usd_per_hour,
            Self::Below { usd_per_hour } => usd < usd_per_hour,
            Self::Always => true,
            Self::Never | Self::Nothing => false,
        }
    }
}

/// Whether a change pays at what the plan says an hour of downtime costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DowntimeVerdict {
    /// At its low end.
    pub low: bool,
    /// At its likely value.
    pub likely: bool,
    /// At its high end.
    pub high: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 50 USD a month more are 600 a year; for 120 minutes, 2 hours, saved: 300 USD an hour.
    #[test]
    fn the_price_of_an_hour_is_by_hand() {
        assert_eq!(Pays::of(50.0, 120.0), Pays::Above { usd_per_hour: 300.0 });
        assert!(Pays::of(50.0, 120.0).at(301.0) && !Pays::of(50.0, 120.0).at(299.0));
        assert_eq!(Pays::of(-50.0, -120.0), Pays::Below { usd_per_hour: 300.0 });
        assert!(Pays::of(-50.0, -120.0).at(299.0) && !Pays::of(-50.0, -120.0).at(301.0));
    }

    #[test]
    fn what_has_no_price_is_said() {
        assert_eq!(Pays::of(-50.0, 120.0), Pays::Always);
        assert_eq!(Pays::of(0.0, 120.0), Pays::Always);
        assert_eq!(Pays::of(-50.0, 0.1), Pays::Always);
        assert_eq!(Pays::of(50.0, -120.0), Pays::Never);
        assert_eq!(Pays::of(0.0, -120.0), Pays::Never);
        assert_eq!(Pays::of(50.0, 0.1), Pays::Never);
        assert_eq!(Pays::of(0.0, 0.0), Pays::Nothing);
    }
}
