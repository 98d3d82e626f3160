//! Taking edits of the plans back.

use std::sync::Arc;

use leptos::prelude::*;

use super::scenarios::Scenario;
use super::{Kind, ManifestSet, Planner};
use crate::web::words::{Word, t};

/// The name of a step. It is said when it is shown: the language may change before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StepName {
    /// An edit of a field, by its key.
    Field(String),
    /// Something that was done.
    Done(Word),
    /// Something that was done with what has this name; the word has a place `name`.
    With(Word, String),
    /// In these words.
    Said(String),
}

impl From<Word> for StepName {
    fn from(word: Word) -> Self {
        Self::Done(word)
    }
}

impl From<&str> for StepName {
    fn from(text: &str) -> Self {
        Self::Said(text.to_owned())
    }
}

/// All plans that are kept, as they were at one time, and which of them was edited.
#[derive(Clone, Debug)]
pub struct Bench {
    /// The plans.
    pub(super) list: Vec<Scenario>,
    /// The one that is edited.
    pub(super) active: u32,
}

/// Manifests are the same where they are one reading: to compare their pods takes too long.
impl PartialEq for Bench {
    fn eq(&self, other: &Self) -> bool {
        let is_same = |a: &Scenario, b: &Scenario| {
            let is_read_once = match (&a.manifests, &b.manifests) {
                (Some(a), Some(b)) => Arc::ptr_eq(a, b),
                (a, b) => a.is_none() && b.is_none(),
            };
            is_read_once && (a.id, &a.name, &a.fields) == (b.id, &b.name, &b.fields)
        };
        self.active == other.active
            && self.list.len() == other.list.len()
            && self.list.iter().zip(&other.list).all(|(a, b)| is_same(a, b))
    }
}

impl Bench {
    /// Whether a plan of it runs on manifests of which this holds.
    pub(super) fn uses(&self, is_it: impl Fn(&Arc<ManifestSet>) -> bool) -> bool {
        self.list.iter().any(|scenario| scenario.manifests.as_ref().is_some_and(&is_it))
    }
}

impl Planner {
    /// The plans as they are.
    pub fn bench(&self) -> Bench {
        let active = self.scenarios.active.get_untracked();
        let mut list = self.scenarios.list.get_untracked();
        if let Some(scenario) = list.iter_mut().find(|scenario| scenario.id == active) {
            scenario.fields = self.fields.get_untracked();
            scenario.manifests = self.manifests.in_use.get_untracked();
        }
        Bench { list, active }
    }

    /// Puts other plans in the place of those that are kept.
    pub(super) fn set_bench(&self, bench: Bench) {
        let edited = bench.list.iter().find(|scenario| scenario.id == bench.active).cloned();
        let Some(edited) = edited else { return };
        self.scenarios.take(bench);
        self.put_plan(edited.fields, edited.manifests);
    }

    /// Changes the plans in a step that can be taken back by its name.
    pub(super) fn step<T>(&self, name: impl Into<StepName>, change: impl FnOnce() -> T) -> T {
        self.step_in(name.into(), None, change)
    }

    /// The same where a field is typed in.
    pub(super) fn step_in<T>(&self, name: StepName, typed: Option<&str>, change: impl FnOnce() -> T) -> T {
        let before = self.bench();
        let outcome = change();
        if before != self.bench() {
            self.keep.history.update(|history| history.note(name, typed, before));
        }
        outcome
    }

    /// The field that was typed in was left: what is typed there next is a step of its own.
    pub fn end_typing(&self) {
        self.keep.history.update_untracked(super::History::end_typing);
    }

    /// Takes the last step back. Gives back whether there was one.
    pub fn undo(&self) -> bool {
        let now = self.bench();
        let mut before = None;
        self.keep.history.update(|history| before = history.undo(now));
        before.map(|bench| self.set_bench(bench)).is_some()
    }

    /// Does the step that was taken back last once more. Gives back whether there was one.
    pub fn redo(&self) -> bool {
        let now = self.bench();
        let mut after = None;
        self.keep.history.update(|history| after = history.redo(now));
        after.map(|bench| self.set_bench(bench)).is_some()
    }

    /// The name of a step in words.
    pub fn step_said(&self, name: &StepName) -> String {
        match name {
            StepName::Field(path) => self.label(path),
            StepName::Done(word) => t!(*word).to_owned(),
            StepName::With(word, name) => t!(*word, name = name),
            StepName::Said(text) => text.clone(),
        }
    }

    /// The name of a field.
    pub fn label(&self, path: &str) -> String {
        self.named(path).0
    }

    /// The name of a field, and whether it is typed in rather than chosen.
    pub(super) fn named(&self, path: &str) -> (String, bool) {
        let computed = self.computed.get_untracked();
        let fields = computed.iter().flat_map(|computed| &computed.sections).flat_map(|one| &one.fields);
        let mut of_path = fields.filter(|field| field.path == path);
        of_path.next().map_or_else(
            // A figure of the model has no field of its own and is typed in all the same.
            || (path.to_owned(), path.starts_with("assumptions.")),
            |field| (field.label.to_owned(), !matches!(field.kind, Kind::Choice(_))),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::words::{Language, speak, speak_english};

    fn planner() -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        planner
    }

    fn next(planner: &Planner) -> (Option<String>, Option<String>) {
        planner.keep.history.with_untracked(|history| {
            let said = |name: &StepName| planner.step_said(name);
            (history.next_undo().map(said), history.next_redo().map(said))
        })
    }

    fn field(planner: &Planner, path: &str) -> Option<String> {
        planner.fields.get_untracked().get(path).cloned()
    }

    #[test]
    fn an_edit_is_taken_back_by_the_name_of_its_field() {
        let planner = planner();
        planner.set("platform.zones", "2");
        planner.set("platform.zones", "1");
        assert_eq!(next(&planner).0.as_deref(), Some("Zones"));
        assert!(planner.undo());
        assert_eq!(field(&planner, "platform.zones").as_deref(), Some("2"));
        assert!(planner.undo());
        assert_eq!(planner.fields.get_untracked().len(), 0);
        assert!(!planner.undo());
        assert!(planner.redo() && planner.redo() && !planner.redo());
        assert_eq!(field(&planner, "platform.zones").as_deref(), Some("1"));
    }

    #[test]
    fn letters_of_a_number_are_one_step() {
        let planner = planner();
        for typed in ["1", "12", "120"] {
            planner.set("database.storage_gib", typed);
        }
        planner.end_typing();
        planner.set("database.storage_gib", "1200");
        assert!(planner.undo());
        assert_eq!(field(&planner, "database.storage_gib").as_deref(), Some("120"));
        assert!(planner.undo());
        assert_eq!(field(&planner, "database.storage_gib"), None);
    }

    #[test]
    fn what_changes_nothing_is_no_step() {
        let planner = planner();
        planner.set("platform.zones", "");
        planner.switch_to(1);
        assert_eq!(next(&planner), (None, None));
    }

    #[test]
    fn what_goes_with_a_platform_comes_back_with_it() {
        let planner = planner();
        planner.set("platform.region", "us-east-1");
        planner.set("platform.provider", "gcp");
        assert_eq!(field(&planner, "platform.region"), None);
        assert!(planner.undo());
        assert_eq!(field(&planner, "platform.region").as_deref(), Some("us-east-1"));
        assert_eq!(field(&planner, "platform.provider"), None);
    }

    #[test]
    fn a_plan_that_was_deleted_comes_back() {
        let planner = planner();
        planner.set("platform.zones", "2");
        planner.keep_and_go_on(None, None);
        planner.set("platform.zones", "1");
        planner.delete_scenario(2);
        assert_eq!(field(&planner, "platform.zones").as_deref(), Some("2"));
        assert_eq!(next(&planner).0.as_deref(), Some("Delete Plan 2"));
        assert!(planner.undo());
        assert_eq!(field(&planner, "platform.zones").as_deref(), Some("1"));
        assert_eq!(planner.scenarios.active.get_untracked(), 2);
        // A name, the plan itself, and its copy.
        planner.rename_scenario(2, "Small");
        assert!(planner.undo() && planner.undo() && planner.undo());
        assert_eq!(planner.scenarios.list.get_untracked().len(), 1);
        assert_eq!(next(&planner).0.as_deref(), Some("Zones"));
    }

    #[test]
    fn fields_and_steps_are_said_in_the_language_of_the_moment() {
        let planner = planner();
        planner.set("platform.zones", "2");
        planner.keep_and_go_on(None, None);
        planner.delete_scenario(2);
        let title = |planner: &Planner| {
            let computed = planner.computed.get_untracked().expect("it was computed");
            let data = computed.sections.iter().find(|section| section.id == "database-and-cache");
            data.expect("the section").title
        };
        speak(Language::German, include_str!("../../../public/words/de.toml")).expect("a table of texts");
        planner.say_fields();
        assert_eq!(next(&planner).0.as_deref(), Some("Löschen: Plan 2"));
        assert!(planner.undo() && planner.undo());
        assert_eq!((next(&planner).0.as_deref(), title(&planner)), (Some("Zonen"), "Datenbank und Cache"));
        speak_english();
        planner.say_fields();
        assert_eq!((next(&planner).0.as_deref(), title(&planner)), (Some("Zones"), "Database and cache"));
    }
}
