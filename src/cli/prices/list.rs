//! Every price, with its date, method and source.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::row::{self, Row};
use super::table::{Side, count, table, tier_text};
use super::{select, sheet};
use crate::cli::args::{Place, ReportFormat};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::{catalogue, json};

/// The answer of `prices list`; a row is one tier of one price.
#[derive(Serialize)]
struct Answer<'a> {
    n_prices: usize,
    rows: &'a [Row],
}

pub(super) fn run(
    place: &Place,
    service: Option<&str>,
    own: Option<&Path>,
    format: ReportFormat,
) -> Result<ExitCode, CliError> {
    let rows = row::of_catalogue(&catalogue(own)?);
    let rows = select::service(select::place(rows, place)?, service)?;
    files::print(&match format {
        ReportFormat::Text => text(&rows),
        ReportFormat::Json => json(&Answer { n_prices: row::prices(&rows).count(), rows: &rows })?,
        ReportFormat::Csv => sheet::to_csv(&rows),
    })?;
    Ok(ExitCode::SUCCESS)
}

fn text(rows: &[Row]) -> String {
    let mut text = String::new();
    for group in
        rows.chunk_by(|a, b| (a.provider, &a.region, &a.service) == (b.provider, &b.region, &b.service))
    {
        let first = &group[0];
        text.push_str(&format!("{} {}, {}\n", first.provider.name(), first.region, first.service));
        let lines: Vec<[String; 7]> = group
            .iter()
            .map(|row| {
                [
                    row.item.clone(),
                    row.unit.clone(),
                    tier_text(row.tier_from, row.tier_to),
                    row.usd_per_unit.to_string(),
                    row.as_of_text(),
                    row.method.word().to_owned(),
                    row.source.clone(),
                ]
            })
            .collect();
        let columns = [
            ("item", Side::Left),
            ("unit", Side::Left),
            ("tier", Side::Left),
            ("USD per unit", Side::Right),
            ("as of", Side::Left),
            ("method", Side::Left),
            ("source", Side::Left),
        ];
        text.push_str(&table(columns, &lines, "  "));
        text.push('\n');
    }
    text.push_str(&count(row::prices(rows).count(), "price\n", "prices\n"));
    text
}
