//! The beta law: what is known of a probability.

use libm::{exp, log};

use super::quantile::rising;
use super::special::beta_regularized;

/// A beta law of a probability: the law of a probability of which so many hits were seen in so
/// many trials.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Beta {
    a: f64,
    b: f64,
}

/// Counts that a pair of quantiles is fitted with.
const COUNTS: (f64, f64) = (0.02, 1e4);

impl Beta {
    /// A law of its two counts, both above 0.
    pub const fn new(a: f64, b: f64) -> Self {
        Self { a, b }
    }

    /// The law whose 5th and 95th percentile these are. `None` where they do not ascend between
    /// 0 and 1, or no counts from 0.02 to 10,000 have them.
    ///
    /// Method: of each a the b that has the 95th percentile, by bisection; of these pairs the
    /// one that has the 5th, which rises with a.
    pub fn between(p5: f64, p95: f64) -> Option<Self> {
        if !(p5 > 0.0 && p95 > p5 && p95 < 1.0) {
            return None;
        }
        let (least, most) = (log(COUNTS.0), log(COUNTS.1));
        let of = |a: f64| {
            let reached = |b: f64| Self { a: exp(a), b: exp(b) }.cdf(p95) >= 0.95;
            Self { a: exp(a), b: exp(rising(least, most, reached)) }
        };
        let law = of(rising(least, most, |a| of(a).cdf(p5) <= 0.05));
        let fits = (law.cdf(p5) - 0.05).abs() < 1e-6 && (law.cdf(p95) - 0.95).abs() < 1e-6;
        fits.then_some(law)
    }

    /// What is known after so many hits in so many more trials.
    ///
    /// Formula: a + n, b + t − n (conjugate prior of a binomial count).
    pub fn seen(self, hits: f64, trials: f64) -> Self {
        Self { a: self.a + hits, b: self.b + trials - hits }
    }

    /// Mean: a ÷ (a + b).
    pub fn mean(self) -> f64 {
        self.a / (self.a + self.b)
    }

    /// Trials that it weighs as much as: a + b.
    pub const fn exposure(self) -> f64 {
        self.a + self.b
    }

    /// Probability of at most so much.
    pub fn cdf(self, value: f64) -> f64 {
        beta_regularized(self.a, self.b, value)
    }

    /// What is not exceeded with probability `p`.
    pub fn quantile(self, p: f64) -> f64 {
        exp(rising(-700.0, 0.0, |x| self.cdf(exp(x)) >= p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use statrs::distribution::{Beta as Known, ContinuousCDF};

    #[test]
    fn quantiles_agree_with_statrs() {
        for (a, b) in [(0.5, 20.5), (3.5, 12.5), (2.0, 90.0)] {
            let known = Known::new(a, b).expect("a law");
            for p in [0.05, 0.5, 0.95] {
                let x = Beta::new(a, b).quantile(p);
                assert!((known.cdf(x) - p).abs() < 1e-9, "{a} {b} {p}: {x}");
            }
        }
    }

    #[test]
    fn a_law_is_found_from_its_percentiles() {
        for (low, high) in [(0.005, 0.1), (0.05, 0.4), (0.01, 0.1)] {
            let law = Beta::between(low, high).expect("a law");
            assert!((law.quantile(0.05) / low - 1.0).abs() < 1e-6, "{low} {high}: {law:?}");
            assert!((law.quantile(0.95) / high - 1.0).abs() < 1e-6, "{low} {high}: {law:?}");
        }
        assert_eq!(Beta::between(0.1, 0.1), None);
        assert_eq!(Beta::between(0.1, 1.0), None);
    }

    /// Jeffreys' prior and one failed failover of 20: 1.5 ÷ 21.
    #[test]
    fn one_of_twenty() {
        assert!((Beta::new(0.5, 0.5).seen(1.0, 20.0).mean() - 1.5 / 21.0).abs() < 1e-15);
    }
}
