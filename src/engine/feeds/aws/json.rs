//! The JSON form of an offer file: products by SKU, then the terms that price them.
//!
//! Products come first in the files that AWS serves. Only the SKUs that are wanted are kept
//! until their terms come; a file whose terms come first is refused, as it would have to be held.

use std::collections::BTreeMap;
use std::fmt;
use std::io::BufRead;

use serde::de::{self, DeserializeSeed, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::classify::{Target, classify};
use super::product::{Attr, N_ATTRS, Product};
use super::{Head, Rate, check_currency, day_of, take};
use crate::engine::feeds::error::shown;
use crate::engine::feeds::intake::Intake;
use crate::engine::feeds::json::{Root, Text, read_all};
use crate::engine::feeds::{FeedError, Skip};

/// Most products that are kept until their terms come.
const MOST_PRODUCTS: usize = 200_000;

/// What was read so far.
struct State<'a> {
    intake: Intake<'a>,
    head: Head,
    offer: Option<&'static str>,
    wanted: BTreeMap<String, Target>,
    n_products: u64,
}

/// Reads the file; returns the intake and what the file says of itself.
pub(super) fn read<'a>(feed: impl BufRead, intake: Intake<'a>) -> Result<(Intake<'a>, Head), FeedError> {
    let name = intake.name;
    let mut state =
        State { intake, head: Head::default(), offer: None, wanted: BTreeMap::new(), n_products: 0 };
    read_all(name, feed, &mut state)?;
    if state.offer.is_none() {
        state.head.offer(name, "the whole file")?;
    }
    Ok((state.intake, state.head))
}

impl Root for State<'_> {
    fn read<'de, D: Deserializer<'de>>(&mut self, value: D) -> Result<(), D::Error> {
        value.deserialize_map(Top(self))
    }

    fn fault(&mut self) -> Option<FeedError> {
        self.intake.fault.take()
    }
}

impl State<'_> {
    /// Leaves an error for the reader's caller.
    fn stop<E: de::Error>(&mut self, error: FeedError) -> E {
        self.intake.fault = Some(error);
        E::custom("stopped")
    }

    fn malformed(&self, place: &str, problem: &str) -> FeedError {
        FeedError::Malformed {
            file: self.intake.name.to_owned(),
            place: place.to_owned(),
            problem: problem.to_owned(),
        }
    }
}

/// The file's one object.
struct Top<'s, 'a>(&'s mut State<'a>);

impl<'de> Visitor<'de> for Top<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("an offer file: an object with offerCode, products and terms")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let state = self.0;
        while let Some(key) = map.next_key::<Text>()? {
            match &*key {
                "offerCode" => {
                    state.head.offer = map.next_value::<Text>()?.0;
                    let offer = state.head.offer(state.intake.name, "offerCode");
                    state.offer = Some(offer.map_err(|error| state.stop(error))?);
                }
                "version" => state.head.version = shown(&map.next_value::<Text>()?),
                "publicationDate" => state.head.published = day_of(&map.next_value::<Text>()?),
                "products" => {
                    let Some(offer) = state.offer else {
                        let error = state.malformed("products", "offerCode must stand before products");
                        return Err(state.stop(error));
                    };
                    map.next_value_seed(Products(state, offer))?;
                }
                "terms" if state.n_products == 0 => {
                    let problem = "terms stand before products; allowed is the order in which AWS serves \
                                   the file, products first";
                    let error = state.malformed("terms", problem);
                    return Err(state.stop(error));
                }
                "terms" => map.next_value_seed(Terms(state))?,
                _ => {
                    map.next_value::<IgnoredAny>()?;
                }
            }
        }
        Ok(())
    }
}

/// Attributes of one product.
#[derive(Default)]
struct Attributes([String; N_ATTRS]);

impl Product for Attributes {
    fn get(&self, attr: Attr) -> &str {
        &self.0[attr as usize]
    }
}

impl<'de> Deserialize<'de> for Attributes {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Values;
        impl<'de> Visitor<'de> for Values {
            type Value = Attributes;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("attributes as texts")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Attributes, A::Error> {
                let mut attributes = Attributes::default();
                while let Some(key) = map.next_key::<Text>()? {
                    match Attr::ALL.iter().find(|(_, _, json)| **json == *key) {
                        Some((attr, ..)) => attributes.0[*attr as usize] = map.next_value::<Text>()?.0,
                        None => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(attributes)
            }
        }
        value.deserialize_map(Values)
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct RawProduct {
    #[serde(default)]
    product_family: Text,
    #[serde(default)]
    attributes: Attributes,
}

/// `products`: an object by SKU.
struct Products<'s, 'a>(&'s mut State<'a>, &'static str);

impl<'de> DeserializeSeed<'de> for Products<'_, '_> {
    type Value = ();
    fn deserialize<D: Deserializer<'de>>(self, value: D) -> Result<(), D::Error> {
        value.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Products<'_, '_> {
    type Value = ();

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("products by SKU")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let Self(state, offer) = self;
        while let Some(sku) = map.next_key::<Text>()? {
            let RawProduct { product_family, mut attributes } = map.next_value()?;
            attributes.0[Attr::Family as usize] = product_family.0;
            state.n_products += 1;
            match classify(offer, &attributes, &mut state.intake) {
                Ok(_) if state.wanted.len() >= MOST_PRODUCTS => {
                    let error = FeedError::TooMuch {
                        file: state.intake.name.to_owned(),
                        place: format!("SKU {}", shown(&sku)),
                        what: "more products".to_owned(),
                        allowed: format!("at most {MOST_PRODUCTS} that are wanted"),
                    };
                    return Err(state.stop(error));
                }
                Ok(target) => {
                    state.wanted.insert(sku.0, target);
                }
                Err(reason) => state.intake.tally.count(reason, || {
                    let usage = attributes.get(Attr::UsageType);
                    format!("{usage} {}", attributes.get(Attr::OperatingSystem)).trim().to_owned()
                }),
            }
        }
        Ok(())
    }
}

/// `terms`: an object by kind of term.
struct Terms<'s, 'a>(&'s mut State<'a>);

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
