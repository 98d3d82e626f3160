//! Rows on availability.

use super::{causes, doubt};
use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn availability(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let availability = &report.availability;
    let section = "availability";
    table.fact(section, "headline", "steady state", availability.steady_state * 100.0, "percent")?;
    table.fact(section, "headline", "unavailability", availability.unavailability, "fraction")?;
    table.fact(section, "headline", "outages", availability.outages_per_year, "per year")?;
    let minutes = &availability.downtime_minutes_per_year;
    table.fact(section, "headline", "downtime mean", minutes.mean, "minutes per year")?;
    for (name, value) in
        [("downtime p50", minutes.p50), ("downtime p90", minutes.p90), ("downtime p99", minutes.p99)]
    {
        if let Some(value) = value {
            table.fact(section, "headline", name, value, "minutes per year")?;
        }
    }
    let infrastructure = availability.infrastructure.downtime_minutes_per_year;
    table.fact(section, "infrastructure", "downtime mean", infrastructure, "minutes per year")?;
    if let Some(contractual) = &availability.contractual {
        table.fact(section, "contractual", "product of promises", contractual.availability_pct, "percent")?;
    }
    for class in &availability.classes {
        let role = match class.role {
            crate::engine::availability::Role::Hard => "downtime",
            crate::engine::availability::Role::Soft => "degraded",
            crate::engine::availability::Role::Inside => "counted inside another",
            crate::engine::availability::Role::Benchmark => "benchmark",
        };
        table.fact(section, class.name, role, class.downtime_minutes_per_year, "minutes per year")?;
        table.fact(section, class.name, "failures", class.failures_per_year, "per year")?;
    }
    causes::csv(&availability.classes, table)?;
    availability.uncertainty.as_ref().map_or(Ok(()), |uncertainty| doubt::csv(uncertainty, table))
}
