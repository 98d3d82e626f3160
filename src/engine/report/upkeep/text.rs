//! Lines on keeping it running.

use super::{ActivityEntry, MaintenanceEntry, MonthEntry};
use crate::engine::report::Report;
use crate::engine::report::format::{digits, dollars, hours_range};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn upkeep(report: &Report, page: &mut Page) {
    let maintenance = &report.effort.maintenance;
    page.heading("Running it", "hours of a cycle, as stated by the vendor unless said otherwise");
    for activity in &maintenance.activities {
        line(activity, page);
    }
    if let Some(extra) = &maintenance.extra {
        let month = extra.hours_per_month;
        page.line(format!(
            "  the platform adds {} h a month, {}: assumed",
            digits(month.mean),
            hours_range(month.low, month.high)
        ));
        for activity in &extra.activities {
            line(activity, page);
        }
    }
    calendar(maintenance, page);
    unlisted(maintenance, page);
    people(report, page);
}

fn line(activity: &ActivityEntry, page: &mut Page) {
    let months: Vec<&str> = activity.months.iter().map(|month| short_name(*month)).collect();
    let months = if months.is_empty() { String::new() } else { format!(" ({})", months.join(", ")) };
    let kind = if activity.kind == "stated" { "" } else { activity.kind };
    page.line(format!(
        "  {:<36}{:>14}   {:<40}{kind}",
        activity.name,
        hours_range(activity.hours_low, activity.hours_high),
        format!("{} times a year{months}", activity.per_year)
    ));
}

/// Months of the same hours on one line.
fn calendar(maintenance: &MaintenanceEntry, page: &mut Page) {
    let mut kinds: Vec<(&MonthEntry, Vec<&str>)> = Vec::new();
    for month in &maintenance.calendar {
        let same = |known: &MonthEntry| (known.mean - month.mean).abs() < 1e-9;
        match kinds.iter_mut().find(|(known, _)| same(known)) {
            Some((_, names)) => names.push(&month.month),
            None => kinds.push((month, vec![&month.month])),
        }
    }
    for (month, names) in kinds {
        let span = match (month.p10, month.p90) {
            (Some(p10), Some(p90)) => format!("; eight of ten from {} to {}", digits(p10), digits(p90)),
            _ => String::new(),
        };
        let what = format!("{} h{span}", digits(month.mean));
        page.wrapped(&format!("  {what:<40}"), &names.join(" "));
    }
}

fn unlisted(maintenance: &MaintenanceEntry, page: &mut Page) {
    let unlisted = &maintenance.unlisted;
    if let (Some(low), Some(high)) = (unlisted.gap_low, unlisted.gap_high) {
        let owned = match unlisted.hours_per_month {
            Some(hours) => format!(
                "the plan counts {} of it (team.unlisted_hours_per_month)",
                hours_range(hours.low, hours.high)
            ),
            None => "not counted (team.unlisted_hours_per_month)".to_owned(),
        };
        page.line(format!(
            "  unlisted: the vendor's month less these is {} to {} h; {owned}",
            digits(low),
            digits(high)
        ));
    }
}

fn people(report: &Report, page: &mut Page) {
    let (incidents, on_call) = (&report.effort.incidents, &report.effort.on_call);
    page.heading("On call", "unplanned work stands against the reserve and is in no sum of planned work");
    let hours = incidents
        .failure_hours_per_month
        .map_or_else(|| "not known".to_owned(), |hours| format!("{} h a month", digits(hours)));
    page.line(format!(
        "  failures that need people           {} a year, {hours} of work: computed",
        digits(incidents.failures_per_year)
    ));
    if let (Some(alarms), Some(hours)) = (incidents.alarms_per_month, incidents.alarm_hours_per_month) {
        page.line(format!(
            "  alarms beside them                  {} a month ({} to {}), {} h of work: assumed",
            digits(alarms.mean),
            digits(alarms.low),
            digits(alarms.high),
            digits(hours)
        ));
    }
    for option in &on_call.options {
        let mark = if option.arrangement == on_call.arrangement { "the plan's" } else { "" };
        page.line(format!(
            "  {:<36}{:>3} engineers, {:>3} of 168 h a week, {:>8} USD a month   {mark}",
            option.arrangement,
            option.engineers_needed,
            digits(option.hours_covered_per_week),
            dollars(option.cost_usd_per_month.likely)
        ));
    }
    if let Some(reserve) = &on_call.reserve {
        page.line(format!(
            "  the vendor's {} FTE                 {} h a month: {} % of every hour, {} % of business hours",
            digits(reserve.fte),
            digits(reserve.hours_per_month),
            digits(reserve.of_every_hour_pct),
            digits(reserve.of_business_hours_pct)
        ));
    }
}

const fn short_name(month: u8) -> &'static str {
    match month {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    }
}
