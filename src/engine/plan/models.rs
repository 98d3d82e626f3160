//! Models of the user's own: each kind handed to the room that solves it.

use serde_json::Value;

use crate::engine::availability::{self, ModelError, Outage, Tier};
use crate::engine::scenario::ModelObject;

/// What a model of the user's own comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelAnswer {
    /// A part that fails and is repaired, and the parts of a series.
    Outages {
        /// Steady state of the whole.
        outage: Outage,
        /// The parts.
        tiers: Vec<Tier>,
    },
}

/// Solves a model given as JSON, by its `kind`.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub fn solve_model(text: &str) -> Result<ModelAnswer, ModelError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ModelError::NotAModel(format!("the model is not JSON: {error}")))?;
    let model = ModelObject::of(&value, String::new())?;
    let (outage, tiers) = availability::solve(&model)?;
    Ok(ModelAnswer::Outages { outage, tiers })
}
