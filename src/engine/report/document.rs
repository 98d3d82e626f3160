//! The report's form. Its paths are stable; absent means not applicable.

use serde::Serialize;

use super::sizing::Sizing;

use crate::engine::availability::Role;
use crate::engine::backup::{BackupTier, SurfaceLoss};
use crate::engine::catalogue::{Date, Method};
use crate::engine::cost::Group;
use crate::engine::manifest::Finding;
use crate::engine::plan::Verdict;
use crate::engine::units::Usd;

/// What was planned, from which data.
#[derive(Clone, Debug, Serialize)]
pub struct Report {
    /// Version of the report's form.
    pub schema: u32,
    /// Version of the engine.
    pub engine_version: &'static str,
    /// The plan's name.
    pub name: String,
    /// Provider, region and zones in words.
    pub place: String,
    /// The day the plan is judged on.
    pub as_of: Date,
    /// Digest of the plan with its defaults.
    pub plan_digest: String,
    /// The data.
    pub catalogue: CatalogueIdentity,
    /// Seed of draws.
    pub seed: u64,
    /// Number of draws asked for; none is made yet.
    pub draws: u32,
    /// What the reader should know.
    pub warnings: Vec<WarningEntry>,
    /// What runs.
    pub workload: WorkloadEntry,
    /// Nodes.
    pub sizing: Sizing,
    /// Weaknesses of the user's own manifests, most serious first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub review: Vec<Finding>,
    /// Money.
    pub cost: Cost,
    /// Availability.
    pub availability: Availability,
    /// Recovery by failure.
    pub recovery: Vec<RecoveryEntry>,
    /// Backups.
    pub backup: Backup,
    /// People.
    pub effort: Effort,
    /// Targets.
    pub verdicts: Vec<Verdict>,
    /// What the vendor's page states on this pattern.
    pub vendor_stated: Vec<StatedEntry>,
    /// What this version does not model.
    pub not_covered: Vec<NotCovered>,
}

/// Which data was read.
#[derive(Clone, Debug, Serialize)]
pub struct CatalogueIdentity {
    /// Digest of the files that the plan read.
    pub digest: String,
    /// Newest date in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub newest: Option<Date>,
    /// Oldest date of a price in them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub oldest: Option<Date>,
}

/// What runs.
#[derive(Clone, Debug, Serialize)]
pub struct WorkloadEntry {
    /// The preset; absent where manifests say what runs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub profile: Option<&'static str>,
    /// Manifest files.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub manifests: Vec<String>,
    /// Digest of the manifests.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub manifests_digest: Option<String>,
}

/// A warning.
#[derive(Clone, Debug, Serialize)]
pub struct WarningEntry {
    /// Kind.
    pub code: &'static str,
    /// Key of the plan.
    pub path: String,
    /// In words.
    pub message: String,
}

/// Money.
#[derive(Clone, Debug, Serialize)]
pub struct Cost {
    /// Lines of the bill.
    pub lines: Vec<CostLine>,
    /// Sums.
    pub monthly: Monthly,
    /// Sums of the groups, in the order of the bill.
    pub groups: Vec<GroupSum>,
    /// Planned work of a month.
    pub labour_monthly_usd: Usd,
    /// Lines that have a price.
    pub priced_lines: usize,
    /// Lines without a price.
    pub unpriced: Vec<Unpriced>,
}

impl Cost {
    /// What kind of prices the sum is made of.
    pub fn price_words(&self) -> &'static str {
        if self.lines.iter().any(|line| line.own) { "list and own prices" } else { "list price" }
    }
}

/// Sum of a group of lines.
#[derive(Clone, Debug, Serialize)]
pub struct GroupSum {
    /// Group.
    pub group: Group,
    /// Its name.
    pub title: &'static str,
    /// Effective sum.
    pub effective_usd: Usd,
}

/// A line of the bill.
#[derive(Clone, Debug, Serialize)]
pub struct CostLine {
    /// What it is for.
    pub group: Group,
    /// Service.
    pub service: String,
    /// Item; of a node line its instance type.
    pub item: String,
    /// Part of the layout.
    pub component: &'static str,
    /// Where the price holds: region, multi-region, `global` or `on premises`.
    pub region: String,
    /// The region whose price stands in, as the plan allows and its own has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stand_in: Option<String>,
    /// Whether the price is the user's own, in place of a listed one.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub own: bool,
    /// Quantity a month.
    pub quantity: f64,
    /// Unit of the quantity.
    pub unit: String,
    /// Price of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unit_price_usd: Option<f64>,
    /// Tiers, when there are several.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub tiers: Vec<CostTier>,
    /// At list price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_usd: Option<Usd>,
    /// After discounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub effective_usd: Option<Usd>,
    /// Where the price comes from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Date of the price.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Days from the date of the price to the day the plan is judged on; a month or a
    /// year counts from its first day.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_days: Option<i64>,
    /// How the price was had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
    /// Whether the quantity follows from the plan (derived) or rests on an assumption.
    pub quantity_method: Method,
    /// How the quantity comes about.
    pub basis: String,
}

/// A part of a quantity.
#[derive(Clone, Debug, Serialize)]
pub struct CostTier {
    /// Quantity in the tier.
    pub quantity: f64,
    /// Price of a unit in it.
    pub unit_price_usd: f64,
    /// What the part costs.
    pub usd: Usd,
}

/// A line without a price.
#[derive(Clone, Debug, Serialize)]
pub struct Unpriced {
    /// Part of the layout.
    pub component: &'static str,
    /// Service.
    pub service: String,
    /// Item.
    pub item: String,
    /// Why.
    pub reason: String,
}

/// Sums of the bill.
#[derive(Clone, Debug, Serialize)]
pub struct Monthly {
    /// At list price.
    pub list_usd: Usd,
    /// After discounts.
    pub effective_usd: Usd,
    /// Whether every line has a price; else the sums are "at least".
    pub complete: bool,
}

/// Availability.
#[derive(Clone, Debug, Serialize)]
pub struct Availability {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Outages in a year.
    pub outages_per_year: f64,
    /// Without changes, people and corruption.
    pub infrastructure: Infrastructure,
    /// Product of the providers' promises: a bound on refunds, no forecast.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub contractual: Option<Contractual>,
    /// Minutes down in a year.
    pub downtime_minutes_per_year: DowntimeMinutes,
    /// Probability of a year without downtime.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_no_downtime: Option<f64>,
    /// Probability that one year meets the target.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_meets_target: Option<f64>,
    /// Classes of failure.
    pub classes: Vec<ClassEntry>,
}

/// Availability of the infrastructure.
#[derive(Clone, Debug, Serialize)]
pub struct Infrastructure {
    /// Share of time up.
    pub steady_state: f64,
    /// Share of time down.
    pub unavailability: f64,
    /// Mean minutes down in a year.
    pub downtime_minutes_per_year: f64,
}

/// The promises multiplied.
#[derive(Clone, Debug, Serialize)]
pub struct Contractual {
    /// Percent.
    pub availability_pct: f64,
    /// The promises.
    pub of: Vec<String>,
}

/// Minutes down in a year.
#[derive(Clone, Debug, Serialize)]
pub struct DowntimeMinutes {
    /// Mean.
    pub mean: f64,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 90th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p90: Option<f64>,
    /// 99th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p99: Option<f64>,
}

/// A class of failure.
#[derive(Clone, Debug, Serialize)]
pub struct ClassEntry {
    /// Short name.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// hard, soft or benchmark.
    pub role: Role,
    /// Whether it is infrastructure.
    pub infrastructure: bool,
    /// Share of time.
    pub unavailability: f64,
    /// Failures in a year.
    pub failures_per_year: f64,
    /// Minutes in a year: down if hard, degraded if soft.
    pub downtime_minutes_per_year: f64,
    /// How the figure comes about.
    pub basis: String,
    /// Rows that it reads.
    pub sources: Vec<String>,
}

/// A failure and its recovery.
#[derive(Clone, Debug, Serialize)]
pub struct RecoveryEntry {
    /// Short name of the failure.
    pub id: &'static str,
    /// The failure.
    pub failure: &'static str,
    /// Such failures in a year.
    pub per_year: f64,
    /// Whether the platform recovers by itself.
    pub automatic: bool,
    /// Who acts.
    pub who_acts: &'static str,
    /// Minutes until service is restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto_minutes: Option<P50P90>,
    /// Age of lost data of the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<P50P90>,
    /// What the vendor states for the pattern.
    pub vendor_stated: RecoveryStated,
    /// How the figures come about.
    pub basis: String,
}

/// Median and 90th percentile.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct P50P90 {
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// The vendor's recovery figures.
#[derive(Clone, Debug, Default, Serialize)]
pub struct RecoveryStated {
    /// Recovery time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto: Option<Stated>,
    /// Age of lost data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo: Option<Stated>,
    /// Total recovery time, verification included; never network latency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt: Option<Stated>,
}

/// A figure of the vendor's page, its text as the page has it.
#[derive(Clone, Debug, Serialize)]
pub struct Stated {
    /// Text.
    pub text: String,
    /// Low end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub low: Option<f64>,
    /// High end.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub high: Option<f64>,
    /// Unit of the ends.
    pub unit: String,
}

/// A figure or sentence of the vendor's page.
#[derive(Clone, Debug, Serialize)]
pub struct StatedEntry {
    /// What it is about.
    pub metric: String,
    /// The figure.
    #[serde(flatten)]
    pub stated: Stated,
    /// The page.
    pub source: String,
}

/// Backups.
#[derive(Clone, Debug, Serialize)]
pub struct Backup {
    /// Schedules.
    pub tiers: Vec<BackupTier>,
    /// Data kept.
    pub stored_gib: StoredGib,
    /// What the copies cost a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// Age of the data that comes back.
    pub rpo_by_surface: Vec<SurfaceLoss>,
}

/// Data kept by backups.
#[derive(Clone, Debug, Serialize)]
pub struct StoredGib {
    /// In the steady state of today's load: Velero and database together.
    pub now: f64,
    /// Of it, Velero's copies.
    pub velero: f64,
    /// Of it, the database's.
    pub database: f64,
}

/// People.
#[derive(Clone, Debug, Serialize)]
pub struct Effort {
    /// Setup.
    pub setup: SetupEntry,
    /// Recurring work.
    pub maintenance: MaintenanceEntry,
    /// Full-time equivalents.
    pub fte: Fte,
}

/// Setup.
#[derive(Clone, Debug, Serialize)]
pub struct SetupEntry {
    /// Hours of work.
    pub hours: SetupHours,
    /// Working days with the plan's team.
    pub days: SetupDays,
    /// Tasks on the schedule of the likely hours.
    pub tasks: Vec<TaskEntry>,
    /// What the vendor states.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Hours of setup work.
#[derive(Clone, Debug, Serialize)]
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
}

/// A task of the setup.
#[derive(Clone, Debug, Serialize)]
pub struct TaskEntry {
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
    /// Where the hours come from.
    pub source: String,
}

/// Recurring work.
#[derive(Clone, Debug, Serialize)]
pub struct MaintenanceEntry {
    /// A year ÷ 12.
    pub hours_per_month: LowMeanHigh,
    /// A year, every cycle on its own.
    pub hours_per_year: YearHours,
    /// Mean hours of each calendar month, January first.
    pub calendar: Vec<f64>,
    /// Activities.
    pub activities: Vec<ActivityEntry>,
    /// What the vendor states for a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub vendor_stated: Option<Stated>,
}

/// Low, mean, high.
#[derive(Clone, Copy, Debug, Serialize)]
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
pub struct YearHours {
    /// Mean.
    pub mean: f64,
    /// 5th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p5: Option<f64>,
    /// Median.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p50: Option<f64>,
    /// 95th percentile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p95: Option<f64>,
}

/// An activity that comes back.
#[derive(Clone, Debug, Serialize)]
pub struct ActivityEntry {
    /// Name on the vendor's page.
    pub name: String,
    /// Cycles in a year.
    pub per_year: u32,
    /// Hours of a cycle: least.
    pub hours_low: f64,
    /// Hours of a cycle: most.
    pub hours_high: f64,
    /// Where the hours come from.
    pub source: String,
}

/// Full-time equivalents.
#[derive(Clone, Debug, Serialize)]
pub struct Fte {
    /// Planned work ÷ hours of a full-time year.
    pub planned: f64,
    /// What the vendor holds in reserve; never converted into hours.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reserved: Option<f64>,
}

/// Something that this version does not model.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct NotCovered {
    /// The part of the report.
    pub topic: &'static str,
    /// What is left out.
    pub what: &'static str,
}
