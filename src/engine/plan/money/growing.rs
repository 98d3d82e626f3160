//! A plan and its load after some months of growth.

use crate::engine::backup::{Backups, MonthKept, OffRegion};
use crate::engine::scenario::{Auto, Figures, Plan};
use crate::engine::uncertainty::Estimate;

/// Figures of the model that grow with the workload's traffic.
const GROWING: [&str; 11] = [
    "database.iops",
    "database.throughput_mibps",
    "network.active_connections",
    "network.chain_gib_per_node",
    "network.ingress_gib_per_month",
    "network.nat_gib_per_month",
    "network.new_connections_per_second",
    "object_storage.get_thousand_per_month",
    "object_storage.put_thousand_per_month",
    "volumes.iops",
    "volumes.throughput_mibps",
];

/// The plan whose traffic and data are so many times today's: what it sends, stores and logs,
/// and the database's storage where what it holds outgrows it.
///
/// Units, sizes of services and counts that no traffic drives stay.
/// Source: docs/model.md, "Over the years".
pub(in crate::engine::plan) fn grown(figures: Figures<'_>, growth: f64) -> Plan {
    let mut plan = figures.plan().clone();
    let larger = enlarged(figures, "database.used_pct", growth);
    plan.database.storage_gib = plan.database.storage_gib.times(larger);
    plan.object_storage.stored_gib = plan.object_storage.stored_gib.times(growth);
    plan.network.egress_gib_per_month = plan.network.egress_gib_per_month.times(growth);
    for set in [&mut plan.network.cross_zone_gib_per_month, &mut plan.observability.log_gib_per_day] {
        if let Auto::Set(value) = set {
            *value = value.times(growth);
        }
    }
    for id in GROWING {
        if let Some(figure) = figures.assumption(id) {
            plan.assumptions.insert(id.to_owned(), Estimate::exact(figure.likely() * growth));
        }
    }
    plan
}

/// What a volume has grown by once its data are so many times today's.
///
/// Formula: max(1, u·f ÷ max(u, r)), u the part that holds data today (`used_id`), r the part
/// at which a volume is enlarged (`volumes.resize_at_pct`), f the growth of the data.
pub(in crate::engine::plan) fn enlarged(figures: Figures<'_>, used_id: &str, growth: f64) -> f64 {
    let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let (used, limit) = (likely(used_id), likely("volumes.resize_at_pct"));
    let limit = limit.max(used);
    if limit > 0.0 { (used * growth / limit).max(1.0) } else { 1.0 }
}

/// Backups as they are in a month of the horizon.
pub(in crate::engine::plan) fn kept_in(steady: &Backups, kept: &MonthKept) -> Backups {
    let mut backups = steady.amounts();
    backups.velero_gib = kept.velero;
    backups.snapshot_gib = kept.snapshots;
    backups.database_gib = kept.database;
    // The logs are a part of it, in the same proportion.
    let part = if steady.database_gib > 0.0 { kept.database / steady.database_gib } else { 0.0 };
    backups.database_log_gib = steady.database_log_gib * part;
    backups.database_free_gib = kept.database - kept.database_billed;
    backups.versions_gib = kept.versions;
    backups.off_region = steady.off_region.as_ref().map(|there| OffRegion {
        region: there.region.clone(),
        velero_gib: kept.velero,
        snapshot_gib: kept.snapshots,
        database_gib: kept.database,
        transfer_gib_per_month: kept.written,
    });
    backups
}
