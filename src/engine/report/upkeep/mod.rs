//! The part of the report on keeping it running.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::{LowLikelyHigh, Stated};

/// Recurring work.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MaintenanceEntry {
    /// A year ÷ 12.
    pub hours_per_month: LowMeanHigh,
    /// A year, every cycle on its own.
    pub hours_per_year: YearHours,
    /// The plan's first year by month, from its start month.
    pub calendar: Vec<MonthEntry>,
    /// The weeks of that year, for what comes more often than each month.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub weeks: Vec<WeekEntry>,
    /// Activities: the pattern's, as the plan has them, and the plan's own.
    pub activities: Vec<ActivityEntry>,
    /// What the platform adds: assumed, and in none of the figures above.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<ExtraWorkEntry>,
    /// Work that no activity lists.
    pub unlisted: Unlisted,
    /// What the vendor states for a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Recurring work that the platform adds to every pattern.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ExtraWorkEntry {
    /// A year ÷ 12.
    pub hours_per_month: LowMeanHigh,
    /// A year, every cycle on its own.
    pub hours_per_year: YearHours,
    /// The plan's first year by month.
    pub calendar: Vec<MonthEntry>,
    /// Activities.
    pub activities: Vec<ActivityEntry>,
}

/// Low, mean, high.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LowMeanHigh {
    /// Low.
    pub low: f64,
    /// Mean.
    pub mean: f64,
    /// High.
    pub high: f64,
}

/// Hours of a year.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct YearHours {
    /// All cycles at their least.
    pub low: f64,
    /// 5th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p5: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// Mean.
    pub mean: f64,
    /// 95th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
    /// All cycles at their most.
    pub high: f64,
}

/// A month of the calendar.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthEntry {
    /// The month, such as `2027-01`.
    pub month: String,
    /// All cycles at their least.
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
    /// All cycles at their most.
    pub high: f64,
    /// What falls into it.
    pub activities: Vec<MonthActivity>,
}

/// An activity in a month.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MonthActivity {
    /// Its id.
    pub id: String,
    /// Cycles in the month; a month has 52 ÷ 12 weeks.
    pub cycles: f64,
    /// Mean hours.
    pub mean: f64,
}

/// A week of the calendar.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WeekEntry {
    /// Its Monday.
    pub starts: String,
    /// What falls into it.
    pub activities: Vec<MonthActivity>,
}

/// An activity that comes back.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ActivityEntry {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page, or the plan's.
    pub name: String,
    /// Where its hours come from: `stated` by the vendor, `assumed`, or `set` by the plan.
    pub kind: &'static str,
    /// Cycles in a year.
    pub per_year: u32,
    /// Months with a cycle, 1 to 12; empty where it comes every month or more often.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub months: Vec<u8>,
    /// Hours of a cycle: least.
    pub hours_low: f64,
    /// Hours of a cycle: likely.
    pub hours_likely: f64,
    /// Hours of a cycle: most.
    pub hours_high: f64,
    /// Who does it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub role: Option<String>,
    /// Where the hours come from.
    pub source: String,
}

/// Hours a month that the vendor states and no activity lists.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Unlisted {
    /// Low end of the vendor's month less low end of the activities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_low: Option<f64>,
    /// High end of the vendor's month less high end of the activities.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gap_high: Option<f64>,
    /// What the plan owns of it; it counts as planned work. Absent where the plan sets nothing.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_per_month: Option<LowMeanHigh>,
}

/// Percentiles of planned work as a share of a full-time year.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FteRange {
    /// 10th percentile.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// Full-time equivalents.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Fte {
    /// Planned work ÷ hours of a full-time year.
    pub planned: f64,
    /// Hours of a full-time year, as the plan has them.
    pub hours_per_year: f64,
    /// What a year may come to; absent where no law is computed.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub range: Option<FteRange>,
    /// Of it the activities.
    pub activities: f64,
    /// Of it what the platform adds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extra: Option<f64>,
    /// Of it the unlisted work that the plan owns.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unlisted: Option<f64>,
    /// What the vendor holds in reserve; never converted into planned hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<f64>,
}

/// Unplanned work; in no figure of planned work.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncidentsEntry {
    /// Failures that people mend: computed from rates and repair times.
    pub failures: Vec<IncidentEntry>,
    /// Their number in a year.
    pub failures_per_year: f64,
    /// Hours of work on them in a month; absent where a repair has no time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_hours_per_month: Option<f64>,
    /// Pages beside them in a month: assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarms_per_month: Option<LowMeanHigh>,
    /// Hours of work on such a page: assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_per_alarm: Option<LowMeanHigh>,
    /// Mean hours of work on them in a month: assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub alarm_hours_per_month: Option<f64>,
}

/// A failure that people mend.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct IncidentEntry {
    /// The failure.
    pub failure: String,
    /// Such failures in a year.
    pub per_year: f64,
    /// Mean hours of work on one, one engineer for as long as the repair takes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hours_each: Option<f64>,
}

/// Who answers pages.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OnCallEntry {
    /// The plan's arrangement.
    pub arrangement: &'static str,
    /// Length of a shift.
    pub shift_hours: f64,
    /// A person is on call one week in so many.
    pub one_week_in: u32,
    /// Sites.
    pub sites: u32,
    /// People on call at the same time.
    pub people: u32,
    /// Engineers that the arrangement needs, over all sites.
    pub engineers_needed: u32,
    /// Engineers that the team lacks for it.
    pub gap_to_team: u32,
    /// Hours of a week in which somebody answers.
    pub hours_covered_per_week: f64,
    /// Pages a month: failures that need people, and alarms, which are assumed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub pages_per_month: Option<f64>,
    /// Pay of a month; in no other sum.
    pub cost_usd_per_month: LowLikelyHigh,
    /// Where the pay for a week comes from: `assumed`, or `set` by the plan.
    pub pay: &'static str,
    /// What the vendor's reserve comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserve: Option<ReserveEntry>,
    /// Every arrangement, with the plan's way of taking turns.
    pub options: Vec<OnCallOption>,
}

/// An arrangement of on-call.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OnCallOption {
    /// The arrangement.
    pub arrangement: &'static str,
    /// Engineers that it needs.
    pub engineers_needed: u32,
    /// Hours of a week in which somebody answers.
    pub hours_covered_per_week: f64,
    /// Pay of a month.
    pub cost_usd_per_month: LowLikelyHigh,
}

/// People in reserve, as hours that one person could be there.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct ReserveEntry {
    /// Share of a full-time year, as the vendor states it.
    pub fte: f64,
    /// Hours of a month.
    pub hours_per_month: f64,
    /// Share of every hour of a year, percent.
    pub of_every_hour_pct: f64,
    /// Share of the business hours of one site, percent.
    pub of_business_hours_pct: f64,
}
