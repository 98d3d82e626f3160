//! A value that is known as low, likely, high.

use serde::Serialize;

/// How probability is spread between the ends of an [`Estimate`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Shape {
    /// Beta-PERT with weight 4 on the likely value.
    #[default]
    Pert,
    /// Triangular.
    Triangular,
    /// Every value between the ends alike.
    Uniform,
    /// Lognormal; the ends are read as its 5th and 95th percentile.
    Lognormal,
}

/// What the ends of an [`Estimate`] are.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Ends {
    /// Least and greatest value.
    #[default]
    Bounds,
    /// 5th and 95th percentile.
    P5P95,
}

/// A quantity as low, likely and high. A single number has all three equal.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Estimate {
    low: f64,
    likely: f64,
    high: f64,
    shape: Shape,
    ends: Ends,
}

/// A range that is none.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum EstimateError {
    /// A part of the range is not a number.
    #[error("a range needs finite numbers")]
    NotFinite,
    /// Not in ascending order.
    #[error("a range must ascend: low {low}, likely {likely}, high {high}")]
    NotAscending {
        /// The low end given.
        low: f64,
        /// The likely value given.
        likely: f64,
        /// The high end given.
        high: f64,
    },
}

impl Estimate {
    /// A value known exactly. Not a number is kept out by [`Estimate::new`]; use
    /// this one for literals and checked values.
    pub const fn exact(value: f64) -> Self {
        Self { low: value, likely: value, high: value, shape: Shape::Pert, ends: Ends::Bounds }
    }

    /// A PERT range.
    ///
    /// # Errors
    /// [`EstimateError`] when a part is not finite or the order does not ascend.
    pub fn new(low: f64, likely: f64, high: f64) -> Result<Self, EstimateError> {
        if !(low.is_finite() && likely.is_finite() && high.is_finite()) {
            return Err(EstimateError::NotFinite);
        }
        if !(low <= likely && likely <= high) {
            return Err(EstimateError::NotAscending { low, likely, high });
        }
        Ok(Self { low, likely, high, shape: Shape::Pert, ends: Ends::Bounds })
    }

    /// The same numbers with another shape and other ends.
    pub const fn shaped(self, shape: Shape, ends: Ends) -> Self {
        Self { shape, ends, ..self }
    }

    /// The same in another unit: every part times a factor above 0.
    pub fn times(self, factor: f64) -> Self {
        Self { low: self.low * factor, likely: self.likely * factor, high: self.high * factor, ..self }
    }

    /// The low end.
    pub const fn low(self) -> f64 {
        self.low
    }

    /// The likely value: what a plan without draws uses.
    pub const fn likely(self) -> f64 {
        self.likely
    }

    /// The high end.
    pub const fn high(self) -> f64 {
        self.high
    }

    /// The shape between the ends.
    pub const fn shape(self) -> Shape {
        self.shape
    }

    /// What the ends are.
    pub const fn ends(self) -> Ends {
        self.ends
    }

    /// Whether low and high differ.
    pub fn is_range(self) -> bool {
        self.low < self.high
    }
}
