//! The worker that decides between plans: it compares them, says what one hangs on, and looks for
//! the best. It carries the engine without data, is an artefact of its own and starts when one of
//! its views is opened.

mod answer;
mod messages;
mod search;

use gloo::timers::callback::Timeout;
use gloo::worker::{HandlerId, Worker, WorkerScope};

use self::search::Running;
use crate::engine::catalogue::Catalogue;

pub use messages::{DecideAnswer, DecideRequest, PlanMessage, PodsText, Question, SoFar, Told};

/// Decides between plans.
pub struct DecideWorker {
    catalogue: Result<&'static Catalogue, Vec<String>>,
    running: Option<(u32, HandlerId, Running)>,
}

/// The worker tells itself to go on with a search.
pub struct GoOn(u32);

impl Worker for DecideWorker {
    type Message = GoOn;
    type Input = DecideRequest;
    type Output = DecideAnswer;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { catalogue: Err(vec!["no data was handed in".to_owned()]), running: None }
    }

    fn update(&mut self, scope: &WorkerScope<Self>, GoOn(id): GoOn) {
        let Some((_, from, running)) = self.running.as_mut().filter(|(running, ..)| *running == id) else {
            return;
        };
        match running.go_on() {
            Some(so_far) => {
                scope.respond(*from, DecideAnswer::Searched { id, so_far });
                next_turn(scope, id);
            }
            None => self.end(scope),
        }
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: DecideRequest, from: HandlerId) {
        match request {
            DecideRequest::Data { files, own } => {
                // The data comes once and lives as long as the worker.
                self.catalogue =
                    answer::catalogue(&files, own.as_ref()).map(|catalogue| &*Box::leak(Box::new(catalogue)));
            }
            DecideRequest::Ask { id, question } => {
                let outcome = self.catalogue.clone().and_then(|catalogue| match &question {
                    Question::Compare { plans, baseline } => {
                        answer::compare(plans, *baseline, catalogue).map(Some)
                    }
                    Question::Sensitivity { plan } => answer::sensitivity(plan, catalogue).map(Some),
                    Question::Optimise { plan } => {
                        let running = Running::new(plan, catalogue)?;
                        self.running = Some((id, from, running));
                        next_turn(scope, id);
                        Ok(None)
                    }
                });
                if let Some(outcome) = outcome.transpose() {
                    scope.respond(from, DecideAnswer::Told { id, outcome });
                }
            }
            DecideRequest::Stop { id } => {
                if self.running.as_ref().is_some_and(|(running, ..)| *running == id) {
                    self.end(scope);
                }
            }
        }
    }
}

impl DecideWorker {
    /// Ends the search with what it has found.
    fn end(&mut self, scope: &WorkerScope<Self>) {
        if let Some((id, from, running)) = self.running.take() {
            scope.respond(from, DecideAnswer::Told { id, outcome: running.told() });
        }
    }
}

/// Goes on with the search on the next turn of the event loop, so that requests which have come in
/// since are answered before it.
fn next_turn(scope: &WorkerScope<DecideWorker>, id: u32) {
    let scope = scope.clone();
    Timeout::new(0, move || scope.send_message(GoOn(id))).forget();
}
