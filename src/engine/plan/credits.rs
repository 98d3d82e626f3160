//! Credits that providers owe where months fall short of their promises.

use super::promises::Promise;
use super::{Laws, Outcome};
use crate::engine::catalogue::Site;
use crate::engine::cost::Line;
use crate::engine::units::{MONTHS_PER_YEAR, Usd};

/// Credits of a plan.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credits {
    /// Of each promise, in the order of the outcome's.
    pub promises: Vec<PromiseCredit>,
    /// Sum of a year over those that are known; none where none is.
    pub expected_per_year: Option<Usd>,
    /// Whether every service that promises something is in the sum.
    pub complete: bool,
}

/// What a promise comes to.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PromiseCredit {
    /// The month's bill of the service; none where a line of it has no price.
    pub monthly: Option<Usd>,
    /// Probability that a month falls short of the promise.
    pub p_month_below: Option<f64>,
    /// Probability that a month lies in each band, in their order.
    pub p_bands: Vec<f64>,
    /// Mean credit of a year.
    pub expected_per_year: Option<Usd>,
}

/// Shares of a month that the law of a promise is asked for: the promise, then its bands.
pub(super) fn asked(promise: &Promise) -> Vec<f64> {
    promise.sla_pct.into_iter().chain(promise.bands.iter().map(|band| band.below_pct)).collect()
}

/// The credits of a plan with its laws.
///
/// Formula: Σ over bands of P(month in it) × credit × month's bill × 12; means add, whether or
/// not the services fail together. Unknown is left out, never 0.
/// Source: docs/model.md, "Promises and credits".
pub fn credits(outcome: &Outcome, laws: Option<&Laws>) -> Credits {
    let promises = &outcome.availability.promises;
    let of = |(i, promise)| {
        let p_below = laws.and_then(|laws| laws.promises.get(i)).map_or(&[][..], Vec::as_slice);
        credit(promise, p_below, &outcome.bill.lines)
    };
    let credits: Vec<PromiseCredit> = promises.iter().enumerate().map(of).collect();
    let known: Vec<Usd> = credits.iter().filter_map(|credit| credit.expected_per_year).collect();
    let promised = promises.iter().filter(|promise| promise.sla_pct.is_some()).count();
    Credits {
        expected_per_year: (!known.is_empty()).then(|| known.iter().copied().sum()),
        complete: known.len() == promised,
        promises: credits,
    }
}

fn credit(promise: &Promise, p_below: &[f64], lines: &[Line]) -> PromiseCredit {
    let monthly = monthly(promise, lines);
    let Some((p_promise, below)) = p_below.split_first() else {
        return PromiseCredit { monthly, ..PromiseCredit::default() };
    };
    // Below a band and not below the next one.
    let next = below.iter().skip(1).copied().chain([0.0]);
    let p_bands: Vec<f64> = below.iter().zip(next).map(|(p, next)| (p - next).max(0.0)).collect();
    let share: f64 = p_bands.iter().zip(&promise.bands).map(|(p, band)| p * band.credit_pct / 100.0).sum();
    let expected = |monthly: Usd| Usd::from_dollars(share * monthly.dollars() * MONTHS_PER_YEAR);
    PromiseCredit {
        monthly,
        p_month_below: Some(*p_promise),
        expected_per_year: monthly.filter(|_| !promise.bands.is_empty()).map(expected),
        p_bands,
    }
}

/// The month's bill of a service on the site that writes.
fn monthly(promise: &Promise, lines: &[Line]) -> Option<Usd> {
    let own = |line: &&Line| line.site == Site::Primary && promise.billed.contains(&line.service.as_str());
    let own: Vec<&Line> = lines.iter().filter(own).collect();
    if own.is_empty() {
        return None;
    }
    own.into_iter().map(Line::effective).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::catalogue::{Method, Provenance, SlaCredit};
    use crate::engine::cost::{Group, Price};
    use crate::engine::units::UnitPrice;

    fn provenance() -> Provenance {
        Provenance { source: "a test".to_owned(), as_of: None, method: Method::Assumed }
    }

    fn promise() -> Promise {
        let band = |below_pct, credit_pct| SlaCredit {
            provider: "aws".to_owned(),
            service: "EKS".to_owned(),
            configuration: String::new(),
            below_pct,
            credit_pct,
            provenance: provenance(),
        };
        Promise {
            provider: "aws",
            service: "EKS",
            configuration: String::new(),
            sla_pct: Some(99.95),
            bands: vec![band(99.95, 10.0), band(99.0, 25.0), band(95.0, 100.0)],
            provenance: None,
            outages: None,
            billed: &["eks"],
        }
    }

    fn line(service: &str, priced: bool) -> Line {
        let usd = Usd::from_dollars(73.0);
        let price = Price::Priced {
            unit_price: UnitPrice::new(73.0).expect("a price"),
            tiers: Vec::new(),
            list: usd,
            effective: usd,
            provenance: provenance(),
            own: None,
        };
        Line {
            group: Group::Compute,
            site: Site::Primary,
            component: "Control plane",
            service: service.to_owned(),
            item: String::new(),
            region: String::new(),
            stand_in: None,
            quantity: 1.0,
            unit: String::new(),
            price: if priced { price } else { Price::Unpriced { reason: String::new() } },
            basis: String::new(),
            quantity_method: Method::Derived,
            drivers: Vec::new(),
        }
    }

    /// Below 99.95 % one month in 10, below 99 % one in 50, below 95 % one in 1,000: in the bands
    /// 0.08, 0.019 and 0.001. 0.08 × 10 % + 0.019 × 25 % + 0.001 × 100 % = 1.375 % of 73 USD, of
    /// 12 months: 12.045 USD.
    #[test]
    fn each_band_is_credited_on_the_bill_of_its_service() {
        let found = credit(&promise(), &[0.1, 0.1, 0.02, 0.001], &[line("eks", true), line("ec2", true)]);
        assert_eq!(found.expected_per_year, Some(Usd::from_dollars(12.045)));
        assert!((found.p_bands[0] - 0.08).abs() < 1e-12 && (found.p_bands[1] - 0.019).abs() < 1e-12);
        assert_eq!(found.monthly, Some(Usd::from_dollars(73.0)));
    }

    #[test]
    fn what_is_not_known_is_no_credit_of_nothing() {
        let p = [0.1, 0.1, 0.02, 0.001];
        let unpriced = credit(&promise(), &p, &[line("eks", false)]);
        assert_eq!((unpriced.monthly, unpriced.expected_per_year), (None, None));
        let unstated = Promise { bands: Vec::new(), ..promise() };
        let unstated = credit(&unstated, &[0.1], &[line("eks", true)]);
        assert_eq!((unstated.p_month_below, unstated.expected_per_year), (Some(0.1), None));
    }
}
