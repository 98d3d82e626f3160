//! Objects that make pods: how many, and from which template.

use std::borrow::Cow;

use super::MOST_REPLICAS;
use super::cursor::{Cursor, Share};
use super::kinds::Role;
use super::note::{Notes, shown};
use super::objects::Identity;
use super::pod::{self, Template};
use super::tree::{ABSENT, Node, Value};
use super::volumes::{self, RawVolume};
use crate::engine::scenario::PodKind;

/// Pods of one object.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Work {
    pub who: Identity,
    pub kind: PodKind,
    pub replicas: u32,
    /// Pods that a rolling update makes beside the replicas.
    pub surge: Option<Share>,
    pub template: Template,
    /// What made it: kind and name.
    pub owner: Option<(String, String)>,
    /// Why it has no pods.
    pub idle: Option<&'static str>,
}

/// Reads an object that makes pods; nothing where its pods cannot be counted.
pub(super) fn read(object: &Cursor<'_, '_>, who: Identity, role: Role, notes: &mut Notes) -> Option<Work> {
    let faults = notes.faults;
    let (spec, status) = (object.get("spec"), object.get("status"));
    if spec.is_absent() {
        spec.fault(notes, "found nothing, allowed is the spec of the object");
        return None;
    }
    let owner = owner(object, notes);
    let (mut replicas, mut idle, mut surge) = (1, None, None);
    let kind = match role {
        Role::Pod => {
            if matches!(status.get("phase").text(notes), Some("Succeeded" | "Failed")) {
                idle = Some("finished");
            }
            PodKind::Pod
        }
        Role::DaemonSet => {
            replicas = 0;
            PodKind::DaemonSet
        }
        Role::Job => {
            (replicas, idle) = job(&spec, &status, notes);
            PodKind::Job
        }
        Role::CronJob => {
            let of_job = spec.at(&["jobTemplate", "spec"]);
            (replicas, idle) = job(&of_job, &Cursor::root(&ABSENT), notes);
            if spec.get("suspend").truth(notes) == Some(true) {
                idle = Some("suspended");
            }
            PodKind::CronJob
        }
        _ => {
            let count = spec.get("replicas");
            replicas = if count.is_absent() { 1 } else { count.count(notes, MOST_REPLICAS).unwrap_or(0) };
            if replicas == 0 {
                idle = Some("asks for 0 replicas");
            }
            match role {
                Role::Deployment => {
                    surge = rolling_surge(&spec.get("strategy"), notes);
                    PodKind::Deployment
                }
                Role::StatefulSet => PodKind::StatefulSet,
                _ => PodKind::ReplicaSet,
            }
        }
    };
    let template = match role {
        Role::Pod => {
            let of_daemon_set = owner.as_ref().is_some_and(|(kind, _)| kind == "DaemonSet");
            let template = pod::template(&object.get("metadata"), &spec, of_daemon_set, notes);
            let node = spec.get("nodeName");
            // What runs already has a node; the plan places it anew.
            if !node.is_absent() && status.is_absent() {
                node.unread(notes, "a node by its name is not read: any node is taken");
            }
            template
        }
        Role::CronJob => pod_template(&spec.at(&["jobTemplate", "spec", "template"]), notes),
        _ => pod_template(&spec.get("template"), notes),
    };
    let mut template = template.filter(|_| notes.faults == faults || !uncountable(&spec, role, notes))?;
    if role == Role::StatefulSet {
        let templates = volumes::of_set(&spec, notes);
        // A claim template stands in the place of a volume of the same name.
        template.volumes.retain(|volume| {
            !matches!(volume, RawVolume::Named(name)
                if templates.iter().any(|own| matches!(own, RawVolume::Own { name: own, .. } if own == name)))
        });
        template.volumes.extend(templates);
    }
    Some(Work { who, kind, replicas, surge, template, owner, idle })
}

/// Whether the number of pods has a fault; faults elsewhere leave out only what has them.
fn uncountable(spec: &Cursor<'_, '_>, role: Role, notes: &Notes) -> bool {
    let counts: &[&[&str]] = match role {
        Role::Job => &[&["parallelism"], &["completions"]],
        Role::CronJob => &[&["jobTemplate", "spec", "parallelism"], &["jobTemplate", "spec", "completions"]],
        Role::Pod | Role::DaemonSet => &[],
        _ => &[&["replicas"]],
    };
    let mut unheard = Notes { here: notes.here, ..Notes::default() };
    counts.iter().any(|keys| spec.at(keys).count(&mut unheard, MOST_REPLICAS).is_none() && unheard.faults > 0)
}

fn pod_template(template: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Template> {
    if template.is_absent() {
        template.fault(notes, "found nothing, allowed is a template of pods");
        return None;
    }
    pod::template(&template.get("metadata"), &template.get("spec"), false, notes)
}

/// Pods of a job that run at once, and why there are none.
fn job(spec: &Cursor<'_, '_>, status: &Cursor<'_, '_>, notes: &mut Notes) -> (u32, Option<&'static str>) {
    let (parallelism, completions) = (spec.get("parallelism"), spec.get("completions"));
    let at_once = parallelism.count(notes, MOST_REPLICAS).unwrap_or(1);
    let done = status.get("succeeded").count(notes, MOST_REPLICAS).unwrap_or(0);
    let left = completions.count(notes, MOST_REPLICAS).map(|all| all.saturating_sub(done));
    let conditions = status.get("conditions");
    let ended = conditions.items(notes).any(|condition| {
        let is = |key: &str| match &condition.get(key).node().value {
            Value::Plain(text) | Value::Text(text) => text.to_string(),
            _ => String::new(),
        };
        matches!(is("type").as_str(), "Complete" | "Failed") && is("status") == "True"
    });
    let replicas = left.map_or(at_once, |left| left.min(at_once));
    let idle = if ended {
        Some("finished")
    } else if spec.get("suspend").truth(notes) == Some(true) {
        Some("suspended")
    } else {
        (replicas == 0).then_some("has nothing left to run")
    };
    (replicas, idle)
}

/// How far a rolling update goes beyond the replicas: a quarter, if nothing else is said.
fn rolling_surge(strategy: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Share> {
    let kind = strategy.get("type");
    match kind.text(notes) {
        Some("Recreate") => None,
        None | Some("RollingUpdate") => {
            let surge = strategy.at(&["rollingUpdate", "maxSurge"]);
            if surge.is_absent() { Some(Share::Percent(25)) } else { surge.share(notes) }
        }
        Some(other) => {
            kind.fault(notes, format!("found {}, allowed is RollingUpdate or Recreate", shown(other)));
            None
        }
    }
}

/// The object that made this one: its controller, else its first owner.
fn owner(object: &Cursor<'_, '_>, notes: &mut Notes) -> Option<(String, String)> {
    let metadata = object.get("metadata");
    let list = metadata.get("ownerReferences");
    let owners: Vec<_> = list.items(notes).collect();
    let controller = owners
        .iter()
        .find(|owner| matches!(&owner.get("controller").node().value, Value::Plain(text) if text == "true"));
    let owner = controller.or(owners.first())?;
    Some((owner.get("kind").text(notes)?.to_owned(), owner.get("name").text(notes)?.to_owned()))
}

/// Fields whose text may hold braces that are not the template's.
const OWN_TEXT: &[&str] =
    &["annotations", "args", "command", "description", "env", "exec", "httpGet", "managedFields", "status"];

/// The first `{{ … }}` in a field that a template would have filled.
pub(super) fn not_rendered(node: &Node<'_>) -> Option<String> {
    match &node.value {
        Value::Null => None,
        Value::Plain(text) | Value::Text(text) => snippet(text),
        Value::List(items) => items.iter().find_map(not_rendered),
        Value::Map(entries) => entries
            .iter()
            .filter(|(key, _)| !OWN_TEXT.contains(&key.as_ref()))
            .find_map(|(key, node)| snippet(key).or_else(|| not_rendered(node))),
    }
}

/// The first `{{ … }}` of a text.
pub(super) fn snippet(text: &str) -> Option<String> {
    let start = text.find("{{")?;
    let rest = text.get(start..)?.lines().next()?;
    let end = rest.find("}}").map_or(rest.len(), |end| end + 2);
    let shown = shown(rest.get(..end)?);
    Some(Cow::from(shown).into_owned())
}
