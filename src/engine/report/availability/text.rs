//! Lines on availability.

use super::{causes, doubt};
use crate::engine::availability::Role;
use crate::engine::report::Report;
use crate::engine::report::format::{amount, digits, percent};
use crate::engine::report::page::Page;

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
    if let Some(contractual) = &availability.contractual {
        page.wrapped(
            "  promises multiplied  ",
            &format!(
                "{} %: a bound on refunds, no forecast ({})",
                amount(contractual.availability_pct, 3),
                contractual.of.join(", ")
            ),
        );
    }
    page.line("");
    page.line(format!(
        "  {:<40}{:>14}{:>16}   {}",
        "failure class", "times a year", "min a year", "counts as"
    ));
    for class in &availability.classes {
        let role = match class.role {
            Role::Hard => "down",
            Role::Soft => "degraded",
            Role::Inside => "inside another",
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
}
