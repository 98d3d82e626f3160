//! Any of several failures, each as often as it happens.

use crate::engine::uncertainty::{Grid, Law, Steps};

/// Chance beyond which the end of a law without ends is taken to lie.
const BEYOND: f64 = 1e-9;

/// Minutes until a failure is over.
#[derive(Clone, Debug, PartialEq)]
pub enum Minutes {
    /// By a law of one quantity.
    Law(Law),
    /// By a sum on a grid.
    Grid(Grid),
    /// By steps that follow one another.
    Steps(Steps),
    /// By chance one of several.
    OneOf(Mixture),
}

impl Minutes {
    /// Probability of at most so many minutes.
    pub fn cdf(&self, minutes: f64) -> f64 {
        match self {
            Self::Law(law) => law.cdf(minutes),
            Self::Grid(grid) => grid.cdf(minutes),
            Self::Steps(steps) => steps.cdf(minutes),
            Self::OneOf(mixture) => mixture.cdf(minutes),
        }
    }

    /// Mean minutes.
    pub fn mean(&self) -> f64 {
        match self {
            Self::Law(law) => law.mean(),
            Self::Grid(grid) => grid.mean(),
            Self::Steps(steps) => steps.mean(),
            Self::OneOf(mixture) => mixture.mean(),
        }
    }

    /// The minutes that are not exceeded with probability `p`.
    pub fn quantile(&self, p: f64) -> f64 {
        match self {
            Self::Law(law) => law.quantile(p),
            Self::Grid(grid) => grid.quantile(p),
            Self::Steps(steps) => steps.quantile(p),
            Self::OneOf(mixture) => mixture.quantile(p),
        }
    }

    /// Least and most minutes; of a law without ends those of all but one case in a billion.
    pub fn ends(&self) -> (f64, f64) {
        match self {
            Self::Law(law) if law.high().is_finite() => (law.low(), law.high()),
            Self::Law(law) => (law.low(), law.quantile(1.0 - BEYOND)),
            Self::Grid(grid) => (grid.start(), grid.end()),
            Self::Steps(steps) => (steps.low(), steps.high()),
            Self::OneOf(mixture) => mixture.ends(),
        }
    }
}

/// The minutes of any failure, weighted by frequency.
///
/// Formula: P(T ≤ x) = Σ λ_i P(T_i ≤ x) ÷ Σ λ_i, λ_i the times a year.
/// Source: docs/model.md, "Recovery".
#[derive(Clone, Debug, PartialEq)]
pub struct Mixture(Vec<(f64, Minutes)>);

impl Mixture {
    /// The mixture of failures that happen so many times a year; `None` where none ever does.
    pub fn of(failures: Vec<(f64, Minutes)>) -> Option<Self> {
        let total: f64 = failures.iter().map(|(per_year, _)| per_year).sum();
        (total > 0.0).then_some(Self(failures))
    }

    /// Each part with its weight.
    pub fn parts(&self) -> &[(f64, Minutes)] {
        &self.0
    }

    fn ends(&self) -> (f64, f64) {
        let ends = self.0.iter().map(|(_, minutes)| minutes.ends());
        ends.fold((f64::INFINITY, 0.0), |all, (low, high)| (f64::min(all.0, low), f64::max(all.1, high)))
    }

    /// Failures in a year.
    pub fn per_year(&self) -> f64 {
        self.0.iter().map(|(per_year, _)| per_year).sum()
    }

    fn weighted(&self, value: impl Fn(&Minutes) -> f64) -> f64 {
        let sum: f64 = self.0.iter().map(|(per_year, minutes)| per_year * value(minutes)).sum();
        sum / self.per_year()
    }

    /// Mean minutes of a failure.
    pub fn mean(&self) -> f64 {
        self.weighted(Minutes::mean)
    }

    /// Part of the failures that is over within so many minutes.
    pub fn cdf(&self, minutes: f64) -> f64 {
        self.weighted(|law| law.cdf(minutes))
    }

    /// The minutes within which a part `p` of the failures is over: bisection of [`Mixture::cdf`].
    pub fn quantile(&self, p: f64) -> f64 {
        let (mut below, mut above) = (0.0, self.ends().1);
        for _ in 0..60 {
            let middle = (below + above) / 2.0;
            if self.cdf(middle) < p {
                below = middle;
            } else {
                above = middle;
            }
        }
        (below + above) / 2.0
    }
}
