//! A quantity that takes one of a few values.

use serde::{Deserialize, Serialize};

/// Most values that a discrete law can have.
const MOST_VALUES: usize = 8;

/// A few values, ascending, each with its probability.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Discrete {
    n_values: usize,
    values: [f64; MOST_VALUES],
    probabilities: [f64; MOST_VALUES],
}

/// Values and probabilities that are no law.
#[derive(Clone, Copy, Debug, PartialEq, thiserror::Error)]
pub enum DiscreteError {
    /// None, or more than can be kept.
    #[error("found {found} values, allowed are 1 to {MOST_VALUES}")]
    Count {
        /// Values given.
        found: usize,
    },
    /// Values that do not ascend, or are not finite.
    #[error("the values must be finite and ascend")]
    NotAscending,
    /// Probabilities that are below 0, or do not make 1 together.
    #[error("the probabilities must be 0 or more and make 1 together; they make {sum}")]
    NoWhole {
        /// Their sum.
        sum: f64,
    },
}

impl Discrete {
    /// Values with their probabilities.
    ///
    /// # Errors
    /// [`DiscreteError`] when there are none or more than eight, when the values do not
    /// ascend, or when the probabilities do not make 1 within 1e-9.
    pub fn new(pairs: &[(f64, f64)]) -> Result<Self, DiscreteError> {
        let n_values = pairs.len();
        if n_values == 0 || n_values > MOST_VALUES {
            return Err(DiscreteError::Count { found: n_values });
        }
        let ascend = pairs.windows(2).all(|pair| pair[0].0 < pair[1].0);
        if !ascend || pairs.iter().any(|(value, _)| !value.is_finite()) {
            return Err(DiscreteError::NotAscending);
        }
        let sum: f64 = pairs.iter().map(|(_, p)| p).sum();
        if !((sum - 1.0).abs() <= 1e-9 && pairs.iter().all(|(_, p)| *p >= 0.0)) {
            return Err(DiscreteError::NoWhole { sum });
        }
        let (mut values, mut probabilities) = ([0.0; MOST_VALUES], [0.0; MOST_VALUES]);
        for (i, (value, p)) in pairs.iter().enumerate() {
            (values[i], probabilities[i]) = (*value, *p);
        }
        Ok(Self { n_values, values, probabilities })
    }

    /// Each value with its probability.
    pub fn pairs(&self) -> impl Iterator<Item = (f64, f64)> {
        self.values.iter().copied().zip(self.probabilities).take(self.n_values)
    }

    /// Probability of at most `x`.
    pub fn cdf(&self, x: f64) -> f64 {
        self.pairs().filter(|(value, _)| *value <= x).map(|(_, p)| p).sum::<f64>().min(1.0)
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        self.pairs().map(|(value, p)| value * p).sum()
    }

    /// Variance.
    pub fn variance(&self) -> f64 {
        let mean = self.mean();
        self.pairs().map(|(value, p)| p * (value - mean) * (value - mean)).sum()
    }

    /// The least value that is not exceeded with probability `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        let mut below = 0.0;
        let mut last = self.values[0];
        for (value, probability) in self.pairs().filter(|(_, probability)| *probability > 0.0) {
            below += probability;
            last = value;
            if below >= p {
                break;
            }
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A die with faces 1, 2 and 6 at 1/2, 1/3 and 1/6: by hand.
    #[test]
    fn a_crooked_die() {
        let die = Discrete::new(&[(1.0, 0.5), (2.0, 1.0 / 3.0), (6.0, 1.0 / 6.0)]).expect("a law");
        assert!((die.mean() - 13.0 / 6.0).abs() < 1e-12);
        assert!((die.variance() - (0.5 + 4.0 / 3.0 + 6.0 - 169.0 / 36.0)).abs() < 1e-12);
        assert!((die.cdf(2.0) - 5.0 / 6.0).abs() < 1e-12 && die.cdf(0.9).abs() < 1e-12);
        for (p, value) in [(0.0, 1.0), (0.5, 1.0), (0.51, 2.0), (0.9, 6.0), (1.0, 6.0)] {
            assert!((die.quantile(p) - value).abs() < 1e-12, "{p}");
        }
    }

    #[test]
    fn what_is_no_law_is_refused() {
        assert_eq!(Discrete::new(&[]), Err(DiscreteError::Count { found: 0 }));
        assert_eq!(Discrete::new(&[(1.0, 0.5), (1.0, 0.5)]), Err(DiscreteError::NotAscending));
        assert_eq!(Discrete::new(&[(f64::NAN, 1.0)]), Err(DiscreteError::NotAscending));
        assert!(matches!(Discrete::new(&[(1.0, 0.5), (2.0, 0.4)]), Err(DiscreteError::NoWhole { .. })));
        assert!(matches!(Discrete::new(&[(1.0, 1.5), (2.0, -0.5)]), Err(DiscreteError::NoWhole { .. })));
    }
}
