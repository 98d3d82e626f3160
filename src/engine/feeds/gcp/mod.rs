//! Google Cloud Billing Catalog: pages of SKUs, or SKUs, one at a time.

mod compose;
mod rules;
mod sku;

use std::fmt;
use std::io::BufRead;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::error::shown;
use super::intake::{Edge, Intake, Offer, day_of};
use super::json::{List, Root, Text, read_all};
use super::{CURRENCY, FeedError, FeedKind, Import, Skip, Wanted};
use crate::engine::catalogue::Provider;
use rules::Rule;
use sku::{PricingInfo, Sku};

/// Names that are no regions but places all the same: a bucket or an image can be there.
const WIDE: [&str; 6] = ["us", "europe", "asia", "nam4", "eur4", "asia1"];

/// Reads saved pages or SKUs.
pub(super) fn read(name: &str, feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let intake = Intake::new(name, Provider::Gcp, wanted);
    let mut state = State { intake, goes_on: false };
    read_all(name, feed, &mut state)?;
    let State { mut intake, goes_on } = state;
    let source = |sku: &str| format!("Google Cloud Billing Catalog, SKU {sku}");
    let priced = intake.judge(source, None)?;
    let priced = compose::compose(priced, &mut intake);
    let as_of = intake.as_of();
    intake.finish(FeedKind::GcpSkus, priced, None, goes_on, |priced| priced.day.or(as_of))
}

/// What was read so far.
struct State<'a> {
    intake: Intake<'a>,
    goes_on: bool,
}

impl Root for State<'_> {
    fn read<'de, D: Deserializer<'de>>(&mut self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(Values(self))
    }

    fn fault(&mut self) -> Option<FeedError> {
        self.intake.fault.take()
    }
}

impl State<'_> {
    /// Takes in a SKU, for each of its regions.
    fn take(&mut self, sku: &Sku) -> Result<(), FeedError> {
        let rule = match rules::of(sku) {
            Ok(rule) => rule,
            Err(reason) => {
                self.intake.tally.count(reason, || sku.description.0.clone());
                return Ok(());
            }
        };
        for region in &sku.service_regions.0 {
            let is_wide = &**region == "global" || WIDE.contains(&&**region);
            if !is_wide && !self.intake.wants(region) {
                let example = || format!("{}, {}", &**region, &*sku.description);
                self.intake.tally.count(Skip::AnotherRegion, example);
                continue;
            }
            let Some((service, item)) = rule.item_in(region, is_wide) else {
                self.intake.tally.count(Skip::UnknownProduct, || sku.description.0.clone());
                continue;
            };
            for info in &sku.pricing_info.0 {
                let several = sku.pricing_info.0.len() > 1;
                self.price(sku, info, rule, (region, service, &item), several)?;
            }
        }
        Ok(())
    }

    fn price(
        &mut self,
        sku: &Sku,
        info: &PricingInfo,
        rule: &Rule,
        (scope, service, item): (&str, &'static str, &str),
        several: bool,
    ) -> Result<(), FeedError> {
        let expression = &info.pricing_expression;
        let Some(scale) = rule.scale(&expression.usage_unit) else {
            let example = || format!("{} in {}", &*sku.description, &*expression.usage_unit);
            self.intake.tally.count(Skip::UnknownUnit, example);
            return Ok(());
        };
        let day = day_of(&info.effective_time);
        for rate in &expression.tiered_rates.0 {
            let place = format!("SKU {}", shown(&sku.sku_id));
            let value = |field: &str, found: String, allowed: &str| FeedError::Value {
                file: self.intake.name.to_owned(),
                place: place.clone(),
                field: field.to_owned(),
                found: shown(&found),
                allowed: allowed.to_owned(),
            };
            let price = &rate.unit_price;
            if &*price.currency_code != CURRENCY {
                let allowed = format!("{CURRENCY}, in every record of the file");
                return Err(value("currencyCode", price.currency_code.0.clone(), &allowed));
            }
            let nanos = price.nanos().ok_or_else(|| {
                value("unitPrice", price.to_string(), "whole units as a text and nanos, both of at least 0")
            })?;
            self.intake.take(Offer {
                scope,
                service,
                item: item.to_owned(),
                unit: rule.unit,
                sku: &sku.sku_id,
                from: scale.quantity(rate.start_usage_amount),
                to: Edge::Next,
                usd: scale.price(nanos),
                place,
                day,
                start: day.filter(|_| several),
                end: None,
            })?;
        }
        Ok(())
    }

    /// Leaves an error for the reader's caller.
    fn stop<E: de::Error>(&mut self, error: FeedError) -> E {
        self.intake.fault = Some(error);
        E::custom("stopped")
    }
}

/// A page, a SKU, or a list of either.
struct Values<'s, 'a>(&'s mut State<'a>);

impl<'de> DeserializeSeed<'de> for Values<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Values<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a page or a SKU of the Google Cloud Billing Catalog, or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Values(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let state = self.0;
        let mut sku = Sku::default();
        while let Some(key) = map.next_key::<Text>()? {
            match &*key {
                "skus" => map.next_value_seed(Values(state))?,
                "nextPageToken" => state.goes_on = !map.next_value::<Text>()?.is_empty(),
                "skuId" => sku.sku_id = map.next_value()?,
                "description" => sku.description = map.next_value()?,
                "category" => sku.category = map.next_value()?,
                "serviceRegions" => sku.service_regions = map.next_value::<List<Text>>()?,
                "pricingInfo" => sku.pricing_info = map.next_value::<List<PricingInfo>>()?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if !sku.sku_id.is_empty() {
            state.take(&sku).map_err(|error| state.stop(error))?;
        }
        Ok(())
    }
}
