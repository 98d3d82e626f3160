//! The lines of a layout on Google Cloud.

use super::Group;
use super::writer::{Ask, HOURS, Writer};
use crate::engine::catalogue::Provider;
use crate::engine::scenario::{CacheEngine, HighAvailability, Redundancy};
use crate::engine::units::HoursPerMonth;

/// Machines that a NAT gateway bills one by one; above, it bills as one gateway.
const NAT_MACHINES: f64 = 32.0;
/// Requests in a unit of the operation meters, thousands.
const THOUSANDS: f64 = 10.0;
/// Bytes of a sample of a metric.
const SAMPLE_BYTES: f64 = 8.0;
/// Bytes of a MiB.
const MIB: f64 = 1_048_576.0;

pub(super) fn lines(writer: &mut Writer<'_>) {
    compute(writer);
    database(writer);
    cache(writer);
    storage(writer);
    network(writer);
    backup(writer);
    operations(writer);
}

fn compute(writer: &mut Writer<'_>) {
    if writer.layout.openshift.is_none() {
        writer.line(Ask::new(
            Group::Compute,
            "Control plane",
            ("gke", "cluster management fee"),
            HOURS,
            format!("one regional cluster × {HOURS} h"),
        ));
    }
    writer.nodes();
    let (root, id) = writer.root_volume();
    let nodes: f64 = writer.node_groups().iter().map(|(_, _, nodes)| nodes).sum();
    let basis = format!("{nodes} nodes × {root} GiB ({id})");
    let item = ("persistent-disk", "pd-balanced zonal");
    writer.line(Ask::new(Group::Compute, "Root volumes", item, nodes * root, basis).assumed());
}

fn database(writer: &mut Writer<'_>) {
    let database = &writer.figures.plan().database;
    let (mode, what) = match database.high_availability {
        HighAvailability::ZoneRedundant => ("regional", "primary and standby, one price for both"),
        HighAvailability::None => ("zonal", "one instance"),
    };
    let storage = database.storage_gib.likely();
    let service = "cloud-sql-postgresql";
    match writer.layout.database.clone() {
        Some(class) => {
            for (component, part, amount, unit) in [
                ("PostgreSQL processors", "vcpu", f64::from(class.vcpu), "vCPU"),
                ("PostgreSQL memory", "memory", class.memory_gib, "GiB"),
            ] {
                let item = format!("{} {part}", class.item);
                let basis = format!("{}: {amount} {unit} × {HOURS} h, {what}", class.name);
                writer.line(Ask::new(Group::Data, component, (service, &item), amount * HOURS, basis));
            }
        }
        None => {
            let item = format!("no class is priced {mode}");
            writer.line(Ask::new(Group::Data, "PostgreSQL", (service, &item), HOURS, what.to_owned()));
        }
    }
    writer.line(Ask::new(
        Group::Data,
        "PostgreSQL storage",
        (service, &format!("ssd storage {mode}")),
        storage,
        format!("database.storage_gib = {storage}, {what}"),
    ));
    let stored = writer.layout.backups.database_gib;
    let basis = format!("{stored:.0} GiB of backups and logs, none of them free");
    let item = (service, "backup storage");
    writer.line(Ask::new(Group::Backup, "PostgreSQL backups", item, stored, basis).assumed());
}

fn cache(writer: &mut Writer<'_>) {
    let cache = &writer.figures.plan().cache;
    let pair = cache.high_availability == HighAvailability::ZoneRedundant;
    let class = writer.layout.cache.clone();
    match (cache.engine, class) {
        (CacheEngine::Valkey, class) => {
            let (item, nodes) = class
                .map_or_else(|| ("no class is priced".to_owned(), 1.0), |class| (class.item, class.nodes));
            let basis = format!("{nodes} nodes × {HOURS} h");
            let item = ("memorystore-valkey", item.as_str());
            writer.line(Ask::new(Group::Data, "Cache", item, nodes * HOURS, basis));
        }
        (CacheEngine::Redis, class) => {
            let gib = class.map_or(0.0, |class| class.memory_gib);
            let (tier, what) = if pair {
                ("standard tier capacity", "primary and replica, one price for both")
            } else {
                ("basic tier capacity", "one instance")
            };
            let basis =
                format!("{gib} GiB × {HOURS} h, {what}; the whole instance bills at the tier of its size");
            let item = ("memorystore-redis", tier);
            writer.line(Ask::new(Group::Data, "Cache", item, gib * HOURS, basis).of_size(gib));
        }
    }
}

/// The item that bills objects: that of the region's multi-region, or of the region.
fn object_item(writer: &Writer<'_>) -> (&'static str, &'static str, &'static str) {
    const MULTI: (&str, &str) = ("gcs", "standard storage multi-region");
    let own = || writer.prices.find(MULTI.0, MULTI.1);
    match writer.figures.plan().object_storage.redundancy {
        Redundancy::MultiRegion if own().is_some() => (MULTI.0, MULTI.1, "in the multi-region"),
        Redundancy::MultiRegion => {
            ("gcs", "standard storage regional", "in the region: it belongs to no multi-region")
        }
        Redundancy::Zone | Redundancy::Ceph => ("gcs", "standard storage regional", "in the region"),
    }
}

fn storage(writer: &mut Writer<'_>) {
    writer.line(Ask::new(
        Group::Storage,
        "Workload volumes",
        ("persistent-disk", "pd-balanced zonal"),
        writer.layout.volumes_gib(),
        "volumes of every pod, provisioned size".to_owned(),
    ));
    let stored = writer.stored();
    let (service, item, place) = object_item(writer);
    let basis = format!("object_storage.stored_gib = {stored}, {place}");
    writer.line(Ask::new(Group::Storage, "Object storage", (service, item), stored, basis));
    for (component, item, id) in [
        ("Object writes", "class a operations", "object_storage.put_thousand_per_month"),
        ("Object reads", "class b operations", "object_storage.get_thousand_per_month"),
    ] {
        let requests = writer.assumption(id) / THOUSANDS;
        writer.line(Ask::new(Group::Storage, component, ("gcs", item), requests, id.to_owned()).assumed());
    }
}

fn network(writer: &mut Writer<'_>) {
    let egress = writer.egress();
    writer.line(Ask::new(
        Group::Network,
        "Load balancer",
        ("load-balancer", "forwarding rules first five"),
        HOURS,
        format!("forwarding rules, the first five together × {HOURS} h"),
    ));
    let id = "network.ingress_gib_per_month";
    let item = ("load-balancer", "inbound data processed");
    let inbound = writer.assumption(id);
    writer.line(Ask::new(Group::Network, "Load balancer traffic", item, inbound, id.to_owned()).assumed());
    nat(writer);
    let item = ("network", "external ipv4 in use");
    let basis = format!("one of the NAT gateway × {HOURS} h");
    writer.line(Ask::new(Group::Network, "Public addresses", item, HOURS, basis));
    let (crossing, method, basis) = writer.between_zones();
    writer.line(Ask {
        method,
        ..Ask::new(
            Group::Network,
            "Traffic between zones",
            ("network", "inter-zone"),
            crossing,
            format!("{basis}; the sender pays"),
        )
    });
    let basis = format!("network.egress_gib_per_month = {egress}, at the price to the Americas");
    let item = ("network", "internet egress premium americas");
    writer.line(Ask::new(Group::Network, "Internet traffic", item, egress, basis));
}

fn nat(writer: &mut Writer<'_>) {
    let machines: f64 = writer.node_groups().iter().map(|(_, _, nodes)| nodes).sum();
    let (item, quantity, basis) = if machines <= NAT_MACHINES {
        ("gateway uptime per vm", machines * HOURS, format!("one gateway for {machines} nodes × {HOURS} h"))
    } else {
        (
            "gateway uptime above 32 vms",
            HOURS,
            format!("one gateway for more than {NAT_MACHINES} nodes × {HOURS} h"),
        )
    };
    writer.line(Ask::new(Group::Network, "NAT gateways", ("cloud-nat", item), quantity, basis));
    let id = "network.nat_gib_per_month";
    let traffic = writer.assumption(id);
    let item = ("cloud-nat", "data processed");
    writer.line(Ask::new(Group::Network, "NAT traffic", item, traffic, id.to_owned()).assumed());
}

fn backup(writer: &mut Writer<'_>) {
    let (stored, basis) = (writer.layout.backups.velero_gib, writer.velero_basis());
    let (service, item, _) = object_item(writer);
    writer.line(Ask::new(Group::Backup, "Velero copies", (service, item), stored, basis).assumed());
    writer.line(Ask::new(
        Group::Backup,
        "Volume snapshots",
        ("snapshot", "pd snapshot regional"),
        0.0,
        "none: the chart copies volumes to the object store".to_owned(),
    ));
}

fn operations(writer: &mut Writer<'_>) {
    let (per_day, basis) = writer.logs_per_day();
    let days = HoursPerMonth::BILLED.days();
    let item = ("logging", "log ingestion");
    writer.line(Ask::new(Group::Operations, "Log ingestion", item, per_day * days, basis).assumed());
    let included = writer.figures.catalogue().allowance(Provider::Gcp, "logging", "log storage");
    let included = included.map_or(0.0, |allowance| allowance.amount);
    let kept = writer.assumption("logs.managed_retention_days");
    if kept > included {
        let basis = format!("kept {kept} days (logs.managed_retention_days), {included} of them included");
        let item = ("logging", "log storage");
        let stored = per_day * (kept - included);
        writer.line(Ask::new(Group::Operations, "Log storage", item, stored, basis).assumed());
    }
    if writer.metrics_are_managed() {
        let mib = writer.samples_per_month() * SAMPLE_BYTES / MIB;
        let basis = "metrics.custom_metrics × metrics.samples_per_minute × 8 bytes".to_owned();
        let item = ("monitoring", "custom metrics");
        writer.line(Ask::new(Group::Operations, "Metrics", item, mib, basis).assumed());
    }
    writer.counts(&[
        ("Encryption keys", ("kms", "software key version"), "cluster.keys"),
        ("Secrets", ("secret-manager", "secret version"), "cluster.secrets"),
        ("Container registry", ("artifact-registry", "image storage"), "cluster.registry_gib"),
    ]);
    let item = ("dns", "managed zone");
    writer.line(Ask::new(Group::Operations, "DNS zone", item, 1.0, "one public zone".to_owned()));
}
