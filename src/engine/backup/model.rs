//! Copies of a plan as numbers: data, schedules, chains, logs and versions.

use super::chain::{Chain, Held, Steady, chains, steady};
use super::growth::Change;
use super::schedule::Schedule;
use crate::engine::catalogue::{CopyMethod, Date, Host, Provider, Surface, Weekday};
use crate::engine::scenario::{BackupTier, DataServices, Figures, Month};
use crate::engine::uncertainty::Law;
use crate::engine::units::HoursPerMonth;

/// MiB of a GiB.
const MIB: f64 = 1024.0;
/// Days of the billed month.
const MONTH_DAYS: f64 = HoursPerMonth::BILLED.hours() / 24.0;

/// What backups need to know of the layout: plain numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Setting {
    /// Volumes of the workload without telemetry, provisioned, GiB.
    pub volumes_gib: f64,
    /// Volumes of telemetry, provisioned, GiB.
    pub telemetry_gib: f64,
    /// Number of volumes of the workload without telemetry.
    pub volumes: u32,
    /// Number of volumes of telemetry.
    pub telemetry_volumes: u32,
    /// Drills in a year; 0 where none is planned.
    pub drills_per_year: f64,
    /// Whether the object store keeps its data in more than one region.
    pub is_multi_region: bool,
    /// Whether the application's objects, and they alone, are copied to another region.
    pub has_object_pair: bool,
    /// What another site has of the data, where the pattern has one.
    pub other_site: Option<OtherSite>,
}

/// What another site has of the data when the region of the first is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OtherSite {
    /// Whether the copies of the tiers are there too.
    pub copies: bool,
    /// Whether the application's objects are.
    pub objects: bool,
    /// Whether its database follows the first, rather than copies of it.
    pub has_replica: bool,
    /// Whether the workload runs there before the failover.
    pub is_running: bool,
    /// Seconds that its database is behind.
    pub lag_seconds: Option<Law>,
}

/// Base backups and logs of the database, for recovery to any point in time.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct PointInTime {
    /// Data of the database, GiB.
    pub gib: f64,
    /// Days for which they are kept.
    pub days: f64,
    /// Log of a day, as a part of the data.
    pub log_per_day: f64,
}

/// Versions of objects that were overwritten or deleted.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Versions {
    /// GiB that become old versions in a day.
    pub gib_per_day: f64,
    /// Days for which they are kept.
    pub days: f64,
}

/// How runs of copies go.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Runs {
    /// Hours that a run takes.
    pub duration_hours: f64,
    /// Chance that a run fails.
    pub failure: f64,
    /// Minutes between two shipments of the database's log.
    pub log_minutes: f64,
    /// Mean minutes of an upload of the log.
    pub upload_minutes: f64,
    /// Hours until a copy is in another region too.
    pub copy_hours: f64,
}

/// Copies of a plan.
#[derive(Clone, Debug)]
pub(super) struct Model<'a> {
    pub figures: Figures<'a>,
    pub setting: Setting,
    pub held: Held,
    pub runs: Runs,
    /// Part of the data that changes in a day.
    pub daily_change: f64,
    pub schedules: Vec<Schedule>,
    pub chains: Vec<Chain>,
    pub point_in_time: Option<PointInTime>,
    pub versions: Option<Versions>,
    /// Backups of the database that the provider keeps for nothing, GiB.
    pub free_gib: f64,
}

impl<'a> Model<'a> {
    /// The copies of a plan.
    pub(super) fn of(figures: Figures<'a>, setting: Setting) -> Self {
        let plan = figures.plan();
        let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
        let used = |id: &str| figures.assumption(id).map_or(1.0, |figure| figure.likely() / 100.0);
        let services = plan.data_services();
        let own_pods = services == DataServices::OfProfile;
        let managed = |gib: f64| if own_pods { 0.0 } else { gib };
        let volumes_used = used("volumes.used_pct");
        let storage_gib = managed(plan.database.storage_gib.likely());
        let provisioned_gib =
            plan.database_storage().map_or(plan.database.storage_gib.likely(), |sold| sold.gib);
        let held = Held {
            config: likely("backup.config_mib") / MIB,
            namespace: likely("backup.namespace_mib") / MIB,
            volumes: setting.volumes_gib * volumes_used,
            telemetry: setting.telemetry_gib * volumes_used,
            database: storage_gib * used("database.used_pct"),
            objects: managed(plan.object_storage.stored_gib.likely()),
        };
        let daily_change = plan.backup.daily_change_pct.likely() / 100.0;
        // A database of the profile's own has no log that is kept: its volume is one of Velero's.
        let days = plan.database.pitr_days.likely();
        let point_in_time = (days > 0.0 && !own_pods).then(|| PointInTime {
            gib: held.database,
            days,
            log_per_day: daily_change * likely("database.log_per_change"),
        });
        let days = plan.object_storage.versions_days.likely();
        let versions = (days > 0.0 && held.objects > 0.0).then(|| Versions {
            gib_per_day: held.objects * likely("object_storage.overwritten_pct") / 100.0,
            days,
        });
        let start = weekday(plan.start_month);
        let tiers = &plan.backup.tiers;
        Self {
            figures,
            setting,
            held,
            runs: Runs {
                duration_hours: likely("backup.duration_hours"),
                failure: likely("backup.failure"),
                log_minutes: likely("backup.log_minutes"),
                upload_minutes: likely("backup.upload_minutes"),
                copy_hours: likely("backup.copy_hours"),
            },
            daily_change,
            schedules: tiers.iter().map(|tier| Schedule::of(tier, start)).collect(),
            chains: chains(tiers, &held, likely("backup.dedup_share")),
            point_in_time,
            versions,
            free_gib: managed(provisioned_gib) * free_share(figures),
        }
    }

    pub(super) fn tiers(&self) -> &'a [BackupTier] {
        &self.figures.plan().backup.tiers
    }

    /// The schedules of a chain.
    pub(super) fn schedules_of(&self, chain: &Chain) -> Vec<Schedule> {
        chain.tiers.iter().map(|tier| self.schedules[*tier]).collect()
    }

    /// What a chain takes in the steady state of today's data, GiB and GiB an hour.
    pub(super) fn steady_of(&self, chain: &Chain) -> Steady {
        let unit = steady(&self.schedules_of(chain), &Change::new(chain.method, self.daily_change));
        Steady { content: unit.content * chain.gib, written_per_hour: unit.written_per_hour * chain.gib }
    }

    /// What a tier takes with copies of its own alone, GiB.
    pub(super) fn alone(&self, tier: usize) -> f64 {
        let of_tier = self.chains.iter().filter(|chain| chain.tiers.contains(&tier));
        of_tier.map(|chain| self.steady_of(&Chain { tiers: vec![tier], ..chain.clone() }).content).sum()
    }

    /// The tier that brings back the youngest data of a surface.
    pub(super) fn tier_of(&self, surface: Surface) -> Option<&'a BackupTier> {
        self.tiers().iter().filter(|tier| tier.covers(surface)).min_by_key(|tier| tier.every_hours)
    }

    /// Hours for which the oldest copy of a surface is kept.
    pub(super) fn longest_keep_hours(&self, surface: Surface) -> Option<f64> {
        let covering = self.tiers().iter().filter(|tier| tier.covers(surface));
        covering.map(BackupTier::keep_hours).max_by(f64::total_cmp)
    }
}

/// The schedule of the database's base backups.
pub(super) fn base_schedule(point: &PointInTime) -> Schedule {
    Schedule { first: 0, every: 24, keep: ((point.days * 24.0).ceil() as i64).max(24) }
}

impl PointInTime {
    /// Base backups in the steady state, GiB: the first whole, then what changed in a day.
    pub(super) fn base_gib(&self, daily_change: f64) -> f64 {
        let change = Change::new(CopyMethod::Incremental, daily_change);
        steady(&[base_schedule(self)], &change).content * self.gib
    }

    /// Logs in the steady state, GiB.
    pub(super) fn log_gib(&self) -> f64 {
        self.gib * self.log_per_day * self.days
    }

    /// What base backups and logs write in a month, GiB.
    pub(super) fn written_per_month(&self, daily_change: f64) -> f64 {
        self.gib * (daily_change + self.log_per_day) * MONTH_DAYS
    }
}

/// The weekday on which a month begins.
pub(super) fn weekday(month: Month) -> Weekday {
    Weekday::of(Date::parse(&month.to_string()).map_or(0, Date::day_number))
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
