//! What stands in the way of a plan's results, and whose results are shown meanwhile.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::undo::StepName;
use super::{ManifestSet, Planner};
use crate::engine::scenario::Document;
use crate::web::words::state as words;

/// Whose results are shown where a plan has faults.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// The last good ones of the plan itself.
    Own,
    /// Those of the reference plan, with which the page begins: the plan never had any here.
    Reference,
    /// Those of the plan that stood here before: the plan never had any here.
    Before,
}

/// A fault of what the page has no field for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unmarked {
    /// The key.
    pub path: String,
    /// What was found there and what is allowed.
    pub fault: String,
    /// Whether it can be taken out: the plan sets it, or something below it.
    pub is_set: bool,
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
                } else {
                    Shown::Before
                }
            }
            _ => Shown::Own,
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
            self.faults.with(|faults| {
                let unmarked =
                    faults.iter().filter(|(path, _)| !path.is_empty() && !shown.contains(&path.as_str()));
                let is_set =
                    |path: &str| self.fields.with(|fields| fields.keys().any(|field| is_at(field, path)));
                unmarked
                    .map(|(path, fault)| Unmarked {
                        path: path.clone(),
                        fault: fault.clone(),
                        is_set: is_set(path),
                    })
                    .collect()
            })
        })
    }

    /// Takes what is set at a place of the plan, and below it, out: a step that can be taken back.
    pub fn take_out(&self, path: &str) {
        self.step(StepName::With(words::TAKE_OUT, path.to_owned()), || {
            self.fields.update(|fields| fields.retain(|field, _| !is_at(field, path)));
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
        assert_eq!((unmarked[0].path.as_str(), unmarked[0].is_set), ("database.future_option", true));
        assert!(unmarked[0].fault.starts_with("an unknown key; allowed is "), "{unmarked:?}");
        assert_eq!((planner.shown(), planner.zones()), (Shown::Reference, Some(3)));
        planner.take_out("database.future_option");
        planner.recompute();
        assert!(planner.unmarked().is_empty());
        assert_eq!((planner.shown(), planner.zones()), (Shown::Own, Some(2)));
        assert!(planner.undo());
        assert_eq!(planner.fields.get_untracked()["database.future_option"], "x");
    }

    #[test]
    fn a_section_of_another_version_is_taken_out_as_a_whole() {
        let planner = opened(r#"{"future.a":"1","future.b":"2","futures":"3"}"#);
        let paths: Vec<String> = planner.unmarked().into_iter().map(|one| one.path).collect();
        assert_eq!(paths, ["future", "futures"]);
        planner.take_out("future");
        assert_eq!(planner.fields.get_untracked().into_keys().collect::<Vec<_>>(), ["futures"]);
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
        assert_eq!(planner.shown(), Shown::Before);
        planner.set("platform.zones", "1");
        planner.recompute();
        assert_eq!(planner.shown(), Shown::Own);
    }
}
