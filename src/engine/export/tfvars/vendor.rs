//! Variables of the vendor's own Terraform, settlemint/btp-universal-terraform.

use super::super::node::Fields;
use super::Written;
use super::cluster::azure_network;
use super::pool::{OfZone, Pool, zones_of_azure};
use crate::engine::catalogue::Host;
use crate::engine::plan::Outcome;
use crate::engine::report::{CostLine, Report};
use crate::engine::scenario::{DataServices, HighAvailability, Plan};

/// Hours that one thing runs in a billed month.
const HOURS: f64 = 730.0;

/// The word of the module for a host.
const fn word(host: Host) -> &'static str {
    match host {
        Host::Aws => "aws",
        Host::Azure => "azure",
        Host::Gcp => "gcp",
        Host::OnPrem => "generic",
    }
}

pub(super) fn write(outcome: &Outcome, report: &Report, pool: &Pool<'_>, into: &mut Written) {
    let plan = &outcome.plan;
    let host = plan.platform.host;
    into.fields = Fields::default().with("platform", word(host));
    into.yours = vec!["base_domain"];
    if host == Host::Aws && plan.platform.flavour.is_none() {
        into.fields.put("vpc", Fields::default().with("aws", vpc(plan, report)));
        into.yours.push("vpc.aws.availability_zones");
    } else if host == Host::Aws {
        // Else the module makes a network beside the cluster's.
        into.yours.push("vpc.aws.existing_vpc_id");
    }
    let cluster = cluster(plan, pool, into);
    into.fields.put("k8s_cluster", cluster);
    match plan.data_services() {
        DataServices::Managed => managed(outcome, report, into),
        DataServices::OnSite | DataServices::OfProfile => {
            let version = Fields::default().with("postgresql_version", plan.database.version.as_str());
            let postgres = Fields::default().with("mode", "k8s").with("k8s", version);
            into.fields.put("postgres", postgres);
            into.fields.put("redis", Fields::default().with("mode", "k8s"));
            into.notes.push(
                "the module installs PostgreSQL and Redis in the cluster: their replicas are in the values of its charts, \
                 and yours"
                    .to_owned(),
            );
        }
    }
}

/// The first line of the bill of this part.
fn line<'a>(report: &'a Report, component: &str) -> Option<&'a CostLine> {
    report.cost.lines.iter().find(|line| line.component == component)
}

fn vpc(plan: &Plan, report: &Report) -> Fields {
    let single = line(report, "NAT gateways").map(|line| line.quantity <= HOURS);
    Fields::default()
        .with_some("region", plan.platform.region.clone())
        .with_some("single_nat_gateway", single)
}

fn cluster(plan: &Plan, pool: &Pool<'_>, into: &mut Written) -> Fields {
    let platform = &plan.platform;
    let version = platform.kubernetes_version.as_str();
    let mode = |mode: &str| Fields::default().with("mode", mode);
    if platform.flavour.is_some() || platform.host == Host::OnPrem {
        into.yours.push("k8s_cluster.byo");
        return mode("byo");
    }
    match platform.host {
        Host::Aws => {
            into.yours.push("k8s_cluster.aws.cluster_name");
            let aws = Fields::default()
                .with("cluster_version", version)
                .with_some("region", platform.region.clone())
                .with("node_groups", Fields::default().with(pool.name, pool.group_of_aws()));
            mode("aws").with("aws", aws)
        }
        Host::Azure => {
            into.yours.extend(["k8s_cluster.azure.cluster_name", "k8s_cluster.azure.resource_group_name"]);
            let nodes = Fields::default()
                .with_some("name", pool.short_name())
                .with("vm_size", pool.instance_type)
                .with("availability_zones", zones_of_azure(plan))
                .with("enable_auto_scaling", pool.bounds.is_some());
            let nodes = match pool.bounds {
                None => nodes.with("node_count", pool.nodes),
                Some((least, most)) => nodes.with("min_count", least).with("max_count", most),
            };
            let (plugin, mode_of_plugin) = azure_network(platform.pod_network);
            if mode_of_plugin.is_some() {
                into.notes.push(
                    "the module has no argument for the overlay of Azure's pod network: pods take addresses of the \
                     nodes' subnet"
                        .to_owned(),
                );
            }
            let azure = Fields::default()
                .with_some("location", platform.region.clone())
                .with("kubernetes_version", version)
                .with("network_plugin", plugin)
                .with("default_node_pool", nodes);
            mode("azure").with("azure", azure)
        }
        Host::Gcp => {
            into.yours.extend(["k8s_cluster.gcp.cluster_name", "k8s_cluster.gcp.project_id"]);
            let (of_zone, said) = pool.of_zone();
            into.notes.extend(said);
            let group = Fields::default().with("machine_type", pool.instance_type).with("spot", pool.spot);
            let group = match of_zone {
                OfZone::Same(nodes) => group.with("auto_scaling", false).with("node_count", nodes),
                OfZone::Between(least, most) => group
                    .with("auto_scaling", true)
                    .with("min_node_count", least)
                    .with("max_node_count", most),
            };
            let gcp = Fields::default()
                .with_some("region", platform.region.clone())
                .with("kubernetes_version", version)
                .with("node_pools", Fields::default().with(pool.name, group));
            mode("gcp").with("gcp", gcp)
        }
        Host::OnPrem => mode("byo"),
    }
}

/// Services that the provider runs.
fn managed(outcome: &Outcome, report: &Report, into: &mut Written) {
    let plan = &outcome.plan;
    let host = word(plan.platform.host);
    let mode = |fields: Fields| Fields::default().with("mode", host).with(host, fields);
    into.fields.put("postgres", mode(postgres(plan, report)));
    if let Some(redis) = redis(plan, report) {
        into.fields.put("redis", mode(redis));
    } else {
        into.yours.push("redis");
        into.notes.push(
            "redis: the module knows Azure Cache for Redis only, and the plan has Azure Managed Redis; left out, \
             the module installs one in the cluster"
                .to_owned(),
        );
    }
    into.fields.put("object_storage", mode(objects(plan, report)));
    let is_pair = |of: HighAvailability| of == HighAvailability::ZoneRedundant;
    let database = is_pair(plan.database.high_availability).then_some("PostgreSQL");
    let cache = is_pair(plan.cache.high_availability) && plan.platform.host == Host::Aws;
    let missing: Vec<&str> = database.into_iter().chain(cache.then_some("Redis")).collect();
    if !missing.is_empty() {
        let missing = missing.join(" or ");
        into.notes.push(format!(
            "the module has no argument for a standby of {missing} in another zone: it is yours to add"
        ));
    }
}

fn postgres(plan: &Plan, report: &Report) -> Fields {
    let class = report.sizing.database_class.as_deref();
    let version = plan.database.version.as_str();
    let region = plan.platform.region.clone();
    match plan.platform.host {
        Host::Azure => Fields::default()
            .with_some("location", region)
            .with("version", version)
            .with_some("sku_name", class.and_then(sku_of_flexible_server))
            .with_some("storage_mb", disk_of_flexible_server(report)),
        Host::Gcp => Fields::default()
            .with("database_version", format!("POSTGRES_{version}"))
            .with_some("region", region)
            .with_some("tier", class),
        Host::Aws | Host::OnPrem => Fields::default()
            .with("engine_version", version)
            .with_some("instance_class", class)
            .with("allocated_storage", whole_up(plan.database.storage_gib.likely())),
    }
}

/// The name of a size with that of its tier before it, as in the module's own `B_Standard_B1ms`.
/// Source of `GP` and `MO`: general knowledge, not checked; of the tiers:
/// Azure/azure-powershell `Get-AzPostgreSqlFlexibleServerLocationBasedCapability.md`.
fn sku_of_flexible_server(class: &str) -> Option<String> {
    let tier = match class.strip_prefix("Standard_")?.chars().next()? {
        'B' => "B",
        'D' => "GP",
        'E' => "MO",
        _ => return None,
    };
    Some(format!("{tier}_{class}"))
}

/// The disk that is billed, MiB: the service sells some sizes only.
fn disk_of_flexible_server(report: &Report) -> Option<u64> {
    line(report, "PostgreSQL storage").map(|line| whole_up(line.quantity) * 1024)
}

fn redis(plan: &Plan, report: &Report) -> Option<Fields> {
    let class = report.sizing.cache_class.as_deref()?;
    match plan.platform.host {
        Host::Aws => Some(Fields::default().with("node_type", class)),
        Host::Gcp => {
            let (tier, size) = class.split_once('-')?;
            let tier = match tier {
                "standard" => "STANDARD_HA",
                "basic" => "BASIC",
                _ => return None,
            };
            let gib: u64 = size.strip_suffix("gib")?.parse().ok()?;
            let fields = Fields::default().with("tier", tier).with("memory_size_gb", gib);
            Some(fields.with_some("region", plan.platform.region.clone()))
        }
        Host::Azure | Host::OnPrem => None,
    }
}

fn objects(plan: &Plan, report: &Report) -> Fields {
    let region = plan.platform.region.clone();
    let billed = line(report, "Object storage");
    match plan.platform.host {
        Host::Azure => {
            // Items are named by tier and replication, as in hot-zrs-data.
            let replication = billed.and_then(|line| line.item.split('-').nth(1)).map(str::to_uppercase);
            Fields::default().with_some("location", region).with_some("replication_type", replication)
        }
        Host::Gcp => {
            // The multi-region that prices call europe is EU; general knowledge, not checked.
            let location = billed.map(|line| match line.region.as_str() {
                "europe" => "EU".to_owned(),
                place => place.to_uppercase(),
            });
            Fields::default().with_some("location", location).with("storage_class", "STANDARD")
        }
        Host::Aws | Host::OnPrem => Fields::default()
            .with_some("region", region)
            .with("versioning_enabled", plan.object_storage.versions_days.likely() > 0.0),
    }
}

/// The least whole number that holds it.
fn whole_up(number: f64) -> u64 {
    number.ceil().max(0.0) as u64
}
