//! The pages of the app: one so far.

mod planner;

pub use planner::{PlannerPage, Tab};
