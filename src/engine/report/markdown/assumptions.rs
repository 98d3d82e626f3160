//! Figures that nobody knows exactly: their ends, where they come from, and what hangs on them.

use super::doc::{Doc, code, said};
use super::sources::mark;
use crate::engine::report::format::{digits, dollars, small};
use crate::engine::report::{Report, SwingEntry, UncertainInput};

/// A figure with its ends.
struct Figure<'r> {
    id: &'r str,
    ends: [f64; 3],
    unit: &'r str,
    source: String,
}

pub(super) fn assumptions(report: &Report, doc: &mut Doc) {
    doc.heading("Assumptions");
    let mut figures = figures(report);
    figures.sort_by(|a, b| a.id.cmp(b.id));
    figures.dedup_by(|a, b| a.id == b.id);
    let rows: Vec<[String; 6]> = figures
        .into_iter()
        .map(|figure| {
            let [low, likely, high] = figure.ends.map(small);
            [code(figure.id), low, likely, high, said(figure.unit), figure.source]
        })
        .collect();
    doc.table(["figure", ">low", ">likely", ">high", "unit", "source"], &rows);
    hangs_on(report, doc);
}

/// What the lines of the bill and the classes of failure rest on.
fn figures(report: &Report) -> Vec<Figure<'_>> {
    let drivers = report.cost.lines.iter().flat_map(|line| &line.drivers).map(|driver| Figure {
        id: driver.id,
        ends: [driver.low, driver.likely, driver.high],
        unit: &driver.unit,
        source: mark(report, &driver.source),
    });
    let rates = report.availability.classes.iter().flat_map(|class| &class.rates).map(|rate| Figure {
        id: &rate.id,
        ends: [rate.low, rate.likely, rate.high],
        unit: &rate.unit,
        source: match &rate.source {
            Some(source) if rate.set => format!("{}, updated by the plan", mark(report, source)),
            Some(source) => mark(report, source),
            None => "the plan".to_owned(),
        },
    });
    drivers.chain(rates).collect()
}

fn hangs_on(report: &Report, doc: &mut Doc) {
    let rows: Vec<[String; 4]> = report
        .cost
        .uncertain
        .iter()
        .filter(|input| moves_the_month(input))
        .map(|input| {
            [
                code(&input.input),
                format!("{} to {} {}", digits(input.low), digits(input.high), said(&input.unit)),
                dollars(input.usd_at_low.dollars()),
                dollars(input.usd_at_high.dollars()),
            ]
        })
        .collect();
    if !rows.is_empty() {
        doc.subheading("What the bill of a month hangs on");
    }
    doc.table(["input", "from low to high", ">USD more at low", ">USD more at high"], &rows);
    let Some(doubt) = &report.availability.uncertainty else { return };
    let rows: Vec<[String; 4]> = doubt
        .rates
        .iter()
        .map(|rate| {
            [
                code(&rate.id),
                format!("{} to {}", small(rate.low), small(rate.high)),
                digits(rate.minutes_low),
                digits(rate.minutes_high),
            ]
        })
        .collect();
    if !rows.is_empty() {
        doc.subheading("What the downtime of a year hangs on");
    }
    doc.table(["rate", "from P5 to P95", ">minutes at P5", ">minutes at P95"], &rows);
}

/// The inputs on which the answer hangs most: two of the bill and one of the downtime, as far as
/// the report has them.
pub(super) fn most_important(report: &Report) -> Vec<String> {
    let bill = |input: &UncertainInput| {
        format!(
            "{} from {} to {} {}: the bill of a month from {} to {} USD.",
            code(&input.input),
            digits(input.low),
            digits(input.high),
            said(&input.unit),
            dollars((report.cost.monthly.effective_usd + input.usd_at_low).dollars()),
            dollars((report.cost.monthly.effective_usd + input.usd_at_high).dollars())
        )
    };
    let down = |rate: &SwingEntry| {
        format!(
            "{} from {} to {}: a mean year's downtime from {} to {} minutes.",
            code(&rate.id),
            small(rate.low),
            small(rate.high),
            digits(rate.minutes_low),
            digits(rate.minutes_high)
        )
    };
    let money = report.cost.uncertain.iter().filter(|input| moves_the_month(input)).take(2).map(bill);
    let rates = report.availability.uncertainty.iter().flat_map(|doubt| doubt.rates.iter().take(1));
    money.chain(rates.map(down)).collect()
}

fn moves_the_month(input: &UncertainInput) -> bool {
    let zero = crate::engine::units::Usd::ZERO;
    input.usd_at_low != zero || input.usd_at_high != zero
}
