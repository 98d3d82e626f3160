//! Random numbers that can each be computed alone.

/// Philox4x32-10: four random words from a counter and a key.
///
/// Method: ten rounds of two 32-bit multiplications, of Salmon, Moraes, Dror and Shaw,
/// "Parallel random numbers: as easy as 1, 2, 3", SC 2011. There is no state: the same
/// counter and key give the same words, in any order and on any platform.
pub fn philox(counter: [u32; 4], key: [u32; 2]) -> [u32; 4] {
    const MULTIPLIERS: [u32; 2] = [0xD251_1F53, 0xCD9E_8D57];
    const WEYL: [u32; 2] = [0x9E37_79B9, 0xBB67_AE85];
    const N_ROUNDS: u32 = 10;
    let halves = |a: u32, b: u32| {
        let product = u64::from(a) * u64::from(b);
        ((product >> 32) as u32, product as u32)
    };
    let (mut words, mut key) = (counter, key);
    for _ in 0..N_ROUNDS {
        let (high_0, low_0) = halves(MULTIPLIERS[0], words[0]);
        let (high_1, low_1) = halves(MULTIPLIERS[1], words[2]);
        words = [high_1 ^ words[1] ^ key[0], low_1, high_0 ^ words[3] ^ key[1], low_0];
        key = [key[0].wrapping_add(WEYL[0]), key[1].wrapping_add(WEYL[1])];
    }
    words
}

/// What random numbers are for. Two uses of one seed never share a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stream {
    /// How low-discrepancy points are scrambled.
    Scramble,
    /// Coordinates of a point beyond those of the low-discrepancy sequence.
    Padding,
    /// Inputs that are known by their names.
    Named,
    /// Plain draws, numbered by their user.
    Plain(u16),
}

impl Stream {
    const fn number(self) -> u32 {
        match self {
            Self::Scramble => 1,
            Self::Padding => 2,
            Self::Named => 3,
            Self::Plain(number) => 0x1_0000 + number as u32,
        }
    }
}

/// Draws of one seed and stream.
///
/// Shape: a number for each draw and dimension, each computed alone, so that parts of
/// the draws may be taken in any order, in chunks or by several threads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Draws {
    key: [u32; 2],
    stream: u32,
}

impl Draws {
    /// The draws of a seed.
    pub const fn new(seed: u64, stream: Stream) -> Self {
        Self { key: [seed as u32, (seed >> 32) as u32], stream: stream.number() }
    }

    /// Four random words.
    pub fn block(&self, draw: u64, block: u32) -> [u32; 4] {
        philox([draw as u32, (draw >> 32) as u32, block, self.stream], self.key)
    }

    /// Two random words.
    pub fn words(&self, draw: u64, dimension: u32) -> [u32; 2] {
        let words = self.block(draw, dimension / 2);
        if dimension.is_multiple_of(2) { [words[0], words[1]] } else { [words[2], words[3]] }
    }

    /// A number above 0 and below 1, uniform: the middle of one of 2⁵² cells.
    pub fn uniform(&self, draw: u64, dimension: u32) -> f64 {
        let [low, high] = self.words(draw, dimension);
        let cell = (u64::from(high) << 20) | u64::from(low >> 12);
        (cell as f64 + 0.5) / (1_u64 << 52) as f64
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known answers that Random123 publishes with the algorithm (`tests/kat_vectors`).
    #[test]
    fn philox_gives_the_published_answers() {
        assert_eq!(philox([0; 4], [0; 2]), [0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8]);
        assert_eq!(
            philox([u32::MAX; 4], [u32::MAX; 2]),
            [0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd]
        );
        assert_eq!(
            philox([0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344], [0xa409_3822, 0x299f_31d0]),
            [0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1]
        );
    }

    #[test]
    fn chunks_in_any_order_are_the_same_draws() {
        let draws = Draws::new(42, Stream::Plain(0));
        let at = |draw: u64| (0..5).map(|dimension| draws.uniform(draw, dimension)).collect::<Vec<_>>();
        let whole: Vec<Vec<f64>> = (0..1000).map(at).collect();
        let mut chunks: Vec<u64> = (0..10).collect();
        chunks.reverse();
        let mut pieces: Vec<(u64, Vec<f64>)> = chunks
            .into_iter()
            .flat_map(|chunk| (chunk * 100..(chunk + 1) * 100).map(|i| (i, at(i))))
            .collect();
        pieces.sort_by_key(|(draw, _)| *draw);
        assert_eq!(whole, pieces.into_iter().map(|(_, draw)| draw).collect::<Vec<_>>());
    }

    #[test]
    fn seeds_streams_and_dimensions_differ() {
        let of = |seed, stream, dimension| Draws::new(seed, stream).words(7, dimension);
        let first = of(1, Stream::Plain(0), 0);
        for other in [
            of(2, Stream::Plain(0), 0),
            of(1 << 32, Stream::Plain(0), 0),
            of(1, Stream::Plain(1), 0),
            of(1, Stream::Scramble, 0),
            of(1, Stream::Padding, 0),
            of(1, Stream::Plain(0), 1),
            of(1, Stream::Plain(0), 2),
        ] {
            assert_ne!(first, other);
        }
    }

    /// Moments of the uniform law: mean 1/2, variance 1/12, no correlation between dimensions.
    #[test]
    fn draws_are_uniform_and_unrelated() {
        let draws = Draws::new(9, Stream::Plain(3));
        let n = 20_000_u64;
        let mean = |f: &dyn Fn(u64) -> f64| (0..n).map(f).sum::<f64>() / n as f64;
        let first = |i| draws.uniform(i, 0) - 0.5;
        let second = |i| draws.uniform(i, 1) - 0.5;
        // Four standard errors.
        assert!(mean(&first).abs() < 4.0 * libm::sqrt(1.0 / 12.0 / n as f64));
        assert!(
            (mean(&|i| first(i) * first(i)) - 1.0 / 12.0).abs() < 4.0 * libm::sqrt(1.0 / 180.0 / n as f64)
        );
        assert!(mean(&|i| first(i) * second(i)).abs() < 4.0 / 12.0 / libm::sqrt(n as f64));
    }
}
