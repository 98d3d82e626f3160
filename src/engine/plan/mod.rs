//! One deterministic plan: the rooms in order, each given plain numbers.

mod coverage;
mod laws;
mod outcome;
mod promises;
mod size;
mod storage;
mod verdict;
mod warnings;

pub use coverage::{Coverage, coverage};
pub use laws::{Curve, LawInputs, Laws, Percentiles, laws};
pub use outcome::{AvailabilityResult, EffortResult, Outcome, PlanError, SizingResult, Warning, evaluate};
pub use verdict::{Met, Verdict, verdicts};
