//! Round numbers along an axis.

/// Round numbers from 0 to the first one that is no less than `most`, at most `n` steps: steps of
/// 1, 2 or 5 times a power of ten. One step of 1 where nothing is above 0.
pub fn ticks(most: f64, n: usize) -> Vec<f64> {
    if !(most > 0.0 && most.is_finite()) {
        return vec![0.0, 1.0];
    }
    let n = n.max(1) as f64;
    let mut power = 1e-6;
    let step = loop {
        let fits =
            [1.0, 2.0, 5.0].into_iter().map(|part| part * power).find(|step| step * n >= most * (1.0 - 1e-9));
        if let Some(step) = fits {
            break step;
        }
        power *= 10.0;
    };
    let steps = (most / step - 1e-9).ceil().max(1.0) as usize;
    (0..=steps).map(|idx| idx as f64 * step).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn steps_are_round() {
        let near =
            |a: &[f64], b: &[f64]| a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < 1e-9);
        assert!(near(&ticks(15.7, 4), &[0.0, 5.0, 10.0, 15.0, 20.0]));
        assert!(near(&ticks(0.35, 4), &[0.0, 0.1, 0.2, 0.3, 0.4]));
        assert!(near(&ticks(0.0, 4), &[0.0, 1.0]));
    }

    proptest! {
        #[test]
        fn ticks_reach_the_most_and_no_step_further(most in 0.001..1e9_f64, n in 1_usize..9) {
            let found = ticks(most, n);
            let last = found[found.len() - 1];
            prop_assert!(found.len() <= n + 1);
            prop_assert!(last >= most * (1.0 - 1e-6));
            prop_assert!(last - found[1] <= most * (1.0 + 1e-6));
        }
    }
}
