//! The part of the report on what providers promise and refund.

use serde::Serialize;

use crate::engine::catalogue::Method;
use crate::engine::plan::{Laws, Outcome, Promise, PromiseCredit, credits};
use crate::engine::report::format::{digits, dollars};
use crate::engine::units::Usd;

/// The providers' promises.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Contractual {
    /// Their product, percent: a bound on refunds; absent where a service comes without one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub availability_pct: Option<f64>,
    /// What it multiplies.
    pub of: Vec<String>,
    /// The promises one by one.
    pub promises: Vec<PromiseEntry>,
    /// Mean credits of a year, over the services of which they are known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_credits_usd_per_year: Option<Usd>,
    /// Whether every service that promises something is in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub complete: Option<bool>,
}

/// A promise of a service.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PromiseEntry {
    /// Whose it is.
    pub provider: &'static str,
    /// Service.
    pub service: &'static str,
    /// Configuration that it is made for.
    pub configuration: String,
    /// What is promised, percent of a month; absent where nothing is.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla_pct: Option<f64>,
    /// The month's bill of the service; absent where a line of it has no price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// Probability that a month falls short of the promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_month_below: Option<f64>,
    /// Mean credit of a year; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub expected_credit_usd_per_year: Option<Usd>,
    /// Bands of credits, from the mildest; empty where nobody states them.
    pub bands: Vec<Band>,
    /// Which outages count.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<&'static str>,
    /// How the bands were found, else the promise.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Where they are from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Their date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

/// A band of credits.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Band {
    /// Below this share of a month, percent, down to the next band.
    pub below_pct: f64,
    /// Credit, percent of the month's bill of the service.
    pub credit_pct: f64,
    /// Probability that a month lies in it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_month: Option<f64>,
}

impl Contractual {
    /// Services that promise something and whose credits are not known.
    pub fn unknown(&self) -> impl Iterator<Item = &'static str> {
        let unknown =
            |entry: &&PromiseEntry| entry.sla_pct.is_some() && entry.expected_credit_usd_per_year.is_none();
        self.promises.iter().filter(unknown).map(|entry| entry.service)
    }

    /// The credits in a sentence, beside the minutes of the forecast.
    pub fn in_words(&self, minutes_down: f64) -> String {
        let credits = self.expected_credits_usd_per_year.map_or_else(
            || "no credit is known of".to_owned(),
            |usd| format!("a refund of {} USD a year is to be expected", dollars(usd.dollars())),
        );
        let unknown: Vec<&str> = self.unknown().collect();
        let without =
            if unknown.is_empty() { String::new() } else { format!(", unknown for {}", unknown.join(", ")) };
        format!("{credits}{without}, against {} minutes down; a promise is no forecast", digits(minutes_down))
    }
}

pub(super) fn contractual(outcome: &Outcome, laws: Option<&Laws>) -> Option<Contractual> {
    let result = &outcome.availability;
    let credits = credits(outcome, laws);
    let any = result.promises.iter().any(|promise| promise.sla_pct.is_some());
    any.then(|| Contractual {
        availability_pct: result.contractual_pct,
        of: result.contractual_of.clone(),
        promises: result.promises.iter().zip(&credits.promises).map(|(p, c)| entry(p, c)).collect(),
        expected_credits_usd_per_year: credits.expected_per_year,
        complete: laws.map(|_| credits.complete),
    })
}

fn entry(promise: &Promise, credit: &PromiseCredit) -> PromiseEntry {
    let band = |(i, band): (usize, &crate::engine::catalogue::SlaCredit)| Band {
        below_pct: band.below_pct,
        credit_pct: band.credit_pct,
        p_month: credit.p_bands.get(i).copied(),
    };
    let provenance = promise.provenance.as_ref();
    PromiseEntry {
        provider: promise.provider,
        service: promise.service,
        configuration: promise.configuration.clone(),
        sla_pct: promise.sla_pct,
        monthly_usd: credit.monthly,
        p_month_below: credit.p_month_below,
        expected_credit_usd_per_year: credit.expected_per_year,
        bands: promise.bands.iter().enumerate().map(band).collect(),
        basis: promise.outages.as_ref().map(|outages| outages.basis),
        method: provenance.map(|provenance| provenance.method),
        source: provenance.map(|provenance| provenance.source.clone()),
        as_of: provenance.map(|provenance| provenance.as_of_text()),
    }
}
