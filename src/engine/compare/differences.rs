//! One plan's figure less another's, in every future.

use super::spread;
use crate::engine::plan::Outcome;

/// What of a figure is taken for rounding.
const ROUNDING: f64 = 1e-9;

/// How likely one figure is below another.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Odds {
    /// Probability that it is less.
    pub less: f64,
    /// Probability that both are the same.
    pub same: f64,
    /// Standard error of `less`; 0 where every future says the same.
    pub standard_error: f64,
}

/// A plan's figure less the baseline's, over the futures.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Difference {
    /// Mean.
    pub mean: f64,
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
    /// How likely the plan has less than the baseline.
    pub odds: Odds,
}

impl Difference {
    /// Of values in the same futures, replicate by replicate.
    pub(super) fn of(own: &[f64], base: &[f64], n_points: usize) -> Self {
        // What is less than rounding is no difference.
        let more = |(own, base): (&f64, &f64)| {
            let more = own - base;
            if more.abs() <= ROUNDING * (own.abs() + base.abs()) { 0.0 } else { more }
        };
        let more: Vec<f64> = own.iter().zip(base).map(more).collect();
        let share = |of: fn(f64) -> bool| {
            let hits = more.iter().map(|more| f64::from(u8::from(of(*more)))).collect::<Vec<f64>>();
            spread(&hits, n_points).mean()
        };
        let (less, same) = (share(|more| more < 0.0), share(|more| more == 0.0));
        let law = spread(&more, n_points);
        Self {
            mean: law.mean().value,
            p10: law.quantile(0.1).value,
            p50: law.quantile(0.5).value,
            p90: law.quantile(0.9).value,
            odds: Odds { less: less.value, same: same.value, standard_error: less.standard_error },
        }
    }
}

/// The first month at whose end a plan has cost less, or more, than the baseline, having cost more,
/// or less, until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Overtaken {
    /// Months that are over by then.
    pub months: usize,
    /// Whether the plan has cost less from then on.
    pub is_cheaper: bool,
}

impl Overtaken {
    /// When the cost since the start passes that of the baseline for the last time; none where it
    /// never does within the months that both look ahead.
    ///
    /// Formula: Σ over months of bill + people + what is paid once, each at its likely value.
    pub(super) fn of(own: &Outcome, base: &Outcome) -> Option<Self> {
        let months = |outcome: &Outcome| {
            let horizon = outcome.horizon.as_ref()?;
            Some(horizon.months.iter().map(|month| month.total().micros()).collect::<Vec<_>>())
        };
        let mut ahead = 0_i64;
        let mut overtaken = None;
        let mut before = 0;
        for (at, (own, base)) in months(own)?.into_iter().zip(months(base)?).enumerate() {
            ahead = ahead.saturating_add(own.saturating_sub(base));
            let sign = ahead.signum();
            if sign != 0 && before != 0 && sign != before {
                overtaken = Some(Self { months: at + 1, is_cheaper: sign < 0 });
            }
            if sign != 0 {
                before = sign;
            }
        }
        overtaken
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_by_hand() {
        // Less in two of four futures, the same in one.
        let difference = Difference::of(&[1.0, 5.0, 3.0, 2.0], &[2.0, 5.0, 2.0, 4.0], 2);
        assert_eq!((difference.odds.less, difference.odds.same), (0.5, 0.25));
        // −1, 0, 1, −2.
        assert!((difference.mean + 0.5).abs() < 1e-12);
        assert!((difference.p50 + 0.5).abs() < 1e-12);
    }

    #[test]
    fn the_other_way_round_is_the_mirror() {
        let (a, b) = ([1.0, 5.0, 3.0, 2.0, 8.0, 1.0, 0.5, 9.0], [2.0, 5.0, 2.0, 4.0, 1.0, 1.0, 7.0, 3.0]);
        let (there, back) = (Difference::of(&a, &b, 4), Difference::of(&b, &a, 4));
        assert!((there.mean + back.mean).abs() < 1e-12 && (there.p10 + back.p90).abs() < 1e-12);
        assert!((there.odds.less + there.odds.same + back.odds.less - 1.0).abs() < 1e-12);
    }

    #[test]
    fn what_rounding_alone_tells_apart_is_the_same() {
        let difference = Difference::of(&[0.1 + 0.2], &[0.3], 1);
        assert_eq!((difference.odds.same, difference.mean), (1.0, 0.0));
    }
}
