//! Money and unit prices.

use std::iter::Sum;
use std::ops::{Add, AddAssign, Sub};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{UnitError, at_least_zero};

/// An amount of money: whole micro-dollars, so sums are exact in any order.
///
/// Additions saturate at the largest amount (9.2 trillion dollars), so that no
/// input can wrap a total around.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Usd(i64);

impl Usd {
    /// Nothing.
    pub const ZERO: Self = Self(0);

    /// Nearest whole micro-dollar, half to even; saturates.
    pub fn from_dollars(dollars: f64) -> Self {
        Self((dollars * 1e6).round_ties_even() as i64)
    }

    /// The amount in dollars, for display and export.
    pub fn dollars(self) -> f64 {
        self.0 as f64 / 1e6
    }

    /// The amount in whole micro-dollars.
    pub const fn micros(self) -> i64 {
        self.0
    }
}

impl Add for Usd {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Usd {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sub for Usd {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }
}

impl Sum for Usd {
    fn sum<I: Iterator<Item = Self>>(amounts: I) -> Self {
        amounts.fold(Self::ZERO, Add::add)
    }
}

impl Serialize for Usd {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_f64(self.dollars())
    }
}

impl<'de> Deserialize<'de> for Usd {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        f64::deserialize(deserializer).map(Self::from_dollars)
    }
}

/// A price in USD for one unit of a meter: finite, zero or more.
#[derive(Clone, Copy, Debug, PartialEq, PartialOrd)]
pub struct UnitPrice(f64);

impl UnitPrice {
    /// Checks that the price is finite and not negative.
    ///
    /// # Errors
    /// [`UnitError`] when it is negative, not finite, or above [`UnitPrice::MOST`].
    pub fn new(usd_per_unit: f64) -> Result<Self, UnitError> {
        let price = at_least_zero("a unit price", usd_per_unit)?;
        if price > Self::MOST {
            Err(UnitError::TooLarge { what: "a unit price", most: Self::MOST, found: price })
        } else {
            Ok(Self(price))
        }
    }

    /// No unit that a provider sells costs more; above, a typing error is the likelier reading.
    pub const MOST: f64 = 1e6;

    /// USD per unit.
    pub const fn usd(self) -> f64 {
        self.0
    }

    /// Price times quantity, rounded once to a micro-dollar.
    pub fn times(self, quantity: f64) -> Usd {
        Usd::from_dollars(self.0 * quantity)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cent_added_a_hundred_times_is_a_dollar() {
        let cent = Usd::from_dollars(0.01);
        assert_eq!((0..100).map(|_| cent).sum::<Usd>(), Usd::from_dollars(1.0));
    }

    #[test]
    fn rounding_is_half_to_even_at_the_micro_dollar() {
        assert_eq!(Usd::from_dollars(0.000_000_5).micros(), 0);
        assert_eq!(Usd::from_dollars(0.000_001_5).micros(), 2);
    }

    #[test]
    fn sums_saturate_instead_of_wrapping() {
        let huge = Usd::from_dollars(9e12);
        assert_eq!((huge + huge).micros(), i64::MAX);
    }

    #[test]
    fn a_price_is_finite_and_not_negative() {
        assert!(UnitPrice::new(-0.01).is_err());
        assert!(UnitPrice::new(f64::NAN).is_err());
        assert!(UnitPrice::new(f64::INFINITY).is_err());
        assert!(UnitPrice::new(0.0).is_ok());
    }
}
