//! What the page knows: the fields that are set, and what they gave.

mod fields;
mod manifests;
mod planner;
mod simulation;

pub use fields::{Choice, Field, Kind, Section};
pub use manifests::{ManifestSet, ManifestState};
pub use planner::{Computed, OwnSheet, Planner, Step};
pub use simulation::{Decade, RUN_YEARS, Run, SimulationState};
