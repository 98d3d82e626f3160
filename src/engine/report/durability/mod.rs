//! The part of the report on data that are lost for good.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::LowLikelyHigh;
use super::format::chance;
use crate::engine::backup::{Extent, Hazard, RateKind};

/// How likely data are lost for good within a year, at the likely values of all figures.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DurabilityReport {
    /// The chance for data of any surface.
    pub p_any_loss_per_year: f64,
    /// The same without any copy in another region or at another site.
    pub p_any_loss_per_year_without_off_region: f64,
    /// The same with copies there, the plan's own or else copies of its copies.
    pub p_any_loss_per_year_with_off_region: f64,
    /// The chance that data of any surface are destroyed: all known causes but deletion and corruption.
    pub p_any_destroyed_per_year: f64,
    /// The same without any copy in another region or at another site.
    pub p_any_destroyed_per_year_without_off_region: f64,
    /// The same with copies there.
    pub p_any_destroyed_per_year_with_off_region: f64,
    /// Whether every cause is known as planned; else the chance is at least so much.
    pub complete: bool,
    /// The same without copies elsewhere.
    pub complete_without_off_region: bool,
    /// The same with them.
    pub complete_with_off_region: bool,
    /// Each surface that has data.
    pub surfaces: Vec<DurabilityEntry>,
}

/// How likely data of a surface are lost for good.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DurabilityEntry {
    /// The data.
    pub surface: &'static str,
    /// Objects that are kept.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects: Option<LowLikelyHigh>,
    /// Nines that the provider states of one volume, object or instance.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub stated_nines: Option<f64>,
    /// How often the store itself loses data, copies not counted; absent where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub media_loss_per_year: Option<f64>,
    /// The chance that data are lost for good, by all causes that are known.
    pub p_loss_per_year: f64,
    /// The same without any copy in another region or at another site.
    pub p_loss_per_year_without_off_region: f64,
    /// The same with copies there.
    pub p_loss_per_year_with_off_region: f64,
    /// The chance that they are destroyed: all known causes but deletion and corruption.
    pub p_destroyed_per_year: f64,
    /// The same without any copy in another region or at another site.
    pub p_destroyed_per_year_without_off_region: f64,
    /// The same with copies there.
    pub p_destroyed_per_year_with_off_region: f64,
    /// Whether every cause is known as planned; else the chance is at least so much.
    pub complete: bool,
    /// The same without copies elsewhere.
    pub complete_without_off_region: bool,
    /// The same with them.
    pub complete_with_off_region: bool,
    /// The causes that are not known, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<UnknownCause>,
    /// The chance that what is newer than the last copy is lost, and no more.
    pub p_newest_lost_per_year: f64,
    /// Objects that the store itself loses for good in a year, expected.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub objects_lost_per_year: Option<LowLikelyHigh>,
    /// What may take the data.
    pub causes: Vec<CauseEntry>,
}

/// A cause of which nobody knows how likely it is.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnknownCause {
    /// The cause.
    pub cause: &'static str,
    /// What is not known.
    pub why: &'static str,
}

/// What may take data of a surface.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CauseEntry {
    /// In short.
    pub cause: Hazard,
    /// In words.
    pub title: &'static str,
    /// How much of the data one event takes.
    pub takes: Extent,
    /// Whether the rate is stated, computed or assumed.
    pub kind: RateKind,
    /// How many are exposed: volumes, objects, zones, sets of disks.
    pub exposed: f64,
    /// Events in a year; absent where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub per_year: Option<f64>,
    /// The odds that no copy is of use then; absent where nobody knows.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_no_copy: Option<f64>,
    /// The same without copies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_no_copy_without_off_region: Option<f64>,
    /// The same with copies elsewhere.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_no_copy_with_off_region: Option<f64>,
    /// The chance that data are lost for good by it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub p_loss_per_year: Option<f64>,
    /// What is lost where a copy is of use: as in `backup.rpo_by_surface`; absent where no copy
    /// is left.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise_lost: Option<&'static str>,
    /// Its age that half of the events stay below, seconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub otherwise_p50_seconds: Option<f64>,
    /// How rate and odds come about.
    pub basis: String,
    /// The figures that they read.
    pub sources: Vec<&'static str>,
}

impl DurabilityEntry {
    /// The chance that data are lost for good by one cause; none where it is not among them, or
    /// nobody knows.
    pub fn by(&self, cause: Hazard) -> Option<f64> {
        self.causes.iter().find(|entry| entry.cause == cause).and_then(|entry| entry.p_loss_per_year)
    }
}

/// A chance in words, or the least that it is where a cause is not known.
pub fn at_least(complete: bool, p: f64) -> String {
    let text = chance(p);
    if complete { text } else { format!("≥ {text}") }
}
