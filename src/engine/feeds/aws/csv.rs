//! The CSV form of an offer file: a few lines about the file, a header, one line for a rate.

use std::io::BufRead;

use super::classify::classify;
use super::product::{Attr, N_ATTRS, Product};
use super::record::{Records, Span, split};
use super::{Head, Rate, check_currency, day_of, take};
use crate::engine::feeds::error::shown;
use crate::engine::feeds::intake::Intake;
use crate::engine::feeds::{FeedError, Skip};
use crate::engine::text::shortened;

/// Most lines before the header.
const MOST_HEAD_LINES: usize = 20;

/// The columns of a rate.
const RATE_COLUMNS: [&str; 8] =
    ["SKU", "TermType", "EffectiveDate", "StartingRange", "EndingRange", "Unit", "PricePerUnit", "Currency"];

/// Where the columns stand that are looked at.
struct Columns {
    n: usize,
    rate: [usize; RATE_COLUMNS.len()],
    attrs: [Option<usize>; N_ATTRS],
}

/// A line that was split.
struct Line<'a> {
    record: &'a [u8],
    spans: &'a [Span],
    columns: &'a Columns,
}

impl Line<'_> {
    /// A field. One that is no UTF-8 equals no text that is looked for.
    fn field(&self, idx: usize) -> &str {
        let span = self.spans.get(idx).copied().unwrap_or_default();
        let bytes = self.record.get(span.0..span.1).unwrap_or_default();
        std::str::from_utf8(bytes).unwrap_or("\u{fffd}")
    }
}

impl Product for Line<'_> {
    fn get(&self, attr: Attr) -> &str {
        self.columns.attrs[attr as usize].map_or("", |idx| self.field(idx))
    }
}

/// Reads the file into the intake; returns what it says of itself.
pub(super) fn read(feed: impl BufRead, intake: &mut Intake<'_>) -> Result<Head, FeedError> {
    let name = intake.name;
    let mut records = Records::new(name, feed);
    let mut spans = Vec::new();
    let (head, columns) = header(name, &mut records, &mut spans)?;
    let offer = head.offer(name, "line 5")?;
    check_columns(&columns, offer, name, &records.place())?;
    let [sku, term, effective, from, to, unit, usd, currency] = columns.rate;
    let enough = term.max(sku) + 1;
    loop {
        let line = records.line + 1;
        let Some(record) = records.next()? else { break };
        if record.is_empty() {
            continue;
        }
        let malformed = |problem: &str| FeedError::Malformed {
            file: name.to_owned(),
            place: format!("line {line}"),
            problem: problem.to_owned(),
        };
        let no_csv = || malformed("no CSV: a closing quote must be followed by a comma or the line's end");
        split(record, enough, &mut spans).ok_or_else(no_csv)?;
        let part = Line { record, spans: &spans, columns: &columns };
        // Most of a file is reserved terms, which nothing is wanted of.
        if part.field(term) == "Reserved" {
            intake.tally.count(Skip::ReservedTerm, || format!("SKU {}", part.field(sku)));
            continue;
        }
        split(record, usize::MAX, &mut spans).ok_or_else(no_csv)?;
        if spans.len() != columns.n {
            let problem = format!("found {} fields, allowed are {} as in the header", spans.len(), columns.n);
            return Err(malformed(&problem));
        }
        let row = Line { record, spans: &spans, columns: &columns };
        if row.field(term) != "OnDemand" {
            intake.tally.count(Skip::ReservedTerm, || row.field(term).to_owned());
            continue;
        }
        match classify(offer, &row, intake) {
            Err(reason) => intake.tally.count(reason, || {
                format!("{} {}", row.get(Attr::UsageType), row.get(Attr::OperatingSystem)).trim().to_owned()
            }),
            Ok(target) => {
                let place = format!("line {line}");
                check_currency(name, &place, row.field(currency))?;
                let rate = Rate {
                    sku: row.field(sku),
                    place,
                    unit: row.field(unit),
                    usd: row.field(usd),
                    from: row.field(from),
                    to: row.field(to),
                    effective: row.field(effective),
                };
                take(intake, &target, rate)?;
            }
        }
    }
    Ok(head)
}

/// The lines before the rates.
fn header(
    name: &str,
    records: &mut Records<'_, impl BufRead>,
    spans: &mut Vec<Span>,
) -> Result<(Head, Columns), FeedError> {
    let mut head = Head::default();
    for _ in 0..MOST_HEAD_LINES {
        let place = format!("line {}", records.line + 1);
        let Some(record) = records.next()? else { break };
        let record = record.strip_prefix(b"\xef\xbb\xbf").unwrap_or(record);
        split(record, usize::MAX, spans).ok_or_else(|| FeedError::Malformed {
            file: name.to_owned(),
            place: place.clone(),
            problem: "no CSV: a closing quote must be followed by a comma or the line's end".to_owned(),
        })?;
        let text = |span: Option<&Span>| {
            let (from, to) = span.copied().unwrap_or_default();
            String::from_utf8_lossy(record.get(from..to).unwrap_or_default()).into_owned()
        };
        let value = text(spans.get(1));
        if spans.len() > 2 && spans.iter().any(|span| text(Some(span)) == "SKU") {
            let names: Vec<String> = spans.iter().map(|span| text(Some(span))).collect();
            return Ok((head, columns(name, &place, &names)?));
        }
        match text(spans.first()).as_str() {
            "Publication Date" => head.published = day_of(&value),
            "Version" => head.version = shown(&value),
            "OfferCode" => head.offer = value,
            _ => {}
        }
    }
    Err(FeedError::Truncated {
        file: name.to_owned(),
        place: records.place(),
        what: "the lines before the header, which has a column SKU".to_owned(),
    })
}

fn columns(name: &str, place: &str, names: &[String]) -> Result<Columns, FeedError> {
    let of = |column: &str| names.iter().position(|name| name == column);
    let mut rate = [0; RATE_COLUMNS.len()];
    for (idx, column) in rate.iter_mut().zip(RATE_COLUMNS) {
        *idx = of(column).ok_or_else(|| FeedError::Column {
            file: name.to_owned(),
            place: place.to_owned(),
            missing: column.to_owned(),
            found: shown_list(names),
        })?;
    }
    Ok(Columns { n: names.len(), rate, attrs: Attr::ALL.map(|(_, column, _)| of(column)) })
}

fn check_columns(columns: &Columns, offer: &str, name: &str, place: &str) -> Result<(), FeedError> {
    let missing = Attr::needed(offer).iter().find(|attr| columns.attrs[**attr as usize].is_none());
    missing.map_or(Ok(()), |attr| {
        let found = Attr::ALL.iter().filter(|(attr, ..)| columns.attrs[*attr as usize].is_some());
        Err(FeedError::Column {
            file: name.to_owned(),
            place: place.to_owned(),
            missing: attr.column().to_owned(),
            found: found.map(|(_, column, _)| *column).collect::<Vec<_>>().join(", "),
        })
    })
}

/// Names of columns as a message shows them: so many at most, each so long at most, and how many more.
fn shown_list(names: &[String]) -> String {
    const MOST: (usize, usize) = (30, 30);
    let list = names.iter().take(MOST.0).map(|name| shortened(name, MOST.1)).collect::<Vec<_>>().join(", ");
    match names.len().saturating_sub(MOST.0) {
        0 => list,
        more => format!("{list}, and {more} more"),
    }
}
