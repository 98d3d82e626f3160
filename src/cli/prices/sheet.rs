//! Price sheets: reading, checking, writing.

use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::row::{self, COLUMNS, METHODS, Origin, Row, Tiering, key_text};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::catalogue;
use crate::engine::catalogue::{Catalogue, CatalogueError, Date, GLOBAL, Provider};

/// The word for the prices that ship with the program.
pub(super) const BUNDLED: &str = "bundled";

/// The rows of a price sheet, of every sheet of a folder, or of the bundled prices, in order.
///
/// # Errors
/// Every fault of every sheet, with its file, line and column; a price that stands twice, with
/// both places.
pub(super) fn open(path: &Path) -> Result<Vec<Row>, CliError> {
    if path.as_os_str() == BUNDLED {
        return Ok(row::of_catalogue(&catalogue()?));
    }
    let sheets = if path.is_dir() { files_of(path)? } else { vec![path.to_owned()] };
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for sheet in &sheets {
        read(&sheet.display().to_string(), &files::read_up_to(sheet, MOST_BYTES)?, &mut rows, &mut faults);
    }
    rows.sort_by(Row::order);
    check_prices(&rows, &mut faults);
    if faults.is_empty() { Ok(rows) } else { Err(CliError::Sheets(faults)) }
}

/// Largest price sheet that is read, bytes.
pub(super) const MOST_BYTES: u64 = 256 * 1024 * 1024;

fn files_of(folder: &Path) -> Result<Vec<PathBuf>, CliError> {
    let sheets = files::with_extension(folder, &["csv"])?;
    if sheets.is_empty() {
        return Err(CliError::Input {
            what: folder.display().to_string(),
            found: "no file that ends in .csv".to_owned(),
            allowed: "a folder of price sheets".to_owned(),
        });
    }
    Ok(sheets)
}

/// Whether a file begins as a price sheet does.
pub(super) fn is_sheet(head: &[u8]) -> bool {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let line = head.split(|byte| *byte == b'\n').next().unwrap_or_default();
    line.strip_suffix(b"\r").unwrap_or(line) == COLUMNS.join(",").as_bytes()
}

/// Reads the text of a sheet. A row with a fault is left out.
pub(super) fn read(name: &str, text: &str, rows: &mut Vec<Row>, faults: &mut Vec<CatalogueError>) {
    let mut reader = csv::ReaderBuilder::new().from_reader(text.as_bytes());
    let not_csv = |error: &csv::Error| CatalogueError::NotCsv {
        file: name.to_owned(),
        line: error.position().map_or(1, csv::Position::line),
        problem: error.to_string(),
    };
    match reader.headers() {
        Err(error) => return faults.push(not_csv(&error)),
        Ok(header) if header.iter().ne(COLUMNS.iter().copied()) => {
            return faults.push(CatalogueError::Columns {
                file: name.to_owned(),
                expected: COLUMNS.join(","),
                found: header.iter().take(2 * COLUMNS.len()).collect::<Vec<_>>().join(","),
            });
        }
        Ok(_) => {}
    }
    let file: Rc<str> = name.into();
    for record in reader.records() {
        let outcome = record.map_err(|error| not_csv(&error)).and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            Cells { file: &file, line, record: &record }.row()
        });
        match outcome {
            Ok(row) => rows.push(row),
            Err(fault) => faults.push(fault),
        }
    }
}

struct Cells<'a> {
    file: &'a Rc<str>,
    line: u64,
    record: &'a csv::StringRecord,
}

impl Cells<'_> {
    fn row(&self) -> Result<Row, CatalogueError> {
        let providers = Provider::ALL.map(|provider| (provider.name(), provider));
        let tierings =
            [Tiering::Flat, Tiering::Graduated, Tiering::Whole].map(|tiering| (tiering.word(), tiering));
        let price = self.size("usd_per_unit")?;
        let row = Row {
            provider: self.choice("provider", &providers)?,
            region: self.place()?,
            service: self.filled("service")?,
            item: self.filled("item")?,
            unit: self.filled("unit")?,
            tiering: self.choice("tiering", &tierings)?,
            tier_from: self.size("tier_from")?,
            tier_to: self.size("tier_to")?,
            usd_per_unit: price.ok_or_else(|| self.fault("usd_per_unit", "a number of at least 0"))?,
            as_of: self.date()?,
            method: self.choice("method", &METHODS)?,
            source: self.filled("source")?,
            origin: Origin { file: Rc::clone(self.file), line: Some(self.line) },
        };
        match (row.tiering, row.tier_from, row.tier_to) {
            (Tiering::Flat, None, None) => Ok(row),
            (Tiering::Flat, ..) => Err(self.fault("tiering", "graduated or whole, as the row has a tier")),
            (_, None, _) => Err(self.fault("tier_from", "a number, as the row has a tiering")),
            (_, Some(from), Some(to)) if to <= from => {
                Err(self.fault("tier_to", "more than tier_from, or nothing"))
            }
            _ => Ok(row),
        }
    }

    fn text(&self, column: &'static str) -> &str {
        let index = COLUMNS.iter().position(|name| *name == column);
        index.and_then(|index| self.record.get(index)).unwrap_or_default()
    }

    fn fault(&self, column: &'static str, allowed: impl Into<String>) -> CatalogueError {
        CatalogueError::Cell {
            file: self.file.to_string(),
            line: self.line,
            column,
            found: self.text(column).chars().take(80).collect(),
            allowed: allowed.into(),
        }
    }

    /// A text that is not empty and that no spreadsheet takes for a formula.
    fn filled(&self, column: &'static str) -> Result<String, CatalogueError> {
        let text = self.text(column);
        let is_plain = text.trim() == text
            && !text.is_empty()
            && !text.starts_with(['=', '+', '-', '@'])
            && !text.chars().any(char::is_control);
        if is_plain {
            Ok(text.to_owned())
        } else {
            Err(self.fault(column, "a text that does not begin with a space, =, +, - or @"))
        }
    }

    /// A region or scope: it names a file too.
    fn place(&self) -> Result<String, CatalogueError> {
        let text = self.text("region");
        if is_place(text) { Ok(text.to_owned()) } else { Err(self.fault("region", PLACE)) }
    }

    fn size(&self, column: &'static str) -> Result<Option<f64>, CatalogueError> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() && number >= 0.0 => Ok(Some(number)),
            _ => Err(self.fault(column, "a number of at least 0")),
        }
    }

    fn date(&self) -> Result<Option<Date>, CatalogueError> {
        match self.text("as_of") {
            "undated" => Ok(None),
            text => Date::parse(text)
                .map(Some)
                .ok_or_else(|| self.fault("as_of", "YYYY-MM-DD, YYYY-MM, YYYY or undated")),
        }
    }

    fn choice<T: Copy>(&self, column: &'static str, choices: &[(&str, T)]) -> Result<T, CatalogueError> {
        let text = self.text(column);
        choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<&str> =
                choices.iter().map(|(word, _)| if word.is_empty() { "nothing" } else { word }).collect();
            self.fault(column, words.join(", "))
        })
    }
}

/// What a region's name is made of.
pub(super) const PLACE: &str = "a region's name: small letters, digits and -";

/// Whether a word can name a region.
pub(super) fn is_place(text: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    (1..=64).contains(&text.len()) && text.bytes().all(is_part) && !text.starts_with('-')
}

/// The tiers of each price must follow each other; rows are in order.
pub(super) fn check_prices(rows: &[Row], faults: &mut Vec<CatalogueError>) {
    for price in row::prices(rows) {
        let first = &price[0];
        let file = |row: &Row| row.origin.file.to_string();
        let line = |row: &Row| row.origin.line.unwrap_or(0);
        if first.from() > 0.0 {
            faults.push(CatalogueError::Tiers {
                file: file(first),
                line: line(first),
                item: first.item.clone(),
                from: first.from(),
                end: 0.0,
            });
        }
        for pair in price.windows(2) {
            let [before, row] = pair else { continue };
            if before.from().total_cmp(&row.from()).is_eq() {
                faults.push(CatalogueError::Duplicate {
                    file: file(row),
                    line: line(row),
                    key: format!("{}; the first is {}, line {}", key_text(row), file(before), line(before)),
                });
            } else if row.unit != before.unit || row.tiering != before.tiering {
                let (column, found, allowed) = if row.unit == before.unit {
                    ("tiering", row.tiering.word(), before.tiering.word())
                } else {
                    ("unit", row.unit.as_str(), before.unit.as_str())
                };
                faults.push(CatalogueError::Cell {
                    file: file(row),
                    line: line(row),
                    column,
                    found: found.to_owned(),
                    allowed: format!("{allowed}, as in the tier before"),
                });
            } else if before.tier_to.is_none_or(|end| end.to_bits() != row.from().to_bits()) {
                faults.push(CatalogueError::Tiers {
                    file: file(row),
                    line: line(row),
                    item: row.item.clone(),
                    from: row.from(),
                    end: before.tier_to.unwrap_or(f64::INFINITY),
                });
            }
        }
    }
}

/// Regions must be known to the catalogue, where it knows any of the provider; prices without a
/// region, and of several, stand under the names that the catalogue has for them.
pub(super) fn check_regions(rows: &[Row], catalogue: &Catalogue, faults: &mut Vec<CatalogueError>) {
    for rows in rows.chunk_by(|a, b| (a.provider, &a.region) == (b.provider, &b.region)) {
        let (provider, region) = (rows[0].provider, rows[0].region.as_str());
        let is_known = region == GLOBAL
            || catalogue.region(provider, region).is_some()
            || catalogue.sheet(provider, region).is_some()
            || !catalogue.regions.iter().any(|region| region.provider == provider);
        if !is_known {
            faults.push(CatalogueError::UnknownReference {
                file: rows[0].origin.file.to_string(),
                what: "region",
                name: region.to_owned(),
            });
        }
    }
}

/// Rows as a price sheet.
///
/// # Errors
/// None in practice: the sheet is written to memory.
pub(super) fn to_csv(rows: &[Row]) -> Result<String, csv::Error> {
    let mut writer = csv::Writer::from_writer(Vec::new());
    writer.write_record(COLUMNS)?;
    let number = |value: Option<f64>| value.map_or_else(String::new, |value| value.to_string());
    for row in rows {
        writer.write_record([
            row.provider.name(),
            &row.region,
            &row.service,
            &row.item,
            &row.unit,
            row.tiering.word(),
            &number(row.tier_from),
            &number(row.tier_to),
            &number(Some(row.usd_per_unit)),
            &row::date_text(row.as_of),
            row.method_word(),
            &row.source,
        ])?;
    }
    let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}
