//! Points that fill a cube evenly, in independently scrambled replicates.

use super::joe_kuo::JOE_KUO;
use super::{Draws, Stream};

/// Bits of a coordinate.
const N_BITS: usize = 32;
/// Dimensions of the Sobol sequence; coordinates beyond are plain random numbers.
const N_DIMENSIONS: usize = JOE_KUO.len() + 1;
/// Replicates from which standard errors come.
const N_REPLICATES: u32 = 32;

/// Scrambled Sobol points of one seed.
///
/// Shape: replicates of the same number of points, a power of two; a coordinate for each
/// replicate, point and dimension, each computed alone. Every point is uniform, the points
/// of one replicate lie evenly, and replicates are independent, so that the spread of a
/// result between them gives its standard error.
/// Method: Sobol with the direction numbers of Joe and Kuo, each coordinate scrambled
/// by a hash that stands for Owen's nested permutations (Laine and Karras 2011; Burley, JCGT
/// 9(4), 2020). Dimensions beyond the 48th are draws of [`Stream::Padding`].
/// Source: docs/decisions/0005-draws.md.
#[derive(Clone, Debug)]
pub struct Points {
    directions: Vec<[u32; N_BITS]>,
    scrambles: Vec<u32>,
    padding: Draws,
    n_points: u32,
}

impl Points {
    /// At least `n_draws` points, rounded up to 32 replicates of a power of two, with
    /// coordinates for `n_dimensions`.
    pub fn new(seed: u64, n_draws: u32, n_dimensions: usize) -> Self {
        let n_sobol = n_dimensions.min(N_DIMENSIONS);
        let scramble = Draws::new(seed, Stream::Scramble);
        let scrambles = (0..N_REPLICATES)
            .flat_map(|replicate| (0..n_sobol).map(move |dimension| (replicate, dimension as u32)))
            .map(|(replicate, dimension)| scramble.words(u64::from(replicate), dimension)[0])
            .collect();
        Self {
            directions: (0..n_sobol).map(directions).collect(),
            scrambles,
            padding: Draws::new(seed, Stream::Padding),
            n_points: n_draws.div_ceil(N_REPLICATES).max(1).next_power_of_two(),
        }
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
    pub const fn n_draws(&self) -> u64 {
        self.n_points as u64 * N_REPLICATES as u64
    }

    /// A coordinate above 0 and below 1.
    pub fn coordinate(&self, replicate: u32, point: u32, dimension: usize) -> f64 {
        let Some(directions) = self.directions.get(dimension) else {
            let draw = u64::from(replicate) * u64::from(self.n_points) + u64::from(point);
            return self.padding.uniform(draw, dimension as u32);
        };
        let mut bits = 0;
        let mut rest = point;
        while rest != 0 {
            bits ^= directions[rest.trailing_zeros() as usize];
            rest &= rest - 1;
        }
        let scramble = self.scrambles[replicate as usize * self.directions.len() + dimension];
        (f64::from(scrambled(bits, scramble)) + 0.5) / (1_u64 << N_BITS) as f64
    }
}

/// Direction numbers of a dimension, most significant bit first.
///
/// Formula: the first dimension halves; for the others m_k = 2a₁m_{k−1} ⊕ 4a₂m_{k−2} ⊕ … ⊕
/// 2^s m_{k−s} ⊕ m_{k−s}.
fn directions(dimension: usize) -> [u32; N_BITS] {
    let mut directions = [0; N_BITS];
    let Some((coefficients, first)) = dimension.checked_sub(1).and_then(|row| JOE_KUO.get(row)) else {
        for (bit, direction) in directions.iter_mut().enumerate() {
            *direction = 1 << (N_BITS - 1 - bit);
        }
        return directions;
    };
    let degree = first.len();
    for (bit, m) in first.iter().enumerate() {
        directions[bit] = m << (N_BITS - 1 - bit);
    }
    for bit in degree..N_BITS {
        let mut next = directions[bit - degree] ^ (directions[bit - degree] >> degree);
        for inner in 1..degree {
            if (coefficients >> (degree - 1 - inner)) & 1 == 1 {
                next ^= directions[bit - inner];
            }
        }
        directions[bit] = next;
    }
    directions
}

/// A hash in which a bit depends on those above it alone, like a random permutation of halves
/// within halves.
///
/// Constants: N. Vegdahl, "Building a better LK hash" (2021).
const fn scrambled(bits: u32, scramble: u32) -> u32 {
    let mut n = bits.reverse_bits();
    n ^= n.wrapping_mul(0x3d20_adea);
    n = n.wrapping_add(scramble);
    n = n.wrapping_mul((scramble >> 16) | 1);
    n ^= n.wrapping_mul(0x0552_6c56);
    n ^= n.wrapping_mul(0x53a2_2864);
    n.reverse_bits()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The first points of the sequence as its authors publish them, in one, two and three dimensions.
    #[test]
    fn unscrambled_points_are_the_published_ones() {
        let unscrambled = |point: u32, dimension: usize| {
            let directions = directions(dimension);
            let bits = (0..32).filter(|bit| point >> bit & 1 == 1).fold(0, |x, bit| x ^ directions[bit]);
            f64::from(bits) / (1_u64 << 32) as f64
        };
        // In the order of the point's own bits rather than in Gray code: of each block of
        // a power of two, the same points.
        let sorted = |dimension| {
            let mut block: Vec<f64> = (0..8).map(|point| unscrambled(point, dimension)).collect();
            block.sort_by(f64::total_cmp);
            block
        };
        let eighths: Vec<f64> = (0..8).map(|i| f64::from(i) / 8.0).collect();
        for dimension in 0..N_DIMENSIONS {
            assert_eq!(sorted(dimension), eighths, "dimension {dimension}");
        }
        let points: Vec<[f64; 3]> = (0..4).map(|point| [0, 1, 2].map(|d| unscrambled(point, d))).collect();
        assert_eq!(points, [[0.0; 3], [0.5; 3], [0.25, 0.75, 0.75], [0.75, 0.25, 0.25]]);
    }

    /// Each part of 1/n of an axis holds exactly one point of a replicate.
    #[test]
    fn every_replicate_is_stratified_in_every_dimension() {
        let points = Points::new(5, 32 * 256, N_DIMENSIONS);
        assert_eq!((points.n_points(), points.n_draws()), (256, 8192));
        for replicate in 0..points.n_replicates() {
            for dimension in 0..N_DIMENSIONS {
                let mut seen = [false; 256];
                for point in 0..256 {
                    seen[(points.coordinate(replicate, point, dimension) * 256.0) as usize] = true;
                }
                assert!(seen.iter().all(|seen| *seen), "replicate {replicate}, dimension {dimension}");
            }
        }
    }

    /// The mean of a smooth function of eight dimensions: within four standard errors, and
    /// these far below those of as many plain draws.
    #[test]
    fn a_smooth_mean_is_far_closer_than_with_plain_draws() {
        let points = Points::new(1, 32 * 1024, 8);
        let means: Vec<f64> = (0..points.n_replicates())
            .map(|replicate| {
                let value = |point| {
                    (0..8)
                        .map(|d| 1.0 + 0.5 * (points.coordinate(replicate, point, d) - 0.5))
                        .product::<f64>()
                };
                (0..1024).map(value).sum::<f64>() / 1024.0
            })
            .collect();
        let mean = means.iter().sum::<f64>() / 32.0;
        let variance = means.iter().map(|m| (m - mean) * (m - mean)).sum::<f64>() / 31.0;
        let error = libm::sqrt(variance / 32.0);
        assert!((mean - 1.0).abs() < 4.0 * error, "{mean} {error}");
        // Of one plain draw: (1 + 1/48)^8 − 1.
        let plain = libm::sqrt((libm::pow(1.0 + 1.0 / 48.0, 8.0) - 1.0) / 32_768.0);
        assert!(error < plain / 20.0, "{error} {plain}");
    }

    #[test]
    fn coordinates_beyond_the_sequence_are_plain_and_differ() {
        let points = Points::new(1, 64, 60);
        let at = |dimension| points.coordinate(3, 1, dimension);
        assert!((48..60).all(|d| at(d) > 0.0 && at(d) < 1.0));
        assert!((at(48) - at(49)).abs() > 1e-9);
        assert!((at(49) - Points::new(2, 64, 60).coordinate(3, 1, 49)).abs() > 1e-9);
    }

    #[test]
    fn a_hash_of_nought_is_no_nought() {
        let points = Points::new(0, 1, 2);
        assert_eq!(points.n_draws(), 32);
        assert!((0..32).all(|r| points.coordinate(r, 0, 0) > 0.0));
    }
}
