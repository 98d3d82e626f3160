//! A first plan from answers or from a preset, and what the tool assumes where nothing is set.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;

use super::basis::{Assumed, assumed};
use super::computing::{allowed_in_fields, by_path, chosen};
use super::fields::{Section, sections};
use super::undo::StepName;
use super::{Field, Kind, Opened, Planner};
use crate::engine::plan::{Outcome, evaluate};
use crate::engine::scenario::{Document, plan_from};
use crate::web::words::{guide as words, t};

/// Answers: places of the plan, and what is set there.
pub type Answers = BTreeMap<String, String>;

/// A part of the guide.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sheet {
    /// The questions.
    Questions,
    /// Plans to start from.
    Presets,
    /// What the plan at hand leaves to the tool.
    Assumed,
}

/// The plan that answers lead to.
#[derive(Clone, Debug)]
pub struct Draft {
    /// Its fields.
    pub sections: Vec<Section>,
    /// What it leaves to the tool.
    pub assumed: Vec<Assumed>,
    /// Nodes, and the type of each.
    pub nodes: (u32, String),
    /// Where it runs.
    pub place: String,
    /// The bill of a month, USD, and whether every line of it has a price.
    pub monthly: (f64, bool),
}

/// The state of the guide. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct GuideState {
    /// The part that is shown; none while it is closed.
    pub sheet: RwSignal<Option<Sheet>>,
    /// What was answered.
    pub answers: RwSignal<Answers>,
    /// The plan that the last sound answers lead to.
    pub draft: RwSignal<Option<Arc<Draft>>>,
    /// Faults of the answers, by place.
    pub faults: RwSignal<BTreeMap<String, String>>,
    /// Whether data for the answers is on its way.
    pub is_waiting: RwSignal<bool>,
    /// The field that is explained.
    pub about: RwSignal<Option<&'static str>>,
}

impl GuideState {
    /// Closed, with nothing answered.
    pub fn new() -> Self {
        Self {
            sheet: RwSignal::new(None),
            answers: RwSignal::new(Answers::new()),
            draft: RwSignal::new(None),
            faults: RwSignal::new(BTreeMap::new()),
            is_waiting: RwSignal::new(false),
            about: RwSignal::new(None),
        }
    }

    /// Answers something, or leaves it open where the text is empty. What belongs to another
    /// platform is forgotten.
    pub fn answer(self, path: &str, text: &str) {
        /// From the widest place to the narrowest.
        const PLACES: [&str; 3] = ["platform.provider", "platform.openshift.host", "platform.region"];
        self.answers.update(|answers| {
            if let Some(at) = PLACES.iter().position(|place| *place == path) {
                PLACES[at + 1..].iter().for_each(|place| drop(answers.remove(*place)));
            }
            match text.trim() {
                "" => answers.remove(path),
                text => answers.insert(path.to_owned(), text.to_owned()),
            };
        });
    }
}

impl Planner {
    /// The plan of the answers as a document.
    pub fn answered(&self) -> Document {
        Document::from_fields(&Self::form(self.guide.answers.get_untracked(), None))
    }

    /// Plans what the answers say. Their data is loaded.
    pub fn take_answers(&self) {
        let (guide, document) = (self.guide, self.answered());
        let answers = guide.answers.get_untracked();
        let planned = self.catalogue.with_value(|catalogue| {
            let plan = plan_from(&document, catalogue).map_err(by_path)?;
            let outcome = evaluate(&plan, catalogue)
                .map_err(|error| BTreeMap::from([(String::new(), error.to_string())]))?;
            let sections = sections(&plan, &chosen(&outcome), catalogue);
            let assumed = assumed(&sections, &answers, &plan, catalogue);
            Ok(draft(&outcome, sections, assumed))
        });
        match planned {
            Ok(draft) => {
                guide.faults.set(BTreeMap::new());
                guide.draft.set(Some(Arc::new(draft)));
            }
            Err(faults) => guide.faults.set(faults),
        }
    }

    /// What a plan sets that is not what it would be anyway. What of it is a default is left to
    /// the tool, so that no field says that somebody set it.
    pub fn set_by(&self, document: &Document) -> Answers {
        let mut fields = self.of_form(document.to_fields());
        self.base.with_value(|catalogue| {
            let plan = |fields: &Answers| {
                plan_from(&Document::from_fields(&Self::form(fields.clone(), None)), catalogue).ok()
            };
            let Some(whole) = plan(&fields) else { return };
            // A key, and a range whose ends stand in a table only as a whole.
            let keys = fields.keys().cloned();
            let tables = fields.keys().filter_map(|path| Some(format!("{}.", path.rsplit_once('.')?.0)));
            for part in keys.chain(tables).collect::<Vec<_>>() {
                let mut fewer = fields.clone();
                fewer.retain(|path, _| *path != part && !(part.ends_with('.') && path.starts_with(&part)));
                if plan(&fewer).as_ref() == Some(&whole) {
                    fields = fewer;
                }
            }
        });
        fields
    }

    /// Goes on with a new plan of this name, in one step: in the place of one in which nothing is
    /// set, else beside it, and in its place only where there is no room. Gives back whether
    /// anything is new.
    pub fn adopt(&self, origin: Opened, title: &str, fields: Answers) -> bool {
        let is_plain = self.fields.with_untracked(BTreeMap::is_empty)
            && self.manifests.in_use.with_untracked(Option::is_none);
        let before = self.bench();
        let step = match &origin {
            Opened::Preset(title) => StepName::With(words::STEP_PRESET, t!(*title).to_owned()),
            Opened::Guide | Opened::Elsewhere(_) => StepName::Done(words::STEP_GUIDE),
        };
        self.step(step, || {
            if is_plain || !self.go_on_with(Some(title), fields.clone(), None) {
                self.put_plan(fields, None);
            }
        });
        let is_new = before != self.bench();
        if is_new {
            self.keep.opened.set(Some(origin));
        }
        is_new
    }

    /// What the plan at hand leaves to the tool.
    pub fn assumed(&self) -> Vec<Assumed> {
        let (computed, fields) = (self.computed.get(), self.fields.get());
        computed.map_or_else(Vec::new, |computed| {
            self.catalogue
                .with_value(|catalogue| assumed(&computed.sections, &fields, computed.plan(), catalogue))
        })
    }

    /// What may stand in a field, in the words in which its faults say it.
    pub fn allowed(&self, field: &Field) -> Option<String> {
        if let Kind::Choice(_) = field.kind {
            return None;
        }
        // No field takes this, so the fault says what it takes.
        let document = self.document_with(|fields| {
            fields.insert(field.path.to_owned(), "?".to_owned());
        });
        let faults = self.catalogue.with_value(|catalogue| self.plan(&document, catalogue)).err()?;
        let fault = faults.into_iter().find(|fault| fault.path == field.path)?;
        Some(allowed_in_fields(&fault.allowed))
    }
}

fn draft(outcome: &Outcome, sections: Vec<Section>, assumed: Vec<Assumed>) -> Draft {
    let best = &outcome.sizing.choice.best;
    let platform = &outcome.plan.platform;
    Draft {
        sections,
        assumed,
        nodes: (best.nodes, best.instance_type.clone()),
        place: format!("{}, {}", platform.title(), platform.place()),
        monthly: (outcome.bill.effective.dollars(), outcome.bill.complete),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled::presets;
    use crate::web::state::read_plan;

    fn fresh() -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        planner
    }

    fn set(planner: &Planner, path: &str) -> Option<String> {
        planner.fields.get_untracked().get(path).cloned()
    }

    #[test]
    fn answers_lead_to_a_plan_and_to_what_is_assumed() {
        let planner = fresh();
        planner.guide.answer("workload.profile", "dalp-public-chain");
        planner.guide.answer("team.engineers", "3");
        planner.take_answers();
        let draft = planner.guide.draft.get_untracked().expect("sound answers");
        assert!(draft.nodes.0 >= 3 && draft.monthly.0 > 100.0 && draft.monthly.1);
        let assumed = |path: &str| draft.assumed.iter().any(|one| one.field.path == path);
        assert!(assumed("node_pools.0.nodes") && assumed("platform.zones"));
        assert!(!assumed("team.engineers") && !assumed("targets.rto_minutes"));
        // What the plan at hand is has not changed.
        assert!(planner.is_reference());
    }

    #[test]
    fn a_faulty_answer_says_what_is_allowed_and_the_last_plan_stays() {
        let planner = fresh();
        planner.guide.answer("team.engineers", "2");
        planner.take_answers();
        planner.guide.answer("team.engineers", "none");
        planner.take_answers();
        let faults = planner.guide.faults.get_untracked();
        assert!(faults["team.engineers"].contains("allowed is a whole number from 1 to 100"), "{faults:?}");
        assert!(planner.guide.draft.get_untracked().is_some());
        planner.guide.answer("team.engineers", "");
        planner.take_answers();
        assert!(planner.guide.faults.get_untracked().is_empty());
    }

    #[test]
    fn another_platform_forgets_the_region_of_the_one_before() {
        let guide = fresh().guide;
        guide.answer("platform.region", "us-east-1");
        guide.answer("team.engineers", "2");
        guide.answer("platform.provider", "azure");
        let answers = guide.answers.get_untracked();
        assert_eq!(answers.keys().collect::<Vec<_>>(), ["platform.provider", "team.engineers"]);
    }

    #[test]
    fn a_new_plan_takes_the_place_of_one_in_which_nothing_is_set() {
        let planner = fresh();
        let fields = Answers::from([("platform.zones".to_owned(), "2".to_owned())]);
        assert!(planner.adopt(Opened::Guide, "First", fields.clone()));
        assert_eq!(planner.scenarios.list.get_untracked().len(), 1);
        assert_eq!(set(&planner, "platform.zones").as_deref(), Some("2"));
        assert!(planner.undo() && planner.is_reference());
        // What is edited stays beside it.
        planner.set("team.engineers", "4");
        assert!(planner.adopt(Opened::Guide, "First", fields.clone()));
        assert_eq!(
            (set(&planner, "team.engineers"), planner.scenarios.list.get_untracked().len()),
            (None, 2)
        );
        assert!(planner.undo());
        assert_eq!(set(&planner, "team.engineers").as_deref(), Some("4"));
        assert_eq!(planner.scenarios.list.get_untracked().len(), 1);
        // Where there is no room, one step brings back what was there.
        while planner.keep_and_go_on(None, None) {}
        assert!(planner.adopt(Opened::Guide, "First", fields));
        assert_eq!(set(&planner, "team.engineers"), None);
        assert!(planner.undo());
        assert_eq!(set(&planner, "team.engineers").as_deref(), Some("4"));
    }

    /// What the files of the presets say beside their names: the commented references set nothing.
    #[test]
    fn a_preset_sets_only_what_is_no_default() {
        let planner = fresh();
        let set = |name: &str| {
            let (_, text) = presets().find(|(known, _)| *known == name).expect("a preset");
            let set = planner.set_by(&read_plan(text).expect("the page can show it"));
            set.into_iter().map(|(path, text)| format!("{path} = {text}")).collect::<Vec<_>>()
        };
        assert_eq!(set("aws"), Vec::<String>::new());
        assert_eq!(set("gcp"), ["platform.provider = gcp"]);
        assert_eq!(set("openshift"), ["platform.provider = openshift"]);
        assert_eq!(set("minimum"), ["name = Minimum", "workload.profile = vendor-minimum"]);
        assert_eq!(set("private-chain"), ["name = Private chain", "workload.replicas.besu-validator = 6"]);
        assert_eq!(
            set("availability-first"),
            [
                "backup.tiers = vendor-three-tier",
                "name = Availability first",
                "platform.upgrades = in-time",
                "team.engineers = 6",
                "team.on_call = rota-24x7",
                "workload.replicas.besu-validator = 6",
            ]
        );
    }

    #[test]
    fn every_field_that_is_typed_says_what_is_allowed() {
        let planner = fresh();
        let computed = planner.computed.get_untracked().expect("computed");
        let fields = computed.sections.iter().flat_map(|section| &section.fields);
        let silent: Vec<&str> = fields
            .filter(|field| field.shown && !matches!(field.kind, Kind::Choice(_)))
            .filter(|field| planner.allowed(field).is_none())
            .map(|field| field.path)
            .collect();
        assert_eq!(silent, Vec::<&str>::new());
        let engineers = planner.field("team.engineers").expect("a field");
        assert_eq!(planner.allowed(&engineers).as_deref(), Some("a whole number from 1 to 100"));
    }
}
