//! Gaps of the copies of a plan.

use serde::Serialize;

use super::age::Lost;
use super::losses::{Loss, SurfaceLoss};
use super::model::Model;
use super::proof::Proof;
use crate::engine::catalogue::Surface;

/// Days that the chart keeps metrics: the longest of telemetry.
/// Source: the chart: metrics one month, logs and traces 7 days.
const TELEMETRY_DAYS: f64 = 30.0;

/// A gap, and what mends it.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct BackupFinding {
    /// Short name of the kind of gap.
    pub code: &'static str,
    /// The data that it is about; absent where it is about all of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub surface: Option<Surface>,
    /// What is wrong.
    pub message: String,
    /// What mends it.
    pub advice: String,
}

/// The gaps of the copies of a plan.
pub(super) fn findings(model: &Model<'_>, losses: &[SurfaceLoss], proof: &Proof) -> Vec<BackupFinding> {
    let mut found = Vec::new();
    let mut find = |code, surface, message: String, advice: &str| {
        found.push(BackupFinding { code, surface, message, advice: advice.to_owned() });
    };
    let plan = model.figures.plan();
    for surface in uncovered(model) {
        let (code, message, advice) = match surface {
            Surface::Database => (
                "no-point-in-time",
                "database.pitr_days is 0: the database has neither logs nor base backups, and no tier copies it".to_owned(),
                "set database.pitr_days, or add a tier with the surface database",
            ),
            Surface::ObjectStorage => (
                "no-versions",
                "object_storage.versions_days is 0 and no tier copies the objects: what is overwritten or deleted is gone".to_owned(),
                "set object_storage.versions_days, or add a tier with the surface object-storage",
            ),
            _ => ("not-covered", "no tier copies it: what is deleted is gone".to_owned(), "add the surface to a tier"),
        };
        find(code, Some(surface), message, advice);
    }
    if let Some(every) = proof.drill_every_days {
        for (surface, days) in short(model, every) {
            find(
                "short-retention",
                Some(surface),
                format!(
                    "the oldest copy is {days:.0} days old and {every:.0} lie between two drills: damage that only a drill finds has no good copy"
                ),
                "keep one copy longer than the time between two drills, such as a monthly tier, or drill more often",
            );
        }
    } else {
        find("no-drills", None, "no drill is part of the planned work".to_owned(), "plan restore tests");
    }
    let gone: Vec<&str> = losses
        .iter()
        .filter(|loss| loss.failure == Loss::Region && loss.lost == Lost::Everything)
        .map(|loss| loss.surface.title())
        .collect();
    if !gone.is_empty() {
        find(
            "same-region",
            None,
            format!(
                "copies live in the region or site that they protect; its loss takes all of: {}",
                gone.join(", ")
            ),
            "set platform.second_region and backup.off_region_copy, and a tier for what no tier copies",
        );
    }
    if let Some(longest) = shorter_versions(model) {
        find(
            "short-versions",
            Some(Surface::ObjectStorage),
            format!(
                "versions of objects are kept {} days, copies of other data {longest:.0}: an old copy points to objects that are gone",
                plan.object_storage.versions_days.likely()
            ),
            "keep versions at least as long as the longest tier",
        );
    }
    if let Some(days) = lost_telemetry(model) {
        find(
            "telemetry-history",
            Some(Surface::Telemetry),
            format!(
                "copies of telemetry are kept {days:.0} days and metrics {TELEMETRY_DAYS:.0}: a restore loses history, what came since the copy, and all that was damaged longer ago"
            ),
            "keep telemetry longer, or send it elsewhere",
        );
    }
    if let Some(message) = untested(proof) {
        find(
            "untested",
            None,
            message,
            "restore into a cluster of its own and write down the minutes: backup.last_drill",
        );
    }
    found
}

/// Surfaces with data that nothing copies.
fn uncovered(model: &Model<'_>) -> Vec<Surface> {
    let covered = |surface: &Surface| match surface {
        Surface::Database => model.point_in_time.is_some() || model.tier_of(*surface).is_some(),
        Surface::ObjectStorage => model.versions.is_some() || model.tier_of(*surface).is_some(),
        _ => model.tier_of(*surface).is_some(),
    };
    Surface::ALL.into_iter().filter(|surface| model.held.of(*surface) > 0.0 && !covered(surface)).collect()
}

/// Surfaces of which no copy is as old as the time between two drills, and the age of the oldest.
fn short(model: &Model<'_>, every_days: f64) -> Vec<(Surface, f64)> {
    let days = |surface: Surface| {
        let tiers = model.longest_keep_hours(surface).map(|hours| hours / 24.0);
        let log = model.point_in_time.filter(|_| surface == Surface::Database).map(|point| point.days);
        tiers.into_iter().chain(log).max_by(f64::total_cmp)
    };
    // Telemetry and its history are a finding of their own; versions of objects stand beside.
    let surfaces = [Surface::Config, Surface::Namespace, Surface::Volumes, Surface::Database];
    let held = surfaces.into_iter().filter(|surface| model.held.of(*surface) > 0.0);
    held.filter_map(|surface| Some((surface, days(surface)?)))
        .filter(|(_, days)| *days < every_days)
        .collect()
}

/// Days of the longest retention beside objects whose versions go before it.
fn shorter_versions(model: &Model<'_>) -> Option<f64> {
    let old = model.versions.as_ref()?;
    let surfaces = [Surface::Namespace, Surface::Volumes, Surface::Database];
    let tiers = surfaces.into_iter().filter_map(|surface| model.longest_keep_hours(surface));
    let log = model.point_in_time.map(|point| point.days * 24.0);
    let longest = tiers.chain(log).max_by(f64::total_cmp)? / 24.0;
    (old.days < longest).then_some(longest)
}

/// Days for which telemetry is kept in copies, where that is less than it holds.
fn lost_telemetry(model: &Model<'_>) -> Option<f64> {
    if model.held.telemetry <= 0.0 {
        return None;
    }
    let days = model.longest_keep_hours(Surface::Telemetry)? / 24.0;
    (days < TELEMETRY_DAYS).then_some(days)
}

fn untested(proof: &Proof) -> Option<String> {
    let odds = format!("the odds that one works are {:.0} %", proof.p_restore_works * 100.0);
    match (proof.days_ago, proof.drill_every_days) {
        (None, _) => Some(format!("no restore was ever tried out: {odds}")),
        (Some(days), Some(every)) if days as f64 > every => {
            Some(format!("the last drill is {days} days ago, {every:.0} lie between two: {odds}"))
        }
        _ => None,
    }
}
