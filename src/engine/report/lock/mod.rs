//! The part of the report on a locked plan: whether it is what it was, and what today's prices
//! would change.

mod build;
pub(super) mod text;

pub use build::{Today, add_lock};
use serde::Serialize;

use crate::engine::units::Usd;

/// A locked plan.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockEntry {
    /// Version of the engine that locked it.
    pub engine_version: String,
    /// Digest of the catalogue then.
    pub catalogue_digest: String,
    /// Digest of the plan with its defaults then.
    pub plan_digest: String,
    /// Digest of the report then.
    pub report_digest: String,
    /// Whether the report, without this part and its warnings, is that of then, byte for byte.
    pub same_report: bool,
    /// Tables of the catalogue that are another way now, and are read as they are now.
    pub tables_differ: Vec<String>,
    /// The bill of a month at the locked prices and at today's.
    pub monthly: LockedMonth,
    /// Why the plan cannot be priced today; absent where it can.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub not_today: Option<String>,
    /// Prices that either bill reads and that differ.
    pub rows: Vec<PriceChange>,
}

/// The bill of a month, after discounts, at the locked prices and at today's.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LockedMonth {
    /// At the locked prices.
    pub locked_usd: Usd,
    /// Whether every line has a locked price; else the sum is "at least".
    pub locked_complete: bool,
    /// At today's prices; absent where the plan cannot be priced today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today_usd: Option<Usd>,
    /// Whether every line has a price today.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today_complete: Option<bool>,
    /// Today less locked; absent where a price is missing on either side.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub difference_usd: Option<Usd>,
}

/// A price that differs: one tier of it. A side is absent where it has no such tier.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct PriceChange {
    /// Region, multi-region or `global`.
    pub region: String,
    /// Service.
    pub service: String,
    /// Item.
    pub item: String,
    /// Unit.
    pub unit: String,
    /// Begin of the tier; absent for one price for all amounts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tier_from: Option<f64>,
    /// The locked price of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_usd: Option<f64>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub locked_as_of: Option<String>,
    /// Today's price of a unit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today_usd: Option<f64>,
    /// Its date.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub today_as_of: Option<String>,
}
