//! Amounts as whole micro-dollars whose sum is given.

use crate::engine::units::Usd;

/// Each part in whole micro-dollars, so that all of them together are `total`.
///
/// Formula: every part is rounded down; what is then missing goes, a micro-dollar each, to the parts
/// that lost most, the first of equals first. `parts` are micro-dollars and come to `total` but for
/// what rounding takes.
pub(super) fn whole(parts: &[f64], total: Usd) -> Vec<Usd> {
    let mut micros: Vec<i64> = parts.iter().map(|part| part.floor() as i64).collect();
    let sum: i64 = micros.iter().sum();
    let mut missing = total.micros() - sum;
    let lost = |at: usize| parts[at] - parts[at].floor();
    let mut order: Vec<usize> = (0..parts.len()).collect();
    order.sort_by(|a, b| lost(*b).total_cmp(&lost(*a)).then(a.cmp(b)));
    for at in order {
        let step = missing.signum();
        micros[at] += step;
        missing -= step;
    }
    micros.into_iter().map(usd).collect()
}

/// An amount of whole micro-dollars.
pub(super) fn usd(micros: i64) -> Usd {
    Usd::from_dollars(micros as f64 / 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_come_to_their_sum() {
        // 3 × 1/3 of 100 micro-dollars: 33, 33, 33 and one more for the first.
        let third = 100.0 / 3.0;
        let micros = |parts: &[f64], total| -> Vec<i64> {
            whole(parts, usd(total)).into_iter().map(Usd::micros).collect()
        };
        assert_eq!(micros(&[third, third, third], 100), [34, 33, 33]);
        assert_eq!(micros(&[1.0, 2.0], 3), [1, 2]);
        assert_eq!(micros(&[0.2, 1.9], 2), [0, 2]);
        assert_eq!(micros(&[], 0), Vec::<i64>::new());
    }
}
