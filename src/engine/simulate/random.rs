//! A fast generator for long runs, and exponential times.

use libm::{exp, log, sqrt};

use crate::engine::uncertainty::{Draws, Stream};

/// Stream of the seeds of blocks.
const SEEDS: Stream = Stream::Plain(100);

/// xoshiro256++ of Blackman and Vigna, seeded for each block of a run by a counter, so that
/// blocks can be run in any order and on any number of threads.
#[derive(Clone, Debug)]
pub(super) struct Random {
    state: [u64; 4],
}

impl Random {
    /// The generator of a block.
    pub(super) fn of_block(seed: u64, block: u64) -> Self {
        let draws = Draws::new(seed, SEEDS);
        let word = |i: u32| {
            let [low, high] = draws.words(block, i);
            (u64::from(high) << 32) | u64::from(low)
        };
        Self::from_state([word(0), word(1), word(2), word(3) | 1])
    }

    const fn from_state(state: [u64; 4]) -> Self {
        Self { state }
    }

    /// 64 random bits.
    pub(super) fn bits(&mut self) -> u64 {
        let s = &mut self.state;
        let result = s[0].wrapping_add(s[3]).rotate_left(23).wrapping_add(s[0]);
        let shifted = s[1] << 17;
        s[2] ^= s[0];
        s[3] ^= s[1];
        s[1] ^= s[2];
        s[0] ^= s[3];
        s[2] ^= shifted;
        s[3] = s[3].rotate_left(45);
        result
    }

    /// A number above 0 and below 1.
    pub(super) fn uniform(&mut self) -> f64 {
        ((self.bits() >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64)
    }

    /// A whole number below `n`, which is small beside 2³².
    pub(super) fn below(&mut self, n: u32) -> u32 {
        (((self.bits() >> 32) * u64::from(n)) >> 32) as u32
    }
}

/// Layers of the ziggurat.
const LAYERS: usize = 256;
/// Where its tail begins, and the area of a layer.
const TAIL: f64 = 7.697_117_470_131_05;
const AREA: f64 = 3.949_659_822_581_557e-3;

/// Exponential numbers of mean 1 by the ziggurat of Marsaglia and Tsang (J. Stat. Software 5(8),
/// 2000) with 256 layers: exact, and a logarithm in one of a hundred only.
#[derive(Clone, Debug)]
pub(super) struct Exponential {
    edges: [f64; LAYERS + 1],
    heights: [f64; LAYERS + 1],
}

impl Exponential {
    pub(super) fn new() -> Self {
        let (mut edges, mut heights) = ([0.0; LAYERS + 1], [1.0; LAYERS + 1]);
        edges[0] = AREA / exp(-TAIL);
        edges[1] = TAIL;
        for i in 2..LAYERS {
            edges[i] = -log(exp(-edges[i - 1]) + AREA / edges[i - 1]);
        }
        for (height, edge) in heights.iter_mut().zip(&edges) {
            *height = exp(-edge);
        }
        Self { edges, heights }
    }

    pub(super) fn draw(&self, random: &mut Random) -> f64 {
        loop {
            let bits = random.bits();
            let layer = (bits & 0xff) as usize;
            let x = ((bits >> 12) as f64 + 0.5) * (1.0 / (1_u64 << 52) as f64) * self.edges[layer];
            if x < self.edges[layer + 1] {
                return x;
            }
            if layer == 0 {
                return TAIL - log(random.uniform());
            }
            let (low, high) = (self.heights[layer], self.heights[layer + 1]);
            if low + random.uniform() * (high - low) < exp(-x) {
                return x;
            }
        }
    }
}

/// Mean of values with the standard error of the mean.
pub(super) fn mean_and_error(values: &[f64]) -> (f64, f64) {
    let n = values.len() as f64;
    let mean = values.iter().sum::<f64>() / n.max(1.0);
    if values.len() < 2 {
        return (mean, f64::INFINITY);
    }
    let squares: f64 = values.iter().map(|value| (value - mean) * (value - mean)).sum();
    (mean, sqrt(squares / (n - 1.0) / n))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first numbers of the reference implementation (prng.di.unimi.it) from state 1, 2, 3, 4.
    #[test]
    fn xoshiro_gives_the_published_numbers() {
        let mut random = Random::from_state([1, 2, 3, 4]);
        let found = [random.bits(), random.bits(), random.bits(), random.bits()];
        assert_eq!(found, [41_943_041, 58_720_359, 3_588_806_011_781_223, 3_591_011_842_654_386]);
    }

    /// Moments of the exponential law, n! each, and its tail, within four standard errors.
    #[test]
    fn the_ziggurat_is_exponential() {
        let (exponential, mut random) = (Exponential::new(), Random::of_block(7, 0));
        let n = 400_000;
        let values: Vec<f64> = (0..n).map(|_| exponential.draw(&mut random)).collect();
        for (power, moment) in [(1, 1.0), (2, 2.0), (3, 6.0)] {
            let powers: Vec<f64> = values.iter().map(|x| (0..power).fold(1.0, |p, _| p * x)).collect();
            let (mean, error) = mean_and_error(&powers);
            assert!((mean - moment).abs() < 4.0 * error, "moment {power}: {mean} ± {error}");
        }
        for edge in [0.01, 0.5, 2.0, 5.0, 7.6, 8.0] {
            let p = exp(-edge);
            let above = values.iter().filter(|x| **x > edge).count() as f64 / f64::from(n);
            assert!((above - p).abs() < 4.0 * sqrt(p * (1.0 - p) / f64::from(n)), "{edge}: {above} {p}");
        }
    }
}
