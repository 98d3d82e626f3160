//! Results on backups to the report's form.

use super::*;
use crate::engine::backup::{RestoreStep, Retention, StepTime, SurfaceLoss, TierKept};
use crate::engine::cost::{Group, Line};
use crate::engine::plan::{Laws, Outcome, Percentiles};
use crate::engine::scenario::Month;

pub(in crate::engine::report) fn backup(outcome: &Outcome, laws: Option<&Laws>) -> Backup {
    let backups = &outcome.backups;
    let lines: Vec<&Line> = outcome.bill.lines.iter().filter(|line| line.group == Group::Backup).collect();
    let priced = lines.iter().all(|line| line.effective().is_some());
    let sum: Usd = lines.iter().filter_map(|line| line.effective()).sum();
    let retention = outcome.retention.as_ref();
    let recovery = laws.map(|laws| &laws.recovery);
    // With nothing to restore there is no time to say.
    let restored = recovery.filter(|_| backups.restore.restores());
    Backup {
        preset: backups.preset.name(),
        generation: backups.generation.clone(),
        tiers: backups.tiers.iter().map(tier).collect(),
        stored_gib: StoredGib {
            now: backups.stored_gib(),
            end: retention.map(|retention| retention.end_gib),
            peak: retention.map(|retention| retention.peak.0),
            peak_day: retention.map(|retention| retention.peak.1),
            velero: backups.velero_gib,
            snapshots: backups.snapshot_gib,
            database: backups.database_gib,
            database_logs: backups.database_log_gib,
            database_free: backups.database_free_gib,
            versions: backups.versions_gib,
            shared: backups.shared_gib,
        },
        steady_from_day: retention.and_then(|retention| retention.steady_from_day),
        monthly_usd: priced.then_some(sum),
        by_month: retention.map_or_else(Vec::new, |retention| months(outcome, retention)),
        by_day_gib: retention.map_or_else(Vec::new, |retention| retention.by_day.clone()),
        calendar: retention.map_or_else(Vec::new, |retention| retention.calendar.clone()),
        second_region: backups.off_region.clone(),
        restore_minutes: restored.map(|laws| ends(laws.restore_minutes)),
        rebuild_minutes: restored.map(|laws| ends(laws.rebuild_minutes)),
        restore_by_surface: recovery.map_or_else(Vec::new, |laws| {
            let surfaces = laws.surface_minutes.iter();
            surfaces
                .map(|(surface, minutes)| SurfaceRestore { surface: surface.name(), minutes: ends(*minutes) })
                .collect()
        }),
        restore_steps: steps(outcome),
        rpo_by_surface: backups.losses.iter().map(loss).collect(),
        proof: backups.proof.clone(),
        findings: backups.findings.clone(),
    }
}

const fn ends(minutes: Percentiles) -> P10P50P90 {
    P10P50P90 { p10: minutes.p10, p50: minutes.p50, p90: minutes.p90 }
}

fn tier(kept: &TierKept) -> TierEntry {
    let tier = &kept.tier;
    TierEntry {
        name: tier.name.clone(),
        surfaces: tier.surfaces.clone(),
        every_hours: tier.every_hours,
        at_hour: tier.at_hour,
        at_weekday: tier.at_weekday,
        keep_days: tier.keep_hours() / 24.0,
        method: tier.method.name(),
        copies: kept.copies,
        stored_gib: kept.stored_gib,
    }
}

fn months(outcome: &Outcome, retention: &Retention) -> Vec<CopiesMonth> {
    let costs = outcome.copies_by_month.iter();
    let start = outcome.plan.start_month;
    let months = retention.months.iter().zip(costs).enumerate();
    months
        .map(|(i, (kept, usd))| CopiesMonth {
            month: after(start, i).to_string(),
            stored_gib: kept.total(),
            velero_gib: kept.velero,
            snapshot_gib: kept.snapshots,
            database_gib: kept.database,
            versions_gib: kept.versions,
            written_gib: kept.written,
            usd: *usd,
        })
        .collect()
}

/// The month so many months later.
const fn after(month: Month, months: usize) -> Month {
    let count = month.month as usize - 1 + months;
    Month { year: month.year + (count / 12) as u16, month: (count % 12) as u8 + 1 }
}

fn steps(outcome: &Outcome) -> Vec<StepEntry> {
    let restore = &outcome.backups.restore;
    let part = |part: &'static str, steps: &[RestoreStep]| -> Vec<StepEntry> {
        steps.iter().map(|step| entry(part, step)).collect()
    };
    let mut entries = part("before", &restore.decide);
    for branch in &restore.branches {
        entries.extend(part(branch.surface.name(), &branch.steps));
    }
    entries.extend(part("after", &restore.verify));
    entries
}

fn entry(part: &'static str, step: &RestoreStep) -> StepEntry {
    let (low, likely, high) = step.time.ends();
    let gib = match step.time {
        StepTime::Transfer { gib, .. } => Some(gib),
        StepTime::Fixed { .. } => None,
    };
    StepEntry { part, name: step.name.clone(), gib, low, likely, high }
}

fn loss(loss: &SurfaceLoss) -> LossEntry {
    LossEntry {
        surface: loss.surface.name(),
        failure: loss.failure.title(),
        failure_id: loss.failure.name(),
        lost: loss.lost.name(),
        p50_seconds: loss.lost.quantile_seconds(0.5),
        p90_seconds: loss.lost.quantile_seconds(0.9),
        at_most_seconds: loss.lost.quantile_seconds(0.999),
        basis: loss.basis.clone(),
    }
}
