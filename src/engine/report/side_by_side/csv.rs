//! Plans side by side, as one tidy table.

use super::{DifferenceEntry, SideBySideReport};
use crate::engine::report::table::{Row, Table};

/// One fact a row: figures of each plan and their differences, odds, inputs. `component` is the
/// position and name of the plan. With `differences_only` without what is the same for all plans.
///
/// # Errors
/// None in practice: the table is written to memory.
pub fn side_by_side_csv(report: &SideBySideReport, differences_only: bool) -> Result<String, csv::Error> {
    let mut table = Table::new()?;
    let names: Vec<String> =
        report.plans.iter().enumerate().map(|(i, plan)| format!("{i} {}", plan.name)).collect();
    let name = |plan: usize| names.get(plan).map_or("", String::as_str);
    for (i, plan) in report.plans.iter().enumerate() {
        let kind = if i == report.baseline { "baseline" } else { "compared" };
        table.row(&Row {
            section: "plan",
            item: &plan.name,
            component: name(i),
            kind,
            source: &plan.plan_digest,
            ..Row::default()
        })?;
    }
    for metric in report.metrics.iter().filter(|metric| !(differences_only && metric.same)) {
        for (i, cell) in metric.values.iter().enumerate() {
            if let Some(value) = cell.value {
                table.fact("figure", metric.path, name(i), value, metric.unit)?;
            }
            if let Some(text) = &cell.text {
                table.row(&Row {
                    section: "figure",
                    item: metric.path,
                    component: name(i),
                    kind: "computed",
                    source: text,
                    ..Row::default()
                })?;
            }
            if let Some(difference) = cell.difference {
                table.fact("difference", metric.path, name(i), difference, metric.unit)?;
            }
        }
    }
    for entry in &report.beside {
        let differences: [(&str, &str, Option<&DifferenceEntry>); 6] = [
            ("monthly_usd", "USD", entry.monthly_usd.as_ref()),
            ("horizon_usd", "USD", entry.horizon_usd.as_ref()),
            ("total_usd", "USD", entry.total_usd.as_ref()),
            ("downtime_minutes", "minutes per year", Some(&entry.downtime_minutes)),
            ("setup_hours", "hours", Some(&entry.setup_hours)),
            ("work_hours", "hours per year", Some(&entry.work_hours)),
        ];
        for (item, unit, it) in differences.into_iter().filter_map(|(item, unit, it)| Some((item, unit, it?)))
        {
            for (what, value, unit) in [
                ("mean", it.mean, unit),
                ("p10", it.p10, unit),
                ("p50", it.p50, unit),
                ("p90", it.p90, unit),
                ("p_less", it.p_less, "probability"),
                ("p_same", it.p_same, "probability"),
                ("standard_error", it.standard_error, "probability"),
            ] {
                table.fact("beside", &format!("{item}.{what}"), name(entry.plan), value, unit)?;
            }
        }
        if let Some(at) = entry.overtaken {
            let item = if at.is_cheaper { "cheaper_after" } else { "dearer_after" };
            table.fact("beside", item, name(entry.plan), at.months as f64, "months")?;
        }
        if let Some(usd) = entry.usd_per_minute_saved {
            table.fact("beside", "usd_per_minute_saved", name(entry.plan), usd, "USD per minute")?;
        }
    }
    for input in &report.inputs {
        for (i, value) in input.values.iter().enumerate() {
            table.row(&Row {
                section: "input",
                item: &input.key,
                component: name(i),
                kind: "input",
                source: value,
                ..Row::default()
            })?;
        }
    }
    table.finish()
}
