//! Variables of the common modules that set up a managed cluster.

use super::super::node::Fields;
use super::Written;
use super::pool::{OfZone, Pool, zones_of_azure};
use crate::engine::scenario::{Plan, PodNetwork, Upgrades};

/// terraform-aws-modules/eks/aws.
pub(super) fn eks(plan: &Plan, pool: &Pool<'_>, into: &mut Written) {
    let platform = &plan.platform;
    let support = match platform.upgrades {
        Upgrades::Stay => "EXTENDED",
        Upgrades::InTime => "STANDARD",
    };
    into.fields = Fields::default()
        .with_some("region", platform.region.clone())
        .with("kubernetes_version", platform.kubernetes_version.as_str())
        .with("upgrade_policy", Fields::default().with("support_type", support))
        .with("eks_managed_node_groups", Fields::default().with(pool.name, pool.group_of_aws()));
    into.yours = vec!["name", "vpc_id", "subnet_ids"];
}

/// How Azure calls a pod network: plugin, and its mode.
pub(super) const fn azure_network(network: PodNetwork) -> (&'static str, Option<&'static str>) {
    match network {
        PodNetwork::Kubenet => ("kubenet", None),
        PodNetwork::Overlay => ("azure", Some("overlay")),
        _ => ("azure", None),
    }
}

/// Azure/aks/azurerm.
pub(super) fn aks(plan: &Plan, pool: &Pool<'_>, into: &mut Written) {
    let platform = &plan.platform;
    let version = platform.kubernetes_version.as_str();
    let (plugin, mode) = azure_network(platform.pod_network);
    let (tier, support) = if platform.long_term_support {
        ("Premium", "AKSLongTermSupport")
    } else {
        ("Standard", "KubernetesOfficial")
    };
    let fields = Fields::default()
        .with_some("location", platform.region.clone())
        .with("kubernetes_version", version)
        .with("orchestrator_version", version)
        .with("sku_tier", tier)
        .with("support_plan", support)
        .with("network_plugin", plugin)
        .with_some("network_plugin_mode", mode)
        .with_some("agents_pool_name", pool.short_name())
        .with("agents_size", pool.instance_type)
        .with("agents_availability_zones", zones_of_azure(plan))
        .with("auto_scaling_enabled", pool.bounds.is_some());
    into.fields = match pool.bounds {
        None => fields.with("agents_count", pool.nodes),
        Some((least, most)) => fields.with("agents_min_count", least).with("agents_max_count", most),
    };
    if pool.spot {
        into.notes
            .push("the first pool of AKS is never spot: spot nodes need a pool of their own".to_owned());
    }
    into.yours = vec!["resource_group_name", "cluster_name or prefix", "vnet_subnet"];
    if platform.pod_network == PodNetwork::PodSubnet {
        into.yours.push("pod_subnet");
    }
}

/// terraform-google-modules/kubernetes-engine/google.
pub(super) fn gke(plan: &Plan, pool: &Pool<'_>, into: &mut Written) {
    let platform = &plan.platform;
    let (of_zone, note) = pool.of_zone();
    let group = Fields::default().with("name", pool.name).with("machine_type", pool.instance_type);
    let group = match of_zone {
        OfZone::Same(nodes) => group.with("autoscaling", false).with("node_count", nodes),
        OfZone::Between(least, most) => {
            group.with("autoscaling", true).with("min_count", least).with("max_count", most)
        }
    };
    into.notes.extend(note);
    if pool.spot {
        into.notes.push("spot machines: the version read has no key for them but preemptible".to_owned());
    }
    into.fields = Fields::default()
        .with_some("region", platform.region.clone())
        .with("regional", platform.zones > 1)
        .with("kubernetes_version", platform.kubernetes_version.as_str())
        .with("remove_default_node_pool", true)
        .with("node_pools", vec![group]);
    into.yours = vec!["project_id", "name", "network", "subnetwork", "ip_range_pods", "ip_range_services"];
    if platform.zones != 3 {
        into.yours.push("zones");
    }
}
