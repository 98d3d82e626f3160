//! Kubernetes manifests to groups of pods, and a review of them.
//!
//! Read is what `helm template` and `kubectl get -o yaml|json` write. A fault
//! leaves out the object, or the field, that has it and is named with file,
//! document, line and path; the rest still counts. What has a meaning for where
//! pods run and is not understood is listed. `docs/model.md`, "Manifests", has
//! the rules.
//!
//! ```
//! use zoneplan::engine::manifest::{self, AutoscalerAt, Source};
//!
//! let text = "
//! apiVersion: apps/v1
//! kind: Deployment
//! metadata: {name: cart, namespace: shop}
//! spec:
//!   replicas: 2
//!   template:
//!     spec:
//!       containers: [{name: c, resources: {requests: {cpu: 250m, memory: 1Gi}}}]
//! ";
//! let manifests = manifest::read(&[Source { name: "cart.yaml", text }], AutoscalerAt::Least);
//! assert!(manifests.notes.is_empty());
//! let cart = &manifests.groups[0];
//! assert_eq!((cart.name.as_str(), cart.replicas, cart.request.cpu_m), ("shop/cart", 2, 250));
//! assert_eq!(manifest::review(&manifests.groups, 3)[0].subject, "shop/cart");
//! ```

mod cursor;
mod documents;
mod groups;
mod json;
mod kinds;
mod manifests;
mod meant;
mod note;
mod objects;
mod owners;
mod pod;
mod quantity;
mod resources;
mod review;
mod rules;
mod selector;
mod tree;
mod volumes;
mod work;
mod yaml;

use std::collections::BTreeMap;

pub use manifests::{Manifests, ObjectEntry, Outcome};
pub use note::{Level, Note};
pub use quantity::{Quantity, QuantityError};
pub use review::{Code, Finding, Severity, review};

pub use crate::engine::scenario::AutoscalerAt;

use cursor::Cursor;
use note::{Notes, Place};
use objects::Objects;
use tree::Broken;

use crate::engine::catalogue::Digest;

/// Largest file that is read, in bytes.
pub const MOST_BYTES: usize = 64 * 1024 * 1024;

/// Most replicas of one object.
const MOST_REPLICAS: u32 = 100_000;

/// A file, as text.
#[derive(Clone, Copy, Debug)]
pub struct Source<'t> {
    /// Its name in messages.
    pub name: &'t str,
    /// Its text.
    pub text: &'t str,
}

/// Reads manifests, YAML or JSON.
///
/// It never fails as a whole: what cannot be read is among the notes.
/// Time: linear in the text. Memory: what is kept, and the tree of one document.
pub fn read(sources: &[Source<'_>], autoscaler: AutoscalerAt) -> Manifests {
    let mut notes =
        Notes { files: sources.iter().map(|source| source.name.to_owned()).collect(), ..Notes::default() };
    let mut objects = Objects::default();
    let mut digests = Vec::new();
    for (file, source) in (0_u32..).zip(sources) {
        digests.push(Digest::of(source.text));
        notes.here = Place { file, ..Place::default() };
        self::file(source.text, &mut objects, &mut notes);
    }
    let (groups, claims) = groups::groups(&mut objects, autoscaler, &mut notes);
    let (mut kinds, mut outcomes) = (BTreeMap::new(), BTreeMap::new());
    for entry in &objects.entries {
        *kinds.entry(entry.kind.clone()).or_insert(0) += 1;
        *outcomes.entry(entry.outcome).or_insert(0) += 1;
    }
    let digest = Digest::combine(notes.files.iter().zip(&digests)).short();
    let position: BTreeMap<&str, usize> =
        sources.iter().enumerate().map(|(idx, source)| (source.name, idx)).collect();
    let mut list = notes.list;
    list.sort_by_key(|note| {
        (note.level, position.get(note.file.as_str()).copied(), note.document, note.line)
    });
    Manifests {
        files: notes.files,
        digest,
        autoscalers: autoscaler,
        groups,
        claims,
        objects: objects.entries,
        kinds,
        outcomes,
        notes: list,
        notes_left_out: notes.more,
    }
}

/// Reads one file, document by document.
fn file(text: &str, objects: &mut Objects, notes: &mut Notes) {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if text.len() > MOST_BYTES {
        let message = format!("found {} bytes, allowed are {MOST_BYTES}: the file is left out", text.len());
        notes.add(Level::Fault, notes.here, String::new(), message);
        return;
    }
    let start = text.trim_start();
    // No JSON has a line that begins with ---, nor begins with {{.
    if start.starts_with(['{', '[']) && !start.starts_with("{{") && !text.contains("\n---") {
        let read = json::each(text, |document, parsed| take(document, &parsed, objects, notes));
        if let Err((document, broken)) = read {
            refuse(document, text, broken, notes);
        }
        return;
    }
    for document in documents::split(text) {
        let broken = match document.text.find('\0') {
            Some(at) => {
                let before = document.text.get(..at).unwrap_or_default().matches('\n').count();
                let line = document.first_line.saturating_add(u32::try_from(before).unwrap_or(0));
                let message = "found a NUL byte, allowed is text".to_owned();
                Err(Broken { line: Some(line), message })
            }
            None => yaml::parse(document.text, document.first_line),
        };
        match broken {
            Ok(parsed) => take(document.number, &parsed, objects, notes),
            Err(broken) => refuse(document.number, document.text, broken, notes),
        }
    }
}

fn take(document: u32, parsed: &yaml::Parsed<'_>, objects: &mut Objects, notes: &mut Notes) {
    notes.here.document = document;
    for (line, key) in &parsed.repeated {
        let place = Place { line: Some(*line).filter(|line| *line > 0), ..notes.here };
        let message = format!("found the key {key} twice in one map, allowed is once; the last value counts");
        notes.add(Level::Fault, place, String::new(), message);
    }
    objects.document(&Cursor::root(&parsed.root), notes);
}

/// Notes a document that cannot be read; one with braces was a template, as a rule.
fn refuse(document: u32, text: &str, broken: Broken, notes: &mut Notes) {
    notes.object.clear();
    let template = text.lines().zip(1_u32..).find_map(|(line, _)| work::snippet(line));
    let message = template.map_or(broken.message, |snippet| objects::not_rendered(&snippet));
    let place = Place { document, line: broken.line, ..notes.here };
    notes.add(Level::Fault, place, String::new(), message);
}
