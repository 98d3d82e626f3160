//! A piece of a grid.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

/// Piece `i` of `n`: contiguous rows, each row in exactly one piece.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) struct Shard {
    i: u64,
    n: u64,
}

impl Shard {
    /// The rows of the piece: from ⌊(i − 1) · rows ÷ n⌋ to before ⌊i · rows ÷ n⌋.
    pub(super) fn rows(self, rows: u64) -> Range<u64> {
        let until = |i: u64| (u128::from(i) * u128::from(rows) / u128::from(self.n)) as u64;
        until(self.i - 1)..until(self.i)
    }

    /// Whether it is the first piece.
    pub(super) const fn is_first(self) -> bool {
        self.i == 1
    }
}

impl FromStr for Shard {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let parts = text.split_once('/').map(|(i, n)| (i.parse(), n.parse()));
        match parts {
            Some((Ok(i), Ok(n))) if 1 <= i && i <= n => Ok(Self { i, n }),
            _ => Err(format!("found {text}, allowed is i/n with 1 ≤ i ≤ n, such as 1/10")),
        }
    }
}

impl fmt::Display for Shard {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}/{}", self.i, self.n)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_cover_every_row_once() {
        for rows in [0, 1, 2, 7, 100, 1_000_000_000] {
            for n in [1, 2, 3, 7, 150] {
                let pieces: Vec<_> = (1..=n).map(|i| Shard { i, n }.rows(rows)).collect();
                assert_eq!((pieces[0].start, pieces[pieces.len() - 1].end), (0, rows));
                assert!(pieces.windows(2).all(|pair| pair[0].end == pair[1].start));
            }
        }
    }

    #[test]
    fn a_piece_counts_from_one() {
        assert_eq!("3/10".parse(), Ok(Shard { i: 3, n: 10 }));
        for text in ["0/3", "4/3", "1/0", "1", "a/b", "-1/2", "1/3/5"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
