//! Price sheets: prices of any provider and place in one file, as users write them and
//! imports make them.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::super::{Catalogue, PriceSheet, table};
use super::place::{Host, Provider, Scope};
use super::price::{Place, Terms, Tier, Tiering};
use super::{CatalogueError, DataFile, Date, Provenance, Span};
use crate::engine::catalogue::Method;
use crate::engine::text::{PLAIN, is_plain};
use crate::engine::units::UnitPrice;

/// The columns of a price sheet.
pub const SHEET_COLUMNS: &[&str] = &[
    "provider",
    "region",
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

/// Rows that a sheet may have: several times what the program ships with.
const MOST_ROWS: usize = 200_000;

/// A row of a price sheet: one tier of one price.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SheetRow {
    /// Whose price it is.
    pub provider: Provider,
    /// A region, a multi-region, or `global`.
    pub region: String,
    /// Service, as the catalogue names it.
    pub service: String,
    /// Item, as the catalogue names it.
    pub item: String,
    /// What a unit is.
    pub unit: String,
    /// How the tiers of the item bill.
    pub tiering: Tiering,
    /// Begin of the tier; none without tiers.
    pub tier_from: Option<f64>,
    /// End of the tier; none without tiers, or where no end is stated.
    pub tier_to: Option<f64>,
    /// Price of a unit in USD: finite, at least 0.
    pub usd_per_unit: f64,
    /// Date of the figure.
    #[serde(serialize_with = "date_or_undated")]
    pub as_of: Option<Date>,
    /// How it was had.
    pub method: Method,
    /// Who says so.
    pub source: String,
    /// Line of the sheet, counted from 1; none where it comes from no sheet.
    #[serde(skip)]
    pub line: Option<u64>,
}

fn date_or_undated<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date_text(*date))
}

/// A date, or the word for none.
fn date_text(date: Option<Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}

impl SheetRow {
    /// The price that the row belongs to: provider, region, service, item.
    pub fn key(&self) -> (Provider, &str, &str, &str) {
        (self.provider, &self.region, &self.service, &self.item)
    }

    /// Where the tier begins; 0 without tiers.
    pub fn from(&self) -> f64 {
        self.tier_from.unwrap_or(0.0)
    }

    /// The order of price sheets: by key, then by tier.
    pub fn order(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key()).then(self.from().total_cmp(&other.from()))
    }

    /// The date as sheets print it.
    pub fn as_of_text(&self) -> String {
        date_text(self.as_of)
    }
}

/// Reads a price sheet. Rows may stand in any order; a row with a fault is left out.
/// The tiers of a price are not looked at here: see [`super::super::Catalogue::overlay`].
pub fn read_price_sheet(file: &DataFile<'_>) -> (Vec<SheetRow>, Vec<CatalogueError>) {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    table::read(file, SHEET_COLUMNS, &mut faults, |row| {
        if rows.len() == MOST_ROWS {
            return Err(CatalogueError::TooLong { file: row.file(), line: row.line(), most: MOST_ROWS });
        }
        rows.push(sheet_row(row)?);
        Ok(())
    });
    (rows, faults)
}

/// A text that no spreadsheet takes for a formula.
fn plain(row: &table::Row<'_>, column: &'static str) -> Result<String, CatalogueError> {
    let text = row.text(column);
    if is_plain(text) { Ok(text.to_owned()) } else { Err(row.fault(column, PLAIN)) }
}

/// Whether a word can name a region: it names a file too.
pub fn is_place(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(is_part) && !text.starts_with('-')
}

fn sheet_row(row: &table::Row<'_>) -> Result<SheetRow, CatalogueError> {
    let providers = Provider::ALL.map(|provider| (provider.name(), provider));
    let provider = row.choice("provider", &providers)?;
    let region = row.text("region").to_owned();
    if !is_place(&region) {
        return Err(row.fault("region", "a region's name: small letters, digits and -"));
    }
    for column in ["service", "item", "unit", "source"] {
        plain(row, column)?;
    }
    let Terms { service, item, unit, tiering, provenance, tier, is_tiered } = Terms::read(row)?;
    let Provenance { source, as_of, method } = provenance;
    Ok(SheetRow {
        provider,
        region,
        service,
        item,
        unit,
        tiering,
        tier_from: is_tiered.then_some(tier.from),
        tier_to: tier.to,
        usd_per_unit: tier.price.usd(),
        as_of,
        method,
        source,
        line: Some(row.line()),
    })
}

/// The sheets of the rows of a file, by provider and scope. Rows may stand in any
/// order; the tiers of a price must follow one another without a hole.
pub(super) fn sheets_of(
    file: &DataFile<'_>,
    under: &Catalogue,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) -> BTreeMap<(Provider, String), PriceSheet> {
    let (mut rows, mut found) = read_price_sheet(file);
    faults.append(&mut found);
    rows.sort_by(SheetRow::order);
    let mut sheets: BTreeMap<(Provider, String), PriceSheet> = BTreeMap::new();
    let mut seen = BTreeSet::new();
    for row in rows {
        let place = Place { file: file.path, line: row.line.unwrap_or(0) };
        if let Some(fault) = misfit(&row, place, under) {
            faults.push(fault);
            continue;
        }
        let key = (row.provider, row.region.clone(), row.service.clone(), row.item.clone());
        if !seen.insert((key.clone(), row.from().to_bits())) {
            let key = format!("{} {}, {}, {}", row.provider.name(), row.region, row.service, row.item);
            faults.push(CatalogueError::Duplicate { file: place.file.to_owned(), line: place.line, key });
            continue;
        }
        let Ok(price) = UnitPrice::new(row.usd_per_unit) else { continue };
        let terms = Terms {
            tier: Tier { from: row.from(), to: row.tier_to, price },
            is_tiered: row.tier_from.is_some(),
            service: row.service,
            item: row.item,
            unit: row.unit,
            tiering: row.tiering,
            provenance: Provenance { source: row.source, as_of: row.as_of, method: row.method },
        };
        dates.see(&terms.provenance);
        if let Err(fault) = sheets.entry((key.0, key.1)).or_default().add(terms, place) {
            faults.push(fault);
        }
    }
    sheets
}

/// What of a row cannot stand over the prices that are there: a place that nobody knows,
/// a machine that nobody knows, another unit than the listed price has.
fn misfit(row: &SheetRow, place: Place<'_>, under: &Catalogue) -> Option<CatalogueError> {
    let fault = |column, found: &str, allowed: String| CatalogueError::Cell {
        file: place.file.to_owned(),
        line: place.line,
        column,
        found: found.to_owned(),
        allowed,
    };
    let provider = row.provider;
    if Scope::parse(&row.region, provider, &under.regions).is_none() {
        let allowed = format!("a region of {}, a multi-region of it, or global", provider.title());
        return Some(fault("region", &row.region, allowed));
    }
    if let Some(host) = Host::of(provider).filter(|host| row.service == host.compute_service()) {
        let types = under.types(host);
        if !types.is_empty() && !types.contains_key(&row.item) {
            let allowed = format!("an instance type of {} in the catalogue", provider.title());
            return Some(fault("item", &row.item, allowed));
        }
    }
    // Quantities are counted in the listed unit, so an own price must have it too.
    let listed = under.any_meter(provider, &row.service, &row.item)?;
    (listed.unit != row.unit)
        .then(|| fault("unit", &row.unit, format!("{}, as in the price list", listed.unit)))
}

/// Rows as a price sheet: CSV as in RFC 4180 with line feeds, in the order given.
///
/// Numbers are written plainly: no exponent, no trailing zeros.
pub fn write_price_sheet<'r>(rows: impl IntoIterator<Item = &'r SheetRow>) -> String {
    let mut text = SHEET_COLUMNS.join(",");
    text.push('\n');
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    for row in rows {
        let cells = [
            row.provider.name().to_owned(),
            quoted(&row.region),
            quoted(&row.service),
            quoted(&row.item),
            quoted(&row.unit),
            row.tiering.word().to_owned(),
            number(row.tier_from),
            number(row.tier_to),
            number(Some(row.usd_per_unit)),
            row.as_of_text(),
            row.method.word().to_owned(),
            quoted(&row.source),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

/// A cell, in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_that_is_written_is_read_again() {
        let row = SheetRow {
            provider: Provider::Aws,
            region: "eu-central-1".into(),
            service: "s3".into(),
            item: "standard, storage".into(),
            unit: "GB-month".into(),
            tiering: Tiering::Graduated,
            tier_from: Some(0.0),
            tier_to: Some(51200.0),
            usd_per_unit: 0.000_000_004_1,
            as_of: None,
            method: Method::Feed,
            source: "a \"b\"".into(),
            line: Some(2),
        };
        let text = write_price_sheet([&row]);
        assert_eq!(
            text.lines().nth(1),
            Some(
                "aws,eu-central-1,s3,\"standard, storage\",GB-month,graduated,0,51200,0.0000000041,\
                 undated,feed,\"a \"\"b\"\"\""
            )
        );
        let (rows, faults) = read_price_sheet(&DataFile { path: "x.csv", text: &text });
        assert_eq!((rows, faults), (vec![row], Vec::new()));
    }

    #[test]
    fn a_sheet_without_end_is_one_fault() {
        let mut text = SHEET_COLUMNS.join(",") + "\n";
        for n in 0..=MOST_ROWS {
            text.push_str(&format!("aws,global,s3,item {n},GB,,,,1,2026,page,x\n"));
        }
        let (_, faults) = read_price_sheet(&DataFile { path: "x.csv", text: &text });
        let faults: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert_eq!(faults, ["x.csv, line 200002: found more rows, allowed are 200000"]);
    }

    #[test]
    fn what_a_spreadsheet_would_run_is_refused() {
        for (cell, part) in [("=1+1", "column source"), ("@x", "column source"), ("-x", "column source")] {
            let text = format!("{}\naws,global,s3,x,GB,,,,1,2026,page,{cell}\n", SHEET_COLUMNS.join(","));
            let (_, faults) = read_price_sheet(&DataFile { path: "x.csv", text: &text });
            assert!(faults[0].to_string().contains(part), "{faults:?}");
        }
    }
}
