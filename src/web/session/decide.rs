//! Questions to the worker that decides, and its answers.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use crate::web::components::DecideActions;
use crate::web::state::Decision;
use crate::web::storage::{fetch_data, save};
use crate::web::words::{state as words, t};
use crate::worker::{DecideAnswer, DecideRequest, Question};

/// A kind of question: where its answers are kept, and how it is asked anew.
#[derive(Clone, Copy)]
struct Kind {
    decision: Decision,
    ask: fn(Session),
}

impl Session {
    /// What the views of decisions ask for.
    pub fn decide_actions(self) -> DecideActions {
        DecideActions {
            compare: Callback::new(move |()| self.compare()),
            search: Callback::new(move |()| self.search()),
            stop: Callback::new(move |()| {
                if let Some((id, _)) = self.planner.decide.optimise.on_its_way() {
                    self.tell_decider(DecideRequest::Stop { id });
                }
            }),
            use_plan: Callback::new(move |place: String| {
                let is_used = self.planner.use_found(&place);
                self.planner.decide.search.is_used.set(Some(is_used));
                if is_used {
                    self.recompute();
                }
            }),
            sensitivity: Callback::new(move |()| self.sensitivity()),
            save: Callback::new(move |(name, text): (&'static str, String)| {
                if save(name, "text/csv;charset=utf-8", &text).is_err() {
                    let refused = t!(words::NOT_SAVED).to_owned();
                    self.planner.trouble.set(Some(refused));
                }
            }),
        }
    }

    fn kinds(self) -> [Kind; 3] {
        let state = self.planner.decide;
        [
            Kind { decision: state.compare, ask: Self::compare },
            Kind { decision: state.sensitivity, ask: Self::sensitivity },
            Kind { decision: state.optimise, ask: Self::search },
        ]
    }

    /// Compares the plans that are kept.
    fn compare(self) {
        let state = self.planner.decide;
        let (plans, baseline) = self.planner.plan_messages(state.baseline.get_untracked());
        self.ask_decider(state.compare, Question::Compare { plans, baseline });
    }

    /// Asks what the results of the present plan hang on, once what its other patterns read is there.
    fn sensitivity(self) {
        spawn_local(async move {
            self.load_wanted().await;
            let plan = self.planner.plan_message();
            self.ask_decider(self.planner.decide.sensitivity, Question::Sensitivity { plan });
        });
    }

    /// Looks for the best plan, once the data of all places to choose from is there.
    fn search(self) {
        let planner = self.planner;
        let search = planner.decide.search;
        search.is_used.set(None);
        spawn_local(async move {
            for path in planner.search_files() {
                planner.loading.set(Some(path.clone()));
                let added = fetch_data(&path).await.and_then(|text| self.add_file(&path, &text));
                if let Err(problem) = added {
                    // The search says which place is left out for it.
                    planner.trouble.set(Some(problem));
                }
            }
            planner.loading.set(None);
            search.so_far.set(None);
            search.asked.set(Some(Arc::new(planner.plan_message())));
            let plan = planner.search_message();
            self.ask_decider(planner.decide.optimise, Question::Optimise { plan });
        });
    }

    pub(super) fn take_decided(self, answer: DecideAnswer) {
        match answer {
            DecideAnswer::Told { id, outcome } => {
                for kind in self.kinds() {
                    if kind.decision.take(id, outcome.clone()) {
                        (kind.ask)(self);
                    }
                }
            }
            DecideAnswer::Searched { id, so_far } => {
                let state = self.planner.decide;
                if state.optimise.on_its_way().is_some_and(|(asked, _)| asked == id) {
                    state.search.so_far.set(Some(so_far));
                }
            }
        }
    }

    /// Gives back whether there is a decider to tell.
    fn tell_decider(self, request: DecideRequest) -> bool {
        self.decider.with_value(|decider| decider.as_ref().map(|(_, decider)| decider.ask(request)).is_some())
    }

    fn ask_decider(self, decision: Decision, question: Question) {
        let data = self.planner.data_edition();
        let id = self.planner.decide.next_id();
        let Some(question) = decision.ask(id, data, question) else { return };
        let has_data =
            self.decider.with_value(|decider| decider.as_ref().is_some_and(|(known, _)| *known == data));
        let sent = if has_data {
            self.tell_decider(DecideRequest::Ask { id, question })
        } else {
            self.start_decider(data)
        };
        if !sent {
            let refused = t!(words::NO_DECIDER);
            decision.take(id, Err(vec![refused.to_owned()]));
        }
    }

    /// Starts a decider with the present data, in the place of the one before, and asks it all
    /// that is on its way. Gives back whether there is one.
    pub(super) fn start_decider(self, data: u32) -> bool {
        let Some(decider) = self.decider() else { return false };
        let (files, own) = self.planner.data();
        decider.ask(DecideRequest::Data { files, own });
        for (id, question) in self.kinds().iter().filter_map(|kind| kind.decision.on_its_way()) {
            decider.ask(DecideRequest::Ask { id, question });
        }
        self.decider.set_value(Some((data, decider)));
        true
    }
}
