//! The part of the report on recovery.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::{P50P90, Stated};

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
    /// Total recovery time: the same with verification; never network latency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rtt_minutes: Option<P50P90>,
    /// Age of lost data of the database; absent where all of it is lost, or nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<P50P90>,
    /// What is lost of the database: nothing, since-copy, since-log, everything or unknown.
    pub lost: &'static str,
    /// Repair hours of the row that a restore stands in for, minutes.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub row_minutes: Option<P50P90>,
    /// The odds that what brings the service back works.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_succeeds: Option<f64>,
    /// What the vendor states for the pattern.
    pub vendor_stated: RecoveryStated,
    /// How the figures come about.
    pub basis: String,
}

/// Recovery from any failure, each as often as it happens.
#[derive(Clone, Debug, Serialize)]
pub struct RecoveryMixture {
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
pub struct MixtureMinutes {
    /// Half of the failures are over within.
    pub p50: f64,
    /// Nine of ten.
    pub p90: f64,
    /// 99 of a hundred.
    pub p99: f64,
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
