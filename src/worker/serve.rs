//! The worker's side.

use gloo::timers::callback::Timeout;
use gloo::worker::{HandlerId, Worker, WorkerScope};

use super::{Request, Response};
use crate::engine::plan::laws;
use crate::engine::simulate::SteppedRun;

/// Partial results of a run, about.
const PARTS: u64 = 25;

/// Computes what takes longer than a frame.
pub struct LawWorker {
    running: Option<Running>,
}

/// A run that goes on.
struct Running {
    id: u32,
    asked_by: HandlerId,
    run: SteppedRun,
}

/// The worker tells itself to make the next block of a run.
pub struct NextBlock(u32);

impl Worker for LawWorker {
    type Message = NextBlock;
    type Input = Request;
    type Output = Response;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { running: None }
    }

    fn update(&mut self, scope: &WorkerScope<Self>, NextBlock(id): NextBlock) {
        let Some(running) = self.running.as_mut().filter(|running| running.id == id) else { return };
        let is_more = running.run.step();
        let (done, wanted) = running.run.done();
        let is_told = done == 1 || !is_more || done % (wanted / PARTS).max(1) == 0;
        if let Some(seen) = is_told.then(|| running.run.seen()).flatten() {
            scope.respond(running.asked_by, Response::Seen { id, seen, is_done: !is_more });
        }
        if is_more {
            next_turn(scope, id);
        } else {
            self.running = None;
        }
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        match request {
            Request::Laws { id, inputs } => scope.respond(from, Response::Laws { id, laws: laws(&inputs) }),
            Request::Decade { id, inputs, seed } => {
                scope.respond(from, Response::Decade { id, outages: inputs.system().decade(seed) });
            }
            Request::Simulate { id, inputs, seed, years } => {
                self.running =
                    Some(Running { id, asked_by: from, run: SteppedRun::new(inputs, seed, years) });
                next_turn(scope, id);
            }
            Request::Cancel { id } => self.running = self.running.take().filter(|running| running.id != id),
        }
    }
}

/// Makes the next block on the next turn of the event loop, so that requests which have come in
/// since are answered before it. (A message to itself alone would be taken in the same turn.)
fn next_turn(scope: &WorkerScope<LawWorker>, id: u32) {
    let scope = scope.clone();
    Timeout::new(0, move || scope.send_message(NextBlock(id))).forget();
}
