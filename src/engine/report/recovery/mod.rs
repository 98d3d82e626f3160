//! The part of the report on recovery.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::{P10P50P90, Stated};

/// A failure mode and its recovery.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryEntry {
    /// Short name of the failure.
    pub id: &'static str,
    /// The failure.
    pub failure: String,
    /// What is hit.
    pub scope: String,
    /// Such failures in a year: the likely figure.
    pub per_year: f64,
    /// Low and high.
    pub per_year_range: PerYear,
    /// Whether the platform recovers by itself.
    pub automatic: bool,
    /// Who acts.
    pub who_acts: String,
    /// What stops: degraded is not down.
    pub effect: EffectEntry,
    /// Whether a class of availability with role hard reads its row; else degraded minutes, or
    /// not in availability.
    pub in_headline: bool,
    /// Whether it counts in `recovery_mixture`: it stops writes or blocks, and is not inside
    /// another failure.
    pub in_mixture: bool,
    /// Minutes until service is restored: all steps but verification.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto_minutes: Option<P10P50P90>,
    /// Mean of the same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto_mean_minutes: Option<f64>,
    /// Total recovery time: the same with verification; never network latency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt_minutes: Option<P10P50P90>,
    /// The steps, in their order.
    pub steps: Vec<StepEntry>,
    /// Age of lost data of the database; absent where all of it is lost, or nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<P10P50P90>,
    /// What is lost of the database: nothing, since-copy, since-log, everything or unknown.
    pub lost: &'static str,
    /// What is lost of each kind of data.
    pub rpo_by_surface: Vec<SurfaceRpo>,
    /// Repair hours of the row, minutes, which count where the restore does not work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_minutes: Option<P10P50P90>,
    /// The odds that what brings the service back works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_succeeds: Option<f64>,
    /// What the vendor states for the pattern.
    pub vendor_stated: RecoveryStated,
    /// Whether this layout supports what is stated: yes, partly or no.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_stated: Option<&'static str>,
    /// Why.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supports_why: Option<String>,
    /// How the figures come about.
    pub basis: String,
    /// Rows that it reads.
    pub sources: Vec<SourceEntry>,
}

/// Low and high times a year.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PerYear {
    /// Low.
    pub low: f64,
    /// High.
    pub high: f64,
}

/// What a failure does to each function: works, degraded or stopped.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct EffectEntry {
    /// Data are read.
    pub read: &'static str,
    /// Transactions are accepted.
    pub write: &'static str,
    /// Transactions are sealed in blocks.
    pub settle: &'static str,
}

/// A step of a recovery.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepEntry {
    /// detection, waiting, decision, action or verification.
    pub step: &'static str,
    /// Its minutes; absent where it is inside another step or not computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes: Option<StepMinutesEntry>,
    /// Where they come from.
    pub basis: String,
}

/// Minutes of a step.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct StepMinutesEntry {
    /// Mean.
    pub mean: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

/// What a failure costs of one kind of data.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SurfaceRpo {
    /// The data.
    pub surface: &'static str,
    /// nothing, since-copy, since-log, behind, everything or unknown.
    pub lost: &'static str,
    /// Age of what is lost, seconds; absent where all of it is, or nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub seconds: Option<P10P50P90>,
}

/// A row that a failure mode reads.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct SourceEntry {
    /// File and row.
    pub row: String,
    /// Date of its figures.
    pub as_of: String,
    /// How they were had.
    pub method: &'static str,
    /// Who says so.
    pub source: String,
}

/// Recovery from any failure that stops writes or blocks, each as often as it happens.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryMixture {
    /// Which failures: those that stop writes or blocks.
    pub of: &'static str,
    /// Failures in a year.
    pub per_year: f64,
    /// Mean minutes until service is restored.
    pub mean_minutes: f64,
    /// Minutes until service is restored.
    pub rto_minutes: MixtureMinutes,
    /// The vendor's minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_minutes: Option<f64>,
    /// Part of the failures that is over within them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_within_stated: Option<f64>,
}

/// Percentiles of the minutes of any failure.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct MixtureMinutes {
    /// Half of the failures are over within.
    pub p50: f64,
    /// Nine of ten.
    pub p90: f64,
    /// 99 of a hundred.
    pub p99: f64,
}

/// The vendor's recovery figures and the words beside them.
#[derive(Clone, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct RecoveryStated {
    /// Recovery time.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto: Option<Stated>,
    /// The note beside it, word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rto_note: Option<String>,
    /// Age of lost data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo: Option<Stated>,
    /// The note beside it, word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_note: Option<String>,
    /// Total recovery time, verification included; never network latency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt: Option<Stated>,
    /// The note beside it, word for word.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt_note: Option<String>,
}
