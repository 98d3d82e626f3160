//! The messages.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::engine::plan::Laws;

/// From the page to the worker.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Request {
    /// Data files: path and text. They add to those sent before.
    Files(Vec<(String, String)>),
    /// The laws of the plan of these fields.
    Laws {
        /// Comes back with the answer.
        id: u32,
        /// Dotted keys and the text of their fields.
        fields: BTreeMap<String, String>,
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
    /// A request that could not be answered.
    Failed {
        /// Of the request.
        id: u32,
        /// Why, in words.
        reason: String,
    },
}
