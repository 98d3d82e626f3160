//! The gamma law: what is known of a rate.

use libm::{exp, log};

use super::quantile::rising;
use super::special::gamma_regularized;

/// A gamma law of a rate: the law of a rate of which so many events were seen in so much time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Gamma {
    shape: f64,
    rate: f64,
}

/// Shapes that a pair of quantiles is fitted with: below, the law is nearly all at 0; above, it
/// has hardly any width.
const SHAPES: (f64, f64) = (0.02, 1e5);

impl Gamma {
    /// A law of shape and rate, both above 0.
    pub const fn new(shape: f64, rate: f64) -> Self {
        Self { shape, rate }
    }

    /// The law whose 5th and 95th percentile these are. `None` where they are not above 0 or so
    /// near to or far from each other that no shape from 0.02 to 100,000 has them.
    ///
    /// Method: the ratio of the quantiles falls with the shape, by bisection; the rate follows.
    pub fn between(p5: f64, p95: f64) -> Option<Self> {
        if !(p5 > 0.0 && p95 > p5) {
            return None;
        }
        let of = |shape: f64| Self { shape, rate: 1.0 };
        // Minus the ratio rises with the logarithm of the shape.
        let ratio = |shape: f64| of(shape).quantile(0.95) / of(shape).quantile(0.05);
        let (least, most) = SHAPES;
        let wanted = p95 / p5;
        if wanted > ratio(least) || wanted < ratio(most) {
            return None;
        }
        let shape = exp(rising(log(least), log(most), |shape| wanted >= ratio(exp(shape))));
        Some(Self { shape, rate: of(shape).quantile(0.95) / p95 })
    }

    /// What is known after so many more events in so much more time.
    ///
    /// Formula: shape + n, rate + t (conjugate prior of a Poisson count).
    pub fn seen(self, events: f64, time: f64) -> Self {
        Self { shape: self.shape + events, rate: self.rate + time }
    }

    /// Mean: shape ÷ rate.
    pub fn mean(self) -> f64 {
        self.shape / self.rate
    }

    /// Time that it weighs as much as: its rate.
    pub const fn exposure(self) -> f64 {
        self.rate
    }

    /// Probability of at most so much.
    pub fn cdf(self, value: f64) -> f64 {
        gamma_regularized(self.shape, self.rate * value)
    }

    /// What is not exceeded with probability `p`, by bisection of its logarithm to the last bits.
    pub fn quantile(self, p: f64) -> f64 {
        let unit = Self { shape: self.shape, rate: 1.0 };
        // Below e^-700 a number is not told from 0; the mean and 40 standard deviations are
        // above any quantile asked for.
        let most = log(self.shape + 40.0 * libm::sqrt(self.shape) + 40.0);
        exp(rising(-700.0, most, |x| unit.cdf(exp(x)) >= p)) / self.rate
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{ContinuousCDF, Gamma as Known};

    #[test]
    fn quantiles_agree_with_statrs() {
        for (shape, rate) in [(0.5, 40.0), (3.5, 40.0), (12.0, 0.3), (250.0, 1000.0)] {
            let known = Known::new(shape, rate).expect("a law");
            for p in [0.05, 0.5, 0.95] {
                let x = Gamma::new(shape, rate).quantile(p);
                assert!((known.cdf(x) - p).abs() < 1e-9, "{shape} {rate} {p}: {x}");
            }
        }
    }

    /// The table of the reliability model: three failures in 40 years with Jeffreys' prior are
    /// 0.0875 a year, 0.027 to 0.176.
    #[test]
    fn three_failures_in_forty_years() {
        let law = Gamma::new(0.5, 0.0).seen(3.0, 40.0);
        assert!((law.mean() - 0.0875).abs() < 1e-12);
        assert!((law.quantile(0.05) - 0.027).abs() < 5e-4, "{}", law.quantile(0.05));
        assert!((law.quantile(0.95) - 0.176).abs() < 5e-4, "{}", law.quantile(0.95));
    }

    #[test]
    fn a_law_is_found_from_its_percentiles() {
        for (low, high) in [(0.2, 4.0), (0.01, 0.19), (0.9, 1.1), (1e-5, 2e-5), (0.1, 30.0)] {
            let law = Gamma::between(low, high).expect("a law");
            assert!((law.quantile(0.05) / low - 1.0).abs() < 1e-9, "{low} {high}");
            assert!((law.quantile(0.95) / high - 1.0).abs() < 1e-9, "{low} {high}");
        }
        assert_eq!(Gamma::between(0.0, 1.0), None);
        assert_eq!(Gamma::between(1.0, 1.0), None);
    }
}
