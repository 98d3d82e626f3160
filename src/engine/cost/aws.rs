//! The lines of a layout on AWS.

use super::Group;
use super::class::cache_service;
use super::writer::{Ask, HOURS, Writer};
use crate::engine::scenario::HighAvailability;
use crate::engine::units::HoursPerMonth;

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
            ("eks", "eks-cluster-standard"),
            HOURS,
            format!("one cluster × {HOURS} h"),
        ));
    }
    writer.nodes();
    let (root, id) = writer.root_volume();
    let nodes: f64 = writer.node_groups().iter().map(|(_, _, nodes)| nodes).sum();
    let basis = format!("{nodes} nodes × {root} GiB ({id})");
    let item = ("ebs", "gp3 storage");
    writer.line(Ask::new(Group::Compute, "Root volumes", item, nodes * root, basis).assumed());
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
    let item = (service, "backup storage beyond free allowance");
    writer.line(Ask::new(Group::Backup, "PostgreSQL backups", item, billed, basis).assumed());
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
    let stored = writer.stored();
    writer.line(Ask::new(
        Group::Storage,
        "Workload volumes",
        ("ebs", "gp3 storage"),
        writer.layout.volumes_gib(),
        "volumes of every pod, provisioned size".to_owned(),
    ));
    let basis = format!("object_storage.stored_gib = {stored}");
    writer.line(Ask::new(Group::Storage, "Object storage", ("s3", "standard storage"), stored, basis));
    for (component, item, id) in [
        ("Object writes", "standard PUT/COPY/POST/LIST", "object_storage.put_thousand_per_month"),
        ("Object reads", "standard GET and other", "object_storage.get_thousand_per_month"),
    ] {
        let requests = writer.assumption(id);
        writer.line(Ask::new(Group::Storage, component, ("s3", item), requests, id.to_owned()).assumed());
    }
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
    let id = "network.nat_gib_per_month";
    let item = ("nat-gateway", "nat data processed");
    let traffic = writer.assumption(id);
    writer.line(Ask::new(Group::Network, "NAT traffic", item, traffic, id.to_owned()).assumed());
    let basis = match public_balancers {
        1 => format!("NAT gateway and load balancer in each of {zones} zones × {HOURS} h"),
        _ => format!("NAT gateway, API and ingress in each of {zones} zones × {HOURS} h"),
    };
    let addresses = (1.0 + f64::from(public_balancers)) * zones * HOURS;
    let item = ("public-ipv4", "in-use public ipv4");
    writer.line(Ask::new(Group::Network, "Public addresses", item, addresses, basis));
    let (crossing, method, basis) = writer.between_zones();
    writer.line(Ask {
        method,
        ..Ask::new(
            Group::Network,
            "Traffic between zones",
            ("data-transfer", "cross-az each direction"),
            2.0 * crossing,
            format!("{basis}, billed in both directions"),
        )
    });
    let basis = format!("network.egress_gib_per_month = {egress}");
    let item = ("data-transfer", "internet out");
    writer.line(Ask::new(Group::Network, "Internet traffic", item, egress, basis));
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

fn backup(writer: &mut Writer<'_>) {
    let (stored, basis) = (writer.layout.backups.velero_gib, writer.velero_basis());
    let item = ("s3", "standard storage");
    writer.line(Ask::new(Group::Backup, "Velero copies", item, stored, basis).assumed());
    writer.line(Ask::new(
        Group::Backup,
        "Volume snapshots",
        ("snapshot", "ebs snapshot standard tier"),
        0.0,
        "none: the chart copies volumes to the object store".to_owned(),
    ));
}

fn operations(writer: &mut Writer<'_>) {
    let (per_day, basis) = writer.logs_per_day();
    let days = HoursPerMonth::BILLED.days();
    let item = ("cloudwatch", "logs ingestion standard class");
    writer.line(Ask::new(Group::Operations, "Log ingestion", item, per_day * days, basis).assumed());
    let kept = writer.assumption("logs.managed_retention_days");
    let basis = format!("kept {kept} days (logs.managed_retention_days)");
    let item = ("cloudwatch", "logs storage");
    writer.line(Ask::new(Group::Operations, "Log storage", item, per_day * kept, basis).assumed());
    if writer.metrics_are_managed() {
        writer.counts(&[("Metrics", ("cloudwatch", "custom metric"), "metrics.custom_metrics")]);
    }
    writer.counts(&[
        ("Encryption keys", ("kms", "customer managed key"), "cluster.keys"),
        ("Secrets", ("secrets-manager", "secret"), "cluster.secrets"),
        ("Container registry", ("ecr", "private repository storage"), "cluster.registry_gib"),
    ]);
    let item = ("route53", "hosted zone first 25");
    writer.line(Ask::new(Group::Operations, "DNS zone", item, 1.0, "one public zone".to_owned()));
}
