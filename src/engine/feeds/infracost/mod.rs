//! Infracost's JSON: the cost components of Terraform resources, one resource at a time.
//!
//! Infracost names no region, so the caller names one of each provider. A resource of this
//! program's own export carries its price list's entry, which is taken as it is.

mod aws;
mod azure;
mod form;
mod gcp;
mod own;
mod target;
mod walk;

use std::collections::BTreeMap;
use std::io::BufRead;

use super::error::{cited, shown};
use super::intake::day_of;
use super::json::read_all;
use super::skip::Tally;
use super::{CURRENCY, FeedError, FeedKind, Import, Skip, Wanted};
use crate::engine::catalogue::{Date, Method, Provider, SheetRow, Tiering};
use crate::engine::units::UnitPrice;
use form::{Component, Resource};
use target::{Around, Target};

/// Most prices that are kept of a file.
const MOST_PRICES: usize = 200_000;
/// Most components that are named for each reason; the others are counted.
const MOST_NAMED: usize = 500;
/// What discounts of this program's own export are called: an amount, not a price.
const DISCOUNTS: &str = "Discounts";

/// Reads the output of `infracost breakdown --format json`.
pub(super) fn read(name: &str, feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let mut state = State {
        name,
        wanted,
        tally: Tally::naming(MOST_NAMED),
        found: BTreeMap::new(),
        currency: None,
        day: None,
        fault: None,
    };
    read_all(name, feed, &mut state)?;
    state.finish()
}

/// What was read so far.
struct State<'a> {
    name: &'a str,
    wanted: &'a Wanted<'a>,
    tally: Tally,
    found: BTreeMap<Key, Found>,
    currency: Option<String>,
    day: Option<Date>,
    fault: Option<FeedError>,
}

/// Provider, region, service and item of a price.
type Key = (Provider, String, String, String);

/// A price, and the components that have it.
struct Found {
    rows: Vec<SheetRow>,
    /// Whether the day of the file is the day of the price.
    is_of_file: bool,
    records: u64,
    /// Who says another price.
    clashes: Vec<String>,
}

impl State<'_> {
    /// Takes in a resource with all that is in it.
    fn take(&mut self, resource: &Resource) -> Result<(), FeedError> {
        let kind = resource.kind();
        self.take_parts(resource, &kind, resource)
    }

    fn take_parts(&mut self, top: &Resource, kind: &str, part: &Resource) -> Result<(), FeedError> {
        if let Some(price) = part.metadata.0.as_ref().and_then(|metadata| metadata.zoneplan_price.as_ref()) {
            return self.take_own(top, price);
        }
        for component in &part.cost_components.0 {
            let told = || format!("{} {}", shown(&top.name), shown(&component.name));
            let around =
                Around { kind, address: &top.name, part, component, catalogue: self.wanted.catalogue };
            match self.price(&around)? {
                Ok(row) => self.keep(vec![row], true, told())?,
                Err(reason) => self.tally.count(reason, told),
            }
        }
        // The reader of JSON stops where anything nests deeper than a feed does.
        part.subresources.0.iter().try_for_each(|inner| self.take_parts(top, kind, inner))
    }

    /// The row of a component, or why there is none.
    fn price(&self, around: &Around<'_>) -> Result<Result<SheetRow, Skip>, FeedError> {
        let component = around.component;
        if *component.name == *DISCOUNTS {
            return Ok(Err(Skip::NotAPrice));
        }
        if component.price_not_found == Some(true) || component.price.is_empty() {
            return Ok(Err(Skip::PriceNotFound));
        }
        let target = match target::target(around) {
            Ok(target) => target,
            Err(reason) => return Ok(Err(reason)),
        };
        let Some(region) = self.region(target.provider) else { return Ok(Err(Skip::RegionNotTold)) };
        if let Err(reason) = self.check_listed(&target) {
            return Ok(Err(reason));
        }
        let usd = self.usd(around.address, component)? / target.units;
        let method = if (target.units - 1.0).abs() > 0.0 { Method::Derived } else { Method::Feed };
        Ok(Ok(SheetRow {
            provider: target.provider,
            region,
            service: target.service.to_owned(),
            item: target.item,
            unit: target.unit.to_owned(),
            tiering: Tiering::Flat,
            tier_from: None,
            tier_to: None,
            usd_per_unit: usd,
            as_of: None,
            method,
            source: cited(&format!("Infracost, {}", shown(around.address))),
            line: None,
        }))
    }

    /// The one region that the caller names of a provider.
    fn region(&self, provider: Provider) -> Option<String> {
        let known = |name: &&String| self.wanted.catalogue.region(provider, name).is_some();
        let mut named = self.wanted.regions.iter().filter(known);
        let region = named.next()?;
        named.next().is_none().then(|| region.clone())
    }

    /// Whether the catalogue's lists have the item, at one price. A catalogue without lists cannot tell.
    fn check_listed(&self, target: &Target) -> Result<(), Skip> {
        let catalogue = self.wanted.catalogue;
        if catalogue.sheets().next().is_none() {
            return Ok(());
        }
        let meter = catalogue.any_meter(target.provider, target.service, &target.item);
        match meter.and_then(|meter| meter.as_listed()) {
            None => Err(Skip::UnknownProduct),
            Some(listed) if listed.unit != target.unit => Err(Skip::UnknownUnit),
            Some(listed) if listed.tiering != Tiering::Flat => Err(Skip::OnePriceOfTiers),
            Some(_) => Ok(()),
        }
    }

    /// The price of a unit: a text with a number in it.
    fn usd(&self, address: &str, component: &Component) -> Result<f64, FeedError> {
        let number = component.price.parse::<f64>().ok();
        let price = number.and_then(|number| UnitPrice::new(number).ok());
        price.map(UnitPrice::usd).ok_or_else(|| FeedError::Value {
            file: self.name.to_owned(),
            place: format!("{}, {}", shown(address), shown(&component.name)),
            field: "price".to_owned(),
            found: shown(&component.price),
            allowed: "a number of at least 0, as a text".to_owned(),
        })
    }

    /// The day of the prices: the caller's, or the file's, which stands at its end.
    fn day(&self) -> Result<Date, FeedError> {
        self.wanted.as_of.or(self.day).ok_or_else(|| FeedError::Value {
            file: self.name.to_owned(),
            place: "the document".to_owned(),
            field: "timeGenerated".to_owned(),
            found: "none".to_owned(),
            allowed: "a date such as 2026-01-31T00:00:00Z, or a day that you name".to_owned(),
        })
    }

    /// Keeps a price. Another one for the same item is no price for either.
    fn keep(&mut self, rows: Vec<SheetRow>, is_of_file: bool, told: String) -> Result<(), FeedError> {
        let Some(first) = rows.first() else { return Ok(()) };
        let key = (first.provider, first.region.clone(), first.service.clone(), first.item.clone());
        if let Some(found) = self.found.get_mut(&key) {
            if same(&found.rows, &rows) {
                found.records += 1;
            } else {
                found.clashes.push(told);
            }
            return Ok(());
        }
        if self.found.len() >= MOST_PRICES {
            return Err(FeedError::TooMuch {
                file: self.name.to_owned(),
                place: told,
                what: "more prices".to_owned(),
                allowed: format!("at most {MOST_PRICES} in a file"),
            });
        }
        self.found.insert(key, Found { rows, is_of_file, records: 1, clashes: Vec::new() });
        Ok(())
    }

    fn finish(mut self) -> Result<Import, FeedError> {
        let (mut rows, mut understood) = (Vec::new(), 0);
        for ((_, _, _, item), found) in std::mem::take(&mut self.found) {
            if found.clashes.is_empty() {
                understood += found.records;
                let day = if found.is_of_file { Some(self.day()?) } else { None };
                rows.extend(found.rows.into_iter().map(|row| SheetRow { as_of: day.or(row.as_of), ..row }));
                continue;
            }
            for _ in 0..found.records {
                self.tally.count(Skip::TwoPrices, || item.clone());
            }
            for told in found.clashes {
                self.tally.count(Skip::TwoPrices, || told);
            }
        }
        if rows.is_empty() {
            let wanted = if self.wanted.regions.is_empty() {
                "any item of the catalogue".to_owned()
            } else {
                self.wanted.regions.join(", ")
            };
            return Err(FeedError::Nothing {
                file: self.name.to_owned(),
                wanted,
                found: "no region, as Infracost names none: say it with --region".to_owned(),
                skipped: self.tally.summary(),
            });
        }
        if self.currency.is_none() {
            return Err(self.currency_fault("none"));
        }
        rows.sort_by(SheetRow::order);
        Ok(Import {
            kind: FeedKind::Infracost,
            rows,
            understood,
            skipped: self.tally.into_map(),
            currency: CURRENCY,
            published: self.day,
            goes_on: false,
        })
    }

    fn currency_fault(&self, found: &str) -> FeedError {
        FeedError::Value {
            file: self.name.to_owned(),
            place: "the document".to_owned(),
            field: "currency".to_owned(),
            found: shown(found),
            allowed: CURRENCY.to_owned(),
        }
    }

    fn see_currency(&mut self, found: &str) -> Result<(), FeedError> {
        if found != CURRENCY {
            return Err(self.currency_fault(found));
        }
        self.currency = Some(found.to_owned());
        Ok(())
    }

    fn see_time(&mut self, text: &str) -> Result<(), FeedError> {
        let day = day_of(text).ok_or_else(|| FeedError::Value {
            file: self.name.to_owned(),
            place: "the document".to_owned(),
            field: "timeGenerated".to_owned(),
            found: shown(text),
            allowed: "a date such as 2026-01-31T00:00:00Z".to_owned(),
        })?;
        self.day = Some(day);
        Ok(())
    }
}

/// Whether two prices are the same, tier by tier.
fn same(a: &[SheetRow], b: &[SheetRow]) -> bool {
    let bits = |number: Option<f64>| number.map(f64::to_bits);
    let figures = |row: &SheetRow| {
        (row.unit.clone(), row.tiering, bits(row.tier_from), bits(row.tier_to), row.usd_per_unit.to_bits())
    };
    a.iter().map(figures).eq(b.iter().map(figures))
}
