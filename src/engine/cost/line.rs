//! A line of the bill.

use serde::Serialize;

use crate::engine::catalogue::{Method, Provenance, Site};
use crate::engine::units::{UnitPrice, Usd};

/// What a line is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Group {
    /// Control plane and nodes.
    Compute,
    /// PostgreSQL and cache.
    Data,
    /// Volumes and objects.
    Storage,
    /// Load balancer, gateways, addresses, traffic.
    Network,
    /// Copies.
    Backup,
    /// Logs, metrics, keys, secrets, registry, names.
    Operations,
}

impl Group {
    /// Every group, in the order of the bill.
    pub const ALL: [Self; 6] =
        [Self::Compute, Self::Data, Self::Storage, Self::Network, Self::Backup, Self::Operations];

    /// How people call it.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Compute => "Compute",
            Self::Data => "Database and cache",
            Self::Storage => "Storage",
            Self::Network => "Network",
            Self::Backup => "Backup",
            Self::Operations => "Operations",
        }
    }
}

/// A part of a quantity within one tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct TierPart {
    /// Quantity in the tier.
    pub quantity: f64,
    /// Its price.
    pub price: UnitPrice,
}

/// A price and what a line costs at it.
#[derive(Clone, Debug, PartialEq)]
pub struct Terms {
    /// Price of a unit; that of the first tier when the quantity has several.
    pub unit_price: UnitPrice,
    /// Tiers, when the quantity has more than one.
    pub tiers: Vec<TierPart>,
    /// The amount.
    pub usd: Usd,
    /// Where the price comes from.
    pub provenance: Provenance,
}

/// What a line costs, or that nobody says.
#[derive(Clone, Debug, PartialEq)]
pub enum Price {
    /// Priced.
    Priced {
        /// Price of a unit; that of the first tier when the quantity has several.
        unit_price: UnitPrice,
        /// Tiers, when the quantity has more than one.
        tiers: Vec<TierPart>,
        /// At list price; at the own one where no list has the item.
        list: Usd,
        /// After discounts.
        effective: Usd,
        /// Where the price comes from.
        provenance: Provenance,
        /// The user's own price, where one takes the place of the listed one.
        own: Option<Terms>,
    },
    /// No price; never 0.
    Unpriced {
        /// Why.
        reason: String,
    },
}

/// A line of the bill.
#[derive(Clone, Debug, PartialEq)]
pub struct Line {
    /// What it is for.
    pub group: Group,
    /// The site that has it.
    pub site: Site,
    /// The part of the layout.
    pub component: &'static str,
    /// The provider's service.
    pub service: String,
    /// The item of the service.
    pub item: String,
    /// Where the price holds: region, multi-region or `global`.
    pub region: String,
    /// The region whose price stands in, as the plan allows and its own has none.
    pub stand_in: Option<String>,
    /// Quantity a month.
    pub quantity: f64,
    /// Unit of the quantity.
    pub unit: String,
    /// Price.
    pub price: Price,
    /// How the quantity comes about.
    pub basis: String,
    /// Whether the quantity follows from the plan, or from an assumption.
    pub quantity_method: Method,
    /// Assumptions that the quantity rests on, or the price where an assumption names it.
    pub drivers: Vec<&'static str>,
}

impl Line {
    /// At list price, if it has one.
    pub const fn list(&self) -> Option<Usd> {
        match &self.price {
            Price::Priced { list, .. } => Some(*list),
            Price::Unpriced { .. } => None,
        }
    }

    /// The price of a unit that is paid before discounts, and where it comes from: the own one,
    /// else the listed one.
    pub fn paid(&self) -> Option<(UnitPrice, &Provenance)> {
        match &self.price {
            Price::Priced { own: Some(own), .. } => Some((own.unit_price, &own.provenance)),
            Price::Priced { unit_price, provenance, .. } => Some((*unit_price, provenance)),
            Price::Unpriced { .. } => None,
        }
    }

    /// After discounts, if it has a price.
    pub const fn effective(&self) -> Option<Usd> {
        match &self.price {
            Price::Priced { effective, .. } => Some(*effective),
            Price::Unpriced { .. } => None,
        }
    }
}
