//! The report as a page that a person likes to read.

use std::fmt::Write;

use super::document::Report;
use super::format::{amount, digits, dollars, percent};
use super::page::Page;
use super::sizing::verdict_in_words;
use super::{
    availability, backup, build_or_buy, comparison, cost, durability, effort, horizon, lock, patterns,
    recovery, sizing, upkeep,
};
use crate::engine::plan::Met;

/// The report as text.
pub fn to_text(report: &Report) -> String {
    let mut page = Page::new();
    head(report, &mut page);
    answers(report, &mut page);
    targets(report, &mut page);
    lock::text::lock(report, &mut page);
    sizing::text::layout(report, &mut page);
    sizing::text::review(report, &mut page);
    cost::text::bill(report, &mut page);
    horizon::text::around_the_month(report, &mut page);
    horizon::text::horizon(report, &mut page);
    cost::support::text(report, &mut page);
    availability::text::availability(report, &mut page);
    recovery::text::recovery(report, &mut page);
    patterns::text::failover(report, &mut page);
    backup::text::backup(report, &mut page);
    durability::text::durability(report, &mut page);
    effort::text::effort(report, &mut page);
    upkeep::text::upkeep(report, &mut page);
    patterns::text::patterns(report, &mut page);
    build_or_buy::text(report, &mut page);
    comparison::text::comparison(report, &mut page);
    notes(report, &mut page);
    page.finish()
}

fn head(report: &Report, page: &mut Page) {
    page.line(format!("{} · {}", report.name, report.place));
    let date = |date: Option<crate::engine::catalogue::Date>| {
        date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
    };
    page.line(format!(
        "judged on {} · oldest price {} · catalogue {} · plan {} · zoneplan {}",
        report.as_of,
        date(report.catalogue.oldest),
        report.catalogue.digest,
        report.plan_digest,
        report.engine_version
    ));
}

fn answers(report: &Report, page: &mut Page) {
    page.line("");
    let questions = ["How big", "How much", "How available", "How long to set up", "How much work"];
    for (question, answer) in questions.into_iter().zip(in_words(report)) {
        page.wrapped(&format!("  {question:<20}"), &answer);
    }
}

/// Size, money, availability, setup and work, each in a few words.
pub(super) fn in_words(report: &Report) -> [String; 5] {
    [big(report), much(report), available(report), set_up(report), keep(report)]
}

fn big(report: &Report) -> String {
    let Some(pool) = report.sizing.pools.first() else { return String::new() };
    let verdict = verdict_in_words(pool);
    format!("{} × {}; {verdict}", pool.nodes, pool.instance_type)
}

fn much(report: &Report) -> String {
    let cost = &report.cost;
    let at_least = |is_complete: bool| if is_complete { "" } else { "at least " };
    let range = cost.monthly.range.as_ref().map_or_else(String::new, |range| {
        format!(", {} to {} in eight cases of ten", dollars(range.p10), dollars(range.p90))
    });
    let horizon = cost.horizon.as_ref().map_or_else(String::new, |horizon| {
        format!(
            "; {}{} USD over {} months, people and setup in it",
            at_least(horizon.complete),
            dollars(horizon.total_usd.dollars()),
            horizon.months
        )
    });
    format!(
        "{}{} USD a month at {}{range}; planned work beside it {} USD{horizon}",
        at_least(cost.monthly.complete),
        dollars(cost.monthly.effective_usd.dollars()),
        cost.price_words(),
        dollars(cost.labour_monthly_usd.dollars())
    )
}

fn available(report: &Report) -> String {
    let availability = &report.availability;
    let minutes = &availability.downtime_minutes_per_year;
    let median = minutes
        .p50
        .map_or_else(String::new, |p50| format!("; one year in two stays below {} min", digits(p50)));
    format!(
        "{} %, {} min down in a mean year{median}",
        percent(availability.unavailability),
        digits(minutes.mean)
    )
}

fn set_up(report: &Report) -> String {
    let setup = &report.effort.setup;
    let finish = &setup.schedule.finish_date;
    let by = finish.p90.unwrap_or(finish.likely);
    let word = if finish.p90.is_some() { "nine of ten" } else { "likely" };
    let all = format!("with what the platform adds {word} by {by}");
    let (Some(days), Some(hours)) = (&setup.days, &setup.hours) else {
        return format!("the vendor states no tasks; {all}");
    };
    let p90 = days.p90.map_or_else(String::new, |p90| format!(", nine of ten within {}", digits(p90)));
    format!("{} working days, {} h of stated work{p90}; {all}", digits(days.mean), digits(hours.mean))
}

fn keep(report: &Report) -> String {
    let effort = &report.effort;
    let reserved = effort
        .fte
        .reserved
        .map_or_else(String::new, |reserved| format!("; the vendor reserves {} FTE", digits(reserved)));
    format!(
        "{} h a month, {} FTE planned{reserved}",
        digits(effort.maintenance.hours_per_month.mean),
        digits(effort.fte.planned)
    )
}

fn targets(report: &Report, page: &mut Page) {
    if report.verdicts.is_empty() {
        return;
    }
    page.heading("Targets", "");
    for verdict in &report.verdicts {
        let word = match verdict.met {
            Met::Yes => "met",
            Met::No => "missed",
            Met::Undecided => "undecided",
        };
        let value = verdict.value.map_or_else(|| "–".to_owned(), |value| amount(value, 2));
        let odds = verdict
            .probability_met
            .map_or_else(String::new, |p| format!("{} % of the time", amount(p * 100.0, 1)));
        page.line(format!(
            "  {:<20}{:>14}  asked {:>12}   {word:<10} {odds}",
            verdict.target,
            value,
            amount(verdict.asked, 2)
        ));
    }
}

fn notes(report: &Report, page: &mut Page) {
    if !report.warnings.is_empty() {
        page.heading("Warnings", "");
        for warning in &report.warnings {
            page.wrapped("  ! ", &format!("{}: {}", warning.path, warning.message));
        }
    }
    page.heading("Not covered", "what this version leaves out");
    for (topic, text) in not_covered(report) {
        page.wrapped(&format!("  {topic:<14}"), &text);
    }
}

/// What is not covered, by part of the report.
pub(super) fn not_covered(report: &Report) -> Vec<(&'static str, String)> {
    let mut topics: Vec<(&str, String)> = Vec::new();
    for gap in &report.not_covered {
        match topics.iter_mut().find(|(topic, _)| *topic == gap.topic) {
            Some((_, text)) => {
                let _ = write!(text, "; {}", gap.what);
            }
            None => topics.push((gap.topic, gap.what.to_owned())),
        }
    }
    topics
}
