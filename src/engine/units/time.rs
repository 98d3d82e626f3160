//! Hours, rates per year and the billed month.

use std::ops::Mul;

use super::{UnitError, at_least_zero};

/// Hours in the model's year: 365 days.
pub const YEAR_HOURS: f64 = 8760.0;
/// Minutes in the model's year.
pub const YEAR_MINUTES: f64 = 525_600.0;

/// Months in a year.
pub const MONTHS_PER_YEAR: f64 = 12.0;

/// The month that providers bill.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct HoursPerMonth(f64);

impl HoursPerMonth {
    /// 365 days × 24 h ÷ 12: the month that vendor calculators bill.
    pub const BILLED: Self = Self(730.0);

    /// Hours in the month.
    pub const fn hours(self) -> f64 {
        self.0
    }

    /// Days in the month.
    pub fn days(self) -> f64 {
        self.0 / 24.0
    }
}

/// A length of time in hours: finite, zero or more.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Hours(f64);

impl Hours {
    /// Checks that the length is finite and not negative.
    ///
    /// # Errors
    /// [`UnitError::Negative`] otherwise.
    pub fn new(hours: f64) -> Result<Self, UnitError> {
        at_least_zero("a duration", hours).map(Self)
    }

    /// The length in hours.
    pub const fn hours(self) -> f64 {
        self.0
    }

    /// The length in minutes.
    pub fn minutes(self) -> f64 {
        self.0 * 60.0
    }
}

/// Events in a year: finite, zero or more. Zero means never.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct PerYear(f64);

impl PerYear {
    /// Checks that the rate is finite and not negative.
    ///
    /// # Errors
    /// [`UnitError::Negative`] otherwise.
    pub fn new(per_year: f64) -> Result<Self, UnitError> {
        at_least_zero("a rate", per_year).map(Self)
    }

    /// Events per year.
    pub const fn per_year(self) -> f64 {
        self.0
    }

    /// Events per hour of the model's year.
    pub fn per_hour(self) -> f64 {
        self.0 / YEAR_HOURS
    }
}

impl Mul<f64> for PerYear {
    type Output = Self;
    /// The rate of `count` such sources together; a negative count counts as none.
    fn mul(self, count: f64) -> Self {
        Self(self.0 * count.max(0.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn twelve_billed_months_make_the_models_year() {
        assert!((HoursPerMonth::BILLED.hours() * 12.0 - YEAR_HOURS).abs() < 1e-9);
        assert!((YEAR_HOURS * 60.0 - YEAR_MINUTES).abs() < 1e-9);
    }

    #[test]
    fn durations_and_rates_refuse_what_is_not_a_size() {
        assert!(Hours::new(-1.0).is_err());
        assert!(Hours::new(f64::NAN).is_err());
        assert!(PerYear::new(f64::INFINITY).is_err());
    }
}
