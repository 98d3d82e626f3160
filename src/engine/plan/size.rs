//! Nodes: type, number, and what OpenShift adds.

use super::outcome::{Outcome, PlanError, SizingResult};
use crate::engine::catalogue::{Architecture, Catalogue, Host, Prices};
use crate::engine::cost::{
    CACHE_MEMORY_GIB, DATABASE_MEMORY_GIB, DATABASE_VCPU, NodeGroup, OpenshiftLayout, disk_class,
    root_volume_id,
};
use crate::engine::scenario::{
    DataServices, Figures, Flavour, HighAvailability, Plan, PodGroup, PodKind, WorkloadSource,
};
use crate::engine::sizing::{
    Candidate, Consensus, Demand, Growing, MEMBERS, Need, NodePrices, NodeRole, NodesByMonth, Placement,
    Problem, Quorum, Runway, Search, choose, consensus_of, demand, floor_of, is_router, nodes_by_month,
    nodes_needed, openshift_nodes, quorum_of, router_shards, runway, service_pods, spare,
};
use crate::engine::topology::spread_evenly;
use crate::engine::units::{HoursPerMonth, Resources, UnitPrice, Usd};

/// What the control plane asks for on each of three servers that it shares with the
/// workload, millicores and MiB.
/// Source: red-hat-storage/sizer@f7dc28a: 3.5 CPU and 13.39 GB.
const SHARED_CONTROL_PLANE: (u64, u64) = (3500, 12_770);
/// The control plane as a component.
const CONTROL_PLANE: &str = "openshift-control-plane";
/// Processors that an in-cluster cache pod asks for, millicores.
const CACHE_CPU_M: u64 = 500;

/// What nodes cost at this place.
pub(super) fn node_prices<'a>(plan: &Plan, prices: &'a Prices<'a>, figures: Figures<'_>) -> NodePrices<'a> {
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
fn in_cluster(plan: &Plan) -> Vec<PodGroup> {
    if plan.platform.host != Host::OnPrem {
        return Vec::new();
    }
    let pods = |high_availability| match high_availability {
        HighAvailability::ZoneRedundant => 2,
        HighAvailability::None => 1,
    };
    let request = |cpu_m, gib: f64| Resources { cpu_m, memory_mib: (gib * 1024.0) as u64, pods: 1 };
    let shared = Resources { cpu_m: SHARED_CONTROL_PLANE.0, memory_mib: SHARED_CONTROL_PLANE.1, pods: 1 };
    // Members of etcd are static pods: each belongs to its server.
    let control_plane = PodGroup::plain(CONTROL_PLANE, PodKind::Pod, MEMBERS, shared);
    // A profile with data services of its own has them among its components, and so have
    // manifests what they need.
    let is_own = matches!(plan.workload.source, WorkloadSource::Manifests(_));
    if is_own || plan.data_services() == DataServices::OfProfile {
        return vec![control_plane];
    }
    let database = request(u64::from(DATABASE_VCPU) * 1000, DATABASE_MEMORY_GIB);
    let cache = request(CACHE_CPU_M, CACHE_MEMORY_GIB);
    let storage_gib = plan.database.storage_gib.likely();
    vec![
        control_plane,
        service_pods("postgresql", pods(plan.database.high_availability), database, storage_gib),
        service_pods("cache", pods(plan.cache.high_availability), cache, 0.0),
    ]
}

/// Every pod of a plan.
pub(super) fn demand_of(plan: &Plan, catalogue: &Catalogue) -> Demand {
    demand(&catalogue.components, &plan.platform, &plan.workload, in_cluster(plan))
}

/// What the pool of a plan is to carry, and what nodes cost.
pub(super) fn need<'a>(
    plan: &'a Plan,
    catalogue: &'a Catalogue,
    demand: &'a Demand,
    prices: &'a Prices<'a>,
    figures: Figures<'_>,
) -> Need<'a> {
    let platform = &plan.platform;
    Need {
        demand,
        pool: &plan.node_pool,
        floor: floor_of(plan.workload.profile, platform.provider, &catalogue.minimums),
        platform,
        prices: node_prices(plan, prices, figures),
        root_volume: root_volume(plan, catalogue, prices, figures),
    }
}

/// Type and number of the nodes, every pod on its node, and how long that lasts.
pub(super) fn size(
    plan: &Plan,
    catalogue: &Catalogue,
    prices: &Prices<'_>,
    figures: Figures<'_>,
) -> Result<SizingResult, PlanError> {
    let platform = &plan.platform;
    let demand = demand_of(plan, catalogue);
    let need = need(plan, catalogue, &demand, prices, figures);
    let types = catalogue.types(platform.host);
    let choice = choose(&need, types, &catalogue.node_rules)?;
    let (best, placement) = (&choice.best, &choice.placement);
    let spare = spare(&demand, &best.node, best.nodes);
    let k_nodes = nodes_needed(&demand, &best.node, placement, plan.node_pool.zone_loss);
    let quorums = quorums(plan, &demand, placement);
    let routers = platform.openshift.map(|_| {
        let groups = demand.groups.iter().enumerate().skip(demand.platform_from);
        router_shards(
            groups.filter(|(_, group)| is_router(group)).map(|(i, _)| placement.per_zone[i].clone()),
        )
    });
    Ok(SizingResult { choice, demand, spare, k_nodes, quorums, routers })
}

/// The workload of a layout while it grows by so many percent a year.
fn growing<'a>(outcome: &'a Outcome, catalogue: &Catalogue, pct_per_year: f64) -> Growing<'a> {
    let (plan, sizing) = (&outcome.plan, &outcome.sizing);
    let best = &sizing.choice.best;
    let shape = catalogue.types(plan.platform.host).get(&best.instance_type);
    Growing {
        problem: Problem::new(&sizing.demand, &plan.platform, &best.node, shape),
        search: Search::of(&plan.node_pool, plan.platform.zones),
        pct_per_year,
    }
}

/// How long a layout lasts while the workload grows.
pub(super) fn lasts(outcome: &Outcome, catalogue: &Catalogue) -> Runway {
    let likely = outcome.plan.workload.growth_pct_per_year.likely();
    runway(&growing(outcome, catalogue, likely), outcome.sizing.nodes_per_zone())
}

/// The nodes of each month of the horizon, at so many percent of growth a year.
pub(super) fn nodes_ahead(outcome: &Outcome, catalogue: &Catalogue, pct_per_year: f64) -> NodesByMonth {
    let months = outcome.plan.finance.horizon_months;
    nodes_by_month(&growing(outcome, catalogue, pct_per_year), outcome.sizing.nodes_per_zone(), months)
}

/// Every consensus of the layout, with its members over the zones.
fn quorums(plan: &Plan, demand: &Demand, placement: &Placement) -> Vec<Quorum> {
    let mut quorums = Vec::new();
    for (group, pods) in demand.groups.iter().enumerate() {
        let Some(consensus) = consensus_of(pods).filter(|_| pods.replicas > 0) else { continue };
        // Without the API the pods go on; without the others the platform does not write.
        let is_hard = pods.name != CONTROL_PLANE;
        quorums.push(quorum_of(&pods.name, consensus, is_hard, &placement.per_zone[group]));
    }
    let has_own = plan.platform.flavour.is_some_and(Flavour::has_own_control_plane);
    if has_own && plan.platform.host != Host::OnPrem {
        let per_zone = spread_evenly(MEMBERS, plan.platform.zones, 0);
        quorums.push(quorum_of(CONTROL_PLANE, Consensus::Majority, false, &per_zone));
    }
    quorums
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
