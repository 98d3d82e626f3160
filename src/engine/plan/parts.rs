//! Parts of an evaluation that a search over many plans needs by themselves.

use super::copies::setting;
use super::data_pods::DataPods;
use super::money::{Biller, Lists, Load};
use super::outcome::{PlanError, SizingResult};
use super::pattern::Sites;
use super::size::{demand_of, need, node_prices, size};
use super::storage::storage;
use crate::engine::backup::backups;
use crate::engine::catalogue::{Architecture, Catalogue, Part, Prices, Site};
use crate::engine::cost::{Bill, machine_discount_pct};
use crate::engine::scenario::{Auto, Figures, Plan, Platform, Purchase, WorkloadSource};
use crate::engine::sizing::{
    MEMBERS, NodeRole, NodeRules, eligible, floor_of, least_nodes, node_of, openshift_nodes,
};
use crate::engine::units::HoursPerMonth;

/// A node type that the pool of a plan may have.
#[derive(Clone, Debug, PartialEq)]
pub struct PoolType {
    /// Its name.
    pub name: String,
    /// Processors.
    pub vcpu: u32,
    /// The fewest nodes on which the pods may fit, by totals; none where some pod fits on no node.
    pub least_nodes: Option<u32>,
    /// All that the placement of pods, and what is billed beside a node's hours, read of it.
    pub kind: String,
}

/// The node types that the pool of a plan may have: the one that it sets, else all that `auto`
/// chooses from.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or a node cannot be described.
pub fn pool_types(plan: &Plan, catalogue: &Catalogue) -> Result<Vec<PoolType>, PlanError> {
    let figures = Figures::new(catalogue, plan);
    let lists = Lists::of(plan, catalogue)?;
    let demand = demand_of(plan, catalogue);
    let need = need(plan, catalogue, &demand, &lists.prices, figures);
    let types = catalogue.types(plan.platform.host);
    let rules = NodeRules::of(&catalogue.node_rules, &plan.platform);
    // Only manifests may ask for a type by its name.
    let is_named = matches!(plan.workload.source, WorkloadSource::Manifests(_));
    let shapes = match &plan.node_pool.instance_type {
        Auto::Set(name) => types.get(name).into_iter().collect(),
        Auto::Auto => eligible(&need, types),
    };
    shapes
        .into_iter()
        .map(|shape| {
            let least_nodes = least_nodes(&need, shape, &catalogue.node_rules)?;
            let node = node_of(shape, &plan.platform, &rules)?;
            let name = if is_named { shape.name.as_str() } else { "" };
            let kind = format!(
                "{:?} {:?} {} {:?} {name}",
                node.allocatable, node.volumes, shape.vcpu, shape.architecture
            );
            Ok(PoolType { name: shape.name.clone(), vcpu: shape.vcpu, least_nodes, kind })
        })
        .collect()
}

/// Nodes and pods of a plan alone.
///
/// # Errors
/// [`PlanError`] when prices are not loaded or no layout can be sized.
pub fn sized(plan: &Plan, catalogue: &Catalogue) -> Result<SizingResult, PlanError> {
    let lists = Lists::of(plan, catalogue)?;
    size(plan, catalogue, &lists.prices, Figures::new(catalogue, plan))
}

/// Whether nodes carry the workload as the pool asks; of a profile for which the vendor states a
/// cluster, whether they are as many as stated.
pub fn carries(plan: &Plan, catalogue: &Catalogue, sizing: &SizingResult) -> bool {
    let best = &sizing.choice.best;
    let platform = &plan.platform;
    let shape = catalogue.types(platform.host).get(&best.instance_type);
    match floor_of(plan.workload.profile, platform.provider, &catalogue.minimums).zip(shape) {
        Some((floor, shape)) => best.nodes >= floor.nodes_of(shape, platform.zones),
        None => best.does,
    }
}

/// Everything that the rest of a plan reads of its nodes but what they cost: two pools of equal
/// words are alike in availability, recovery and work, where the plans differ in nothing else.
/// The first part is what the recovery from the loss of a zone hangs on.
pub fn pool_words(plan: &Plan, catalogue: &Catalogue, sizing: &SizingResult) -> (String, String) {
    let placement = sizing.placement();
    let survives: Vec<bool> = placement.zone_losses.iter().map(|loss| loss.survives).collect();
    let quorums: Vec<&[u32]> = sizing.quorums.iter().map(|quorum| quorum.per_zone.as_slice()).collect();
    let database_zone = DataPods::of(plan, catalogue, sizing).and_then(|pods| pods.database_zone);
    let stops = format!("{:?} {survives:?} {quorums:?} {database_zone:?}", placement.fits());
    let starts = placement.zone_losses.iter().any(|loss| !loss.new_nodes.is_empty());
    (stops, format!("{:?} {} {starts}", sizing.nodes_per_zone(), sizing.k_nodes))
}

/// Today's bill of a plan on these nodes.
///
/// # Errors
/// [`PlanError`] when prices are not loaded, or nothing sold in the second region can carry the
/// workload.
pub fn bill_on(plan: &Plan, catalogue: &Catalogue, sizing: &SizingResult) -> Result<Bill, PlanError> {
    let lists = Lists::of(plan, catalogue)?;
    let figures = Figures::new(catalogue, plan);
    let failover = Sites::of(figures).failover();
    let backups = backups(figures, setting(figures, &sizing.demand, failover.as_ref()));
    let odf = storage(figures, catalogue, &sizing.demand, &backups, 1.0)?;
    let biller = Biller::of(figures, catalogue, sizing, &lists)?;
    Ok(biller.bill(figures, Load::of_today(plan.start_month, sizing, &backups, odf.as_ref()), None))
}

/// USD of an hour of a node of a type that is bought so, after discounts, at both sites: of each
/// node of one whole platform at least so much is on the bill. None where the type has no price.
///
/// Formula: Σ over sites of the share of the nodes that the site has × list price × (1 −
/// discount) × (1 − negotiated percentage); an own price is taken as it is.
pub fn node_hour_usd(
    plan: &Plan,
    catalogue: &Catalogue,
    instance_type: &str,
    purchase: &Purchase,
) -> Option<f64> {
    let (figures, platform) = (Figures::new(catalogue, plan), &plan.platform);
    let sites = Sites::of(figures);
    let at = |region: Option<&str>| {
        let prices = Prices::of(catalogue, platform.provider, platform.host, region)?;
        let listed = node_prices(plan, &prices, figures).hourly(platform, instance_type)?;
        let service = platform.host.compute_service();
        if prices.meter(service, instance_type).is_some_and(|meter| meter.own) {
            return Some(listed.usd());
        }
        let pct = machine_discount_pct(figures, purchase, instance_type, region.unwrap_or_default());
        let negotiated = &plan.finance.negotiated_pct;
        let off = negotiated.get(service).or_else(|| negotiated.get("*")).copied().unwrap_or(0.0);
        Some(listed.usd() * (1.0 - pct / 100.0) * (1.0 - off / 100.0))
    };
    let here = at(platform.region.as_deref())? * sites.factor(Site::Primary, Part::Nodes);
    let share = sites.factor(Site::Second, Part::Nodes);
    let there = if platform.has_second_site() && share > 0.0 {
        // What the second region does not sell has no price there, and adds nothing to a bound.
        at(platform.second_region.as_deref()).map_or(0.0, |usd| usd * share)
    } else {
        0.0
    };
    Some(here + there)
}

/// USD a month that the nodes which OpenShift adds cost at least, at both sites, without their
/// root volumes; and how many there are at the site that writes.
///
/// Formula: Σ over sites of clusters × Σ over roles of three nodes of the cheapest type that the
/// fewest workers ask for, of any architecture that the pool allows; the bill buys them by the hour.
pub fn least_beside_workers(plan: &Plan, catalogue: &Catalogue) -> (f64, f64) {
    let (figures, platform) = (Figures::new(catalogue, plan), &plan.platform);
    if platform.flavour.is_none() || platform.host.cloud().is_none() {
        return (0.0, 0.0);
    }
    let types = catalogue.types(platform.host);
    let architectures = match plan.node_pool.architecture {
        Some(architecture) => vec![architecture],
        None => vec![Architecture::Amd64, Architecture::Arm64],
    };
    let of_site = |site: Site, region: Option<&str>| -> (f64, f64) {
        let clusters = Sites::of(figures).factor(site, Part::ControlPlane).round();
        let prices = Prices::of(catalogue, platform.provider, platform.host, region);
        let Some(prices) = prices.filter(|_| clusters > 0.0) else { return (0.0, 0.0) };
        let listed = node_prices(plan, &prices, figures);
        // Fewer zones leave out fewer types.
        let there = Platform { region: region.map(str::to_owned), zones: 1, ..platform.clone() };
        let month = |role: NodeRole, architecture: Architecture| {
            let rules = &catalogue.node_rules;
            let name = openshift_nodes(role, 1, architecture, types, rules, &there, listed)?;
            let pct = machine_discount_pct(figures, &Purchase::OnDemand, &name, region.unwrap_or_default());
            let negotiated = &plan.finance.negotiated_pct;
            let service = platform.host.compute_service();
            let off = negotiated.get(service).or_else(|| negotiated.get("*")).copied().unwrap_or(0.0);
            let hour = listed.hourly(&there, &name)?.usd() * (1.0 - pct / 100.0) * (1.0 - off / 100.0);
            Some(hour * HoursPerMonth::BILLED.hours() * f64::from(MEMBERS))
        };
        let asked =
            [NodeRole::ControlPlane, NodeRole::Infra].into_iter().filter(|role| role.is_asked_by(platform));
        asked.fold((0.0, 0.0), |(usd, nodes), role| {
            let least = architectures.iter().filter_map(|it| month(role, *it)).reduce(f64::min);
            (usd + clusters * least.unwrap_or(0.0), nodes + clusters * f64::from(MEMBERS))
        })
    };
    let here = of_site(Site::Primary, platform.region.as_deref());
    let there = if platform.has_second_site() {
        of_site(Site::Second, platform.second_region.as_deref())
    } else {
        (0.0, 0.0)
    };
    (here.0 + there.0, here.1)
}
