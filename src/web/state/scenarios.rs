//! Plans that are kept side by side. One of them is the plan that is being edited.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::undo::{Bench, StepName};
use super::{ManifestSet, Planner};
use crate::engine::text::on_a_line;
use crate::web::words::state as words;
use crate::worker::{PlanMessage, PodsText};

/// Scenarios at most.
pub const MOST_SCENARIOS: usize = 5;
/// Letters of a name at most.
pub const LONGEST_NAME: usize = 40;

/// A plan that is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Scenario {
    /// What it is known by while its name changes.
    pub id: u32,
    /// Its name.
    pub name: String,
    /// Its fields; those of the scenario that is edited are the planner's.
    pub(super) fields: BTreeMap<String, String>,
    pub(super) manifests: Option<Arc<ManifestSet>>,
}

impl Scenario {
    /// The name of the first.
    pub(super) const FIRST_NAME: &str = "Plan 1";

    /// The first, with nothing set.
    pub(super) fn first() -> Self {
        Self { id: 1, name: Self::FIRST_NAME.to_owned(), fields: BTreeMap::new(), manifests: None }
    }
}

/// The scenarios. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct ScenarioState {
    /// In the order in which they were made; there is always one.
    pub list: RwSignal<Vec<Scenario>>,
    /// The one that is edited.
    pub active: RwSignal<u32>,
    last_id: StoredValue<u32>,
}

impl ScenarioState {
    /// One, with nothing set.
    pub fn new() -> Self {
        Self {
            list: RwSignal::new(vec![Scenario::first()]),
            active: RwSignal::new(1),
            last_id: StoredValue::new(1),
        }
    }

    /// Whether another may be made.
    pub fn has_room(self) -> bool {
        self.list.with(|list| list.len() < MOST_SCENARIOS)
    }

    /// A name that no scenario has, like this one.
    fn free_name(self, wanted: &str, but: Option<u32>) -> String {
        self.list.with_untracked(|list| {
            let is_taken = |name: &str| list.iter().any(|other| Some(other.id) != but && other.name == name);
            if !is_taken(wanted) {
                return wanted.to_owned();
            }
            let names = (2..).map(|n| format!("{wanted} ({n})"));
            names.into_iter().find(|name| !is_taken(name)).unwrap_or_default()
        })
    }

    /// Puts others in their place.
    pub(super) fn take(self, bench: Bench) {
        let last = bench.list.iter().map(|scenario| scenario.id).max().unwrap_or(1);
        self.last_id.update_value(|id| *id = last.max(*id));
        self.list.set(bench.list);
        self.active.set(bench.active);
    }

    fn rename(self, id: u32, name: &str) {
        let name: String = on_a_line(name).trim().chars().take(LONGEST_NAME).collect();
        if name.is_empty() {
            return;
        }
        let name = self.free_name(&name, Some(id));
        self.list.update(|list| {
            if let Some(scenario) = list.iter_mut().find(|scenario| scenario.id == id) {
                scenario.name = name;
            }
        });
    }
}

impl Planner {
    /// Gives a scenario another name; one without letters is none.
    pub fn rename_scenario(&self, id: u32, name: &str) {
        self.step(words::RENAME, || self.scenarios.rename(id, name));
    }

    /// Puts a scenario one place earlier or later among the others.
    pub fn move_scenario(&self, id: u32, later: bool) {
        self.step(words::ORDER, || {
            self.scenarios.list.update(|list| {
                let Some(from) = list.iter().position(|scenario| scenario.id == id) else { return };
                let to = if later { from + 1 } else { from.wrapping_sub(1) };
                if to < list.len() {
                    list.swap(from, to);
                }
            });
        });
    }

    /// Notes what the plan that is edited has become.
    fn note_active(&self) {
        let active = self.scenarios.active.get_untracked();
        let (fields, manifests) = (self.fields.get_untracked(), self.manifests.in_use.get_untracked());
        // Only what has changed is told.
        self.scenarios.list.maybe_update(|list| {
            let scenario = list.iter_mut().find(|scenario| scenario.id == active);
            let changed =
                scenario.filter(|scenario| scenario.fields != fields || scenario.manifests != manifests);
            changed.map(|scenario| (scenario.fields, scenario.manifests) = (fields, manifests)).is_some()
        });
    }

    /// Keeps the plan as it is and goes on with a copy of it that these fields change. Gives back
    /// whether there was room for it.
    pub fn keep_and_go_on(&self, name: Option<&str>, fields: Option<BTreeMap<String, String>>) -> bool {
        let fields = fields.unwrap_or_else(|| self.fields.get_untracked());
        let manifests = self.manifests.in_use.get_untracked();
        self.step(words::KEEP_SCENARIO, || self.go_on_with(name, fields, manifests))
    }

    /// Goes on with another plan, the present one kept as it is. Gives back whether there was
    /// room for it.
    pub(super) fn go_on_with(
        &self,
        name: Option<&str>,
        fields: BTreeMap<String, String>,
        manifests: Option<Arc<ManifestSet>>,
    ) -> bool {
        let state = self.scenarios;
        if !state.has_room() {
            return false;
        }
        self.note_active();
        let id = state.last_id.get_value() + 1;
        state.last_id.set_value(id);
        let count = state.list.with_untracked(Vec::len);
        let name = name.map_or_else(|| format!("Plan {}", count + 1), str::to_owned);
        let name = state.free_name(&name, None);
        let scenario = Scenario { id, name, fields: fields.clone(), manifests: manifests.clone() };
        state.list.update(|list| list.push(scenario));
        state.active.set(id);
        self.put_plan(fields, manifests);
        true
    }

    /// Goes on with another scenario.
    pub fn switch_to(&self, id: u32) {
        if self.scenarios.active.get_untracked() != id {
            self.note_active();
            self.load(id);
        }
    }

    /// Forgets a scenario; the last one stays.
    pub fn delete_scenario(&self, id: u32) {
        let state = self.scenarios;
        let place = state.list.with_untracked(|list| list.iter().position(|scenario| scenario.id == id));
        let Some(place) = place.filter(|_| state.list.with_untracked(Vec::len) > 1) else { return };
        let name = state.list.with_untracked(|list| list[place].name.clone());
        self.step(StepName::With(words::DELETE, name), || {
            state.list.update(|list| {
                list.remove(place);
            });
            if state.active.get_untracked() == id {
                let next = state.list.with_untracked(|list| list[place.min(list.len() - 1)].id);
                self.load(next);
            }
        });
    }

    fn load(&self, id: u32) {
        let found = self
            .scenarios
            .list
            .with_untracked(|list| list.iter().find(|scenario| scenario.id == id).cloned());
        let Some(scenario) = found else { return };
        self.scenarios.active.set(id);
        self.put_plan(scenario.fields, scenario.manifests);
    }

    /// Whether a scenario runs on the manifests of a reading, or did in a step that can be taken
    /// back.
    pub fn uses_reading(&self, reading: u32) -> bool {
        let is_it = |set: &Arc<ManifestSet>| set.reading == reading;
        self.manifests.in_use.with_untracked(|set| set.as_ref().is_some_and(is_it))
            || self.scenarios.list.with_untracked(|list| {
                list.iter().any(|scenario| scenario.manifests.as_ref().is_some_and(is_it))
            })
            || self.keep.history.with_untracked(|history| history.states().any(|bench| bench.uses(is_it)))
    }

    /// The plan that is edited, for the decider.
    pub fn plan_message(&self) -> PlanMessage {
        let manifests = self.manifests.in_use.get_untracked();
        message(&self.active_name(), self.fields.get_untracked(), manifests.as_deref())
    }

    /// All plans for the decider, and the position of a scenario among them.
    pub fn plan_messages(&self, id: u32) -> (Vec<PlanMessage>, usize) {
        self.note_active();
        self.scenarios.list.with_untracked(|list| {
            let plans = list.iter().map(|scenario| {
                message(&scenario.name, scenario.fields.clone(), scenario.manifests.as_deref())
            });
            let place = list.iter().position(|scenario| scenario.id == id);
            (plans.collect(), place.unwrap_or(0))
        })
    }
}

fn message(name: &str, fields: BTreeMap<String, String>, manifests: Option<&ManifestSet>) -> PlanMessage {
    PlanMessage {
        name: name.to_owned(),
        fields: Planner::form(fields, manifests),
        manifests: manifests.map(|set| PodsText { json: set.pods_json(), at_most: set.look.at_most }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn planner() -> Planner {
        Planner::new().expect("the data has no faults")
    }

    fn names(planner: &Planner) -> Vec<String> {
        planner.scenarios.list.get_untracked().into_iter().map(|scenario| scenario.name).collect()
    }

    #[test]
    fn a_kept_plan_stays_as_it_was() {
        let planner = planner();
        planner.set("platform.zones", "2");
        assert!(planner.keep_and_go_on(None, None));
        planner.set("platform.zones", "3");
        let (plans, baseline) = planner.plan_messages(1);
        let zones: Vec<_> = plans.iter().map(|plan| plan.fields["platform.zones"].as_str()).collect();
        assert_eq!((zones, baseline), (vec!["2", "3"], 0));
        planner.switch_to(1);
        assert_eq!(planner.fields.get_untracked()["platform.zones"], "2");
        planner.set("platform.zones", "1");
        planner.switch_to(2);
        assert_eq!(planner.fields.get_untracked()["platform.zones"], "3");
        assert_eq!(planner.plan_messages(2).0[0].fields["platform.zones"], "1");
    }

    #[test]
    fn there_are_at_most_five_and_at_least_one() {
        let planner = planner();
        for _ in 1..MOST_SCENARIOS {
            assert!(planner.keep_and_go_on(None, None));
        }
        assert!(!planner.keep_and_go_on(None, None));
        assert_eq!(names(&planner), ["Plan 1", "Plan 2", "Plan 3", "Plan 4", "Plan 5"]);
        for id in 1..=5 {
            planner.delete_scenario(id);
        }
        assert_eq!(
            (names(&planner), planner.scenarios.active.get_untracked()),
            (vec!["Plan 5".to_owned()], 5)
        );
    }

    #[test]
    fn names_are_not_empty_and_differ() {
        let planner = planner();
        planner.keep_and_go_on(Some("Plan 1"), None);
        planner.rename_scenario(2, "  ");
        assert_eq!(names(&planner), ["Plan 1", "Plan 1 (2)"]);
        planner.rename_scenario(2, " Cheap ");
        planner.rename_scenario(1, "Cheap");
        assert_eq!(names(&planner), ["Cheap (2)", "Cheap"]);
    }

    #[test]
    fn scenarios_change_places() {
        let planner = planner();
        planner.keep_and_go_on(None, None);
        planner.keep_and_go_on(None, None);
        planner.move_scenario(3, false);
        planner.move_scenario(1, false);
        assert_eq!(names(&planner), ["Plan 1", "Plan 3", "Plan 2"]);
        planner.move_scenario(1, true);
        planner.move_scenario(2, true);
        assert_eq!(names(&planner), ["Plan 3", "Plan 1", "Plan 2"]);
        assert!(planner.undo());
        assert_eq!(names(&planner), ["Plan 1", "Plan 3", "Plan 2"]);
    }
}
