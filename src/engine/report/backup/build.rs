//! Results on backups to the report's form.

use super::*;
use crate::engine::cost::{Group, Line};
use crate::engine::plan::Outcome;

pub(in crate::engine::report) fn backup(outcome: &Outcome) -> Backup {
    let backups = &outcome.backups;
    let lines: Vec<&Line> = outcome.bill.lines.iter().filter(|line| line.group == Group::Backup).collect();
    let priced = lines.iter().all(|line| line.effective().is_some());
    let sum: Usd = lines.iter().filter_map(|line| line.effective()).sum();
    Backup {
        tiers: backups.tiers.clone(),
        stored_gib: StoredGib {
            now: backups.velero_gib + backups.database_gib,
            velero: backups.velero_gib,
            database: backups.database_gib,
        },
        monthly_usd: priced.then_some(sum),
        rpo_by_surface: backups.losses.clone(),
    }
}
