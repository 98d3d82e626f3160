//! The messages.

use serde::{Deserialize, Serialize};

use crate::engine::plan::{LawInputs, Laws};
use crate::engine::simulate::{Incident, RunSeen, SimulationInputs};

/// From the page to the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// The laws of a plan.
    Laws {
        /// Comes back with the answer.
        id: u32,
        /// What they are computed from.
        inputs: LawInputs,
    },
    /// One decade, outage by outage.
    Decade {
        /// Comes back with the answer.
        id: u32,
        /// The platform.
        inputs: SimulationInputs,
        /// The seed.
        seed: u64,
    },
    /// A run over many years, in place of the one that goes on.
    Simulate {
        /// Comes back with each answer.
        id: u32,
        /// The platform.
        inputs: SimulationInputs,
        /// The seed.
        seed: u64,
        /// Years.
        years: u64,
    },
    /// Stops the run.
    Cancel {
        /// Of the request.
        id: u32,
    },
}

/// From the worker to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Response {
    /// The laws of a plan.
    Laws {
        /// Of the request.
        id: u32,
        /// The laws.
        laws: Laws,
    },
    /// One decade.
    Decade {
        /// Of the request.
        id: u32,
        /// Its outages, in their order.
        outages: Vec<Incident>,
    },
    /// What a run has seen so far.
    Seen {
        /// Of the request.
        id: u32,
        /// The figures.
        seen: RunSeen,
        /// Whether it was the last.
        is_done: bool,
    },
}
