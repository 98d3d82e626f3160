//! The cheapest instance type that carries the workload.

use std::collections::BTreeMap;

use super::placement::{Emergency, Placement, Problem, Search, fewest, place, undone_of};
use super::{Demand, Floor, Node, NodeRules, Rejected, SizingError, node_of};
use crate::engine::catalogue::{Architecture, InstanceType, NodeRule, Prices};
use crate::engine::scenario::{Auto, NodePool, Platform, ZoneLoss};
use crate::engine::topology::spread_evenly;
use crate::engine::units::{HoursPerMonth, UnitPrice, Usd};

/// Least processors of a type that `auto` considers.
const LEAST_VCPU: u32 = 4;
/// Least memory of a type that `auto` considers, GiB.
const LEAST_MEMORY_GIB: f64 = 16.0;
/// Most groups of pods that are placed: each counts on each node.
const MOST_GROUPS: usize = 20_000;
/// Why a type is not placed: its bound costs more than what is shown.
const DEARER: &str = "at least as many nodes as totals ask for would cost more";
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

impl Need<'_> {
    /// The number of nodes of a type, where plan or vendor sets it.
    fn fixed_nodes(&self, shape: &InstanceType) -> Option<u32> {
        match self.pool.nodes {
            Auto::Set(nodes) => Some(nodes),
            Auto::Auto => self.floor.map(|floor| floor.nodes_of(shape, self.platform.zones)),
        }
    }

    /// What a search for nodes goes by.
    fn search(&self) -> Search {
        Search::of(self.pool, self.platform.zones)
    }
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
    /// Whether the pods fit, and survive what the pool asks for.
    pub does: bool,
}

/// The chosen type and the next best.
#[derive(Clone, Debug, PartialEq)]
pub struct Choice {
    /// What was chosen.
    pub best: Candidate,
    /// Every pod on its node.
    pub placement: Placement,
    /// The next best, cheapest first.
    pub runners_up: Vec<Candidate>,
    /// The types that were not in question, by reason.
    pub rejected: Vec<Rejected>,
}

/// The instance type and node count of a pool.
///
/// With `auto` the cheapest priced type of at least 4 vCPU and 16 GiB that meets
/// the pool's conditions; on equal cost the one with fewer nodes, then by name. A
/// type is left unplaced when the fewest nodes that totals allow would already cost
/// more than every type that is shown: it cannot be among them. With a floor the nodes
/// are those that the vendor states, of at least the stated size, whether they carry
/// the pods or not.
///
/// # Errors
/// [`SizingError`] when no type meets the conditions or a node is too small.
pub fn choose(
    need: &Need<'_>,
    types: &BTreeMap<String, InstanceType>,
    rules: &[NodeRule],
) -> Result<Choice, SizingError> {
    let found = need.demand.groups.len();
    if found > MOST_GROUPS {
        return Err(SizingError::TooManyGroups { found, most: MOST_GROUPS });
    }
    let rules = NodeRules::of(rules, need.platform);
    // What the vendor states is taken whether it does or not.
    let is_judged = need.floor.is_none() || matches!(need.pool.nodes, Auto::Set(_));
    let rank = |candidate: &Candidate| {
        let name = candidate.instance_type.clone();
        (is_judged && !candidate.does, candidate.monthly, candidate.nodes, name)
    };
    if let Auto::Set(name) = &need.pool.instance_type
        && let Some(shape) = types.get(name)
    {
        return only(need, shape, node_of(shape, need.platform, &rules)?);
    }
    let mut rejected = Rejections::default();
    let mut entries: Vec<Entry<'_>> = Vec::new();
    for shape in types.values() {
        match Entry::of(need, shape, &rules, entries.first())? {
            Ok(entry) => entries.push(entry),
            Err(reason) => rejected.add(reason),
        }
    }
    // A pod that no type can take is told apart from one that only small types cannot.
    let least = entries.iter().map(|entry| entry.problem.oversized_pods()).min().unwrap_or(0);
    if need.floor.is_none() {
        entries.retain(|entry| {
            let keeps = entry.problem.oversized_pods() <= least;
            if !keeps {
                rejected.add("too small for a pod, or not allowed by its rules".to_owned());
            }
            keeps
        });
    }
    entries.sort_by(|a, b| (a.least_cost, &a.shape.name).cmp(&(b.least_cost, &b.shape.name)));
    let mut ranked: Vec<(Candidate, Placement)> = Vec::new();
    let mut left = entries.into_iter();
    for entry in left.by_ref() {
        if let Some((last, _)) = ranked.get(N_RUNNERS_UP)
            && (last.does || !is_judged)
            && last.monthly.is_some_and(|monthly| entry.least_cost > monthly)
        {
            rejected.add(DEARER.to_owned());
            break;
        }
        match entry.candidate(need) {
            Ok(found) => {
                ranked.push(found);
                ranked.sort_by_cached_key(|(candidate, _)| rank(candidate));
                ranked.truncate(N_RUNNERS_UP + 1);
            }
            Err(reason) => rejected.add(reason),
        }
    }
    for _ in left {
        rejected.add(DEARER.to_owned());
    }
    let rejected = rejected.into_list();
    let mut ranked = ranked.into_iter();
    let Some((best, placement)) = ranked.next() else {
        return Err(SizingError::NothingFits { place: need.platform.place().to_owned(), rejected });
    };
    let runners_up = ranked.map(|(candidate, _)| candidate).filter(|it| it.does || !best.does).collect();
    Ok(Choice { best, placement, runners_up, rejected })
}

/// The types that `auto` may take: those that meet the conditions of the pool and have a price.
pub fn eligible<'t>(need: &Need<'_>, types: &'t BTreeMap<String, InstanceType>) -> Vec<&'t InstanceType> {
    let priced = |shape: &&InstanceType| need.prices.hourly(need.platform, &shape.name).is_some();
    types.values().filter(|shape| unmet(need, shape).is_none()).filter(priced).collect()
}

/// The fewest nodes of a type that the pods may fit on, by totals; none where a pod fits on no
/// node of it. With a floor those that the vendor states.
///
/// # Errors
/// [`SizingError`] when the node cannot be described.
pub fn least_nodes(
    need: &Need<'_>,
    shape: &InstanceType,
    rules: &[NodeRule],
) -> Result<Option<u32>, SizingError> {
    if let Some(floor) = need.floor {
        return Ok(Some(floor.nodes_of(shape, need.platform.zones)));
    }
    let node = node_of(shape, need.platform, &NodeRules::of(rules, need.platform))?;
    let problem = Problem::new(need.demand, need.platform, &node, Some(shape));
    Ok((problem.oversized_pods() == 0).then(|| need.search().by_totals(&problem)))
}

/// The type that the plan sets.
fn only(need: &Need<'_>, shape: &InstanceType, node: Node) -> Result<Choice, SizingError> {
    let problem = Problem::new(need.demand, need.platform, &node, Some(shape));
    let price = need.prices.hourly(need.platform, &shape.name);
    let placement = match need.fixed_nodes(shape) {
        Some(nodes) => placed(need, &problem, nodes),
        None => {
            let found = fewest(&problem, &need.search());
            found.ok_or_else(|| no_number(shape, need))?
        }
    };
    let nodes = placement.nodes_per_zone.iter().sum();
    let best = Candidate {
        instance_type: shape.name.clone(),
        node,
        nodes,
        monthly: price.map(|price| monthly(price, nodes, need.root_volume)),
        does: placement.fits() && undone_of(&placement, need.pool.zone_loss).is_none(),
    };
    Ok(Choice { best, placement, runners_up: Vec::new(), rejected: Vec::new() })
}

/// The pods on so many nodes.
fn placed(need: &Need<'_>, problem: &Problem<'_>, nodes: u32) -> Placement {
    let nodes_per_zone = spread_evenly(nodes, need.platform.zones, 0);
    let emergency: Emergency = need.search().emergency(&nodes_per_zone);
    place(problem, &nodes_per_zone, emergency)
}

/// A type that meets the conditions of the pool, before pods are placed on it.
struct Entry<'a> {
    shape: &'a InstanceType,
    node: Node,
    price: UnitPrice,
    problem: Problem<'a>,
    /// What the fewest nodes that totals allow would cost.
    least_cost: Usd,
}

impl<'a> Entry<'a> {
    /// The type, or why it is not in question.
    fn of(
        need: &Need<'a>,
        shape: &'a InstanceType,
        rules: &NodeRules<'_>,
        other: Option<&Self>,
    ) -> Result<Result<Self, String>, SizingError> {
        if let Some(reason) = unmet(need, shape) {
            return Ok(Err(reason));
        }
        let Some(price) = need.prices.hourly(need.platform, &shape.name) else {
            return Ok(Err("no price here".to_owned()));
        };
        let node = node_of(shape, need.platform, rules)?;
        let problem = match other {
            Some(other) => other.problem.on(&node, shape),
            None => Problem::new(need.demand, need.platform, &node, Some(shape)),
        };
        let least = need.fixed_nodes(shape).unwrap_or_else(|| need.search().least_for(&problem));
        let least_cost = monthly(price, least, need.root_volume);
        Ok(Ok(Self { shape, node, price, problem, least_cost }))
    }

    /// The type with its nodes, or why there are none.
    fn candidate(self, need: &Need<'_>) -> Result<(Candidate, Placement), String> {
        let placement = match need.fixed_nodes(self.shape) {
            Some(nodes) => placed(need, &self.problem, nodes),
            None => {
                let found = fewest(&self.problem, &need.search());
                found.ok_or_else(|| "the pods do not fit on any number of nodes allowed".to_owned())?
            }
        };
        let nodes = placement.nodes_per_zone.iter().sum();
        let candidate = Candidate {
            instance_type: self.shape.name.clone(),
            node: self.node,
            nodes,
            monthly: Some(monthly(self.price, nodes, need.root_volume)),
            does: placement.fits() && undone_of(&placement, need.pool.zone_loss).is_none(),
        };
        Ok((candidate, placement))
    }
}

/// The first condition of the pool that a type does not meet.
fn unmet(need: &Need<'_>, shape: &InstanceType) -> Option<String> {
    let wanted = need.pool.architecture;
    let stated = need.floor.and_then(|floor| floor.node()).unwrap_or((0, 0.0));
    let (vcpu, memory_gib) = (stated.0.max(LEAST_VCPU), stated.1.max(LEAST_MEMORY_GIB));
    if wanted.is_some_and(|wanted| wanted != shape.architecture) {
        let own = match shape.architecture {
            Architecture::Amd64 => "amd64",
            Architecture::Arm64 => "arm64",
        };
        Some(format!("of architecture {own}"))
    } else if shape.burstable && !need.pool.burstable {
        Some("burstable".to_owned())
    } else if shape.vcpu < vcpu || shape.memory_gib < memory_gib {
        Some(format!("of less than {vcpu} vCPU or {memory_gib} GiB"))
    } else if !is_in_every_zone(shape, need.platform) {
        Some(format!("seen in fewer than {} zones of the region", need.platform.zones))
    } else {
        None
    }
}

/// Reasons with the number of types that each keeps out.
#[derive(Default)]
struct Rejections(BTreeMap<String, u32>);

impl Rejections {
    fn add(&mut self, reason: String) {
        *self.0.entry(reason).or_default() += 1;
    }

    /// The most frequent first.
    fn into_list(self) -> Vec<Rejected> {
        let mut list: Vec<Rejected> =
            self.0.into_iter().map(|(reason, types)| Rejected { reason, types }).collect();
        list.sort_by(|a, b| b.types.cmp(&a.types).then_with(|| a.reason.cmp(&b.reason)));
        list
    }
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

/// No number of nodes of a type will do.
fn no_number(shape: &InstanceType, need: &Need<'_>) -> SizingError {
    let survives = match need.pool.zone_loss {
        ZoneLoss::None => "",
        _ => " and survive the loss of a zone",
    };
    SizingError::NoNumber { instance_type: shape.name.clone(), most: need.search().most_nodes, survives }
}
