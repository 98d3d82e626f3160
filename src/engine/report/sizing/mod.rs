//! Nodes, pods and zones in the report: the form; `build` fills it, `words` says it.

pub(super) mod build;
pub(super) mod csv;
mod sources;
pub(super) mod text;
mod words;

use serde::Serialize;

use super::odf::OdfEntry;
use crate::engine::catalogue::Method;
use crate::engine::units::{Resources, Usd};

pub use text::to_layout_text;
pub use words::{
    loss_in_words, means_in_words, obstacle_in_words, routers_in_words, runway_in_words, verdict_in_words,
};

/// Nodes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Sizing {
    /// Node pools.
    pub pools: Vec<Pool>,
    /// Consensus of components.
    pub quorum: Vec<QuorumEntry>,
    /// Where the requests of the pods and agents come from; empty where manifests say what runs.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sources: Vec<RequestSource>,
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

/// Where the requests of components come from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RequestSource {
    /// The components.
    pub components: Vec<String>,
    /// How the figures were had.
    pub method: Method,
    /// Their date.
    pub as_of: String,
    /// Where they are from.
    pub source: String,
}

/// Routers of OpenShift.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Agent {
    /// Its name.
    pub name: String,
    /// What it asks for.
    pub request: Resources,
}

/// What pods may take at most.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Pods {
    /// Component.
    pub component: String,
    /// Pods.
    pub count: u32,
}

/// The pods of a component.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Rollout {
    /// Whether every update finds it.
    pub fits: bool,
    /// Components whose update does not.
    pub stuck: Vec<UnplacedEntry>,
}

/// The worst loss of a zone.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RejectedEntry {
    /// Why.
    pub reason: String,
    /// How many.
    pub types: u32,
}

/// The members of a consensus.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
