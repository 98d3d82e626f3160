//! People: hours to set up, hours to keep running, and what is held in reserve.

mod maintenance;
mod schedule;
mod setup;
mod when;

pub use maintenance::{Activity, Maintenance, maintenance, year_law};
pub use schedule::{Slot, makespan_hours, schedule};
pub use setup::{Hours, Setup, SetupTask, setup, setup_law};
pub use when::{WORDS, holds};
