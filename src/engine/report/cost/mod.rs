//! The part of the report on money.

mod beside;
pub(super) mod build;
pub(super) mod csv;
pub(super) mod support;
pub(super) mod text;

pub use beside::{AdviceEntry, Driver, ForgottenEntry, ForgottenSum, SizeEntry};
use serde::Serialize;

pub use self::support::SupportedUntil;

use super::horizon::{CurrencyEntry, HorizonReport, LabourEntry, UncertainInput, UnitCost, UsdPercentiles};
use crate::engine::catalogue::{Method, Site};
use crate::engine::cost::{DiscountKind, Group};
use crate::engine::units::Usd;

/// Money.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Cost {
    /// Lines of the bill.
    pub lines: Vec<CostLine>,
    /// What is taken off the list, line by line.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub discounts: Vec<DiscountLine>,
    /// Sums.
    pub monthly: Monthly,
    /// Sums of the groups, in the order of the bill.
    pub groups: Vec<GroupSum>,
    /// Planned work of a month.
    pub labour_monthly_usd: Usd,
    /// People in a month: planned work, being on call, failures; absent where the plan does not
    /// look ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub labour: Option<LabourEntry>,
    /// Inputs that are not known exactly, that with the widest effect on the month first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub uncertain: Vec<UncertainInput>,
    /// The month by node, tenant and transaction.
    pub per_unit: Vec<UnitCost>,
    /// Amounts in another currency; absent where the plan names none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub currency: Option<CurrencyEntry>,
    /// Money over the years; absent where the plan does not look ahead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon: Option<HorizonReport>,
    /// Lines that have a price.
    pub priced_lines: usize,
    /// Lines without a price.
    pub unpriced: Vec<Unpriced>,
    /// Lines that other estimates forget.
    pub forgotten: ForgottenSum,
    /// Larger sizes that cost less.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub advice: Vec<AdviceEntry>,
    /// Until when the versions of the plan are supported, and what comes after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support_calendar: Vec<SupportedUntil>,
}

impl Cost {
    /// What kind of prices the sum is made of.
    pub fn price_words(&self) -> &'static str {
        match (self.lines.iter().any(|line| line.own), self.discounts.is_empty()) {
            (true, true) => "list and own prices",
            (true, false) => "list and own prices less discounts",
            (false, true) => "list price",
            (false, false) => "list price less discounts",
        }
    }
}

/// Sum of a group of lines.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct GroupSum {
    /// Group.
    pub group: Group,
    /// Its name.
    pub title: &'static str,
    /// Sum at list price.
    pub list_usd: Usd,
    /// Effective sum.
    pub effective_usd: Usd,
}

/// Something taken off a line of the bill.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DiscountLine {
    /// The line of `lines`, counted from 0.
    pub line: usize,
    /// What kind it is.
    pub kind: DiscountKind,
    /// Its name: the scheme, the allowance.
    pub name: String,
    /// The key of the plan that turns it off.
    pub switch: &'static str,
    /// Part of the layout.
    pub component: &'static str,
    /// The site that has the line; absent for the one that writes.
    #[serde(skip_serializing_if = "is_primary")]
    pub site: Site,
    /// Service.
    pub service: String,
    /// Item.
    pub item: String,
    /// Where the price of the line holds.
    pub region: String,
    /// The amount that the percentage is of.
    pub list_usd: Usd,
    /// Percent of it; below 0 where the scheme costs more.
    pub pct: f64,
    /// Part of the line's quantity that it covers, percent.
    pub coverage_pct: f64,
    /// What it takes off in the month; below 0 where it costs more.
    pub saves_usd: Usd,
    /// What is paid on the first day of each term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub upfront_usd: Option<Usd>,
    /// The part of the month's effective cost that was paid so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_of_upfront_usd: Option<Usd>,
    /// Years of a term.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<u32>,
    /// How the amount comes about.
    pub basis: String,
    /// Where the percentage comes from.
    pub source: String,
    /// Date of the percentage.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// Days from that date to the day the plan is judged on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub age_days: Option<i64>,
    /// How the percentage was had; absent where the plan says it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
}

/// A line of the bill.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CostLine {
    /// What it is for.
    pub group: Group,
    /// The site that has it; absent for the one that writes.
    #[serde(skip_serializing_if = "is_primary")]
    pub site: Site,
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
    /// Assumptions that the quantity rests on, or the price where an assumption names it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub drivers: Vec<Driver>,
}

/// A part of a quantity.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct Monthly {
    /// At list price.
    pub list_usd: Usd,
    /// After discounts.
    pub effective_usd: Usd,
    /// What the effective sum may come to; absent where no law is computed.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub range: Option<UsdPercentiles>,
    /// What that range is drawn from.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub drawn: Option<DrawnFrom>,
    /// Whether every line has a price; else the sums are "at least".
    pub complete: bool,
}

/// How exact percentiles are that come from draws.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct DrawnFrom {
    /// Draws: no more are taken once percentiles are close.
    pub draws: u32,
    /// The largest standard error of the 10th, 50th and 90th percentile, USD.
    pub standard_error_usd: f64,
}

/// Whether a line belongs to the site that writes, as every line of a plan with one site.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_primary(site: &Site) -> bool {
    *site == Site::Primary
}
