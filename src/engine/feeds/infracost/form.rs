//! What is read of a resource.

use std::fmt;

use serde::de::{self, IgnoredAny, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};

use crate::engine::feeds::json::{List, Text};

/// A resource, or a part of one.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Resource {
    pub name: Text,
    pub resource_type: Text,
    pub metadata: Metadata,
    pub cost_components: List<Component>,
    pub subresources: List<Resource>,
}

impl Resource {
    /// The type that Terraform has for it: named, or from the address, such as
    /// `module.a["x.y"].aws_instance.web[0]`.
    pub(super) fn kind(&self) -> String {
        if !self.resource_type.is_empty() {
            return self.resource_type.0.clone();
        }
        let mut depth = 0_u32;
        let bare = self.name.chars().filter(|c| {
            match c {
                '[' => depth += 1,
                ']' => {
                    depth = depth.saturating_sub(1);
                    return false;
                }
                _ => {}
            }
            depth == 0
        });
        let bare: String = bare.collect();
        bare.rsplit('.').nth(1).unwrap_or_default().to_owned()
    }
}

/// A price and how much is bought at it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct Component {
    pub name: Text,
    pub unit: Text,
    pub price: Text,
    pub price_not_found: Option<bool>,
}

/// What this program's own export knows of a resource; none in any other file.
#[derive(Debug, Default)]
pub(super) struct Metadata(pub Option<Own>);

/// The one key that is read of it.
#[derive(Debug)]
pub(super) struct Own {
    pub zoneplan_price: Option<OwnPrice>,
}

/// An entry of a price list.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct OwnPrice {
    pub provider: Text,
    pub region: Text,
    pub service: Text,
    pub item: Text,
    pub unit: Text,
    pub tiering: Text,
    pub tiers: List<OwnTier>,
    pub as_of: Text,
    pub method: Text,
    pub source: Text,
}

/// A tier of it.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(super) struct OwnTier {
    pub from: f64,
    pub to: Option<f64>,
    pub usd_per_unit: f64,
}

impl<'de> Deserialize<'de> for Metadata {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Metadata;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                out.write_str("a table")
            }
            fn visit_unit<E: de::Error>(self) -> Result<Metadata, E> {
                Ok(Metadata(None))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Metadata, A::Error> {
                let mut metadata = Metadata(None);
                while let Some(key) = map.next_key::<Text>()? {
                    if &*key == "zoneplanPrice" {
                        metadata = Metadata(Some(Own { zoneplan_price: map.next_value()? }));
                    } else {
                        map.next_value::<IgnoredAny>()?;
                    }
                }
                Ok(metadata)
            }
        }
        value.deserialize_any(Any)
    }
}
