//! What was read of manifests.

use std::collections::BTreeMap;

use serde::Serialize;

use super::note::{Level, Note};
use crate::engine::scenario::{ManifestPods, PodGroup};

/// What became of an object.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// Its pods count.
    Counted,
    /// It says something about pods of others: an autoscaler, a budget, a claim, a class.
    Rule,
    /// It runs no pods.
    NoPods,
    /// Its pods count with the object that made it.
    WithOwner,
    /// It has no pods now: finished, suspended, or without replicas.
    Idle,
    /// A hook of Helm: it runs at an install or upgrade and is gone.
    Hook,
    /// Its kind is not understood.
    Unread,
    /// It has a fault and is left out.
    Fault,
}

impl Outcome {
    /// In words.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Counted => "counted",
            Self::Rule => "read as a rule",
            Self::NoPods => "runs no pods",
            Self::WithOwner => "counted with its owner",
            Self::Idle => "has no pods now",
            Self::Hook => "a hook of Helm, not counted",
            Self::Unread => "not understood",
            Self::Fault => "left out for a fault",
        }
    }
}

/// An object of the manifests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ObjectEntry {
    /// File.
    pub file: String,
    /// Document in the file, counted from 1.
    pub document: u32,
    /// Kind, as written.
    pub kind: String,
    /// Namespace, as written.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub namespace: String,
    /// Name, as written.
    pub name: String,
    /// What became of it.
    pub outcome: Outcome,
    /// More about that: why it has no pods, who its owner is.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub detail: String,
}

/// What manifests hold.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Manifests {
    /// Files, in the order given.
    pub files: Vec<String>,
    /// Digest of names and texts.
    pub digest: String,
    /// Pods, group by group, in the order of the objects.
    pub groups: Vec<PodGroup>,
    /// Claims that stand beside the pods or are shared by them: name and GiB, each once.
    pub claims: BTreeMap<String, f64>,
    /// Every object, in the order of the files.
    pub objects: Vec<ObjectEntry>,
    /// Objects of each kind.
    pub kinds: BTreeMap<String, u32>,
    /// Objects that met each outcome.
    pub outcomes: BTreeMap<Outcome, u32>,
    /// What is to be said, faults first, then by file, document and line.
    pub notes: Vec<Note>,
    /// Notes beyond the 10,000 that are kept.
    pub notes_left_out: u64,
}

impl Manifests {
    /// The pods, for a plan.
    pub fn pods(&self) -> ManifestPods {
        ManifestPods {
            files: self.files.clone(),
            digest: self.digest.clone(),
            groups: self.groups.clone(),
            claims: self.claims.clone(),
            notes: self.notes.iter().map(|note| (note.level.name().to_owned(), note.to_string())).collect(),
        }
    }

    /// Notes of one level.
    pub fn notes_of(&self, level: Level) -> impl Iterator<Item = &Note> {
        self.notes.iter().filter(move |note| note.level == level)
    }

    /// Kinds that are not understood, with how many objects there are of each.
    pub fn unread_kinds(&self) -> BTreeMap<&str, u32> {
        let mut kinds = BTreeMap::new();
        for object in self.objects.iter().filter(|object| object.outcome == Outcome::Unread) {
            *kinds.entry(object.kind.as_str()).or_insert(0) += 1;
        }
        kinds
    }
}
