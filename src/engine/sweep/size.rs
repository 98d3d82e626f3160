//! How many rows a grid has.

use crate::engine::scenario::{Fault, Grid};

/// Most rows of a grid.
pub const MOST_ROWS: u64 = 1_000_000_000;

/// The number of rows: the product of the numbers of values.
///
/// # Errors
/// More than [`MOST_ROWS`]: the fault names the exact number, however large.
pub(super) fn rows(grid: &Grid) -> Result<u64, Fault> {
    let counts = grid.axes.iter().map(|axis| axis.values.len() as u64);
    let rows = counts.clone().try_fold(1_u64, |rows, n| rows.checked_mul(n).filter(|n| *n <= MOST_ROWS));
    rows.ok_or_else(|| {
        let counts: Vec<u64> = counts.collect();
        let factors: Vec<String> = counts.iter().map(u64::to_string).collect();
        Fault {
            line: None,
            path: "grid".to_owned(),
            found: format!("{} rows ({})", exact(&counts), factors.join(" × ")),
            allowed: format!("at most {MOST_ROWS} rows"),
        }
    })
}

/// A product in decimal digits.
fn exact(factors: &[u64]) -> String {
    /// Digits of a limb.
    const DIGITS: u32 = 9;
    let base = 10_u128.pow(DIGITS);
    let mut limbs: Vec<u128> = vec![1];
    for factor in factors {
        let mut carry = 0;
        for limb in &mut limbs {
            let product = *limb * u128::from(*factor) + carry;
            *limb = product % base;
            carry = product / base;
        }
        while carry > 0 {
            limbs.push(carry % base);
            carry /= base;
        }
    }
    let mut largest_first = limbs.iter().rev();
    let first = largest_first.next().map_or_else(String::new, u128::to_string);
    first + &largest_first.map(|limb| format!("{limb:09}")).collect::<String>()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_product_is_exact_beyond_every_integer() {
        assert_eq!(exact(&[7]), "7");
        assert_eq!(exact(&[1000; 4]), "1000000000000");
        assert_eq!(exact(&[2; 10]), "1024");
        assert_eq!(exact(&[10; 40]), format!("1{}", "0".repeat(40)));
        // 2^64 − 1 squared.
        assert_eq!(exact(&[u64::MAX, u64::MAX]), "340282366920938463426481119284349108225");
    }
}
