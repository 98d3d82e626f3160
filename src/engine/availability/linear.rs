//! Complex linear equations, dense.

use crate::engine::uncertainty::Complex;

/// A square matrix by rows.
#[derive(Clone, Debug)]
pub(super) struct Matrix {
    pub(super) n: usize,
    pub(super) values: Vec<Complex>,
}

impl Matrix {
    pub(super) fn identity(n: usize) -> Self {
        let mut values = vec![Complex::default(); n * n];
        for i in 0..n {
            values[i * n + i] = Complex::real(1.0);
        }
        Self { n, values }
    }

    /// The greatest sum of absolute values of a row.
    pub(super) fn size(&self) -> f64 {
        self.values
            .chunks(self.n.max(1))
            .map(|row| row.iter().map(|value| value.size()).sum())
            .fold(0.0, f64::max)
    }

    pub(super) fn scaled(&self, factor: f64) -> Self {
        Self { n: self.n, values: self.values.iter().map(|value| *value * factor).collect() }
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let n = self.n;
        let mut values = vec![Complex::default(); n * n];
        for (row, out) in self.values.chunks(n).zip(values.chunks_mut(n)) {
            for (factor, line) in row.iter().zip(other.values.chunks(n)) {
                for (sum, value) in out.iter_mut().zip(line) {
                    *sum = *sum + *factor * *value;
                }
            }
        }
        Self { n, values }
    }

    /// Every row times a vector.
    pub(super) fn apply(&self, vector: &[Complex]) -> Vec<Complex> {
        self.values.chunks(self.n.max(1)).map(|row| dot(row, vector)).collect()
    }

    /// e to the power of this matrix.
    ///
    /// Method: Taylor series of the matrix halved until its size is below 1/2, then
    /// squared as often. Error: about 2^squarings × 1e-16.
    pub(super) fn exp(&self) -> Self {
        const TERMS: u32 = 14;
        let mut squarings = 0;
        let mut factor = 1.0;
        while self.size() * factor > 0.5 {
            factor *= 0.5;
            squarings += 1;
        }
        let small = self.scaled(factor);
        let one = Self::identity(self.n);
        // Horner: 1 + A(1 + A/2(1 + A/3(…))).
        let mut sum = one.clone();
        for term in (1..=TERMS).rev() {
            sum = small.scaled(1.0 / f64::from(term)).times(&sum);
            for (value, unit) in sum.values.iter_mut().zip(&one.values) {
                *value = *value + *unit;
            }
        }
        for _ in 0..squarings {
            sum = sum.times(&sum);
        }
        sum
    }
}

pub(super) fn dot(a: &[Complex], b: &[Complex]) -> Complex {
    a.iter().zip(b).fold(Complex::default(), |sum, (a, b)| sum + *a * *b)
}

/// Rates between states from which some of the weight is lost, prepared for solutions.
///
/// Method: elimination after Grassmann, Taksar and Heyman, with the loss of each state carried
/// apart, so that nothing is subtracted and a loss of 1e-9 beside rates of 1e4 keeps its digits.
pub(super) struct Elimination {
    n: usize,
    /// Right above the diagonal rates into a state, below it rates out of it, when it is eliminated.
    rates: Vec<Complex>,
    /// What leaves each state by then.
    out: Vec<Complex>,
}

impl Elimination {
    /// Off-diagonal rates by rows, and the loss of each state.
    pub(super) fn of(n: usize, mut rates: Vec<Complex>, mut loss: Vec<Complex>) -> Self {
        let mut out = vec![Complex::default(); n];
        for k in (0..n).rev() {
            let (above, row) = rates.split_at_mut(k * n);
            let row = &row[..k];
            out[k] = row.iter().fold(loss[k], |sum, rate| sum + *rate);
            for (i, line) in above.chunks_mut(n).enumerate().filter(|(_, line)| line[k].size() > 0.0) {
                let share = line[k] / out[k];
                for (j, rate) in row.iter().enumerate().filter(|(j, _)| *j != i) {
                    line[j] = line[j] + share * *rate;
                }
                loss[i] = loss[i] + share * loss[k];
            }
        }
        Self { n, rates, out }
    }

    /// x with (D − rates) x = b, D being all that leaves each state.
    pub(super) fn solve(&self, b: &[Complex]) -> Vec<Complex> {
        let (n, mut x) = (self.n, b.to_vec());
        for k in (0..n).rev() {
            let share = x[k] / self.out[k];
            for (value, line) in x[..k].iter_mut().zip(self.rates.chunks(n)) {
                *value = *value + line[k] * share;
            }
        }
        for k in 0..n {
            let known = dot(&self.rates[k * n..k * n + k], &x[..k]);
            x[k] = (x[k] + known) / self.out[k];
        }
        x
    }

    /// x with x (D − rates) = b, x and b being rows.
    pub(super) fn solve_row(&self, b: &[Complex]) -> Vec<Complex> {
        let (n, mut x) = (self.n, b.to_vec());
        for k in (0..n).rev() {
            let share = x[k] / self.out[k];
            for (value, rate) in x[..k].iter_mut().zip(&self.rates[k * n..]) {
                *value = *value + share * *rate;
            }
        }
        for k in 0..n {
            let known = (0..k).fold(Complex::default(), |sum, i| sum + x[i] * self.rates[i * n + k]);
            x[k] = (x[k] + known) / self.out[k];
        }
        x
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RATES: [f64; 9] = [0.0, 0.3, 2.0, 5.0, 0.0, 1.0, 0.5, 7.0, 0.0];

    #[test]
    fn both_solutions_solve_their_equations() {
        let loss = [Complex { re: 0.1, im: 3.0 }, Complex::default(), Complex { re: 2.0, im: -1.0 }];
        let rates: Vec<Complex> = RATES.map(Complex::real).to_vec();
        let mut matrix = Matrix { n: 3, values: rates.iter().map(|rate| *rate * -1.0).collect() };
        for i in 0..3 {
            let out = rates[i * 3..i * 3 + 3].iter().fold(loss[i], |sum, rate| sum + *rate);
            matrix.values[i * 3 + i] = out;
        }
        let b = [Complex::real(1.0), Complex { re: 0.0, im: 2.0 }, Complex { re: -1.0, im: 0.5 }];
        let solver = Elimination::of(3, rates, loss.to_vec());
        for (found, wanted) in matrix.apply(&solver.solve(&b)).iter().zip(&b) {
            assert!((*found - *wanted).size() < 1e-14);
        }
        let row = solver.solve_row(&b);
        for (j, wanted) in b.iter().enumerate() {
            let column: Vec<Complex> = (0..3).map(|i| matrix.values[i * 3 + j]).collect();
            assert!((dot(&row, &column) - *wanted).size() < 1e-14);
        }
    }

    #[test]
    fn the_exponential_of_a_diagonal_is_its_own() {
        let mut diagonal = Matrix::identity(2);
        diagonal.values[0] = Complex { re: -3.0, im: 1.0 };
        diagonal.values[3] = Complex { re: 0.5, im: 0.0 };
        let found = diagonal.exp();
        assert!((found.values[0] - Complex { re: -3.0, im: 1.0 }.exp()).size() < 1e-14);
        assert!((found.values[3].re - libm::exp(0.5)).abs() < 1e-14);
    }
}
