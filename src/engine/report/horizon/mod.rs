//! The part of the report on money over the years, and on how far the bill may be off.

pub(super) mod build;
pub(super) mod csv;
pub(super) mod text;
mod years;

use serde::Serialize;
pub use text::unit_in_words;
pub use years::HorizonYear;

use crate::engine::units::Usd;

/// Money from the first month to the last. Sums that lack a price are "at least".
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HorizonReport {
    /// Months.
    pub months: u32,
    /// The first one.
    pub start_month: String,
    /// All of it: bills, people and what is paid once.
    pub total_usd: Usd,
    /// The same in money of the first month.
    pub present_value_usd: Usd,
    /// Bills.
    pub cloud_usd: Usd,
    /// People.
    pub labour_usd: Usd,
    /// What is paid once, or once a term.
    pub one_time_usd: Usd,
    /// What all bills may come to; absent where no law is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_range_usd: Option<UsdPercentiles>,
    /// What bills, people and what is paid once may come to; absent where no law is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total_range_usd: Option<UsdPercentiles>,
    /// Whether every line of every month has a price and the nodes of every month are known.
    pub complete: bool,
    /// Growth of the load, percent a year.
    pub growth_pct_per_year: f64,
    /// Change of list prices, percent a year.
    pub price_change_pct_per_year: f64,
    /// Change of the price of work, percent a year.
    pub wage_change_pct_per_year: f64,
    /// Rate of the present value, percent a year.
    pub discount_rate_pct_per_year: f64,
    /// Each month.
    pub by_month: Vec<HorizonMonth>,
    /// When growth asks for more nodes.
    pub node_steps: Vec<NodeStepEntry>,
    /// From when on no number of nodes of this type carries the load.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outgrown: Option<OutgrownEntry>,
    /// What is paid once, or once a term.
    pub one_time: Vec<OneTimeEntry>,
}

/// A month.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct HorizonMonth {
    /// The month as YYYY-MM.
    pub month: String,
    /// Its bill, without what is paid up front.
    pub cloud_usd: Usd,
    /// What the bill may come to; absent where no law is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cloud_range_usd: Option<UsdPercentiles>,
    /// People.
    pub labour_usd: Usd,
    /// What is paid once.
    pub one_time_usd: Usd,
    /// Nodes at the site that writes.
    pub nodes: u32,
    /// The load as a multiple of that of the first month.
    pub growth_factor: f64,
}

/// Percentiles of an amount.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UsdPercentiles {
    /// 10th.
    pub p10: f64,
    /// Median.
    pub p50: f64,
    /// 90th.
    pub p90: f64,
}

/// Growth asks for more nodes.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct NodeStepEntry {
    /// The month as YYYY-MM.
    pub month: String,
    /// Nodes before.
    pub from: u32,
    /// Nodes from then on.
    pub to: u32,
    /// What no longer fits without them: `cpu`, `memory`, `pods`, `volumes` or `rules`.
    pub obstacle: &'static str,
}

/// No number of nodes of the type carries the load.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OutgrownEntry {
    /// The month as YYYY-MM.
    pub month: String,
    /// What no longer fits.
    pub obstacle: &'static str,
}

/// Paid once, or once a term.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct OneTimeEntry {
    /// The month as YYYY-MM.
    pub month: String,
    /// What is paid.
    pub name: String,
    /// How much.
    pub usd: Usd,
    /// How it comes about.
    pub basis: String,
}

/// People in a month, on average of the first year.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct LabourEntry {
    /// Planned work.
    pub planned_usd: Usd,
    /// What it may come to, a twelfth of a year; absent where no law is computed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub planned_range_usd: Option<UsdPercentiles>,
    /// Pay for being on call.
    pub on_call_usd: Usd,
    /// Work on failures and alarms; absent where their hours are not known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub unplanned_usd: Option<Usd>,
}

/// An input that is not known exactly, and what the first month costs more at its ends.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UncertainInput {
    /// The plan's key, or the id of a figure of the model.
    pub input: String,
    /// Its unit.
    pub unit: String,
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// High end.
    pub high: f64,
    /// USD a month more at the low end; less where it is below 0.
    pub usd_at_low: Usd,
    /// USD a month more at the high end.
    pub usd_at_high: Usd,
    /// USD in the last month of the horizon more at the low end.
    pub last_month_usd_at_low: Usd,
    /// USD in the last month of the horizon more at the high end.
    pub last_month_usd_at_high: Usd,
}

/// The first month by node, tenant or transaction.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct UnitCost {
    /// `node`, `tenant` or `transaction`.
    pub unit: &'static str,
    /// How many there are.
    pub count: f64,
    /// The bill of one, USD.
    pub usd: f64,
    /// The bill and people of one, USD.
    pub with_labour_usd: f64,
}

/// Amounts in another currency, at the rate of a day. Everything is computed in dollars.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
pub struct CurrencyEntry {
    /// ISO 4217 code.
    pub code: String,
    /// How much of it a dollar is.
    pub rate: f64,
    /// The day of the rate.
    pub rate_date: String,
    /// Effective bill of the month.
    pub monthly_effective: f64,
    /// Planned work of the month.
    pub labour_monthly: f64,
    /// All of the horizon.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub horizon_total: Option<f64>,
    /// The same in money of the first month.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub present_value: Option<f64>,
}
