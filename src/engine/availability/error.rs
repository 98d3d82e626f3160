//! Models that cannot be solved.

use crate::engine::scenario::ModelFault;

/// Why a reliability model cannot be solved.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum ModelError {
    /// The text is no model.
    #[error("{0}")]
    NotAModel(String),
    /// A value that its place does not allow.
    #[error(transparent)]
    Value(#[from] ModelFault),
    /// More zones than can be enumerated.
    #[error("zones: found {found}, allowed is at most {most}: every set of zones is looked at")]
    TooManyZones {
        /// Zones of the model.
        found: usize,
        /// Zones that can be solved.
        most: usize,
    },
    /// More nodes than can be solved in about a second.
    #[error("zones: {nodes} nodes in {zones} zones are too many to be solved exactly")]
    TooLarge {
        /// Nodes of the model.
        nodes: u64,
        /// Zones of the model.
        zones: usize,
    },
    /// More states than can be solved.
    #[error("the model has more than {most} states, which is too many to be solved exactly")]
    TooManyStates {
        /// States that can be solved.
        most: usize,
    },
    /// A law that cannot be had.
    #[error("{path}: no law of a year can be had: {reason}")]
    NoLaw {
        /// Path of the part.
        path: String,
        /// Why.
        reason: String,
    },
}
