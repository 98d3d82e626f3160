//! How inputs that are known by their names hang together.

use libm::sqrt;
use serde::{Deserialize, Serialize};

use super::{Hypercube, Law, Sampler, normal_score};

/// What of a pivot is taken for rounding.
const NOTHING: f64 = 1e-12;

/// Correlations that no quantities can have at once.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[error(
    "no quantities can be correlated like this: the matrix is not positive semi-definite \
     (its pivot at {name} is {pivot:.3})"
)]
pub struct NotPositive {
    /// The input at which the matrix stops being one of correlations.
    pub name: String,
    /// What is left of its variance there: below 0.
    pub pivot: f64,
}

/// Correlations between the normal scores of some inputs: a Gaussian copula.
///
/// Formula: the scores are z = L·e with e independent and L·Lᵀ the matrix of correlations, which
/// has 1 on its diagonal and 0 where nothing is said.
/// Source: Cholesky's factor; docs/model.md, "Draws".
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Correlation {
    names: Vec<String>,
    factor: Vec<Vec<f64>>,
}

impl Correlation {
    /// Inputs that are correlated two by two; of a pair that is named twice the last counts.
    ///
    /// # Errors
    /// [`NotPositive`] where no quantities can be correlated like this.
    pub fn new(pairs: &[(String, String, f64)]) -> Result<Self, NotPositive> {
        let mut names: Vec<String> = pairs.iter().flat_map(|(a, b, _)| [a.clone(), b.clone()]).collect();
        names.sort_unstable();
        names.dedup();
        let n = names.len();
        let mut matrix = vec![vec![0.0; n]; n];
        for (i, row) in matrix.iter_mut().enumerate() {
            row[i] = 1.0;
        }
        for (a, b, value) in pairs {
            if let (Ok(i), Ok(j)) = (names.binary_search(a), names.binary_search(b))
                && i != j
            {
                matrix[i][j] = *value;
                matrix[j][i] = *value;
            }
        }
        let mut factor: Vec<Vec<f64>> = Vec::with_capacity(n);
        for i in 0..n {
            let mut row = vec![0.0; i + 1];
            for j in 0..i {
                let known: f64 = row.iter().zip(&factor[j]).take(j).map(|(a, b)| a * b).sum();
                let rest = matrix[i][j] - known;
                // Where an input is no more than others together, nothing of its own is left.
                if factor[j][j] > 0.0 {
                    row[j] = rest / factor[j][j];
                } else if rest.abs() > sqrt(NOTHING) {
                    return Err(NotPositive { name: names[i].clone(), pivot: -rest.abs() });
                }
            }
            let pivot = 1.0 - row.iter().map(|part| part * part).sum::<f64>();
            if pivot < -NOTHING {
                return Err(NotPositive { name: names[i].clone(), pivot });
            }
            row[i] = if pivot > NOTHING { sqrt(pivot) } else { 0.0 };
            factor.push(row);
        }
        Ok(Self { names, factor })
    }

    /// Values of an input at every point of a hypercube.
    pub fn values(&self, cube: &Hypercube, name: &str, law: Law) -> Vec<f64> {
        self.values_of(cube, name, &Sampler::of(law))
    }

    /// The same from a sampler of its law.
    pub fn values_of(&self, cube: &Hypercube, name: &str, sampler: &Sampler) -> Vec<f64> {
        if sampler.is_constant() {
            return vec![sampler.at_score(0.0); cube.n_draws() as usize];
        }
        let Ok(row) = self.names.binary_search_by(|known| known.as_str().cmp(name)) else {
            return cube.of(name).into_iter().map(|uniform| sampler.at(uniform)).collect();
        };
        let mut scores = vec![0.0; cube.n_draws() as usize];
        for (other, part) in self.names.iter().zip(&self.factor[row]).filter(|(_, part)| **part != 0.0) {
            for (score, uniform) in scores.iter_mut().zip(cube.of(other)) {
                *score += part * normal_score(uniform);
            }
        }
        scores.into_iter().map(|score| sampler.at_score(score)).collect()
    }

    /// Whether every input is independent of the others.
    pub const fn is_none(&self) -> bool {
        self.names.is_empty()
    }

    /// The inputs that it is about.
    pub fn names(&self) -> &[String] {
        &self.names
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pairs(pairs: &[(&str, &str, f64)]) -> Vec<(String, String, f64)> {
        pairs.iter().map(|(a, b, value)| ((*a).to_owned(), (*b).to_owned(), *value)).collect()
    }

    #[test]
    fn drawn_inputs_are_correlated_as_asked() {
        let correlation = Correlation::new(&pairs(&[("b", "a", 0.6), ("c", "b", -0.5)])).expect("a matrix");
        let cube = Hypercube::new(5, 32_768);
        let normal = |name: &str| -> Vec<f64> {
            // A lognormal with μ = 0 and σ = 1: its logarithm is the score.
            let values = correlation.values(&cube, name, Law::Lognormal { mu: 0.0, sigma: 1.0 });
            values.into_iter().map(libm::log).collect()
        };
        let (a, b, c, d) = (normal("a"), normal("b"), normal("c"), normal("d"));
        let n = f64::from(cube.n_draws());
        let of = |x: &[f64], y: &[f64]| x.iter().zip(y).map(|(x, y)| x * y).sum::<f64>() / n;
        // Standard errors of a correlation are at most 1/√n = 0.0055; four of them.
        for (found, expected) in
            [(of(&a, &b), 0.6), (of(&b, &c), -0.5), (of(&a, &c), 0.0), (of(&a, &d), 0.0), (of(&c, &c), 1.0)]
        {
            assert!((found - expected).abs() < 0.022, "{found} {expected}");
        }
    }

    #[test]
    fn what_nothing_can_be_is_refused_with_its_place() {
        // a like b, b like c, and a against c.
        let error = Correlation::new(&pairs(&[("a", "b", 0.9), ("b", "c", 0.9), ("a", "c", -0.9)]));
        let error = error.expect_err("no such quantities");
        assert_eq!(error.name, "c");
        assert!(error.pivot < 0.0);
        // The same percentile twice, but a third that only one of them is correlated with.
        let error = Correlation::new(&pairs(&[("a", "b", 1.0), ("b", "c", 0.5)])).expect_err("none");
        assert_eq!(error.name, "c");
    }

    #[test]
    fn the_edge_of_what_can_be_is_taken() {
        let correlation = Correlation::new(&pairs(&[("a", "b", 1.0), ("b", "c", -1.0), ("a", "c", -1.0)]));
        let correlation = correlation.expect("a matrix");
        let cube = Hypercube::new(1, 64);
        let law = Law::Uniform { low: 0.0, high: 1.0 };
        let (a, c) = (correlation.values(&cube, "a", law), correlation.values(&cube, "c", law));
        assert!(a.iter().zip(&c).all(|(a, c)| (a + c - 1.0).abs() < 1e-9));
        assert_eq!(correlation.values(&cube, "a", Law::Constant(2.0)), vec![2.0; 64]);
    }
}
