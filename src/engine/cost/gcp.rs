//! The lines of a layout on Google Cloud.

use super::Group;
use super::copies::{BY_VELERO, CopyItems, DATABASE_BACKUPS};
use super::writer::{Ask, BY_DATABASE, BY_SAMPLES, HOURS, Writer};
use crate::engine::catalogue::Provider;
use crate::engine::scenario::{CacheEngine, HighAvailability, Redundancy};

/// Machines that a NAT gateway bills one by one; above, it bills as one gateway.
const NAT_MACHINES: f64 = 32.0;
/// Requests in a unit of the operation meters, thousands.
const THOUSANDS: f64 = 10.0;
/// Bytes of a sample of a metric.
const SAMPLE_BYTES: f64 = 8.0;
/// Bytes of a MiB.
const MIB: f64 = 1_048_576.0;

/// Objects in a multi-region.
const MULTI: (&str, &str) = ("gcs", "standard storage multi-region");

/// Backups of the database.
const BACKUPS: (&str, &str) = ("cloud-sql-postgresql", "backup storage");

pub(super) fn lines(writer: &mut Writer<'_>) {
    compute(writer);
    if writer.has_managed_data() {
        database(writer);
        cache(writer);
    }
    storage(writer);
    network(writer);
    let (service, item, _) = object_item(writer);
    let snapshots = ("snapshot", "pd snapshot regional");
    let objects = (service, item);
    let items = CopyItems { objects, versions: objects, snapshots, database: BACKUPS };
    writer.copies(&items, ("gcs", "standard storage regional"));
    operations(writer);
}

fn compute(writer: &mut Writer<'_>) {
    writer.control_plane(("gke", "cluster management fee"), "one regional cluster");
    writer.nodes();
    writer.root_volumes(("persistent-disk", "pd-balanced zonal"));
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
    let (stored, basis) = writer.database_backups();
    writer.line(Ask::new(Group::Backup, DATABASE_BACKUPS, BACKUPS, stored, basis).assumed_by(BY_DATABASE));
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
    let own = || writer.prices.find(MULTI.0, MULTI.1);
    match writer.figures.plan().object_storage.redundancy {
        Redundancy::MultiRegion if own().is_some() => (MULTI.0, MULTI.1, ", in the multi-region"),
        Redundancy::MultiRegion => {
            ("gcs", "standard storage regional", ", in the region: it belongs to no multi-region")
        }
        Redundancy::Zone | Redundancy::RegionPair | Redundancy::Ceph => {
            ("gcs", "standard storage regional", ", in the region")
        }
    }
}

fn storage(writer: &mut Writer<'_>) {
    writer.workload_volumes(("persistent-disk", "pd-balanced zonal"));
    let (service, item, place) = object_item(writer);
    writer.objects((service, item), place);
    writer.requests("gcs", ["class a operations", "class b operations"], THOUSANDS);
    if item == MULTI.1 {
        replication(writer);
    }
}

/// What is copied between the regions of a multi-region: what the application writes and what
/// Velero does.
fn replication(writer: &mut Writer<'_>) {
    let velero = writer.layout.backups.velero_written_gib_per_month;
    let basis = format!("{velero:.0} GiB that Velero's tiers write in a month");
    let (gib, basis) = if writer.has_managed_data() {
        let (objects, how) = writer.objects_written();
        (objects + velero, format!("{how}; and {basis}"))
    } else {
        (velero, basis)
    };
    let item = ("gcs", "inter-region replication");
    let ask = Ask::new(Group::Storage, "Object replication", item, gib, basis);
    writer.line(if velero > 0.0 { ask.assumed_by(BY_VELERO) } else { ask });
}

fn network(writer: &mut Writer<'_>) {
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
    let ask = Ask::new(Group::Network, "Load balancer traffic", item, inbound, id.to_owned());
    writer.line(ask.assumed_by(&[id]));
    nat(writer);
    let item = ("network", "external ipv4 in use");
    let basis = format!("one of the NAT gateway × {HOURS} h");
    writer.line(Ask::new(Group::Network, "Public addresses", item, HOURS, basis));
    writer.zone_traffic(("network", "inter-zone"), 1.0, "; the sender pays");
    let item = ("network", "internet egress premium americas");
    writer.internet_traffic(item, ", at the price to the Americas");
}

fn nat(writer: &mut Writer<'_>) {
    let machines = writer.all_nodes();
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
    writer.nat_traffic(("cloud-nat", "data processed"));
}

fn operations(writer: &mut Writer<'_>) {
    let per_day = writer.log_ingestion(("logging", "log ingestion"));
    let item = ("logging", "log storage");
    let included = writer.figures.catalogue().not_billed(Provider::Gcp, item.0, item.1);
    writer.log_storage(item, per_day, included);
    if writer.metrics_are_managed() {
        let mib = writer.samples_per_month() * SAMPLE_BYTES / MIB;
        let basis = "metrics.custom_metrics × metrics.samples_per_minute × 8 bytes".to_owned();
        let item = ("monitoring", "custom metrics");
        writer.line(Ask::new(Group::Operations, "Metrics", item, mib, basis).assumed_by(BY_SAMPLES));
    }
    writer.counts(&[
        ("Encryption keys", ("kms", "software key version"), "cluster.keys"),
        ("Secrets", ("secret-manager", "secret version"), "cluster.secrets"),
        ("Key requests", ("kms", "cryptographic operations"), "cluster.key_requests_ten_thousand"),
        ("Secret reads", ("secret-manager", "access operations"), "cluster.secret_reads_ten_thousand"),
        ("Container registry", ("artifact-registry", "image storage"), "cluster.registry_gib"),
    ]);
    writer.dns_zone(("dns", "managed zone"));
}
