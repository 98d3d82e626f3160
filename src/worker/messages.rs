//! The messages.

use serde::{Deserialize, Serialize};

use crate::engine::plan::{LawInputs, Laws};

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
}
