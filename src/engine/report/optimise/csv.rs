//! The answer of a search as one tidy table.

use super::{FoundEntry, OptimiseReport};
use crate::engine::report::table::{Row, Table};

/// One fact a row; `section` says which plan, `component` its position where there are several.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn optimise_csv(report: &OptimiseReport) -> Result<String, csv::Error> {
    let mut table = Table::new()?;
    let text = |section, item, text| Row { section, item, kind: "computed", source: text, ..Row::default() };
    table.row(&text("proof", report.proof.kind, &report.proof.text))?;
    for limit in &report.proof.limits {
        table.row(&text("proof", "limit", limit))?;
    }
    let counts = &report.counts;
    for (item, n) in [
        ("candidates", counts.candidates),
        ("evaluated", u128::from(counts.evaluated)),
        ("excluded", counts.excluded),
        ("refused", counts.refused),
        ("unfit", counts.unfit),
        ("dearer", counts.dearer),
        ("alike", counts.alike),
        ("by_bound", counts.by_bound),
    ] {
        table.fact("counts", item, "", n as f64, "candidates")?;
    }
    for axis in &report.axes {
        let value = axis.options.map(|options| options as f64);
        table.row(&Row {
            section: "axis",
            item: axis.key,
            component: axis.state,
            value,
            value_unit: if value.is_some() { "options" } else { "" },
            kind: "input",
            source: axis.text.as_deref().unwrap_or(""),
            ..Row::default()
        })?;
    }
    for (section, found) in
        [("best", &report.best), ("second", &report.second), ("next_dearer", &report.next_dearer)]
    {
        if let Some(found) = found {
            plan(section, "", found, &mut table)?;
        }
    }
    for (section, list) in [("pareto", &report.pareto), ("near_miss", &report.near_misses)] {
        for (i, found) in list.iter().enumerate() {
            plan(section, &i.to_string(), found, &mut table)?;
        }
    }
    for it in &report.nearest {
        let reached = &it.reached;
        if let Some(value) = reached.value {
            table.fact("nearest", reached.target, "value", value, reached.unit)?;
        }
        if let Some(p) = reached.probability_met {
            table.fact("nearest", reached.target, "probability_met", p, "")?;
        }
        table.fact("nearest", reached.target, "monthly_usd", it.monthly_usd.dollars(), "USD")?;
    }
    table.finish()
}

fn plan(section: &str, component: &str, found: &FoundEntry, table: &mut Table) -> Result<(), csv::Error> {
    for (item, value) in &found.settings {
        table.row(&Row { section, item, component, kind: "setting", source: value, ..Row::default() })?;
    }
    let facts = [
        ("monthly_usd", Some(found.monthly_usd.dollars()), "USD"),
        ("labour_monthly_usd", Some(found.labour_monthly_usd.dollars()), "USD"),
        ("work_hours_per_month", Some(found.work_hours_per_month), "hours"),
        ("on_call_monthly_usd", Some(found.on_call_monthly_usd.dollars()), "USD"),
        ("on_call_hours_per_month", Some(found.on_call_hours_per_month), "hours"),
        ("downtime_minutes_per_year", Some(found.downtime_minutes_per_year), "minutes"),
        ("availability_pct", Some(found.availability_pct), "percent"),
        ("rto_minutes", Some(found.rto_minutes), "minutes"),
        ("rpo_seconds", found.rpo_seconds, "seconds"),
        ("setup_days", Some(found.setup_days), "working days"),
        ("fte", Some(found.fte), "FTE"),
    ];
    for (item, value, unit) in facts {
        if let Some(value) = value {
            table.fact(section, item, component, value, unit)?;
        }
    }
    for verdict in &found.verdicts {
        if let Some(p) = verdict.probability_met {
            table.fact(section, &format!("probability {}", verdict.target), component, p, "")?;
        }
    }
    Ok(())
}
