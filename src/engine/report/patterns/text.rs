//! Lines on patterns.

use super::{PatternEntry, PatternFiguresEntry};
use crate::engine::report::format::{age, amount, digits};
use crate::engine::report::page::Page;
use crate::engine::report::{Report, Stated};

/// The failover of the plan's own pattern, where it has one.
pub(in crate::engine::report) fn failover(report: &Report, page: &mut Page) {
    let pattern = &report.pattern;
    let Some(failover) = &pattern.failover else { return };
    let place = pattern.second_region.as_deref().unwrap_or("the second site");
    page.heading("Failover", &format!("{}: what goes on in {place} when the region is lost", pattern.title));
    for step in &failover.steps {
        let minutes = format!("{} to {} min", digits(step.minutes.low), digits(step.minutes.high));
        page.line(format!("  {:<44}{minutes:>18}   {}", step.name, step.who_acts));
    }
    let sum = format!("{} to {} min", digits(failover.minutes.low), digits(failover.minutes.high));
    let hours =
        format!("{} to {} h", digits(failover.minutes.low / 60.0), digits(failover.minutes.high / 60.0));
    page.line(format!("  {:<44}{sum:>18}   {hours}", "one after the other"));
    page.line(format!(
        "  it works, and the other site is there, with a probability of {}; else until the region is back",
        digits(failover.success)
    ));
    for site in &pattern.sites {
        let at_least = if site.complete { "" } else { "at least " };
        page.line(format!(
            "  {:<44}{at_least}{} USD a month",
            site.region,
            amount(site.effective_usd.dollars(), 2)
        ));
    }
}

/// The five patterns side by side.
pub(in crate::engine::report) fn patterns(report: &Report, page: &mut Page) {
    if report.patterns.is_empty() {
        return;
    }
    page.heading("The five patterns", "this plan as each of them would have it, and what the vendor states");
    page.line(format!(
        "  {:<20}{:>10}{:>9}{:>9}{:>12}{:>10}{:>10}{:>9}{:>8}{:>11}",
        "",
        "USD/month",
        "work USD",
        "min down",
        "region lost",
        "data lost",
        "mended",
        "setup h",
        "h/month",
        "USD/min"
    ));
    for entry in &report.patterns {
        let mark = if entry.is_own { "▸ " } else { "  " };
        match &entry.figures {
            Some(figures) => page.line(format!("{mark}{:<20}{}", entry.title, computed(figures))),
            None => {
                let note = entry.note.as_deref().unwrap_or("not known");
                page.line(format!("{mark}{:<20}{note}", entry.title));
            }
        }
        page.line(format!("    {}", stated(entry)));
    }
    let suggested = report.patterns.iter().find(|entry| entry.is_suggested);
    if let Some(region) = suggested.and_then(|entry| entry.second_region.as_deref()) {
        page.line(format!(
            "  second region {region}: suggested, as the plan names none (platform.second_region)"
        ));
    }
    if report.patterns.iter().any(|entry| entry.figures.as_ref().is_some_and(|it| !it.complete)) {
        page.line("  ≥ lines without a price come on top");
    }
    page.line("  min down: mean of a year; region lost: median time until service is restored");
    page.line("  USD/min: more bill and more planned work of a year for each minute of downtime saved in it");
}

fn computed(figures: &PatternFiguresEntry) -> String {
    let at_least = if figures.complete { "" } else { "≥" };
    let month = format!("{at_least}{}", amount(figures.monthly_usd.dollars(), 0));
    let minutes = |minutes: f64| {
        if minutes < 300.0 {
            format!("{} min", digits(minutes))
        } else {
            format!("{} h", digits(minutes / 60.0))
        }
    };
    let rto = figures.region_loss.rto_minutes.map_or_else(|| "–".to_owned(), |rto| minutes(rto.p50));
    let mended = if figures.region_loss.automatic { "by itself" } else { "by people" };
    let rpo = figures.region_loss.rpo_seconds.map_or_else(
        || "–".to_owned(),
        |rpo| match rpo.p50 {
            seconds if seconds < 120.0 => format!("{} s", digits(seconds)),
            seconds => age(seconds),
        },
    );
    let saved = figures.against_own.map_or_else(String::new, |against| {
        against.usd_per_minute_saved.map_or_else(|| "–".to_owned(), |usd| amount(usd, 0))
    });
    format!(
        "{month:>10}{:>9}{:>9}{rto:>12}{rpo:>10}{mended:>10}{:>9}{:>8}{saved:>11}",
        amount(figures.labour_monthly_usd.dollars(), 0),
        digits(figures.downtime_minutes_per_year),
        digits(figures.setup.hours_mean),
        digits(figures.hours_per_month)
    )
}

fn stated(entry: &PatternEntry) -> String {
    let stated = &entry.vendor_stated;
    let text =
        |name: &str, stated: &Option<Stated>| stated.as_ref().map(|stated| format!("{name} {}", stated.text));
    let parts = [
        text("RTO", &stated.rto),
        text("RPO", &stated.rpo),
        text("RTT", &stated.rtt),
        text("setup", &stated.setup),
        text("a month", &stated.monthly_effort),
    ];
    format!("stated: {}", parts.into_iter().flatten().collect::<Vec<_>>().join(", "))
}
