//! People: hours to set up, hours to keep running, and what is held in reserve.

mod calendar;
mod incidents;
mod maintenance;
mod model;
mod on_call;
mod schedule;
mod setup;
mod simulation;
mod when;

pub use calendar::{Calendar, PlainTime, WorkingTime};
pub use incidents::{Incident, Incidents, incidents};
pub use maintenance::{
    Activity, Maintenance, MaintenanceAnswer, MonthHours, Recurring, Week, YearOfHours, maintenance,
    month_laws, months_of, solve_maintenance, weeks, year_law,
};
pub use model::{HourPercentiles, Makespan, SetupAnswer, solve_setup};
pub use on_call::{Need, Reserve, need, reserve};
pub use schedule::{Job, Run, Scheduler, Slot, is_serial};
pub use setup::{Hours, Origin, Setup, SetupTask, SkillGap, WorkHours, setup, setup_law};
pub use simulation::{Likelihood, SetupInputs, SetupLength, Team, ranked_hours, setup_length};
pub use when::{WORDS, holds};
