//! The lines of a layout on Azure.

use super::Group;
use super::advice::larger_class;
use super::copies::{CopyItems, DATABASE_BACKUPS};
use super::writer::{Ask, BY_DATABASE, BY_SAMPLES, HOURS, Writer};
use crate::engine::catalogue::{Catalogue, ClassKind, Provider, ServiceClass};
use crate::engine::scenario::{HighAvailability, Redundancy};
use crate::engine::units::HoursPerMonth;

/// Samples in a unit of the Prometheus meter.
const SAMPLES: f64 = 1e7;
/// Requests in a unit of the storage meters, thousands.
const THOUSANDS: f64 = 10.0;

/// The object store, of the application and of Velero: copies in three zones.
const OBJECTS: (&str, &str) = ("blob", "hot-zrs-data");

/// Backups of the database.
const BACKUPS: (&str, &str) = ("postgresql-flexible", "backup-storage-lrs");

pub(super) fn lines(writer: &mut Writer<'_>) {
    compute(writer);
    if writer.has_managed_data() {
        database(writer);
        cache(writer);
    }
    storage(writer);
    network(writer);
    let snapshots = ("snapshot", "premium-ssd-lrs");
    let versions = object_items(writer).data;
    let items = CopyItems { objects: OBJECTS, versions, snapshots, database: BACKUPS };
    writer.copies(&items, OBJECTS);
    operations(writer);
}

fn compute(writer: &mut Writer<'_>) {
    let (item, what) = if writer.figures.plan().platform.long_term_support {
        ("premium-tier-long-term-support", "one cluster of the Premium tier, for long-term support,")
    } else {
        ("standard-tier-uptime-sla", "one cluster of the Standard tier")
    };
    writer.control_plane(("aks", item), what);
    writer.nodes();
    let (root, id) = writer.root_volume();
    let nodes = writer.all_nodes();
    let basis = format!("{nodes} nodes × {root} GiB ({id})");
    disk(writer, Group::Compute, "Root volumes", root, nodes, &basis, &[id]);
}

/// The smallest class of Premium SSD in one zone that holds this many GiB.
pub fn disk_class(catalogue: &Catalogue, gib: f64) -> Option<&ServiceClass> {
    premium_disks(catalogue)
        .filter(|class| class.storage_gib.is_some_and(|size| size >= gib))
        .min_by(|a, b| a.storage_gib.unwrap_or(0.0).total_cmp(&b.storage_gib.unwrap_or(0.0)))
}

/// The classes of Premium SSD in one zone.
fn premium_disks(catalogue: &Catalogue) -> impl Iterator<Item = &ServiceClass> {
    catalogue.classes(Provider::Azure, "managed-disk").filter(|class| {
        class.kind == ClassKind::Disk
            && class.item.starts_with("premium-ssd-p")
            && class.item.ends_with("-lrs")
    })
}

/// Premium SSD disks of the smallest class that holds a volume; each is one disk.
fn disk(
    writer: &mut Writer<'_>,
    group: Group,
    component: &'static str,
    gib: f64,
    disks: f64,
    basis: &str,
    drivers: &[&'static str],
) {
    let class = disk_class(writer.figures.catalogue(), gib);
    let ask = |item, basis| {
        let ask = Ask::new(group, component, ("managed-disk", item), disks, basis);
        if drivers.is_empty() { ask } else { ask.assumed_by(drivers) }
    };
    match class {
        Some(class) => {
            let basis = format!("{basis}; {} is the smallest class that holds it", class.name);
            let ask = ask(&class.item, basis);
            let price = |class: &ServiceClass| {
                Some(writer.prices.meter("managed-disk", &class.item)?.first_price().times(disks))
            };
            let larger = larger_class(&ask, class, premium_disks(writer.figures.catalogue()), price);
            writer.advice.extend(larger);
            writer.line(ask);
        }
        None => {
            let reason = format!("no Premium SSD class holds {gib} GiB");
            writer.unpriced(ask("premium-ssd", basis.to_owned()), reason);
        }
    }
}

fn database(writer: &mut Writer<'_>) {
    let database = &writer.figures.plan().database;
    let mode = super::class::azure_mode(database.high_availability);
    let what = match database.high_availability {
        HighAvailability::ZoneRedundant => "primary and standby, one price for both",
        HighAvailability::None => "one server",
    };
    let asked = database.storage_gib.likely();
    let service = "postgresql-flexible";
    let (item, units, name) = match &writer.layout.database {
        Some(class) => (class.item.clone(), class.units, class.name.clone()),
        None => (format!("no class is priced {mode}"), 1.0, "one server".to_owned()),
    };
    let basis = format!("{name}: {units} × {HOURS} h, {what}");
    writer.line(Ask::new(Group::Data, "PostgreSQL", (service, &item), units * HOURS, basis));
    let item = format!("storage premium-ssd {mode}");
    let ask = |gib, basis| Ask::new(Group::Data, "PostgreSQL storage", (service, &item), gib, basis);
    let basis = format!("database.storage_gib = {asked}");
    match writer.figures.plan().database_storage() {
        Some(sold) => {
            let gib = sold.gib;
            writer.line(ask(gib, format!("{basis}; {gib} GiB is the smallest size that holds it, {what}")));
            let servers =
                if database.high_availability == HighAvailability::ZoneRedundant { 2.0 } else { 1.0 };
            let items = ["storage-premium-ssd-extra-iops", ""];
            writer.database_performance(sold, service, items, servers);
        }
        None => writer.unpriced(ask(asked, basis), format!("no size of storage holds {asked} GiB")),
    }
    let (billed, basis) = writer.database_backups();
    let basis = format!("{basis}; the list has no other backup meter");
    writer.line(Ask::new(Group::Backup, DATABASE_BACKUPS, BACKUPS, billed, basis).assumed_by(BY_DATABASE));
}

fn cache(writer: &mut Writer<'_>) {
    let (item, nodes, name) = match &writer.layout.cache {
        Some(class) => (class.item.clone(), class.nodes, class.name.clone()),
        None => ("no class is priced".to_owned(), 1.0, "no class".to_owned()),
    };
    let basis = format!("{name}: {nodes} nodes × {HOURS} h");
    writer.line(Ask::new(Group::Data, "Cache", ("redis", &item), nodes * HOURS, basis));
}

fn storage(writer: &mut Writer<'_>) {
    for (gib, count) in writer.layout.volumes.clone() {
        let basis = format!("{count} volumes of {gib} GiB");
        disk(writer, Group::Storage, "Workload volumes", gib, f64::from(count), &basis, &[]);
    }
    let items = object_items(writer);
    writer.objects(items.data, items.place);
    writer.requests("blob", items.operations, THOUSANDS);
    if writer.has_managed_data() && items.is_pair {
        writer.object_replication(("blob", "geo-replication-v2-transfer"));
    }
}

/// What bills the application's objects.
struct ObjectItems {
    data: (&'static str, &'static str),
    /// Writes and reads.
    operations: [&'static str; 2],
    place: &'static str,
    is_pair: bool,
}

fn object_items(writer: &Writer<'_>) -> ObjectItems {
    if writer.figures.plan().object_storage.redundancy == Redundancy::RegionPair && writer.has_managed_data()
    {
        let operations = ["hot-gzrs-write-ops", "hot-gzrs-read-ops"];
        let place = ", in three zones and in the paired region";
        ObjectItems { data: ("blob", "hot-gzrs-data"), operations, place, is_pair: true }
    } else {
        let operations = ["hot-zrs-write-ops", "hot-zrs-read-ops"];
        ObjectItems { data: OBJECTS, operations, place: ", in three zones", is_pair: false }
    }
}

fn network(writer: &mut Writer<'_>) {
    let (zones, egress) = (writer.zones(), writer.egress());
    let own_api = writer.layout.openshift.is_some();
    let (balancers, basis) = if own_api {
        (2.0, format!("a public one for API and ingress, a private one for the API × {HOURS} h"))
    } else {
        (1.0, format!("one Standard load balancer of at most five rules × {HOURS} h"))
    };
    let component = if own_api { "Load balancers" } else { "Load balancer" };
    let item = ("load-balancer", "standard-first-5-rules");
    writer.line(Ask::new(Group::Network, component, item, balancers * HOURS, basis));
    writer.line(Ask::new(
        Group::Network,
        "Load balancer traffic",
        ("load-balancer", "standard-data-processed"),
        egress,
        format!("network.egress_gib_per_month = {egress}"),
    ));
    writer.line(Ask::new(
        Group::Network,
        "NAT gateways",
        ("nat-gateway", "standard-gateway"),
        zones * HOURS,
        format!("a gateway belongs to one zone: one in each of {zones} zones × {HOURS} h"),
    ));
    writer.nat_traffic(("nat-gateway", "standard-data-processed"));
    let fronts = if own_api { 2.0 } else { 1.0 };
    let basis = format!("{zones} NAT gateways and {fronts} zone-redundant of the load balancer × {HOURS} h");
    let item = ("public-ip", "standard-ipv4-static");
    writer.line(Ask::new(Group::Network, "Public addresses", item, (zones + fronts) * HOURS, basis));
    writer.zone_traffic(("bandwidth", "inter-az-transfer"), 1.0, "");
    writer.internet_traffic(("bandwidth", "internet-egress"), "");
}

fn operations(writer: &mut Writer<'_>) {
    let per_day = writer.log_ingestion(("monitor", "log-analytics-analytics-ingestion"));
    let item = ("monitor", "log-analytics-analytics-retention");
    let catalogue = writer.figures.catalogue();
    writer.log_storage(item, per_day, catalogue.not_billed(Provider::Azure, item.0, item.1));
    if writer.metrics_are_managed() {
        let samples = writer.samples_per_month() / SAMPLES;
        let basis = "metrics.custom_metrics × metrics.samples_per_minute".to_owned();
        let item = ("monitor", "prometheus-metrics-ingestion");
        writer.line(Ask::new(Group::Operations, "Metrics", item, samples, basis).assumed_by(BY_SAMPLES));
    }
    writer.counts(&[(
        "Keys and secrets",
        ("key-vault", "standard-operations"),
        "cluster.vault_operations_ten_thousand",
    )]);
    let registry = "one registry of the Standard tier, every day of the month".to_owned();
    let item = ("acr", "standard-registry");
    let days = HoursPerMonth::BILLED.days();
    writer.line(Ask::new(Group::Operations, "Container registry", item, days, registry));
    let free_gib = catalogue.not_billed(Provider::Azure, "acr", "standard-registry storage");
    let images = writer.assumption("cluster.registry_gib");
    if images > free_gib {
        let basis = format!("{images} GiB (cluster.registry_gib), {free_gib} of them included");
        let item = ("acr", "standard-extra-storage");
        writer.line(
            Ask::new(Group::Operations, "Registry storage", item, images - free_gib, basis)
                .assumed_by(&["cluster.registry_gib"]),
        );
    }
    writer.dns_zone(("dns", "public-zone"));
}
