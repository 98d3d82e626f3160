//! Lines on availability.

use super::{causes, doubt, downtime_cost};
use crate::engine::availability::Role;
use crate::engine::report::format::{amount, digits, exact, odds, percent, small_dollars};
use crate::engine::report::page::Page;
use crate::engine::report::{Contractual, HistoryEntry, Report, WindowEntry};

pub(in crate::engine::report) fn availability(report: &Report, page: &mut Page) {
    let availability = &report.availability;
    page.heading("Availability", "the function is to write: transactions are accepted and settled");
    let minutes = &availability.downtime_minutes_per_year;
    if let (Some(p50), Some(p90), Some(p99)) = (minutes.p50, minutes.p90, minutes.p99) {
        page.line(format!(
            "  one year's downtime  P50 {} min, P90 {} min, P99 {} min; mean {} min",
            digits(p50),
            digits(p90),
            digits(p99),
            digits(minutes.mean)
        ));
    }
    page.line(format!(
        "  infrastructure only  {} %, {} min a year",
        percent(availability.infrastructure.unavailability),
        digits(availability.infrastructure.downtime_minutes_per_year)
    ));
    downtime_cost::text(report, page);
    if let Some(contractual) = &availability.contractual {
        promises(contractual, minutes.mean, page);
    }
    windows(&availability.windows, page);
    page.line("");
    page.line(format!(
        "  {:<40}{:>14}{:>16}   {}",
        "failure class", "times a year", "min a year", "counts as"
    ));
    for class in &availability.classes {
        let role = match class.role {
            Role::Hard => "down",
            Role::Soft => "degraded",
            Role::Alternative => "an alternative",
            Role::Benchmark => continue,
        };
        page.line(format!(
            "  {:<40}{:>14}{:>16}   {role}",
            class.title,
            digits(class.failures_per_year),
            digits(class.downtime_minutes_per_year)
        ));
    }
    causes::text(&availability.top_causes, &availability.classes, page);
    if let Some(uncertainty) = &availability.uncertainty {
        doubt::text(uncertainty, page);
    }
    history(&availability.history, page);
}

/// What providers promise and refund, each labelled as no forecast.
fn promises(contractual: &Contractual, minutes_down: f64, page: &mut Page) {
    let of = contractual.of.join(", ");
    match contractual.availability_pct {
        Some(pct) => page.wrapped(
            "  promises multiplied  ",
            &format!("{} %: a bound on refunds, no forecast ({of})", amount(pct, 3)),
        ),
        None => page.wrapped("  promises             ", &format!("no product, as not all promise ({of})")),
    }
    if contractual.complete.is_none() {
        return;
    }
    page.wrapped("  credits expected     ", &contractual.in_words(minutes_down));
    page.line("");
    page.line(format!(
        "  {:<46}{:>12}{:>14}{:>14}{:>16}",
        "promise", "of a month", "months below", "USD a month", "credit a year"
    ));
    let or = |value: Option<String>| value.unwrap_or_else(|| "unknown".to_owned());
    for entry in contractual.promises.iter().filter(|entry| entry.sla_pct.is_some()) {
        page.line(format!(
            "  {:<46}{:>12}{:>14}{:>14}{:>16}",
            entry.service,
            entry.sla_pct.map_or_else(String::new, |pct| format!("{} %", exact(pct))),
            or(entry.p_month_below.map(odds)),
            or(entry.monthly_usd.map(|usd| small_dollars(usd.dollars()))),
            or(entry.expected_credit_usd_per_year.map(|usd| small_dollars(usd.dollars())))
        ));
    }
}

fn windows(windows: &[WindowEntry], page: &mut Page) {
    if windows.is_empty() {
        return;
    }
    page.line("");
    page.line(format!(
        "  {:<20}{:>14}{:>24}{:>16}{:>24}",
        "share of time up", "of years", "of years, over rates", "of months", "months missed a year"
    ));
    for window in windows {
        page.line(format!(
            "  {:<20}{:>14}{:>24}{:>16}{:>24}",
            format!("{} %", exact(window.availability_pct)),
            odds(window.p_year),
            window.p_year_over_rates.map_or_else(|| "–".to_owned(), |p| odds(p.value)),
            odds(window.p_month),
            digits(window.months_breached_per_year)
        ));
    }
}

/// Incidents of the user's own, each with the figure of the data before and after.
fn history(entries: &[HistoryEntry], page: &mut Page) {
    if entries.is_empty() {
        return;
    }
    page.line("");
    page.line(format!("  {:<36}{:>18}{:>24}{:>26}", "your incidents", "seen", "data", "with your incidents"));
    for entry in entries {
        let seen = format!("{} in {}", entry.failures, digits(entry.exposure));
        let range = |likely: f64, low: f64, high: f64| {
            format!("{} ({} to {})", digits(likely), digits(low), digits(high))
        };
        let (prior, posterior) = (entry.prior, entry.posterior);
        page.line(format!(
            "  {:<36}{seen:>18}{:>24}{:>26}",
            entry.class,
            range(prior.likely, prior.low, prior.high),
            range(posterior.mean, posterior.low, posterior.high)
        ));
        page.wrapped("      ", &format!("{}; {}", entry.unit, entry.note));
    }
}
