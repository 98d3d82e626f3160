//! Even draws of inputs that are known by their names.

use super::{Draws, Stream};

/// Replicates from which standard errors come.
const N_REPLICATES: u32 = 32;
/// Words of one call of the generator.
const BLOCK: usize = 4;

/// A Latin hypercube of one seed, in independent replicates.
///
/// Shape: replicates of the same number of points; an input has one uniform number in each of as
/// many equal parts of (0, 1) as a replicate has points, in an order of its own.
/// Its numbers hang on the seed, its name and the number of points alone: two plans draw
/// the same for an input that both have, whatever else they have, and an input more changes no
/// other.
/// Method: McKay, Beckman and Conover, Technometrics 21(2), 1979; orders by Fisher and Yates.
/// Where a result is nearly a sum of its inputs, nearly all of the error of plain draws is gone.
/// Source: docs/decisions/0005-draws.md.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hypercube {
    draws: Draws,
    n_points: u32,
}

impl Hypercube {
    /// At least `n_draws` points, rounded up to 32 replicates of a power of two.
    pub fn new(seed: u64, n_draws: u32) -> Self {
        let n_points = n_draws.div_ceil(N_REPLICATES).max(1).next_power_of_two();
        Self { draws: Draws::new(seed, Stream::Named), n_points }
    }

    /// Independent replicates.
    pub const fn n_replicates(&self) -> u32 {
        N_REPLICATES
    }

    /// Points of each replicate.
    pub const fn n_points(&self) -> u32 {
        self.n_points
    }

    /// All points of all replicates.
    pub const fn n_draws(&self) -> u32 {
        self.n_points * N_REPLICATES
    }

    /// The numbers of an input at every point, replicate by replicate: above 0 and below 1.
    pub fn of(&self, name: &str) -> Vec<f64> {
        let input = fnv(name);
        let n = self.n_points as usize;
        let mut numbers = Vec::with_capacity(n * N_REPLICATES as usize);
        let mut order: Vec<u32> = (0..self.n_points).collect();
        for replicate in 0..N_REPLICATES {
            let mut words = Words::of(self.draws, input, replicate);
            for last in (1..n).rev() {
                // Of 2³² words each place has as many but for one in a few thousand million.
                let place = (u64::from(words.next()) * (last as u64 + 1)) >> 32;
                order.swap(last, place as usize);
            }
            numbers.extend(order.iter().map(|part| {
                let within = (f64::from(words.next()) + 0.5) / (1_u64 << 32) as f64;
                (f64::from(*part) + within) / f64::from(self.n_points)
            }));
        }
        numbers
    }
}

/// The words of one input in one replicate, one after the other.
struct Words {
    draws: Draws,
    input: u64,
    block: u32,
    words: [u32; BLOCK],
    used: usize,
}

impl Words {
    const fn of(draws: Draws, input: u64, replicate: u32) -> Self {
        Self { draws, input, block: replicate << 20, words: [0; BLOCK], used: BLOCK }
    }

    fn next(&mut self) -> u32 {
        if self.used == BLOCK {
            self.words = self.draws.block(self.input, self.block);
            self.block += 1;
            self.used = 0;
        }
        self.used += 1;
        self.words[self.used - 1]
    }
}

/// A number of 64 bits that stands for a name.
///
/// Method: FNV-1a of Fowler, Noll and Vo.
fn fnv(name: &str) -> u64 {
    name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published values of FNV-1a with 64 bits (draft-eastlake-fnv, appendix C).
    #[test]
    fn names_are_hashed_as_published() {
        assert_eq!(fnv(""), 0xcbf2_9ce4_8422_2325);
        assert_eq!(fnv("a"), 0xaf63_dc4c_8601_ec8c);
        assert_eq!(fnv("foobar"), 0x8594_4171_f739_67e8);
    }

    #[test]
    fn every_part_has_one_number_in_each_replicate() {
        let cube = Hypercube::new(7, 1000);
        assert_eq!((cube.n_points(), cube.n_draws()), (32, 1024));
        for replicate in cube.of("network.egress_gib_per_month").chunks(32) {
            let mut parts: Vec<usize> = replicate.iter().map(|number| (number * 32.0) as usize).collect();
            parts.sort_unstable();
            assert_eq!(parts, (0..32).collect::<Vec<_>>());
        }
    }

    #[test]
    fn numbers_hang_on_seed_name_and_size_alone() {
        let of = |seed, n, name: &str| Hypercube::new(seed, n).of(name);
        assert_eq!(of(1, 512, "a"), of(1, 512, "a"));
        assert_ne!(of(1, 512, "a"), of(2, 512, "a"));
        assert_ne!(of(1, 512, "a"), of(1, 512, "b"));
    }

    /// Of any two of sixty names the correlation is 0 within five standard errors, which are
    /// 1/√n of the draws.
    #[test]
    fn names_are_unrelated() {
        let cube = Hypercube::new(42, 4096);
        let columns: Vec<Vec<f64>> = (0..60).map(|i| cube.of(&format!("input.{i}"))).collect();
        let n = f64::from(cube.n_draws());
        for (i, a) in columns.iter().enumerate() {
            for b in &columns[i + 1..] {
                let sum: f64 = a.iter().zip(b).map(|(x, y)| (x - 0.5) * (y - 0.5)).sum();
                let correlation = sum / n * 12.0;
                assert!(correlation.abs() < 5.0 / libm::sqrt(n), "{correlation}");
            }
        }
    }

    /// The mean of a sum of 20 uniform numbers is 10; plain draws would be off by
    /// √(20/12/n) = 0.020 in the mean square.
    #[test]
    fn the_mean_of_a_sum_has_hardly_an_error() {
        let cube = Hypercube::new(3, 4096);
        let columns: Vec<Vec<f64>> = (0..20).map(|i| cube.of(&format!("x{i}"))).collect();
        let n = f64::from(cube.n_draws());
        let mean = columns.iter().flatten().sum::<f64>() / n;
        assert!((mean - 10.0).abs() < 0.001, "{mean}");
    }
}
