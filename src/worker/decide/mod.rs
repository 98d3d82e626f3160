//! The worker that decides between plans: it compares them and says what
//! one hangs on. It carries the engine without data,
//! is an artefact of its own and starts when one of its views is opened.

mod answer;
mod messages;

use gloo::worker::{HandlerId, Worker, WorkerScope};

use crate::engine::catalogue::Catalogue;

pub use messages::{DecideAnswer, DecideRequest, PlanMessage, PodsText, Question, Told};

/// Decides between plans.
pub struct DecideWorker {
    catalogue: Result<&'static Catalogue, Vec<String>>,
}

impl Worker for DecideWorker {
    type Message = ();
    type Input = DecideRequest;
    type Output = DecideAnswer;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { catalogue: Err(vec!["no data was handed in".to_owned()]) }
    }

    fn update(&mut self, _scope: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, request: DecideRequest, from: HandlerId) {
        match request {
            DecideRequest::Data { files, own } => {
                // The data comes once and lives as long as the worker.
                self.catalogue =
                    answer::catalogue(&files, own.as_ref()).map(|catalogue| &*Box::leak(Box::new(catalogue)));
            }
            DecideRequest::Ask { id, question } => {
                let outcome = self.catalogue.clone().and_then(|catalogue| match &question {
                    Question::Compare { plans, baseline } => answer::compare(plans, *baseline, catalogue),
                    Question::Sensitivity { plan } => answer::sensitivity(plan, catalogue),
                });
                scope.respond(from, DecideAnswer::Told { id, outcome });
            }
        }
    }
}
