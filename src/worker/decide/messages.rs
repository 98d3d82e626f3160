//! What page and decider say to each other.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A plan as the page has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanMessage {
    /// Its name.
    pub name: String,
    /// Dotted keys and texts, as forms have them.
    pub fields: BTreeMap<String, String>,
    /// The manifests that say what runs, where some do.
    pub manifests: Option<PodsText>,
}

/// Pods of manifests.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PodsText {
    /// A [`crate::worker::PodsMessage`] as JSON.
    pub json: String,
    /// Whether autoscalers stand at their most replicas.
    pub at_most: bool,
}

/// What is to be decided.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// How plans differ in the same futures.
    Compare {
        /// The plans.
        plans: Vec<PlanMessage>,
        /// The position of the one that the others are compared with.
        baseline: usize,
    },
    /// What the results of a plan hang on, and from where on choices pay.
    Sensitivity {
        /// The plan.
        plan: PlanMessage,
    },
}

/// From the page to the decider.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum DecideRequest {
    /// The data, before anything is asked, and once: paths below `data/` and texts.
    Data {
        /// The files.
        files: Vec<(String, String)>,
        /// The price sheet of the user's own that lies over them: its name and text.
        own: Option<(String, String)>,
    },
    /// A question.
    Ask {
        /// Comes back with the answer.
        id: u32,
        /// What is asked.
        question: Question,
    },
}

/// From the decider to the page.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum DecideAnswer {
    /// The answer to a question.
    Told {
        /// Of the request.
        id: u32,
        /// What was found, or what is wrong with the question, in words.
        outcome: Result<Told, Vec<String>>,
    },
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The report's document as JSON.
    pub json: String,
    /// The same as one tidy table.
    pub csv: String,
}
