//! The exact law of the time that a chain is down in a year.

use super::linear::{Elimination, Matrix, dot};
use super::{Chain, ModelError};
use crate::engine::uncertainty::Complex;

/// Up to so many states the exponential of the matrix is computed itself.
const FEW_STATES: usize = 64;
/// Up to so many states a law is computed at all: a second or two.
const MOST_STATES: usize = 300;
/// What the parts that die out must have died out by: e to the power of minus this.
const DIED_OUT: f64 = 40.0;

/// A chain over a horizon, started in its steady state.
#[derive(Clone, Debug)]
pub struct YearOfChain {
    chain: Chain,
    down: Vec<bool>,
    steady: Vec<f64>,
    hours: f64,
}

impl YearOfChain {
    /// A chain over so many hours.
    ///
    /// # Errors
    /// [`ModelError::NoLaw`] above 300 states.
    pub fn new(chain: Chain, down: Vec<bool>, hours: f64) -> Result<Self, ModelError> {
        if chain.n_states() > MOST_STATES {
            let reason = format!("its chain has {} states, of {MOST_STATES} at most", chain.n_states());
            return Err(ModelError::NoLaw { path: "the model".to_owned(), reason });
        }
        Ok(Self { steady: chain.steady_state(), chain, down, hours })
    }

    /// Laplace transform of the hours down.
    ///
    /// Formula: E exp(−s D) = π exp((Q − s R) T) 1, with R the diagonal of the states that are
    /// down. Where all parts are repaired within days the eigenvalue that dies out last is alone
    /// left after a year, to machine precision; else, with few states, the exponential is
    /// computed, to about 1e-4 in a probability.
    /// Source: docs/model.md, "A year of one chain".
    ///
    /// # Errors
    /// [`ModelError::NoLaw`] where parts die out so slowly that this does not hold.
    pub fn transform(&self, s: Complex) -> Result<Complex, ModelError> {
        let all: Vec<usize> = (0..self.chain.n_states()).collect();
        self.after(&all, s)
    }

    /// Probability that it is never down.
    ///
    /// Formula: π_U exp(Q_UU T) 1 over the states U that are up.
    ///
    /// # Errors
    /// As [`YearOfChain::transform`].
    pub fn p_none(&self) -> Result<f64, ModelError> {
        let up: Vec<usize> = (0..self.chain.n_states()).filter(|state| !self.down[*state]).collect();
        if up.is_empty() {
            return Ok(0.0);
        }
        Ok(self.after(&up, Complex::default())?.re.clamp(0.0, 1.0))
    }

    fn after(&self, states: &[usize], s: Complex) -> Result<Complex, ModelError> {
        let start: Vec<Complex> = states.iter().map(|state| Complex::real(self.steady[*state])).collect();
        let ones = vec![Complex::real(1.0); states.len()];
        let (rates, loss) = self.rates_within(states, s);
        if let Some(value) = self.slowest(&rates, &loss, &start, &ones) {
            return Ok(value);
        }
        if states.len() <= FEW_STATES {
            let matrix = generator(&rates, &loss).scaled(self.hours);
            return Ok(dot(&start, &matrix.exp().apply(&ones)));
        }
        Err(ModelError::NoLaw {
            path: "the model".to_owned(),
            reason: "its parts are repaired too slowly for a chain of so many states".to_owned(),
        })
    }

    /// The sum of start · exp((Q − loss) hours) by the eigenvalue that dies out last; none where
    /// others are not gone by then.
    fn slowest(
        &self,
        rates: &[Complex],
        loss: &[Complex],
        start: &[Complex],
        ones: &[Complex],
    ) -> Option<Complex> {
        let solver = Elimination::of(loss.len(), rates.to_vec(), loss.to_vec());
        let (right, ratio) = settled(ones.to_vec(), |vector| solver.solve(vector));
        let (left, _) = settled(start.to_vec(), |vector| solver.solve_row(vector));
        let scale = dot(&left, &right);
        let dies_out = scale / dot(&left, &solver.solve(&right)) * self.hours;
        if dies_out.size() < DIED_OUT * ratio {
            return None;
        }
        let all = left.iter().fold(Complex::default(), |sum, value| sum + *value);
        Some(dot(start, &right) * all / scale * (dies_out * -1.0).exp())
    }

    /// Rates between some of the states, by rows, and the loss of each: what leaves them for
    /// others, and s in those that are down.
    fn rates_within(&self, states: &[usize], s: Complex) -> (Vec<Complex>, Vec<Complex>) {
        let n = states.len();
        let (mut rates, mut loss) = (vec![Complex::default(); n * n], vec![Complex::default(); n]);
        for (i, state) in states.iter().enumerate() {
            if self.down[*state] {
                loss[i] = s;
            }
            for (to, per_hour) in self.chain.from(*state) {
                match states.binary_search(&to) {
                    Ok(j) => rates[i * n + j] = Complex::real(per_hour),
                    Err(_) => loss[i] = loss[i] + Complex::real(per_hour),
                }
            }
        }
        (rates, loss)
    }
}

/// The matrix with these rates, and with minus all that leaves a state on its diagonal.
fn generator(rates: &[Complex], loss: &[Complex]) -> Matrix {
    let n = loss.len();
    let mut values = rates.to_vec();
    for (i, row) in values.chunks_mut(n).enumerate() {
        row[i] = row.iter().fold(loss[i], |sum, rate| sum + *rate) * -1.0;
    }
    Matrix { n, values }
}

/// Changes of a unit vector below this are rounding.
const ROUNDING: f64 = 1e-13;

/// The vector that inverse iteration settles on, and how much of the rest each step left at most.
fn settled(start: Vec<Complex>, step: impl Fn(&[Complex]) -> Vec<Complex>) -> (Vec<Complex>, f64) {
    const MOST_STEPS: usize = 60;
    let mut vector = unit(start);
    let (mut before, mut ratio) = (0.0, 0.0_f64);
    for _ in 0..MOST_STEPS {
        let next = unit(step(&vector));
        let change = next.iter().zip(&vector).map(|(a, b)| (*a - *b).size()).fold(0.0, f64::max);
        vector = next;
        if change < ROUNDING {
            break;
        }
        if before > 0.0 {
            ratio = ratio.max(change / before);
        }
        before = change;
    }
    (vector, ratio)
}

/// A vector over its largest entry.
fn unit(vector: Vec<Complex>) -> Vec<Complex> {
    let largest = vector.iter().copied().max_by(|a, b| a.size().total_cmp(&b.size())).unwrap_or_default();
    vector.into_iter().map(|value| value / largest).collect()
}
