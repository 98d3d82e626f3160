//! People: hours to set up, hours to keep running, and what is held in reserve.

mod maintenance;
mod schedule;
mod setup;

pub use maintenance::{Activity, Maintenance, maintenance, year_law};
pub use schedule::{Slot, makespan_hours, schedule};
pub use setup::{Hours, Setup, SetupTask, setup, setup_law};
