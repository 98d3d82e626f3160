//! Probabilities.

use super::UnitError;

/// A probability within 0 and 1. Small ones are kept as they are: a loss
/// probability of 1e-11, not eleven nines.
#[derive(Clone, Copy, Debug, Default, PartialEq, PartialOrd)]
pub struct Probability(f64);

impl Probability {
    /// Checks that the value lies within 0 and 1.
    ///
    /// # Errors
    /// [`UnitError::NotAProbability`] otherwise.
    pub fn new(value: f64) -> Result<Self, UnitError> {
        if (0.0..=1.0).contains(&value) { Ok(Self(value)) } else { Err(UnitError::NotAProbability(value)) }
    }

    /// The value.
    pub const fn value(self) -> f64 {
        self.0
    }
}
