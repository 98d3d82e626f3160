//! A component of the workload in the terms of a chart.

use super::super::node::Fields;
use super::chart;
use crate::engine::plan::Outcome;
use crate::engine::report::Report;
use crate::engine::scenario::{Domain, PodGroup, PodKind, Strength, WorkloadSource};

/// The label of nodes that tells their zone.
const ZONE: &str = "topology.kubernetes.io/zone";

/// A component.
pub(super) struct Component<'a> {
    /// Its pods.
    pub(super) group: &'a PodGroup,
    /// Its name, without the namespace of a manifest.
    pub(super) name: &'a str,
    /// The namespace of its manifest.
    pub(super) namespace: Option<&'a str>,
    /// Pods that may be away at once; none without a budget.
    pub(super) may_be_away: Option<u32>,
    /// Whether its own manifests have that budget.
    pub(super) has_own_budget: bool,
}

impl<'a> Component<'a> {
    /// Every component of the workload that makes pods; what the platform adds is not among them.
    pub(super) fn all(outcome: &'a Outcome, report: &Report) -> Vec<Self> {
        let demand = &outcome.sizing.demand;
        let of_manifests = outcome.plan.workload.source != WorkloadSource::Profile;
        let groups = demand.groups.iter().take(demand.platform_from);
        let groups = groups.filter(|group| !group.is_per_node() && group.replicas > 0);
        groups.map(|group| Self::of(group, of_manifests, report)).collect()
    }

    fn of(group: &'a PodGroup, of_manifests: bool, report: &Report) -> Self {
        let (namespace, name) = match group.name.split_once('/') {
            Some((namespace, name)) if of_manifests => (Some(namespace), name),
            _ => (None, group.name.as_str()),
        };
        let may_be_away = group.may_be_away.or_else(|| budget(group, report));
        Self { group, name, namespace, may_be_away, has_own_budget: group.may_be_away.is_some() }
    }

    /// The label that tells its pods.
    pub(super) fn selector(&self) -> Fields {
        let label = chart::label(&self.group.name).unwrap_or(self.name);
        Fields::default().with("matchLabels", Fields::default().with("app.kubernetes.io/name", label))
    }

    /// Requests, and limits that are not below them, of one pod.
    pub(super) fn resources(&self) -> Fields {
        let (request, limit) = (self.group.request, self.group.limit);
        let amounts = |cpu_m: Option<u64>, memory_mib: Option<u64>| {
            let cpu = cpu_m.map(|cpu_m| format!("{cpu_m}m"));
            let memory = memory_mib.map(|memory_mib| format!("{memory_mib}Mi"));
            Fields::default().with_some("cpu", cpu).with_some("memory", memory)
        };
        let asked = |amount: u64| Some(amount).filter(|amount| *amount > 0);
        let requests = amounts(asked(request.cpu_m), asked(request.memory_mib));
        let limits = amounts(
            limit.cpu_m.filter(|most| *most >= request.cpu_m),
            limit.memory_mib.filter(|most| *most >= request.memory_mib),
        );
        let some = |fields: Fields| Some(fields).filter(|fields| !fields.is_empty());
        Fields::default().with_some("requests", some(requests)).with_some("limits", some(limits))
    }

    /// How its pods spread over the zones: as their manifests say, else as evenly as can be.
    pub(super) fn spread(&self) -> Option<Vec<Fields>> {
        if !self.is_replicated() {
            return None;
        }
        let own = self.group.rules.spreads.iter().find(|spread| spread.domain == Domain::Zone);
        let (skew, strength) =
            own.map_or((1, Strength::Preferred), |spread| (spread.max_skew, spread.strength));
        let otherwise = match strength {
            Strength::Required => "DoNotSchedule",
            Strength::Preferred => "ScheduleAnyway",
        };
        let constraint = Fields::default()
            .with("maxSkew", skew)
            .with("topologyKey", ZONE)
            .with("whenUnsatisfiable", otherwise)
            .with("labelSelector", self.selector());
        Some(vec![constraint])
    }

    /// The size of its one volume.
    pub(super) fn volume(&self) -> Option<String> {
        let [volume] = self.group.volumes.as_slice() else { return None };
        let mib = (volume.gib * 1024.0).ceil() as u64;
        let text = if mib.is_multiple_of(1024) { format!("{}Gi", mib / 1024) } else { format!("{mib}Mi") };
        Some(text).filter(|_| mib > 0 && volume.shared_claim.is_none())
    }

    /// Whether something keeps several pods of it.
    pub(super) fn is_replicated(&self) -> bool {
        let kept =
            matches!(self.group.kind, PodKind::Deployment | PodKind::ReplicaSet | PodKind::StatefulSet);
        kept && self.group.replicas > 1
    }
}

/// Pods that may be away at once: of a consensus those beyond its quorum, else one of several. A
/// single pod has no budget: it would forbid every drain of its node, or nothing.
fn budget(group: &PodGroup, report: &Report) -> Option<u32> {
    let kept = matches!(group.kind, PodKind::Deployment | PodKind::ReplicaSet | PodKind::StatefulSet);
    if !kept || group.replicas < 2 {
        return None;
    }
    let quorum = report.sizing.quorum.iter().find(|quorum| quorum.component == group.name);
    Some(quorum.map_or(1, |quorum| quorum.members.saturating_sub(quorum.needed)))
}
