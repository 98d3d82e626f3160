//! Lines on setup.

use super::{DaysError, ExtraTask, ScheduledTask, SetupEntry};
use crate::engine::catalogue::TaskKind;
use crate::engine::report::format::{amount, digits, exact, hours_range};
use crate::engine::report::page::Page;

pub(in crate::engine::report::effort) fn setup(setup: &SetupEntry, page: &mut Page) {
    page.heading("Setup", "hours as stated by the vendor; start and end at the likely hours");
    if setup.tasks.is_empty() {
        page.line("  the vendor states no tasks for this pattern");
    }
    for task in &setup.tasks {
        page.line(format!(
            "  {:<52}{:>14}   engineer {}, hour {} to {}{}",
            task.name,
            hours_range(task.hours_low, task.hours_high),
            task.engineer,
            digits(task.start_hour),
            digits(task.end_hour),
            if task.method.is_some() { "" } else { ", set" }
        ));
    }
    if let Some(days) = &setup.days {
        let error = days
            .standard_error
            .map_or_else(String::new, |error| format!(" (standard errors {})", errors(&error)));
        if let (Some(p10), Some(p50), Some(p90)) = (days.p10, days.p50, days.p90) {
            let days = format!("P10 {}, P50 {}, P90 {}{error}", digits(p10), digits(p50), digits(p90));
            page.line(format!("  working days of these tasks: {days}"));
        }
    }
    for odds in &setup.odds {
        let error = odds.standard_error.map_or_else(String::new, |error| format!(" ± {}", amount(error, 4)));
        let (days, p) = (exact(odds.days), amount(odds.probability, 3));
        page.line(format!("  within {days} days with probability {p}{error}"));
    }
    extra(setup, page);
    schedule(setup, page);
}

fn extra(setup: &SetupEntry, page: &mut Page) {
    page.heading("Setup beside it", "what the platform, missing skills and the plan add; waits are no work");
    for task in &setup.extra.tasks {
        page.line(format!(
            "  {:<52}{:>14}   {}",
            task.name,
            hours_range(task.hours_low, task.hours_high),
            why(task)
        ));
    }
    if let Some(hours) = &setup.extra.hours {
        let p90 = hours.p90.map_or_else(String::new, |p90| format!(", P90 {}", digits(p90)));
        page.line(format!("  work beside the stated tasks: {} h on average{p90}", digits(hours.mean)));
    }
    for skill in setup.skills.iter().filter(|skill| skill.missing_levels > 0) {
        page.line(format!("  skill {}: asked {}, the team has {}", skill.skill, skill.asked, skill.has));
    }
}

fn why(task: &ExtraTask) -> String {
    let kind = match task.kind {
        TaskKind::Effort => "work",
        TaskKind::Elapsed => "machine time",
        TaskKind::Wait => "wait",
    };
    task.method.map_or_else(|| format!("{kind}, set"), |method| format!("{kind}, {}", method.word()))
}

fn schedule(setup: &SetupEntry, page: &mut Page) {
    let schedule = &setup.schedule;
    let team = if schedule.engineers == 1 {
        "1 engineer".to_owned()
    } else {
        format!("{} engineers", schedule.engineers)
    };
    page.heading(
        "Setup schedule",
        &format!(
            "{team}, {} h a day, weekends and holidays off; * and odds: the end hangs on it",
            digits(schedule.productive_hours_per_day)
        ),
    );
    let mut tasks: Vec<&ScheduledTask> = schedule.tasks.iter().collect();
    tasks.sort_by(|a, b| a.start_hour.total_cmp(&b.start_hour));
    for task in tasks {
        let p = task.p_critical.map_or_else(String::new, |p| amount(p, 2));
        let mark = if task.critical { "*" } else { " " };
        page.line(format!(
            "  {:<52}{} to {}  {mark} {p}",
            task.name,
            moment(task.start_date, task.start_hour),
            moment(task.end_date, task.end_hour)
        ));
    }
    let days = &schedule.working_days;
    page.line(format!(
        "  begins {}; at the likely hours finished {}, {} working days",
        schedule.start_date,
        schedule.finish_date.likely,
        digits(days.likely)
    ));
    let finish = &schedule.finish_date;
    if let (Some(p10), Some(p50), Some(p90)) = (finish.p10, finish.p50, finish.p90) {
        page.line(format!("  finished P10 {p10}, P50 {p50}, P90 {p90}"));
    }
    if let (Some(p10), Some(p50), Some(p90), Some(draws)) = (days.p10, days.p50, days.p90, schedule.draws) {
        let error = days
            .standard_error
            .map_or_else(String::new, |error| format!("; standard errors {}", errors(&error)));
        page.line(format!(
            "  working days P10 {}, P50 {}, P90 {} ({draws} draws{error})",
            digits(p10),
            digits(p50),
            digits(p90)
        ));
    }
}

/// A day and the time of the clock.
fn moment(date: crate::engine::catalogue::Date, hour: f64) -> String {
    let minutes = libm::round((hour - libm::floor(hour / 24.0) * 24.0) * 60.0) as u32;
    // Rounding must not name an hour that the day does not have.
    let minutes = minutes.min(24 * 60 - 1);
    format!("{date} {:02}:{:02}", minutes / 60, minutes % 60)
}

fn errors(error: &DaysError) -> String {
    [error.p10, error.p50, error.p90].map(|error| amount(error, 3)).join(", ")
}
