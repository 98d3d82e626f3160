//! What would break: weaknesses of the groups, each with what fails and how to mend it.

use serde::Serialize;

use crate::engine::scenario::{Domain, PodGroup, PodKind, Strength, UnsetRequest};

/// How much is lost when it fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Severity {
    /// The group is away as a whole.
    Stops,
    /// A part of it is away, or maintenance cannot go on.
    Degrades,
    /// It may come to either.
    Risk,
}

impl Severity {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Stops => "stops",
            Self::Degrades => "degrades",
            Self::Risk => "risk",
        }
    }
}

/// What the weakness is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Code {
    /// Nothing makes the pod anew.
    BarePod,
    /// One replica, and its volume is in one zone; or one volume for all replicas that one node at a time has.
    ZonalVolume,
    /// One replica.
    OneReplica,
    /// More replicas than zones that must be apart by zone.
    MoreReplicasThanZones,
    /// The budget lets no pod go.
    BudgetBlocksDrain,
    /// No budget.
    NoDisruptionBudget,
    /// Fewer replicas than zones.
    FewerReplicasThanZones,
    /// Nothing that must hold keeps the replicas apart.
    SoftAntiAffinity,
    /// A container that does not say how much it needs.
    MissingRequest,
    /// A pod that may take all memory of its node.
    MissingMemoryLimit,
    /// An autoscaler that may ask for far more than was counted.
    AutoscalerMax,
}

impl Code {
    /// Its name, as in JSON.
    pub const fn name(self) -> &'static str {
        match self {
            Self::BarePod => "bare-pod",
            Self::ZonalVolume => "zonal-volume",
            Self::OneReplica => "one-replica",
            Self::MoreReplicasThanZones => "more-replicas-than-zones",
            Self::BudgetBlocksDrain => "budget-blocks-drain",
            Self::NoDisruptionBudget => "no-disruption-budget",
            Self::FewerReplicasThanZones => "fewer-replicas-than-zones",
            Self::SoftAntiAffinity => "soft-anti-affinity",
            Self::MissingRequest => "missing-request",
            Self::MissingMemoryLimit => "missing-memory-limit",
            Self::AutoscalerMax => "autoscaler-max",
        }
    }
}

/// A weakness of a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Finding {
    /// What it is.
    pub code: Code,
    /// How much is lost.
    pub severity: Severity,
    /// Group.
    pub subject: String,
    /// What fails, and when.
    pub fails: String,
    /// What to write.
    pub mend: String,
}

/// An autoscaler's most, in multiples of what was counted, from which on it is told.
const FAR_ABOVE: u32 = 2;

/// Containers that a finding names; of more it says how many.
const MOST_NAMED: usize = 5;

/// Reviews groups in a plan of so many zones: the most serious findings first,
/// of equals in the order of the groups.
pub fn review(groups: &[PodGroup], zones: u32) -> Vec<Finding> {
    let mut findings = Vec::new();
    for (idx, group) in groups.iter().enumerate() {
        let mut found = Found { group, findings: &mut findings };
        if group.kind == PodKind::Pod {
            found.add(
                Code::BarePod,
                Severity::Stops,
                "it is gone when its node is lost or drained: nothing makes the pod anew".to_owned(),
                "a Deployment with this pod as its template".to_owned(),
            );
        }
        if matches!(group.kind, PodKind::Deployment | PodKind::ReplicaSet | PodKind::StatefulSet) {
            replicas(&mut found, zones);
            apart(&mut found, idx, zones);
            budget(&mut found);
        }
        resources(&mut found);
    }
    findings.sort_by_key(|finding| finding.severity);
    findings
}

struct Found<'f> {
    group: &'f PodGroup,
    findings: &'f mut Vec<Finding>,
}

impl Found<'_> {
    fn add(&mut self, code: Code, severity: Severity, fails: String, mend: String) {
        let subject = self.group.name.clone();
        self.findings.push(Finding { code, severity, subject, fails, mend });
    }
}

/// Too few replicas, or volumes that hold them.
fn replicas(found: &mut Found<'_>, zones: u32) {
    let group = found.group;
    let count = group.replicas;
    let shared = group.volumes.iter().find(|volume| volume.zonal && volume.shared_claim.is_some());
    if count == 1 && group.is_pinned() && zones > 1 {
        found.add(
            Code::ZonalVolume,
            Severity::Stops,
            "it is down as long as its zone is: its one pod has a volume that exists in that zone only".to_owned(),
            format!("replicas in {zones} zones that copy the data among themselves, or storage with accessModes: [ReadWriteMany] that spans zones"),
        );
    }
    if let Some(claim) = shared.and_then(|volume| volume.shared_claim.as_ref()).filter(|_| count > 1) {
        found.add(
            Code::ZonalVolume,
            Severity::Stops,
            format!("all {count} pods share the claim {claim}, which one node at a time can have: pods on other nodes do not start, and all go with that node"),
            "accessModes: [ReadWriteMany], or a StatefulSet with volumeClaimTemplates".to_owned(),
        );
    }
    if count == 1 {
        found.add(
            Code::OneReplica,
            Severity::Stops,
            "it stops when its node is lost, until the pod runs elsewhere (by default its node is given up after 5 minutes), and at every drain".to_owned(),
            format!("replicas: {}", zones.max(2)),
        );
    }
    if count > 1 && count < zones {
        found.add(
            Code::FewerReplicasThanZones,
            Severity::Degrades,
            format!("the loss of a zone takes {} of {count} pods at best", count.div_ceil(zones)),
            format!("replicas: {zones}"),
        );
    }
    if let Some(most) =
        group.replicas_max.filter(|most| *most >= FAR_ABOVE.saturating_mul(count.max(1)) && *most > count)
    {
        let more = group.request.times(u64::from(most - count));
        found.add(
            Code::AutoscalerMax,
            Severity::Risk,
            format!(
                "{count} pods count, and the autoscaler may make {most}: {}m of CPU and {} MiB more, for which there may be no room",
                more.cpu_m, more.memory_mib
            ),
            "nodes that are sized with the autoscaler at its most, or a lower maxReplicas".to_owned(),
        );
    }
}

/// What must keep replicas apart.
fn apart(found: &mut Found<'_>, idx: usize, zones: u32) {
    let (group, count) = (found.group, found.group.replicas);
    let must = |domain: Domain| {
        let apart = group.rules.affinities.iter().any(|rule| {
            !rule.together
                && rule.strength == Strength::Required
                && rule.domain == domain
                && rule.groups.contains(&idx)
        });
        // Within its skew a spread lets all pods stand in one place.
        let spread = group.rules.spreads.iter().any(|rule| {
            rule.strength == Strength::Required
                && rule.domain == domain
                && rule.max_skew < count
                && rule.groups.contains(&idx)
        });
        (apart, spread)
    };
    let (by_zone, by_node) = (must(Domain::Zone), must(Domain::Node));
    if by_zone.0 && count > zones {
        found.add(
            Code::MoreReplicasThanZones,
            Severity::Degrades,
            format!("{count} pods must each have a zone of their own and there are {zones}: {} never start", count - zones),
            "topologySpreadConstraints with maxSkew: 1, topologyKey: topology.kubernetes.io/zone and whenUnsatisfiable: DoNotSchedule in the place of the anti-affinity".to_owned(),
        );
    }
    let kept = |(apart, spread): (bool, bool)| apart || spread;
    if count < 2 || kept(by_zone) || (zones < 2 && kept(by_node)) {
        return;
    }
    let prefers = group.rules.affinities.iter().any(|rule| !rule.together && rule.groups.contains(&idx))
        || group.rules.spreads.iter().any(|rule| rule.groups.contains(&idx));
    let place = match (zones > 1, kept(by_node)) {
        (true, true) => "one zone, on several nodes",
        (true, false) => "one zone, on one node even",
        (false, _) => "one node",
    };
    let why = if prefers {
        "what keeps them apart by it is a wish or allows it"
    } else {
        "nothing keeps them apart"
    };
    found.add(
        Code::SoftAntiAffinity,
        Severity::Risk,
        format!("all {count} pods may stand in {place}, and its loss takes them all: {why}"),
        if zones > 1 {
            "topologySpreadConstraints with maxSkew: 1, topologyKey: topology.kubernetes.io/zone and whenUnsatisfiable: DoNotSchedule".to_owned()
        } else {
            "required podAntiAffinity with topologyKey: kubernetes.io/hostname".to_owned()
        },
    );
}

/// What maintenance may take away.
fn budget(found: &mut Found<'_>) {
    let (count, away) = (found.group.replicas, found.group.may_be_away);
    if count > 1 && away.is_none() {
        found.add(
            Code::NoDisruptionBudget,
            Severity::Degrades,
            format!("drains of several nodes, as in an upgrade, may take all {count} pods at once"),
            "a PodDisruptionBudget with maxUnavailable: 1 that selects these pods".to_owned(),
        );
    }
    if count > 0 && away == Some(0) {
        found.add(
            Code::BudgetBlocksDrain,
            Severity::Degrades,
            "no pod may go: the drain of a node that has one waits, and upgrades of the cluster with it"
                .to_owned(),
            if count == 1 {
                "a second replica, and a PodDisruptionBudget with maxUnavailable: 1".to_owned()
            } else {
                "one PodDisruptionBudget with maxUnavailable: 1".to_owned()
            },
        );
    }
}

/// What the pods do not say about what they need.
fn resources(found: &mut Found<'_>) {
    let unset = &found.group.unset;
    for (resource, key) in [("CPU", "cpu"), ("memory", "memory")] {
        let of = |one: &&UnsetRequest| if key == "cpu" { one.cpu } else { one.memory };
        let names: Vec<&str> = unset.iter().filter(of).map(|one| one.container.as_str()).collect();
        if names.is_empty() {
            continue;
        }
        let fails = if key == "cpu" {
            "counts as nothing: nodes fill up beyond what they have, and it gets what others leave"
        } else {
            "counts as nothing: nodes fill up beyond what they have, and its pod is among the first to be evicted"
        };
        found.add(
            Code::MissingRequest,
            Severity::Risk,
            format!("{resource} of {} {fails}", listed(&names)),
            format!("resources.requests.{key} of what it uses"),
        );
    }
    if found.group.limit.memory_mib.is_none() {
        found.add(
            Code::MissingMemoryLimit,
            Severity::Risk,
            "a leak takes all memory of its node, and other pods with it".to_owned(),
            "resources.limits.memory for each container".to_owned(),
        );
    }
}

fn listed(names: &[&str]) -> String {
    let some: Vec<&str> = names.iter().take(MOST_NAMED).copied().collect();
    let more = names.len() - some.len();
    let word = if names.len() == 1 { "the container" } else { "the containers" };
    match more {
        0 => format!("{word} {}", some.join(", ")),
        _ => format!("{word} {} and {more} more", some.join(", ")),
    }
}
