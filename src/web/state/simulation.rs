//! Runs of the present layout: a told decade, and many years beside the exact answer.

use std::sync::Arc;

use leptos::prelude::*;

use crate::engine::simulate::{Incident, RunSeen, SimulationInputs};

/// Years of a run.
pub const RUN_YEARS: u64 = 100_000;

/// A decade of the present layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Decade {
    /// Its seed.
    pub seed: u64,
    /// Its outages, in their order.
    pub outages: Vec<Incident>,
    /// Short names of the classes, by their position.
    pub names: Vec<String>,
}

/// A run of the present layout.
#[derive(Clone, Debug, PartialEq)]
pub struct Run {
    /// Comes back with what it has seen.
    pub id: u32,
    /// Its seed.
    pub seed: u64,
    /// What it has seen so far.
    pub seen: Option<RunSeen>,
    /// Whether it goes on.
    pub is_going: bool,
    /// Milliseconds of the page's clock: when it began, and what it took so far.
    begun: f64,
    /// Milliseconds that it took so far.
    pub elapsed_ms: f64,
}

/// What is simulated of the present layout.
#[derive(Clone, Copy)]
pub struct SimulationState {
    /// The decade that is shown.
    pub decade: RwSignal<Option<Arc<Decade>>>,
    /// How many after that of the plan's own seed.
    pub another: RwSignal<u64>,
    /// The run over many years.
    pub run: RwSignal<Option<Arc<Run>>>,
    /// Whether a worker simulates at all; known once one is asked.
    pub is_refused: RwSignal<bool>,
    /// Counts layouts that differ in what is simulated.
    pub layout: RwSignal<u32>,
    inputs: StoredValue<Option<SimulationInputs>>,
    last_id: StoredValue<u32>,
    asked_decade: StoredValue<(u32, u64)>,
    left: StoredValue<Option<u32>>,
}

impl SimulationState {
    /// Nothing is simulated yet.
    pub fn new() -> Self {
        Self {
            decade: RwSignal::new(None),
            another: RwSignal::new(0),
            run: RwSignal::new(None),
            is_refused: RwSignal::new(false),
            layout: RwSignal::new(0),
            inputs: StoredValue::new(None),
            last_id: StoredValue::new(0),
            asked_decade: StoredValue::new((0, 0)),
            left: StoredValue::new(None),
        }
    }

    /// The layout is now this one: what was simulated of another is forgotten.
    pub(super) fn take_layout(self, inputs: SimulationInputs) {
        if self.inputs.with_value(|before| before.as_ref() == Some(&inputs)) {
            return;
        }
        self.inputs.set_value(Some(inputs));
        self.left.set_value(self.end_run());
        self.decade.set(None);
        self.run.set(None);
        self.layout.update(|layout| *layout += 1);
    }

    fn next_id(self) -> u32 {
        self.last_id.update_value(|id| *id += 1);
        self.last_id.get_value()
    }

    /// Asks for the decade of a seed: what to send.
    pub fn ask_decade(self, seed: u64) -> Option<(u32, SimulationInputs)> {
        let inputs = self.inputs.get_value()?;
        let id = self.next_id();
        self.asked_decade.set_value((id, seed));
        Some((id, inputs))
    }

    /// Takes a decade, if it is the one that was asked for last.
    pub fn take_decade(self, id: u32, outages: Vec<Incident>) {
        let (asked, seed) = self.asked_decade.get_value();
        let names = self.inputs.with_value(|inputs| {
            inputs.as_ref().map(|inputs| inputs.names().map(str::to_owned).collect::<Vec<_>>())
        });
        if let Some(names) = names.filter(|_| id == asked) {
            self.decade.set(Some(Arc::new(Decade { seed, outages, names })));
        }
    }

    /// Begins a run at this time of the page's clock: what to send.
    pub fn begin_run(self, seed: u64, now: f64) -> Option<(u32, SimulationInputs)> {
        let inputs = self.inputs.get_value()?;
        let id = self.next_id();
        let run = Run { id, seed, seen: None, is_going: true, begun: now, elapsed_ms: 0.0 };
        self.run.set(Some(Arc::new(run)));
        Some((id, inputs))
    }

    /// Takes what the present run has seen.
    pub fn take_seen(self, id: u32, seen: RunSeen, is_done: bool, now: f64) {
        let Some(run) = self.run.get_untracked().filter(|run| run.id == id && run.is_going) else { return };
        let elapsed_ms = now - run.begun;
        let run = Run { seen: Some(seen), is_going: !is_done, elapsed_ms, ..(*run).clone() };
        self.run.set(Some(Arc::new(run)));
    }

    /// Ends the run where it is; gives back which one was going.
    pub fn end_run(self) -> Option<u32> {
        let run = self.run.get_untracked().filter(|run| run.is_going)?;
        self.run.set(Some(Arc::new(Run { is_going: false, ..(*run).clone() })));
        Some(run.id)
    }

    /// The run that went on when the layout changed, once.
    pub fn left_run(self) -> Option<u32> {
        self.left.try_update_value(Option::take).flatten()
    }
}
