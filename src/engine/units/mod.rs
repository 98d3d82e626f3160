//! Numbers with a unit: money, time, compute and shares.
//!
//! A value that has a unit is a type with a private field and a checked
//! constructor; only the operators that mean something exist.

mod compute;
mod money;
mod ratio;
mod time;

pub use compute::Resources;
pub use money::{UnitPrice, Usd};
pub use ratio::Probability;
pub use time::{Hours, HoursPerMonth, MONTHS_PER_YEAR, PerYear, YEAR_HOURS, YEAR_MINUTES};

/// A number that its unit does not allow.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum UnitError {
    /// Not finite, or below zero.
    #[error("{what} must be a finite number of at least 0, found {found}")]
    Negative {
        /// The unit that was asked for.
        what: &'static str,
        /// The value that was given.
        found: f64,
    },
    /// Above what the unit allows.
    #[error("{what} must be at most {most}, found {found}")]
    TooLarge {
        /// The unit that was asked for.
        what: &'static str,
        /// The most that it allows.
        most: f64,
        /// The value that was given.
        found: f64,
    },
    /// Not within 0 and 1.
    #[error("a probability must be within 0 and 1, found {0}")]
    NotAProbability(f64),
}

/// Accepts a finite number of at least 0.
pub(crate) fn at_least_zero(what: &'static str, value: f64) -> Result<f64, UnitError> {
    if value.is_finite() && value >= 0.0 {
        Ok(value)
    } else {
        Err(UnitError::Negative { what, found: value })
    }
}
