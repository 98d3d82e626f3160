//! One page for people who decide.

use super::answer::{verdict, verdicts};
use super::assumptions::most_important;
use super::doc::{Doc, code, said};
use super::money::beside;
use super::question::asked;
use super::risks::{largest, not_survived};
use crate::engine::report::Report;
use crate::engine::report::format::{dollars, odds, percent};
use crate::engine::report::text::in_words;

pub(super) fn summary(report: &Report) -> String {
    let mut doc = Doc::titled(&report.name);
    doc.heading("Question");
    doc.paragraph(&asked(report));
    doc.heading("Answer");
    let [big, ..] = in_words(report);
    doc.paragraph(&format!("{} It takes {}.", verdict(report), said(&big)));
    verdicts(report, &mut doc);
    doc.heading("Money");
    let cost = &report.cost;
    let at_least = if cost.monthly.complete { "" } else { "at least " };
    let mut money = vec![format!(
        "**{at_least}{} USD a month** at {}.",
        dollars(cost.monthly.effective_usd.dollars()),
        cost.price_words()
    )];
    money.extend(beside(report));
    if let Some(horizon) = &cost.horizon {
        let at_least = if horizon.complete { "" } else { "at least " };
        money.push(format!(
            "{at_least}{} USD over {} months, people and setup in it.",
            dollars(horizon.total_usd.dollars()),
            horizon.months
        ));
    }
    doc.list(&money);
    doc.heading("Odds");
    doc.list(&chances(report));
    doc.heading("Largest risks");
    doc.list(&largest(report));
    let lost = not_survived(report);
    if !lost.is_empty() {
        doc.paragraph("Not survived:");
    }
    doc.list(&lost);
    let hangs = most_important(report);
    if !hangs.is_empty() {
        doc.heading("What the answer hangs on");
    }
    doc.list(&hangs);
    doc.heading("To sign");
    doc.paragraph(&format!(
        "By signing, this layout is taken as it is judged on {}: plan {}, catalogue {}, zoneplan {}, seed {}.",
        report.as_of,
        code(&report.plan_digest),
        code(&report.catalogue.digest),
        report.engine_version,
        report.seed
    ));
    sign(&mut doc);
    doc.finish()
}

/// Lines to sign.
pub(super) fn sign(doc: &mut Doc) {
    let line = || ["&nbsp;".to_owned(), String::new(), String::new(), String::new()];
    doc.table(["name", "role", "date", "signature"], &[line(), line(), line()]);
}

/// How likely what is promised comes to pass.
fn chances(report: &Report) -> Vec<String> {
    let years = report.availability.windows.iter().map(|window| {
        format!(
            "A year reaches {} % with odds of {}, a month with {}.",
            window.availability_pct,
            odds(window.p_year),
            odds(window.p_month)
        )
    });
    let mut items: Vec<String> = years.collect();
    if items.is_empty() {
        items.push(format!(
            "Availability in the long run: {} %.",
            percent(report.availability.unavailability)
        ));
    }
    items
}
