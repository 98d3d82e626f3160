//! Unit prices, with their tiers.

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

/// The price of an item: graduated tiers, most often one.
#[derive(Clone, Debug, PartialEq)]
pub struct Meter {
    /// What a unit is.
    pub unit: String,
    /// Tiers in ascending order, without holes.
    pub tiers: Vec<Tier>,
    /// Where the price comes from.
    pub provenance: Provenance,
}

impl Meter {
    /// The price of the first tier.
    pub fn first_price(&self) -> UnitPrice {
        self.tiers[0].price
    }

    /// What a quantity costs: each part at the price of its tier. `None` when a
    /// part lies above the last stated end, where nobody names a price.
    pub fn cost(&self, quantity: f64) -> Option<Usd> {
        let covered = self.tiers.last().and_then(|tier| tier.to).is_none_or(|end| quantity <= end);
        covered.then(|| self.parts(quantity).map(|(amount, price)| price.times(amount)).sum())
    }

    /// The parts of a quantity and the price of each.
    pub fn parts(&self, quantity: f64) -> impl Iterator<Item = (f64, UnitPrice)> {
        self.tiers.iter().filter(move |tier| tier.from < quantity || tier.from == 0.0).map(move |tier| {
            let end = tier.to.map_or(quantity, |end| end.min(quantity));
            ((end - tier.from).max(0.0), tier.price)
        })
    }
}

const COLUMNS: &[&str] =
    &["service", "item", "unit", "tier_from", "tier_to", "usd_per_unit", "as_of", "method", "source"];

pub(super) fn read_sheet(
    file: &DataFile<'_>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) -> PriceSheet {
    let mut sheet = PriceSheet::default();
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let (service, item, unit) = (row.filled("service")?, row.filled("item")?, row.filled("unit")?);
        let from = row.maybe_size("tier_from")?.unwrap_or(0.0);
        let to = row.maybe_size("tier_to")?;
        keys.next((service.clone(), item.clone(), from.to_bits()), row.file(), row.line())?;
        let price = UnitPrice::new(row.size("usd_per_unit")?)
            .map_err(|_| row.fault("usd_per_unit", "a number of at least 0"))?;
        if to.is_some_and(|to| to <= from) {
            return Err(row.fault("tier_to", "more than tier_from, or nothing"));
        }
        let provenance = row.provenance()?;
        dates.see(&provenance);
        let items = sheet.services.entry(service).or_default();
        let tier = Tier { from, to, price };
        match items.get_mut(&item) {
            None if from > 0.0 => {
                Err(CatalogueError::Tiers { file: row.file(), line: row.line(), item, from, end: 0.0 })
            }
            None => {
                items.insert(item, Meter { unit, tiers: vec![tier], provenance });
                Ok(())
            }
            Some(meter) if meter.unit != unit => Err(row.fault("unit", meter.unit.clone())),
            Some(meter) => {
                let end = meter.tiers.last().and_then(|tier| tier.to).unwrap_or(f64::INFINITY);
                // Edges are copied from one source, so a hole or an overlap shows as any difference.
                if end.to_bits() != from.to_bits() {
                    return Err(CatalogueError::Tiers {
                        file: row.file(),
                        line: row.line(),
                        item,
                        from,
                        end,
                    });
                }
                meter.tiers.push(tier);
                Ok(())
            }
        }
    });
    sheet
}

const ALLOWANCE_COLUMNS: &[&str] =
    &["provider", "service", "item", "amount", "unit", "period", "scope", "as_of", "method", "source"];

/// Checks the free amounts. A plan leaves them out unless it asks for them, and
/// none of the present lines has one that it could ask for.
pub(super) fn read_allowances(file: &DataFile<'_>, dates: &mut Span, faults: &mut Vec<CatalogueError>) {
    table::read(file, ALLOWANCE_COLUMNS, faults, |row| {
        row.filled("provider")?;
        row.filled("service")?;
        row.filled("item")?;
        row.size("amount")?;
        row.filled("unit")?;
        row.filled("period")?;
        row.filled("scope")?;
        dates.see(&row.provenance()?);
        Ok(())
    });
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
        let (sheet, faults) = meter("t,out,GB,0,100,0.09,2025,feed,x\nt,out,GB,100,,0.05,2025,feed,x\n");
        assert!(faults.is_empty(), "{faults:?}");
        let out = sheet.meter("t", "out").expect("priced");
        assert_eq!(out.cost(100.0), Some(Usd::from_dollars(9.0)));
        assert_eq!(out.cost(150.0), Some(Usd::from_dollars(11.5)));
        assert_eq!(out.cost(0.0), Some(Usd::ZERO));
    }

    #[test]
    fn above_the_last_stated_end_there_is_no_price() {
        let (sheet, _) = meter("t,out,GB,0,100,0.09,2025,feed,x\n");
        let out = sheet.meter("t", "out").expect("priced");
        assert_eq!(out.cost(100.0), Some(Usd::from_dollars(9.0)));
        assert_eq!(out.cost(100.1), None);
    }

    #[test]
    fn faults_name_file_line_and_column() {
        for (text, part) in [
            ("t,out,GB,0,100,-1,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,0,100,NaN,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,0,100,1e999,2025,feed,x\n", "line 2, column usd_per_unit"),
            ("t,out,GB,,,1,2025,feed,\n", "column source"),
            ("t,out,GB,,,1,someday,feed,x\n", "column as_of"),
            ("t,out,GB,,,1,2025,rumour,x\n", "column method"),
            ("t,out,GB,,,1,2025,feed,x\nt,out,GB,,,2,2025,feed,x\n", "a second row"),
            ("t,out,GB,,,1,2025,feed,x\nt,in,GB,,,2,2025,feed,x\n", "sorted by key"),
            ("t,out,GB,0,100,1,2025,feed,x\nt,out,GB,90,,1,2025,feed,x\n", "the one before ends at 100"),
            ("t,out,GB,0,100,1,2025,feed,x\nt,out,GB,110,,1,2025,feed,x\n", "the one before ends at 100"),
            ("t,out,GB,5,100,1,2025,feed,x\n", "begins at 5"),
            ("t,out,GB,0,1,2025,feed,x\n", "line 2"),
        ] {
            let (_, faults) = meter(text);
            assert!(faults.iter().any(|fault| fault.to_string().contains(part)), "{text}: {faults:?}");
        }
    }
}
