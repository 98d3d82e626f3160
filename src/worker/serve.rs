//! The worker's side.

use gloo::timers::callback::Timeout;
use gloo::worker::{HandlerId, Worker, WorkerScope};

use super::{Request, Response};
use crate::engine::plan::SteppedLaws;
use crate::engine::simulate::SteppedRun;

/// Partial results of a run, about.
const PARTS: u64 = 25;

/// Steps of laws that are taken before requests are looked at: some ten milliseconds.
const STEPS_A_TURN: usize = 8;

/// Computes what takes longer than a frame.
pub struct LawWorker {
    running: Option<Running>,
    laws: Option<RunningLaws>,
}

/// The laws that were asked for last; those that were asked for before them are forgotten.
struct RunningLaws {
    id: u32,
    asked_by: HandlerId,
    steps: SteppedLaws,
}

/// A run that goes on.
struct Running {
    id: u32,
    asked_by: HandlerId,
    run: SteppedRun,
}

/// The worker tells itself to go on.
pub enum Next {
    /// With the laws.
    Laws,
    /// With the next block of a run.
    Block(u32),
}

impl Worker for LawWorker {
    type Message = Next;
    type Input = Request;
    type Output = Response;

    fn create(_scope: &WorkerScope<Self>) -> Self {
        Self { running: None, laws: None }
    }

    fn update(&mut self, scope: &WorkerScope<Self>, next: Next) {
        match next {
            Next::Laws => self.go_on_with_laws(scope),
            Next::Block(id) => self.go_on_with_run(scope, id),
        }
    }

    fn received(&mut self, scope: &WorkerScope<Self>, request: Request, from: HandlerId) {
        match request {
            Request::Laws { id, inputs } => {
                let is_idle = self.laws.is_none();
                self.laws = Some(RunningLaws { id, asked_by: from, steps: SteppedLaws::new(*inputs) });
                if is_idle {
                    next_turn(scope, Next::Laws);
                }
            }
            Request::Decade { id, inputs, seed } => {
                scope.respond(from, Response::Decade { id, outages: inputs.system().decade(seed) });
            }
            Request::Simulate { id, inputs, seed, years } => {
                self.running =
                    Some(Running { id, asked_by: from, run: SteppedRun::new(inputs, seed, years) });
                next_turn(scope, Next::Block(id));
            }
            Request::Cancel { id } => self.running = self.running.take().filter(|running| running.id != id),
        }
    }
}

impl LawWorker {
    /// Takes some steps of the laws, and tells them once they are there.
    fn go_on_with_laws(&mut self, scope: &WorkerScope<Self>) {
        let Some(mut laws) = self.laws.take() else { return };
        if (0..STEPS_A_TURN).all(|_| laws.steps.step()) {
            self.laws = Some(laws);
            next_turn(scope, Next::Laws);
        } else {
            let answer = Response::Laws { id: laws.id, laws: Box::new(laws.steps.into_laws()) };
            scope.respond(laws.asked_by, answer);
        }
    }

    /// Makes the next block of a run.
    fn go_on_with_run(&mut self, scope: &WorkerScope<Self>, id: u32) {
        let Some(running) = self.running.as_mut().filter(|running| running.id == id) else { return };
        let is_more = running.run.step();
        let (done, wanted) = running.run.done();
        let is_told = done == 1 || !is_more || done % (wanted / PARTS).max(1) == 0;
        if let Some(seen) = is_told.then(|| running.run.seen()).flatten() {
            scope.respond(running.asked_by, Response::Seen { id, seen, is_done: !is_more });
        }
        if is_more {
            next_turn(scope, Next::Block(id));
        } else {
            self.running = None;
        }
    }
}

/// Goes on in the next turn of the event loop, so that requests which have come in since are
/// answered before it. (A message to itself alone would be taken in the same turn.)
fn next_turn(scope: &WorkerScope<LawWorker>, next: Next) {
    let scope = scope.clone();
    Timeout::new(0, move || scope.send_message(next)).forget();
}
