//! Which groups a selector means.

use std::collections::BTreeMap;

use super::note::{Level, Notes, Place};
use super::rules::Pods;
use super::selector::{Labels, Selector};
use super::work::Work;

/// Most positions of groups that all rules together may name, and most comparisons to find
/// them: a cluster of 10,000 groups in which each names all others of its application is far
/// below, and no input takes long.
const MOST_POSITIONS: usize = 4_000_000;
const MOST_COMPARISONS: usize = 20_000_000;

/// Looks groups up by selector, each selector once.
pub(super) struct Meant<'w> {
    labels: Vec<&'w Labels>,
    by_namespace: BTreeMap<&'w str, Vec<usize>>,
    namespaces: BTreeMap<&'w str, Labels>,
    known: BTreeMap<(String, Pods), Vec<usize>>,
    positions: usize,
    comparisons: usize,
    told: bool,
}

impl<'w> Meant<'w> {
    pub fn new(works: &'w [Work], stated: &BTreeMap<String, Labels>) -> Self {
        let mut by_namespace: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (idx, work) in works.iter().enumerate() {
            by_namespace.entry(&work.who.namespace).or_default().push(idx);
        }
        let namespaces = by_namespace.keys().map(|name| {
            let mut labels = stated.get(*name).cloned().unwrap_or_default();
            // Every namespace has its name as a label.
            labels.insert("kubernetes.io/metadata.name".to_owned(), (*name).to_owned());
            (*name, labels)
        });
        Self {
            labels: works.iter().map(|work| &work.template.labels).collect(),
            namespaces: namespaces.collect(),
            by_namespace,
            known: BTreeMap::new(),
            positions: 0,
            comparisons: 0,
            told: false,
        }
    }

    /// The groups that a rule of `work` means; a note where there are none.
    pub fn by(&mut self, pods: &Pods, work: &Work, notes: &mut Notes) -> Vec<usize> {
        let own = pods.namespaces.is_empty() && pods.namespaces_like.is_none();
        let home = if own { work.who.namespace.clone() } else { String::new() };
        let key = (home, pods.clone());
        let found = match self.known.get(&key) {
            Some(found) => found.clone(),
            None => {
                let found = self.find(pods, &key.0);
                self.known.insert(key, found.clone());
                found
            }
        };
        if !self.afford(found.len(), work.who.place, notes) {
            return Vec::new();
        }
        if found.is_empty() {
            let message = "a rule selects no pods that count: it has no effect";
            notes.add(
                Level::Warning,
                work.who.place,
                "affinity or topologySpreadConstraints".to_owned(),
                message,
            );
        }
        found
    }

    /// Groups of one namespace; nothing beyond the bounds.
    pub fn in_namespace(
        &mut self,
        selector: &Selector,
        namespace: &str,
        place: Place,
        notes: &mut Notes,
    ) -> Option<Vec<usize>> {
        let pods = Pods { selector: selector.clone(), namespaces: Vec::new(), namespaces_like: None };
        let found = self.find(&pods, namespace);
        self.afford(found.len(), place, notes).then_some(found)
    }

    /// Whether so many more positions are within the bounds; a fault, once, where they are not.
    pub fn afford(&mut self, positions: usize, place: Place, notes: &mut Notes) -> bool {
        self.positions = self.positions.saturating_add(positions);
        let within = self.positions <= MOST_POSITIONS && self.comparisons <= MOST_COMPARISONS;
        if !within && !self.told {
            self.told = true;
            let message = format!(
                "found rules that name more than {MOST_POSITIONS} groups of pods together, allowed are {MOST_POSITIONS}: this one and those after it are left out"
            );
            notes.add(Level::Fault, place, String::new(), message);
        }
        within
    }

    fn find(&mut self, pods: &Pods, home: &str) -> Vec<usize> {
        let mut found = Vec::new();
        for (namespace, idxs) in &self.by_namespace {
            let meant = if home.is_empty() {
                pods.namespaces.iter().any(|name| name == namespace)
                    || pods.namespaces_like.as_ref().is_some_and(|like| {
                        self.namespaces.get(namespace).is_some_and(|labels| like.matches(labels))
                    })
            } else {
                *namespace == home
            };
            if !meant || self.comparisons > MOST_COMPARISONS {
                continue;
            }
            self.comparisons += idxs.len();
            let matching =
                |idx: &&usize| self.labels.get(**idx).is_some_and(|labels| pods.selector.matches(labels));
            found.extend(idxs.iter().filter(matching).copied());
        }
        found.sort_unstable();
        found
    }
}
