//! Price sheets: reading, checking, writing.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use super::row::{self, COLUMNS, Row, key_text};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::catalogue;
pub(super) use crate::engine::catalogue::is_place;
use crate::engine::catalogue::{
    Catalogue, CatalogueError, DataFile, Scope, read_price_sheet, write_price_sheet,
};

/// What a region's name is made of.
pub(super) const PLACE: &str = "a region's name: small letters, digits and -";

/// The word for the prices that ship with the program.
pub(super) const BUNDLED: &str = "bundled";

/// The rows of a price sheet, of every sheet of a folder, or of the bundled prices, in order.
///
/// # Errors
/// Every fault of every sheet, with its file, line and column; a price that stands twice, with
/// both places.
pub(super) fn open(path: &Path) -> Result<Vec<Row>, CliError> {
    if path.as_os_str() == BUNDLED {
        return Ok(row::of_catalogue(&catalogue(None)?));
    }
    let sheets = if path.is_dir() { files_of(path)? } else { vec![path.to_owned()] };
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for sheet in &sheets {
        read(&sheet.display().to_string(), &files::read_up_to(sheet, MOST_BYTES)?, &mut rows, &mut faults);
    }
    row::sort(&mut rows);
    check_prices(&rows, &mut faults);
    if faults.is_empty() { Ok(rows) } else { Err(CliError::Sheets(faults)) }
}

/// The text of a sheet, or of every sheet of a folder, with the name of each.
pub(in crate::cli) fn texts_of(path: &Path) -> Result<Vec<(String, String)>, CliError> {
    let sheets = if path.is_dir() { files_of(path)? } else { vec![path.to_owned()] };
    let text = |sheet: &PathBuf| {
        let name = sheet.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
        Ok((name, files::read_up_to(sheet, MOST_BYTES)?))
    };
    sheets.iter().map(text).collect()
}

/// Lays a sheet, or every sheet of a folder, over the catalogue.
///
/// # Errors
/// Every fault of every sheet; an item that stands in two sheets, with both of them.
pub(in crate::cli) fn lay_over(catalogue: &mut Catalogue, path: &Path) -> Result<(), CliError> {
    let sheets = if path.is_dir() { files_of(path)? } else { vec![path.to_owned()] };
    let mut faults = Vec::new();
    let mut seen: BTreeMap<String, String> = BTreeMap::new();
    for sheet in &sheets {
        let name = sheet.display().to_string();
        let text = files::read_up_to(sheet, MOST_BYTES)?;
        match catalogue.overlay(&DataFile { path: &name, text: &text }) {
            Ok(prices) => {
                for price in prices {
                    let key = format!(
                        "{} {}, {}, {}",
                        price.provider.name(),
                        price.scope,
                        price.service,
                        price.item
                    );
                    if let Some(first) = seen.insert(key.clone(), name.clone()) {
                        let key = format!("{key}; the first is in {first}");
                        faults.push(CatalogueError::Duplicate { file: name.clone(), line: 1, key });
                    }
                }
            }
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() { Ok(()) } else { Err(CliError::Sheets(faults)) }
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
    let (read, mut found) = read_price_sheet(&DataFile { path: name, text });
    faults.append(&mut found);
    let file: Rc<str> = name.into();
    rows.extend(read.into_iter().map(|row| Row { row, file: Rc::clone(&file) }));
}

/// The tiers of each price must follow each other; rows are in order.
pub(super) fn check_prices(rows: &[Row], faults: &mut Vec<CatalogueError>) {
    for price in row::prices(rows) {
        let first = &price[0];
        let file = |row: &Row| row.file.to_string();
        let line = |row: &Row| row.line.unwrap_or(0);
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

/// Regions must be known to the catalogue: as regions, as multi-regions, or as global.
pub(super) fn check_regions(rows: &[Row], catalogue: &Catalogue, faults: &mut Vec<CatalogueError>) {
    for rows in rows.chunk_by(|a, b| (a.provider, &a.region) == (b.provider, &b.region)) {
        let (provider, region) = (rows[0].provider, rows[0].region.as_str());
        if Scope::parse(region, provider, &catalogue.regions).is_none() {
            faults.push(CatalogueError::UnknownReference {
                file: rows[0].file.to_string(),
                what: "region",
                name: region.to_owned(),
            });
        }
    }
}

/// Rows as a price sheet.
pub(super) fn to_csv(rows: &[Row]) -> String {
    write_price_sheet(rows.iter().map(|row| &row.row))
}
