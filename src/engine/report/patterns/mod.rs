//! The part of the report on the deployment pattern, and the five side by side.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::{P10P50P90, Stated};
use crate::engine::catalogue::{Method, Part, PartState, Replication, Site};
use crate::engine::units::Usd;

/// The plan's pattern: its sites, and how it goes on elsewhere.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternOfPlan {
    /// Short name.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// The second region; absent on premises and where there is no second site.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_region: Option<String>,
    /// What each site holds.
    pub holds: Vec<HoldsEntry>,
    /// Effective sum of the lines of each site, where there are two.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub sites: Vec<SiteSum>,
    /// The failover between the sites.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failover: Option<FailoverEntry>,
}

/// What a site holds of a part.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HoldsEntry {
    /// Site.
    pub site: Site,
    /// Part.
    pub part: Part,
    /// State.
    pub state: PartState,
    /// Clusters that hold it.
    pub clusters: u32,
    /// What each of them has, as a part of one whole platform.
    pub share: f64,
    /// How it follows the other site.
    pub replication: Replication,
    /// Whether that is stated or assumed.
    pub method: Method,
    /// Where it comes from.
    pub source: String,
}

/// What a site costs.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SiteSum {
    /// Site.
    pub site: Site,
    /// Its region, or `on premises`.
    pub region: String,
    /// Effective sum of its lines that have a price.
    pub effective_usd: Usd,
    /// Whether all of them have one.
    pub complete: bool,
}

/// A failover to the second site.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct FailoverEntry {
    /// Whether it goes by itself.
    pub automatic: bool,
    /// Probability that it works and that the other site is there.
    pub success: f64,
    /// Its steps, one after the other.
    pub steps: Vec<StepEntry>,
    /// Sum of the least and of the most minutes.
    pub minutes: MinutesRange,
    /// Figures that it reads.
    pub sources: Vec<String>,
}

/// Least and most minutes.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MinutesRange {
    /// Least.
    pub low: f64,
    /// Most.
    pub high: f64,
}

/// A step of a failover.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// In words.
    pub name: String,
    /// Who acts.
    pub who_acts: String,
    /// Minutes.
    pub minutes: MinutesRange,
    /// Whether the minutes are stated or assumed.
    pub method: Method,
    /// Where they come from.
    pub source: String,
}

/// The plan as one of the patterns would have it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternEntry {
    /// Short name.
    pub name: &'static str,
    /// In words.
    pub title: &'static str,
    /// Whether it is the plan's own.
    pub is_own: bool,
    /// The second region that it uses.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_region: Option<String>,
    /// Whether that region is a suggestion, as the plan names none.
    pub is_suggested: bool,
    /// Why there are no figures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
    /// Data files that must be loaded first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub needs: Vec<String>,
    /// What it comes to.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub figures: Option<PatternFiguresEntry>,
    /// What the vendor states.
    pub vendor_stated: PatternStated,
}

/// What a pattern comes to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternFiguresEntry {
    /// Effective sum of a month.
    pub monthly_usd: Usd,
    /// Whether every line has a price; with one that has none the sum is "at least".
    pub complete: bool,
    /// Planned work of a month.
    pub labour_monthly_usd: Usd,
    /// Mean minutes down in a year.
    pub downtime_minutes_per_year: f64,
    /// The loss of the region.
    pub region_loss: RegionLoss,
    /// Setup.
    pub setup: PatternSetup,
    /// Recurring work of a month, mean hours.
    pub hours_per_month: f64,
    /// Planned work ÷ hours of a full-time year.
    pub fte_planned: f64,
    /// What the vendor holds in reserve.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub fte_reserved: Option<f64>,
    /// Beside the plan's own pattern.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub against_own: Option<AgainstEntry>,
}

/// The loss of the region.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RegionLoss {
    /// Whether it is mended by itself.
    pub automatic: bool,
    /// Minutes until service is restored.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto_minutes: Option<P10P50P90>,
    /// Age of lost data of the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<P10P50P90>,
}

/// Setup of a pattern.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternSetup {
    /// Mean hours of the tasks that the vendor states; absent where it states none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_hours_mean: Option<f64>,
    /// Mean hours of all tasks that are work.
    pub hours_mean: f64,
    /// Working days from start to end with the plan's team, waits among them.
    pub days: f64,
}

/// A pattern beside the plan's own.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct AgainstEntry {
    /// What the month costs more.
    pub monthly_more_usd: Usd,
    /// What the month's planned work costs more.
    pub labour_more_usd: Usd,
    /// Minutes of downtime saved in a year.
    pub minutes_saved_per_year: f64,
    /// Bill and work for each minute saved; absent where they are not more, or less than half a
    /// minute a year is saved.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub usd_per_minute_saved: Option<f64>,
    /// Whether every line of both bills has a price.
    pub complete: bool,
}

/// What the vendor states on a pattern.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PatternStated {
    /// Recovery time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto: Option<Stated>,
    /// Age of lost data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo: Option<Stated>,
    /// Total recovery time, verification included; never network latency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt: Option<Stated>,
    /// Setup.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub setup: Option<Stated>,
    /// Work of a month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_effort: Option<Stated>,
    /// Team that it asks for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub team: Option<Stated>,
}
