//! The cheapest instance type that carries the workload.

use std::collections::BTreeMap;

use super::fit::nodes_auto;
use super::{Demand, Floor, Node, NodeRules, SizingError, node_of};
use crate::engine::catalogue::{Architecture, InstanceType, NodeRule, Prices};
use crate::engine::scenario::{Auto, NodePool, Platform};
use crate::engine::units::{HoursPerMonth, UnitPrice, Usd};

/// Least processors of a type that `auto` considers.
const LEAST_VCPU: u32 = 4;
/// Least memory of a type that `auto` considers, GiB.
const LEAST_MEMORY_GIB: f64 = 16.0;
/// Runners-up that are reported.
const N_RUNNERS_UP: usize = 3;

/// What a node costs an hour.
#[derive(Clone, Copy, Debug)]
pub enum NodePrices<'a> {
    /// By the price list of the host.
    Listed(&'a Prices<'a>),
    /// A server of the user's own: what it costs over its life.
    Own(UnitPrice),
}

impl NodePrices<'_> {
    /// The price of an hour of a type; none where the list has none.
    pub fn hourly(&self, platform: &Platform, instance_type: &str) -> Option<UnitPrice> {
        match self {
            Self::Listed(prices) => {
                let meter = prices.meter(platform.host.compute_service(), instance_type)?;
                Some(meter.first_price())
            }
            Self::Own(price) => Some(*price),
        }
    }
}

/// What a choice of nodes needs to know.
#[derive(Clone, Copy, Debug)]
pub struct Need<'a> {
    /// The pods.
    pub demand: &'a Demand,
    /// The pool as planned.
    pub pool: &'a NodePool,
    /// The cluster that the vendor states for the profile; `auto` takes it as it is.
    pub floor: Option<Floor<'a>>,
    /// Where it runs.
    pub platform: &'a Platform,
    /// What nodes cost.
    pub prices: NodePrices<'a>,
    /// Monthly price of a node's root volume.
    pub root_volume: Usd,
}

/// A type with as many nodes as it needs.
#[derive(Clone, Debug, PartialEq)]
pub struct Candidate {
    /// Instance type.
    pub instance_type: String,
    /// What a node of it offers.
    pub node: Node,
    /// Nodes over all zones.
    pub nodes: u32,
    /// Nodes and their root volumes for a month; absent when the type has no price here.
    pub monthly: Option<Usd>,
}

/// The chosen type and the next best.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What was chosen.
    pub best: Candidate,
    /// The next best, cheapest first.
    pub runners_up: Vec<Candidate>,
}

/// The instance type and node count of a pool.
///
/// With `auto` the cheapest priced type of at least 4 vCPU and 16 GiB that meets
/// the pool's conditions; on equal cost the one with fewer nodes, then by name. With
/// a floor the nodes are those that the vendor states, of at least the stated size.
///
/// # Errors
/// [`SizingError`] when no type meets the conditions or a node is too small.
pub fn choose(
    need: &Need<'_>,
    types: &BTreeMap<String, InstanceType>,
    rules: &[NodeRule],
) -> Result<Choice, SizingError> {
    let zones = need.platform.zones;
    let rules = NodeRules::of(rules, need.platform);
    let candidate = |instance_type: &InstanceType| -> Result<Option<Candidate>, SizingError> {
        let node = node_of(instance_type, need.platform, &rules)?;
        let nodes = match need.pool.nodes {
            Auto::Set(nodes) => Some(nodes),
            Auto::Auto if need.floor.is_some() => {
                need.floor.map(|floor| floor.nodes_of(instance_type, zones))
            }
            Auto::Auto if largest_pod_fits(need.demand, &node) => {
                nodes_auto(need.demand, &node, zones, need.pool.zone_loss)
            }
            Auto::Auto => None,
        };
        let price = need.prices.hourly(need.platform, &instance_type.name);
        Ok(nodes.map(|nodes| Candidate {
            instance_type: instance_type.name.clone(),
            node,
            nodes,
            monthly: price.map(|price| monthly(price, nodes, need.root_volume)),
        }))
    };
    if let Auto::Set(name) = &need.pool.instance_type
        && let Some(instance_type) = types.get(name)
    {
        let best = candidate(instance_type)?.ok_or_else(|| too_small(instance_type, need))?;
        return Ok(Choice { best, runners_up: Vec::new() });
    }
    let considered = types.values().filter(|t| {
        t.vcpu >= LEAST_VCPU
            && t.memory_gib >= LEAST_MEMORY_GIB
            && (need.pool.burstable || !t.burstable)
            && need.pool.architecture.is_none_or(|architecture| architecture == t.architecture)
            && need.floor.is_none_or(|floor| floor.admits(t))
            && is_in_every_zone(t, need.platform)
    });
    let mut ranked = Vec::new();
    for instance_type in considered {
        if let Some(candidate) = candidate(instance_type)?
            && let Some(monthly) = candidate.monthly
        {
            ranked.push((monthly, candidate.nodes, candidate));
        }
    }
    ranked
        .sort_by(|a, b| (a.0, a.1, a.2.instance_type.as_str()).cmp(&(b.0, b.1, b.2.instance_type.as_str())));
    let mut ranked = ranked.into_iter().map(|(_, _, candidate)| candidate);
    let (vcpu, memory_gib) =
        need.floor.and_then(|floor| floor.node()).unwrap_or((LEAST_VCPU, LEAST_MEMORY_GIB));
    let best = ranked.next().ok_or_else(|| SizingError::NothingFits {
        region: need.platform.place().to_owned(),
        vcpu,
        memory_gib,
        considered: types.len(),
    })?;
    Ok(Choice { best, runners_up: ranked.take(N_RUNNERS_UP).collect() })
}

/// Whether nothing says that a type is missing from some of the plan's zones.
fn is_in_every_zone(instance_type: &InstanceType, platform: &Platform) -> bool {
    let seen = platform.region.as_ref().and_then(|region| instance_type.few_zones.get(region));
    seen.is_none_or(|zones| *zones >= platform.zones)
}

/// The cheapest priced type of an architecture that is not burstable and has at
/// least this many processors and this much memory; of equals by name.
pub fn cheapest(
    types: &BTreeMap<String, InstanceType>,
    architecture: Architecture,
    least: (u32, f64),
    platform: &Platform,
    prices: NodePrices<'_>,
) -> Option<String> {
    types
        .values()
        .filter(|t| {
            t.architecture == architecture && !t.burstable && t.vcpu >= least.0 && t.memory_gib >= least.1
        })
        .filter(|t| is_in_every_zone(t, platform))
        .filter_map(|t| Some((prices.hourly(platform, &t.name)?.usd(), t.name.as_str())))
        .min_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(b.1)))
        .map(|(_, name)| name.to_owned())
}

/// Nodes and their root volumes for a billed month.
fn monthly(price: UnitPrice, nodes: u32, root_volume: Usd) -> Usd {
    let nodes = f64::from(nodes);
    price.times(HoursPerMonth::BILLED.hours() * nodes) + Usd::from_dollars(root_volume.dollars() * nodes)
}

fn largest_pod_fits(demand: &Demand, node: &Node) -> bool {
    let usable = node.allocatable.minus(demand.per_node);
    demand.groups.iter().all(|group| group.request.fits_in(usable))
}

fn too_small(instance_type: &InstanceType, need: &Need<'_>) -> SizingError {
    let largest = need.demand.largest_pod();
    let request = largest.map_or(need.demand.per_node, |group| group.request + need.demand.per_node);
    SizingError::TooSmall {
        instance_type: instance_type.name.clone(),
        what: largest.map_or("the agents of a node", |group| group.name.as_str()).to_owned(),
        cpu_m: request.cpu_m,
        memory_mib: request.memory_mib,
    }
}
