//! The document on what results hang on, and its text, JSON and CSV.

mod csv;
mod text;
mod words;

use serde::Serialize;

use super::document::CatalogueIdentity;
use crate::engine::plan::Outcome;
use crate::engine::sensitivity::{CommitmentRow, Crossing, OutputRow, Sensitivity, Step, TargetRow};

pub use csv::sensitivity_csv;
pub use text::sensitivity_text;

/// What a plan's results hang on, and where choices break even.
#[derive(Clone, Debug, Serialize)]
pub struct SensitivityReport {
    /// Version of the document's form.
    pub schema: u32,
    /// Version of the engine.
    pub engine_version: &'static str,
    /// The plan's name.
    pub name: String,
    /// Provider, region and zones in words.
    pub place: String,
    /// The data.
    pub catalogue: CatalogueIdentity,
    /// Whether every line of the bill has a price; else money is "at least".
    pub complete: bool,
    /// Seed of the futures.
    pub seed: u64,
    /// Each result with the inputs that move it.
    pub outputs: Vec<OutputRow>,
    /// Where choices break even.
    pub break_even: BreakEvenReport,
}

/// Where choices break even, each in a sentence too.
#[derive(Clone, Debug, Serialize)]
pub struct BreakEvenReport {
    /// Ways to buy machines and managed services.
    pub commitments: Vec<Told<CommitmentRow>>,
    /// Parts of the plan that no commitment is sold for, in words.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub without_commitment: Vec<String>,
    /// The plan with one thing changed that moves availability.
    pub steps: Vec<Told<Step>>,
    /// What an hour of downtime costs: low, likely and high; absent where the plan does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downtime_usd_per_hour: Option<[f64; 3]>,
    /// Values of inputs at which targets are just met.
    pub targets: Vec<TargetEntry>,
}

/// A row and what it says.
#[derive(Clone, Debug, Serialize)]
pub struct Told<T> {
    /// The row.
    #[serde(flatten)]
    pub row: T,
    /// In a sentence.
    pub sentence: String,
}

/// A target and the values of inputs at which it is just met.
#[derive(Clone, Debug, Serialize)]
pub struct TargetEntry {
    /// The target's key.
    pub target: String,
    /// Its unit.
    pub unit: String,
    /// What was asked for.
    pub asked: f64,
    /// What the plan gives at the likely values.
    pub value: f64,
    /// Whether that meets it.
    pub met_at_likely: bool,
    /// Input by input, all others likely.
    pub inputs: Vec<Told<Crossing>>,
}

/// The document of an assessed plan's sensitivity; of each result the widest inputs alone where
/// `top` says how many.
pub fn sensitivity_report(outcome: &Outcome, found: Sensitivity, top: Option<usize>) -> SensitivityReport {
    let months = outcome.plan.finance.horizon_months;
    let usd = found.break_even.downtime_usd_per_hour;
    let mut outputs = found.outputs;
    for output in &mut outputs {
        output.inputs.truncate(top.unwrap_or(usize::MAX));
    }
    let commitment = |row: CommitmentRow| Told { sentence: words::of_commitment(&row, months), row };
    let step = |row: Step| Told { sentence: words::of_step(&row, usd), row };
    SensitivityReport {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        name: found.name,
        place: super::build::place(&outcome.plan),
        catalogue: super::build::identity(outcome),
        complete: outcome.bill.complete,
        seed: found.seed,
        outputs,
        break_even: BreakEvenReport {
            commitments: found.break_even.commitments.into_iter().map(commitment).collect(),
            without_commitment: found.break_even.without_commitment,
            steps: found.break_even.steps.into_iter().map(step).collect(),
            downtime_usd_per_hour: usd,
            targets: found.break_even.targets.into_iter().map(|row| target(row, top)).collect(),
        },
    }
}

fn target(row: TargetRow, top: Option<usize>) -> TargetEntry {
    let tell =
        |crossing: &Crossing| Told { sentence: words::of_crossing(&row, crossing), row: crossing.clone() };
    TargetEntry {
        inputs: row.inputs.iter().take(top.unwrap_or(usize::MAX)).map(tell).collect(),
        target: row.target,
        unit: row.unit,
        asked: row.asked,
        value: row.value,
        met_at_likely: row.met_at_likely,
    }
}
