//! What draws show, and how far it may be off.

use libm::sqrt;
use serde::{Deserialize, Serialize};

use super::Points;

/// A figure from draws.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Measured {
    /// The figure.
    pub value: f64,
    /// Its standard error; 0 for a figure that is exact.
    pub standard_error: f64,
}

impl Measured {
    /// A figure that is exact.
    pub const fn exact(value: f64) -> Self {
        Self { value, standard_error: 0.0 }
    }
}

/// Values of one result, by replicate.
///
/// Shape: replicates of the same number of draws, each sorted. A figure is that of all draws
/// together; its standard error is the spread of the replicates' own figures ÷ √replicates.
#[derive(Clone, Debug, PartialEq)]
pub struct Spread {
    replicates: Vec<Vec<f64>>,
    all: Vec<f64>,
}

impl Spread {
    /// The values that a result takes at all points.
    pub fn of(points: &Points, mut value: impl FnMut(u32, u32) -> f64) -> Self {
        let replicates = (0..points.n_replicates())
            .map(|replicate| (0..points.n_points()).map(|point| value(replicate, point)).collect())
            .collect();
        Self::new(replicates)
    }

    /// Values by replicate.
    pub fn new(mut replicates: Vec<Vec<f64>>) -> Self {
        for replicate in &mut replicates {
            replicate.sort_unstable_by(f64::total_cmp);
        }
        let mut all: Vec<f64> = replicates.iter().flatten().copied().collect();
        all.sort_unstable_by(f64::total_cmp);
        Self { replicates, all }
    }

    /// Mean.
    pub fn mean(&self) -> Measured {
        self.figure(|values| values.iter().sum::<f64>() / values.len().max(1) as f64)
    }

    /// The value that is not exceeded with probability `p`, on the line between the two
    /// nearest draws.
    pub fn quantile(&self, p: f64) -> Measured {
        self.figure(|values| quantile(values, p))
    }

    /// Probability of at most `x`.
    ///
    /// Where none or all of the draws are within, the replicates do not differ; then the
    /// error is that of Wilson's interval for so many plain draws.
    pub fn cdf(&self, x: f64) -> Measured {
        let mut share = self
            .figure(|values| values.partition_point(|value| *value <= x) as f64 / values.len().max(1) as f64);
        if share.standard_error <= 0.0 {
            let n_draws = self.all.len() as u64;
            let hits = self.all.partition_point(|value| *value <= x) as u64;
            let (low, high) = wilson(hits, n_draws, 1.0);
            share.standard_error = (high - low) / 2.0;
        }
        share
    }

    /// Every value, ascending.
    pub fn values(&self) -> &[f64] {
        &self.all
    }

    fn figure(&self, of: impl Fn(&[f64]) -> f64) -> Measured {
        let n = self.replicates.len() as f64;
        let own: Vec<f64> = self.replicates.iter().map(|values| of(values)).collect();
        let mean = own.iter().sum::<f64>() / n.max(1.0);
        let squares: f64 = own.iter().map(|figure| (figure - mean) * (figure - mean)).sum();
        let standard_error = if n > 1.0 { sqrt(squares / (n - 1.0) / n) } else { 0.0 };
        Measured { value: of(&self.all), standard_error }
    }
}

/// Quantile of sorted values: of n values the i-th, from 0, stands at (i + 1/2)/n.
fn quantile(values: &[f64], p: f64) -> f64 {
    let Some(last) = values.len().checked_sub(1) else { return 0.0 };
    let position = (p * values.len() as f64 - 0.5).clamp(0.0, last as f64);
    let (below, part) = (position as usize, position - libm::floor(position));
    let above = (below + 1).min(last);
    values[below] + part * (values[above] - values[below])
}

/// Wilson's interval for a probability of which `hits` of `n` independent draws were seen, at
/// `z` standard deviations: 1.96 for 95 %.
///
/// Formula: (p̂ + z²/2n ± z√(p̂(1−p̂)/n + z²/4n²)) ÷ (1 + z²/n). From 0 to 1 without draws.
/// Source: E. B. Wilson, J. Am. Stat. Assoc. 22, 209-212 (1927).
pub fn wilson(hits: u64, n: u64, z: f64) -> (f64, f64) {
    if n == 0 {
        return (0.0, 1.0);
    }
    let (hits, n) = (hits as f64, n as f64);
    let share = hits / n;
    let middle = share + z * z / (2.0 * n);
    let half = z * sqrt(share * (1.0 - share) / n + z * z / (4.0 * n * n));
    let whole = 1.0 + z * z / n;
    (((middle - half) / whole).max(0.0), ((middle + half) / whole).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Newcombe, Statist. Med. 17, 857-872 (1998), table I: method 3, without continuity correction.
    #[test]
    fn wilsons_interval_is_the_published_one() {
        for (hits, n, low, high) in [
            (81, 263, 0.2553, 0.3662),
            (15, 148, 0.0624, 0.1605),
            (0, 20, 0.0, 0.1611),
            (1, 29, 0.0061, 0.1718),
        ] {
            let (found_low, found_high) = wilson(hits, n, 1.959_964);
            assert!(
                (found_low - low).abs() < 6e-5 && (found_high - high).abs() < 6e-5,
                "{hits}/{n}: {found_low} {found_high}"
            );
        }
    }

    #[test]
    fn figures_and_errors_of_a_few_values_by_hand() {
        let spread = Spread::new(vec![vec![3.0, 1.0], vec![2.0, 6.0]]);
        // Means 2 and 4: their mean 3, standard deviation √2, error √2/√2.
        assert_eq!(spread.mean(), Measured { value: 3.0, standard_error: 1.0 });
        // Of 1, 2, 3, 6 the median is half way between 2 and 3; of the replicates 2 and 4.
        assert_eq!(spread.quantile(0.5), Measured { value: 2.5, standard_error: 1.0 });
        assert!((spread.cdf(2.0).value - 0.5).abs() < 1e-12);
        assert_eq!(spread.values(), [1.0, 2.0, 3.0, 6.0]);
    }

    #[test]
    fn what_was_never_seen_may_still_be() {
        let never = Spread::new(vec![vec![2.0; 500]; 2]).cdf(1.0);
        assert!(never.value.abs() < 1e-12);
        assert!(never.standard_error > 4e-4 && never.standard_error < 1e-3, "{never:?}");
    }
}
