//! The part of the report on backups.

pub(super) mod build;

use serde::Serialize;

use crate::engine::backup::{BackupTier, SurfaceLoss};
use crate::engine::units::Usd;

/// Backups.
#[derive(Clone, Debug, Serialize)]
pub struct Backup {
    /// Schedules.
    pub tiers: Vec<BackupTier>,
    /// Data kept.
    pub stored_gib: StoredGib,
    /// What the copies cost a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// Age of the data that comes back.
    pub rpo_by_surface: Vec<SurfaceLoss>,
}

/// Data kept by backups.
#[derive(Clone, Debug, Serialize)]
pub struct StoredGib {
    /// In the steady state of today's load: Velero and database together.
    pub now: f64,
    /// Of it, Velero's copies.
    pub velero: f64,
    /// Of it, the database's.
    pub database: f64,
}
