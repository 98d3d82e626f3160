//! The part of the report on setup.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use crate::engine::catalogue::{Date, Method, TaskKind};
use crate::engine::report::Stated;

/// Setup.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetupEntry {
    /// Hours of work of the tasks that the vendor states for the pattern; absent where it states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours: Option<SetupHours>,
    /// Working days of these tasks with the plan's team.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub days: Option<SetupDays>,
    /// These tasks, were they all there is, on a schedule at their likely hours.
    pub tasks: Vec<TaskEntry>,
    /// How likely they are done within the days that the vendor names.
    pub odds: Vec<OddsEntry>,
    /// What the platform, the team's skills and the plan add.
    pub extra: ExtraEntry,
    /// All tasks on the calendar.
    pub schedule: ScheduleEntry,
    /// Skills that are asked for against those of the team.
    pub skills: Vec<SkillEntry>,
    /// What the vendor states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Hours of setup work.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetupHours {
    /// All tasks at their least.
    pub low: f64,
    /// 5th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p5: Option<f64>,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// Mean.
    pub mean: f64,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// 95th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
    /// All tasks at their most.
    pub high: f64,
}

/// Working days of setup.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SetupDays {
    /// At the mean hours.
    pub mean: f64,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// Standard errors of the percentiles; absent where they are exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<DaysError>,
}

/// Standard errors of percentiles, in their unit.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DaysError {
    /// Of the 10th percentile.
    pub p10: f64,
    /// Of the median.
    pub p50: f64,
    /// Of the 90th percentile.
    pub p90: f64,
}

/// How likely the stated tasks are done in time.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OddsEntry {
    /// Working days.
    pub days: f64,
    /// Probability of no more.
    pub probability: f64,
    /// Its standard error; absent where it is exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<f64>,
}

/// A stated task of the setup.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct TaskEntry {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page.
    pub name: String,
    /// Hours: least.
    pub hours_low: f64,
    /// Hours: most.
    pub hours_high: f64,
    /// Working hours from the start to its begin, at the likely hours.
    pub start_hour: f64,
    /// Working hours from the start to its end.
    pub end_hour: f64,
    /// The engineer, counted from 1.
    pub engineer: usize,
    /// Who does it, as the page says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// How the hours were come by; absent for those of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Where the hours come from.
    pub source: String,
}

/// What is added to the stated tasks.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtraEntry {
    /// Hours of work; absent where nothing is added. Waits and machine time are no work.
    #[serde(flatten)]
    pub hours: Option<SetupHours>,
    /// Every task that is added, waits among them.
    pub tasks: Vec<ExtraTask>,
}

/// A task that is added.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtraTask {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: String,
    /// Why it is there: platform, ramp-up or own.
    pub origin: &'static str,
    /// What its hours are.
    pub kind: TaskKind,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Hours: least.
    pub hours_low: f64,
    /// Hours: likely.
    pub hours_likely: f64,
    /// Hours: most.
    pub hours_high: f64,
    /// How the hours were come by; absent for those of the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Where they come from.
    pub source: String,
}

/// All tasks on the calendar.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScheduleEntry {
    /// The day on which setup begins.
    pub start_date: Date,
    /// The day on which the last task is finished.
    pub finish_date: FinishDate,
    /// Working days from the start to the end, waits among them.
    pub working_days: WorkingDays,
    /// Draws of the simulation; absent without laws.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draws: Option<u64>,
    /// Engineers.
    pub engineers: u32,
    /// Hours of a day that go into the work.
    pub productive_hours_per_day: f64,
    /// Days without work up to the finish at the likely hours.
    pub days_off: Vec<Date>,
    /// Every task at its likely hours.
    pub tasks: Vec<ScheduledTask>,
}

/// When the setup is finished.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FinishDate {
    /// At the likely hours of every task.
    pub likely: Date,
    /// With probability 0.1 no later.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<Date>,
    /// With probability 0.5.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<Date>,
    /// With probability 0.9.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<Date>,
}

/// Working days of the whole schedule.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WorkingDays {
    /// At the likely hours of every task.
    pub likely: f64,
    /// 10th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p10: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// Standard errors of the percentiles.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_error: Option<DaysError>,
}

/// A task on the calendar.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ScheduledTask {
    /// Short name.
    pub id: String,
    /// Name.
    pub name: String,
    /// Why it is there: stated, platform, ramp-up or own.
    pub origin: &'static str,
    /// What its hours are.
    pub kind: TaskKind,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Tasks that are finished first.
    pub after: Vec<String>,
    /// Its likely hours.
    pub hours_likely: f64,
    /// Hours of the clock from midnight of the start date to its begin.
    pub start_hour: f64,
    /// Hours of the clock to its end.
    pub end_hour: f64,
    /// The day on which it begins.
    pub start_date: Date,
    /// The day on which it ends.
    pub end_date: Date,
    /// The engineer, counted from 1; absent for what passes by itself.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub engineer: Option<usize>,
    /// Whether the end hangs on it at the likely hours.
    pub critical: bool,
    /// Probability that the end hangs on it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_critical: Option<f64>,
}

/// A skill.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SkillEntry {
    /// What is asked for.
    pub skill: &'static str,
    /// How well.
    pub asked: &'static str,
    /// How well the team knows it.
    pub has: &'static str,
    /// Levels to learn; 0 where the team knows enough.
    pub missing_levels: u32,
    /// How the level that is asked for was come by.
    pub method: Method,
    /// Where it comes from.
    pub source: String,
}
