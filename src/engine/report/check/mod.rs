//! Plans held against their targets, for pipelines: one document from which text, JUnit XML and
//! SARIF are written.

mod build;
mod junit;
mod miss;
mod sarif;
mod text;
mod words;

use serde::Serialize;

use super::WarningEntry;
use crate::engine::plan::{Met, Verdict};
use crate::engine::scenario::Fault;

pub use build::{check_report, judged, unreadable};
pub use junit::check_junit;
pub use sarif::check_sarif;
pub use text::check_text;
pub(super) use words::{on_one_line, shown};

/// Plans, each judged.
#[derive(Clone, Debug, Serialize)]
pub struct CheckReport {
    /// Version of the form.
    pub schema: u32,
    /// Version of the engine.
    pub engine_version: &'static str,
    /// The plan's name, where one plan was asked about and could be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan: Option<String>,
    /// Whether every target of every plan is met: false where one is missed, undecided where one is,
    /// or where a plan could not be read.
    pub met: Met,
    /// The verdicts of that one plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub verdicts: Option<Vec<TargetEntry>>,
    /// Every plan, in the order in which they were named.
    pub plans: Vec<CheckedPlan>,
}

/// A plan, judged.
#[derive(Clone, Debug, Serialize)]
pub struct CheckedPlan {
    /// Its file as it was named, or `standard input`.
    pub file: String,
    /// Whether `file` is a path.
    #[serde(skip)]
    pub is_file: bool,
    /// Its name; absent where it could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Provider, region and zones in words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
    /// Digest of the plan with its defaults.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub plan_digest: Option<String>,
    /// Whether every target is met; absent where the plan could not be read.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub met: Option<Met>,
    /// Its targets.
    pub verdicts: Vec<TargetEntry>,
    /// What the reader should know.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub warnings: Vec<WarningEntry>,
    /// Why it could not be read or planned.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub error: Option<PlanProblem>,
}

/// Why a plan could not be read or planned.
#[derive(Clone, Debug, Serialize)]
pub struct PlanProblem {
    /// In words.
    pub message: String,
    /// The faults in the plan, where that is why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub faults: Vec<FaultEntry>,
}

/// A fault in a plan.
#[derive(Clone, Debug, Serialize)]
pub struct FaultEntry {
    /// Line in the plan's file.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Path of the key; empty where the text is no plan at all.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

impl From<&Fault> for FaultEntry {
    fn from(fault: &Fault) -> Self {
        let Fault { line, path, found, allowed } = fault.clone();
        Self { line, path, found, allowed }
    }
}

/// A target, judged.
#[derive(Clone, Debug, Serialize)]
pub struct TargetEntry {
    /// Target, result and whether it is met.
    #[serde(flatten)]
    pub verdict: Verdict,
    /// Line of the target in the plan's file; absent where the file's form has no lines.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// By how much the value misses; absent where it does not, or is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub miss: Option<Miss>,
    /// What was asked, what it is, by how much it misses and how likely it is met, in one sentence.
    pub sentence: String,
    /// What the value is mostly made of, where the target is not met: the largest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub largest: Vec<Part>,
}

/// By how much a value misses its target.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Miss {
    /// How much, above 0.
    pub by: f64,
    /// Its unit; of an availability minutes of a year.
    pub unit: &'static str,
    /// Percent of what was asked for; absent for an availability, or where nothing was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pct: Option<f64>,
}

/// A part of a value.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Part {
    /// What it is.
    pub what: String,
    /// How much.
    pub value: f64,
    /// Unit.
    pub unit: &'static str,
}
