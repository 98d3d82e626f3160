//! People: hours to set up, hours to keep running, and what is held in reserve.

mod calendar;
mod maintenance;
mod model;
mod schedule;
mod setup;
mod simulation;
mod when;

pub use calendar::{Calendar, PlainTime, WorkingTime};
pub use maintenance::{Activity, Maintenance, maintenance, year_law};
pub use model::{HourPercentiles, Makespan, SetupAnswer, solve_setup};
pub use schedule::{Job, Run, Scheduler, Slot, is_serial};
pub use setup::{Hours, Origin, Setup, SetupTask, SkillGap, WorkHours, setup, setup_law};
pub use simulation::{Likelihood, SetupInputs, SetupLength, Team, ranked_hours, setup_length};
pub use when::{WORDS, holds};
