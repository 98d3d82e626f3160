//! Lines on backups.

use super::{Backup, LossEntry};
use crate::engine::backup::Loss;
use crate::engine::report::Report;
use crate::engine::report::format::{age, digits, dollars};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn backup(report: &Report, page: &mut Page) {
    let backup = &report.backup;
    let remark = backup.generation.as_deref().unwrap_or("tiers of the plan's own");
    page.heading("Backups", remark);
    page.line(format!(
        "  {:<24}{:>9}{:>10}{:>9}{:>11}   {}",
        "tier", "every h", "kept d", "copies", "GiB alone", "what"
    ));
    for tier in &backup.tiers {
        let what: Vec<&str> = tier.surfaces.iter().map(|surface| surface.name()).collect();
        page.line(format!(
            "  {:<24}{:>9}{:>10}{:>9}{:>11}   {}",
            tier.name,
            tier.every_hours,
            digits(tier.keep_days),
            digits(tier.copies),
            digits(tier.stored_gib),
            what.join(", ")
        ));
    }
    page.wrapped("  stored              ", &stored(backup));
    page.wrapped("  cost                ", &cost(backup));
    page.wrapped("  restore             ", &restore(backup));
    page.wrapped("  proof               ", &proof(backup));
    losses(backup, page);
    findings(backup, page);
}

fn findings(backup: &Backup, page: &mut Page) {
    for gap in gaps(backup) {
        page.wrapped("  ! ", &gap);
    }
}

/// Gaps; those that differ by their surface alone are one.
pub(in crate::engine::report) fn gaps(backup: &Backup) -> Vec<String> {
    let mut said: Vec<&str> = Vec::new();
    let mut gaps = Vec::new();
    for finding in &backup.findings {
        if said.contains(&finding.message.as_str()) {
            continue;
        }
        said.push(&finding.message);
        let same = backup.findings.iter().filter(|other| other.message == finding.message);
        let surfaces: Vec<&str> = same.filter_map(|other| Some(other.surface?.title())).collect();
        let whose = if surfaces.is_empty() { String::new() } else { format!("{}: ", surfaces.join(", ")) };
        gaps.push(format!("{whose}{}; {}", finding.message, finding.advice));
    }
    gaps
}

pub(in crate::engine::report) fn stored(backup: &Backup) -> String {
    let stored = &backup.stored_gib;
    let mut parts = vec![format!("Velero {}", digits(stored.velero))];
    if stored.snapshots > 0.0 {
        parts.push(format!("snapshots {}", digits(stored.snapshots)));
    }
    if stored.database > 0.0 {
        parts.push(format!(
            "database {} ({} of it free)",
            digits(stored.database),
            digits(stored.database_free)
        ));
    }
    if stored.versions > 0.0 {
        parts.push(format!("object versions {}", digits(stored.versions)));
    }
    let mut text = format!("{} GiB of today's data: {}", digits(stored.now), parts.join(", "));
    if stored.shared >= 0.5 {
        text.push_str(&format!("; tiers have {} GiB in common", digits(stored.shared)));
    }
    if let (Some(end), Some(peak)) = (stored.end, stored.peak) {
        text.push_str(&format!("; {} at the end of the horizon, at most {}", digits(end), digits(peak)));
    }
    match backup.steady_from_day {
        Some(day) => text + &format!("; as many copies expire as are made from day {day}"),
        None if backup.by_month.is_empty() => text,
        None => text + "; copies still pile up at the end of the horizon",
    }
}

pub(in crate::engine::report) fn cost(backup: &Backup) -> String {
    let now = backup.monthly_usd.map_or_else(
        || "a line has no price".to_owned(),
        |usd| format!("{} USD a month", dollars(usd.dollars())),
    );
    let month = |month: Option<&super::CopiesMonth>| month.and_then(|month| month.usd);
    match (month(backup.by_month.first()), month(backup.by_month.last())) {
        (Some(first), Some(last)) => format!(
            "{now} in the steady state of today's data; {} in the first month, {} in the last",
            dollars(first.dollars()),
            dollars(last.dollars())
        ),
        _ => now,
    }
}

pub(in crate::engine::report) fn restore(backup: &Backup) -> String {
    let Some(minutes) = backup.restore_minutes else { return "nothing to restore from".to_owned() };
    let surfaces: Vec<String> = backup
        .restore_by_surface
        .iter()
        .map(|surface| format!("{} {}", surface.surface, digits(surface.minutes.p50)))
        .collect();
    let rebuilt = backup.rebuild_minutes.map_or_else(String::new, |minutes| {
        format!("; into a new cluster {} and {}", digits(minutes.p50), digits(minutes.p90))
    });
    format!(
        "P50 {} min, P90 {} min{rebuilt}; P50 by surface: {}",
        digits(minutes.p50),
        digits(minutes.p90),
        surfaces.join(", ")
    )
}

pub(in crate::engine::report) fn proof(backup: &Backup) -> String {
    let proof = &backup.proof;
    let measured = match (proof.last_drill, proof.measured_restore_minutes) {
        (Some(day), Some(minutes)) => format!("; {} min measured on {day}", digits(minutes)),
        _ => String::new(),
    };
    format!(
        "a restore works with odds of {} %: {}{measured}",
        digits(proof.p_restore_works * 100.0),
        proof.basis
    )
}

/// Surfaces by failures: the age that nine of ten stay below.
fn losses(backup: &Backup, page: &mut Page) {
    page.line("");
    let titles = Loss::ALL.map(|failure| format!("{:>12}", failure.name()));
    page.line(format!("  {:<24}{}", "lost, P90 after the loss", titles.concat()));
    let mut surface = "";
    for loss in &backup.rpo_by_surface {
        if loss.surface == surface {
            continue;
        }
        surface = loss.surface;
        let row = Loss::ALL.map(|failure| {
            let found = backup
                .rpo_by_surface
                .iter()
                .find(|other| other.surface == surface && other.failure_id == failure.name());
            format!("{:>12}", found.map_or_else(|| "–".to_owned(), cell))
        });
        page.line(format!("  {surface:<24}{}", row.concat()));
    }
}

fn cell(loss: &LossEntry) -> String {
    match (loss.lost, loss.p90_seconds) {
        ("everything", _) => "all of it".to_owned(),
        (_, Some(seconds)) if seconds > 0.0 => age(seconds),
        (_, Some(_)) => "nothing".to_owned(),
        _ => "unknown".to_owned(),
    }
}
