//! First-order indices from given futures.

use super::rank::ascending;

/// Bins of equal probability.
const BINS: usize = 16;
/// Futures that a bin has at least.
const LEAST: usize = 16;

/// First-order Sobol index of an input: the share of an output's variance that goes when the input
/// is known, S = Var(E[Y|X]) ÷ Var(Y); 0 where the output does not vary. Around 0 it may lie below.
///
/// Method: futures sorted by the input into 16 bins of as many futures (fewer where a bin would
/// have less than 16), in each a straight line of Y over X; S = 1 − the mean over the bins of
/// residual squares ÷ (n − 2) ÷ the variance of Y. Dividing by n − 2 takes the noise of the lines
/// off, so that an input without effect has an index of 0 in the mean. A line in each bin, where
/// others take the mean alone, keeps what a wide tail of the input does within its last bin.
/// Source: I. M. Sobol, Math. Model. Comput. Exp. 1, 407-414 (1993), for the index; E. Plischke,
/// E. Borgonovo and C. L. Smith, Eur. J. Oper. Res. 226, 536-550 (2013), for bins of given data.
pub fn first_order(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len().min(y.len());
    let variance = squares(&y[..n]) / (n as f64 - 1.0);
    // What rounding leaves of a sum that does not vary is no variance.
    let size = y[..n].iter().fold(0.0_f64, |most, y| most.max(y.abs()));
    let order = ascending(&x[..n]);
    let varies = order.first().zip(order.last()).is_some_and(|(first, last)| x[*first] < x[*last]);
    if n < LEAST || !varies || variance <= 1e-24 * size * size {
        return 0.0;
    }
    let bins = (n / LEAST).clamp(1, BINS);
    let left: f64 = (0..bins)
        .map(|bin| {
            let members = &order[bin * n / bins..(bin + 1) * n / bins];
            members.len() as f64 * residual_variance(members, x, y)
        })
        .sum();
    1.0 - left / n as f64 / variance
}

/// Variance of Y about its straight line over X among some futures.
fn residual_variance(members: &[usize], x: &[f64], y: &[f64]) -> f64 {
    let n = members.len() as f64;
    let mean = |of: &[f64]| members.iter().map(|i| of[*i]).sum::<f64>() / n;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for i in members {
        let (x, y) = (x[*i] - mean_x, y[*i] - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    // Where the input has one value there is no line, and one figure less is fitted.
    if xx > 0.0 { (yy - xy * xy / xx).max(0.0) / (n - 2.0) } else { yy / (n - 1.0) }
}

fn squares(values: &[f64]) -> f64 {
    let mean = values.iter().sum::<f64>() / values.len().max(1) as f64;
    values.iter().map(|value| (value - mean) * (value - mean)).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::uncertainty::{Hypercube, Law, Sampler};

    /// The index of every input over futures of a hypercube, with the standard error of its
    /// replicates.
    fn indices(laws: &[Law], model: impl Fn(&[f64]) -> f64) -> Vec<(f64, f64)> {
        let cube = Hypercube::new(11, 8192);
        let columns: Vec<Vec<f64>> = laws
            .iter()
            .enumerate()
            .map(|(i, law)| {
                let sampler = Sampler::of(*law);
                cube.of(&format!("x{i}")).into_iter().map(|u| sampler.at(u)).collect()
            })
            .collect();
        let n = cube.n_draws() as usize;
        let y: Vec<f64> = (0..n)
            .map(|future| model(&columns.iter().map(|column| column[future]).collect::<Vec<_>>()))
            .collect();
        let each = cube.n_points() as usize;
        let of = |x: &Vec<f64>| {
            let own: Vec<f64> = x.chunks(each).zip(y.chunks(each)).map(|(x, y)| first_order(x, y)).collect();
            let replicates = own.len() as f64;
            (first_order(x, &y), libm::sqrt(squares(&own) / (replicates - 1.0) / replicates))
        };
        columns.iter().map(of).collect()
    }

    /// Ishigami and Homma's function with a = 7, b = 0.1: sin x₁ + 7 sin² x₂ + 0.1 x₃⁴ sin x₁ over
    /// (−π, π)³. Published indices 0.3139, 0.4424 and 0 (Saltelli et al., Global Sensitivity
    /// Analysis, 2008).
    #[test]
    fn the_indices_of_ishigamis_function_are_those_published() {
        let pi = std::f64::consts::PI;
        let found = indices(&[Law::Uniform { low: -pi, high: pi }; 3], |x| {
            let second = libm::sin(x[1]);
            let third = x[2] * x[2] * x[2] * x[2];
            libm::sin(x[0]) + 7.0 * second * second + 0.1 * third * libm::sin(x[0])
        });
        for ((index, error), expected) in found.into_iter().zip([0.3139, 0.4424, 0.0]) {
            assert!((index - expected).abs() < 4.0 * error && error < 0.01, "{index} ± {error}: {expected}");
        }
    }

    /// x₁ + 2x₂ + 3x₃ of three alike uniform inputs: variances 1 : 4 : 9, shares of 14.
    #[test]
    fn a_sum_has_the_shares_of_its_variances() {
        let found = indices(&[Law::Uniform { low: 0.0, high: 1.0 }; 3], |x| x[0] + 2.0 * x[1] + 3.0 * x[2]);
        for ((index, error), expected) in found.into_iter().zip([1.0 / 14.0, 4.0 / 14.0, 9.0 / 14.0]) {
            assert!((index - expected).abs() < 4.0 * error && error < 0.01, "{index} ± {error}: {expected}");
        }
    }

    /// A lognormal with σ = 1.4 has most of its variance in its last hundredth; a result that is this
    /// input has an index of 1 all the same, and one that hardly adds to it none.
    #[test]
    fn a_wide_tail_keeps_its_share() {
        let law = Law::Lognormal { mu: 0.0, sigma: 1.4 };
        let [(index, _), (other, _)] =
            indices(&[law, Law::Uniform { low: 0.0, high: 1.0 }], |x| x[0] + 1e-9 * x[1])[..]
        else {
            panic!("two inputs")
        };
        assert!((index - 1.0).abs() < 1e-6, "{index}");
        assert!(other.abs() < 0.05, "{other}");
    }

    #[test]
    fn what_does_not_vary_has_no_index() {
        let x: Vec<f64> = (0..64).map(f64::from).collect();
        assert!(first_order(&x, &[3.5; 64]).abs() < 1e-12);
        assert!(first_order(&[1.0; 64], &x).abs() < 1e-12);
    }
}
