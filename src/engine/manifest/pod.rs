//! A pod template, as far as it decides where pods run and what they need.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::note::{Level, Notes};
use super::resources::{self, Amounts, Container, PodNeeds, Stated};
use super::rules::{self, RawRules};
use super::selector::Labels;
use super::volumes::{self, RawVolume};
use crate::engine::scenario::UnsetRequest;

/// Most containers of a pod: far beyond any.
const MOST_CONTAINERS: usize = 1_000;

/// What a template says.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Template {
    pub labels: Labels,
    pub needs: PodNeeds,
    pub overhead: Overhead,
    pub unset: Vec<UnsetRequest>,
    pub images: Vec<String>,
    pub volumes: Vec<RawVolume>,
    pub priority: Priority,
    pub rules: RawRules,
    /// Ports of the node that the pod takes, with their protocol.
    pub host_ports: Vec<(u32, String)>,
}

/// What a pod takes beside its containers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Overhead {
    Amounts(Amounts),
    /// That of a runtime class.
    Class(String),
}

/// A pod's priority.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Priority {
    Value(i32),
    Class(String),
    /// That of the class that is the default.
    Default,
}

/// Reads a template: the labels of `metadata` and the pod's `spec`. Nothing where what the pod
/// asks for has a fault: it cannot count then.
pub(super) fn template(
    metadata: &Cursor<'_, '_>,
    spec: &Cursor<'_, '_>,
    of_daemon_set: bool,
    notes: &mut Notes,
) -> Option<Template> {
    let faults = notes.faults;
    let init_list = spec.get("initContainers");
    let list = spec.get("containers");
    let mut images = Vec::new();
    let mut ports = Vec::new();
    let host_network = spec.get("hostNetwork").truth(notes).unwrap_or(false);
    let init = containers(&init_list, host_network, &mut images, &mut ports, notes);
    let main = containers(&list, host_network, &mut images, &mut ports, notes);
    if main.is_empty() && notes.faults == faults {
        list.fault(notes, "found no container, allowed is at least one");
    }
    let pod = resources::stated(&spec.get("resources"), notes);
    let overhead = overhead(spec, notes);
    if notes.faults > faults {
        return None;
    }
    unread(spec, notes);
    let labels = metadata.get("labels").texts(notes);
    ports.sort();
    ports.dedup();
    Some(Template {
        needs: resources::needs(&init, &main, &pod),
        overhead,
        unset: unset(&init, &main, &pod),
        images,
        volumes: volumes::of_pod(spec, notes),
        priority: priority(spec, notes),
        rules: rules::read(spec, &labels, of_daemon_set, notes),
        host_ports: ports,
        labels,
    })
}

/// Names what else decides where a pod runs.
fn unread(spec: &Cursor<'_, '_>, notes: &mut Notes) {
    for (key, why) in [
        ("resourceClaims", "devices are not fitted"),
        ("schedulingGates", "the pod is taken to be free of them"),
        ("schedulerName", "the rules of Kubernetes' own scheduler are taken"),
    ] {
        let value = spec.get(key);
        if !value.is_absent() && value.node().described() != "default-scheduler" {
            value.unread(notes, format!("is not read: {why}"));
        }
    }
}

fn containers(
    list: &Cursor<'_, '_>,
    host_network: bool,
    images: &mut Vec<String>,
    ports: &mut Vec<(u32, String)>,
    notes: &mut Notes,
) -> Vec<Container> {
    let items: Vec<_> = list.items(notes).collect();
    if items.len() > MOST_CONTAINERS {
        list.fault(notes, format!("found {} containers, allowed are {MOST_CONTAINERS}", items.len()));
        return Vec::new();
    }
    let mut containers = Vec::new();
    for item in &items {
        if item.is_absent() {
            item.fault(notes, "found nothing, allowed is a container");
            continue;
        }
        item.entries(notes).for_each(drop);
        images.extend(item.get("image").text(notes).map(str::to_owned));
        host_ports(&item.get("ports"), host_network, ports, notes);
        containers.push(Container {
            name: item.get("name").text(notes).unwrap_or_default().to_owned(),
            stated: resources::stated(&item.get("resources"), notes),
            sidecar: item.get("restartPolicy").text(notes) == Some("Always"),
        });
    }
    containers
}

fn host_ports(list: &Cursor<'_, '_>, host_network: bool, ports: &mut Vec<(u32, String)>, notes: &mut Notes) {
    let items: Vec<_> = list.items(notes).collect();
    for item in &items {
        let host = item.get("hostPort");
        let container = item.get("containerPort");
        // On the node's own network a port of the container is one of the node.
        let port = if host.is_absent() && host_network { container } else { host };
        if let Some(port) = port.count(notes, 65_535).filter(|port| *port > 0) {
            let protocol = item.get("protocol").text(notes).unwrap_or("TCP");
            ports.push((port, protocol.to_owned()));
        }
    }
}

/// Containers that run as long as the pod and do not say how much CPU or memory they need.
fn unset(init: &[Container], main: &[Container], pod: &Stated) -> Vec<UnsetRequest> {
    let running = init.iter().filter(|container| container.sidecar).chain(main);
    running
        .map(|container| UnsetRequest {
            container: container.name.clone(),
            cpu: !container.stated.asks_for_cpu() && !pod.asks_for_cpu(),
            memory: !container.stated.asks_for_memory() && !pod.asks_for_memory(),
        })
        .filter(|unset| unset.cpu || unset.memory)
        .collect()
}

fn overhead(spec: &Cursor<'_, '_>, notes: &mut Notes) -> Overhead {
    let (stated, class) = (spec.get("overhead"), spec.get("runtimeClassName"));
    let class = class.text(notes);
    if let (true, Some(class)) = (stated.is_absent(), class) {
        return Overhead::Class(class.to_owned());
    }
    Overhead::Amounts(amounts(&stated, notes))
}

/// CPU and memory of a map; what is absent is none.
pub(super) fn amounts(map: &Cursor<'_, '_>, notes: &mut Notes) -> Amounts {
    map.entries(notes).for_each(drop);
    Amounts {
        cpu: resources::cpu(&map.get("cpu"), notes).unwrap_or_default(),
        memory: resources::memory(&map.get("memory"), notes).unwrap_or_default(),
    }
}

fn priority(spec: &Cursor<'_, '_>, notes: &mut Notes) -> Priority {
    let value = spec.get("priority").whole(notes, i64::from(i32::MIN), i64::from(i32::MAX));
    if let Some(value) = value.and_then(|value| i32::try_from(value).ok()) {
        return Priority::Value(value);
    }
    match spec.get("priorityClassName").text(notes) {
        Some(class) if !class.is_empty() => Priority::Class(class.to_owned()),
        _ => Priority::Default,
    }
}

/// Priority classes of a cluster: those that every cluster has, and those of the manifests.
#[derive(Debug, Default)]
pub(super) struct PriorityClasses {
    pub values: BTreeMap<String, i32>,
    pub default: Option<i32>,
}

impl PriorityClasses {
    /// The value of a class.
    /// Source: kubernetes.io/docs/tasks/administer-cluster/guaranteed-scheduling-critical-addon-pods;
    /// values from `pkg/apis/scheduling/types.go` of Kubernetes.
    fn value(&self, class: &str) -> Option<i32> {
        match class {
            "system-cluster-critical" => Some(2_000_000_000),
            "system-node-critical" => Some(2_000_001_000),
            _ => self.values.get(class).copied(),
        }
    }

    pub fn of(&self, priority: &Priority, place: super::note::Place, notes: &mut Notes) -> i32 {
        match priority {
            Priority::Value(value) => *value,
            Priority::Default => self.default.unwrap_or(0),
            Priority::Class(class) => self.value(class).unwrap_or_else(|| {
                let message = format!(
                    "found the class {}, which is not among the manifests; 0 is assumed",
                    super::note::shown(class)
                );
                notes.add(Level::Warning, place, "priorityClassName".to_owned(), message);
                0
            }),
        }
    }
}
