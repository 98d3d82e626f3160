//! The worker's side.

use gloo::worker::{HandlerId, Worker, WorkerScope};

use super::{Request, Response};
use crate::engine::plan::laws;

/// Computes what takes longer than a frame.
pub struct LawWorker;

impl Worker for LawWorker {
    type Message = ();
    type Input = Request;
    type Output = Response;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self
    }

    fn update(&mut self, _scope: &WorkerScope<Self>, (): ()) {}

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        let Request::Laws { id, inputs } = request;
        scope.respond(from, Response::Laws { id, laws: laws(&inputs) });
    }
}
