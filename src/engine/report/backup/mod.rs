//! The part of the report on backups.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::P10P50P90;
use crate::engine::backup::{BackupFinding, OffRegion, Proof, TierDay};
use crate::engine::catalogue::{Surface, Weekday};
use crate::engine::units::Usd;

/// Backups.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Backup {
    /// Where the schedules come from.
    pub preset: &'static str,
    /// Which version of the vendor's words the preset follows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub generation: Option<String>,
    /// Schedules.
    pub tiers: Vec<TierEntry>,
    /// Data kept.
    pub stored_gib: StoredGib,
    /// The first day on which as many copies expire as are made; absent where that is beyond
    /// the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steady_from_day: Option<usize>,
    /// What the copies cost a month in the steady state of today's data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// Data kept and what they cost, month by month.
    pub by_month: Vec<CopiesMonth>,
    /// Data kept on each day of the horizon, GiB.
    pub by_day_gib: Vec<f64>,
    /// The copies of each tier at the end of the horizon.
    pub calendar: Vec<TierDay>,
    /// Copies in the second region.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_region: Option<OffRegion>,
    /// Minutes of a restore into the cluster that is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub restore_minutes: Option<P10P50P90>,
    /// Minutes of a restore into a new cluster.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rebuild_minutes: Option<P10P50P90>,
    /// Minutes until one surface is back.
    pub restore_by_surface: Vec<SurfaceRestore>,
    /// The steps of a restore.
    pub restore_steps: Vec<StepEntry>,
    /// Age of the data that comes back.
    pub rpo_by_surface: Vec<LossEntry>,
    /// What the last drill proves.
    pub proof: Proof,
    /// Gaps.
    pub findings: Vec<BackupFinding>,
}

/// A schedule in its steady state.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TierEntry {
    /// Its name.
    pub name: String,
    /// What it copies.
    pub surfaces: Vec<Surface>,
    /// Hours between two runs.
    pub every_hours: u32,
    /// The hour of the day at which it runs.
    pub at_hour: u32,
    /// The day of the week on which it runs first.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_weekday: Option<Weekday>,
    /// Days for which a copy is kept.
    pub keep_days: f64,
    /// How copies are made.
    pub method: &'static str,
    /// Copies kept, the mean over time.
    pub copies: f64,
    /// Data kept if it shared with no other tier.
    pub stored_gib: f64,
}

/// Data kept by backups, GiB.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StoredGib {
    /// In the steady state of today's data, all together.
    pub now: f64,
    /// On the last day of the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub end: Option<f64>,
    /// Most on any day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak: Option<f64>,
    /// That day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub peak_day: Option<usize>,
    /// Of what is kept now, Velero's copies.
    pub velero: f64,
    /// Snapshots of volumes.
    pub snapshots: f64,
    /// The database's base backups and logs.
    pub database: f64,
    /// Of them, logs.
    pub database_logs: f64,
    /// Of them, what the provider keeps for nothing.
    pub database_free: f64,
    /// Old versions of objects.
    pub versions: f64,
    /// What tiers have in common: their sum is more by so much.
    pub shared: f64,
}

/// Copies in a month.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CopiesMonth {
    /// The month.
    pub month: String,
    /// Data kept, the mean over the month.
    pub stored_gib: f64,
    /// Of it, Velero's copies.
    pub velero_gib: f64,
    /// Of it, snapshots.
    pub snapshot_gib: f64,
    /// Of it, the database's.
    pub database_gib: f64,
    /// Of it, old versions of objects.
    pub versions_gib: f64,
    /// What tiers and database wrote.
    pub written_gib: f64,
    /// What the month costs; absent where a line of it has no price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usd: Option<Usd>,
}

/// Minutes until a surface is back.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurfaceRestore {
    /// The data.
    pub surface: &'static str,
    /// Minutes.
    pub minutes: P10P50P90,
}

/// A step of a restore.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// The part that it belongs to: before, a surface, or after.
    pub part: &'static str,
    /// What is done.
    pub name: String,
    /// Data that are moved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gib: Option<f64>,
    /// Least minutes.
    pub low: f64,
    /// Likely minutes.
    pub likely: f64,
    /// Most minutes.
    pub high: f64,
}

/// What a failure costs of the data of a surface.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LossEntry {
    /// The data.
    pub surface: &'static str,
    /// What strikes them, in words.
    pub failure: &'static str,
    /// The same in short.
    pub failure_id: &'static str,
    /// nothing, since-copy, since-log, everything or unknown.
    pub lost: &'static str,
    /// Age of the lost data that half of the failures stay below, seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50_seconds: Option<f64>,
    /// The age that nine of ten stay below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90_seconds: Option<f64>,
    /// The age that all but one in a thousand stay below.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at_most_seconds: Option<f64>,
    /// Why.
    pub basis: String,
}
