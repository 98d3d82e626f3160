//! What hangs on a figure of the model: the answers of the plan with it at its low and at its
//! high end.

use serde::{Deserialize, Serialize};

use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{KeyFigure, Outcome, evaluate_ahead};
use crate::engine::scenario::{Constant, Plan};
use crate::engine::uncertainty::Estimate;

/// A difference below this part of the answer is rounding.
const ROUNDING: f64 = 1e-9;
/// What a figure without ends is moved by, as a part of it.
const STEP: f64 = 0.1;

/// The answers of a plan, in the order of [`KeyFigure::ALL`].
pub type KeyFigures = Vec<Option<f64>>;

/// An answer that a figure moves.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// The answer.
    pub answer: KeyFigure,
    /// As the plan has it; absent where it is not known.
    pub now: Option<f64>,
    /// With the figure at its low end.
    pub at_low: Option<f64>,
    /// With the figure at its high end.
    pub at_high: Option<f64>,
}

/// The answers of an outcome.
pub fn key_figures(outcome: &Outcome) -> KeyFigures {
    KeyFigure::ALL.iter().map(|figure| figure.of(outcome)).collect()
}

/// The answers of a plan with a figure of the model at this value, all else as it is; none
/// where such a plan cannot be made.
pub fn key_figures_with(plan: &Plan, catalogue: &Catalogue, id: &str, value: f64) -> Option<KeyFigures> {
    let mut plan = plan.clone();
    plan.assumptions.insert(id.to_owned(), Estimate::exact(value));
    evaluate_ahead(&plan, catalogue).ok().map(|outcome| key_figures(&outcome))
}

/// The values at which a figure is looked at: the ends that the plan gives it, else those of
/// the data, else a tenth less and more.
pub fn ends_of(constant: &Constant<'_>) -> (f64, f64) {
    let ranges = [Some(constant.value), constant.listed].into_iter().flatten();
    let ends = ranges.map(|range| (range.low(), range.high())).find(|(low, high)| low < high);
    let likely = constant.value.likely();
    ends.unwrap_or((likely * (1.0 - STEP), likely * (1.0 + STEP)))
}

/// The answers that differ.
pub fn moved(now: &KeyFigures, at_low: &KeyFigures, at_high: &KeyFigures) -> Vec<Moved> {
    let rows = KeyFigure::ALL.into_iter().zip(now).zip(at_low.iter().zip(at_high));
    let rows = rows.map(|((answer, now), (at_low, at_high))| Moved {
        answer,
        now: *now,
        at_low: *at_low,
        at_high: *at_high,
    });
    rows.filter(|row| differs(row.now, row.at_low) || differs(row.now, row.at_high)).collect()
}

fn differs(a: Option<f64>, b: Option<f64>) -> bool {
    match (a, b) {
        (Some(a), Some(b)) => (a - b).abs() > ROUNDING * a.abs().max(b.abs()),
        (a, b) => a.is_some() != b.is_some(),
    }
}
