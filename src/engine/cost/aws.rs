//! The lines of a layout on AWS.

use super::Group;
use super::class::cache_service;
use super::copies::{CopyItems, DATABASE_BACKUPS};
use super::writer::{Ask, HOURS, Writer};
use crate::engine::scenario::HighAvailability;

/// The object store, of the application and of Velero.
const OBJECTS: (&str, &str) = ("s3", "standard storage");

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
    let storage = database.storage_gib.likely();
    let deployment = super::class::deployment(database.high_availability);
    let item = match &writer.layout.database {
        Some(class) => class.item.clone(),
        None => format!("no class is priced {deployment}"),
    };
    let service = "rds-postgresql";
    writer.line(Ask::new(Group::Data, "PostgreSQL", (service, &item), HOURS, format!("{what} × {HOURS} h")));
    writer.line(Ask::new(
        Group::Data,
        "PostgreSQL storage",
        (service, &format!("storage gp3 {deployment}")),
        storage,
        format!("database.storage_gib = {storage}, {what}"),
    ));
    let (billed, basis) = writer.database_backups();
    writer.line(Ask::new(Group::Backup, DATABASE_BACKUPS, BACKUPS, billed, basis).assumed());
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
    writer.objects(OBJECTS, "");
    writer.requests("s3", ["standard PUT/COPY/POST/LIST", "standard GET and other"], 1.0);
}

fn network(writer: &mut Writer<'_>) {
    let (zones, egress) = (writer.zones(), writer.egress());
    let public_balancers = load_balancers(writer);
    writer.line(Ask::new(
        Group::Network,
        "Load balancer capacity",
        ("nlb", "nlb nlcu"),
        egress,
        format!("one unit carries 1 GB an hour: {egress} GB out"),
    ));
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
        ("Container registry", ("ecr", "private repository storage"), "cluster.registry_gib"),
    ]);
    writer.dns_zone(("route53", "hosted zone first 25"));
}
