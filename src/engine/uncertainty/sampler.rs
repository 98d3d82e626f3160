//! Values of a law from uniform numbers or normal scores.

use libm::exp;

use super::law::pert_shape;
use super::special::BetaCdf;
use super::{Law, normal_cdf, normal_score};

/// Normal scores that a table reaches: beyond, with probability 1e-15, the last value stands.
const REACH: f64 = 8.0;
/// Cells of a table for one unit of the score.
const CELLS_PER_UNIT: usize = 16;
/// Points of a table.
const N_POINTS: usize = 2 * 8 * CELLS_PER_UNIT + 1;

/// Values of one law, quick to take.
///
/// Closed quantiles where there are; else a table of the inverse over the normal score, with
/// cubic interpolation through values and slopes. Error of the table: below 1e-6 of the
/// range of the law.
#[derive(Clone, Debug)]
pub struct Sampler {
    law: Law,
    table: Vec<(f64, f64)>,
}

impl Sampler {
    /// A sampler of a law.
    pub fn of(law: Law) -> Self {
        let table = match law {
            Law::Pert { low, mode, high } if low < high => pert_table(low, mode, high),
            _ => Vec::new(),
        };
        Self { law, table }
    }

    /// The law.
    pub const fn law(&self) -> Law {
        self.law
    }

    /// Whether every value is the same, so that no random number is needed.
    pub fn is_constant(&self) -> bool {
        self.law.low() >= self.law.high()
    }

    /// The value at a uniform number above 0 and below 1.
    pub fn at(&self, uniform: f64) -> f64 {
        match self.law {
            Law::Constant(value) => value,
            Law::Pert { .. } => self.at_score(normal_score(uniform)),
            Law::Lognormal { mu, sigma } => exp(mu + sigma * normal_score(uniform)),
            law => law.quantile(uniform),
        }
    }

    /// The value at the probability of a standard normal score.
    pub fn at_score(&self, score: f64) -> f64 {
        match self.law {
            Law::Constant(value) => value,
            Law::Pert { low, .. } if self.table.is_empty() => low,
            Law::Pert { .. } => self.interpolated(score),
            Law::Lognormal { mu, sigma } => exp(mu + sigma * score),
            law => law.quantile(normal_cdf(score)),
        }
    }

    fn interpolated(&self, score: f64) -> f64 {
        let position = (score.clamp(-REACH, REACH) + REACH) * CELLS_PER_UNIT as f64;
        let cell = (position as usize).min(N_POINTS - 2);
        let t = position - cell as f64;
        let ((from, slope), (to, next)) = (self.table[cell], self.table[cell + 1]);
        let rise = to - from;
        // Hermite's cubic, written so that equal ends without slope give the end itself.
        from + t * (slope + t * ((3.0 * rise - 2.0 * slope - next) + t * (slope + next - 2.0 * rise)))
    }
}

/// Value and slope of a PERT's quantile at each score of the table.
///
/// Method: Newton's iteration from score to score, kept between bounds, from a guess by two terms
/// of Taylor's series. The slope is φ(z)/f(x) in closed form, for a cell; of it the change is
/// slope × (−z − slope × f'(x)/f(x)).
fn pert_table(low: f64, mode: f64, high: f64) -> Vec<(f64, f64)> {
    let (alpha, beta) = pert_shape(low, mode, high);
    let width = high - low;
    let tails = Tails { lower: BetaCdf::new(alpha, beta), upper: BetaCdf::new(beta, alpha) };
    let middle = N_POINTS / 2;
    let score = |i: usize| (i as f64 - middle as f64) / CELLS_PER_UNIT as f64;
    let normal = |z: f64| exp(-z * z / 2.0) / libm::sqrt(2.0 * std::f64::consts::PI);
    let mut unit = vec![(0.0, 0.0); N_POINTS];
    let mut solve = |i: usize, guess: f64, side: (f64, f64)| {
        let z = score(i);
        let x = tails.root(z, guess, side);
        let slope = if x > 0.0 && x < 1.0 { normal(z) / tails.lower.density(x) } else { 0.0 };
        unit[i] = (x, if slope.is_finite() { slope } else { 0.0 });
        unit[i]
    };
    // From the middle outwards, so that each value is a good guess for the next.
    let step = 1.0 / CELLS_PER_UNIT as f64;
    let guess = |i: usize, (x, slope): (f64, f64), step: f64| {
        let bend = slope * (-score(i) - slope * ((alpha - 1.0) / x - (beta - 1.0) / (1.0 - x)));
        x + step * (slope + step / 2.0 * bend)
    };
    let first = solve(middle, alpha / (alpha + beta), (0.0, 1.0));
    let mut at = first;
    for i in middle + 1..N_POINTS {
        at = solve(i, guess(i - 1, at, step), (at.0, 1.0));
    }
    at = first;
    for i in (0..middle).rev() {
        at = solve(i, guess(i + 1, at, -step), (0.0, at.0));
    }
    unit.into_iter().map(|(x, slope)| (low + width * x, width * slope * step)).collect()
}

/// A beta law from either end.
struct Tails {
    lower: BetaCdf,
    upper: BetaCdf,
}

impl Tails {
    /// Where the cumulative law reaches the probability of a score.
    fn root(&self, z: f64, guess: f64, side: (f64, f64)) -> f64 {
        const N_STEPS: usize = 60;
        // A step of Newton's squares what is missing: after one of 1e-7 of the way to the nearer
        // end it is about 1e-14 of it.
        const CLOSE: f64 = 1e-7;
        const LEAST: f64 = 1e-4;
        let (mut below, mut above) = side;
        // On the upper side the other tail is compared, which keeps its digits.
        let (upper, tail) = (z > 0.0, normal_cdf(-z.abs()));
        let mut x = if guess > below && guess < above { guess } else { (below + above) / 2.0 };
        for _ in 0..N_STEPS {
            let missing = if upper { self.upper.at(1.0 - x) - tail } else { tail - self.lower.at(x) };
            if missing > 0.0 {
                below = x;
            } else {
                above = x;
            }
            let newton = x + missing / self.lower.density(x);
            let is_newton = newton > below && newton < above;
            let next = if is_newton { newton } else { (below + above) / 2.0 };
            let moved = (next - x).abs();
            x = next;
            if is_newton && moved < CLOSE * x.min(1.0 - x).max(LEAST) {
                break;
            }
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::uncertainty::Discrete;
    use proptest::prelude::*;

    /// The quantile by bisection is another way to the same value.
    #[track_caller]
    fn agrees(law: Law) {
        let sampler = Sampler::of(law);
        let range = if law.high().is_finite() { law.high() - law.low() } else { law.quantile(0.99) };
        for i in 1..400 {
            let p = f64::from(i) / 400.0;
            let (found, expected) = (sampler.at(p), law.quantile(p));
            assert!((found - expected).abs() <= 1e-6 * range, "{law:?} at {p}: {found} {expected}");
        }
        for p in [1e-6, 1e-4, 0.9999, 0.999_999] {
            assert!(
                (sampler.at(p) - law.quantile(p)).abs() <= 1e-6 * range.max(law.quantile(p)),
                "{law:?} at {p}"
            );
        }
    }

    #[test]
    fn values_are_those_of_the_quantile() {
        for (low, mode, high) in [
            (2.0, 3.0, 4.0),
            (2.0, 3.0, 7.0),
            (0.0, 0.0, 1.0),
            (0.0, 1.0, 1.0),
            (1.0, 1.01, 90.0),
            (24.0, 36.0, 48.0),
        ] {
            agrees(Law::Pert { low, mode, high });
            agrees(Law::Triangular { low, mode, high });
        }
        agrees(Law::Uniform { low: 1.0, high: 5.0 });
        agrees(Law::Exponential { mean: 3.0 });
        agrees(Law::lognormal(1.0, 30.0));
        agrees(Law::Discrete(Discrete::new(&[(1.0, 0.25), (4.0, 0.75)]).expect("a law")));
    }

    /// Median and 95th percentile of an independent solver, `tests/oracle` (block `fits`).
    #[test]
    fn the_table_agrees_with_the_independent_solver() {
        let pert = Sampler::of(Law::Pert { low: 2.0, mode: 3.0, high: 7.0 });
        assert!((pert.at(0.5) - 3.3833612969625944).abs() < 1e-6);
        assert!((pert.at(0.95) - 5.106383620080951).abs() < 1e-6);
    }

    #[test]
    fn a_constant_needs_no_random_number() {
        for law in [
            Law::Constant(3.0),
            Law::Pert { low: 3.0, mode: 3.0, high: 3.0 },
            Law::Uniform { low: 3.0, high: 3.0 },
        ] {
            let sampler = Sampler::of(law);
            assert!(sampler.is_constant());
            assert!((sampler.at_score(-2.0) - 3.0).abs() < 1e-12, "{law:?}");
        }
        assert!(!Sampler::of(Law::Exponential { mean: 1.0 }).is_constant());
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]

        /// Values ascend with the score and stay between the ends.
        #[test]
        fn values_ascend(low in 0.0_f64..10.0, a in 0.0_f64..10.0, b in 0.001_f64..10.0, z in -9.0_f64..9.0, up in 0.0_f64..2.0) {
            let (mode, high) = (low + a, low + a + b);
            let sampler = Sampler::of(Law::Pert { low, mode, high });
            let (first, second) = (sampler.at_score(z), sampler.at_score(z + up));
            prop_assert!(first <= second + 1e-9 * (high - low));
            prop_assert!(first >= low - 1e-9 && second <= high + 1e-9);
        }
    }
}
