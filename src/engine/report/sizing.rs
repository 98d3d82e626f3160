//! Nodes, pods and zones in the report.

use serde::Serialize;

use crate::engine::plan::{Outcome, Remedy};
use crate::engine::scenario::Month;
use crate::engine::sizing::{Placement, Quorum, RouterShards, Strategy, Unplaced, ZoneLossOutcome};
use crate::engine::topology::zone_letter;
use crate::engine::units::{Resources, Usd};

use super::format::{digits, dollars, signed_percent};
use super::odf::{self, OdfEntry};

/// Nodes.
#[derive(Clone, Debug, Serialize)]
pub struct Sizing {
    /// Node pools.
    pub pools: Vec<Pool>,
    /// Consensus of components.
    pub quorum: Vec<QuorumEntry>,
    /// Volumes of the workload, GiB.
    pub volumes_gib: f64,
    /// Class of the database, or the pod that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub database_class: Option<String>,
    /// Class of the cache, or the pod that takes its place.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cache_class: Option<String>,
    /// The storage cluster of a site of one's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub odf: Option<OdfEntry>,
    /// Routers of OpenShift.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub routers: Option<RoutersEntry>,
}

/// Routers of OpenShift.
#[derive(Clone, Debug, Serialize)]
pub struct RoutersEntry {
    /// Shards.
    pub shards: usize,
    /// Routers of each shard in each zone.
    pub per_zone: Vec<Vec<u32>>,
    /// Whether every shard keeps a router whichever zone is lost.
    pub survives_zone_loss: bool,
    /// Whether traffic goes on when a shard is lost.
    pub survives_shard_loss: bool,
}

/// A node pool.
#[derive(Clone, Debug, Serialize)]
pub struct Pool {
    /// Name.
    pub name: String,
    /// Instance type.
    pub instance_type: String,
    /// Nodes over all zones.
    pub nodes: u32,
    /// Nodes of each zone.
    pub nodes_per_zone: Vec<u32>,
    /// Nodes that the service needs.
    pub nodes_needed: u32,
    /// The fewest nodes that each resource asks for by totals: no placement needs less.
    pub least_nodes: LeastNodes,
    /// What one node offers to pods, agents included.
    pub allocatable: Resources,
    /// Volumes that one node attaches beside its own; absent where nobody says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub attachable_volumes: Option<u32>,
    /// What the agents of one node ask for.
    pub agents: Resources,
    /// The agents of one node.
    pub agent_list: Vec<Agent>,
    /// What all pods of the pool ask for, without agents.
    pub requested: Resources,
    /// What all pods may take at most, where they have a limit.
    pub limits: Limits,
    /// Part of the binding resource that is free with all zones, percent.
    pub spare_pct: f64,
    /// The resource of which least is free with all zones.
    pub binding_resource: &'static str,
    /// Whether every pod has a node with all zones there.
    pub fits: bool,
    /// Pods without a node even then.
    pub unplaced: Vec<UnplacedEntry>,
    /// How the pods were placed: `spread`, as the scheduler does by default, or `packed`.
    pub strategy: &'static str,
    /// Pods of each zone, by component.
    pub placement: Vec<PlacementEntry>,
    /// Every node with its pods.
    pub node_list: Vec<NodeEntry>,
    /// Whether the extra pods of every rolling update find a node.
    pub rollout: Rollout,
    /// The worst loss of a zone.
    pub zone_loss: ZoneLossEntry,
    /// The loss of each zone.
    pub zone_losses: Vec<ZoneLossDetail>,
    /// How long the layout lasts while the workload grows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub runway: Option<RunwayEntry>,
    /// The next best types, cheapest first.
    pub runners_up: Vec<RunnerUp>,
    /// Types that were not in question, by reason.
    pub rejected: Vec<RejectedEntry>,
}

/// Nodes that each resource asks for by totals: ⌈sum ÷ what a node has for pods⌉.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct LeastNodes {
    /// By CPU.
    pub cpu: u64,
    /// By memory.
    pub memory: u64,
    /// By the number of pods.
    pub pods: u64,
}

/// An agent that runs on every node.
#[derive(Clone, Debug, Serialize)]
pub struct Agent {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub request: Resources,
}

/// What pods may take at most.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Limits {
    /// Sum of CPU limits, millicores.
    pub cpu_m: u64,
    /// Sum of memory limits, MiB.
    pub memory_mib: u64,
    /// Pods without a limit of CPU.
    pub pods_without_cpu_limit: u64,
    /// Pods without a limit of memory.
    pub pods_without_memory_limit: u64,
}

/// Pods without a node.
#[derive(Clone, Debug, Serialize)]
pub struct UnplacedEntry {
    /// Component.
    pub component: String,
    /// Pods.
    pub count: u32,
    /// What keeps them from most nodes: cpu, memory, pods, volumes or rules.
    pub obstacle: &'static str,
}

/// Pods of a component.
#[derive(Clone, Debug, Serialize)]
pub struct Pods {
    /// Component.
    pub component: String,
    /// Pods.
    pub count: u32,
}

/// The pods of a component.
#[derive(Clone, Debug, Serialize)]
pub struct PlacementEntry {
    /// Component.
    pub component: String,
    /// What makes the pods, as Kubernetes spells it.
    pub kind: &'static str,
    /// What one pod asks for.
    pub request: Resources,
    /// Pods of each zone.
    pub per_zone: Vec<u32>,
    /// Whether zonal volumes pin them.
    pub pinned: bool,
    /// Whether the platform adds them to the workload.
    pub by_platform: bool,
    /// Priority: where room is short the lowest goes first.
    pub priority: i32,
}

/// A node with its pods.
#[derive(Clone, Debug, Serialize)]
pub struct NodeEntry {
    /// Its zone and number, such as `b-2`.
    pub name: String,
    /// Its zone.
    pub zone: String,
    /// What its pods ask for, agents left out.
    pub requested: Resources,
    /// Its pods.
    pub pods: Vec<Pods>,
}

/// Room for the extra pods of rolling updates.
#[derive(Clone, Debug, Serialize)]
pub struct Rollout {
    /// Whether every update finds it.
    pub fits: bool,
    /// Components whose update does not.
    pub stuck: Vec<UnplacedEntry>,
}

/// The worst loss of a zone.
#[derive(Clone, Debug, Serialize)]
pub struct ZoneLossEntry {
    /// What the plan asks for: static, elastic, degraded or none.
    pub mode: &'static str,
    /// Whether every pod that is not pinned fits, whichever zone is lost.
    pub survives: bool,
    /// The zone whose loss is worst.
    pub lost_zone: String,
    /// The resource of which least is left, by totals.
    pub binding_resource: &'static str,
    /// How much of it is free, percent; below 0 when it is short.
    pub spare_pct: f64,
    /// Pods that stay down with the zone.
    pub pinned: Vec<String>,
    /// Pods that find no node.
    pub unplaced: Vec<UnplacedEntry>,
}

/// The loss of one zone, pod by pod.
#[derive(Clone, Debug, Serialize)]
pub struct ZoneLossDetail {
    /// The zone.
    pub zone: String,
    /// Whether every pod that is not pinned has a node again.
    pub survives: bool,
    /// Pods that moved, and the node that took them.
    pub moves: Vec<MoveEntry>,
    /// Pods that stay down with the volumes of the zone.
    pub down: Vec<Pods>,
    /// Pods that find no node.
    pub unplaced: Vec<UnplacedEntry>,
    /// Pods of lesser priority that made room.
    pub shed: Vec<Pods>,
    /// Nodes that were started in other zones.
    pub new_nodes: Vec<String>,
    /// The resource of which least is left, by totals.
    pub binding_resource: &'static str,
    /// How much of it is free, percent; below 0 when it is short.
    pub spare_pct: f64,
}

/// Pods that moved.
#[derive(Clone, Debug, Serialize)]
pub struct MoveEntry {
    /// Component.
    pub component: String,
    /// The node that took them.
    pub node: String,
    /// Pods.
    pub count: u32,
}

/// How long the layout lasts.
#[derive(Clone, Debug, Serialize)]
pub struct RunwayEntry {
    /// Growth of requests, percent a year.
    pub growth_pct_per_year: f64,
    /// Months that were looked ahead.
    pub looked_ahead_months: u32,
    /// Months until it no longer fits; absent when it lasts as long as is looked ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// The month in which it no longer fits.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub month: Option<String>,
    /// What requests have grown by then, or at the end.
    pub growth_factor: f64,
    /// What is missing then.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub obstacle: Option<&'static str>,
}

/// A type that would do.
#[derive(Clone, Debug, Serialize)]
pub struct RunnerUp {
    /// Instance type.
    pub instance_type: String,
    /// Nodes.
    pub nodes: u32,
    /// Nodes and root volumes for a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// Why it was not chosen.
    pub why: String,
}

/// Types that were not in question.
#[derive(Clone, Debug, Serialize)]
pub struct RejectedEntry {
    /// Why.
    pub reason: String,
    /// How many.
    pub types: u32,
}

/// The members of a consensus.
#[derive(Clone, Debug, Serialize)]
pub struct QuorumEntry {
    /// Component.
    pub component: String,
    /// Members.
    pub members: u32,
    /// Members that must be up.
    pub needed: u32,
    /// Members of each zone.
    pub per_zone: Vec<u32>,
    /// Whether enough are left whichever zone is lost.
    pub survives_zone_loss: bool,
    /// What happens without enough of them.
    pub otherwise: &'static str,
    /// What to do.
    pub advice: String,
    /// What the advice costs a month: nodes, volumes and all that follows from them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advice_monthly_usd: Option<Usd>,
}

/// The part of the report on nodes, pods and zones.
pub(super) fn sizing(outcome: &Outcome) -> Sizing {
    let sizing = &outcome.sizing;
    let data_pods = outcome.data_pods.as_ref();
    let database = outcome.database.as_ref().map(|class| class.name.clone());
    let cache = outcome.cache.as_ref().map(|class| class.name.clone());
    Sizing {
        pools: vec![pool(outcome)],
        quorum: sizing
            .quorums
            .iter()
            .map(|one| quorum(one, outcome.remedies.iter().find(|remedy| remedy.is_for(&one.component))))
            .collect(),
        volumes_gib: sizing.demand.volumes_gib,
        database_class: data_pods.map(|pods| pods.database.clone()).or(database),
        cache_class: data_pods.map(|pods| pods.cache.clone()).or(cache),
        odf: outcome.odf.as_ref().map(odf::entry),
        routers: outcome.sizing.routers.as_ref().map(routers),
    }
}

fn routers(routers: &RouterShards) -> RoutersEntry {
    RoutersEntry {
        shards: routers.shards.len(),
        per_zone: routers.shards.iter().map(|shard| shard.per_zone.clone()).collect(),
        survives_zone_loss: routers.survives_zone_loss,
        survives_shard_loss: routers.survives_shard_loss,
    }
}

fn pool(outcome: &Outcome) -> Pool {
    let sizing = &outcome.sizing;
    let (best, demand, placement) = (&sizing.choice.best, &sizing.demand, sizing.placement());
    let names = Names { outcome, placement };
    let usable = best.node.allocatable.minus(demand.per_node);
    let least = |total: u64, usable: u64| total.div_ceil(usable.max(1));
    Pool {
        name: outcome.plan.node_pool.name.clone(),
        instance_type: best.instance_type.clone(),
        nodes: best.nodes,
        nodes_per_zone: placement.nodes_per_zone.clone(),
        nodes_needed: sizing.k_nodes,
        least_nodes: LeastNodes {
            cpu: least(demand.total.cpu_m, usable.cpu_m),
            memory: least(demand.total.memory_mib, usable.memory_mib),
            pods: least(demand.total.pods, usable.pods),
        },
        allocatable: best.node.allocatable,
        attachable_volumes: best.node.volumes,
        agents: demand.per_node,
        agent_list: demand
            .agents
            .iter()
            .map(|(name, request)| Agent { name: name.clone(), request: *request })
            .collect(),
        requested: demand.total,
        limits: limits(outcome),
        spare_pct: sizing.spare.1,
        binding_resource: sizing.spare.0,
        fits: placement.fits(),
        unplaced: names.unplaced(&[&placement.oversized[..], &placement.unplaced[..]].concat()),
        strategy: match placement.strategy {
            Strategy::Spread => "spread",
            Strategy::Packed => "packed",
        },
        placement: components(outcome),
        node_list: nodes(outcome, &names),
        rollout: Rollout {
            fits: placement.rollout_stuck.is_empty(),
            stuck: names.unplaced(&placement.rollout_stuck),
        },
        zone_loss: worst_loss(outcome, &names),
        zone_losses: placement.zone_losses.iter().map(|loss| names.loss(loss)).collect(),
        runway: runway(outcome),
        runners_up: runners_up(outcome),
        rejected: sizing
            .choice
            .rejected
            .iter()
            .map(|it| RejectedEntry { reason: it.reason.clone(), types: it.types })
            .collect(),
    }
}

/// Sums of limits over all pods that are placed.
fn limits(outcome: &Outcome) -> Limits {
    let mut limits =
        Limits { cpu_m: 0, memory_mib: 0, pods_without_cpu_limit: 0, pods_without_memory_limit: 0 };
    for group in &outcome.sizing.demand.groups {
        let pods = u64::from(group.replicas);
        match group.limit.cpu_m {
            Some(limit) => limits.cpu_m = limits.cpu_m.saturating_add(limit.saturating_mul(pods)),
            None => limits.pods_without_cpu_limit += pods,
        }
        match group.limit.memory_mib {
            Some(limit) => limits.memory_mib = limits.memory_mib.saturating_add(limit.saturating_mul(pods)),
            None => limits.pods_without_memory_limit += pods,
        }
    }
    limits
}

fn components(outcome: &Outcome) -> Vec<PlacementEntry> {
    let demand = &outcome.sizing.demand;
    let groups = demand.groups.iter().enumerate().filter(|(_, group)| !group.is_per_node());
    groups
        .map(|(i, group)| PlacementEntry {
            component: group.name.clone(),
            kind: group.kind.name(),
            request: group.request,
            per_zone: outcome.sizing.placement().per_zone[i].clone(),
            pinned: group.is_pinned(),
            by_platform: i >= demand.platform_from,
            priority: group.priority,
        })
        .collect()
}

fn nodes(outcome: &Outcome, names: &Names<'_>) -> Vec<NodeEntry> {
    let placement = names.placement;
    let groups = &outcome.sizing.demand.groups;
    let entry = |(node, pods): (usize, &Vec<(usize, u32)>)| NodeEntry {
        name: names.node(node, &[]),
        zone: zone_letter(placement.zone_of_node[node]).to_string(),
        requested: pods.iter().fold(Resources::ZERO, |sum, (group, count)| {
            sum + groups[*group].request.times(u64::from(*count))
        }),
        pods: names.pods(pods),
    };
    placement.on_node.iter().enumerate().map(entry).collect()
}

fn worst_loss(outcome: &Outcome, names: &Names<'_>) -> ZoneLossEntry {
    let mode = outcome.plan.node_pool.zone_loss.name();
    let survives = names.placement.survives();
    let Some(worst) = outcome.sizing.worst_loss() else {
        let (binding_resource, spare_pct) = outcome.sizing.spare;
        let (pinned, unplaced, lost_zone) = (Vec::new(), Vec::new(), String::new());
        return ZoneLossEntry { mode, survives, lost_zone, binding_resource, spare_pct, pinned, unplaced };
    };
    let pinned = names.pods(&worst.pinned).into_iter().map(|pods| match pods.count {
        1 => pods.component,
        count => format!("{count} × {}", pods.component),
    });
    ZoneLossEntry {
        mode,
        survives,
        lost_zone: zone_letter(worst.zone).to_string(),
        binding_resource: worst.spare.0,
        spare_pct: worst.spare.1,
        pinned: pinned.collect(),
        unplaced: names.unplaced(&worst.unplaced),
    }
}

fn runway(outcome: &Outcome) -> Option<RunwayEntry> {
    let runway = outcome.runway.as_ref()?;
    Some(RunwayEntry {
        growth_pct_per_year: outcome.plan.workload.growth_pct_per_year.likely(),
        looked_ahead_months: runway.looked_ahead,
        months: runway.months,
        month: runway.months.map(|months| later(outcome.plan.start_month, months).to_string()),
        growth_factor: runway.factor,
        obstacle: runway.obstacle.map(crate::engine::sizing::Obstacle::name),
    })
}

/// The month so many months after another.
fn later(start: Month, months: u32) -> Month {
    let count = u32::from(start.month) - 1 + months;
    Month { year: start.year.saturating_add((count / 12) as u16), month: (count % 12) as u8 + 1 }
}

fn runners_up(outcome: &Outcome) -> Vec<RunnerUp> {
    let best = &outcome.sizing.choice.best;
    let entry = |candidate: &crate::engine::sizing::Candidate| {
        let why = match (candidate.does, candidate.monthly, best.monthly) {
            (false, _, _) => "the pods do not fit, or not without a zone".to_owned(),
            (true, Some(own), Some(chosen)) if own > chosen => {
                format!("{} USD a month more", dollars(own.dollars() - chosen.dollars()))
            }
            (true, ..) if candidate.nodes > best.nodes => "as dear, with more nodes".to_owned(),
            (true, ..) => "as dear, and later by name".to_owned(),
        };
        RunnerUp {
            instance_type: candidate.instance_type.clone(),
            nodes: candidate.nodes,
            monthly_usd: candidate.monthly,
            why,
        }
    };
    outcome.sizing.choice.runners_up.iter().map(entry).collect()
}

fn quorum(quorum: &Quorum, remedy: Option<&Remedy>) -> QuorumEntry {
    let zones = quorum.per_zone.len();
    let members = quorum.members;
    let mut advice = match (quorum.survives_zone_loss, quorum.advised_members) {
        (true, _) => format!("{members} survive the loss of any one of {zones} zones"),
        (false, Some(advised)) => format!(
            "{members} over {zones} zones stop when the fullest is lost; {advised} survive the loss of any one"
        ),
        (false, None) if zones < 2 => {
            "no number survives the loss of a zone here, as there is one only".to_owned()
        }
        (false, None) => {
            "no number survives the loss of a zone here; at least three zones are needed".to_owned()
        }
    };
    let monthly = remedy.map(|remedy| remedy.monthly_more);
    if let Some(remedy) = remedy {
        advice.push_str(&format!(
            ", for {}{} USD a month more",
            if remedy.is_complete { "" } else { "at least " },
            dollars(remedy.monthly_more.dollars())
        ));
        match remedy.more_nodes {
            0 => {}
            1 => advice.push_str(", with 1 more node"),
            more => advice.push_str(&format!(", with {more} more nodes")),
        }
    }
    QuorumEntry {
        component: quorum.component.clone(),
        members,
        needed: quorum.needed,
        per_zone: quorum.per_zone.clone(),
        survives_zone_loss: quorum.survives_zone_loss,
        otherwise: quorum.consensus.what_stops(),
        advice,
        advice_monthly_usd: monthly,
    }
}

/// Names of components and nodes by position.
struct Names<'a> {
    outcome: &'a Outcome,
    placement: &'a Placement,
}

impl Names<'_> {
    fn component(&self, group: usize) -> String {
        self.outcome.sizing.demand.groups.get(group).map_or_else(String::new, |group| group.name.clone())
    }

    /// The zone of a node and its number in it; new nodes count on.
    fn node(&self, node: usize, new_nodes: &[usize]) -> String {
        let zones: Vec<usize> = self.placement.zone_of_node.iter().chain(new_nodes).copied().collect();
        let Some(zone) = zones.get(node) else { return String::new() };
        let number = zones[..=node].iter().filter(|other| *other == zone).count();
        format!("{}-{number}", zone_letter(*zone))
    }

    fn pods(&self, pods: &[(usize, u32)]) -> Vec<Pods> {
        pods.iter().map(|(group, count)| Pods { component: self.component(*group), count: *count }).collect()
    }

    fn unplaced(&self, unplaced: &[Unplaced]) -> Vec<UnplacedEntry> {
        unplaced
            .iter()
            .map(|it| UnplacedEntry {
                component: self.component(it.group),
                count: it.count,
                obstacle: it.obstacle.name(),
            })
            .collect()
    }

    fn loss(&self, loss: &ZoneLossOutcome) -> ZoneLossDetail {
        let n_nodes = self.placement.zone_of_node.len();
        ZoneLossDetail {
            zone: zone_letter(loss.zone).to_string(),
            survives: loss.survives && self.placement.zone_losses.len() > 1,
            moves: loss
                .moves
                .iter()
                .map(|moved| MoveEntry {
                    component: self.component(moved.group),
                    node: self.node(moved.node, &loss.new_nodes),
                    count: moved.count,
                })
                .collect(),
            down: self.pods(&loss.pinned),
            unplaced: self.unplaced(&loss.unplaced),
            shed: self.pods(&loss.shed),
            new_nodes: (0..loss.new_nodes.len()).map(|i| self.node(n_nodes + i, &loss.new_nodes)).collect(),
            binding_resource: loss.spare.0,
            spare_pct: loss.spare.1,
        }
    }
}

/// How long the layout lasts, in one sentence.
pub fn runway_in_words(runway: &RunwayEntry) -> String {
    let growth = format!("{} % a year", digits(runway.growth_pct_per_year));
    match (runway.months, runway.obstacle) {
        (Some(0), _) => "the pods do not fit as the plan asks already".to_owned(),
        (Some(months), Some(obstacle)) => format!(
            "at {growth} the pods outgrow it in {}, after {months} months and at {} times today's requests: {}",
            runway.month.as_deref().unwrap_or_default(),
            digits(runway.growth_factor),
            obstacle_in_words(obstacle)
        ),
        _ if runway.growth_pct_per_year <= 0.0 => "without growth it lasts".to_owned(),
        _ => format!("at {growth} it lasts for the {} months looked ahead", runway.looked_ahead_months),
    }
}

/// The loss of a zone in one sentence.
pub fn loss_in_words(pool: &Pool) -> String {
    let loss = &pool.zone_loss;
    let down = if loss.pinned.is_empty() { "none".to_owned() } else { loss.pinned.join(", ") };
    let mut words = format!(
        "zone {} is the worst; {} binds, {} of it is left; down with it: {down}",
        loss.lost_zone,
        loss.binding_resource,
        signed_percent(loss.spare_pct),
    );
    if let Some(first) = loss.unplaced.first() {
        let pods: u32 = loss.unplaced.iter().map(|it| it.count).sum();
        words.push_str(&format!(
            "; without a node: {pods}, such as {} ({})",
            first.component,
            obstacle_in_words(first.obstacle)
        ));
    }
    words
}

/// What keeps a pod from a node, in words.
pub const fn obstacle_in_words(obstacle: &'static str) -> &'static str {
    match obstacle.as_bytes() {
        b"cpu" => "no node has the CPU",
        b"memory" => "no node has the memory",
        b"pods" => "every node has all the pods that it takes",
        b"volumes" => "every node has all the volumes that it attaches",
        _ => "its own rules forbid it",
    }
}

/// By which means the loss of a zone is borne: nodes that start, pods that make room.
pub fn means_in_words(loss: &ZoneLossDetail) -> String {
    let mut parts = Vec::new();
    if !loss.new_nodes.is_empty() {
        parts.push(format!("starts {}", loss.new_nodes.join(", ")));
    }
    if !loss.shed.is_empty() {
        let shed: Vec<String> =
            loss.shed.iter().map(|pods| format!("{} × {}", pods.count, pods.component)).collect();
        parts.push(format!("gives up {}", shed.join(", ")));
    }
    format!("the loss of zone {} {}", loss.zone, parts.join(" and "))
}

/// What router shards bear, in one sentence.
pub fn routers_in_words(routers: &RoutersEntry) -> String {
    let bears = match (routers.survives_zone_loss, routers.survives_shard_loss) {
        (true, true) => "any one zone or any one shard may be lost",
        (true, false) => "a zone may be lost, the one shard may not",
        (false, true) => "a shard may be lost, a zone may not",
        (false, false) => "neither a zone nor the one shard may be lost",
    };
    let shards =
        if routers.shards == 1 { "1 shard".to_owned() } else { format!("{} shards", routers.shards) };
    format!("{shards} of two routers each: {bears}")
}
