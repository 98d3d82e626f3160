//! Objects as they stand in the documents, sorted by what they mean for pods.

use std::collections::{BTreeMap, BTreeSet};

use super::cursor::{Cursor, Share};
use super::kinds::{Role, role};
use super::manifests::{ObjectEntry, Outcome};
use super::note::{Level, Notes, Place, named, shown};
use super::pod::{self, PriorityClasses};
use super::resources::Amounts;
use super::selector::{Labels, Selector};
use super::volumes::{self, Claim};
use super::work::{self, Work};

/// Most objects: a large cluster has some tens of thousands.
pub(super) const MOST_OBJECTS: usize = 200_000;

/// Lists within lists that are followed.
const DEEPEST_LIST: u32 = 3;

/// Who an object is.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Identity {
    pub place: Place,
    pub kind: String,
    pub namespace: String,
    pub name: String,
    /// Position in the list of objects.
    pub entry: usize,
}

impl Identity {
    /// `Deployment shop/cart`; the namespace is left out where it is `default`.
    pub fn shown(&self) -> String {
        format!("{} {}", shown(&self.kind), self.full_name())
    }

    /// `shop/cart`.
    pub fn full_name(&self) -> String {
        full_name(&self.namespace, &self.name)
    }
}

pub(super) fn full_name(namespace: &str, name: &str) -> String {
    if namespace == "default" { named(name) } else { format!("{}/{}", named(namespace), named(name)) }
}

/// An autoscaler.
#[derive(Debug)]
pub(super) struct Autoscaler {
    pub who: Identity,
    pub target_kind: String,
    pub target: String,
    pub least: u32,
    pub most: u32,
}

/// A disruption budget.
#[derive(Debug)]
pub(super) struct DisruptionBudget {
    pub who: Identity,
    pub selector: Selector,
    /// How many must stay, or how many may go.
    pub stay: Option<Share>,
    pub go: Option<Share>,
}

/// All objects that were read.
#[derive(Debug, Default)]
pub(super) struct Objects {
    pub entries: Vec<ObjectEntry>,
    pub works: Vec<Work>,
    pub autoscalers: Vec<Autoscaler>,
    pub budgets: Vec<DisruptionBudget>,
    pub claims: Vec<(Identity, Claim)>,
    pub classes: PriorityClasses,
    pub runtimes: BTreeMap<String, Amounts>,
    pub namespaces: BTreeMap<String, Labels>,
    seen: BTreeSet<(String, String, String)>,
    /// Whether objects beyond the most were told of.
    full: bool,
}

impl Objects {
    /// Reads the objects of one document.
    pub fn document(&mut self, root: &Cursor<'_, '_>, notes: &mut Notes) {
        self.node(root, None, 0, notes);
    }

    /// `within`: API version and kind that items of a typed list may leave out.
    fn node(&mut self, node: &Cursor<'_, '_>, within: Option<(&str, &str)>, depth: u32, notes: &mut Notes) {
        notes.object.clear();
        if node.is_absent() {
            return;
        }
        if matches!(node.node().value, super::tree::Value::List(_)) && depth < DEEPEST_LIST {
            for item in node.items(notes) {
                self.node(&item, None, depth + 1, notes);
            }
            return;
        }
        if !matches!(node.node().value, super::tree::Value::Map(_)) {
            let found = node.node().described();
            node.fault(
                notes,
                format!("found {found}, allowed is an object with apiVersion, kind and metadata"),
            );
            return;
        }
        let (version, kind) = (node.get("apiVersion").text(notes), node.get("kind").text(notes));
        let (Some(version), Some(kind)) =
            (version.or(within.map(|(version, _)| version)), kind.or(within.map(|(_, kind)| kind)))
        else {
            node.fault(notes, "found no apiVersion or no kind, allowed is an object with both");
            return;
        };
        let role = role(version, kind);
        if role == Role::List && depth < DEEPEST_LIST {
            let single = kind.strip_suffix("List").filter(|single| !single.is_empty());
            let items = node.get("items");
            for item in items.items(notes) {
                self.node(&item, single.map(|single| (version, single)), depth + 1, notes);
            }
            return;
        }
        self.object(node, version, kind, role, notes);
    }

    fn object(&mut self, object: &Cursor<'_, '_>, version: &str, kind: &str, role: Role, notes: &mut Notes) {
        if self.entries.len() >= MOST_OBJECTS {
            if !self.full {
                object.fault(notes, format!("found more than {MOST_OBJECTS} objects, allowed are {MOST_OBJECTS}: the others are left out"));
                self.full = true;
            }
            return;
        }
        let faults = notes.faults;
        let who = self.identity(object, kind, notes);
        let (outcome, detail) = match who {
            Some(_) if notes.faults > faults => (Outcome::Fault, String::new()),
            None => (Outcome::Fault, String::new()),
            Some(who) => {
                notes.object = who.shown();
                self.known(object, version, who, role, notes)
            }
        };
        let metadata = object.get("metadata");
        let text = |key: &str| match &metadata.get(key).node().value {
            super::tree::Value::Plain(text) | super::tree::Value::Text(text) => named(text),
            _ => String::new(),
        };
        let file = usize::try_from(notes.here.file).ok().and_then(|file| notes.files.get(file));
        self.entries.push(ObjectEntry {
            file: file.cloned().unwrap_or_default(),
            document: notes.here.document,
            kind: shown(kind),
            namespace: text("namespace"),
            name: text("name"),
            outcome,
            detail,
        });
        notes.object.clear();
    }

    fn identity(&self, object: &Cursor<'_, '_>, kind: &str, notes: &mut Notes) -> Option<Identity> {
        notes.object = shown(kind);
        let metadata = object.get("metadata");
        let (name, generated) = (metadata.get("name"), metadata.get("generateName"));
        let name = match (name.text(notes), generated.text(notes)) {
            (Some(name), _) if !name.is_empty() => name.to_owned(),
            (_, Some(prefix)) => format!("{prefix}*"),
            _ => {
                if name.is_absent() {
                    name.fault(notes, "found no name, allowed is text");
                }
                return None;
            }
        };
        let namespace = metadata.get("namespace").text(notes).filter(|text| !text.is_empty());
        let line = Some(object.node().line).filter(|line| *line > 0);
        Some(Identity {
            place: Place { line, ..notes.here },
            kind: kind.to_owned(),
            namespace: namespace.unwrap_or("default").to_owned(),
            name,
            entry: self.entries.len(),
        })
    }

    /// Reads what an object means; says what became of it.
    fn known(
        &mut self,
        object: &Cursor<'_, '_>,
        version: &str,
        who: Identity,
        role: Role,
        notes: &mut Notes,
    ) -> (Outcome, String) {
        let nothing = String::new;
        let group = version.split_once('/').map_or("", |(group, _)| group);
        // Old and new groups of the same kinds name the same objects.
        let group = if group == "extensions" { "apps" } else { group };
        let key = (format!("{group}/{}", who.kind), who.namespace.clone(), who.name.clone());
        if !who.name.ends_with('*') && !self.seen.insert(key) {
            object.get("metadata").get("name").fault(
                notes,
                "found the same kind, namespace and name a second time, allowed is once; only the first counts",
            );
            return (Outcome::Fault, nothing());
        }
        if let Role::NoPods = role {
            return (Outcome::NoPods, nothing());
        }
        if let Role::Unread(why) = role {
            object.get("kind").unread(notes, format!("found {}: {why}", shown(&who.kind)));
            return (Outcome::Unread, why.to_owned());
        }
        if role == Role::Unknown || role == Role::List {
            object.get("kind").unread(
                notes,
                format!(
                    "found {} of {}, an unknown kind: pods that it makes are not counted",
                    shown(&who.kind),
                    shown(version)
                ),
            );
            return (Outcome::Unread, nothing());
        }
        let hook = object.at(&["metadata", "annotations", "helm.sh/hook"]);
        if let Some(hook) = hook.text(notes).filter(|_| role != Role::Namespace) {
            return (Outcome::Hook, shown(hook));
        }
        if let Some(template) = work::not_rendered(object.node()) {
            object.fault(notes, not_rendered(&template));
            return (Outcome::Fault, nothing());
        }
        let faults = notes.faults;
        if role.makes_pods() {
            return work::read(object, who, role, notes).map_or_else(
                || (Outcome::Fault, nothing()),
                |work| {
                    let outcome = match &work.idle {
                        Some(why) => (Outcome::Idle, (*why).to_owned()),
                        None => (Outcome::Counted, nothing()),
                    };
                    self.works.push(work);
                    outcome
                },
            );
        }
        self.rule(object, version, who, role, notes);
        let outcome = if notes.faults == faults { Outcome::Rule } else { Outcome::Fault };
        (outcome, nothing())
    }

    /// Reads an object that says something about the pods of others.
    fn rule(&mut self, object: &Cursor<'_, '_>, version: &str, who: Identity, role: Role, notes: &mut Notes) {
        let spec = object.get("spec");
        match role {
            Role::Namespace => {
                let labels = object.at(&["metadata", "labels"]).texts(notes);
                self.namespaces.insert(who.name, labels);
            }
            Role::PriorityClass => {
                let value = object.get("value").whole(notes, i64::from(i32::MIN), 2_000_001_000);
                let Some(value) = value.and_then(|value| i32::try_from(value).ok()) else { return };
                if object.get("globalDefault").truth(notes) == Some(true) {
                    self.classes.default = Some(value);
                }
                self.classes.values.insert(who.name, value);
            }
            Role::RuntimeClass => {
                let fixed = object.at(&["overhead", "podFixed"]);
                self.runtimes.insert(who.name, pod::amounts(&fixed, notes));
            }
            Role::Claim => self.claims.extend(volumes::read(&spec, notes).map(|claim| (who, claim))),
            Role::Autoscaler => self.autoscalers.extend(autoscaler(&spec, who, notes)),
            _ => self.budgets.extend(budget(&spec, version, who, notes)),
        }
    }
}

/// The message about a template that was not rendered.
pub(super) fn not_rendered(snippet: &str) -> String {
    format!("found {snippet}: a template that was not rendered; allowed is the output of helm template")
}

fn autoscaler(spec: &Cursor<'_, '_>, who: Identity, notes: &mut Notes) -> Option<Autoscaler> {
    let (min, max) = (spec.get("minReplicas"), spec.get("maxReplicas"));
    let least = if min.is_absent() { 1 } else { min.count(notes, super::MOST_REPLICAS)? };
    if max.is_absent() {
        max.fault(notes, "found nothing, allowed is a whole number of at least minReplicas");
    }
    let most = max.count(notes, super::MOST_REPLICAS)?;
    if most < least || most == 0 {
        max.fault(notes, format!("found {most}, allowed is at least minReplicas, {least}, and 1"));
        return None;
    }
    let target = spec.get("scaleTargetRef");
    let (kind, name) = (target.get("kind").text(notes), target.get("name").text(notes));
    let (Some(kind), Some(name)) = (kind, name) else {
        target.fault(notes, "found no kind or no name, allowed is the object that is scaled");
        return None;
    };
    Some(Autoscaler { who, target_kind: kind.to_owned(), target: name.to_owned(), least, most })
}

fn budget(
    spec: &Cursor<'_, '_>,
    version: &str,
    who: Identity,
    notes: &mut Notes,
) -> Option<DisruptionBudget> {
    let (min, max) = (spec.get("minAvailable"), spec.get("maxUnavailable"));
    let faults = notes.faults;
    let (stay, go) = (min.share(notes), max.share(notes));
    if notes.faults > faults {
        return None;
    }
    if stay.is_some() == go.is_some() {
        let found = if stay.is_some() {
            "both minAvailable and maxUnavailable"
        } else {
            "neither minAvailable nor maxUnavailable"
        };
        spec.fault(notes, format!("found {found}, allowed is one of them"));
        return None;
    }
    let place = spec.get("selector");
    let selector = Selector::read(&place, notes);
    // Up to policy/v1beta1 an empty selector selects no pods, since policy/v1 all of the namespace.
    let none = selector.as_ref().is_some_and(|selector| selector.0.is_empty() && version == "policy/v1beta1");
    if none || place.is_absent() {
        notes.add(Level::Warning, who.place, place.path(), "selects no pods: the budget has no effect");
        return None;
    }
    Some(DisruptionBudget { who, selector: selector?, stay, go })
}
