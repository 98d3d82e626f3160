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
    /// Age of lost data of the database.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rpo_seconds: Option<P50P90>,
    /// What the vendor states for the pattern.
    pub vendor_stated: RecoveryStated,
    /// How the figures come about.
    pub basis: String,
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
