//! What backups keep, and how old the data is that they bring back.

use serde::Serialize;

use crate::engine::catalogue::{Host, Provider};
use crate::engine::scenario::{DataServices, Figures};

/// Hours between two runs of the chart's Velero schedule.
const CHART_EVERY_HOURS: f64 = 24.0;
/// Minutes between two shipments of the database's log, as the vendor's chart sets it.
const LOG_SHIPMENT_MINUTES: f64 = 5.0;

/// A backup schedule in its steady state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct BackupTier {
    /// Its name.
    pub name: &'static str,
    /// Copies kept at any time.
    pub copies: f64,
    /// Data kept, GiB.
    pub stored_gib: f64,
}

/// How old the data is that comes back.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SurfaceLoss {
    /// What is lost: database, config, namespace, volumes, object-storage.
    pub surface: &'static str,
    /// In which failure.
    pub failure: &'static str,
    /// Age of the data at most, seconds.
    pub at_most_seconds: f64,
    /// Why.
    pub basis: String,
}

/// Backups of a plan in their steady state.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Backups {
    /// Schedules.
    pub tiers: Vec<BackupTier>,
    /// Velero's copies in the object store, GiB.
    pub velero_gib: f64,
    /// The database's automated backups, GiB.
    pub database_gib: f64,
    /// Part of the database's backups that is free, GiB.
    pub database_free_gib: f64,
    /// Age of the data that comes back, by surface.
    pub losses: Vec<SurfaceLoss>,
}

/// How much of the provisioned size the provider keeps for nothing as backups.
fn free_share(figures: Figures<'_>) -> f64 {
    let item = match figures.plan().platform.host {
        Host::Aws => (Provider::Aws, "rds-postgresql", "backup storage"),
        Host::Azure => (Provider::Azure, "postgresql-flexible", "backup-storage-lrs"),
        Host::Gcp | Host::OnPrem => return 0.0,
    };
    figures.catalogue().not_billed(item.0, item.1, item.2)
}

/// The backups of a plan.
///
/// Formula: first copy + later copies × daily change: stored = used × (1 + change ×
/// (copies − 1)) for Velero's file-system backups, which share what did not change;
/// used × (1 + change × days) for the database's point-in-time recovery. AWS and
/// Azure keep database backups up to the provisioned size for nothing.
/// Units: GiB. Source: docs/model.md, "Backups".
pub fn backups(figures: Figures<'_>, volumes_gib: f64) -> Backups {
    let plan = figures.plan();
    let share = |id: &str| figures.assumption(id).map_or(1.0, |figure| figure.likely() / 100.0);
    let change = plan.backup.daily_change_pct.likely() / 100.0;
    let copies = (plan.backup.keep_days.likely() * 24.0 / CHART_EVERY_HOURS).floor().max(1.0);
    let velero_gib = volumes_gib * share("volumes.used_pct") * (1.0 + change * (copies - 1.0));
    // A database of the profile's own has no log that is kept: its volume is one of Velero's.
    let own_pod = plan.data_services() == DataServices::OfProfile;
    let pitr_days = if own_pod { 0.0 } else { plan.database.pitr_days.likely() };
    let storage_gib = plan.database.storage_gib.likely();
    let database_gib = if pitr_days > 0.0 {
        storage_gib * share("database.used_pct") * (1.0 + change * pitr_days)
    } else {
        0.0
    };
    let hours = CHART_EVERY_HOURS;
    let mut losses = Vec::new();
    if pitr_days > 0.0 {
        losses.push(SurfaceLoss {
            surface: "database",
            failure: "corruption, deletion or loss of the region",
            at_most_seconds: LOG_SHIPMENT_MINUTES * 60.0,
            basis: format!("logs are shipped every {LOG_SHIPMENT_MINUTES} minutes and kept {pitr_days} days"),
        });
    }
    if own_pod {
        losses.push(SurfaceLoss {
            surface: "database",
            failure: "corruption, deletion or loss of its volume",
            at_most_seconds: hours * 3600.0,
            basis: format!("a pod with a volume: one Velero backup every {hours} hours, no point in time"),
        });
    }
    for surface in ["config", "namespace", "volumes"] {
        losses.push(SurfaceLoss {
            surface,
            failure: "deletion or loss of the cluster",
            at_most_seconds: hours * 3600.0,
            basis: format!("one Velero backup every {hours} hours"),
        });
    }
    Backups {
        tiers: vec![BackupTier { name: "velero-daily", copies, stored_gib: velero_gib }],
        velero_gib,
        database_gib,
        database_free_gib: database_gib.min(storage_gib * free_share(figures)),
        losses,
    }
}
