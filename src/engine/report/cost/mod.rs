//! The part of the report on money.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;

use serde::Serialize;

use super::horizon::{CurrencyEntry, HorizonReport, LabourEntry, UncertainInput, UnitCost, UsdPercentiles};
use crate::engine::catalogue::{Method, Site};
use crate::engine::cost::Group;
use crate::engine::units::Usd;

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
    /// Until when the versions of the plan are supported, and what comes after.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub support_calendar: Vec<SupportedUntil>,
}

/// The support of a version.
#[derive(Clone, Debug, Serialize)]
pub struct SupportedUntil {
    /// Product, as the data names it.
    pub product: &'static str,
    /// What people call it.
    pub title: &'static str,
    /// Version.
    pub version: String,
    /// Last day of standard support; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub standard_until: Option<String>,
    /// Last day of extended support; absent where none is sold, or its end is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extended_until: Option<String>,
    /// Support in the first month: `standard`, `extended`, `ended` or `unknown`.
    pub state: &'static str,
    /// Months of the horizon for which extended support is paid; absent where it is not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub paid_months: Option<u32>,
    /// The first of them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_paid_month: Option<String>,
    /// What extended support costs in that month, on the site that writes; absent where no
    /// price is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub monthly_usd: Option<Usd>,
    /// What comes after standard support where no fee of its own does.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<&'static str>,
    /// Where the dates come from.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// Date of that source.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// How the dates were had.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub method: Option<Method>,
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
    /// What the effective sum may come to; absent where no law is computed.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub range: Option<UsdPercentiles>,
    /// Whether every line has a price; else the sums are "at least".
    pub complete: bool,
}

/// Whether a line belongs to the site that writes, as every line of a plan with one site.
#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_primary(site: &Site) -> bool {
    *site == Site::Primary
}
