//! What the user's own incidents say of a rate or a probability of the data.

use serde::Serialize;

use crate::engine::catalogue::{FailureRate, Quantity};
use crate::engine::uncertainty::{Beta, Estimate, Gamma};

/// What is known before the first incident is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Prior {
    /// The row of the data, its ends as 5th and 95th percentile.
    #[default]
    Data,
    /// Nothing: Jeffreys' prior, half an event in no time.
    Jeffreys,
}

/// Incidents of a class, and what is known of its figure with them.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct History {
    /// A class of `failure_rates.csv`.
    pub class: String,
    /// Unit of its figure.
    pub unit: String,
    /// Failures that were seen.
    pub failures: u32,
    /// Years in which they were seen, in the unit of the row (instance-years and so on); trials
    /// for a probability.
    pub exposure: f64,
    /// What was known before.
    pub prior: Prior,
    /// The figure of the data.
    pub data: Estimate,
    /// 5th percentile, likely value and 95th percentile of what is known now.
    pub posterior: Estimate,
}

/// Half an event: the shape of Jeffreys' priors of a rate and of a probability.
const HALF: f64 = 0.5;

/// What is known of a row's figure after so many failures in so much exposure; its ends are the
/// 5th and 95th percentile. A row whose ends are the same is certain and stays as it is. `None`
/// where no law has the row's ends.
///
/// Formula: gamma law of shape a + n and rate b + t for a rate, beta law of a + n and b + t − n
/// for a probability. The likely value is the mean of Jeffreys' law. With the data it is the
/// row's likely value and what was seen, by their exposures: (w × likely + n) ÷ (w + t), where
/// w is the rate b of the prior, or a + b of a probability. It is kept between the ends.
/// Source: docs/model.md, "Incident history".
pub(super) fn posterior(row: &FailureRate, failures: u32, exposure: f64, prior: Prior) -> Option<Estimate> {
    let (low, high) = (row.value.low(), row.value.high());
    if prior == Prior::Data && !row.value.is_range() {
        return Some(row.value);
    }
    let failures = f64::from(failures);
    let (p5, mean, p95, weight) = match row.quantity {
        Quantity::Rate => {
            let before = match prior {
                Prior::Data => Gamma::between(low, high)?,
                Prior::Jeffreys => Gamma::new(HALF, 0.0),
            };
            let law = before.seen(failures, exposure);
            (law.quantile(0.05), law.mean(), law.quantile(0.95), before.exposure())
        }
        Quantity::Probability => {
            let before = match prior {
                Prior::Data => Beta::between(low, high)?,
                Prior::Jeffreys => Beta::new(HALF, HALF),
            };
            let law = before.seen(failures, exposure);
            (law.quantile(0.05), law.mean(), law.quantile(0.95), before.exposure())
        }
    };
    match prior {
        Prior::Data => {
            let likely = (weight * row.value.likely() + failures) / (weight + exposure);
            Estimate::new(p5, likely.min(p95).max(p5), p95).ok()
        }
        // The mean of a law that is nearly all at 0 lies above its 95th percentile.
        Prior::Jeffreys => Estimate::new(p5.min(mean), mean, p95.max(mean)).ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::catalogue::{Method, Provenance, Use};

    fn row(low: f64, likely: f64, high: f64) -> FailureRate {
        FailureRate {
            class: "a part".to_owned(),
            quantity: Quantity::Rate,
            unit: "per part-year".to_owned(),
            value: Estimate::new(low, likely, high).expect("a range"),
            repair_hours: None,
            used_as: Use::Default,
            provenance: Provenance { source: "a test".to_owned(), as_of: None, method: Method::Assumed },
        }
    }

    #[test]
    fn what_is_certain_stays_as_it_is() {
        let exact = row(0.3, 0.3, 0.3);
        assert_eq!(posterior(&exact, 7, 2.0, Prior::Data), Some(exact.value));
        // Jeffreys' prior does not look at it: 7.5 ÷ 2.
        let seen = posterior(&exact, 7, 2.0, Prior::Jeffreys).expect("a law");
        assert!((seen.likely() - 3.75).abs() < 1e-12);
    }

    #[test]
    fn a_row_that_may_be_nothing_has_no_gamma_law() {
        assert_eq!(posterior(&row(0.0, 0.1, 1.0), 1, 2.0, Prior::Data), None);
        assert!(posterior(&row(0.0, 0.1, 1.0), 1, 2.0, Prior::Jeffreys).is_some());
    }

    /// Without failures the likely value never rises, and without time nothing changes.
    #[test]
    fn no_failures_in_no_time_change_nothing_and_in_time_lower() {
        let probability = FailureRate { quantity: Quantity::Probability, ..row(0.05, 0.1, 0.4) };
        for row in [row(0.2, 1.0, 4.0), row(0.05, 0.28, 0.5), row(0.01, 0.01, 0.3), probability] {
            let seen = |exposure: f64| posterior(&row, 0, exposure, Prior::Data).expect("a law");
            let (nothing, before) = (seen(1e-9), row.value);
            for (now, then) in [
                (nothing.low(), before.low()),
                (nothing.likely(), before.likely()),
                (nothing.high(), before.high()),
            ] {
                assert!((now - then).abs() < 1e-5 * then, "{now} {then}");
            }
            let likely = [0.001, 1.0, 10.0, 100.0].map(|exposure| seen(exposure).likely());
            assert!(likely[0] <= before.likely(), "{likely:?}");
            assert!(likely.is_sorted_by(|a, b| a > b), "{likely:?}");
        }
    }

    /// An exponential law of mean 1 has 5th percentile −ln 0.95 = 0.0512932944 and 95th
    /// percentile −ln 0.05 = 2.9957322736: a gamma law of shape 1 and rate 1. With 0 failures in
    /// 3 years: (1 × 0.4 + 0) ÷ (1 + 3) = 0.1. With 2: (0.4 + 2) ÷ 4 = 0.6.
    #[test]
    fn a_rate_moves_from_its_likely_value() {
        let exponential = row(0.051_293_294_4, 0.4, 2.995_732_273_6);
        for (failures, expected) in [(0, 0.1), (2, 0.6)] {
            let seen = posterior(&exponential, failures, 3.0, Prior::Data).expect("a law");
            assert!((seen.likely() - expected).abs() < 1e-6, "{seen:?}");
        }
    }

    /// A beta law of 1 and 1 is uniform: 5th percentile 0.05, 95th 0.95, worth 2 trials. With 0
    /// of 8: (2 × 0.3 + 0) ÷ (2 + 8) = 0.06. With 3: (0.6 + 3) ÷ 10 = 0.36.
    #[test]
    fn a_probability_moves_from_its_likely_value() {
        let uniform = FailureRate { quantity: Quantity::Probability, ..row(0.05, 0.3, 0.95) };
        for (failures, expected) in [(0, 0.06), (3, 0.36)] {
            let seen = posterior(&uniform, failures, 8.0, Prior::Data).expect("a law");
            assert!((seen.likely() - expected).abs() < 1e-5, "{seen:?}");
        }
    }

    /// The mean of a gamma law of shape 1/2 and no failures lies between its percentiles; that of
    /// one that is nearly all at 0 is taken as its high end.
    #[test]
    fn the_mean_lies_between_the_ends() {
        for seen in [
            posterior(&row(1e-9, 0.1, 1.0), 0, 0.001, Prior::Data),
            posterior(&row(0.1, 0.2, 0.3), 0, 5.0, Prior::Jeffreys),
        ] {
            let seen = seen.expect("a law");
            assert!(seen.low() <= seen.likely() && seen.likely() <= seen.high());
        }
    }
}
