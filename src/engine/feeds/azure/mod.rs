//! Azure Retail Prices: pages, items, or several of either, one item at a time.

mod classify;
mod item;
mod network;
mod storage;

use std::fmt;
use std::io::BufRead;

use serde::Deserializer;
use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::intake::{Edge, Intake, Offer, day_of};
use super::json::{Root, Text, read_all};
use super::{CURRENCY, FeedError, FeedKind, Import, Skip, Wanted};
use crate::engine::catalogue::Provider;
use classify::classify;
use item::Item;

/// Reads saved pages or items.
pub(super) fn read(name: &str, feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let intake = Intake::new(name, Provider::Azure, wanted);
    let mut state = State { intake, n_items: 0, currency_seen: false, goes_on: false };
    read_all(name, feed, &mut state)?;
    let State { mut intake, currency_seen, goes_on, .. } = state;
    let mut priced = intake.judge(|sku| format!("Azure Retail Prices, {sku}"), None)?;
    if !currency_seen && !priced.is_empty() {
        return Err(currency(name, "the whole file", "currencyCode", "none"));
    }
    let pairs: Vec<_> = priced.iter().filter_map(classify::pair).collect();
    priced.extend(pairs);
    let as_of = intake.as_of();
    intake.finish(FeedKind::AzureRetail, priced, None, goes_on, |priced| as_of.or(priced.day))
}

fn currency(name: &str, place: &str, field: &str, found: &str) -> FeedError {
    FeedError::Value {
        file: name.to_owned(),
        place: place.to_owned(),
        field: field.to_owned(),
        found: super::error::shown(found),
        allowed: format!("{CURRENCY}, in every record of the file"),
    }
}

/// What was read so far.
struct State<'a> {
    intake: Intake<'a>,
    n_items: u64,
    currency_seen: bool,
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
    /// Takes in an item.
    fn take(&mut self, item: &Item) -> Result<(), FeedError> {
        self.n_items += 1;
        let place = format!("item {}, meter {}", self.n_items, super::error::shown(&item.meter_id));
        self.check_currency(&place, "currencyCode", &item.currency_code)?;
        let target = match classify(item, &mut self.intake) {
            Ok(target) => target,
            Err(reason) => {
                self.intake.tally.count(reason, || format!("{}: {}", &*item.product_name, &*item.meter_name));
                return Ok(());
            }
        };
        if !target.feed.contains(&&*item.unit_of_measure) {
            let example = || format!("{} in {}", target.item, &*item.unit_of_measure);
            self.intake.tally.count(Skip::UnknownUnit, example);
            return Ok(());
        }
        let fault = |field: &str, found: &str, allowed: &str| FeedError::Value {
            file: self.intake.name.to_owned(),
            place: place.clone(),
            field: field.to_owned(),
            found: super::error::shown(found),
            allowed: allowed.to_owned(),
        };
        let usd =
            item.retail_price.ok_or_else(|| fault("retailPrice", "nothing", "a number of at least 0"))?;
        let start = day_of(&item.effective_start_date).ok_or_else(|| {
            fault("effectiveStartDate", &item.effective_start_date, "a date such as 2026-01-31")
        })?;
        let end =
            match &*item.effective_end_date {
                "" => None,
                text => Some(day_of(text).ok_or_else(|| {
                    fault("effectiveEndDate", text, "a date such as 2026-01-31, or nothing")
                })?),
            };
        let sku = format!("SKU {}, meter {}", &*item.sku_id, &*item.meter_id);
        self.intake.take(Offer {
            scope: target.scope,
            service: target.service,
            item: target.item,
            unit: target.unit,
            sku: &sku,
            place,
            from: item.tier_minimum_units.unwrap_or_default(),
            to: Edge::Next,
            usd,
            day: Some(start),
            start: Some(start),
            end,
        })
    }

    fn check_currency(&mut self, place: &str, field: &str, found: &str) -> Result<(), FeedError> {
        match found {
            "" => Ok(()),
            CURRENCY => {
                self.currency_seen = true;
                Ok(())
            }
            other => Err(currency(self.intake.name, place, field, other)),
        }
    }

    /// Leaves an error for the reader's caller.
    fn stop<E: de::Error>(&mut self, error: FeedError) -> E {
        self.intake.fault = Some(error);
        E::custom("stopped")
    }
}

/// A page, an item, or a list of either.
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
        out.write_str("a page or an item of Azure Retail Prices, or a list of them")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Values(self.0))?.is_some() {}
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let state = self.0;
        let mut item = Item::default();
        let mut is_item = false;
        while let Some(key) = map.next_key::<Text>()? {
            match &*key {
                "Items" => map.next_value_seed(Values(state))?,
                "BillingCurrency" => {
                    let found = map.next_value::<Text>()?;
                    let checked = state.check_currency("the page", "BillingCurrency", &found);
                    checked.map_err(|error| state.stop(error))?;
                }
                "NextPageLink" => state.goes_on = !map.next_value::<Text>()?.is_empty(),
                key if item.read(key, &mut map)? => is_item = true,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        if is_item {
            state.take(&item).map_err(|error| state.stop(error))?;
        }
        Ok(())
    }
}
