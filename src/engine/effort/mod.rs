//! People: hours to set up, hours to keep running, and what is held in reserve.

mod incidents;
mod maintenance;
mod on_call;
mod schedule;
mod setup;
mod when;

pub use incidents::{Incident, Incidents, incidents};
pub use maintenance::{
    Activity, Maintenance, MaintenanceAnswer, MonthHours, Recurring, Week, YearOfHours, maintenance,
    month_laws, months_of, solve_maintenance, weeks, year_law,
};
pub use on_call::{Need, Reserve, need, reserve};
pub use schedule::{Slot, makespan_hours, schedule};
pub use setup::{Hours, Setup, SetupTask, setup, setup_law};
pub use when::{WORDS, holds};
