//! Quantities that are drawn together.

use libm::sqrt;

use super::{Law, Points, Sampler, normal_score};

/// A quantity: its law, and the group of those that it moves with.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Quantity {
    /// Its law.
    pub law: Law,
    /// Its group; none for a quantity on its own.
    pub group: Option<usize>,
}

/// How one quantity is drawn.
#[derive(Clone, Debug)]
struct Part {
    /// Position of the sampler: quantities of the same law share one.
    sampler: usize,
    /// Dimension of its own number; none where it takes none.
    own: Option<usize>,
    /// Dimension of its group's number, and the weights of both.
    factor: Option<(usize, f64, f64)>,
}

/// Quantities in groups, each group with one common factor: a Gaussian copula.
///
/// Formula: the score of quantity i in group g is √ρ_g·Z_g + √(1−ρ_g)·e_i, and its value
/// the quantile of its law at that score. ρ is the correlation of the scores of any two
/// quantities of the group: 0 leaves them independent, at 1 they have the same percentile.
/// A constant takes no random number. Groups come first among the dimensions of a point.
/// Source: docs/model.md, "Draws".
#[derive(Clone, Debug)]
pub struct Copula {
    samplers: Vec<Sampler>,
    parts: Vec<Part>,
    n_dimensions: usize,
}

impl Copula {
    /// Quantities, and the correlation of each group, from 0 to 1.
    pub fn new(quantities: &[Quantity], correlations: &[f64]) -> Self {
        let rho = |quantity: &Quantity| {
            let group = quantity.group?;
            correlations.get(group).copied().filter(|rho| *rho > 0.0).map(|rho| (group, rho.min(1.0)))
        };
        let varies = |quantity: &&Quantity| quantity.law.low() < quantity.law.high();
        let mut groups: Vec<usize> =
            quantities.iter().filter(varies).filter_map(|quantity| Some(rho(quantity)?.0)).collect();
        groups.sort_unstable();
        groups.dedup();
        let (mut samplers, mut n_dimensions) = (Vec::<Sampler>::new(), groups.len());
        let mut parts = Vec::with_capacity(quantities.len());
        for quantity in quantities {
            let sampler = samplers.iter().position(|known| known.law() == quantity.law);
            let sampler = sampler.unwrap_or_else(|| {
                samplers.push(Sampler::of(quantity.law));
                samplers.len() - 1
            });
            let varies = varies(&quantity);
            let factor = rho(quantity).filter(|_| varies).and_then(|(group, rho)| {
                Some((groups.binary_search(&group).ok()?, sqrt(rho), sqrt(1.0 - rho)))
            });
            let own = (varies && factor.is_none_or(|(_, _, rest)| rest > 0.0)).then(|| {
                n_dimensions += 1;
                n_dimensions - 1
            });
            parts.push(Part { sampler, own, factor });
        }
        Self { samplers, parts, n_dimensions }
    }

    /// Random numbers that one draw takes.
    pub const fn n_dimensions(&self) -> usize {
        self.n_dimensions
    }

    /// One draw: the value of every quantity at a point, into `values`.
    pub fn draw(&self, points: &Points, replicate: u32, point: u32, values: &mut Vec<f64>) {
        let score = |dimension| normal_score(points.coordinate(replicate, point, dimension));
        values.clear();
        let mut common = (usize::MAX, 0.0);
        for part in &self.parts {
            let sampler = &self.samplers[part.sampler];
            let value = match (part.factor, part.own) {
                (None, None) => sampler.at_score(0.0),
                (None, Some(own)) => sampler.at(points.coordinate(replicate, point, own)),
                (Some((factor, root, rest)), own) => {
                    // Quantities of a group mostly follow one another.
                    if common.0 != factor {
                        common = (factor, score(factor));
                    }
                    sampler.at_score(root * common.1 + own.map_or(0.0, |own| rest * score(own)))
                }
            };
            values.push(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::uncertainty::{Spread, correlated_sum};

    const PERT: Law = Law::Pert { low: 2.0, mode: 3.0, high: 7.0 };

    fn grouped(laws: &[Law]) -> Vec<Quantity> {
        laws.iter().map(|law| Quantity { law: *law, group: Some(0) }).collect()
    }

    fn sums(copula: &Copula, seed: u64, n_draws: u32) -> Spread {
        let points = Points::new(seed, n_draws, copula.n_dimensions());
        let mut values = Vec::new();
        Spread::of(&points, |replicate, point| {
            copula.draw(&points, replicate, point, &mut values);
            values.iter().sum()
        })
    }

    #[test]
    fn a_constant_takes_no_random_number_and_changes_no_other() {
        let with = Copula::new(&grouped(&[Law::Constant(1.0), PERT, Law::Constant(2.0), PERT]), &[0.4]);
        let without = Copula::new(&grouped(&[PERT, PERT]), &[0.4]);
        assert_eq!((with.n_dimensions(), without.n_dimensions()), (3, 3));
        let points = Points::new(1, 64, 3);
        let (mut a, mut b) = (Vec::new(), Vec::new());
        with.draw(&points, 5, 1, &mut a);
        without.draw(&points, 5, 1, &mut b);
        assert_eq!(a, [1.0, b[0], 2.0, b[1]]);
        assert_eq!(Copula::new(&grouped(&[Law::Constant(1.0); 3]), &[0.4]).n_dimensions(), 0);
    }

    #[test]
    fn fully_correlated_quantities_have_the_same_percentile() {
        let other = Law::Triangular { low: 0.0, mode: 1.0, high: 2.0 };
        let copula = Copula::new(&grouped(&[PERT, other, PERT]), &[1.0]);
        assert_eq!(copula.n_dimensions(), 1);
        let points = Points::new(3, 256, 1);
        let mut values = Vec::new();
        for point in 0..points.n_points() {
            copula.draw(&points, 0, point, &mut values);
            assert!((values[0] - values[2]).abs() < 1e-12);
            assert!((PERT.cdf(values[0]) - other.cdf(values[1])).abs() < 1e-6);
        }
    }

    #[test]
    fn without_correlation_each_is_on_its_own() {
        assert_eq!(Copula::new(&grouped(&[PERT, PERT]), &[0.0]).n_dimensions(), 2);
        assert_eq!(Copula::new(&grouped(&[PERT, PERT]), &[]).n_dimensions(), 2);
    }

    /// The sum of correlated quantities has an exact law by quadrature: another way to it.
    #[test]
    fn sums_agree_with_the_exact_law() {
        let laws = [
            PERT,
            Law::Pert { low: 1.0, mode: 1.5, high: 2.0 },
            PERT,
            Law::Pert { low: 4.0, mode: 6.0, high: 8.0 },
        ];
        for rho in [0.0, 0.4, 0.9] {
            let exact = correlated_sum(&laws, rho, 0.01);
            let spread = sums(&Copula::new(&grouped(&laws), &[rho]), 42, 20_000);
            let mean = spread.mean();
            assert!((mean.value - exact.mean()).abs() < 4.0 * mean.standard_error + 1e-6, "{rho}: {mean:?}");
            for p in [0.1, 0.5, 0.9] {
                let found = spread.quantile(p);
                // 0.005 is what the grid of the exact law may be off.
                assert!(
                    (found.value - exact.quantile(p)).abs() < 4.0 * found.standard_error + 0.005,
                    "{rho} {p}: {found:?} {}",
                    exact.quantile(p)
                );
            }
        }
    }
}
