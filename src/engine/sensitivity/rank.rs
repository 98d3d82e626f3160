//! Rank correlation.

use libm::sqrt;

/// Spearman's rank correlation of two results in the same futures: the correlation of their
/// ranks, where equal values share the mean of their ranks; 0 where one of them does not vary.
///
/// Source: C. Spearman, Am. J. Psychol. 15, 72-101 (1904).
pub fn rank_correlation(x: &[f64], y: &[f64]) -> f64 {
    correlation(&ranks(x), &ranks(y))
}

/// The rank of each value, from 1; equal ones share the mean of theirs.
fn ranks(values: &[f64]) -> Vec<f64> {
    let order = ascending(values);
    let mut ranks = vec![0.0; values.len()];
    let mut first = 0;
    while first < order.len() {
        let value = values[order[first]];
        let alike = order[first..].iter().take_while(|i| values[**i].total_cmp(&value).is_eq()).count();
        // Ranks first + 1 to first + alike.
        let rank = first as f64 + (alike as f64 + 1.0) / 2.0;
        for i in &order[first..first + alike] {
            ranks[*i] = rank;
        }
        first += alike;
    }
    ranks
}

/// The positions of values, ascending.
pub(super) fn ascending(values: &[f64]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_unstable_by(|a, b| values[*a].total_cmp(&values[*b]).then(a.cmp(b)));
    order
}

fn correlation(x: &[f64], y: &[f64]) -> f64 {
    let n = x.len().min(y.len()).max(1) as f64;
    let (mean_x, mean_y) = (x.iter().sum::<f64>() / n, y.iter().sum::<f64>() / n);
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for (x, y) in x.iter().zip(y) {
        let (x, y) = (x - mean_x, y - mean_y);
        xx += x * x;
        yy += y * y;
        xy += x * y;
    }
    if xx > 0.0 && yy > 0.0 { xy / sqrt(xx * yy) } else { 0.0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_only_rises_has_the_same_ranks() {
        let x: Vec<f64> = (0..50).map(|i| f64::from(i * 37 % 50)).collect();
        let rising: Vec<f64> = x.iter().map(|x| libm::exp(*x / 7.0)).collect();
        let falling: Vec<f64> = x.iter().map(|x| -x * x * x).collect();
        assert!((rank_correlation(&x, &rising) - 1.0).abs() < 1e-12);
        assert!((rank_correlation(&x, &falling) + 1.0).abs() < 1e-12);
    }

    /// Ranks of 10, 20, 20, 30 are 1, 2.5, 2.5, 4; of 1, 3, 2, 4 they are themselves. Their sums of
    /// squares about 2.5 are 4.5 and 5, of products 4.5: 4.5 ÷ √22.5 = 0.948683.
    #[test]
    fn equal_values_share_their_ranks() {
        let x = [10.0, 20.0, 20.0, 30.0];
        assert_eq!(ranks(&x), [1.0, 2.5, 2.5, 4.0]);
        assert!((rank_correlation(&x, &[1.0, 3.0, 2.0, 4.0]) - 0.948_683).abs() < 1e-6);
    }

    #[test]
    fn without_ties_it_is_one_less_six_times_the_squares() {
        // Differences of ranks 1, −1, 2, −2, 0: Σd² = 10; ρ = 1 − 6·10 ÷ (5·24) = 0.5.
        let (x, y) = ([2.0, 1.0, 5.0, 3.0, 4.0], [1.0, 2.0, 3.0, 5.0, 4.0]);
        assert!((rank_correlation(&x, &y) - 0.5).abs() < 1e-12);
    }

    #[test]
    fn what_does_not_vary_is_correlated_with_nothing() {
        assert!(rank_correlation(&[1.0, 1.0, 1.0], &[1.0, 2.0, 3.0]).abs() < 1e-12);
    }
}
