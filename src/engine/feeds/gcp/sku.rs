//! One SKU, as far as it is looked at.

use std::fmt;

use serde::Deserialize;

use crate::engine::feeds::json::{List, Text};

#[derive(Debug, Default)]
pub(super) struct Sku {
    pub sku_id: Text,
    pub description: Text,
    pub category: Category,
    pub service_regions: List<Text>,
    pub pricing_info: List<PricingInfo>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Category {
    pub usage_type: Text,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PricingInfo {
    pub effective_time: Text,
    pub pricing_expression: PricingExpression,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct PricingExpression {
    pub usage_unit: Text,
    pub tiered_rates: List<TieredRate>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct TieredRate {
    pub start_usage_amount: f64,
    pub unit_price: UnitPrice,
}

#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct UnitPrice {
    pub currency_code: Text,
    units: Text,
    nanos: i64,
}

impl UnitPrice {
    /// The price in nano-dollars: at least 0.
    pub(super) fn nanos(&self) -> Option<i128> {
        let units: i128 = match &*self.units {
            "" => 0,
            text => text.parse::<i64>().ok()?.into(),
        };
        let nanos = units * 1_000_000_000 + i128::from(self.nanos);
        (units >= 0 && self.nanos >= 0).then_some(nanos)
    }
}

impl fmt::Display for UnitPrice {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "units {} and nanos {}", &*self.units, self.nanos)
    }
}
