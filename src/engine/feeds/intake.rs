//! Where readers hand in prices: filters regions, judges dates, forms tiers.

use std::collections::{BTreeMap, BTreeSet};

use super::error::{cited, shown};
use super::judge::Priced;
use super::skip::Tally;
use super::{CURRENCY, FeedError, FeedKind, Import, Skip, Wanted};
use crate::engine::catalogue::{Date, Host, InstanceType, Provider, SheetRow, Tiering};
use crate::engine::text::{PLAIN, is_plain};
use crate::engine::units::UnitPrice;

/// Most prices that are kept of a feed. A region has a few thousand items.
const MOST_PRICES: usize = 200_000;

/// Most regions that an error message can name.
const MOST_REGIONS: usize = 200;

/// Service of prices that only serve to compose others.
pub(super) const PART: &str = "part";

/// A price as a feed has it.
pub(super) struct Offer<'a> {
    /// Region, multi-region or `global`.
    pub scope: &'a str,
    pub service: &'static str,
    pub item: String,
    pub unit: &'static str,
    /// What tells meters of one item apart.
    pub sku: &'a str,
    /// Line or SKU, for messages.
    pub place: String,
    /// Begin of the tier.
    pub from: f64,
    /// End of the tier, where the feed states ends.
    pub to: Edge,
    pub usd: f64,
    /// Date of the figure, where the feed dates each price.
    pub day: Option<Date>,
    /// First day on which the price applies, where others of the same SKU may follow.
    pub start: Option<Date>,
    /// Last day on which it applies.
    pub end: Option<Date>,
}

/// The upper end of a tier.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Edge {
    /// Where the next tier begins.
    Next,
    /// The feed states it.
    At(f64),
    /// The feed states that there is none.
    Open,
}

/// A price that was kept.
pub(super) struct Kept {
    pub unit: &'static str,
    pub place: String,
    pub from: f64,
    pub to: Edge,
    pub usd: f64,
    pub day: Option<Date>,
    pub start: Option<Date>,
    pub end: Option<Date>,
}

/// Prices of one item by SKU.
pub(super) type Skus = BTreeMap<String, Vec<Kept>>;

/// Takes in what a reader finds.
pub(super) struct Intake<'a> {
    pub name: &'a str,
    provider: Provider,
    pub(super) wanted: &'a Wanted<'a>,
    pub tally: Tally,
    regions: BTreeSet<String>,
    pub(super) items: BTreeMap<(String, &'static str, String), Skus>,
    n_kept: usize,
    pub(super) understood: u64,
    pub(super) newest_start: Option<Date>,
    newest_day: Option<Date>,
    /// Set where a visitor of the JSON reader cannot return it.
    pub fault: Option<FeedError>,
}

impl<'a> Intake<'a> {
    pub(super) fn new(name: &'a str, provider: Provider, wanted: &'a Wanted<'a>) -> Self {
        Self {
            name,
            provider,
            wanted,
            tally: Tally::default(),
            regions: BTreeSet::new(),
            items: BTreeMap::new(),
            n_kept: 0,
            understood: 0,
            newest_start: None,
            newest_day: None,
            fault: None,
        }
    }

    /// Whether prices of this region are wanted.
    pub(super) fn wants(&mut self, region: &str) -> bool {
        if !self.regions.contains(region) && self.regions.len() < MOST_REGIONS {
            self.regions.insert(shown(region));
        }
        if self.wanted.regions.is_empty() {
            self.wanted.catalogue.region(self.provider, region).is_some()
        } else {
            self.wanted.regions.iter().any(|wanted| wanted == region)
        }
    }

    /// Whether the catalogue knows the region.
    pub(super) fn knows(&self, region: &str) -> bool {
        self.wanted.catalogue.region(self.provider, region).is_some()
    }

    /// Whether the catalogue has the machine type.
    pub(super) fn has_type(&self, name: &str) -> bool {
        self.host().is_some_and(|host| self.wanted.catalogue.types(host).contains_key(name))
    }

    /// The machine types of the catalogue, of the feed's provider.
    pub(super) fn types(&self) -> impl Iterator<Item = &'a InstanceType> + use<'a> {
        let types = self.host().map(|host| self.wanted.catalogue.types(host));
        types.into_iter().flat_map(|types| types.values())
    }

    fn host(&self) -> Option<Host> {
        Host::of(self.provider)
    }

    /// The day that the caller judges prices on.
    pub(super) const fn as_of(&self) -> Option<Date> {
        self.wanted.as_of
    }

    /// Keeps a price.
    pub(super) fn take(&mut self, offer: Offer<'_>) -> Result<(), FeedError> {
        let Offer { scope, service, item, unit, sku, place, from, to, usd, day, start, end } = offer;
        let number = |field: &str, number: f64| FeedError::Value {
            file: self.name.to_owned(),
            place: place.clone(),
            field: field.to_owned(),
            found: number.to_string(),
            allowed: "a finite number of at least 0".to_owned(),
        };
        if !is_plain(&item) {
            return Err(FeedError::Value {
                file: self.name.to_owned(),
                place,
                field: "name".to_owned(),
                found: shown(&item),
                allowed: PLAIN.to_owned(),
            });
        }
        UnitPrice::new(usd).map_err(|_| number("price", usd))?;
        UnitPrice::new(from).map_err(|_| number("begin of the tier", from))?;
        if let Edge::At(to) = to
            && (!to.is_finite() || to <= from)
        {
            return Err(FeedError::Value {
                file: self.name.to_owned(),
                place,
                field: "end of the tier".to_owned(),
                found: to.to_string(),
                allowed: format!("a finite number above {from}"),
            });
        }
        if self.n_kept >= MOST_PRICES {
            return Err(FeedError::TooMuch {
                file: self.name.to_owned(),
                place,
                what: "more prices".to_owned(),
                allowed: format!("at most {MOST_PRICES} in a feed; ask for fewer regions"),
            });
        }
        self.n_kept += 1;
        self.newest_start = self.newest_start.max(start);
        self.newest_day = self.newest_day.max(day);
        let kept = Kept { unit, place, from, to, usd, day, start, end };
        let skus = self.items.entry((scope.to_owned(), service, item)).or_default();
        skus.entry(sku.to_owned()).or_default().push(kept);
        Ok(())
    }

    /// The import, once every item has its price. `day_of` gives a price's date.
    pub(super) fn finish(
        mut self,
        kind: FeedKind,
        priced: Vec<Priced>,
        published: Option<Date>,
        goes_on: bool,
        day_of: impl Fn(&Priced) -> Option<Date>,
    ) -> Result<Import, FeedError> {
        let mut rows = Vec::with_capacity(priced.len());
        let machines = self.host().map(Host::compute_service);
        for priced in priced {
            if Some(priced.service) == machines && priced.steps.iter().all(|step| step.usd <= 0.0) {
                self.unused(Skip::FreeMachine, || format!("{} in {}", priced.item, priced.scope));
                continue;
            }
            let as_of = day_of(&priced).ok_or_else(|| FeedError::Value {
                file: self.name.to_owned(),
                place: priced.source.clone(),
                field: "date".to_owned(),
                found: "none".to_owned(),
                allowed: "a date in the feed, or a day that you name".to_owned(),
            })?;
            for step in &priced.steps {
                let usd_per_unit = UnitPrice::new(step.usd).map_err(|_| FeedError::Value {
                    file: self.name.to_owned(),
                    place: priced.source.clone(),
                    field: priced.item.clone(),
                    found: step.usd.to_string(),
                    allowed: "a finite price of at least 0".to_owned(),
                })?;
                let tiered = priced.tiering != Tiering::Flat;
                rows.push(SheetRow {
                    provider: self.provider,
                    region: priced.scope.clone(),
                    service: priced.service.to_owned(),
                    item: priced.item.clone(),
                    unit: priced.unit.to_owned(),
                    tiering: priced.tiering,
                    tier_from: tiered.then_some(step.from),
                    tier_to: step.to.filter(|_| tiered),
                    usd_per_unit: usd_per_unit.usd(),
                    as_of: Some(as_of),
                    method: priced.method,
                    source: cited(&priced.source),
                    line: None,
                });
            }
        }
        if rows.is_empty() {
            return Err(self.nothing());
        }
        rows.sort_by(SheetRow::order);
        let tally = std::mem::take(&mut self.tally);
        Ok(Import {
            kind,
            rows,
            understood: self.understood,
            skipped: tally.into_map(),
            currency: CURRENCY,
            published: published.or(self.newest_day),
            goes_on,
        })
    }

    /// Counts parts of a composed price that went into no row.
    pub(super) fn unused(&mut self, reason: Skip, example: impl FnOnce() -> String) {
        self.understood = self.understood.saturating_sub(1);
        self.tally.count(reason, example);
    }

    fn nothing(&self) -> FeedError {
        let wanted = match self.wanted.regions {
            [] => format!("any {} region of the catalogue", self.provider.title()),
            some => some.join(", "),
        };
        let mut regions: Vec<&str> = self.regions.iter().map(String::as_str).take(40).collect();
        if regions.is_empty() {
            regions.push("no region");
        }
        FeedError::Nothing {
            file: self.name.to_owned(),
            wanted,
            found: regions.join(", "),
            skipped: self.tally.summary(),
        }
    }
}

/// The day of a date with a time, such as `2025-12-05T20:54:57Z`.
pub(super) fn day_of(text: &str) -> Option<Date> {
    Date::parse(text.get(..10)?)
}
