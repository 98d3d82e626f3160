//! Saved price feeds and price sheets of one's own to price sheets: shown first, written when asked to.

use std::collections::BTreeMap;
use std::io::{BufRead, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use serde::Serialize;

use super::age::full_date;
use super::row::{self, Row, key_text};
use super::sheet;
use super::table::{Side, count, table};
use crate::cli::args::{Format, ImportArgs};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::{catalogue, json};
use crate::engine::catalogue::{Catalogue, Date, Provider};
use crate::engine::feeds::{self, FeedError, Import, Skip, Skipped, Wanted};
use crate::engine::report::amount;

/// Endings of the files that are read of a folder.
const ENDINGS: [&str; 3] = ["csv", "json", "ndjson"];

/// The answer of `prices import`.
#[derive(Serialize)]
struct Answer {
    /// Whether the sheets are written; otherwise this is a preview.
    written: bool,
    feeds: Vec<Feed>,
    sheets: Vec<Sheet>,
}

/// A file that was read.
#[derive(Serialize)]
struct Feed {
    file: String,
    kind: &'static str,
    published: Option<Date>,
    /// Records that went into prices.
    understood: u64,
    n_prices: usize,
    /// Whether pages are missing at the end.
    goes_on: bool,
    skipped: BTreeMap<Skip, Skipped>,
    /// Why there is no price in it, where there is none.
    #[serde(skip_serializing_if = "Option::is_none")]
    nothing: Option<String>,
    #[serde(skip)]
    rows: Vec<Row>,
}

/// A price sheet to write.
#[derive(Serialize)]
struct Sheet {
    file: PathBuf,
    provider: Provider,
    region: String,
    n_prices: usize,
    services: Vec<Service>,
    /// What becomes of the sheet that is there.
    #[serde(skip_serializing_if = "Option::is_none")]
    replaces: Option<Replaced>,
    #[serde(skip)]
    text: String,
}

/// What was understood of a service in a region.
#[derive(Serialize)]
struct Service {
    service: String,
    n_prices: usize,
    example: String,
}

/// How a sheet differs from the one that it replaces.
#[derive(Serialize)]
struct Replaced {
    n_prices: usize,
    added: usize,
    gone: usize,
    changed: usize,
}

pub(super) fn run(args: &ImportArgs) -> Result<ExitCode, CliError> {
    let catalogue = catalogue(None)?;
    let as_of = args.as_of.as_deref().map(full_date).transpose()?;
    check_regions(&args.region, &catalogue)?;
    let wanted = Wanted { regions: &args.region, catalogue: &catalogue, as_of };
    let feeds = read_all(&args.feeds, &wanted)?;
    let rows = merged(&feeds)?;
    let mut sheets = Vec::new();
    for rows in rows.chunk_by(|a, b| (a.provider, &a.region) == (b.provider, &b.region)) {
        sheets.push(sheet_of(&args.out, rows)?);
    }
    if args.write {
        files::create_folder(&args.out)?;
        let texts: Vec<(&Path, &str)> =
            sheets.iter().map(|sheet| (sheet.file.as_path(), sheet.text.as_str())).collect();
        files::replace_all(&texts)?;
    }
    let answer = Answer { written: args.write, feeds, sheets };
    files::print(&match args.format {
        Format::Text => text(&answer),
        Format::Json => json(&answer)?,
    })?;
    Ok(ExitCode::SUCCESS)
}

fn check_regions(asked: &[String], catalogue: &Catalogue) -> Result<(), CliError> {
    let known: Vec<String> = catalogue.regions.iter().map(|region| region.name.clone()).collect();
    match asked.iter().find(|region| !known.contains(region)) {
        Some(found) => Err(CliError::Unknown { what: "--region", found: found.clone(), allowed: known }),
        None => Ok(()),
    }
}

/// Reads every file. All faults are collected; a file without a wanted price is none as long as
/// another one has some.
fn read_all(paths: &[PathBuf], wanted: &Wanted<'_>) -> Result<Vec<Feed>, CliError> {
    let (mut feeds, mut faults) = (Vec::new(), Vec::new());
    for path in files_of(paths)? {
        match read(&path, wanted)? {
            Ok(feed) => feeds.push(feed),
            Err(found) => faults.extend(found),
        }
    }
    if faults.is_empty() && feeds.iter().all(|feed| feed.rows.is_empty()) {
        faults.extend(feeds.iter().filter_map(|feed| feed.nothing.clone()));
    }
    if faults.is_empty() { Ok(feeds) } else { Err(CliError::Import(faults)) }
}

/// The files, and those of the folders; each once.
fn files_of(paths: &[PathBuf]) -> Result<Vec<PathBuf>, CliError> {
    let mut files: Vec<PathBuf> = Vec::new();
    for path in paths {
        let found = if path.is_dir() { files::with_extension(path, &ENDINGS)? } else { vec![path.clone()] };
        if found.is_empty() {
            return Err(CliError::Input {
                what: path.display().to_string(),
                found: "no file that ends in .csv, .json or .ndjson".to_owned(),
                allowed: "a feed, a price sheet, or a folder of them".to_owned(),
            });
        }
        for file in found {
            if !files.contains(&file) {
                files.push(file);
            }
        }
    }
    Ok(files)
}

fn read(path: &Path, wanted: &Wanted<'_>) -> Result<Result<Feed, Vec<String>>, CliError> {
    let name = if path.as_os_str() == "-" { "standard input".to_owned() } else { path.display().to_string() };
    let fail = |error| CliError::File { path: path.to_owned(), doing: "read", error };
    let mut reader = files::open(path)?;
    if sheet::is_sheet(reader.fill_buf().map_err(fail)?) {
        let mut bytes = Vec::new();
        reader.take(sheet::MOST_BYTES + 1).read_to_end(&mut bytes).map_err(fail)?;
        let text = files::to_text(path, bytes, sheet::MOST_BYTES)?;
        return Ok(read_sheet(&name, &text, wanted));
    }
    match feeds::read(&name, reader, wanted) {
        Ok(import) => Ok(Ok(of_import(name, import))),
        Err(error @ FeedError::Nothing { .. }) => {
            let nothing = Some(error.to_string());
            Ok(Ok(Feed { nothing, ..blank(name, "a feed without a wanted price") }))
        }
        Err(error @ FeedError::NotAFeed { .. }) => {
            Ok(Err(vec![format!("{error}; or a price sheet, which begins with {}", row::COLUMNS.join(","))]))
        }
        Err(error) => Ok(Err(vec![error.to_string()])),
    }
}

fn blank(file: String, kind: &'static str) -> Feed {
    Feed {
        file,
        kind,
        published: None,
        understood: 0,
        n_prices: 0,
        goes_on: false,
        skipped: BTreeMap::new(),
        nothing: None,
        rows: Vec::new(),
    }
}

fn of_import(file: String, import: Import) -> Feed {
    let name: Rc<str> = file.as_str().into();
    let row = |row| Row { row, file: Rc::clone(&name) };
    let mut rows: Vec<Row> = import.rows.into_iter().map(row).collect();
    row::sort(&mut rows);
    let nothing = rows.is_empty().then(|| format!("{file}: no price is left"));
    Feed {
        nothing,
        published: import.published,
        understood: import.understood,
        n_prices: row::prices(&rows).count(),
        goes_on: import.goes_on,
        skipped: import.skipped,
        rows,
        ..blank(file, import.kind.title())
    }
}

/// A price sheet of one's own, checked, in order, with the regions that are wanted.
fn read_sheet(name: &str, text: &str, wanted: &Wanted<'_>) -> Result<Feed, Vec<String>> {
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    sheet::read(name, text, &mut rows, &mut faults);
    row::sort(&mut rows);
    sheet::check_prices(&rows, &mut faults);
    sheet::check_regions(&rows, wanted.catalogue, &mut faults);
    if !faults.is_empty() {
        return Err(faults.iter().map(ToString::to_string).collect());
    }
    let n_rows = rows.len();
    let is_region = |row: &Row| wanted.catalogue.region(row.provider, &row.region).is_some();
    rows.retain(|row| wanted.regions.is_empty() || wanted.regions.contains(&row.region) || !is_region(row));
    let mut feed = blank(name.to_owned(), "price sheet");
    if rows.len() < n_rows {
        let skipped = Skipped { records: (n_rows - rows.len()) as u64, examples: Vec::new() };
        feed.skipped.insert(Skip::AnotherRegion, skipped);
    }
    if rows.is_empty() {
        feed.nothing = Some(format!("{name}: no price is left; the sheet has {n_rows} rows"));
    }
    Ok(Feed { understood: rows.len() as u64, n_prices: row::prices(&rows).count(), rows, ..feed })
}

/// The rows of all files, in order. A price that several files have must be the same in each; the
/// newest row is kept.
///
/// # Errors
/// Every price that differs, with both places.
fn merged(feeds: &[Feed]) -> Result<Vec<Row>, CliError> {
    let mut prices: Vec<&[Row]> = feeds.iter().flat_map(|feed| row::prices(&feed.rows)).collect();
    prices.sort_by(|a, b| a[0].key().cmp(&b[0].key()));
    let (mut rows, mut faults) = (Vec::new(), Vec::new());
    for same in prices.chunk_by(|a, b| a[0].key() == b[0].key()) {
        let (first, others) = (same[0], &same[1..]);
        for other in others.iter().filter(|other| !equal(first, other)) {
            faults.push(format!(
                "{}: {} says {}, {} says {}; leave one of them out",
                key_text(&first[0]),
                place(&first[0]),
                figures(first),
                place(&other[0]),
                figures(other)
            ));
        }
        let newest = same.iter().rev().max_by_key(|price| price[0].as_of).unwrap_or(&first);
        rows.extend(newest.iter().cloned());
    }
    if faults.is_empty() { Ok(rows) } else { Err(CliError::Import(faults)) }
}

fn equal(a: &[Row], b: &[Row]) -> bool {
    let bits = |value: Option<f64>| value.map(f64::to_bits);
    let figure = |row: &Row| {
        (
            bits(row.tier_from),
            bits(row.tier_to),
            row.usd_per_unit.to_bits(),
            row.tiering.word(),
            row.unit.clone(),
        )
    };
    a.iter().map(figure).eq(b.iter().map(figure))
}

fn place(row: &Row) -> String {
    let file = &row.file;
    row.line.map_or_else(|| format!("{file} ({})", row.source), |line| format!("{file}, line {line},"))
}

fn figures(price: &[Row]) -> String {
    let figures: Vec<String> = price.iter().map(|row| row.usd_per_unit.to_string()).collect();
    format!("{} USD per {}", figures.join(" / "), price[0].unit)
}

/// The sheet of one provider and region.
fn sheet_of(out: &Path, rows: &[Row]) -> Result<Sheet, CliError> {
    let first = &rows[0];
    let file = out.join(format!("{}-{}.csv", first.provider.name(), first.region));
    let services = rows
        .chunk_by(|a, b| a.service == b.service)
        .map(|rows| Service {
            service: rows[0].service.clone(),
            n_prices: row::prices(rows).count(),
            example: format!("{} {} USD per {}", rows[0].item, rows[0].usd_per_unit, rows[0].unit),
        })
        .collect();
    Ok(Sheet {
        provider: first.provider,
        region: first.region.clone(),
        n_prices: row::prices(rows).count(),
        services,
        replaces: replaced(&file, rows)?,
        text: sheet::to_csv(rows),
        file,
    })
}

/// What is at the place of a sheet. Only a sound price sheet is replaced.
fn replaced(file: &Path, rows: &[Row]) -> Result<Option<Replaced>, CliError> {
    if !file.exists() {
        return Ok(None);
    }
    let old = sheet::open(file)?;
    let difference = super::diff::counts(&old, rows);
    Ok(Some(Replaced {
        n_prices: row::prices(&old).count(),
        added: difference.added,
        gone: difference.gone,
        changed: difference.changed,
    }))
}

fn text(answer: &Answer) -> String {
    let mut text = String::new();
    for feed in &answer.feeds {
        text.push_str(&feed_text(feed));
    }
    let number = |number: usize| amount(number as f64, 0);
    for sheet in &answer.sheets {
        let lines: Vec<[String; 3]> = sheet
            .services
            .iter()
            .map(|service| [service.service.clone(), number(service.n_prices), service.example.clone()])
            .collect();
        text.push_str(&format!("{} {}\n", sheet.provider.name(), sheet.region));
        let columns = [("service", Side::Left), ("prices", Side::Right), ("such as", Side::Left)];
        text.push_str(&table(columns, &lines, "  "));
        text.push('\n');
    }
    let verb = if answer.written { "wrote" } else { "would write" };
    for sheet in &answer.sheets {
        let replaces = sheet.replaces.as_ref().map_or_else(String::new, |old| {
            format!(
                "; in place of {}: {} added, {} gone, {} changed",
                count(old.n_prices, "price", "prices"),
                number(old.added),
                number(old.gone),
                number(old.changed)
            )
        });
        let prices = count(sheet.n_prices, "price", "prices");
        text.push_str(&format!("{verb} {}: {prices}{replaces}\n", sheet.file.display()));
    }
    if !answer.written {
        text.push_str("nothing is written; --write writes it\n");
    }
    text
}

fn feed_text(feed: &Feed) -> String {
    if let Some(nothing) = &feed.nothing {
        return format!("{nothing}\n\n");
    }
    let published = feed.published.map_or_else(String::new, |date| format!(", of {date}"));
    let mut text = format!(
        "{}: {}{published}\n  {} understood, {}\n",
        feed.file,
        feed.kind,
        count(feed.understood as usize, "record", "records"),
        count(feed.n_prices, "price", "prices")
    );
    if feed.goes_on {
        text.push_str("  the last page names a next one that is not here: prices may be missing\n");
    }
    let mut skipped: Vec<(&Skip, &Skipped)> = feed.skipped.iter().collect();
    skipped.sort_by_key(|(_, skipped)| std::cmp::Reverse(skipped.records));
    let lines: Vec<[String; 3]> = skipped
        .into_iter()
        .flat_map(|(why, skipped)| {
            let first = (amount(skipped.records as f64, 0), why.to_string());
            let heads = std::iter::once(first).chain(std::iter::repeat_with(Default::default));
            let mut named: Vec<String> = skipped.examples.chunks(3).map(|named| named.join("; ")).collect();
            named.resize(named.len().max(1), String::new());
            heads.zip(named).map(|((records, why), named)| [records, why, named])
        })
        .collect();
    if !lines.is_empty() {
        let columns = [("left out", Side::Right), ("why", Side::Left), ("such as", Side::Left)];
        text.push_str(&table(columns, &lines, "  "));
    }
    text.push('\n');
    text
}
