//! The README of the pack.

use std::fmt::Write;

use serde_json::Value;

use super::figures::at;
use super::sheet::Sheet;
use crate::engine::report::Report;
use crate::engine::text::guarded;

/// A sum over a column, and the report's figure that it equals.
const SUMS: &[(&str, &str, &str)] = &[
    ("costs.csv", "list_usd_per_month", "cost.monthly.list_usd"),
    ("costs.csv", "effective_usd_per_month", "cost.monthly.effective_usd"),
    ("costs_by_month.csv", "cloud_usd", "cost.horizon.cloud_usd"),
    ("costs_by_month.csv", "labour_usd", "cost.horizon.labour_usd"),
    ("costs_by_month.csv", "one_time_usd", "cost.horizon.one_time_usd"),
    ("costs_by_month.csv", "total_usd", "cost.horizon.total_usd"),
    ("one_time.csv", "usd", "cost.horizon.one_time_usd"),
];

/// What the files are.
const HEAD: &str = "\
Comma-separated values after RFC 4180: UTF-8, one header row, lines end in CRLF, a point before decimals,
nothing between thousands, days as YYYY-MM-DD, months as YYYY-MM. Units of numbers stand in the header.
An empty field is not known or does not apply; it is never 0. Several words in one field have \"; \" between.
Money has six decimals, whole micro-dollars, so sums over a column are exact.
Every number has the value that it has in the report of \"zoneplan plan PLAN --format json\".

Text fields that a spreadsheet would take for a formula have an apostrophe (') before them: those that
begin with = + - @, also in full width, after spaces and unseen marks, and those that begin with a tab,
a carriage return or NUL. Take it away to have the text. Control characters became spaces. Numbers are
never guarded, so a negative number stays a number. A program that guesses types may show the text 1.30
as 1.3: read text columns as text.
";

/// The text of README.txt.
pub(super) fn readme(report: &Report, document: &Value, sheets: &[Sheet]) -> String {
    let mut text = String::new();
    let date = |date: Option<crate::engine::catalogue::Date>| {
        date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
    };
    let catalogue = &report.catalogue;
    for (name, value) in [
        ("Zoneplan", "tables of a plan".to_owned()),
        ("Plan", guarded(&report.name)),
        ("Place", guarded(&report.place)),
        ("Plan digest", report.plan_digest.clone()),
        ("Engine version", report.engine_version.to_owned()),
        ("Seed", format!("{} ({} draws at most)", report.seed, report.draws)),
        ("Judged on", report.as_of.to_string()),
        ("Catalogue digest", catalogue.digest.clone()),
        (
            "Catalogue dates",
            format!("newest {}, oldest price {}", date(catalogue.newest), date(catalogue.oldest)),
        ),
    ] {
        put(&mut text, format_args!("{name}: {value}"));
    }
    put(&mut text, format_args!("\n{HEAD}\nSums that equal figures of the report"));
    if !report.cost.monthly.complete {
        let unpriced = report.cost.unpriced.len();
        put(
            &mut text,
            format_args!("Lines without a price: {unpriced}. Bills and sums are at least so much."),
        );
    }
    for (file, column, path) in SUMS {
        if let Some(value) = at(document, path) {
            put(&mut text, format_args!("  {file}, sum of {column} = {path} = {value}"));
        }
    }
    put(&mut text, format_args!("\nFiles and columns"));
    for sheet in sheets {
        put(&mut text, format_args!("\n{}: {}", sheet.file, sheet.about));
        for (name, meaning) in sheet.columns {
            put(&mut text, format_args!("  {name}: {meaning}"));
        }
    }
    text
}

fn put(text: &mut String, line: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(text, "{line}");
}
