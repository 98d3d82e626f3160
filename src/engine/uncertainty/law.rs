//! Laws of one quantity: cumulative distribution and mean.

use libm::{exp, log, sqrt};
use serde::{Deserialize, Serialize};

use super::special::BetaCdf;
use super::{Discrete, Ends, Estimate, Shape, normal_cdf, normal_quantile};

/// 95th percentile of the standard normal law.
const Z95: f64 = 1.644_853_626_951_472_2;

/// The law of one non-negative quantity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum Law {
    /// Always the same value.
    Constant(f64),
    /// Beta-PERT: α = 1 + 4(m−a)/(b−a), β = 1 + 4(b−m)/(b−a) on \[a, b\].
    Pert {
        /// Least value a.
        low: f64,
        /// Mode m.
        mode: f64,
        /// Greatest value b.
        high: f64,
    },
    /// Triangular on \[low, high\].
    Triangular {
        /// Least value.
        low: f64,
        /// Mode.
        mode: f64,
        /// Greatest value.
        high: f64,
    },
    /// Uniform on \[low, high\].
    Uniform {
        /// Least value.
        low: f64,
        /// Greatest value.
        high: f64,
    },
    /// Exponential with a mean.
    Exponential {
        /// Mean.
        mean: f64,
    },
    /// Lognormal: the logarithm is normal with `mu` and `sigma`.
    Lognormal {
        /// Mean of the logarithm.
        mu: f64,
        /// Standard deviation of the logarithm.
        sigma: f64,
    },
    /// One of a few values, each with its probability.
    Discrete(Discrete),
}

impl Law {
    /// The law that an estimate stands for. A range of no width is a constant.
    ///
    /// A lognormal reads the ends as 5th and 95th percentile, so its median is
    /// their geometric mean and the likely value is not used. Other shapes take
    /// the ends as bounds; with [`Ends::P5P95`] the bounds are moved out, to 0 at
    /// the least, until 90 % lie between the ends.
    pub fn of(estimate: Estimate) -> Self {
        let (low, mode, high) = (estimate.low(), estimate.likely(), estimate.high());
        if !estimate.is_range() {
            return Self::Constant(mode);
        }
        let bounded = |low: f64, high: f64| match estimate.shape() {
            Shape::Uniform => Self::Uniform { low, high },
            Shape::Triangular => Self::Triangular { low, mode, high },
            Shape::Pert | Shape::Lognormal => Self::Pert { low, mode, high },
        };
        match (estimate.shape(), estimate.ends()) {
            (Shape::Lognormal, _) if low > 0.0 => Self::lognormal(low, high),
            (_, Ends::Bounds) => bounded(low, high),
            (_, Ends::P5P95) => widened(low, high, bounded),
        }
    }

    /// A lognormal with these 5th and 95th percentiles, both above 0.
    ///
    /// Formula: μ = (ln p95 + ln p5)/2, σ = (ln p95 − ln p5)/(2·1.645).
    pub fn lognormal(p5: f64, p95: f64) -> Self {
        Self::Lognormal { mu: (log(p95) + log(p5)) / 2.0, sigma: (log(p95) - log(p5)) / (2.0 * Z95) }
    }

    /// A lognormal with this median and 95th percentile, both above 0.
    pub fn lognormal_median_p95(median: f64, p95: f64) -> Self {
        Self::Lognormal { mu: log(median), sigma: (log(p95) - log(median)) / Z95 }
    }

    /// The same quantity and so much more; a law without a greatest value takes it into its mean.
    pub fn later(self, more: f64) -> Self {
        match self {
            Self::Constant(value) => Self::Constant(value + more),
            Self::Pert { low, mode, high } => {
                Self::Pert { low: low + more, mode: mode + more, high: high + more }
            }
            Self::Triangular { low, mode, high } => {
                Self::Triangular { low: low + more, mode: mode + more, high: high + more }
            }
            Self::Uniform { low, high } => Self::Uniform { low: low + more, high: high + more },
            Self::Exponential { mean } => Self::Exponential { mean: mean + more },
            Self::Lognormal { mu, sigma } => {
                let mean = self.mean();
                Self::Lognormal { mu: mu + log((mean + more) / mean), sigma }
            }
            Self::Discrete(_) => self,
        }
    }

    /// The cumulative distribution, for many values.
    pub fn cumulative(self) -> Cumulative {
        match self {
            Self::Pert { low, mode, high } => {
                let (alpha, beta) = pert_shape(low, mode, high);
                Cumulative::Pert { low, width: high - low, beta: BetaCdf::new(alpha, beta) }
            }
            law => Cumulative::Closed(law),
        }
    }

    /// Probability of at most `x`.
    pub fn cdf(self, x: f64) -> f64 {
        match self {
            Self::Constant(value) => f64::from(u8::from(x >= value)),
            Self::Pert { .. } => self.cumulative().at(x),
            Self::Triangular { low, mode, high } => {
                if x <= low {
                    0.0
                } else if x >= high {
                    1.0
                } else if x < mode {
                    (x - low) * (x - low) / ((high - low) * (mode - low))
                } else {
                    1.0 - (high - x) * (high - x) / ((high - low) * (high - mode))
                }
            }
            Self::Uniform { low, high } => ((x - low) / (high - low)).clamp(0.0, 1.0),
            Self::Exponential { mean } => {
                if x <= 0.0 {
                    0.0
                } else {
                    -libm::expm1(-x / mean)
                }
            }
            Self::Lognormal { mu, sigma } => {
                if x <= 0.0 {
                    0.0
                } else {
                    normal_cdf((log(x) - mu) / sigma)
                }
            }
            Self::Discrete(discrete) => discrete.cdf(x),
        }
    }

    /// Mean.
    pub fn mean(self) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Pert { low, mode, high } => (low + 4.0 * mode + high) / 6.0,
            Self::Triangular { low, mode, high } => (low + mode + high) / 3.0,
            Self::Uniform { low, high } => (low + high) / 2.0,
            Self::Exponential { mean } => mean,
            Self::Lognormal { mu, sigma } => exp(mu + sigma * sigma / 2.0),
            Self::Discrete(discrete) => discrete.mean(),
        }
    }

    /// Variance.
    ///
    /// Formula: PERT (b−a)²αβ/((α+β)²(α+β+1)); triangular (a²+m²+b²−am−ab−mb)/18;
    /// uniform (b−a)²/12; exponential mean²; lognormal (exp σ² − 1) exp(2μ + σ²);
    /// discrete Σ p (x − mean)².
    pub fn variance(self) -> f64 {
        match self {
            Self::Constant(_) => 0.0,
            Self::Pert { low, mode, high } => {
                let (alpha, beta) = pert_shape(low, mode, high);
                let sum = alpha + beta;
                (high - low) * (high - low) * alpha * beta / (sum * sum * (sum + 1.0))
            }
            Self::Triangular { low: a, mode: m, high: b } => {
                (a * a + m * m + b * b - a * m - a * b - m * b) / 18.0
            }
            Self::Uniform { low, high } => (high - low) * (high - low) / 12.0,
            Self::Exponential { mean } => mean * mean,
            Self::Lognormal { mu, sigma } => libm::expm1(sigma * sigma) * exp(2.0 * mu + sigma * sigma),
            Self::Discrete(discrete) => discrete.variance(),
        }
    }

    /// The value that is not exceeded with probability `p`.
    ///
    /// Closed forms where they exist, else bisection of [`Law::cdf`] to 1e-12 of
    /// the range.
    pub fn quantile(self, p: f64) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Uniform { low, high } => low + p * (high - low),
            Self::Exponential { mean } => -mean * libm::log1p(-p),
            Self::Lognormal { mu, sigma } => exp(mu + sigma * normal_quantile(p)),
            Self::Discrete(discrete) => discrete.quantile(p),
            Self::Triangular { low, mode, high } => {
                let turn = (mode - low) / (high - low);
                if p < turn {
                    low + sqrt(p * (high - low) * (mode - low))
                } else {
                    high - sqrt((1.0 - p) * (high - low) * (high - mode))
                }
            }
            Self::Pert { low, high, .. } => {
                let cumulative = self.cumulative();
                let (mut below, mut above) = (low, high);
                for _ in 0..60 {
                    let middle = (below + above) / 2.0;
                    if cumulative.at(middle) < p {
                        below = middle;
                    } else {
                        above = middle;
                    }
                }
                (below + above) / 2.0
            }
        }
    }

    /// Least value that can occur.
    pub fn low(self) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Pert { low, .. } | Self::Triangular { low, .. } | Self::Uniform { low, .. } => low,
            Self::Exponential { .. } | Self::Lognormal { .. } => 0.0,
            Self::Discrete(discrete) => discrete.quantile(0.0),
        }
    }

    /// Ends between which all of it lies, or all but 1e-7 where it has no greatest value.
    pub fn reach(self) -> (f64, f64) {
        (self.low(), self.reached_but(1e-7))
    }

    /// The greatest value; where there is none, the one that is exceeded with this probability.
    pub fn reached_but(self, probability: f64) -> f64 {
        let high = self.high();
        if high.is_finite() { high } else { self.quantile(1.0 - probability) }
    }

    /// Greatest value that can occur; infinite where there is none.
    pub fn high(self) -> f64 {
        match self {
            Self::Constant(value) => value,
            Self::Pert { high, .. } | Self::Triangular { high, .. } | Self::Uniform { high, .. } => high,
            Self::Exponential { .. } | Self::Lognormal { .. } => f64::INFINITY,
            Self::Discrete(discrete) => discrete.quantile(1.0),
        }
    }
}

/// The cumulative distribution of one law, with what all its values have in common.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Cumulative {
    /// A beta-PERT from its low end over its width.
    Pert {
        /// Least value.
        low: f64,
        /// Greatest less least value.
        width: f64,
        /// The beta law of the part of the width.
        beta: BetaCdf,
    },
    /// A law in closed form.
    Closed(Law),
}

impl Cumulative {
    /// Probability of at most `x`.
    pub fn at(&self, x: f64) -> f64 {
        match self {
            Self::Pert { low, width, beta } => beta.at((x - low) / width),
            Self::Closed(law) => law.cdf(x),
        }
    }
}

/// Moves the bounds out until `low` and `high` are the 5th and 95th percentile.
fn widened(low: f64, high: f64, bounded: impl Fn(f64, f64) -> Law) -> Law {
    let (mut least, mut greatest) = (low, high);
    for _ in 0..100 {
        let law = bounded(least, greatest);
        least = (least + low - law.quantile(0.05)).max(0.0);
        greatest += high - law.quantile(0.95);
    }
    bounded(least, greatest)
}

/// Shape parameters of a beta-PERT.
pub(super) fn pert_shape(low: f64, mode: f64, high: f64) -> (f64, f64) {
    let width = high - low;
    (1.0 + 4.0 * (mode - low) / width, 1.0 + 4.0 * (high - mode) / width)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Values of an independent solver, kept in `tests/oracle/availability.json` (block `fits`).
    #[test]
    fn fits_agree_with_the_independent_solver() {
        let pert = Law::Pert { low: 2.0, mode: 3.0, high: 7.0 };
        assert!((pert.mean() - 3.5).abs() < 1e-12);
        assert!((pert.variance() - 0.75).abs() < 1e-12);
        assert!((pert.quantile(0.5) - 3.3833612969625944).abs() < 1e-9);
        assert!((pert.quantile(0.95) - 5.106383620080951).abs() < 1e-9);
        let triangular = Law::Triangular { low: 2.0, mode: 3.0, high: 7.0 };
        assert!((triangular.quantile(0.5) - 3.8377223398316205).abs() < 1e-9);
        let Law::Lognormal { mu, sigma } = Law::lognormal(2000.0, 20000.0) else { panic!("lognormal") };
        assert!((mu - 8.752195006039106).abs() < 1e-9);
        assert!((sigma - 0.699936169171963).abs() < 1e-9);
        assert!((Law::lognormal(2000.0, 20000.0).mean() - 8080.025653891458).abs() < 1e-6);
    }

    #[test]
    fn percentile_ends_leave_ninety_per_cent_between_them() {
        for shape in [Shape::Pert, Shape::Triangular, Shape::Uniform] {
            let range = Estimate::new(10.0, 12.0, 20.0).expect("ascending").shaped(shape, Ends::P5P95);
            let law = Law::of(range);
            assert!((law.quantile(0.05) - 10.0).abs() < 1e-6, "{shape:?}");
            assert!((law.quantile(0.95) - 20.0).abs() < 1e-6, "{shape:?}");
        }
    }

    #[test]
    fn a_range_of_no_width_is_a_constant() {
        assert_eq!(Law::of(Estimate::exact(4.0)), Law::Constant(4.0));
    }
}
