//! What the page knows: the fields that are set, and what they gave.

mod fields;
mod manifests;
mod planner;

pub use fields::{Choice, Field, Kind, Section};
pub use manifests::{ManifestSet, ManifestState};
pub use planner::{Computed, OwnSheet, Planner, Step};
