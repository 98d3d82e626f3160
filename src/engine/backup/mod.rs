//! What backups keep, what they cost to keep, how old the data is that they bring back, and
//! how long that takes.
//!
//! `chain` says which copies share, `simulate` runs a retention hour by hour, `retention` does so
//! for a whole plan; `age` and `losses` say what is lost, `restore` how long it takes to come back,
//! `proof` whether it does, `findings` where the gaps are, `durability` how likely data are lost
//! for good.

mod age;
mod chain;
mod durability;
mod findings;
mod growth;
mod losses;
mod model;
mod proof;
mod restore;
mod retention;
mod schedule;
mod simulate;

use serde::Serialize;

pub use age::{LogAge, Lost, PeriodicAge};
pub use chain::{Chain, Held, Steady, chains, steady};
pub use durability::{
    CauseOfLoss, Durability, Elsewhere, Extent, Hazard, Rate, RateKind, StorageCluster, SurfaceDurability,
    durability,
};
pub use findings::BackupFinding;
pub use growth::{Change, Growth};
pub use losses::{Loss, SurfaceLoss};
pub use model::{OtherSite, Setting};
pub use proof::Proof;
pub use restore::{Restore, RestoreBranch, RestoreStep, Scope, StepTime, step_of};
pub use retention::{MonthKept, Retention, TierDay, copies_on};
pub use schedule::Schedule;
pub use simulate::{Span, Stock, simulate};

use crate::engine::catalogue::{CopyMethod, Surface};
use crate::engine::scenario::{BackupTier, Figures, TierPreset};
use crate::engine::units::HoursPerMonth;
use model::Model;

/// A tier in its steady state.
#[derive(Clone, Debug, PartialEq)]
pub struct TierKept {
    /// The tier.
    pub tier: BackupTier,
    /// Copies kept, the mean over time.
    pub copies: f64,
    /// Data kept, GiB, if the tier shared with no other.
    pub stored_gib: f64,
}

/// Copies of the copies, in the second region.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OffRegion {
    /// The region.
    pub region: String,
    /// Copies of the tiers, GiB.
    pub velero_gib: f64,
    /// Snapshots of volumes, GiB.
    pub snapshot_gib: f64,
    /// Base backups and logs of the database, GiB.
    pub database_gib: f64,
    /// What goes there in a month, GiB.
    pub transfer_gib_per_month: f64,
}

/// Backups of a plan in their steady state, with today's data.
#[derive(Clone, Debug, PartialEq)]
pub struct Backups {
    /// Where the tiers come from.
    pub preset: TierPreset,
    /// Which version of the vendor's words the preset follows.
    pub generation: Option<String>,
    /// The tiers.
    pub tiers: Vec<TierKept>,
    /// Copies of all tiers in the object store, GiB; what they share counts once.
    pub velero_gib: f64,
    /// What the tiers write to the object store in a month, GiB.
    pub velero_written_gib_per_month: f64,
    /// Snapshots of volumes, GiB.
    pub snapshot_gib: f64,
    /// What tiers share with one another, GiB: the sum of the tiers is more by so much.
    pub shared_gib: f64,
    /// The database's base backups and logs, GiB.
    pub database_gib: f64,
    /// Of it, logs.
    pub database_log_gib: f64,
    /// Part of the database's backups that is free, GiB.
    pub database_free_gib: f64,
    /// Versions of objects that were overwritten or deleted, GiB.
    pub versions_gib: f64,
    /// Copies in the second region.
    pub off_region: Option<OffRegion>,
    /// What each failure costs of each surface.
    pub losses: Vec<SurfaceLoss>,
    /// The steps of a restore.
    pub restore: Restore,
    /// What the last drill proves.
    pub proof: Proof,
    /// Gaps.
    pub findings: Vec<BackupFinding>,
}

impl Backups {
    /// All that is kept in the plan's own region, GiB.
    pub fn stored_gib(&self) -> f64 {
        self.velero_gib + self.snapshot_gib + self.database_gib + self.versions_gib
    }

    /// The same without what only people read: for the bill.
    pub fn amounts(&self) -> Self {
        Self {
            generation: None,
            tiers: self.tiers.clone(),
            off_region: self.off_region.clone(),
            losses: Vec::new(),
            restore: Restore::default(),
            proof: Proof { basis: String::new(), ..self.proof.clone() },
            findings: Vec::new(),
            ..*self
        }
    }

    /// What a failure costs of a surface; `None` where the plan has no such data.
    pub fn lost(&self, surface: Surface, failure: Loss) -> Option<&SurfaceLoss> {
        self.losses.iter().find(|loss| loss.surface == surface && loss.failure == failure)
    }
}

/// The backups of a plan.
///
/// Formula: the steady state of every chain of copies; base backups and logs of the database;
/// versions of objects. AWS and Azure keep database backups up to the provisioned size for
/// nothing.
/// Units: GiB. Source: docs/model.md, "Backups".
pub fn backups(figures: Figures<'_>, setting: Setting) -> Backups {
    let plan = figures.plan();
    let model = Model::of(figures, setting);
    let (mut velero, mut snapshots) = (Steady::default(), Steady::default());
    for chain in &model.chains {
        let of_chain = model.steady_of(chain);
        let sum = if chain.method == CopyMethod::Snapshot { &mut snapshots } else { &mut velero };
        sum.content += of_chain.content;
        sum.written_per_hour += of_chain.written_per_hour;
    }
    let tiers: Vec<TierKept> = (model.tiers().iter().zip(&model.schedules).enumerate())
        .map(|(i, (tier, schedule))| TierKept {
            tier: tier.clone(),
            copies: schedule.copies_mean(),
            stored_gib: model.alone(i),
        })
        .collect();
    let alone: f64 = tiers.iter().map(|tier| tier.stored_gib).sum();
    let (base_gib, database_log_gib, database_written) =
        model.point_in_time.as_ref().map_or((0.0, 0.0, 0.0), |point| {
            (point.base_gib(model.daily_change), point.log_gib(), point.written_per_month(model.daily_change))
        });
    let database_gib = base_gib + database_log_gib;
    let per_hour = velero.written_per_hour + snapshots.written_per_hour;
    let off_region = plan.platform.second_region.as_ref().filter(|_| plan.backup.off_region_copy);
    let losses = losses::losses(&model);
    let proof = proof::proof(&model);
    Backups {
        preset: plan.backup.preset,
        generation: generation(figures),
        shared_gib: (alone - velero.content - snapshots.content).max(0.0),
        tiers,
        velero_gib: velero.content,
        velero_written_gib_per_month: velero.written_per_hour * HoursPerMonth::BILLED.hours(),
        snapshot_gib: snapshots.content,
        database_gib,
        database_log_gib,
        database_free_gib: database_gib.min(model.free_gib),
        versions_gib: model.versions.as_ref().map_or(0.0, |old| old.gib_per_day * old.days),
        off_region: off_region.map(|region| OffRegion {
            region: region.clone(),
            velero_gib: velero.content,
            snapshot_gib: snapshots.content,
            database_gib,
            transfer_gib_per_month: per_hour * HoursPerMonth::BILLED.hours() + database_written,
        }),
        findings: findings::findings(&model, &losses, &proof),
        restore: restore::restore(&model),
        losses,
        proof,
    }
}

/// What the copies of a plan take over its horizon, run by run.
pub fn retained(figures: Figures<'_>, setting: Setting) -> Retention {
    retention::retention(&Model::of(figures, setting))
}

fn generation(figures: Figures<'_>) -> Option<String> {
    let preset = figures.plan().backup.preset.name();
    let rows = &figures.catalogue().backup_tiers;
    rows.iter().find(|row| row.preset == preset).map(|row| row.generation.clone())
}
