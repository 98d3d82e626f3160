//! Unit prices, with their tiers.

use serde::Serialize;

use super::super::{PriceSheet, table};
use super::{CatalogueError, DataFile, Keys, Provenance, Span};
use crate::engine::units::{UnitPrice, Usd};

/// A part of a quantity that has a price of its own.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Tier {
    /// Begin, in the meter's unit.
    pub from: f64,
    /// End; none stated when absent.
    pub to: Option<f64>,
    /// Price of a unit within the tier.
    pub price: UnitPrice,
}

/// How the tiers of a meter bill.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Tiering {
    /// One price for every unit.
    Flat,
    /// Each part of a quantity at the price of its own tier.
    Graduated,
    /// The size of one instance picks the tier, and the whole quantity bills at its
    /// price. The bounds are sizes in GiB: above `from`, up to `to`.
    Whole,
}

impl Tiering {
    /// The word of price files; nothing for one price.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Flat => "",
            Self::Graduated => "graduated",
            Self::Whole => "whole",
        }
    }
}

/// The price of an item.
#[derive(Clone, Debug, PartialEq)]
pub struct Meter {
    /// What a unit is.
    pub unit: String,
    /// How its tiers bill.
    pub tiering: Tiering,
    /// Tiers in ascending order, without holes; most often one.
    pub tiers: Vec<Tier>,
    /// Where the price comes from.
    pub provenance: Provenance,
    /// Whether it is the user's own, in place of a listed one.
    pub own: bool,
    /// The listed price that an own one takes the place of; none where no list has one.
    pub listed: Option<Box<Meter>>,
}

impl Meter {
    /// What is listed: this meter, or of an own price the one that it stands over.
    pub fn as_listed(&self) -> Option<&Self> {
        if self.own { self.listed.as_deref() } else { Some(self) }
    }

    /// The same, taken out.
    pub(in crate::engine::catalogue) fn into_listed(self) -> Option<Self> {
        if self.own { self.listed.map(|listed| *listed) } else { Some(self) }
    }

    /// The price of the first tier.
    pub fn first_price(&self) -> UnitPrice {
        self.tiers[0].price
    }

    /// The price of a unit for an instance of this size; `None` above the last stated end.
    pub fn price_of_size(&self, size: f64) -> Option<UnitPrice> {
        match self.tiering {
            Tiering::Flat | Tiering::Graduated => Some(self.first_price()),
            Tiering::Whole => {
                self.tiers.iter().find(|tier| tier.to.is_none_or(|to| size <= to)).map(|tier| tier.price)
            }
        }
    }

    /// What a quantity costs: each part at the price of its tier. `None` when a
    /// part lies above the last stated end, where nobody names a price, and where
    /// the price hangs on the size of an instance.
    pub fn cost(&self, quantity: f64) -> Option<Usd> {
        let covered = self.tiers.last().and_then(|tier| tier.to).is_none_or(|end| quantity <= end);
        (covered && self.tiering != Tiering::Whole)
            .then(|| self.parts(quantity).map(|(amount, price)| price.times(amount)).sum())
    }

    /// The parts of a quantity and the price of each.
    pub fn parts(&self, quantity: f64) -> impl Iterator<Item = (f64, UnitPrice)> {
        self.parts_after(0.0, quantity)
    }

    /// The parts of a quantity that comes after another of the same meter, and the price of each.
    pub fn parts_after(&self, before: f64, quantity: f64) -> impl Iterator<Item = (f64, UnitPrice)> {
        let (begin, end) = (before, before + quantity);
        let last = self.tiers.len() - 1;
        self.tiers.iter().enumerate().filter_map(move |(at, tier)| {
            let to = tier.to.unwrap_or(f64::INFINITY);
            // Within one tier the quantity is kept as it is: (a + b) − a may differ from b.
            let is_within = begin >= tier.from && end <= to;
            let part = if is_within { quantity } else { end.min(to) - begin.max(tier.from) };
            // A quantity of 0 lies in the tier in which it would begin.
            let holds_nothing = quantity <= 0.0 && begin >= tier.from && (begin < to || at == last);
            (part > 0.0 || holds_nothing).then_some((part.max(0.0), tier.price))
        })
    }

    /// How much of the meter has a price: the last stated end.
    pub fn priced_up_to(&self) -> f64 {
        self.tiers.last().and_then(|tier| tier.to).unwrap_or(f64::INFINITY)
    }
}

const COLUMNS: &[&str] = &[
    "service",
    "item",
    "unit",
    "tiering",
    "tier_from",
    "tier_to",
    "usd_per_unit",
    "as_of",
    "method",
    "source",
];

/// Reads the price file of one scope.
pub(super) fn read_sheet(
    file: &DataFile<'_>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) -> PriceSheet {
    let mut sheet = PriceSheet::default();
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let terms = Terms::read(row)?;
        let key = (terms.service.clone(), terms.item.clone(), terms.tier.from.to_bits());
        keys.next(key, row.file(), row.line())?;
        dates.see(&terms.provenance);
        sheet.add(terms, Place { file: file.path, line: row.line() })
    });
    sheet
}

/// Where a row stands.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) file: &'a str,
    pub(super) line: u64,
}

/// What a row says of a price.
pub(super) struct Terms {
    pub(super) service: String,
    pub(super) item: String,
    pub(super) unit: String,
    pub(super) tiering: Tiering,
    pub(super) provenance: Provenance,
    pub(super) tier: Tier,
    /// Whether the row names a tier.
    pub(super) is_tiered: bool,
}

const TIERINGS: &[(&str, Tiering)] =
    &[("", Tiering::Flat), ("graduated", Tiering::Graduated), ("whole", Tiering::Whole)];

impl Terms {
    pub(super) fn read(row: &table::Row<'_>) -> Result<Self, CatalogueError> {
        let tiering = row.choice("tiering", TIERINGS)?;
        let (from, to) = (row.maybe_size("tier_from")?, row.maybe_size("tier_to")?);
        if tiering == Tiering::Flat && (from.is_some() || to.is_some()) {
            return Err(row.fault("tiering", "graduated or whole, as the row has a tier"));
        }
        if tiering != Tiering::Flat && from.is_none() {
            return Err(row.fault("tier_from", "a number, as the row has a tiering"));
        }
        let begin = from.unwrap_or(0.0);
        if to.is_some_and(|to| to <= begin) {
            return Err(row.fault("tier_to", "more than tier_from, or nothing"));
        }
        let price = UnitPrice::new(row.size("usd_per_unit")?)
            .map_err(|_| row.fault("usd_per_unit", "a number from 0 to 1000000"))?;
        Ok(Self {
            service: row.filled("service")?,
            item: row.filled("item")?,
            unit: row.filled("unit")?,
            tiering,
            provenance: row.provenance()?,
            tier: Tier { from: begin, to, price },
            is_tiered: from.is_some(),
        })
    }
}

impl PriceSheet {
    /// Adds a tier to its meter; the tiers of a meter come in order, without holes.
    pub(super) fn add(&mut self, terms: Terms, place: Place<'_>) -> Result<(), CatalogueError> {
        let Terms { service, item, unit, tiering, provenance, tier, .. } = terms;
        let (file, line) = (place.file.to_owned(), place.line);
        let cell = |column, found: &str, allowed: &str| CatalogueError::Cell {
            file: place.file.to_owned(),
            line,
            column,
            found: found.to_owned(),
            allowed: format!("{allowed}, as in the tier before"),
        };
        let items = self.services.entry(service).or_default();
        match items.get_mut(&item) {
            None if tier.from > 0.0 => {
                Err(CatalogueError::Tiers { file, line, item, from: tier.from, end: 0.0 })
            }
            None => {
                let tiers = vec![tier];
                let (own, listed) = (false, None);
                items.insert(item, Meter { unit, tiering, tiers, provenance, own, listed });
                Ok(())
            }
            Some(meter) if meter.unit != unit => Err(cell("unit", &unit, &meter.unit)),
            Some(meter) if meter.tiering != tiering => {
                Err(cell("tiering", tiering.word(), meter.tiering.word()))
            }
            Some(meter) => {
                let end = meter.tiers.last().and_then(|tier| tier.to).unwrap_or(f64::INFINITY);
                // Edges are copied from one source, so a hole or an overlap shows as any difference.
                if end.to_bits() != tier.from.to_bits() {
                    return Err(CatalogueError::Tiers { file, line, item, from: tier.from, end });
                }
                meter.tiers.push(tier);
                Ok(())
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meter(text: &str) -> (PriceSheet, Vec<CatalogueError>) {
        let text = format!("{}\n{text}", COLUMNS.join(","));
        let mut faults = Vec::new();
        let file = DataFile { path: "prices/aws/x.csv", text: &text };
        (read_sheet(&file, &mut Span::default(), &mut faults), faults)
    }

    #[test]
    fn graduated_tiers_price_each_part_at_its_own_rate() {
        let (sheet, faults) =
            meter("t,out,GB,graduated,0,100,0.09,2025,feed,x\nt,out,GB,graduated,100,,0.05,2025,feed,x\n");
        assert!(faults.is_empty(), "{faults:?}");
        let out = sheet.meter("t", "out").expect("priced");
        assert_eq!(out.cost(100.0), Some(Usd::from_dollars(9.0)));
        assert_eq!(out.cost(150.0), Some(Usd::from_dollars(11.5)));
        assert_eq!(out.cost(0.0), Some(Usd::ZERO));
    }

    #[test]
    fn above_the_last_stated_end_there_is_no_price() {
        let (sheet, _) = meter("t,out,GB,graduated,0,100,0.09,2025,feed,x\n");
        let out = sheet.meter("t", "out").expect("priced");
        assert_eq!(out.cost(100.0), Some(Usd::from_dollars(9.0)));
        assert_eq!(out.cost(100.1), None);
    }

    #[test]
    fn a_whole_meter_bills_everything_at_the_tier_of_the_size() {
        let text = "r,capacity,GiB-hour,whole,0,4,0.09,2025,feed,x\nr,capacity,GiB-hour,whole,4,10,0.064,2025,feed,x\n";
        let (sheet, faults) = meter(text);
        assert!(faults.is_empty(), "{faults:?}");
        let capacity = sheet.meter("r", "capacity").expect("priced");
        let price = |size| capacity.price_of_size(size).map(UnitPrice::usd);
        assert_eq!((price(4.0), price(5.0), price(10.5)), (Some(0.09), Some(0.064), None));
        assert_eq!(capacity.cost(100.0), None, "the price hangs on a size, not on the quantity");
    }

    #[test]
    fn faults_name_file_line_and_column() {
        for (text, part) in [
            ("t,out,GB,graduated,0,100,-1,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,graduated,0,100,NaN,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,graduated,0,100,1e999,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,,,,1,2025,feed,\n", "column source"),
            ("t,out,GB,,,,1,someday,feed,x\n", "column as_of"),
            ("t,out,GB,,,,1,2025,rumour,x\n", "column method"),
            ("t,out,GB,,,,1,2025,feed,x\nt,out,GB,,,,2,2025,feed,x\n", "a second row"),
            ("t,out,GB,,,,1,2025,feed,x\nt,in,GB,,,,2,2025,feed,x\n", "sorted by key"),
            (
                "t,out,GB,graduated,0,100,1,2025,feed,x\nt,out,GB,graduated,90,,1,2025,feed,x\n",
                "the one before ends at 100",
            ),
            (
                "t,out,GB,graduated,0,100,1,2025,feed,x\nt,out,GB,graduated,110,,1,2025,feed,x\n",
                "the one before ends at 100",
            ),
            ("t,out,GB,graduated,5,100,1,2025,feed,x\n", "begins at 5"),
            ("t,out,GB,steps,0,100,1,2025,feed,x\n", "column tiering"),
            ("t,out,GB,,0,100,1,2025,feed,x\n", "graduated or whole"),
            ("t,out,GB,graduated,,100,1,2025,feed,x\n", "column tier_from"),
            (
                "t,out,GB,whole,0,1,1,2025,feed,x\nt,out,GB,graduated,1,,1,2025,feed,x\n",
                "as in the tier before",
            ),
            ("t,out,GB,graduated,0,1,2025,feed,x\n", "line 2"),
        ] {
            let (_, faults) = meter(text);
            assert!(faults.iter().any(|fault| fault.to_string().contains(part)), "{text}: {faults:?}");
        }
    }
}
