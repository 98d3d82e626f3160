//! What stands beside the lines: larger sizes that cost less, and lines that others forget.

use serde::Serialize;

use crate::engine::cost::{Bill, forgotten};
use crate::engine::report::Report;
use crate::engine::report::format::amount;
use crate::engine::report::page::Page;
use crate::engine::report::table::{Row, Table};
use crate::engine::scenario::Figures;
use crate::engine::units::Usd;

/// An assumption that a line rests on, with its ends as the plan has them.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Driver {
    /// Its id, by which a plan overrides it.
    pub id: &'static str,
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// High end.
    pub high: f64,
    /// Unit.
    pub unit: String,
    /// Where it comes from; `the plan` where the plan sets it.
    pub source: String,
}

/// A size and its cost.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SizeEntry {
    /// The size.
    pub size: String,
    /// A month of it, at list price.
    pub usd: Usd,
}

/// A larger size that costs less.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AdviceEntry {
    /// Part of the layout.
    pub component: &'static str,
    /// Item of the price list.
    pub item: String,
    /// What the plan takes.
    pub now: SizeEntry,
    /// What costs less.
    pub cheaper: SizeEntry,
    /// What it saves in a month.
    pub saves_usd: Usd,
}

/// A part of the forgotten lines.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForgottenEntry {
    /// Its name.
    pub name: &'static str,
    /// Sum of its lines.
    pub usd: Usd,
    /// Whether each of its lines has a price.
    pub complete: bool,
}

/// Lines that other estimates forget.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ForgottenSum {
    /// Their sum, after discounts.
    pub usd: Usd,
    /// Its share of the bill; absent where the bill is nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share_pct: Option<f64>,
    /// Whether each line has a price; else the sum is "at least".
    pub complete: bool,
    /// Parts.
    pub parts: Vec<ForgottenEntry>,
}

pub(super) fn drivers(ids: &[&'static str], figures: Figures<'_>) -> Vec<Driver> {
    let driver = |id: &&'static str| {
        let figure = figures.assumption(id)?;
        Some(Driver {
            id,
            low: figure.value.low(),
            likely: figure.value.likely(),
            high: figure.value.high(),
            unit: figures.catalogue().assumptions.get(*id).map_or_else(String::new, |row| row.unit.clone()),
            source: figure.provenance.map_or_else(|| "the plan".to_owned(), |from| from.source.clone()),
        })
    };
    ids.iter().filter_map(driver).collect()
}

pub(super) fn advice(bill: &Bill) -> Vec<AdviceEntry> {
    let entry = |size: &crate::engine::cost::Sized| SizeEntry { size: size.size.clone(), usd: size.usd };
    let advice = bill.advice.iter();
    advice
        .map(|advice| AdviceEntry {
            component: advice.component,
            item: advice.item.clone(),
            now: entry(&advice.now),
            cheaper: entry(&advice.cheaper),
            saves_usd: advice.saves(),
        })
        .collect()
}

pub(super) fn forgotten_sum(bill: &Bill) -> ForgottenSum {
    let parts: Vec<ForgottenEntry> = forgotten(bill)
        .into_iter()
        .map(|part| ForgottenEntry { name: part.name, usd: part.usd, complete: part.complete })
        .collect();
    let usd: Usd = parts.iter().map(|part| part.usd).sum();
    ForgottenSum {
        usd,
        share_pct: (bill.effective > Usd::ZERO).then(|| usd.dollars() / bill.effective.dollars() * 100.0),
        complete: parts.iter().all(|part| part.complete),
        parts,
    }
}

/// Lines under the total.
pub(super) fn text(report: &Report, page: &mut Page) {
    let sum = &report.cost.forgotten;
    let parts: Vec<String> = sum
        .parts
        .iter()
        .map(|part| {
            let least = if part.complete { "" } else { "at least " };
            format!("{} {least}{}", part.name, amount(part.usd.dollars(), 2))
        })
        .collect();
    if !parts.is_empty() {
        let share = sum.share_pct.map_or_else(String::new, |share| format!(" ({} %)", amount(share, 1)));
        let least = if sum.complete { "" } else { "at least " };
        let text = format!(
            "Of it, lines that other estimates forget: {least}{} USD{share}: {}",
            amount(sum.usd.dollars(), 2),
            parts.join(", ")
        );
        page.wrapped("  ", &text);
    }
    for advice in &report.cost.advice {
        page.line(format!(
            "  {}: {} would cost {} USD, less than {} at {}",
            advice.component,
            advice.cheaper.size,
            amount(advice.cheaper.usd.dollars(), 2),
            advice.now.size,
            amount(advice.now.usd.dollars(), 2)
        ));
    }
}

/// Rows under the sums.
pub(super) fn csv(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    const UNIT: &str = "USD per month";
    let sum = &report.cost.forgotten;
    let word = |complete: bool| if complete { "complete" } else { "at least" };
    table.fact("forgotten lines", "sum", word(sum.complete), sum.usd.dollars(), UNIT)?;
    for part in &sum.parts {
        table.fact("forgotten lines", part.name, word(part.complete), part.usd.dollars(), UNIT)?;
    }
    if let Some(share) = sum.share_pct {
        table.fact("forgotten lines", "share of the bill", word(sum.complete), share, "percent")?;
    }
    for advice in &report.cost.advice {
        for (kind, size) in [("now", &advice.now), ("cheaper", &advice.cheaper)] {
            let item = format!("{}: {kind}", advice.item);
            table.fact("larger size", &item, &size.size, size.usd.dollars(), UNIT)?;
        }
    }
    for line in &report.cost.lines {
        for driver in &line.drivers {
            table.row(&Row {
                section: "cost driver",
                item: driver.id,
                component: line.component,
                region: &line.region,
                value: Some(driver.likely),
                value_unit: &driver.unit,
                kind: "assumed",
                source: &driver.source,
                ..Row::default()
            })?;
        }
    }
    Ok(())
}
