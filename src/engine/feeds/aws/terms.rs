//! The terms of the JSON form: by kind, by SKU, by offer term, in tiers.

use std::fmt;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::classify::Target;
use super::json::State;
use super::{Rate, check_currency, take};
use crate::engine::feeds::error::shown;
use crate::engine::feeds::intake::Intake;
use crate::engine::feeds::json::Text;
use crate::engine::feeds::{FeedError, Skip};

/// `terms`: an object by kind of term.
pub(super) struct Terms<'s, 'a>(pub &'s mut State<'a>);

impl<'de> DeserializeSeed<'de> for Terms<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Terms<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("terms by kind")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        while let Some(kind) = map.next_key::<Text>()? {
            map.next_value_seed(TermsOfKind { state: self.0, on_demand: &*kind == "OnDemand" })?;
        }
        Ok(())
    }
}

/// The terms of one kind: an object by SKU, of objects by term.
struct TermsOfKind<'s, 'a> {
    state: &'s mut State<'a>,
    on_demand: bool,
}

impl<'de> DeserializeSeed<'de> for TermsOfKind<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for TermsOfKind<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("terms by SKU")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self { state, on_demand } = self;
        while let Some(sku) = map.next_key::<Text>()? {
            if !on_demand {
                map.next_value::<IgnoredAny>()?;
                state.intake.tally.count(Skip::ReservedTerm, || format!("SKU {}", &*sku));
                continue;
            }
            match state.wanted.remove(&*sku) {
                None => {
                    map.next_value::<IgnoredAny>()?;
                }
                Some(target) => {
                    let terms = map.next_value::<TermsOfSku>()?;
                    terms.take(&sku, &target, &mut state.intake).map_err(|error| state.stop(error))?;
                }
            }
        }
        Ok(())
    }
}

/// Most entries of an object within a SKU.
const MOST_ENTRIES: usize = 2_000;

/// An object as a list of its values, bounded.
struct Values<T>(Vec<(Text, T)>);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Values<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Entries<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Entries<T> {
            type Value = Values<T>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "an object of at most {MOST_ENTRIES} entries")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Values<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = map.next_entry()? {
                    if entries.len() >= MOST_ENTRIES {
                        return Err(de::Error::invalid_length(entries.len() + 1, &self));
                    }
                    entries.push(entry);
                }
                Ok(Values(entries))
            }
        }
        value.deserialize_map(Entries(std::marker::PhantomData))
    }
}

type TermsOfSku = Values<Term>;

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Term {
    #[serde(default)]
    effective_date: Text,
    price_dimensions: Values<Dimension>,
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Dimension {
    #[serde(default)]
    unit: Text,
    #[serde(default)]
    begin_range: Text,
    #[serde(default)]
    end_range: Text,
    price_per_unit: Values<Text>,
}

impl TermsOfSku {
    fn take(&self, sku: &str, target: &Target, intake: &mut Intake<'_>) -> Result<(), FeedError> {
        for (_, term) in &self.0 {
            for (_, dimension) in &term.price_dimensions.0 {
                let place = format!("SKU {}", shown(sku));
                let Some((currency, usd)) = dimension.price_per_unit.0.first() else {
                    return check_currency(intake.name, &place, "");
                };
                let other = dimension.price_per_unit.0.get(1).map_or(currency, |(other, _)| other);
                check_currency(intake.name, &place, currency)?;
                check_currency(intake.name, &place, other)?;
                let rate = Rate {
                    sku,
                    place,
                    unit: &dimension.unit,
                    usd,
                    from: &dimension.begin_range,
                    to: &dimension.end_range,
                    effective: &term.effective_date,
                };
                take(intake, target, rate)?;
            }
        }
        Ok(())
    }
}
