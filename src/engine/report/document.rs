//! The report's form. Its paths are stable; absent means not applicable.

use serde::Serialize;

use super::availability::Availability;
use super::backup::Backup;
use super::build_or_buy::BuildOrBuyEntry;
use super::cost::Cost;
use super::durability::DurabilityReport;
use super::effort::Effort;
use super::lock::LockEntry;
use super::patterns::{PatternEntry, PatternOfPlan};
use super::recovery::{RecoveryEntry, RecoveryMixture};
use super::sizing::Sizing;
use crate::engine::catalogue::Date;
use crate::engine::manifest::Finding;
use crate::engine::plan::{Comparison, Verdict};

/// What was planned, from which data.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
    /// What became of a locked plan; absent where the plan is not locked.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lock: Option<LockEntry>,
    /// What runs.
    pub workload: WorkloadEntry,
    /// The deployment pattern.
    pub pattern: PatternOfPlan,
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
    /// Recovery from any failure, each as often as it happens.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recovery_mixture: Option<RecoveryMixture>,
    /// Backups.
    pub backup: Backup,
    /// How likely data are lost for good.
    pub durability: DurabilityReport,
    /// People.
    pub effort: Effort,
    /// The plan as each of the five patterns would have it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub patterns: Vec<PatternEntry>,
    /// The vendor's hosted offers beside the plan.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub build_or_buy: Option<BuildOrBuyEntry>,
    /// Targets.
    pub verdicts: Vec<Verdict>,
    /// What the vendor states beside what the plan comes to, figure by figure.
    pub comparison: Vec<Comparison>,
    /// What the vendor's page states on this pattern.
    pub vendor_stated: Vec<StatedEntry>,
    /// What this version does not model.
    pub not_covered: Vec<NotCovered>,
}

/// Which data was read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct WarningEntry {
    /// Kind.
    pub code: &'static str,
    /// Key of the plan.
    pub path: String,
    /// In words.
    pub message: String,
}

/// A figure with its ends.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LowLikelyHigh {
    /// Least.
    pub low: f64,
    /// Likely.
    pub likely: f64,
    /// Most.
    pub high: f64,
}

/// Percentiles.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct P10P50P90 {
    /// 10th.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// A figure of the vendor's page, its text as the page has it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StatedEntry {
    /// What it is about.
    pub metric: String,
    /// The figure.
    #[serde(flatten)]
    pub stated: Stated,
    /// The page.
    pub source: String,
}

/// Something that this version does not model.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NotCovered {
    /// The part of the report.
    pub topic: &'static str,
    /// What is left out.
    pub what: &'static str,
}
