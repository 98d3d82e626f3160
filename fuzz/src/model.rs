//! Reliability models of the user's own.

use serde_json::Value;
use zoneplan::engine::availability::ModelError;
use zoneplan::engine::plan::{read_part, solve_model};

use crate::{is_clear, text};

/// Kinds that are read only where they are solved.
const SOLVED: [&str; 4] = ["setup", "maintenance", "backup_only", "rto_mixture"];
/// Draws of a setup that is solved: more take longer and read nothing else.
const MOST_DRAWS: u64 = 16;

/// A model in JSON.
pub fn model(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match read_part(text) {
        Ok((_, notes)) => notes.iter().for_each(|note| is_clear(note)),
        Err(error) => told(&error),
    }
    let Ok(value) = serde_json::from_str::<Value>(text) else { return };
    let is_solved = value["kind"].as_str().is_some_and(|kind| SOLVED.contains(&kind));
    let has_few_draws = value["draws"].as_u64().is_some_and(|draws| draws <= MOST_DRAWS);
    if is_solved
        && (has_few_draws || value["kind"] != "setup")
        && let Err(error) = solve_model(text, &[])
    {
        told(&error);
    }
}

fn told(error: &ModelError) {
    is_clear(&error.to_string());
}
