//! What the user's own incidents say of a rate or a probability of the data.

use serde::Serialize;

use crate::engine::catalogue::{FailureRate, Quantity};
use crate::engine::uncertainty::{Beta, Estimate, Gamma};

/// What is known before the first incident is counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
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
    /// 5th percentile, mean and 95th percentile of what is known now.
    pub posterior: Estimate,
}

/// Half an event: the shape of Jeffreys' priors of a rate and of a probability.
const HALF: f64 = 0.5;

/// What is known of a row's figure after so many failures in so much exposure; its likely value
/// is the mean, its ends are the 5th and 95th percentile. A row whose ends are the same is
/// certain and stays as it is. `None` where no law has the row's ends.
///
/// Formula: gamma law of shape a + n and rate b + t for a rate, beta law of a + n and b + t − n
/// for a probability.
/// Source: docs/model.md, "Incident history".
pub(super) fn posterior(row: &FailureRate, failures: u32, exposure: f64, prior: Prior) -> Option<Estimate> {
    let (low, high) = (row.value.low(), row.value.high());
    if prior == Prior::Data && !row.value.is_range() {
        return Some(row.value);
    }
    let failures = f64::from(failures);
    let (p5, mean, p95) = match row.quantity {
        Quantity::Rate => {
            let before = match prior {
                Prior::Data => Gamma::between(low, high)?,
                Prior::Jeffreys => Gamma::new(HALF, 0.0),
            };
            let law = before.seen(failures, exposure);
            (law.quantile(0.05), law.mean(), law.quantile(0.95))
        }
        Quantity::Probability => {
            let before = match prior {
                Prior::Data => Beta::between(low, high)?,
                Prior::Jeffreys => Beta::new(HALF, HALF),
            };
            let law = before.seen(failures, exposure);
            (law.quantile(0.05), law.mean(), law.quantile(0.95))
        }
    };
    // The mean of a law that is nearly all at 0 lies above its 95th percentile.
    Estimate::new(p5.min(mean), mean, p95.max(mean)).ok()
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
