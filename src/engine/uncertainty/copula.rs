//! Sums of correlated quantities through one common factor.

use libm::{exp, sqrt};

use super::{Grid, Law, normal_cdf, normal_quantile};

/// Nodes of the quadrature over the common factor.
const N_NODES: usize = 48;

/// Above this correlation the quantities are taken as moving together.
const COMONOTONE: f64 = 0.999;

/// The law of the sum of quantities whose pairwise correlation, in a one-factor
/// Gaussian copula, is `rho`.
///
/// Formula: given the factor z, quantity i has the cumulative distribution
/// Φ((Φ⁻¹(F_i(x)) − √ρ·z) ÷ √(1−ρ)); the conditional sums are convolved and
/// averaged over z by Gauss-Hermite quadrature. No sampling.
/// Units: those of the laws; `step` is the grid's.
/// Source: docs/model.md, "Setup hours".
pub fn correlated_sum(laws: &[Law], rho: f64, step: f64) -> Grid {
    let rho = rho.clamp(0.0, 1.0);
    let independent = laws.iter().fold(Grid::zero(step), |sum, law| sum.plus(&Grid::of(*law, step)));
    if rho <= 0.0 || laws.len() < 2 {
        return independent;
    }
    if rho >= COMONOTONE {
        return comonotone_sum(laws, step);
    }
    // Φ⁻¹(F(edge)) does not depend on the factor: computed once per cell edge.
    let scores: Vec<(Law, Vec<f64>)> = laws
        .iter()
        .map(|law| {
            let (low, high) = law.reach();
            let n_cells = ((high - low) / step).round() as usize + 1;
            let at = |i: usize| normal_quantile(law.cdf(low + (i as f64 + 0.5) * step));
            (*law, (0..n_cells).map(at).collect())
        })
        .collect();
    let (root, rest) = (sqrt(rho), sqrt(1.0 - rho));
    let mut total = Grid::empty_like(&independent);
    for (z, weight) in hermite_nodes() {
        let sum = scores.iter().fold(Grid::zero(step), |sum, (law, score)| {
            let (low, high) = law.reach();
            let conditional = Grid::from_cdf(low, high, step, |edge| {
                let cell = ((edge - low) / step - 0.5).round() as usize;
                score.get(cell).map_or(1.0, |s| normal_cdf((s - root * z) / rest))
            });
            sum.plus(&conditional)
        });
        total.add_weighted(weight, &sum);
    }
    total
}

/// All quantities at the same percentile: quantiles add up.
fn comonotone_sum(laws: &[Law], step: f64) -> Grid {
    let low = laws.iter().map(|law| law.reach().0).sum();
    let high = laws.iter().map(|law| law.reach().1).sum();
    let quantile = |p: f64| laws.iter().map(|law| law.quantile(p)).sum::<f64>();
    Grid::from_cdf(low, high, step, |x| {
        let (mut below, mut above) = (0.0, 1.0);
        for _ in 0..40 {
            let middle = (below + above) / 2.0;
            if quantile(middle) < x {
                below = middle;
            } else {
                above = middle;
            }
        }
        (below + above) / 2.0
    })
}

/// Nodes and weights of Gauss-Hermite quadrature for the standard normal law.
///
/// Method: Newton's iteration on orthonormal Hermite functions from the
/// asymptotic first guesses; weights sum to 1.
fn hermite_nodes() -> Vec<(f64, f64)> {
    let n = N_NODES;
    let half = n.div_ceil(2);
    let mut roots: Vec<f64> = Vec::with_capacity(half);
    let mut nodes = Vec::with_capacity(n);
    for i in 0..half {
        let size = n as f64;
        let mut x = match i {
            0 => sqrt(2.0 * size + 1.0) - 1.85575 * libm::pow(2.0 * size + 1.0, -1.0 / 6.0),
            1 => roots[0] - 1.14 * libm::pow(size, 0.426) / roots[0],
            2 => 1.86 * roots[1] - 0.86 * roots[0],
            3 => 1.91 * roots[2] - 0.91 * roots[1],
            _ => 2.0 * roots[i - 1] - roots[i - 2],
        };
        let mut slope = 1.0;
        for _ in 0..50 {
            let (mut p1, mut p2) = (libm::pow(std::f64::consts::PI, -0.25), 0.0);
            for j in 0..n {
                let j = j as f64;
                let p3 = p2;
                p2 = p1;
                p1 = x * sqrt(2.0 / (j + 1.0)) * p2 - sqrt(j / (j + 1.0)) * p3;
            }
            slope = sqrt(2.0 * size) * p2;
            let step = p1 / slope;
            x -= step;
            if step.abs() < 1e-14 {
                break;
            }
        }
        roots.push(x);
        let weight = 2.0 / (slope * slope) / sqrt(std::f64::consts::PI);
        let z = x * std::f64::consts::SQRT_2;
        nodes.push((z, weight));
        if x.abs() > 1e-10 {
            nodes.push((-z, weight));
        }
    }
    // Weights that cannot change a printed digit only cost time.
    nodes.retain(|(_, weight)| *weight > 1e-14);
    debug_assert!(nodes.iter().all(|(z, _)| exp(-z * z / 2.0).is_finite()));
    nodes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seed_setup() -> Vec<Law> {
        [(2.0, 4.0), (1.0, 2.0), (2.0, 4.0), (2.0, 4.0), (2.0, 4.0), (4.0, 8.0)]
            .map(|(low, high)| Law::Pert { low, mode: (low + high) / 2.0, high })
            .to_vec()
    }

    #[test]
    fn quadrature_integrates_moments_of_the_normal_law() {
        let nodes = hermite_nodes();
        let moment = |k: i32| nodes.iter().map(|(z, w)| w * libm::pow(z.abs(), f64::from(k))).sum::<f64>();
        assert!((moment(0) - 1.0).abs() < 1e-12);
        assert!((moment(2) - 1.0).abs() < 1e-11);
        assert!((moment(4) - 3.0).abs() < 1e-10);
    }

    /// Independent tasks: percentiles of an independent solver, `tests/oracle`.
    #[test]
    fn independent_setup_percentiles_agree_with_the_independent_solver() {
        let sum = correlated_sum(&seed_setup(), 0.0, 0.02);
        for (p, hours) in [
            (0.05, 17.71230772440842),
            (0.1, 18.092464093554533),
            (0.5, 19.5),
            (0.9, 20.90753590644545),
            (0.95, 21.287692275591553),
            (0.99, 21.967471633681782),
        ] {
            assert!((sum.quantile(p) - hours).abs() < 0.005, "p {p}: {} {hours}", sum.quantile(p));
        }
        assert!((sum.cdf(16.0) - 0.00025417010809116234).abs() < 1e-5);
    }

    /// The published reading of the same tasks: 16.4 to 22.6 h at 0.5, 15.5 to 23.5 h fully correlated.
    #[test]
    fn correlation_widens_the_sum_as_published() {
        let half = correlated_sum(&seed_setup(), 0.5, 0.05);
        assert!((half.quantile(0.05) - 16.4).abs() < 0.06);
        assert!((half.quantile(0.95) - 22.6).abs() < 0.06);
        let full = correlated_sum(&seed_setup(), 1.0, 0.05);
        assert!((full.quantile(0.05) - 15.5).abs() < 0.06);
        assert!((full.quantile(0.95) - 23.5).abs() < 0.06);
        assert!((half.mean() - 19.5).abs() < 1e-6);
    }
}
