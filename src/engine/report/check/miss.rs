//! By how much a target is missed, and what the value is made of.

use super::{Miss, Part};
use crate::engine::plan::Verdict;
use crate::engine::report::Report;
use crate::engine::units::YEAR_MINUTES;

/// Parts that are named.
const NAMED: usize = 3;

/// By how much the value of a verdict misses what was asked for.
pub(super) fn miss(verdict: &Verdict) -> Option<Miss> {
    let (asked, value) = (verdict.asked, verdict.value?);
    let is_availability = verdict.target == "availability_pct";
    let (by, unit) = if is_availability {
        ((asked - value) / 100.0 * YEAR_MINUTES, "minutes down per year")
    } else {
        (value - asked, verdict.unit)
    };
    let pct = (asked > 0.0 && !is_availability).then(|| by / asked * 100.0);
    (by > 0.0 && by.is_finite()).then_some(Miss { by, unit, pct })
}

/// What the value is mostly made of, the largest first.
pub(super) fn largest(verdict: &Verdict, report: &Report) -> Vec<Part> {
    let mut parts: Vec<Part> = match verdict.target {
        "monthly_cost_usd" => lines(report),
        "availability_pct" => causes(report),
        "rto_minutes" => slow(verdict.asked, report),
        "rpo_seconds" => lost(report),
        "setup_days" => tasks(report),
        "fte" => activities(report),
        _ => Vec::new(),
    };
    parts.retain(|part| part.value > 0.0);
    parts.sort_by(|a, b| b.value.total_cmp(&a.value));
    parts.truncate(NAMED);
    parts
}

fn lines(report: &Report) -> Vec<Part> {
    let priced = report.cost.lines.iter().filter_map(|line| {
        let what = format!("{} ({} {})", line.component, line.service, line.item);
        Some(Part { what, value: line.effective_usd?.dollars(), unit: "USD per month" })
    });
    priced.collect()
}

fn causes(report: &Report) -> Vec<Part> {
    let part = |cause: &crate::engine::report::Cause| Part {
        what: cause.title.to_owned(),
        value: cause.minutes_per_year,
        unit: "minutes down per year",
    };
    report.availability.top_causes.iter().map(part).collect()
}

/// Failures that are over by themselves and take longer than asked for in the median.
fn slow(asked: f64, report: &Report) -> Vec<Part> {
    let automatic = report.recovery.iter().filter(|entry| entry.automatic && entry.in_mixture);
    let part = |entry: &crate::engine::report::RecoveryEntry| {
        let value = entry.rto_minutes?.p50;
        (value > asked).then(|| Part { what: entry.failure.clone(), value, unit: "minutes" })
    };
    automatic.filter_map(part).collect()
}

/// What the loss of a zone costs of the database.
fn lost(report: &Report) -> Vec<Part> {
    let zones = report.recovery.iter().filter(|entry| matches!(entry.id, "zone" | "zone-stop"));
    let part = |entry: &crate::engine::report::RecoveryEntry| {
        Some(Part { what: entry.failure.clone(), value: entry.rpo_seconds?.p50, unit: "seconds" })
    };
    zones.filter_map(part).collect()
}

/// Stated tasks of the setup, each at the middle of its hours.
fn tasks(report: &Report) -> Vec<Part> {
    let part = |task: &crate::engine::report::TaskEntry| Part {
        what: task.name.clone(),
        value: f64::midpoint(task.hours_low, task.hours_high),
        unit: "hours",
    };
    report.effort.setup.tasks.iter().map(part).collect()
}

/// Recurring work, cycles of a year times likely hours.
fn activities(report: &Report) -> Vec<Part> {
    let extra = report.effort.maintenance.extra.iter().flat_map(|extra| &extra.activities);
    let part = |activity: &crate::engine::report::ActivityEntry| Part {
        what: activity.name.clone(),
        value: f64::from(activity.per_year) * activity.hours_likely,
        unit: "hours per year",
    };
    report.effort.maintenance.activities.iter().chain(extra).map(part).collect()
}
