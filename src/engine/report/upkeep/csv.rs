//! Rows on keeping it running.

use super::ActivityEntry;
use crate::engine::report::table::{Row, Table};
use crate::engine::report::{MonthEntry, Report};

pub(in crate::engine::report) fn upkeep(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let maintenance = &report.effort.maintenance;
    let month = maintenance.hours_per_month;
    for (name, value) in [("low", month.low), ("mean", month.mean), ("high", month.high)] {
        table.fact("maintenance", "month", name, value, "hours per month")?;
    }
    let year = &maintenance.hours_per_year;
    for (name, value) in [
        ("low", Some(year.low)),
        ("p5", year.p5),
        ("p50", year.p50),
        ("mean", Some(year.mean)),
        ("p95", year.p95),
        ("high", Some(year.high)),
    ] {
        if let Some(value) = value {
            table.fact("maintenance", "year", name, value, "hours per year")?;
        }
    }
    calendar("maintenance", &maintenance.calendar, table)?;
    for week in &maintenance.weeks {
        for activity in &week.activities {
            table.fact("maintenance week", &week.starts, &activity.id, activity.mean, "hours")?;
        }
    }
    activities("activity", &maintenance.activities, table)?;
    if let Some(extra) = &maintenance.extra {
        let month = extra.hours_per_month;
        for (name, value) in [("low", month.low), ("mean", month.mean), ("high", month.high)] {
            table.fact("maintenance of the platform", "month", name, value, "hours per month")?;
        }
        calendar("maintenance of the platform", &extra.calendar, table)?;
        activities("activity of the platform", &extra.activities, table)?;
    }
    let unlisted = &maintenance.unlisted;
    for (name, value) in [("gap low", unlisted.gap_low), ("gap high", unlisted.gap_high)] {
        if let Some(value) = value {
            table.fact("maintenance", "unlisted", name, value, "hours per month")?;
        }
    }
    if let Some(hours) = unlisted.hours_per_month {
        for (name, value) in [("low", hours.low), ("mean", hours.mean), ("high", hours.high)] {
            table.fact("maintenance", "unlisted, counted", name, value, "hours per month")?;
        }
    }
    people(report, table)
}

/// Full-time equivalents, unplanned work and the rota.
fn people(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let effort = &report.effort;
    let fte = &effort.fte;
    for (name, value) in [
        ("all", Some(fte.planned)),
        ("all, p10", fte.range.map(|range| range.p10)),
        ("all, p50", fte.range.map(|range| range.p50)),
        ("all, p90", fte.range.map(|range| range.p90)),
        ("maintenance", Some(fte.activities)),
        ("maintenance of the platform", fte.extra),
        ("unlisted", fte.unlisted),
    ] {
        if let Some(value) = value {
            table.fact("fte", "planned", name, value, "FTE")?;
        }
    }
    table.fact("fte", "planned", "full-time year", fte.hours_per_year, "hours")?;
    if let Some(reserved) = fte.reserved {
        let source = report.vendor_stated.first().map_or("", |stated| stated.source.as_str());
        table.stated("fte", "reserved", "stated by the vendor", reserved, "FTE", source)?;
    }
    let incidents = &effort.incidents;
    for incident in &incidents.failures {
        table.fact("incident", &incident.failure, "events", incident.per_year, "per year")?;
        if let Some(hours) = incident.hours_each {
            table.fact("incident", &incident.failure, "work", hours, "hours each")?;
        }
    }
    if let Some(hours) = incidents.failure_hours_per_month {
        table.fact("incident", "all failures", "work", hours, "hours per month")?;
    }
    for (spread, component, unit) in [
        (incidents.alarms_per_month, "pages", "per month"),
        (incidents.hours_per_alarm, "work", "hours each"),
    ] {
        let Some(spread) = spread else { continue };
        for (end, value) in [("low", spread.low), ("mean", spread.mean), ("high", spread.high)] {
            table.row(&Row {
                section: "incident",
                item: "alarms",
                component: &format!("{component} {end}"),
                value: Some(value),
                value_unit: unit,
                kind: "assumed",
                ..Row::default()
            })?;
        }
    }
    let on_call = &effort.on_call;
    for option in &on_call.options {
        let name = option.arrangement;
        table.fact("on call", name, "engineers needed", f64::from(option.engineers_needed), "engineers")?;
        table.fact("on call", name, "hours covered", option.hours_covered_per_week, "hours per week")?;
        let (item, component, value) = (name, "pay", Some(option.cost_usd_per_month.likely));
        let kind = if on_call.pay == "set" { "computed" } else { "computed from an assumption" };
        let value_unit = "USD per month";
        table.row(&Row { section: "on call", item, component, value, value_unit, kind, ..Row::default() })?;
    }
    table.fact("on call", "team", "engineers lacking", f64::from(on_call.gap_to_team), "engineers")?;
    if let Some(pages) = on_call.pages_per_month {
        table.fact("on call", "pages", "mean", pages, "per month")?;
    }
    Ok(())
}

fn calendar(section: &str, months: &[MonthEntry], table: &mut Table) -> Result<(), csv::Error> {
    for month in months {
        for (name, value) in [
            ("low", Some(month.low)),
            ("p5", month.p5),
            ("p10", month.p10),
            ("p50", month.p50),
            ("mean", Some(month.mean)),
            ("p90", month.p90),
            ("p95", month.p95),
            ("high", Some(month.high)),
        ] {
            if let Some(value) = value {
                table.fact(section, &month.month, name, value, "hours")?;
            }
        }
    }
    Ok(())
}

fn activities(section: &str, activities: &[ActivityEntry], table: &mut Table) -> Result<(), csv::Error> {
    for activity in activities {
        let item = activity.name.as_str();
        for (component, value, value_unit) in [
            ("cycles", f64::from(activity.per_year), "per year"),
            ("low", activity.hours_low, "hours per cycle"),
            ("likely", activity.hours_likely, "hours per cycle"),
            ("high", activity.hours_high, "hours per cycle"),
        ] {
            // The vendor states the ends; what lies between them is ours.
            let kind = match (activity.kind, component) {
                ("stated", "likely") => "computed",
                (kind, _) => kind,
            };
            let (value, source) = (Some(value), activity.source.as_str());
            table.row(&Row {
                section,
                item,
                component,
                value,
                value_unit,
                kind,
                source,
                ..Row::default()
            })?;
        }
    }
    Ok(())
}
