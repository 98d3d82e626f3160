//! The part of the report that lays the vendor's hosted offers beside the plan.

use std::fmt::Write;

use serde::Serialize;

use super::Report;
use super::format::{amount, dollars, signed_dollars};
use super::page::Page;
use super::table::{Row, Table};
use crate::engine::catalogue::Provenance;
use crate::engine::plan::{Outcome, UsdRange};
use crate::engine::units::Usd;

/// Build or buy.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BuildOrBuyEntry {
    /// The vendor's hosted offers.
    pub offers: Vec<OfferEntry>,
    /// Dollars for a euro.
    pub usd_per_eur: RateEntry,
    /// The plan's bill and planned work of a month.
    pub build_monthly_usd: Usd,
    /// Whether every line of the bill has a price.
    pub complete: bool,
    /// The work of the setup, paid once.
    pub setup_usd: Usd,
}

/// A hosted offer.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OfferEntry {
    /// Short name.
    pub name: &'static str,
    /// What it holds.
    pub holds: String,
    /// EUR a month.
    pub eur_per_month: f64,
    /// The same in dollars: low, likely, high.
    pub usd_per_month: UsdEntry,
    /// Availability that it promises, percent.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sla_pct: Option<f64>,
    /// What the plan costs more a month, at the likely rate; less where it is below 0.
    pub build_more_usd: Usd,
    /// Where the price comes from; absent where the plan sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Date of the price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

/// Dollars at the low, likely and high rate.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsdEntry {
    /// Low.
    pub low: Usd,
    /// Likely.
    pub likely: Usd,
    /// High.
    pub high: Usd,
}

/// An assumed rate.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RateEntry {
    /// Low.
    pub low: f64,
    /// Likely.
    pub likely: f64,
    /// High.
    pub high: f64,
    /// Where it comes from; absent where the plan sets it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
}

fn source_of(provenance: &Option<Provenance>) -> (Option<String>, Option<String>) {
    let found = provenance.as_ref();
    (found.map(|it| it.source.clone()), found.map(Provenance::as_of_text))
}

pub(super) fn build(outcome: &Outcome) -> Option<BuildOrBuyEntry> {
    let found = outcome.build_or_buy.as_ref()?;
    let usd = |UsdRange { low, likely, high }: UsdRange| UsdEntry { low, likely, high };
    let (low, likely, high) = found.usd_per_eur;
    let (source, as_of) = source_of(&found.rate);
    let offers = found.offers.iter().map(|offer| {
        let (source, as_of) = source_of(&offer.provenance);
        OfferEntry {
            name: offer.name,
            holds: offer.holds.clone(),
            eur_per_month: offer.eur_per_month,
            usd_per_month: usd(offer.usd_per_month),
            sla_pct: offer.sla_pct,
            build_more_usd: offer.build_more,
            source,
            as_of,
        }
    });
    Some(BuildOrBuyEntry {
        offers: offers.collect(),
        usd_per_eur: RateEntry { low, likely, high, source, as_of },
        build_monthly_usd: found.build_monthly,
        complete: found.complete,
        setup_usd: found.setup,
    })
}

pub(super) fn csv(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let Some(found) = &report.build_or_buy else { return Ok(()) };
    let section = "build or buy";
    let month = if found.complete { "month with planned work" } else { "month with planned work, at least" };
    table.fact(section, "build", month, found.build_monthly_usd.dollars(), "USD per month")?;
    table.fact(section, "build", "setup, once", found.setup_usd.dollars(), "USD")?;
    for offer in &found.offers {
        let (source, as_of) = (offer.source.as_deref(), offer.as_of.as_deref());
        table.row(&Row {
            section,
            item: offer.name,
            component: "price",
            value: Some(offer.eur_per_month),
            value_unit: "EUR per month",
            kind: if source.is_some() { "stated" } else { "set by the plan" },
            as_of: as_of.unwrap_or_default(),
            source: source.unwrap_or_default(),
            ..Row::default()
        })?;
        let usd = offer.usd_per_month;
        for (end, value) in [("low", usd.low), ("likely", usd.likely), ("high", usd.high)] {
            table.row(&Row {
                section,
                item: offer.name,
                component: end,
                value: Some(value.dollars()),
                value_unit: "USD per month",
                kind: "computed from an assumption",
                as_of: found.usd_per_eur.as_of.as_deref().unwrap_or_default(),
                source: found.usd_per_eur.source.as_deref().unwrap_or_default(),
                ..Row::default()
            })?;
        }
        table.fact(
            section,
            offer.name,
            "building costs more",
            offer.build_more_usd.dollars(),
            "USD per month",
        )?;
    }
    Ok(())
}

pub(super) fn text(report: &Report, page: &mut Page) {
    let Some(found) = &report.build_or_buy else { return };
    page.heading("Build or buy", "the vendor's hosted offers, as it stated them; ask for a quote");
    let at_least = if found.complete { "" } else { "at least " };
    page.line(format!(
        "  {:<22}{at_least}{} USD a month with planned work; {} USD of setup, once",
        "this plan",
        dollars(found.build_monthly_usd.dollars()),
        dollars(found.setup_usd.dollars())
    ));
    for offer in &found.offers {
        let usd = offer.usd_per_month;
        let mut line = format!(
            "about {} EUR a month, {} to {} USD",
            amount(offer.eur_per_month, 0),
            dollars(usd.low.dollars()),
            dollars(usd.high.dollars())
        );
        if let Some(sla) = offer.sla_pct {
            // Writing to a string cannot fail.
            let _ = write!(line, ", {sla} % promised");
        }
        if let Some(as_of) = &offer.as_of {
            let _ = write!(line, ", as of {as_of}");
        }
        let _ =
            write!(line, "; to build costs {} USD a month", signed_dollars(offer.build_more_usd.dollars()));
        page.wrapped(&format!("  hosted, {:<14}", offer.name), &format!("{line}. {}", offer.holds));
    }
    let rate = &found.usd_per_eur;
    page.line(format!(
        "  {:<22}{} USD for a euro, assumed ({} to {})",
        "rate", rate.likely, rate.low, rate.high
    ));
}
