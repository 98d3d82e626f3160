//! Whose pods count with whose: what a cluster lists twice counts once.

use std::collections::{BTreeMap, BTreeSet};

use super::manifests::{ObjectEntry, Outcome};
use super::objects::{Identity, Objects, full_name};
use super::volumes::{Claim, RawVolume};
use super::work::Work;
use crate::engine::scenario::PodKind;

/// Labels that tell the pods of one object apart.
const OWN_LABELS: &[&str] = &[
    "apps.kubernetes.io/pod-index",
    "controller-revision-hash",
    "pod-template-generation",
    "statefulset.kubernetes.io/pod-name",
];

/// Claims of the manifests, by namespace and name.
pub(super) type Claims = BTreeMap<(String, String), Claim>;

/// Works whose pods count, each once, and the claims that count beside them.
pub(super) fn counted(objects: &mut Objects) -> (Vec<Work>, Claims) {
    let present: BTreeSet<(String, String, String)> = objects
        .works
        .iter()
        .filter(|work| work.kind != PodKind::Pod)
        .map(|work| (work.who.namespace.clone(), work.who.kind.clone(), work.who.name.clone()))
        .collect();
    let mut claims: Claims = objects
        .claims
        .iter()
        .map(|(who, claim)| ((who.namespace.clone(), who.name.clone()), *claim))
        .collect();
    let mut kept: Vec<Work> = Vec::new();
    let mut merged: BTreeMap<(String, String, String), usize> = BTreeMap::new();
    for work in std::mem::take(&mut objects.works) {
        if let Some(owner) = present_owner(&work, &present) {
            with_owner(&mut objects.entries, &work.who, &owner);
        } else if work.idle.is_none() {
            keep(work, &mut kept, &mut merged, &claims);
        }
    }
    let sets: BTreeMap<(String, String), String> = kept.iter().flat_map(prefixes).collect();
    for (who, _) in &objects.claims {
        let set =
            prefix_of(&who.name).and_then(|prefix| sets.get(&(who.namespace.clone(), prefix.to_owned())));
        if let Some(set) = set {
            claims.remove(&(who.namespace.clone(), who.name.clone()));
            with_owner(&mut objects.entries, who, set);
        }
    }
    (kept, claims)
}

fn with_owner(entries: &mut [ObjectEntry], who: &Identity, owner: &str) {
    if let Some(entry) = entries.get_mut(who.entry) {
        (entry.outcome, entry.detail) = (Outcome::WithOwner, owner.to_owned());
    }
}

/// The object among the manifests with which the pods of this one count.
///
/// The object in the middle may be absent: a pod of `web-5d8f` of which only the
/// Deployment `web` is here, a pod of `nightly-28999` of which only the CronJob is.
fn present_owner(work: &Work, present: &BTreeSet<(String, String, String)>) -> Option<String> {
    let (kind, name) = work.owner.as_ref()?;
    let find = |kind: &str, name: &str| {
        let key = (work.who.namespace.clone(), kind.to_owned(), name.to_owned());
        present.contains(&key).then(|| format!("{kind} {}", full_name(&work.who.namespace, name)))
    };
    if let Some(found) = find(kind, name) {
        return Some(found);
    }
    let (above, end) = match kind.as_str() {
        "ReplicaSet" => ("Deployment", work.template.labels.get("pod-template-hash")?.as_str()),
        "Job" => ("CronJob", name.rsplit_once('-')?.1),
        _ => return None,
    };
    if above == "CronJob" && !end.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    find(above, name.strip_suffix(end)?.strip_suffix('-')?)
}

/// Keeps a work; pods of one absent owner that are alike become one group of its kind.
fn keep(
    mut work: Work,
    kept: &mut Vec<Work>,
    merged: &mut BTreeMap<(String, String, String), usize>,
    claims: &Claims,
) {
    let owner = work.owner.clone().filter(|(kind, _)| work.kind == PodKind::Pod && kind != "Node");
    let Some((owner_kind, owner_name)) = owner else {
        kept.push(work);
        return;
    };
    let of_set = owner_kind == "StatefulSet";
    for label in OWN_LABELS {
        work.template.labels.remove(*label);
    }
    if of_set {
        work.template.volumes.iter_mut().for_each(|volume| own_claim(volume, &work.who, claims));
    }
    let key = (work.who.namespace.clone(), owner_kind.clone(), owner_name.clone());
    let first = merged.get(&key).copied();
    if let Some(first) = first.and_then(|first| kept.get_mut(first))
        && first.template == work.template
    {
        if first.kind != PodKind::DaemonSet {
            first.replicas = first.replicas.saturating_add(1);
        }
        return;
    }
    work.kind = match owner_kind.as_str() {
        "StatefulSet" => PodKind::StatefulSet,
        "DaemonSet" => PodKind::DaemonSet,
        "Job" => PodKind::Job,
        _ => PodKind::ReplicaSet,
    };
    if first.is_none() {
        if work.kind == PodKind::DaemonSet {
            work.replicas = 0;
        }
        (work.who.kind, work.who.name) = (owner_kind, owner_name);
        merged.insert(key, kept.len());
    } else if work.kind == PodKind::DaemonSet {
        // A pod that differs from the others of its daemon set, in the midst of an update:
        // counted with them.
        return;
    }
    kept.push(work);
}

/// A claim of one pod of a stateful set becomes a volume of its own.
fn own_claim(volume: &mut RawVolume, pod: &Identity, claims: &Claims) {
    let RawVolume::Named(name) = volume else { return };
    let template = name.strip_suffix(pod.name.as_str()).and_then(|start| start.strip_suffix('-'));
    let claim = claims.get(&(pod.namespace.clone(), name.clone()));
    if let (Some(template), Some(claim)) = (template, claim) {
        *volume = RawVolume::Own { name: template.to_owned(), claim: *claim };
    }
}

/// How the claims of a stateful set begin (`data-web-` of `data-web-0`), and who it is.
fn prefixes(work: &Work) -> Vec<((String, String), String)> {
    let mut prefixes = Vec::new();
    for volume in &work.template.volumes {
        if let RawVolume::Own { name, .. } = volume {
            let prefix = format!("{name}-{}-", work.who.name);
            prefixes.push(((work.who.namespace.clone(), prefix), work.who.shown()));
        }
    }
    prefixes
}

fn prefix_of(claim: &str) -> Option<&str> {
    let (start, number) = claim.rsplit_once('-')?;
    let digits = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
    claim.get(..start.len() + 1).filter(|_| digits)
}
