//! What stands in the way of a plan's results, and whose results are shown meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::undo::StepName;
use super::{ManifestSet, Planner};
use crate::engine::scenario::{Document, named};
use crate::web::words::state as words;

/// Whose results are shown where a plan has faults.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The last good ones of the plan itself.
    Own,
    /// Those of the reference plan, with which the page begins: the plan never had any here.
    Reference,
    /// Those of the plan that stood here before: the plan never had any here.
    Before,
    /// Those of another of the kept plans, by its name: the plan never had any here.
    Other(String),
}

/// A fault of what the page has no field for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmarked {
    /// What it is called: the key, in quotes where nobody would see it otherwise.
    pub name: String,
    /// What was found there and what is allowed.
    pub fault: String,
    /// The fields of the plan that it comes from.
    pub fields: Vec<String>,
}

/// Whether a field stands at a place of the plan or below it.
fn is_at(field: &str, path: &str) -> bool {
    field.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

impl Planner {
    /// Puts another plan in the place of the one that is edited.
    pub(super) fn put_plan(&self, fields: BTreeMap<String, String>, manifests: Option<Arc<ManifestSet>>) {
        self.plan_number.update(|number| *number += 1);
        self.manifests.in_use.set(manifests);
        self.fields.set(fields);
        self.faults.set(BTreeMap::new());
        self.dropped.set(Vec::new());
        // What could not be had was for the other one.
        self.trouble.set(None);
    }

    /// Whose results are shown, once it is known whether the plan has some of its own.
    pub fn shown(&self) -> Shown {
        let is_under_way = self.is_computing.get() || self.loading.with(Option::is_some);
        let is_refused = self.faults.with(|faults| !faults.is_empty()) || self.trouble.with(Option::is_some);
        let number = self.plan_number.get();
        self.computed.with(|computed| match computed {
            Some(computed) if computed.number != number && is_refused && !is_under_way => {
                let reference = Document::from_fields(&Self::form(BTreeMap::new(), None));
                if computed.document.to_fields() == reference.to_fields() {
                    Shown::Reference
                } else if computed.name == self.active_name() {
                    Shown::Before
                } else {
                    Shown::Other(computed.name.clone())
                }
            }
            _ => Shown::Own,
        })
    }

    /// The name of the plan that is edited.
    pub(super) fn active_name(&self) -> String {
        let active = self.scenarios.active.get_untracked();
        self.scenarios.list.with_untracked(|list| {
            list.iter().find(|one| one.id == active).map_or_else(String::new, |one| one.name.clone())
        })
    }

    /// The faults for which the page has no field, in the order of their keys.
    pub fn unmarked(&self) -> Vec<Unmarked> {
        self.computed.with(|computed| {
            let sections = computed.iter().flat_map(|computed| &computed.sections);
            let shown: Vec<&str> = sections
                .flat_map(|section| &section.fields)
                .filter(|field| field.shown)
                .map(|field| field.path)
                .collect();
            let faults = self.faults.get();
            let unmarked = faults.into_iter().filter(|(path, _)| !shown.contains(&path.as_str()));
            unmarked.filter_map(|(path, fault)| self.unmarked_at(&path, fault)).collect()
        })
    }

    /// A fault at a place for which there is no field. One of no place is none, unless a field is its cause.
    fn unmarked_at(&self, path: &str, fault: String) -> Option<Unmarked> {
        if !path.is_empty() && self.fields.with(|fields| fields.contains_key(path)) {
            return Some(Unmarked { name: named(path), fault, fields: vec![path.to_owned()] });
        }
        // Its place is called otherwise than the field: an odd key, or a pool by its position.
        let causes = self.causes(path);
        if let Some(first) = causes.first() {
            return Some(Unmarked { name: named(first), fault, fields: causes });
        }
        // A table of several fields.
        let below = |field: &String| is_at(field, path);
        let fields = self.fields.with(|fields| fields.keys().filter(|field| below(field)).cloned().collect());
        (!path.is_empty()).then(|| Unmarked { name: named(path), fault, fields })
    }

    /// The fields without which there is no fault at a place.
    fn causes(&self, path: &str) -> Vec<String> {
        let is_faulty = |document: &Document| {
            let outcome = self.catalogue.with_value(|catalogue| self.plan(document, catalogue));
            outcome.is_err_and(|faults| faults.iter().any(|fault| fault.path == path))
        };
        if !is_faulty(&self.document()) {
            return Vec::new();
        }
        let is_cause = |field: &String| !is_faulty(&self.document_with(|fields| drop(fields.remove(field))));
        self.fields.with(|fields| fields.keys().filter(|field| is_cause(field)).cloned().collect())
    }

    /// Takes fields out of the plan: a step that can be taken back.
    pub fn take_out(&self, one: &Unmarked) {
        self.step(StepName::With(words::TAKE_OUT, one.name.clone()), || {
            self.fields.update(|fields| fields.retain(|field, _| !one.fields.contains(field)));
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::state::Saved;

    fn opened(fields: &str) -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        let saved = format!(
            r#"{{"version":1,"tab":"x","saved_ms":1,"work":{{"active":0,"plans":[{{"name":"Mine","fields":{fields}}}]}}}}"#
        );
        let saved = Saved::read(&saved).expect("it has the form");
        planner.open_saved(saved, None).expect("it can be read");
        planner.recompute();
        planner
    }

    #[test]
    fn a_key_of_another_version_is_named_and_can_be_taken_out() {
        let planner = opened(r#"{"database.future_option":"x","platform.zones":"2"}"#);
        let unmarked = planner.unmarked();
        assert_eq!(unmarked.len(), 1, "{unmarked:?}");
        assert_eq!(
            (unmarked[0].name.as_str(), &unmarked[0].fields[..]),
            ("database.future_option", &["database.future_option".to_owned()][..])
        );
        assert!(unmarked[0].fault.starts_with("an unknown key; allowed is "), "{unmarked:?}");
        assert_eq!((planner.shown(), planner.zones()), (Shown::Reference, Some(3)));
        planner.take_out(&unmarked[0]);
        planner.recompute();
        assert!(planner.unmarked().is_empty());
        assert_eq!((planner.shown(), planner.zones()), (Shown::Own, Some(2)));
        assert!(planner.undo());
        assert_eq!(planner.fields.get_untracked()["database.future_option"], "x");
    }

    #[test]
    fn a_section_of_another_version_is_taken_out_as_a_whole() {
        let planner = opened(r#"{"future.a":"1","future.b":"2","futures":"3"}"#);
        let unmarked = planner.unmarked();
        let names: Vec<&str> = unmarked.iter().map(|one| one.name.as_str()).collect();
        assert_eq!(names, ["future", "futures"]);
        planner.take_out(&unmarked[0]);
        assert_eq!(planner.fields.get_untracked().into_keys().collect::<Vec<_>>(), ["futures"]);
    }

    #[test]
    fn a_key_that_is_called_otherwise_in_its_fault_can_be_taken_out() {
        for key in ["", ".a", "platform.", "\\u0000", "node_pools.1.q", "node_pools.abc.q"] {
            let planner = opened(&format!(
                r#"{{"{key}":"1","node_pools.0.nodes":"6","node_pools.0.name":"a","node_pools.1.name":"b","platform.zones":"2"}}"#
            ));
            let unmarked = planner.unmarked();
            assert!(!unmarked.is_empty(), "{key:?} is told of: {:?}", planner.faults.get_untracked());
            for one in &unmarked {
                assert!(!one.fields.is_empty(), "{key:?}: {unmarked:?}");
                planner.take_out(one);
            }
            planner.recompute();
            assert_eq!(planner.shown(), Shown::Own, "{key:?}: {:?}", planner.faults.get_untracked());
            let left = planner.fields.get_untracked().into_keys().collect::<Vec<_>>();
            assert_eq!(
                left,
                ["node_pools.0.name", "node_pools.0.nodes", "node_pools.1.name", "platform.zones"]
            );
        }
    }

    #[test]
    fn a_faulty_field_that_is_offered_is_marked_there() {
        let planner = opened(r#"{"platform.zones":"many"}"#);
        assert!(planner.unmarked().is_empty() && planner.faults.get_untracked().len() == 1);
        assert_eq!(planner.shown(), Shown::Reference);
    }

    #[test]
    fn results_are_those_of_the_plan_or_it_is_known_whose() {
        let planner = Planner::new().expect("the data has no faults");
        planner.set("platform.zones", "2");
        planner.recompute();
        planner.set("platform.zones", "many");
        planner.recompute();
        assert_eq!(planner.shown(), Shown::Own, "they are its last good ones");
        // A copy of it that is as faulty has never had any.
        assert!(planner.keep_and_go_on(None, None));
        planner.recompute();
        assert_eq!(planner.shown(), Shown::Other("Plan 1".to_owned()));
        planner.set("platform.zones", "1");
        planner.recompute();
        assert_eq!(planner.shown(), Shown::Own);
    }
}
