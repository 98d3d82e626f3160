//! Models of the user's own: each kind handed to the room that solves it.

use serde_json::Value;

use super::recovery_models::{RecoveryAnswer, recovery_model};
use crate::engine::availability::{ModelError, Notes, Outage, Part, Tier, Year, part_of};
use crate::engine::effort::{MaintenanceAnswer, SetupAnswer, solve_maintenance, solve_setup};
use crate::engine::scenario::{MODEL_KINDS, ModelObject};

/// What a model of the user's own comes to.
#[derive(Clone, Debug, PartialEq)]
pub enum ModelAnswer {
    /// A part that fails and is repaired.
    Outages {
        /// Steady state of the whole.
        outage: Outage,
        /// The parts of a series.
        tiers: Vec<Tier>,
        /// The law of a year, where it was asked for.
        year: Option<YearAnswer>,
        /// What the reader should know.
        notes: Notes,
    },
    /// How old data are that a backup brings back, or how long any of several failures lasts.
    Recovery(RecoveryAnswer),
    /// Tasks of a setup.
    Setup(SetupAnswer),
    /// Recurring work.
    Maintenance(MaintenanceAnswer),
}

/// Kinds that stand for themselves and are no part of a series.
const OTHER_KINDS: &str = "setup | maintenance | backup_only | rto_mixture";

/// The law of a year.
#[derive(Clone, Debug, PartialEq)]
pub struct YearAnswer {
    /// Probability that the year stays within so many minutes of downtime, for each asked for.
    pub cdf_minutes: Vec<(f64, f64)>,
    /// Probability of no downtime at all.
    pub p_no_downtime: f64,
}

/// The part that fails and is repaired which a model given as JSON describes, and what the
/// reader should know of it.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub fn read_part(text: &str) -> Result<(Part, Notes), ModelError> {
    let value = json(text)?;
    let mut notes = Notes::new();
    let part = part_of(&ModelObject::of(&value, String::new())?, &mut notes)?;
    Ok((part, notes))
}

fn json(text: &str) -> Result<Value, ModelError> {
    if text.trim().is_empty() {
        return Err(ModelError::NotAModel("the model is empty: allowed is an object in JSON".to_owned()));
    }
    serde_json::from_str(text)
        .map_err(|error| ModelError::NotAModel(format!("the model is not JSON: {error}")))
}

/// Solves a model given as JSON, by its `kind`; with `within_minutes` also the law of a year.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed, or why no law can be had.
pub fn solve_model(text: &str, within_minutes: &[f64]) -> Result<ModelAnswer, ModelError> {
    let value = json(text)?;
    let model = ModelObject::of(&value, String::new())?;
    let allowed = format!("{MODEL_KINDS} | {OTHER_KINDS}");
    let kind = model.text("kind", &allowed)?;
    if OTHER_KINDS.split(" | ").any(|other| other == kind) {
        if !within_minutes.is_empty() {
            let mut fault = model.fault("kind", "a model of outages, where minutes of a year are asked for");
            fault.found = format!("\"{kind}\"");
            return Err(fault.into());
        }
        return Ok(match kind {
            "setup" => ModelAnswer::Setup(solve_setup(&model)?),
            "maintenance" => ModelAnswer::Maintenance(solve_maintenance(&model)?),
            _ => ModelAnswer::Recovery(recovery_model(&model, kind)?),
        });
    }
    if !MODEL_KINDS.split(" | ").any(|known| known == kind) {
        return Err(model.fault("kind", &allowed).into());
    }
    let mut notes = Notes::new();
    let part = part_of(&model, &mut notes)?;
    let (outage, tiers) = part.solve_with_tiers()?;
    let year = if within_minutes.is_empty() {
        None
    } else {
        let year = Year::of(&part, outage)?;
        let cdf = year.cdf(within_minutes)?;
        Some(YearAnswer {
            cdf_minutes: within_minutes.iter().copied().zip(cdf).collect(),
            p_no_downtime: year.p_none(),
        })
    };
    Ok(ModelAnswer::Outages { outage, tiers, year, notes })
}
