//! The plans as they are saved in the browser: JSON with a version.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::scenarios::Scenario;
use super::undo::{Bench, StepName};
use super::{LONGEST_NAME, MOST_SCENARIOS, ManifestSet, Planner};
use crate::web::words::{state, t};
use crate::worker::{Look, ManifestAnswer, Understood};

/// The version of the form that this page writes and reads.
const VERSION: u64 = 1;

/// All plans, with when and by which tab they were saved.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Saved {
    version: u64,
    /// The tab that saved it.
    pub tab: String,
    /// When, in milliseconds since 1970.
    pub saved_ms: f64,
    work: Work,
}

/// What every version has.
#[derive(Deserialize)]
struct Stamp {
    version: serde_json::Value,
}

/// All plans, and the position of the one that is edited.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Work {
    active: usize,
    plans: Vec<SavedPlan>,
}

#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SavedPlan {
    name: String,
    fields: BTreeMap<String, String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    manifests: Option<SavedManifests>,
}

/// Manifests as the worker told of them.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct SavedManifests {
    look: Look,
    understood: Understood,
}

/// What was found where saved plans were expected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SavedFault {
    /// JSON of another kind.
    NoVersion,
    /// Text that is no JSON from this line and letter on.
    NoJson(usize, usize),
    /// Plans of this version.
    Version(String),
    /// Plans of another form, from this line and letter on.
    Form(usize, usize),
    /// So many plans.
    Plans(usize),
    /// The position of the plan that is edited, from 1, among so many.
    Active(usize, usize),
    /// Manifests of another form.
    Manifests,
}

impl fmt::Display for SavedFault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let told = match self {
            Self::NoVersion => t!(state::NO_VERSION).to_owned(),
            Self::NoJson(line, letter) => t!(state::NO_JSON, line = line, letter = letter),
            Self::Version(found) => t!(state::OTHER_VERSION, found = found, version = VERSION),
            Self::Form(line, letter) => t!(state::FAULTY_FORM, line = line, letter = letter),
            Self::Plans(count) => t!(state::COUNT_OF_PLANS, count = count, most = MOST_SCENARIOS),
            Self::Active(place, count) => t!(state::EDITED_PLAN, place = place, count = count),
            Self::Manifests => t!(state::FAULTY_MANIFESTS).to_owned(),
        };
        f.write_str(&told)
    }
}

impl Saved {
    /// Reads what was saved.
    ///
    /// # Errors
    /// What was found in its place.
    pub fn read(text: &str) -> Result<Self, SavedFault> {
        let stamp: Stamp = match serde_json::from_str(text) {
            Ok(stamp) => stamp,
            Err(error) if error.is_data() => return Err(SavedFault::NoVersion),
            Err(error) => return Err(SavedFault::NoJson(error.line(), error.column())),
        };
        if stamp.version.as_u64() != Some(VERSION) {
            return Err(SavedFault::Version(stamp.version.to_string()));
        }
        let saved: Self =
            serde_json::from_str(text).map_err(|error| SavedFault::Form(error.line(), error.column()))?;
        let (n_plans, active) = (saved.work.plans.len(), saved.work.active);
        if !(1..=MOST_SCENARIOS).contains(&n_plans) {
            return Err(SavedFault::Plans(n_plans));
        }
        if active >= n_plans {
            return Err(SavedFault::Active(active + 1, n_plans));
        }
        Ok(saved)
    }

    /// Its plans, and the number of the one that is edited.
    ///
    /// # Errors
    /// Manifests that cannot be read.
    pub fn plans(self) -> Result<(Vec<Scenario>, u32), SavedFault> {
        let mut list = Vec::with_capacity(self.work.plans.len());
        let mut active = 1;
        for (idx, (id, plan)) in (1..).zip(self.work.plans).enumerate() {
            if idx == self.work.active {
                active = id;
            }
            list.push(scenario(id, plan)?);
        }
        Ok((list, active))
    }

    /// The text to save.
    pub fn text(&self) -> String {
        // Plain lists and texts have a form as JSON.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether it holds nothing but the reference plan.
    pub fn is_reference(&self) -> bool {
        let is_plain = |plan: &SavedPlan| {
            plan.fields.is_empty() && plan.manifests.is_none() && plan.name == Scenario::FIRST_NAME
        };
        self.work.plans.len() == 1 && self.work.plans.iter().all(is_plain)
    }
}

impl Planner {
    /// All plans, to be saved by a tab at a time.
    pub fn saved_by(&self, tab: &str, saved_ms: f64) -> Saved {
        let bench = self.bench();
        let active = bench.list.iter().position(|scenario| scenario.id == bench.active).unwrap_or(0);
        let plans = bench.list.into_iter().map(|scenario| SavedPlan {
            name: scenario.name,
            fields: scenario.fields,
            manifests: scenario.manifests.map(|set| SavedManifests {
                look: set.look,
                understood: Understood { pods: set.pods_json(), ..set.understood.clone() },
            }),
        });
        Saved {
            version: VERSION,
            tab: tab.to_owned(),
            saved_ms,
            work: Work { active, plans: plans.collect() },
        }
    }

    /// All plans as they are saved; none where there is nothing but the reference plan.
    pub fn present_plans(&self, tab: &str, now_ms: f64) -> Option<String> {
        let saved = self.saved_by(tab, now_ms);
        (!saved.is_reference()).then(|| saved.text())
    }

    /// Opens what was saved, in the place of all plans: a step of this name where there is one.
    ///
    /// # Errors
    /// What of it cannot be read; the plans stay as they were.
    pub fn open_saved(&self, saved: Saved, name: Option<StepName>) -> Result<(), SavedFault> {
        let (list, active) = saved.plans()?;
        let bench = Bench { list, active };
        match name {
            Some(name) => self.step(name, || self.set_bench(bench)),
            None => self.set_bench(bench),
        }
        Ok(())
    }

    /// Goes back to the reference plan alone.
    pub fn start_fresh(&self) {
        self.step(state::START_FRESH, || self.set_bench(Bench { list: vec![Scenario::first()], active: 1 }));
    }

    /// Whether there is nothing but the reference plan.
    pub fn is_reference(&self) -> bool {
        self.bench().list == [Scenario::first()]
    }
}

/// A plan that was saved. Manifests that come back have no reading: nobody can look at their
/// files in another way.
fn scenario(id: u32, plan: SavedPlan) -> Result<Scenario, SavedFault> {
    let manifests = plan.manifests.map(|saved| {
        let answer = ManifestAnswer { look: saved.look, outcome: Ok(saved.understood) };
        ManifestSet::new(ManifestSet::NO_READING, answer).map(Arc::new)
    });
    let manifests = manifests.transpose().map_err(|_| SavedFault::Manifests)?;
    let name: String = plan.name.trim().chars().take(LONGEST_NAME).collect();
    let name = if name.is_empty() { format!("Plan {id}") } else { name };
    Ok(Scenario { id, name, fields: plan.fields, manifests })
}

#[cfg(test)]
mod tests {
    use leptos::prelude::*;

    use super::*;

    fn fresh() -> Planner {
        Planner::new().expect("the data has no faults")
    }

    #[test]
    fn plans_are_saved_and_come_back() {
        let planner = fresh();
        planner.set("platform.zones", "2");
        planner.keep_and_go_on(Some("Cheap"), None);
        planner.set("team.holidays", "2027-01-06, 2027-04-02");
        planner.keep_and_go_on(None, None);
        planner.switch_to(2);
        let saved = planner.saved_by("a", 1.5e12);
        let text = saved.text();
        let other = fresh();
        let read = Saved::read(&text).expect("it was written here");
        assert_eq!((read.tab.as_str(), read.saved_ms), ("a", 1.5e12));
        other.open_saved(read, None).expect("it was written here");
        assert_eq!(other.saved_by("a", 1.5e12), saved);
        assert_eq!(other.fields.get_untracked()["team.holidays"], "2027-01-06, 2027-04-02");
        assert_eq!(other.scenarios.active.get_untracked(), 2);
        // A plan more has a number of its own.
        other.keep_and_go_on(None, None);
        assert_eq!(other.scenarios.active.get_untracked(), 4);
        assert!(!other.undo() || !other.undo(), "opening with the page is no step");
    }

    #[test]
    fn the_reference_plan_needs_no_saving() {
        let planner = fresh();
        assert!(planner.is_reference() && planner.saved_by("a", 0.0).is_reference());
        planner.set("platform.zones", "2");
        assert!(!planner.is_reference() && !planner.saved_by("a", 0.0).is_reference());
        planner.start_fresh();
        assert!(planner.is_reference());
        assert!(planner.undo() && !planner.is_reference());
    }

    #[test]
    fn what_cannot_be_read_says_what_was_found() {
        let check = |text: &str, found: &str| {
            let told = Saved::read(text).expect_err("it is faulty").to_string();
            assert!(told.starts_with(found), "{told}");
        };
        check("", "text that breaks off or is damaged: line 1, letter 0");
        // It has 27 letters.
        check("{\"version\":1,\"tab\":\"a\",\"sav", "text that breaks off or is damaged: line 1, letter 27");
        check("[]", "something that says no version");
        check("{\"version\":2}", "plans of version 2, and this page reads version 1");
        check("{\"version\":\"new\"}", "plans of version \"new\"");
        check("{\"version\":1}", "plans that lack something or hold something else: line 1, letter 13");
        let none = "{\"version\":1,\"tab\":\"\",\"saved_ms\":0,\"work\":{\"active\":0,\"plans\":[]}}";
        check(none, "0 plans, and allowed are 1 to 5");
        let beyond = "{\"version\":1,\"tab\":\"\",\"saved_ms\":0,\"work\":{\"active\":1,\"plans\":[{\"name\":\"\",\"fields\":{}}]}}";
        check(beyond, "that plan 2 of 1 is edited");
    }
}
