//! One deterministic plan: the rooms in order, each given plain numbers.

mod laws;
mod outcome;
mod promises;
mod size;
mod verdict;
mod warnings;

pub use laws::{Curve, LawInputs, Laws, Percentiles, laws};
pub use outcome::{AvailabilityResult, EffortResult, Outcome, PlanError, SizingResult, Warning, evaluate};
pub use verdict::{Met, Verdict, verdicts};
