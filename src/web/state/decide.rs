//! What the decider was asked, and what it answered.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use crate::worker::{PlanMessage, Question, SoFar, Told};

/// A document of the decider, read key by key: what is absent is not there.
#[derive(Clone, Copy, Debug)]
pub struct Doc<'a>(&'a Value);

impl<'a> Doc<'a> {
    /// Of a value.
    pub const fn of(value: &'a Value) -> Self {
        Self(value)
    }

    /// What stands at a key.
    pub fn at(self, key: &str) -> Self {
        Self(&self.0[key])
    }

    /// Whether anything stands here.
    pub fn is_there(self) -> bool {
        !self.0.is_null()
    }

    /// A text; empty where there is none.
    pub fn text(self, key: &str) -> &'a str {
        self.0[key].as_str().unwrap_or_default()
    }

    /// A number.
    pub fn number(self, key: &str) -> Option<f64> {
        self.0[key].as_f64()
    }

    /// A position.
    pub fn place(self, key: &str) -> usize {
        self.0[key].as_u64().unwrap_or_default() as usize
    }

    /// A switch; off where there is none.
    pub fn flag(self, key: &str) -> bool {
        self.0[key].as_bool().unwrap_or_default()
    }

    /// The list at a key; empty where there is none.
    pub fn list(self, key: &str) -> Vec<Self> {
        self.0[key].as_array().map(|list| list.iter().map(Self).collect()).unwrap_or_default()
    }

    /// The texts of the list at a key.
    pub fn texts(self, key: &str) -> Vec<&'a str> {
        self.list(key).into_iter().map(|item| item.0.as_str().unwrap_or_default()).collect()
    }
}

/// What was found.
#[derive(Clone, Debug, PartialEq)]
pub struct Decided {
    document: Value,
    /// The same as a table.
    pub csv: String,
    /// Plans that were found, by their place in the document.
    pub plans: BTreeMap<String, BTreeMap<String, String>>,
}

impl Decided {
    /// The report's document.
    pub fn doc(&self) -> Doc<'_> {
        Doc::of(&self.document)
    }
}

/// What came of a question: what was found, or what is wrong with it, in words.
pub type Outcome = Result<Decided, Vec<String>>;

/// A question with the data that it is asked of.
type Asked = (u32, Question);

/// One kind of question, with its last answer. Cheap to copy: it holds handles.
#[derive(Clone, Copy)]
pub struct Decision {
    /// The last answer.
    pub answer: RwSignal<Option<Arc<Outcome>>>,
    /// Whether another is on its way.
    pub is_busy: RwSignal<bool>,
    id: StoredValue<u32>,
    asked: StoredValue<Option<Asked>>,
    waiting: StoredValue<Option<Asked>>,
}

impl Decision {
    /// Nothing was asked.
    pub fn new() -> Self {
        Self {
            answer: RwSignal::new(None),
            is_busy: RwSignal::new(false),
            id: StoredValue::new(0),
            asked: StoredValue::new(None),
            waiting: StoredValue::new(None),
        }
    }

    /// Notes a question. Gives it back where it is to be sent: not while another is on its way,
    /// and not where it was answered last.
    pub fn ask(self, id: u32, data: u32, question: Question) -> Option<Question> {
        let asked = Some((data, question));
        let is_known = self.asked.with_value(|last| *last == asked);
        if self.is_busy.get_untracked() {
            self.waiting.set_value(asked.filter(|_| !is_known));
            return None;
        }
        if is_known && self.answer.with_untracked(Option::is_some) {
            return None;
        }
        self.id.set_value(id);
        self.asked.set_value(asked.clone());
        self.is_busy.set(true);
        asked.map(|(_, question)| question)
    }

    /// The question that is on its way.
    pub fn on_its_way(self) -> Option<(u32, Question)> {
        let asked = self.asked.get_value().filter(|_| self.is_busy.get_untracked());
        asked.map(|(_, question)| (self.id.get_value(), question))
    }

    /// Takes the answer to the question of this number. Gives back whether another waits.
    pub fn take(self, id: u32, outcome: Result<Told, Vec<String>>) -> bool {
        if id != self.id.get_value() || !self.is_busy.get_untracked() {
            return false;
        }
        let read = |told: Told| match serde_json::from_str(&told.json) {
            Ok(document) => Ok(Decided { document, csv: told.csv, plans: told.plans }),
            Err(error) => Err(vec![error.to_string()]),
        };
        self.answer.set(Some(Arc::new(outcome.and_then(read))));
        self.is_busy.set(false);
        self.waiting.try_update_value(Option::take).flatten().is_some()
    }
}

/// What is decided between plans, and how that is looked at.
#[derive(Clone, Copy)]
pub struct DecideState {
    /// Plans side by side.
    pub compare: Decision,
    /// The scenario that the others are compared with.
    pub baseline: RwSignal<u32>,
    /// Whether figures that are the same for all are left out.
    pub differences_only: RwSignal<bool>,
    /// What the present plan hangs on.
    pub sensitivity: Decision,
    /// The result whose inputs are shown, by name.
    pub output: RwSignal<String>,
    /// The best plan.
    pub optimise: Decision,
    /// What is searched, and how.
    pub search: SearchState,
    /// The two plans that a phone shows.
    pub pair: RwSignal<(usize, usize)>,
    last_id: StoredValue<u32>,
}

impl DecideState {
    /// Nothing was asked.
    pub fn new() -> Self {
        Self {
            compare: Decision::new(),
            baseline: RwSignal::new(1),
            differences_only: RwSignal::new(true),
            sensitivity: Decision::new(),
            output: RwSignal::new(String::new()),
            optimise: Decision::new(),
            search: SearchState::new(),
            pair: RwSignal::new((0, 1)),
            last_id: StoredValue::new(0),
        }
    }

    /// A number for the next question.
    pub fn next_id(self) -> u32 {
        self.last_id.update_value(|id| *id += 1);
        self.last_id.get_value()
    }
}

/// What a search may choose, and how far it is.
#[derive(Clone, Copy)]
pub struct SearchState {
    /// Keys whose checkbox the user has turned: whether the search may choose them. The others may
    /// be chosen where the plan does not set them.
    pub free: RwSignal<BTreeMap<&'static str, bool>>,
    /// Platforms to choose from beside the plan's own.
    pub providers: RwSignal<BTreeSet<&'static str>>,
    /// Regions to choose from, with commas between.
    pub regions: RwSignal<String>,
    /// Countries that regions must lie in.
    pub countries: RwSignal<String>,
    /// Whether people count beside the bill.
    pub with_people: RwSignal<bool>,
    /// How far the search is.
    pub so_far: RwSignal<Option<SoFar>>,
    /// Whether a plan that was found could be used, once one was chosen.
    pub is_used: RwSignal<Option<bool>>,
    /// The plan that was searched from.
    pub asked: RwSignal<Option<Arc<PlanMessage>>>,
}

impl SearchState {
    /// The plan's own platform and region.
    fn new() -> Self {
        Self {
            free: RwSignal::new(BTreeMap::new()),
            providers: RwSignal::new(BTreeSet::new()),
            regions: RwSignal::new(String::new()),
            countries: RwSignal::new(String::new()),
            with_people: RwSignal::new(false),
            so_far: RwSignal::new(None),
            is_used: RwSignal::new(None),
            asked: RwSignal::new(None),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn question(baseline: usize) -> Question {
        Question::Compare { plans: Vec::new(), baseline }
    }

    fn told(json: &str) -> Result<Told, Vec<String>> {
        Ok(Told { json: json.to_owned(), csv: String::new(), plans: BTreeMap::new() })
    }

    #[test]
    fn one_question_is_on_its_way_and_the_last_of_the_others_waits() {
        let decision = Decision::new();
        assert_eq!(decision.ask(1, 0, question(0)), Some(question(0)));
        assert_eq!(decision.ask(2, 0, question(1)), None);
        assert_eq!(decision.on_its_way(), Some((1, question(0))));
        assert!(!decision.take(2, told("{}")), "an answer to another question is none");
        assert!(decision.take(1, told(r#"{"a":{"b":[1,"x"]}}"#)), "another waits");
        let answer = decision.answer.get_untracked().expect("there is an answer");
        let doc = answer.as_ref().as_ref().expect("it is JSON").doc();
        assert_eq!((doc.at("a").texts("b"), doc.text("c"), doc.number("d")), (vec!["", "x"], "", None));
        assert_eq!(decision.ask(3, 0, question(0)), None, "it was answered");
        assert_eq!(decision.ask(4, 1, question(0)), Some(question(0)), "but not of this data");
    }

    #[test]
    fn a_change_that_is_taken_back_in_time_asks_nothing_more() {
        let decision = Decision::new();
        decision.ask(1, 0, question(0));
        decision.ask(2, 0, question(1));
        decision.ask(3, 0, question(0));
        assert!(!decision.take(1, told("{}")));
    }
}
