//! The pages of the app: one so far.

mod planner;

pub use planner::{PlannerPage, Tab, show_field, views};
