//! Nodes: type, number, and what OpenShift adds.

use super::outcome::{PlanError, SizingResult};
use crate::engine::catalogue::{Architecture, Catalogue, Host, Prices};
use crate::engine::cost::{
    CACHE_MEMORY_GIB, DATABASE_MEMORY_GIB, DATABASE_VCPU, NodeGroup, OpenshiftLayout, disk_class,
    root_volume_id,
};
use crate::engine::scenario::{Figures, HighAvailability, Plan};
use crate::engine::sizing::{
    Candidate, InCluster, MEMBERS, Need, NodePrices, NodeRole, choose, demand, fit, nodes_needed,
    openshift_nodes, quorum_of,
};
use crate::engine::topology::spread_evenly;
use crate::engine::units::{HoursPerMonth, Resources, UnitPrice, Usd};

/// What the control plane asks for on each of three servers that it shares with the
/// workload, millicores and MiB.
/// Source: red-hat-storage/sizer@f7dc28a: 3.5 CPU and 13.39 GB.
const SHARED_CONTROL_PLANE: (u64, u64) = (3500, 12_770);
/// Processors that an in-cluster cache pod asks for, millicores.
const CACHE_CPU_M: u64 = 500;

/// What nodes cost at this place.
fn node_prices<'a>(plan: &Plan, prices: &'a Prices<'a>, figures: Figures<'_>) -> NodePrices<'a> {
    if plan.platform.host != Host::OnPrem {
        return NodePrices::Listed(prices);
    }
    let likely = |id: &str| figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let hours = likely("onprem.depreciation_months") * HoursPerMonth::BILLED.hours();
    // A plan may set the life of a server to 0 months; then nothing can be said of its price.
    match UnitPrice::new(likely("onprem.server_usd") / hours) {
        Ok(hourly) => NodePrices::Own(hourly),
        Err(_) => NodePrices::Listed(prices),
    }
}

/// Services that run in the cluster because nobody manages them there.
fn in_cluster(plan: &Plan) -> Vec<InCluster> {
    if plan.platform.host != Host::OnPrem {
        return Vec::new();
    }
    let pods = |high_availability| match high_availability {
        HighAvailability::ZoneRedundant => 2,
        HighAvailability::None => 1,
    };
    let request = |cpu_m, gib: f64| Resources { cpu_m, memory_mib: (gib * 1024.0) as u64, pods: 1 };
    vec![
        InCluster {
            name: "openshift-control-plane",
            request: Resources { cpu_m: SHARED_CONTROL_PLANE.0, memory_mib: SHARED_CONTROL_PLANE.1, pods: 1 },
            replicas: MEMBERS,
            volume_gib: 0.0,
        },
        InCluster {
            name: "postgresql",
            request: request(u64::from(DATABASE_VCPU) * 1000, DATABASE_MEMORY_GIB),
            replicas: pods(plan.database.high_availability),
            volume_gib: plan.database.storage_gib.likely(),
        },
        InCluster {
            name: "cache",
            request: request(CACHE_CPU_M, CACHE_MEMORY_GIB),
            replicas: pods(plan.cache.high_availability),
            volume_gib: 0.0,
        },
    ]
}

/// Type and number of the nodes, and whether the pods fit.
pub(super) fn size(
    plan: &Plan,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    figures: Figures<'_>,
) -> Result<SizingResult, PlanError> {
    let platform = &plan.platform;
    let zones = platform.zones;
    let in_cluster = in_cluster(plan);
    let demand = demand(&catalogue.components, platform.provider, &plan.workload, zones, &in_cluster);
    let need = Need {
        demand: &demand,
        pool: &plan.node_pool,
        platform,
        prices: node_prices(plan, prices, figures),
        root_volume: root_volume(plan, catalogue, prices, figures),
    };
    let choice = choose(&need, catalogue.types(platform.host), &catalogue.node_rules)?;
    let nodes_per_zone = spread_evenly(choice.best.nodes, zones, 0);
    let fit = fit(&demand, &choice.best.node, &nodes_per_zone);
    // Where the pods do not fit even with all nodes, the service is never whole.
    let short = if fit.fits { 0 } else { choice.best.nodes + 1 };
    let k_nodes = nodes_needed(&demand, &choice.best.node).max(short);
    let quorums =
        demand.groups.iter().filter(|group| group.name == "besu-validator").map(quorum_of).collect();
    Ok(SizingResult { choice, nodes_per_zone, demand, fit, k_nodes, quorums })
}

/// What the root volume of a node costs a month; 0 on premises, where the server has it.
fn root_volume(plan: &Plan, catalogue: &Catalogue, prices: &Prices<'_>, figures: Figures<'_>) -> Usd {
    let id = root_volume_id(plan);
    let gib = figures.assumption(id).map_or(0.0, |figure| figure.likely());
    let cost = |service, item, quantity| {
        prices.meter(service, item).and_then(|meter| meter.cost(quantity)).unwrap_or_default()
    };
    match plan.platform.host {
        Host::Aws => cost("ebs", "gp3 storage", gib),
        Host::Gcp => cost("persistent-disk", "pd-balanced zonal", gib),
        Host::Azure => {
            disk_class(catalogue, gib).map_or(Usd::ZERO, |class| cost(&class.service, &class.item, 1.0))
        }
        Host::OnPrem => Usd::ZERO,
    }
}

/// The nodes that OpenShift asks for beside the workers.
pub(super) fn control_plane(
    plan: &Plan,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    figures: Figures<'_>,
    workers: &Candidate,
) -> Option<OpenshiftLayout> {
    let platform = &plan.platform;
    let flavour = platform.flavour?;
    let types = catalogue.types(platform.host);
    let architecture =
        types.get(&workers.instance_type).map_or(Architecture::Amd64, |shape| shape.architecture);
    let group = |role| {
        // On premises the control plane shares the servers of the workload.
        if platform.host == Host::OnPrem {
            return None;
        }
        let prices = node_prices(plan, prices, figures);
        let rules = &catalogue.node_rules;
        let found = openshift_nodes(role, workers.nodes, architecture, types, rules, platform, prices);
        role.is_asked_by(platform).then(|| NodeGroup {
            instance_type: found.unwrap_or_else(|| "of a size that is stated and priced: none".to_owned()),
            nodes: MEMBERS,
        })
    };
    Some(OpenshiftLayout {
        flavour,
        control_plane: group(NodeRole::ControlPlane),
        infra: group(NodeRole::Infra),
    })
}
