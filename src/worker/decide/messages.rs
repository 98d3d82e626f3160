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
    /// The best plan, and what nothing beats.
    Optimise {
        /// The plan with its targets; `optimise.*` says what may be chosen.
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
    /// Ends a search where it is: it answers with what it has found.
    Stop {
        /// Of the request.
        id: u32,
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
    /// How far a search is.
    Searched {
        /// Of the request.
        id: u32,
        /// How far.
        so_far: SoFar,
    },
}

/// How far a search is.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct SoFar {
    /// Candidates that were evaluated.
    pub evaluated: f64,
    /// Candidates that were excluded.
    pub excluded: f64,
    /// Candidates that are known so far.
    pub of: f64,
    /// The bill of the best plan so far, USD a month.
    pub best_usd: Option<f64>,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Told {
    /// The report's document as JSON.
    pub json: String,
    /// The same as one tidy table.
    pub csv: String,
    /// Plans that were found, each with its place in the document, as `best` or `pareto.0`.
    pub plans: BTreeMap<String, BTreeMap<String, String>>,
}
