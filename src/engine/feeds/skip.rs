//! What a reader leaves out, and why.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::engine::text::shortened;

/// Why a record of a feed gives no price row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Skip {
    /// A region that is not wanted, or that the catalogue does not know.
    AnotherRegion,
    /// A Local Zone, a Wavelength Zone, an Outpost.
    NotARegion,
    /// A type of machine that the catalogue does not have.
    UnknownType,
    /// A product that has no item in the catalogue.
    UnknownProduct,
    /// A known product in a unit that cannot be converted.
    UnknownUnit,
    /// Windows.
    Windows,
    /// Another paid operating system.
    NotLinux,
    /// Dedicated hosts, dedicated instances, sole tenancy.
    Dedicated,
    /// Software that comes with the machine.
    PreinstalledSoftware,
    /// Capacity reservations and capacity blocks.
    CapacityReservation,
    /// Terms of one or three years.
    ReservedTerm,
    /// The total of a reservation's term, which looks like an hourly price.
    ReservationTotal,
    /// Spot and preemptible prices.
    Spot,
    /// Low priority machines.
    LowPriority,
    /// Cloud Services prices of the same machine type.
    CloudServices,
    /// Prices for a time.
    Promotion,
    /// Prices of development and test subscriptions.
    DevTest,
    /// Custom machine types.
    Custom,
    /// Another database or cache engine.
    AnotherEngine,
    /// A deployment that the catalogue does not have.
    AnotherDeployment,
    /// The price of several cores that one core's price already gives.
    SeveralCores,
    /// The price of one node where the pair is the item.
    HalfOfPair,
    /// A first tier of price 0: an allowance of the account, not a price.
    FreeAllowance,
    /// The meter between zones, which is listed and not billed.
    ZoneTransferNotBilled,
    /// The infrastructure meter of the free tier.
    FreeTierInfrastructure,
    /// A newer price of the same meter applies.
    Superseded,
    /// The price has ended.
    Ended,
    /// The price begins later.
    NotYet,
    /// Two prices for one item, neither newer.
    TwoPrices,
    /// A machine at a price of 0: no machine is free.
    FreeMachine,
    /// The first tier is missing, so the others cannot be used.
    NoFirstTier,
    /// One part of a composed price is missing.
    NoCounterpart,
    /// The file says that the price was not found: it is unknown.
    PriceNotFound,
    /// The file names no region, and the caller not one of its provider.
    RegionNotTold,
    /// What decides the item, such as the engine of a database, is not told.
    NotTold,
    /// One price where the list has tiers.
    OnePriceOfTiers,
    /// An amount that is taken off, and no price.
    NotAPrice,
}

impl Skip {
    /// The reason in words, to be read after a number of records.
    pub const fn words(self) -> &'static str {
        match self {
            Self::AnotherRegion => "another region",
            Self::NotARegion => "Local Zone, Wavelength Zone or Outpost",
            Self::UnknownType => "type not in the catalogue",
            Self::UnknownProduct => "unknown product",
            Self::UnknownUnit => "unit that cannot be converted",
            Self::Windows => "Windows",
            Self::NotLinux => "not Linux",
            Self::Dedicated => "dedicated tenancy, dedicated host or sole tenancy",
            Self::PreinstalledSoftware => "pre-installed software",
            Self::CapacityReservation => "capacity reservation or capacity block",
            Self::ReservedTerm => "reserved or committed term",
            Self::ReservationTotal => "total of a reservation",
            Self::Spot => "spot or preemptible",
            Self::LowPriority => "low priority",
            Self::CloudServices => "Cloud Services",
            Self::Promotion => "promotion",
            Self::DevTest => "dev/test subscription",
            Self::Custom => "custom machine type",
            Self::AnotherEngine => "another database or cache engine",
            Self::AnotherDeployment => "deployment not in the catalogue",
            Self::SeveralCores => "price of several cores, given by the price of one",
            Self::HalfOfPair => "price of one node of a pair, given by the price of the pair",
            Self::FreeAllowance => "free first tier: an allowance, not a price",
            Self::ZoneTransferNotBilled => "transfer between zones: listed and not billed",
            Self::FreeTierInfrastructure => "infrastructure meter of the free tier",
            Self::Superseded => "superseded by a newer price",
            Self::Ended => "ended",
            Self::NotYet => "begins later",
            Self::TwoPrices => "two prices for one item, neither newer",
            Self::FreeMachine => "machine at a price of 0",
            Self::NoFirstTier => "tier without the first one",
            Self::NoCounterpart => "part of a composed price whose other part is missing",
            Self::PriceNotFound => "price not found: unknown",
            Self::RegionNotTold => "region not told: name one of the provider with --region",
            Self::NotTold => "engine, form or standby not told",
            Self::OnePriceOfTiers => "one price where the list has tiers",
            Self::NotAPrice => "an amount, not a price",
        }
    }
}

impl fmt::Display for Skip {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(self.words())
    }
}

/// Records that were left out for one reason.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Skipped {
    /// How many.
    pub records: u64,
    /// The first three of them, shortened; of Infracost's components the first 500.
    pub examples: Vec<String>,
}

/// Counts what is left out.
#[derive(Clone, Debug)]
pub(super) struct Tally {
    reasons: BTreeMap<Skip, Skipped>,
    /// Most examples of a reason.
    most: usize,
}

impl Default for Tally {
    fn default() -> Self {
        Self::naming(3)
    }
}

impl Tally {
    /// Names so many records of each reason.
    pub(super) const fn naming(most: usize) -> Self {
        Self { reasons: BTreeMap::new(), most }
    }

    /// Counts a record; `example` is asked for only while examples are kept.
    pub(super) fn count(&mut self, reason: Skip, example: impl FnOnce() -> String) {
        let skipped = self.reasons.entry(reason).or_default();
        skipped.records += 1;
        if skipped.examples.len() < self.most {
            skipped.examples.push(shortened(&example(), 100));
        }
    }

    /// The reasons and how often each applied, most often first.
    pub(super) fn summary(&self) -> String {
        let mut reasons: Vec<_> = self.reasons.iter().collect();
        reasons.sort_by_key(|(_, skipped)| std::cmp::Reverse(skipped.records));
        if reasons.is_empty() {
            return "nothing".to_owned();
        }
        let words = reasons.iter().take(5).map(|(reason, skipped)| format!("{} × {reason}", skipped.records));
        words.collect::<Vec<_>>().join(", ")
    }

    pub(super) fn into_map(self) -> BTreeMap<Skip, Skipped> {
        self.reasons
    }
}
