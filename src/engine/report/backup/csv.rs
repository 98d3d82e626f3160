//! Rows on backups.

use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};

pub(in crate::engine::report) fn backup(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let backup = &report.backup;
    for tier in &backup.tiers {
        for (what, value, unit) in [
            ("every", f64::from(tier.every_hours), "hours"),
            ("kept", tier.keep_days, "days"),
            ("copies", tier.copies, "copies"),
            ("stored alone", tier.stored_gib, "GiB"),
        ] {
            table.fact("backup tier", &tier.name, what, value, unit)?;
        }
    }
    let stored = &backup.stored_gib;
    for (what, value) in [
        ("now", Some(stored.now)),
        ("velero", Some(stored.velero)),
        ("snapshots", Some(stored.snapshots)),
        ("database", Some(stored.database)),
        ("database logs", Some(stored.database_logs)),
        ("database, free part", Some(stored.database_free)),
        ("object versions", Some(stored.versions)),
        ("shared by tiers", Some(stored.shared)),
        ("peak", stored.peak),
        ("end of the horizon", stored.end),
    ] {
        if let Some(value) = value {
            table.fact("backup", "stored", what, value, "GiB")?;
        }
    }
    if let Some(day) = backup.steady_from_day {
        table.fact("backup", "steady state", "from day", day as f64, "days")?;
    }
    for month in &backup.by_month {
        table.fact("backup month", &month.month, "stored", month.stored_gib, "GiB")?;
        if let Some(usd) = month.usd {
            table.fact("backup month", &month.month, "cost", usd.dollars(), "USD")?;
        }
    }
    restore(report, table)?;
    for loss in &backup.rpo_by_surface {
        let item = format!("{}: {}", loss.surface, loss.failure);
        let ages = [("p50", loss.p50_seconds), ("p90", loss.p90_seconds), ("at most", loss.at_most_seconds)];
        for (what, seconds) in ages.into_iter().filter_map(|(what, value)| Some((what, value?))) {
            table.fact("data lost", &item, what, seconds, "seconds")?;
        }
        if loss.p50_seconds.is_none() {
            table.row(&Row {
                section: "data lost",
                item: &item,
                component: loss.lost,
                kind: "computed",
                source: &loss.basis,
                ..Row::default()
            })?;
        }
    }
    for finding in &backup.findings {
        table.row(&Row {
            section: "backup finding",
            item: finding.surface.map_or("all", |surface| surface.name()),
            component: finding.code,
            kind: "computed",
            source: &finding.message,
            ..Row::default()
        })?;
    }
    Ok(())
}

fn restore(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let backup = &report.backup;
    for (item, minutes) in
        [("into the cluster", backup.restore_minutes), ("into a new cluster", backup.rebuild_minutes)]
    {
        if let Some(minutes) = minutes {
            table.fact("restore", item, "p10", minutes.p10, "minutes")?;
            table.fact("restore", item, "p50", minutes.p50, "minutes")?;
            table.fact("restore", item, "p90", minutes.p90, "minutes")?;
        }
    }
    for surface in &backup.restore_by_surface {
        table.fact("restore", surface.surface, "p10", surface.minutes.p10, "minutes")?;
        table.fact("restore", surface.surface, "p50", surface.minutes.p50, "minutes")?;
        table.fact("restore", surface.surface, "p90", surface.minutes.p90, "minutes")?;
    }
    for step in &backup.restore_steps {
        let item = format!("{}: {}", step.part, step.name);
        for (end, value) in [("low", step.low), ("likely", step.likely), ("high", step.high)] {
            table.fact("restore step", &item, end, value, "minutes")?;
        }
    }
    if let Some(measured) = backup.proof.measured_restore_minutes {
        table.fact("restore", "last drill", "measured", measured, "minutes")?;
    }
    table.fact("restore", "proof", "odds that it works", backup.proof.p_restore_works, "probability")
}
