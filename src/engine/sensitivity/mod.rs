//! What the results of a plan hang on, from where on a choice pays, and what downtime costs.
//!
//! `output` names the results; `inputs` gathers what moves each, with its ends, its source and its
//! value in many futures; `depends` says which answers one figure of the model moves; `rank` and `first_order` measure what these futures show, `drawn` puts
//! both together. `commitments`, `steps` and `targets` say where a choice or a value breaks even.
//! docs/model.md, "Sensitivity", has the formulas.

mod commitments;
mod depends;
mod drawn;
mod first_order;
mod inputs;
mod output;
mod pays;
mod rank;
mod steps;
mod targets;

pub use commitments::{CommitmentRow, PaysOff};
pub use depends::{KeyFigures, Moved, ends_of, key_figures, key_figures_with, moved};
pub use drawn::{InputRow, OutputRow};
pub use first_order::first_order;
pub use inputs::{Ends, Setter};
pub use output::Output;
pub use pays::{DowntimeVerdict, Pays};
pub use rank::rank_correlation;
use serde::{Deserialize, Serialize};
pub use steps::{Step, StepFigures, StepKind};
pub use targets::{Crossing, TargetRow};

use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, Outcome};

/// What a plan's results hang on, and where choices break even.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Sensitivity {
    /// The plan's name.
    pub name: String,
    /// Seed of the futures.
    pub seed: u64,
    /// Each result with the inputs that move it.
    pub outputs: Vec<OutputRow>,
    /// Where choices break even.
    pub break_even: BreakEven,
}

/// Where choices break even.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct BreakEven {
    /// Ways to buy machines and managed services.
    pub commitments: Vec<CommitmentRow>,
    /// Parts of the plan that no commitment is sold for, in words.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub without_commitment: Vec<String>,
    /// The plan with one thing changed that moves availability.
    pub steps: Vec<Step>,
    /// What an hour of downtime costs: low, likely and high; absent where the plan does not say.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub downtime_usd_per_hour: Option<[f64; 3]>,
    /// Values of inputs at which targets are just met.
    pub targets: Vec<TargetRow>,
}

/// The outputs that a plan has.
pub fn outputs_of(outcome: &Outcome) -> Vec<Output> {
    Output::ALL.into_iter().filter(|output| output.is_of(outcome)).collect()
}

/// What the wanted results of an assessed plan hang on, and where its choices break even.
///
/// Method: each input at its ends, one at a time; rank correlations and first-order indices over
/// futures of one seed; choices as plans of their own. Source: docs/model.md, "Sensitivity".
pub fn sensitivity(outcome: &Outcome, catalogue: &Catalogue, wanted: &[Output]) -> Sensitivity {
    let laws = LawInputs::of(outcome);
    let (commitments, without_commitment) = commitments::commitments(outcome, catalogue);
    let downtime = outcome.plan.finance.downtime_usd_per_hour;
    Sensitivity {
        name: outcome.plan.name.clone(),
        seed: outcome.plan.simulation.seed,
        outputs: drawn::outputs(outcome, catalogue, &laws, wanted),
        break_even: BreakEven {
            commitments,
            without_commitment,
            steps: steps::steps(outcome, catalogue),
            downtime_usd_per_hour: downtime.map(|usd| [usd.low(), usd.likely(), usd.high()]),
            targets: targets::targets(outcome, catalogue, &laws),
        },
    }
}
