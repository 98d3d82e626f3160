//! The report as one tidy table.

use super::document::Report;
use super::table::{Row, Table};
use super::{
    availability, backup, build_or_buy, comparison, cost, durability, effort, horizon, patterns, recovery,
    sizing, upkeep,
};
use crate::engine::plan::Met;

/// The report as CSV after RFC 4180: one fact a row, `value` in `value_unit`.
///
/// Texts that a spreadsheet would take for a formula get an apostrophe before
/// them; numbers stay numbers. An unpriced line has an empty value and the kind
/// `unpriced`.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn to_csv(report: &Report) -> Result<String, csv::Error> {
    let mut table = Table::new()?;
    identity(report, &mut table)?;
    sizing::csv::sizing(report, &mut table)?;
    for finding in &report.review {
        table.row(&Row {
            section: "review",
            item: &finding.subject,
            component: finding.code.name(),
            kind: "computed",
            source: &finding.fails,
            ..Row::default()
        })?;
    }
    for line in &report.cost.lines {
        table.cost(line)?;
    }
    cost::csv::sums(report, &mut table)?;
    cost::support::csv(report, &mut table)?;
    horizon::csv::horizon(report, &mut table)?;
    availability::csv::availability(report, &mut table)?;
    recovery::csv::recovery(report, &mut table)?;
    backup::csv::backup(report, &mut table)?;
    durability::csv::durability(report, &mut table)?;
    effort::csv::effort(report, &mut table)?;
    upkeep::csv::upkeep(report, &mut table)?;
    patterns::csv::patterns(report, &mut table)?;
    build_or_buy::csv(report, &mut table)?;
    for verdict in &report.verdicts {
        let (target, unit) = (verdict.target, verdict.unit);
        table.fact("verdict", target, "asked", verdict.asked, unit)?;
        if let Some(value) = verdict.value {
            table.fact("verdict", target, "value", value, unit)?;
        }
        if let Some(probability) = verdict.probability_met {
            table.fact("verdict", target, "probability met", probability, "probability")?;
        }
        let met = match verdict.met {
            Met::Yes => "met",
            Met::No => "missed",
            Met::Undecided => "undecided",
        };
        table.row(&Row {
            section: "verdict",
            item: target,
            component: met,
            kind: "computed",
            ..Row::default()
        })?;
    }
    comparison::csv::comparison(report, &mut table)?;
    for stated in &report.vendor_stated {
        let ends = [("low", stated.stated.low), ("high", stated.stated.high)];
        for (end, value) in ends.into_iter().filter_map(|(end, value)| Some((end, value?))) {
            let row = Row {
                section: "stated",
                item: &stated.metric,
                component: end,
                value: Some(value),
                value_unit: &stated.stated.unit,
                kind: "stated",
                source: &stated.source,
                ..Row::default()
            };
            table.row(&row)?;
        }
    }
    table.finish()
}

fn identity(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for (item, text) in [
        ("name", report.name.as_str()),
        ("place", &report.place),
        ("engine version", report.engine_version),
        ("plan digest", &report.plan_digest),
        ("catalogue digest", &report.catalogue.digest),
    ] {
        table.row(&Row { section: "plan", item, component: text, kind: "computed", ..Row::default() })?;
    }
    Ok(())
}
