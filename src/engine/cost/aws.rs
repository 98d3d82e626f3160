//! The lines of a layout on AWS.

use super::Group;
use super::class::cache_service;
use super::copies::{CopyItems, DATABASE_BACKUPS};
use super::writer::{Ask, BY_DATABASE, HOURS, Writer};
use crate::engine::catalogue::{Method, Provider};
use crate::engine::scenario::{HighAvailability, Redundancy};

/// The object store, of the application and of Velero.
const OBJECTS: (&str, &str) = ("s3", "standard storage");

/// Writes to the object store.
const WRITES: (&str, &str) = ("s3", "standard PUT/COPY/POST/LIST");

/// Backups of the database.
const BACKUPS: (&str, &str) = ("rds-postgresql", "backup storage beyond free allowance");

pub(super) fn lines(writer: &mut Writer<'_>) {
    compute(writer);
    if writer.has_managed_data() {
        database(writer);
        cache(writer);
    }
    storage(writer);
    network(writer);
    let items = CopyItems {
        objects: OBJECTS,
        versions: OBJECTS,
        snapshots: ("snapshot", "ebs snapshot standard tier"),
        database: BACKUPS,
    };
    writer.copies(&items, OBJECTS);
    operations(writer);
}

fn compute(writer: &mut Writer<'_>) {
    writer.control_plane(("eks", "eks-cluster-standard"), "one cluster");
    writer.nodes();
    writer.root_volumes(("ebs", "gp3 storage"));
}

fn database(writer: &mut Writer<'_>) {
    let database = &writer.figures.plan().database;
    let what = match database.high_availability {
        HighAvailability::ZoneRedundant => "primary and standby, one price for the pair",
        HighAvailability::None => "one instance",
    };
    let deployment = super::class::deployment(database.high_availability);
    let item = match &writer.layout.database {
        Some(class) => class.item.clone(),
        None => format!("no class is priced {deployment}"),
    };
    let service = "rds-postgresql";
    writer.line(Ask::new(Group::Data, "PostgreSQL", (service, &item), HOURS, format!("{what} × {HOURS} h")));
    if let Some(sold) = writer.figures.plan().database_storage() {
        let (storage, item) = (sold.gib, format!("storage gp3 {deployment}"));
        let basis = format!("database.storage_gib = {storage}, {what}");
        writer.line(Ask::new(Group::Data, "PostgreSQL storage", (service, &item), storage, basis));
        let more = ["iops", "throughput"].map(|what| format!("gp3 extra {what} {deployment}"));
        writer.database_performance(sold, service, [&more[0], &more[1]], 1.0);
    }
    let (billed, basis) = writer.database_backups();
    writer.line(Ask::new(Group::Backup, DATABASE_BACKUPS, BACKUPS, billed, basis).assumed_by(BY_DATABASE));
}

fn cache(writer: &mut Writer<'_>) {
    let cache = &writer.figures.plan().cache;
    let service = cache_service(cache.engine);
    let (item, nodes) = match &writer.layout.cache {
        Some(class) => (class.item.clone(), class.nodes),
        None => ("no class is priced node".to_owned(), 1.0),
    };
    let basis = format!("{nodes} nodes × {HOURS} h");
    writer.line(Ask::new(Group::Data, "Cache", (service, &item), nodes * HOURS, basis));
}

fn storage(writer: &mut Writer<'_>) {
    writer.workload_volumes(("ebs", "gp3 storage"));
    let included = ["gp3 IOPS", "gp3 throughput"]
        .map(|item| writer.figures.catalogue().not_billed(Provider::Aws, "ebs", item));
    let items = [("ebs", "gp3 iops above 3000"), ("ebs", "gp3 throughput above 125 MiBps")];
    writer.volume_performance(items, included);
    writer.objects(OBJECTS, "");
    writer.requests("s3", [WRITES.1, "standard GET and other"], 1.0);
    let redundancy = writer.figures.plan().object_storage.redundancy;
    if writer.has_managed_data() && redundancy == Redundancy::RegionPair {
        writer.objects_there(OBJECTS, WRITES, "data-transfer");
    }
}

fn network(writer: &mut Writer<'_>) {
    let zones = writer.zones();
    let public_balancers = load_balancers(writer);
    capacity_units(writer);
    writer.line(Ask::new(
        Group::Network,
        "NAT gateways",
        ("nat-gateway", "nat gateway hour"),
        zones * HOURS,
        format!("one in each of {zones} zones × {HOURS} h"),
    ));
    writer.nat_traffic(("nat-gateway", "nat data processed"));
    let basis = match public_balancers {
        1 => format!("NAT gateway and load balancer in each of {zones} zones × {HOURS} h"),
        _ => format!("NAT gateway, API and ingress in each of {zones} zones × {HOURS} h"),
    };
    let addresses = (1.0 + f64::from(public_balancers)) * zones * HOURS;
    let item = ("public-ipv4", "in-use public ipv4");
    writer.line(Ask::new(Group::Network, "Public addresses", item, addresses, basis));
    let item = ("data-transfer", "cross-az each direction");
    writer.zone_traffic(item, 2.0, ", billed in both directions");
    writer.internet_traffic(("data-transfer", "internet out"), "");
}

/// Capacity units of the load balancer: the largest of its three dimensions, spread evenly over
/// the month. A unit is 1 GB an hour, 800 new connections a second or 100,000 active ones.
/// Source: AWS's Elastic Load Balancing pricing page (general knowledge, not checked).
fn capacity_units(writer: &mut Writer<'_>) {
    const NEW_PER_UNIT: f64 = 800.0;
    const ACTIVE_PER_UNIT: f64 = 100_000.0;
    const NEW: &str = "network.new_connections_per_second";
    const ACTIVE: &str = "network.active_connections";
    let egress = writer.egress();
    let (new, active) = (writer.assumption(NEW), writer.assumption(ACTIVE));
    let by_new = new / NEW_PER_UNIT * HOURS;
    let by_active = active / ACTIVE_PER_UNIT * HOURS;
    let units = egress.max(by_new).max(by_active);
    let basis = format!(
        "the largest of {egress} GB out at 1 GB an hour, {by_new:.1} unit-hours of {new} new connections a second ({NEW}) and {by_active:.1} of {active} active ones ({ACTIVE})"
    );
    let ask = Ask::new(Group::Network, "Load balancer capacity", ("nlb", "nlb nlcu"), units, basis);
    let method = if units > egress { Method::Assumed } else { Method::Derived };
    writer.line(Ask { method, ..ask.assumed_by(&[NEW, ACTIVE]) });
}

/// Network load balancers; the answer is the number of public ones.
fn load_balancers(writer: &mut Writer<'_>) -> u32 {
    let own_api =
        writer.layout.openshift.as_ref().is_some_and(|layout| layout.flavour.has_own_control_plane());
    let (balancers, public, basis) = if own_api {
        (3.0, 2, format!("API public, API private and ingress × {HOURS} h"))
    } else {
        (1.0, 1, format!("one network load balancer for the ingress × {HOURS} h"))
    };
    let component = if own_api { "Load balancers" } else { "Load balancer" };
    writer.line(Ask::new(Group::Network, component, ("nlb", "nlb hour"), balancers * HOURS, basis));
    public
}

fn operations(writer: &mut Writer<'_>) {
    let per_day = writer.log_ingestion(("cloudwatch", "logs ingestion standard class"));
    writer.log_storage(("cloudwatch", "logs storage"), per_day, 0.0);
    if writer.metrics_are_managed() {
        writer.counts(&[("Metrics", ("cloudwatch", "custom metric"), "metrics.custom_metrics")]);
    }
    writer.counts(&[
        ("Encryption keys", ("kms", "customer managed key"), "cluster.keys"),
        ("Secrets", ("secrets-manager", "secret"), "cluster.secrets"),
        ("Key requests", ("kms", "symmetric api requests"), "cluster.key_requests_ten_thousand"),
        ("Secret reads", ("secrets-manager", "api requests"), "cluster.secret_reads_ten_thousand"),
        ("Container registry", ("ecr", "private repository storage"), "cluster.registry_gib"),
    ]);
    writer.dns_zone(("route53", "hosted zone first 25"));
}
