//! One item of a page.

use serde::de::MapAccess;

use crate::engine::feeds::json::Text;

/// The fields of an item that are looked at; absent ones are empty.
#[derive(Debug, Default)]
pub(super) struct Item {
    pub currency_code: Text,
    pub tier_minimum_units: Option<f64>,
    pub retail_price: Option<f64>,
    pub arm_region_name: Text,
    pub effective_start_date: Text,
    pub effective_end_date: Text,
    pub meter_id: Text,
    pub meter_name: Text,
    pub sku_id: Text,
    pub product_name: Text,
    pub sku_name: Text,
    pub service_name: Text,
    pub unit_of_measure: Text,
    pub kind: Text,
    pub arm_sku_name: Text,
}

impl Item {
    /// Reads the value of a field, if the key is one.
    pub(super) fn read<'de, A: MapAccess<'de>>(&mut self, key: &str, map: &mut A) -> Result<bool, A::Error> {
        let text = match key {
            "tierMinimumUnits" => {
                self.tier_minimum_units = map.next_value()?;
                return Ok(true);
            }
            "retailPrice" => {
                self.retail_price = map.next_value()?;
                return Ok(true);
            }
            "currencyCode" => &mut self.currency_code,
            "armRegionName" => &mut self.arm_region_name,
            "effectiveStartDate" => &mut self.effective_start_date,
            "effectiveEndDate" => &mut self.effective_end_date,
            "meterId" => &mut self.meter_id,
            "meterName" => &mut self.meter_name,
            "skuId" => &mut self.sku_id,
            "productName" => &mut self.product_name,
            "skuName" => &mut self.sku_name,
            "serviceName" => &mut self.service_name,
            "unitOfMeasure" => &mut self.unit_of_measure,
            "type" => &mut self.kind,
            "armSkuName" => &mut self.arm_sku_name,
            _ => return Ok(false),
        };
        *text = map.next_value()?;
        Ok(true)
    }
}
