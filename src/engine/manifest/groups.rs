//! Pod groups from objects: replicas, requests, volumes, priorities, budgets.

use std::collections::{BTreeMap, BTreeSet};

use super::AutoscalerAt;
use super::manifests::Outcome;
use super::meant::Meant;
use super::note::{Level, Notes, shown};
use super::objects::{Autoscaler, Objects, full_name};
use super::owners::{self, Claims};
use super::pod::Overhead;
use super::resources::Amounts;
use super::volumes::RawVolume;
use super::work::Work;
use crate::engine::scenario::{
    Affinity, Domain, Limit, PlacementRules, PodGroup, PodKind, Spread, Strength, Volume,
};
use crate::engine::units::Resources;

/// The groups, and the claims that stand beside them with their GiB.
pub(super) fn groups(
    objects: &mut Objects,
    at: AutoscalerAt,
    notes: &mut Notes,
) -> (Vec<PodGroup>, BTreeMap<String, f64>) {
    let (works, claims) = owners::counted(objects);
    let scales = scales(&objects.autoscalers, &works, objects, notes);
    let mut groups: Vec<PodGroup> = Vec::with_capacity(works.len());
    for work in &works {
        notes.object = work.who.shown();
        let mut group = group(work, objects, &claims, notes);
        if let Some((least, most)) = scales.get(&target(work)) {
            // What the manifest asks for counts within the bounds: a live one says what runs now.
            group.replicas = match at {
                AutoscalerAt::Least => work.replicas.max(*least).min(*most),
                AutoscalerAt::Most => *most,
            };
            group.replicas_max = Some(*most);
        }
        group.surge = work.surge.map_or(0, |surge| surge.of(group.replicas));
        groups.push(group);
    }
    let mut meant = Meant::new(&works, &objects.namespaces);
    for (work, group) in works.iter().zip(&mut groups) {
        notes.object = work.who.shown();
        group.rules = rules(work, &mut meant, notes);
    }
    host_ports(&works, &mut groups, &mut meant, notes);
    budgets(objects, &mut groups, &mut meant, notes);
    notes.object.clear();
    let claims =
        claims.iter().map(|((namespace, name), claim)| (full_name(namespace, name), claim.size.gibibytes()));
    (groups, claims.collect())
}

type Target = (String, String, String);

fn target(work: &Work) -> Target {
    (work.who.namespace.clone(), work.who.kind.clone(), work.who.name.clone())
}

/// Least and most replicas by target; of several autoscalers the larger figures.
fn scales(
    autoscalers: &[Autoscaler],
    works: &[Work],
    objects: &Objects,
    notes: &mut Notes,
) -> BTreeMap<Target, (u32, u32)> {
    let present: BTreeSet<Target> = works.iter().map(target).collect();
    let idle = objects.entries.iter().filter(|entry| entry.outcome == Outcome::Idle);
    let idle: BTreeSet<(&str, &str)> = idle.map(|entry| (entry.kind.as_str(), entry.name.as_str())).collect();
    let mut scales = BTreeMap::new();
    for autoscaler in autoscalers {
        let who = &autoscaler.who;
        let key = (who.namespace.clone(), autoscaler.target_kind.clone(), autoscaler.target.clone());
        if !present.contains(&key) {
            // Of a target without replicas Kubernetes switches the autoscaler off.
            let idle = idle.contains(&(autoscaler.target_kind.as_str(), autoscaler.target.as_str()));
            if !idle {
                let message = format!(
                    "found {} {}, which is not among the pods that count: the autoscaler has no effect",
                    shown(&key.1),
                    full_name(&key.0, &key.2)
                );
                notes.about(
                    Level::Warning,
                    who.place,
                    who.shown(),
                    "spec.scaleTargetRef".to_owned(),
                    message,
                );
            }
            continue;
        }
        let (least, most) = scales.entry(key).or_insert((0, 0));
        *least = (*least).max(autoscaler.least);
        *most = (*most).max(autoscaler.most);
    }
    scales
}

fn group(work: &Work, objects: &Objects, claims: &Claims, notes: &mut Notes) -> PodGroup {
    let template = &work.template;
    let overhead = overhead(work, objects, notes);
    let (needs, request) = (&template.needs, template.needs.request.plus(overhead));
    let request =
        Resources { cpu_m: request.cpu.milli_up(), memory_mib: request.memory.mebibytes_up(), pods: 1 };
    PodGroup {
        limit: Limit {
            cpu_m: needs.cpu_limit.map(|limit| (limit + overhead.cpu).milli_up()),
            memory_mib: needs.memory_limit.map(|limit| (limit + overhead.memory).mebibytes_up()),
        },
        volumes: volumes(work, claims, notes),
        priority: objects.classes.of(&template.priority, work.who.place, notes),
        images: template.images.clone(),
        unset: template.unset.clone(),
        ..PodGroup::plain(work.who.full_name(), work.kind, work.replicas, request)
    }
}

fn overhead(work: &Work, objects: &Objects, notes: &mut Notes) -> Amounts {
    match &work.template.overhead {
        Overhead::Amounts(amounts) => *amounts,
        Overhead::Class(class) => objects.runtimes.get(class).copied().unwrap_or_else(|| {
            let message = format!(
                "found the class {}, which is not among the manifests: pods are taken to have no overhead",
                shown(class)
            );
            notes.add(Level::Warning, work.who.place, "runtimeClassName".to_owned(), message);
            Amounts::default()
        }),
    }
}

fn volumes(work: &Work, claims: &Claims, notes: &mut Notes) -> Vec<Volume> {
    let mut volumes = Vec::new();
    for volume in &work.template.volumes {
        match volume {
            RawVolume::Own { claim, .. } => volumes.push(Volume {
                gib: claim.size.gibibytes(),
                zonal: claim.one_node,
                shared_claim: None,
            }),
            // It is made anew wherever the pod goes, and keeps it nowhere.
            RawVolume::Passing { claim } => {
                volumes.push(Volume { gib: claim.size.gibibytes(), zonal: false, shared_claim: None });
            }
            RawVolume::Named(name) => match claims.get(&(work.who.namespace.clone(), name.clone())) {
                Some(claim) => volumes.push(Volume {
                    gib: claim.size.gibibytes(),
                    zonal: claim.one_node,
                    shared_claim: Some(full_name(&work.who.namespace, name)),
                }),
                None => {
                    let message = format!(
                        "found the claim {}, which is not among the manifests: its size, and whether it keeps the pods in a zone, is not known; it is left out",
                        full_name(&work.who.namespace, name)
                    );
                    notes.add(Level::Warning, work.who.place, "volumes".to_owned(), message);
                }
            },
        }
    }
    volumes
}

fn rules(work: &Work, meant: &mut Meant<'_>, notes: &mut Notes) -> PlacementRules {
    let raw = &work.template.rules;
    let mut rules = PlacementRules { nodes: raw.nodes.clone(), ..PlacementRules::default() };
    for affinity in &raw.affinities {
        let groups = meant.by(&affinity.pods, work, notes);
        if !groups.is_empty() {
            let (together, strength, domain) = (affinity.together, affinity.strength, affinity.domain);
            rules.affinities.push(Affinity { together, strength, domain, groups });
        }
    }
    for spread in &raw.spreads {
        let groups = meant.by(&spread.pods, work, notes);
        if !groups.is_empty() {
            rules.spreads.push(Spread {
                max_skew: spread.max_skew,
                strength: spread.strength,
                domain: spread.domain,
                min_domains: spread.min_domains,
                groups,
            });
        }
    }
    rules
}

/// Pods that take the same port of the node cannot share one.
fn host_ports(works: &[Work], groups: &mut [PodGroup], meant: &mut Meant<'_>, notes: &mut Notes) {
    let mut takers: BTreeMap<&(u32, String), Vec<usize>> = BTreeMap::new();
    for (idx, work) in works.iter().enumerate() {
        for port in &work.template.host_ports {
            takers.entry(port).or_default().push(idx);
        }
    }
    for (idx, (work, group)) in works.iter().zip(groups).enumerate() {
        // Of a daemon set there is one on each node at any rate.
        let alone = group.kind == PodKind::DaemonSet
            || (group.replicas + group.surge <= 1 && group.replicas_max.is_none());
        let mut others: Vec<usize> = Vec::new();
        for port in &work.template.host_ports {
            let of_port = takers.get(port).map(Vec::as_slice).unwrap_or_default();
            if !meant.afford(of_port.len(), work.who.place, notes) {
                return;
            }
            others.extend(of_port.iter().filter(|other| **other != idx || !alone));
        }
        others.sort_unstable();
        others.dedup();
        if !others.is_empty() {
            let (strength, domain) = (Strength::Required, Domain::Node);
            group.rules.affinities.push(Affinity { together: false, strength, domain, groups: others });
        }
    }
}

/// Pods that may be away. Of pods with two budgets Kubernetes lets none go.
fn budgets(objects: &Objects, groups: &mut [PodGroup], meant: &mut Meant<'_>, notes: &mut Notes) {
    for budget in &objects.budgets {
        let who = &budget.who;
        notes.object = who.shown();
        let Some(idxs) = meant.in_namespace(&budget.selector, &who.namespace, who.place, notes) else {
            return;
        };
        if idxs.is_empty() {
            let message = "selects no pods that count: the budget has no effect";
            notes.add(Level::Warning, who.place, "spec.selector".to_owned(), message);
        }
        let replicas = |idx: &usize| groups.get(*idx).map_or(0, |group| group.replicas);
        let expected = idxs.iter().map(replicas).fold(0_u32, u32::saturating_add);
        let away = match (budget.stay, budget.go) {
            (Some(stay), _) => expected.saturating_sub(stay.of(expected)),
            (None, Some(go)) => go.of(expected),
            (None, None) => continue,
        };
        for idx in idxs {
            let Some(group) = groups.get_mut(idx).filter(|group| !group.is_per_node()) else { continue };
            let twice = group.may_be_away.is_some();
            if twice {
                let message = format!(
                    "{} has a second disruption budget: Kubernetes lets none of its pods go",
                    group.name
                );
                notes.add(Level::Warning, who.place, "spec.selector".to_owned(), message);
            }
            group.may_be_away = Some(if twice { 0 } else { away.min(group.replicas) });
        }
    }
}
