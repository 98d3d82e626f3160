//! A law on an even grid, for exact sums by convolution.

use super::Law;

/// Probabilities of cells around `start + i × step`.
///
/// Shape: `mass[i]` belongs to the cell that reaches half a step to both sides
/// of its centre. Error: a sum of n laws has its variance raised by about
/// n·step²/12.
#[derive(Clone, Debug, PartialEq)]
pub struct Grid {
    start: f64,
    step: f64,
    mass: Vec<f64>,
}

impl Grid {
    /// The value 0 with certainty: the neutral element of [`Grid::plus`].
    pub fn zero(step: f64) -> Self {
        Self { start: 0.0, step, mass: vec![1.0] }
    }

    /// A law, by differences of its cumulative distribution; what lies beyond
    /// [`Law::reach`] counts as its end.
    pub fn of(law: Law, step: f64) -> Self {
        let (low, high) = law.reach();
        let cumulative = law.cumulative();
        Self::from_cdf(low, high, step, |x| cumulative.at(x))
    }

    /// A law on \[low, high\] by differences of `cdf`, which is 0 below and 1 above.
    pub fn from_cdf(low: f64, high: f64, step: f64, cdf: impl Fn(f64) -> f64) -> Self {
        let width = high - low;
        if width <= 0.0 {
            return Self { start: low, step, mass: vec![1.0] };
        }
        let n_cells = (width / step).round() as usize + 1;
        let mut below = 0.0;
        let mass = (0..n_cells)
            .map(|i| {
                let edge = low + (i as f64 + 0.5) * step;
                let up_to = if i + 1 == n_cells { 1.0 } else { cdf(edge) };
                let cell = (up_to - below).max(0.0);
                below = up_to;
                cell
            })
            .collect();
        Self { start: low, step, mass }
    }

    /// The law of the sum of two independent quantities on grids of the same step.
    pub fn plus(&self, other: &Self) -> Self {
        let mut mass = vec![0.0; self.mass.len() + other.mass.len() - 1];
        let (short, long) = if self.mass.len() < other.mass.len() {
            (&self.mass, &other.mass)
        } else {
            (&other.mass, &self.mass)
        };
        for (i, p) in short.iter().enumerate() {
            for (sum, q) in mass[i..].iter_mut().zip(long) {
                *sum += p * q;
            }
        }
        Self { start: self.start + other.start, step: self.step, mass }
    }

    /// The law of the sum of `count` independent copies.
    pub fn times(&self, count: u32) -> Self {
        let mut sum = Self::zero(self.step);
        let mut power = self.clone();
        let mut left = count;
        while left > 0 {
            if left & 1 == 1 {
                sum = sum.plus(&power);
            }
            left >>= 1;
            if left > 0 {
                power = power.plus(&power);
            }
        }
        sum
    }

    /// Adds `weight` times another law of the same support, cell by cell.
    pub(super) fn add_weighted(&mut self, weight: f64, other: &Self) {
        if self.mass.len() < other.mass.len() {
            self.mass.resize(other.mass.len(), 0.0);
        }
        for (sum, p) in self.mass.iter_mut().zip(&other.mass) {
            *sum += weight * p;
        }
    }

    /// A grid of the support of `like` with no mass yet.
    pub(super) fn empty_like(like: &Self) -> Self {
        Self { start: like.start, step: like.step, mass: vec![0.0; like.mass.len()] }
    }

    /// The same law, moved so that this is its mean.
    pub fn with_mean(self, mean: f64) -> Self {
        Self { start: self.start + mean - self.mean(), ..self }
    }

    /// The probability of each cell.
    pub(super) fn masses(&self) -> &[f64] {
        &self.mass
    }

    /// Mean.
    pub fn mean(&self) -> f64 {
        let first: f64 = self.mass.iter().enumerate().map(|(i, p)| i as f64 * p).sum();
        self.start + self.step * first
    }

    /// Variance.
    pub fn variance(&self) -> f64 {
        let mean = (self.mean() - self.start) / self.step;
        let squares = self.mass.iter().enumerate().map(|(i, p)| (i as f64 - mean) * (i as f64 - mean) * p);
        self.step * self.step * squares.sum::<f64>()
    }

    /// The value that is not exceeded with probability `p`, interpolated within its cell.
    pub fn quantile(&self, p: f64) -> f64 {
        let mut below = 0.0;
        for (i, mass) in self.mass.iter().enumerate() {
            if below + mass >= p && *mass > 0.0 {
                return self.within(i, (p - below) / mass);
            }
            below += mass;
        }
        self.end()
    }

    /// The value that lies such a part of a cell above its lower edge.
    fn within(&self, cell: usize, part: f64) -> f64 {
        let edge = self.start + (cell as f64 - 0.5) * self.step;
        (edge + part * self.step).clamp(self.start, self.end())
    }

    /// The values that are not exceeded with each of many probabilities, as [`Grid::quantile`] has
    /// them one by one.
    pub fn quantiles(&self, probabilities: &[f64]) -> Vec<f64> {
        let up_to: Vec<f64> = (self.mass.iter())
            .scan(0.0, |below, mass| {
                *below += mass;
                Some(*below)
            })
            .collect();
        let of = |p: f64| {
            let mut i = up_to.partition_point(|up_to| *up_to < p);
            while self.mass.get(i).is_some_and(|mass| *mass <= 0.0) {
                i += 1;
            }
            let Some(mass) = self.mass.get(i) else { return self.end() };
            let below = i.checked_sub(1).map_or(0.0, |before| up_to[before]);
            self.within(i, (p - below) / mass)
        };
        probabilities.iter().map(|p| of(*p)).collect()
    }

    /// Probability of at most `x`, interpolated within its cell.
    pub fn cdf(&self, x: f64) -> f64 {
        let position = (x - self.start) / self.step + 0.5;
        if position <= 0.0 {
            return 0.0;
        }
        if x >= self.end() {
            return 1.0;
        }
        let whole = position as usize;
        let full: f64 = self.mass.iter().take(whole).sum();
        let part = self.mass.get(whole).map_or(0.0, |mass| mass * (position - whole as f64));
        (full + part).min(1.0)
    }

    /// Centre of the first cell: the least value.
    pub const fn start(&self) -> f64 {
        self.start
    }

    /// Centre of the last cell: the greatest value.
    pub fn end(&self) -> f64 {
        self.start + self.step * (self.mass.len() - 1) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sum_of_two_uniforms_is_triangular() {
        let uniform = Grid::of(Law::Uniform { low: 0.0, high: 1.0 }, 0.002);
        let sum = uniform.plus(&uniform);
        let triangular = Law::Triangular { low: 0.0, mode: 1.0, high: 2.0 };
        for p in [0.05, 0.25, 0.5, 0.9] {
            assert!((sum.quantile(p) - triangular.quantile(p)).abs() < 2e-3, "p = {p}");
        }
        assert!((sum.mean() - 1.0).abs() < 1e-9);
        assert!((sum.cdf(0.5) - 0.125).abs() < 1e-3);
    }

    /// To the last bit, at cells without mass and beyond the ends as well.
    #[test]
    fn many_quantiles_are_those_one_by_one() {
        let lump = Grid { start: 2.0, step: 0.5, mass: vec![0.0, 0.25, 0.0, 0.0, 0.5, 0.25, 0.0] };
        let sum = lump.plus(&Grid::of(Law::Pert { low: 1.0, mode: 1.5, high: 9.0 }, 0.5));
        for grid in [lump, sum, Grid::zero(1.0)] {
            let probabilities = [0.7, 0.0, 1e-12, 0.25, 0.250_000_1, 0.75, 0.999, 1.0, 2.0];
            let each = probabilities.map(|p| grid.quantile(p).to_bits());
            let found: Vec<u64> = grid.quantiles(&probabilities).into_iter().map(f64::to_bits).collect();
            assert_eq!(found, each);
        }
    }

    #[test]
    fn copies_add_up_like_repeated_sums() {
        let one = Grid::of(Law::Pert { low: 1.0, mode: 1.5, high: 2.0 }, 0.05);
        let five = one.plus(&one).plus(&one).plus(&one).plus(&one);
        for p in [0.1, 0.5, 0.9] {
            assert!((one.times(5).quantile(p) - five.quantile(p)).abs() < 1e-9);
        }
        assert!((one.times(0).mean()).abs() < 1e-12);
    }
}
