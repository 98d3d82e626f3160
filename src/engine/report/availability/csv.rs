//! Rows on availability.

use super::{causes, doubt, downtime_cost};
use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};
use crate::engine::report::{Contractual, HistoryEntry, PromiseEntry, WindowEntry};
use crate::engine::units::Usd;

pub(in crate::engine::report) fn availability(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let availability = &report.availability;
    let section = "availability";
    table.fact(section, "headline", "steady state", availability.steady_state * 100.0, "percent")?;
    table.fact(section, "headline", "unavailability", availability.unavailability, "fraction")?;
    table.fact(section, "headline", "outages", availability.outages_per_year, "per year")?;
    let minutes = &availability.downtime_minutes_per_year;
    table.fact(section, "headline", "downtime mean", minutes.mean, "minutes per year")?;
    for (name, value) in [
        ("downtime p10", minutes.p10),
        ("downtime p50", minutes.p50),
        ("downtime p90", minutes.p90),
        ("downtime p99", minutes.p99),
    ] {
        if let Some(value) = value {
            table.fact(section, "headline", name, value, "minutes per year")?;
        }
    }
    let infrastructure = availability.infrastructure.downtime_minutes_per_year;
    table.fact(section, "infrastructure", "downtime mean", infrastructure, "minutes per year")?;
    downtime_cost::csv(availability, table)?;
    windows(&availability.windows, table)?;
    if let Some(contractual) = &availability.contractual {
        promises(contractual, table)?;
    }
    for class in &availability.classes {
        let role = match class.role {
            crate::engine::availability::Role::Hard => "downtime",
            crate::engine::availability::Role::Soft => "degraded",
            crate::engine::availability::Role::Alternative => "alternative, not added",
            crate::engine::availability::Role::Benchmark => "benchmark",
        };
        table.fact(section, class.name, role, class.downtime_minutes_per_year, "minutes per year")?;
        table.fact(section, class.name, "failures", class.failures_per_year, "per year")?;
    }
    causes::csv(&availability.classes, table)?;
    if let Some(uncertainty) = &availability.uncertainty {
        doubt::csv(uncertainty, table)?;
    }
    availability.history.iter().try_for_each(|entry| history(entry, table))
}

fn history(entry: &HistoryEntry, table: &mut Table) -> Result<(), csv::Error> {
    let HistoryEntry { class, unit, exposure, prior, posterior, note, .. } = entry;
    let (of_data, of_both) = (["data low", "data likely", "data high"], ["low", "mean", "high"]);
    let mut fact = |component: &str, value: f64, value_unit: &str, kind: &str| {
        let (section, item, value, source) = ("incident history", class.as_str(), Some(value), note.as_str());
        table.row(&Row { section, item, component, value, value_unit, kind, source, ..Row::default() })
    };
    fact("failures", f64::from(entry.failures), "count", "set")?;
    fact("exposure", *exposure, unit, "set")?;
    for (component, value) in of_data.into_iter().zip([prior.low, prior.likely, prior.high]) {
        fact(component, value, unit, "assumed")?;
    }
    for (component, value) in of_both.into_iter().zip([posterior.low, posterior.mean, posterior.high]) {
        fact(component, value, unit, "computed")?;
    }
    Ok(())
}

fn windows(windows: &[WindowEntry], table: &mut Table) -> Result<(), csv::Error> {
    for window in windows {
        let item = format!("{} %", window.availability_pct);
        let section = "availability window";
        table.fact(section, &item, "a year meets it", window.p_year, "probability")?;
        if let Some(p) = window.p_year_over_rates {
            table.fact(section, &item, "a year meets it, over all rates", p.value, "probability")?;
            let error = "a year meets it, over all rates, standard error";
            table.fact(section, &item, error, p.standard_error, "probability")?;
        }
        table.fact(section, &item, "a month meets it", window.p_month, "probability")?;
        table.fact(section, &item, "months missed", window.months_breached_per_year, "per year")?;
    }
    Ok(())
}

fn promises(contractual: &Contractual, table: &mut Table) -> Result<(), csv::Error> {
    let section = "availability";
    if let Some(pct) = contractual.availability_pct {
        table.fact(section, "contractual", "product of promises", pct, "percent")?;
    }
    if let Some(credits) = contractual.expected_credits_usd_per_year {
        let component = if contractual.complete == Some(true) {
            "expected credits"
        } else {
            "expected credits, not all known"
        };
        table.fact(section, "contractual", component, credits.dollars(), "USD per year")?;
    }
    for entry in &contractual.promises {
        promise(entry, table)?;
    }
    Ok(())
}

fn promise(entry: &PromiseEntry, table: &mut Table) -> Result<(), csv::Error> {
    let section = "availability promise";
    let (as_of, source) =
        (entry.as_of.as_deref().unwrap_or_default(), entry.source.as_deref().unwrap_or_default());
    let mut fact = |component: &str, value: Option<f64>, value_unit: &str, kind: &str| {
        if value.is_none() && kind != "unknown" {
            return Ok(());
        }
        let (item, component) = (entry.service, component);
        table.row(&Row { section, item, component, value, value_unit, kind, as_of, source, ..Row::default() })
    };
    fact("promised", entry.sla_pct, "percent of a month", "promised")?;
    fact("bill", entry.monthly_usd.map(Usd::dollars), "USD per month", "computed")?;
    fact("month below", entry.p_month_below, "probability", "computed")?;
    for band in &entry.bands {
        let component = format!("below {} %, credit {} %", band.below_pct, band.credit_pct);
        fact(&component, band.p_month, "probability of a month", "computed")?;
    }
    let kind = if entry.sla_pct.is_some() && entry.expected_credit_usd_per_year.is_none() {
        "unknown"
    } else {
        "computed"
    };
    fact("expected credit", entry.expected_credit_usd_per_year.map(Usd::dollars), "USD per year", kind)
}
