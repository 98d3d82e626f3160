//! The pods of a workload and what they ask for.

use crate::engine::catalogue::{Component, ComponentKind, Provider};
use crate::engine::scenario::Workload;
use crate::engine::topology::spread_evenly;
use crate::engine::units::Resources;

/// The pods of one component.
#[derive(Clone, Debug, PartialEq)]
pub struct PodGroup {
    /// Component.
    pub name: String,
    /// What one pod asks for.
    pub request: Resources,
    /// Whether a zonal volume keeps each pod in its zone.
    pub pinned: bool,
    /// Volume of each pod, GiB.
    pub volume_gib: f64,
    /// Pods of each zone.
    pub per_zone: Vec<u32>,
}

impl PodGroup {
    /// Pods over all zones.
    pub fn replicas(&self) -> u32 {
        self.per_zone.iter().sum()
    }
}

/// What all pods ask for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Demand {
    /// Pods that are placed once, by component.
    pub groups: Vec<PodGroup>,
    /// What the agents of every node ask for.
    pub per_node: Resources,
    /// Sum over all groups.
    pub total: Resources,
    /// Pinned pods of each zone: what stays down when the zone is lost.
    pub pinned_per_zone: Vec<Resources>,
    /// Volumes over all pods, GiB.
    pub volumes_gib: f64,
    /// Components that publish no request; they count as a pod that asks for nothing.
    pub without_request: Vec<String>,
}

/// The pods of a workload over the zones of a provider.
///
/// Replicas are those of a highly available set-up where the catalogue names
/// them, and those of the plan where it overrides them. Each component is spread
/// evenly; the zone that gets the odd pod moves on from component to component.
/// A component with a volume is pinned to its zones, as the volume is zonal.
/// Of rows that are alternatives the profile's own wins, else the newest.
pub fn demand(
    components: &[Component],
    provider: Provider,
    workload: &Workload,
    zones: u32,
    in_cluster: &[InCluster],
) -> Demand {
    let profile = workload.profile.pods().name();
    let belongs = |component: &Component, name: &str| component.profiles.iter().any(|p| p == name);
    let here = |component: &&Component| {
        component.provider.as_deref().is_none_or(|p| p == provider.name())
            && (belongs(component, profile) || belongs(component, "extra"))
    };
    let wins = |component: &&Component| {
        let Some(group) = &component.alternative else { return true };
        let best = components
            .iter()
            .filter(here)
            .filter(|other| other.alternative.as_ref() == Some(group))
            .max_by_key(|other| (belongs(other, profile), other.provenance.as_of));
        best.is_some_and(|best| best.name == component.name)
    };
    let mut demand = Demand { pinned_per_zone: vec![Resources::ZERO; zones as usize], ..Demand::default() };
    let mut next_zone = 0;
    for component in components.iter().filter(here).filter(wins) {
        if component.cpu_request_m.is_none() && component.memory_request_mib.is_none() {
            demand.without_request.push(component.name.clone());
        }
        let request = Resources {
            cpu_m: u64::from(component.cpu_request_m.unwrap_or(0)),
            memory_mib: u64::from(component.memory_request_mib.unwrap_or(0)),
            pods: u64::from(component.kind != ComponentKind::Sidecar),
        };
        if component.per_node {
            demand.per_node += request;
            continue;
        }
        let published = component.replicas_ha.or(component.replicas_default).unwrap_or(1);
        let replicas = workload.replicas.get(&component.name).copied().unwrap_or(published);
        let volume_gib = component.volume_gib.unwrap_or(0.0);
        let group = PodGroup {
            name: component.name.clone(),
            request,
            pinned: volume_gib > 0.0,
            volume_gib,
            per_zone: spread_evenly(replicas, zones, next_zone),
        };
        next_zone += replicas;
        demand.add(group);
    }
    for service in in_cluster {
        demand.add(PodGroup {
            name: service.name.to_owned(),
            request: service.request,
            pinned: service.volume_gib > 0.0,
            volume_gib: service.volume_gib,
            per_zone: spread_evenly(service.replicas, zones, next_zone),
        });
        next_zone += service.replicas;
    }
    demand
}

/// A service that runs in the cluster where no provider manages it.
#[derive(Clone, Debug, PartialEq)]
pub struct InCluster {
    /// Its name.
    pub name: &'static str,
    /// What one pod asks for.
    pub request: Resources,
    /// Pods over all zones.
    pub replicas: u32,
    /// Volume of each pod, GiB.
    pub volume_gib: f64,
}

impl Demand {
    fn add(&mut self, group: PodGroup) {
        self.total += group.request.times(u64::from(group.replicas()));
        self.volumes_gib += group.volume_gib * f64::from(group.replicas());
        if group.pinned {
            for (zone, count) in self.pinned_per_zone.iter_mut().zip(&group.per_zone) {
                *zone += group.request.times(u64::from(*count));
            }
        }
        self.groups.push(group);
    }

    /// The volumes of all pods: size in GiB and number, largest first.
    pub fn volumes(&self) -> Vec<(f64, u32)> {
        let mut sizes: Vec<(f64, u32)> = Vec::new();
        for group in self.groups.iter().filter(|group| group.volume_gib > 0.0) {
            match sizes.iter_mut().find(|(size, _)| size.to_bits() == group.volume_gib.to_bits()) {
                Some((_, count)) => *count += group.replicas(),
                None => sizes.push((group.volume_gib, group.replicas())),
            }
        }
        sizes.sort_by(|a, b| b.0.total_cmp(&a.0));
        sizes
    }

    /// Names of the pods that a zone's volumes keep there, with their number.
    pub fn pinned_in(&self, zone_idx: usize) -> Vec<(String, u32)> {
        self.groups
            .iter()
            .filter(|group| group.pinned)
            .filter_map(|group| Some((group.name.clone(), *group.per_zone.get(zone_idx)?)))
            .filter(|(_, count)| *count > 0)
            .collect()
    }

    /// The largest request of a single pod, by memory.
    pub fn largest_pod(&self) -> Option<&PodGroup> {
        self.groups.iter().max_by_key(|group| (group.request.memory_mib, group.request.cpu_m))
    }
}
