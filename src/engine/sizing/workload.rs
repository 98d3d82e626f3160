//! The pods of a plan and what they ask for.

use super::ROUTERS_PER_SHARD;
use crate::engine::catalogue::{Component, ComponentKind, Host};
use crate::engine::scenario::{
    Affinity, Domain, Limit, Platform, PodGroup, PodKind, Strength, Volume, Workload, WorkloadSource,
};
use crate::engine::units::Resources;

/// What all pods ask for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// Every group: first those of the workload, then those that the platform adds.
    pub groups: Vec<PodGroup>,
    /// Position of the first group that the platform adds.
    pub platform_from: usize,
    /// What the agents of every node ask for.
    pub per_node: Resources,
    /// Agents of every node, and what each asks for.
    pub agents: Vec<(String, Resources)>,
    /// Sum over all groups.
    pub total: Resources,
    /// Volumes over all pods, GiB.
    pub volumes_gib: f64,
    /// Components that publish no request; they count as a pod that asks for nothing.
    pub without_request: Vec<String>,
}

/// The pods of a plan: those of its profile or manifests, what the platform adds, and
/// services that run in the cluster where no provider manages them.
///
/// Of a profile, replicas are those of a highly available set-up where the
/// catalogue names them, and those of the plan where it overrides them. Of rows that
/// are alternatives the profile's own wins, else the newest. A container that runs
/// beside another component counts in that component's pods. Services in the cluster
/// keep their pods on different nodes. What the platform adds is left out where a manifest has an object of that name.
pub fn demand(
    components: &[Component],
    platform: &Platform,
    workload: &Workload,
    in_cluster: Vec<PodGroup>,
) -> Demand {
    let mut demand = Demand::default();
    let rows = Rows { components, platform, workload };
    match &workload.source {
        WorkloadSource::Profile => {
            demand.components(rows.of(workload.profile.pods().name()), &rows);
        }
        WorkloadSource::Manifests(pods) => {
            for group in &pods.groups {
                if group.is_per_node() {
                    demand.agent(&group.name, group.request);
                }
                demand.add(group.clone());
            }
        }
    }
    demand.platform_from = demand.groups.len();
    let added = rows.of("extra").filter(|component| !rows.is_in_manifests(&component.name));
    demand.components(added, &rows);
    for group in in_cluster {
        demand.add_apart(group);
    }
    demand.volumes_gib = demand.volumes().iter().map(|(gib, count)| gib * f64::from(*count)).sum();
    demand
}

/// Rows of the catalogue as a plan reads them.
struct Rows<'a> {
    components: &'a [Component],
    platform: &'a Platform,
    workload: &'a Workload,
}

impl<'a> Rows<'a> {
    /// The rows of a profile, or of what comes beside every one, in the order of the file.
    fn of(&self, profile: &'a str) -> impl Iterator<Item = &'a Component> {
        let profiles = match self.workload.source {
            WorkloadSource::Profile => vec![self.workload.profile.pods().name(), "extra"],
            WorkloadSource::Manifests(_) => vec!["extra"],
        };
        let provider = self.platform.provider.name();
        let on_premises = self.platform.host == Host::OnPrem;
        let here = move |component: &&Component| {
            !(on_premises && OF_A_CLOUD.contains(&component.name.as_str()))
                && component.provider.as_deref().is_none_or(|own| own == provider)
                && component.profiles.iter().any(|name| profiles.contains(&name.as_str()))
        };
        let own = self.workload.profile.pods().name();
        let components = self.components;
        let wins = {
            let here = here.clone();
            move |component: &&Component| {
                let Some(group) = &component.alternative else { return true };
                let rivals = components.iter().filter(&here);
                let best = rivals
                    .filter(|other| other.alternative.as_ref() == Some(group))
                    .max_by_key(|other| (other.profiles.iter().any(|p| p == own), other.provenance.as_of));
                best.is_some_and(|best| best.name == component.name)
            }
        };
        let of_profile = move |component: &&Component| component.profiles.iter().any(|name| name == profile);
        components.iter().filter(here).filter(of_profile).filter(wins)
    }

    /// Whether a manifest has an object of this name, whatever its namespace.
    fn is_in_manifests(&self, name: &str) -> bool {
        match &self.workload.source {
            WorkloadSource::Profile => false,
            WorkloadSource::Manifests(pods) => {
                pods.groups.iter().any(|group| group.name.rsplit('/').next() == Some(name))
            }
        }
    }
}

/// Components of OpenShift that serve the disks of a cloud.
const OF_A_CLOUD: [&str; 1] = ["csi-node-driver-aws-ebs"];

/// The router of OpenShift as a component, and of its first shard.
const ROUTER: &str = "router-default";

/// Whether a group is the routers of a shard.
pub fn is_router(group: &PodGroup) -> bool {
    group.name == ROUTER || group.name.starts_with("router-shard-")
}

/// Part of a deployment's replicas that a rolling update makes beside them.
/// Source: Kubernetes, Deployment, `maxSurge`: 25 % by default, rounded up.
const SURGE_PERCENT: u32 = 25;

impl Demand {
    /// Adds components; those that run in another's pods come after it.
    fn components<'a>(&mut self, components: impl Iterator<Item = &'a Component>, rows: &Rows<'_>) {
        let (beside, own): (Vec<_>, Vec<_>) = components.partition(|component| component.beside.is_some());
        for component in own.into_iter().chain(beside) {
            self.component(component, rows);
        }
    }

    fn component(&mut self, component: &Component, rows: &Rows<'_>) {
        if component.cpu_request_m.is_none() && component.memory_request_mib.is_none() {
            self.without_request.push(component.name.clone());
        }
        let request = Resources {
            cpu_m: u64::from(component.cpu_request_m.unwrap_or(0)),
            memory_mib: u64::from(component.memory_request_mib.unwrap_or(0)),
            pods: 1,
        };
        if let Some(pod) = &component.beside {
            let container = Resources { pods: 0, ..request };
            if let Some(group) = self.groups.iter_mut().find(|group| group.name == *pod) {
                group.request += container;
                self.total += container.times(u64::from(group.replicas));
                return;
            }
        }
        if component.per_node {
            self.agent(&component.name, request);
            return;
        }
        if component.name == ROUTER && component.provider.is_some() {
            self.routers(component, request, rows.platform);
            return;
        }
        let published = component.replicas_ha.or(component.replicas_default).unwrap_or(1);
        let replicas = rows.workload.replicas.get(&component.name).copied().unwrap_or(published);
        let kind = match component.kind {
            ComponentKind::StatefulSet => PodKind::StatefulSet,
            ComponentKind::Job => PodKind::Job,
            ComponentKind::StaticPod => PodKind::Pod,
            _ => PodKind::Deployment,
        };
        let volume_gib = component.volume_gib.filter(|gib| *gib > 0.0);
        let surge = if kind == PodKind::Deployment && volume_gib.is_none() {
            (replicas * SURGE_PERCENT).div_ceil(100)
        } else {
            0
        };
        self.add(PodGroup {
            limit: Limit {
                cpu_m: component.cpu_limit_m.map(u64::from),
                memory_mib: component.memory_limit_mib.map(u64::from),
            },
            volumes: volume_gib
                .map(|gib| Volume { gib, zonal: true, shared_claim: None })
                .into_iter()
                .collect(),
            surge,
            priority: component.priority,
            ..PodGroup::plain(component.name.clone(), kind, replicas, request)
        });
    }

    /// The routers of every shard: a pair each, on different nodes, as the ingress
    /// operator asks for.
    fn routers(&mut self, component: &Component, request: Resources, platform: &Platform) {
        let shards = platform.openshift.map_or(1, |settings| settings.router_shards);
        for shard in 1..=shards {
            let name = if shard == 1 { ROUTER.to_owned() } else { format!("router-shard-{shard}") };
            let priority = component.priority;
            let routers = PodGroup::plain(name, PodKind::Deployment, ROUTERS_PER_SHARD, request);
            self.add_apart(PodGroup { priority, ..routers });
        }
    }

    fn agent(&mut self, name: &str, request: Resources) {
        self.per_node += request;
        self.agents.push((name.to_owned(), request));
    }

    fn add(&mut self, group: PodGroup) {
        self.total += group.request.times(u64::from(group.replicas));
        self.groups.push(group);
    }

    /// Adds a group whose pods must not share a node.
    fn add_apart(&mut self, mut group: PodGroup) {
        group.rules.affinities.push(Affinity {
            together: false,
            strength: Strength::Required,
            domain: Domain::Node,
            groups: vec![self.groups.len()],
        });
        self.add(group);
    }

    /// The volumes of all pods: size in GiB and number, largest first.
    pub fn volumes(&self) -> Vec<(f64, u32)> {
        let mut sizes: Vec<(f64, u32)> = Vec::new();
        let mut claims: Vec<&str> = Vec::new();
        for group in self.groups.iter().filter(|group| group.replicas > 0) {
            for volume in group.volumes.iter().filter(|volume| volume.gib > 0.0) {
                // A claim that pods share is one volume, whoever names it.
                let number = match volume.shared_claim.as_deref() {
                    Some(claim) if claims.contains(&claim) => continue,
                    Some(claim) => {
                        claims.push(claim);
                        1
                    }
                    None => group.replicas,
                };
                match sizes.iter_mut().find(|(size, _)| size.to_bits() == volume.gib.to_bits()) {
                    Some((_, count)) => *count += number,
                    None => sizes.push((volume.gib, number)),
                }
            }
        }
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0));
        sizes
    }
}

/// Pods of a service that runs in the cluster where no provider manages it.
pub fn service_pods(name: &str, replicas: u32, request: Resources, volume_gib: f64) -> PodGroup {
    let mut group = PodGroup::plain(name, PodKind::StatefulSet, replicas, request);
    if volume_gib > 0.0 {
        group.volumes.push(Volume { gib: volume_gib, zonal: true, shared_claim: None });
    }
    group
}
