//! Rows on people.

use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn effort(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let effort = &report.effort;
    let hours = &effort.setup.hours;
    for (name, value) in [
        ("low", Some(hours.low)),
        ("p10", hours.p10),
        ("p50", hours.p50),
        ("mean", Some(hours.mean)),
        ("p90", hours.p90),
        ("high", Some(hours.high)),
    ] {
        if let Some(value) = value {
            table.fact("setup", "hours", name, value, "hours")?;
        }
    }
    let days = &effort.setup.days;
    for (name, value) in [("p10", days.p10), ("p50", days.p50), ("mean", Some(days.mean)), ("p90", days.p90)]
    {
        if let Some(value) = value {
            table.fact("setup", "days", name, value, "working days")?;
        }
    }
    for task in &effort.setup.tasks {
        for (end, value) in [("low", task.hours_low), ("high", task.hours_high)] {
            table.stated("setup task", &task.name, end, value, "hours", &task.source)?;
        }
    }
    Ok(())
}
