//! Rows on people.

use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn effort(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let effort = &report.effort;
    super::setup::csv::setup(&effort.setup, table)?;
    let month = effort.maintenance.hours_per_month;
    for (name, value) in [("low", month.low), ("mean", month.mean), ("high", month.high)] {
        table.fact("maintenance", "month", name, value, "hours per month")?;
    }
    for (month, value) in effort.maintenance.calendar.iter().enumerate() {
        table.fact("maintenance", "calendar", &format!("month {}", month + 1), *value, "hours")?;
    }
    for activity in &effort.maintenance.activities {
        let cycles = f64::from(activity.per_year);
        table.stated("activity", &activity.name, "cycles", cycles, "per year", &activity.source)?;
        for (end, value) in [("low", activity.hours_low), ("high", activity.hours_high)] {
            table.stated("activity", &activity.name, end, value, "hours per cycle", &activity.source)?;
        }
    }
    table.fact("fte", "planned", "maintenance", effort.fte.planned, "FTE")?;
    if let Some(reserved) = effort.fte.reserved {
        let source = report.vendor_stated.first().map_or("", |stated| stated.source.as_str());
        table.stated("fte", "reserved", "stated by the vendor", reserved, "FTE", source)?;
    }
    Ok(())
}
