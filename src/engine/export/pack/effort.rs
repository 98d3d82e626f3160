//! Tables on people.

use super::sheet::{Sheet, list, row, word};
use crate::engine::catalogue::Method;
use crate::engine::report::{ActivityEntry, MonthEntry, Report};

/// Tasks of the setup.
pub(super) fn effort_tasks(report: &Report) -> Sheet {
    let setup = &report.effort.setup;
    let rows = setup.schedule.tasks.iter().map(|task| {
        let stated = setup.tasks.iter().find(|other| other.id == task.id);
        let extra = setup.extra.tasks.iter().find(|other| other.id == task.id);
        let of_stated = stated.map(|task| (task.hours_low, task.hours_high, task.method, &task.source));
        let of_extra = extra.map(|task| (task.hours_low, task.hours_high, task.method, &task.source));
        let hours = of_stated.or(of_extra);
        row![
            &task.id,
            &task.name,
            task.origin,
            word(&task.kind),
            task.role.as_ref(),
            list(&task.after),
            hours.map(|hours| hours.0),
            task.hours_likely,
            hours.map(|hours| hours.1),
            task.start_date.to_string(),
            task.end_date.to_string(),
            task.start_hour,
            task.end_hour,
            task.engineer,
            task.critical,
            task.p_critical,
            hours.and_then(|hours| hours.2).map(Method::word),
            hours.map(|hours| hours.3),
        ]
    });
    Sheet {
        file: "effort_tasks.csv",
        about: "tasks of the setup on the calendar, one row each, at their likely hours",
        columns: &[
            ("task", "short name"),
            ("name", "name"),
            ("origin", "stated by the vendor, platform, ramp-up, or own: of the plan"),
            ("kind", "what the hours are: work of a person, or time that passes by itself"),
            ("role", "who does it"),
            ("after", "tasks that are finished first"),
            ("hours_low", "least hours"),
            ("hours_likely", "likely hours"),
            ("hours_high", "most hours"),
            ("start_date", "day on which it begins, YYYY-MM-DD"),
            ("end_date", "day on which it ends, YYYY-MM-DD"),
            ("start_clock_hours", "hours of the clock from midnight of the first day to its begin"),
            ("end_clock_hours", "hours of the clock to its end"),
            ("engineer", "number of the engineer, from 1; empty for what passes by itself"),
            ("critical", "whether the end hangs on it at the likely hours"),
            ("p_critical", "probability that the end hangs on it"),
            ("method", "how the hours were had; empty for those of the plan"),
            ("source", "where the hours come from"),
        ],
        rows: rows.collect(),
    }
}

/// Months and activities of the pattern, and of what the platform adds.
fn calendars(report: &Report) -> impl Iterator<Item = (&'static str, &MonthEntry, &[ActivityEntry])> {
    let maintenance = &report.effort.maintenance;
    let planned =
        maintenance.calendar.iter().map(|month| ("pattern", month, maintenance.activities.as_slice()));
    let extra = maintenance.extra.iter();
    let extra = extra.flat_map(|extra| {
        extra.calendar.iter().map(|month| ("platform", month, extra.activities.as_slice()))
    });
    planned.chain(extra)
}

/// Recurring work of the first year, by month and activity.
pub(super) fn maintenance_calendar(report: &Report) -> Sheet {
    let rows = calendars(report).flat_map(|(part, month, activities)| {
        month.activities.iter().map(move |entry| {
            let activity = activities.iter().find(|activity| activity.id == entry.id);
            row![
                &month.month,
                part,
                &entry.id,
                activity.map(|activity| &activity.name),
                entry.cycles,
                entry.mean,
                activity.map(|activity| activity.hours_low),
                activity.map(|activity| activity.hours_likely),
                activity.map(|activity| activity.hours_high),
                activity.and_then(|activity| activity.role.as_ref()),
                activity.map(|activity| activity.kind),
                activity.map(|activity| &activity.source),
            ]
        })
    });
    Sheet {
        file: "maintenance_calendar.csv",
        about: "recurring work of the first year, one row for each month and activity",
        columns: &[
            ("month", "YYYY-MM"),
            ("part", "pattern: planned work; platform: what the platform adds, assumed and in no sum of it"),
            ("activity", "short name"),
            ("name", "name"),
            ("cycles", "cycles in the month; a month has 52 / 12 weeks"),
            ("hours_mean", "mean hours in the month"),
            ("hours_low_per_cycle", "least hours of a cycle"),
            ("hours_likely_per_cycle", "likely hours of a cycle"),
            ("hours_high_per_cycle", "most hours of a cycle"),
            ("role", "who does it"),
            ("kind", "where the hours come from: stated by the vendor, assumed, or set by the plan"),
            ("source", "where the hours come from"),
        ],
        rows: rows.collect(),
    }
}

/// Recurring work of the first year, by month.
pub(super) fn maintenance_by_month(report: &Report) -> Sheet {
    let rows = calendars(report).map(|(part, month, _)| {
        row![
            &month.month,
            part,
            month.low,
            month.p5,
            month.p10,
            month.p50,
            month.mean,
            month.p90,
            month.p95,
            month.high,
        ]
    });
    Sheet {
        file: "maintenance_by_month.csv",
        about: "hours of recurring work of the first year, one row a month",
        columns: &[
            ("month", "YYYY-MM"),
            ("part", "pattern or platform, as in maintenance_calendar.csv"),
            ("hours_low", "all cycles at their least"),
            ("hours_p5", "5th percentile"),
            ("hours_p10", "10th percentile"),
            ("hours_p50", "median"),
            ("hours_mean", "mean"),
            ("hours_p90", "90th percentile"),
            ("hours_p95", "95th percentile"),
            ("hours_high", "all cycles at their most"),
        ],
        rows: rows.collect(),
    }
}
