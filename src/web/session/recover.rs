//! What becomes of workers that stop: they are started anew once, and the plan is untouched.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Session;
use super::versions::tell_broken;
use crate::web::client::{Client, Decider, Failure};
use crate::web::state::Decision;
use crate::web::turns::now;
use crate::web::words::{fault as words, t};
use crate::worker::Response;

/// How often in a row a worker may stop before it is left out.
const MOST_FAILURES: u32 = 2;

impl Session {
    /// Starts the worker that computes laws.
    pub(super) fn start_client(self) {
        let planner = self.planner;
        let answered = move |answer| match answer {
            Response::Laws { id, laws } => {
                self.is_silent.set_value(false);
                self.law_failures.set_value(0);
                planner.take_laws(id, *laws);
            }
            Response::Decade { id, outages } => planner.simulation.take_decade(id, outages),
            Response::Seen { id, seen, is_done } => {
                planner.simulation.take_seen(id, seen, is_done, now());
            }
        };
        let client = Client::start(answered, move |why| self.lose_client(&why));
        self.client.set_value(client);
    }

    /// The worker that computes laws stopped: another one gets its question, or the page does its work.
    fn lose_client(self, why: &Failure) {
        self.law_failures.update_value(|failures| *failures += 1);
        let is_last = self.law_failures.get_value() >= MOST_FAILURES;
        let told = if is_last { words::WORKER_GONE } else { words::WORKER_ANEW };
        self.planner.keep.worker.set(Some(t!(told, why = why)));
        self.planner.simulation.end_run();
        if is_last {
            tell_broken();
            self.client.set_value(None);
        } else {
            self.start_client();
        }
        if self.planner.waits_for_laws(self.planner.edition()) {
            self.ask_laws();
        }
    }

    /// The worker that decides stopped: another one gets the same questions, or they are answered with why.
    pub(super) fn lose_decider(self, why: &Failure) {
        self.decide_failures.update_value(|failures| *failures += 1);
        let data = self.decider.with_value(|decider| decider.as_ref().map(|(data, _)| *data));
        self.decider.set_value(None);
        let is_first = self.decide_failures.get_value() < MOST_FAILURES;
        if let Some(data) = data.filter(|_| is_first)
            && self.start_decider(data)
        {
            self.planner.keep.worker.set(Some(t!(words::DECIDER_ANEW, why = why)));
            return;
        }
        tell_broken();
        self.decide_failures.set_value(0);
        let told = t!(words::DECIDER_GONE, why = why);
        self.planner.keep.worker.set(Some(told.clone()));
        let state = self.planner.decide;
        let refuse = |decision: Decision| {
            if let Some((id, _)) = decision.on_its_way() {
                decision.take(id, Err(vec![told.clone()]));
            }
        };
        [state.compare, state.sensitivity, state.optimise].into_iter().for_each(refuse);
    }

    /// Starts a decider that tells this session.
    pub(super) fn decider(self) -> Option<Decider> {
        let answered = move |answer| {
            self.decide_failures.set_value(0);
            self.take_decided(answer);
        };
        // The one that failed is put away when it is no longer at work.
        let failed = move |why: Failure| spawn_local(async move { self.lose_decider(&why) });
        Decider::start(answered, failed)
    }
}
