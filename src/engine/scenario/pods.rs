//! What runs, pod by pod: the form that presets and manifests share.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::units::Resources;

/// The object that makes the pods of a group.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum PodKind {
    /// A pod of its own, which nothing makes anew.
    Pod,
    /// Replicas without an identity, rolled by surge.
    Deployment,
    /// Replicas that nothing rolls.
    ReplicaSet,
    /// Replicas with an identity and, mostly, volumes of their own.
    StatefulSet,
    /// One pod on each node.
    DaemonSet,
    /// Pods that run to their end.
    Job,
    /// Jobs that come back.
    CronJob,
}

impl PodKind {
    /// How Kubernetes spells it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Pod => "Pod",
            Self::Deployment => "Deployment",
            Self::ReplicaSet => "ReplicaSet",
            Self::StatefulSet => "StatefulSet",
            Self::DaemonSet => "DaemonSet",
            Self::Job => "Job",
            Self::CronJob => "CronJob",
        }
    }
}

/// Pods that are alike: the replicas of one object.
///
/// Where rules name other groups they do so by position in the list that holds
/// this one.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PodGroup {
    /// Name: the component of a preset, or `namespace/name` of a manifest; the
    /// namespace is left out where it is `default`.
    pub name: String,
    /// What makes the pods.
    pub kind: PodKind,
    /// Pods; of a daemon set 0, as there is one on each node.
    pub replicas: u32,
    /// The most that an autoscaler may make of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub replicas_max: Option<u32>,
    /// What one pod asks for, by the scheduler's rules.
    pub request: Resources,
    /// CPU and memory that one pod may take; absent where it has no limit.
    pub limit: Limit,
    /// Volumes of each pod.
    pub volumes: Vec<Volume>,
    /// Pods that a rolling update makes beside the replicas.
    pub surge: u32,
    /// Priority: under pressure the lowest goes first.
    pub priority: i32,
    /// Where the pods may and should run.
    pub rules: PlacementRules,
    /// Pods that may be away at once for maintenance; absent without a disruption budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub may_be_away: Option<u32>,
    /// Images of the containers, as written.
    pub images: Vec<String>,
    /// Containers that do not say how much they need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unset: Vec<UnsetRequest>,
}

/// A container without a request: the scheduler counts nothing for it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct UnsetRequest {
    /// Name of the container.
    pub container: String,
    /// Whether it asks for no CPU.
    pub cpu: bool,
    /// Whether it asks for no memory.
    pub memory: bool,
}

/// CPU and memory that a pod may take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limit {
    /// Thousandths of a core.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cpu_m: Option<u64>,
    /// Mebibytes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub memory_mib: Option<u64>,
}

/// A volume of a pod.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Volume {
    /// Size.
    pub gib: f64,
    /// Whether it exists in one zone only and keeps its pod there.
    pub zonal: bool,
    /// The claim that all pods of the group share; absent where each has its own.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub shared_claim: Option<String>,
}

/// Where pods may and should run.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PlacementRules {
    /// Alternatives of conditions on the node, each met as a whole; none is any node.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub nodes: Vec<Vec<NodeCondition>>,
    /// Pods to be near to or away from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub affinities: Vec<Affinity>,
    /// How evenly the pods must spread.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spreads: Vec<Spread>,
}

/// A label of nodes that the model knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NodeLabel {
    /// `topology.kubernetes.io/zone`.
    Zone,
    /// `topology.kubernetes.io/region`.
    Region,
    /// `kubernetes.io/arch`.
    Architecture,
    /// `kubernetes.io/os`; every node runs Linux.
    Os,
    /// `node.kubernetes.io/instance-type`.
    InstanceType,
}

/// A condition on a label of the node.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodeCondition {
    /// Label.
    pub label: NodeLabel,
    /// Whether the value must be one of these, or none of them.
    pub is_one_of: bool,
    /// Values.
    pub values: Vec<String>,
}

/// How far things are told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Domain {
    /// By node.
    Node,
    /// By zone.
    Zone,
}

/// Whether a rule must hold or should.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Strength {
    /// The pod waits where it cannot hold.
    Required,
    /// The scheduler tries.
    Preferred,
}

/// Near to some pods, or away from them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Affinity {
    /// Whether the pods should be together, or apart.
    pub together: bool,
    /// Whether it must hold.
    pub strength: Strength,
    /// What counts as one place.
    pub domain: Domain,
    /// Groups that are meant, by position.
    pub groups: Vec<usize>,
}

/// How evenly pods are spread.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Spread {
    /// Most by which two places may differ.
    pub max_skew: u32,
    /// Whether it must hold.
    pub strength: Strength,
    /// What counts as one place.
    pub domain: Domain,
    /// Places that there must be, else the least counts as 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub min_domains: Option<u32>,
    /// Groups whose pods are counted, by position.
    pub groups: Vec<usize>,
}

impl PodGroup {
    /// A group without volumes and rules.
    pub fn plain(name: impl Into<String>, kind: PodKind, replicas: u32, request: Resources) -> Self {
        Self {
            name: name.into(),
            kind,
            replicas,
            replicas_max: None,
            request,
            limit: Limit::default(),
            volumes: Vec::new(),
            surge: 0,
            priority: 0,
            rules: PlacementRules::default(),
            may_be_away: None,
            images: Vec::new(),
            unset: Vec::new(),
        }
    }

    /// Whether it runs once on each node.
    pub fn is_per_node(&self) -> bool {
        self.kind == PodKind::DaemonSet
    }

    /// Whether each pod stays where it is: a zonal volume keeps it in its zone, or nothing
    /// makes it anew.
    pub fn is_pinned(&self) -> bool {
        self.kind == PodKind::Pod || self.volumes.iter().any(|volume| volume.zonal)
    }

    /// Volumes that its pods have each of their own, over all pods, GiB.
    pub fn volumes_gib(&self) -> f64 {
        let each = self.volumes.iter().filter(|volume| volume.shared_claim.is_none());
        each.map(|volume| volume.gib).sum::<f64>() * f64::from(self.replicas)
    }
}

/// Where in its range an autoscaler is taken to stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum AutoscalerAt {
    /// At the fewest replicas.
    #[default]
    Least,
    /// At the most.
    Most,
}

impl AutoscalerAt {
    /// Both, by the word in plans; the first is the default.
    pub const WORDS: [(&'static str, Self); 2] = [("least", Self::Least), ("most", Self::Most)];
}

/// The pods of a workload that its manifests describe.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ManifestPods {
    /// Files that hold them.
    pub files: Vec<String>,
    /// Digest of their text.
    pub digest: String,
    /// Where autoscalers were taken to stand.
    pub autoscalers: AutoscalerAt,
    /// Groups.
    #[serde(skip)]
    pub groups: Vec<PodGroup>,
    /// Claims that stand beside the pods or are shared by them: name and GiB, each once.
    #[serde(skip)]
    pub claims: BTreeMap<String, f64>,
    /// What is to be said about them: kind of note, and words.
    #[serde(skip)]
    pub notes: Vec<(String, String)>,
}
