//! Backups, and the work of people.

use super::doc::{Doc, said};
use super::risks::backup_gaps;
use crate::engine::report::backup::text::{cost, proof, restore, stored};
use crate::engine::report::format::{digits, hours_range};
use crate::engine::report::{ActivityEntry, Report};

pub(super) fn backup(report: &Report, doc: &mut Doc) {
    let backup = &report.backup;
    doc.heading("Backup");
    let rows: Vec<[String; 6]> = backup
        .tiers
        .iter()
        .map(|tier| {
            let what: Vec<&str> = tier.surfaces.iter().map(|surface| surface.name()).collect();
            [
                said(&tier.name),
                tier.every_hours.to_string(),
                digits(tier.keep_days),
                digits(tier.copies),
                digits(tier.stored_gib),
                what.join(", "),
            ]
        })
        .collect();
    doc.table(["tier", ">every hours", ">kept days", ">copies", ">GiB", "what"], &rows);
    doc.list(&[
        format!("Stored: {}.", said(&stored(backup))),
        format!("Cost: {}.", said(&cost(backup))),
        format!("Restore: {}.", said(&restore(backup))),
        format!("Proof: {}.", said(&proof(backup))),
    ]);
    let gaps = backup_gaps(report);
    if !gaps.is_empty() {
        doc.subheading("Gaps");
    }
    doc.list(&gaps);
}

pub(super) fn effort(report: &Report, doc: &mut Doc) {
    let effort = &report.effort;
    let setup = &effort.setup;
    doc.heading("Effort");
    doc.subheading("Setup, once");
    let mut rows: Vec<[String; 3]> = setup
        .tasks
        .iter()
        .map(|task| {
            let why = if task.method.is_some() { "stated" } else { "the plan" };
            [said(&task.name), hours_range(task.hours_low, task.hours_high), why.to_owned()]
        })
        .collect();
    rows.extend(setup.extra.tasks.iter().map(|task| {
        [said(&task.name), hours_range(task.hours_low, task.hours_high), task.origin.to_owned()]
    }));
    doc.table(["task", ">hours", "why it is there"], &rows);
    let mut items = Vec::new();
    if let (Some(hours), Some(days)) = (&setup.hours, &setup.days) {
        items.push(format!(
            "The stated tasks: {} hours on average, {} working days.",
            digits(hours.mean),
            digits(days.mean)
        ));
    }
    if let Some(extra) = &setup.extra.hours {
        items.push(format!("Beside them: {} hours on average.", digits(extra.mean)));
    }
    let finish = &setup.schedule.finish_date;
    let late = finish.p90.map_or_else(String::new, |p90| format!("; nine times of ten by {p90}"));
    items.push(format!(
        "It begins {} and is finished {} at the likely hours{late}.",
        setup.schedule.start_date, finish.likely
    ));
    doc.list(&items);
    doc.subheading("Keeping it running, each year");
    let extra = effort.maintenance.extra.iter().flat_map(|extra| &extra.activities);
    let rows: Vec<[String; 4]> = effort.maintenance.activities.iter().chain(extra).map(activity).collect();
    doc.table(["work", ">times a year", ">hours each time", "where it comes from"], &rows);
    let fte = &effort.fte;
    let reserved = fte
        .reserved
        .map_or_else(String::new, |reserved| format!("; the vendor reserves {}", digits(reserved)));
    let on_call = &effort.on_call;
    doc.list(&[
        format!("Planned work: {} hours a month.", digits(effort.maintenance.hours_per_month.mean)),
        format!("Full-time equivalents: {} planned{reserved}.", digits(fte.planned)),
        format!(
            "On call: {}, {} of 168 hours a week, {} engineers needed.",
            on_call.arrangement,
            digits(on_call.hours_covered_per_week),
            on_call.engineers_needed
        ),
    ]);
}

fn activity(activity: &ActivityEntry) -> [String; 4] {
    [
        said(&activity.name),
        activity.per_year.to_string(),
        hours_range(activity.hours_low, activity.hours_high),
        activity.kind.to_owned(),
    ]
}
