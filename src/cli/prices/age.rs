//! How old prices are. There is no clock: ages count to a day that is given.

use std::path::Path;
use std::process::ExitCode;

use serde::Serialize;

use super::row::{self, Row};
use super::select;
use super::table::{Side, count, table};
use crate::cli::args::{Format, Place};
use crate::cli::error::CliError;
use crate::cli::files;
use crate::cli::run::{MISSED, catalogue, json};
use crate::engine::catalogue::{Catalogue, Date, Provider};
use crate::engine::report::{amount, digits};

/// The answer of `prices age`.
#[derive(Serialize)]
struct Answer {
    /// The day that ages count to.
    as_of: Date,
    /// Who chose that day.
    as_of_from: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    max_days: Option<u32>,
    /// Whether every price is dated and young enough; absent without a limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    within: Option<bool>,
    places: Vec<Ages>,
    total: Ages,
}

/// The ages of the prices of one place.
#[derive(Serialize)]
struct Ages {
    #[serde(skip_serializing_if = "Option::is_none")]
    provider: Option<Provider>,
    #[serde(skip_serializing_if = "Option::is_none")]
    region: Option<String>,
    n_prices: usize,
    oldest: Option<Date>,
    newest: Option<Date>,
    median_days: Option<f64>,
    n_undated: usize,
    /// Dated prices that are older than the limit.
    #[serde(skip_serializing_if = "Option::is_none")]
    n_older: Option<usize>,
}

impl Ages {
    fn of(place: Option<&Row>, rows: &[Row], day: i64, max_days: Option<u32>) -> Self {
        // A price is as old as its oldest tier.
        let dates: Vec<Option<Date>> =
            row::prices(rows).map(|tiers| tiers.iter().map(|tier| tier.as_of).min().flatten()).collect();
        let mut ages: Vec<i64> = dates.iter().flatten().map(|date| day - date.day_number()).collect();
        ages.sort_unstable();
        let older = |limit: u32| ages.iter().filter(|age| **age > i64::from(limit)).count();
        Self {
            provider: place.map(|row| row.provider),
            region: place.map(|row| row.region.clone()),
            n_prices: dates.len(),
            oldest: dates.iter().flatten().min().copied(),
            newest: dates.iter().flatten().max().copied(),
            median_days: median(&ages),
            n_undated: dates.iter().filter(|date| date.is_none()).count(),
            n_older: max_days.map(older),
        }
    }

    fn too_old(&self) -> usize {
        self.n_older.map_or(0, |older| older + self.n_undated)
    }
}

pub(super) fn run(
    as_of: Option<&str>,
    max_days: Option<u32>,
    place: &Place,
    own: Option<&Path>,
    format: Format,
) -> Result<ExitCode, CliError> {
    let catalogue = catalogue(own)?;
    let (day, as_of_from) = match as_of {
        Some(text) => (full_date(text)?, "--as-of"),
        None => (newest(&catalogue)?, "the newest date of the catalogue"),
    };
    let rows = select::place(row::of_catalogue(&catalogue), place)?;
    let number = day.day_number();
    let places = rows
        .chunk_by(|a, b| (a.provider, &a.region) == (b.provider, &b.region))
        .map(|rows| Ages::of(rows.first(), rows, number, max_days))
        .collect();
    let total = Ages::of(None, &rows, number, max_days);
    let within = max_days.map(|_| total.too_old() == 0);
    let answer = Answer { as_of: day, as_of_from, max_days, within, places, total };
    files::print(&match format {
        Format::Text => text(&answer),
        Format::Json => json(&answer)?,
    })?;
    Ok(if within == Some(false) { ExitCode::from(MISSED) } else { ExitCode::SUCCESS })
}

/// A day that the user gives.
pub(super) fn full_date(text: &str) -> Result<Date, CliError> {
    Date::parse(text).filter(|date| date.day().is_some()).ok_or_else(|| CliError::Input {
        what: "--as-of".to_owned(),
        found: format!("\"{text}\""),
        allowed: "a day as YYYY-MM-DD".to_owned(),
    })
}

/// The newest date of any file of the catalogue: the day that plans are judged on.
pub(super) fn newest(catalogue: &Catalogue) -> Result<Date, CliError> {
    catalogue.newest().ok_or_else(|| CliError::Input {
        what: "--as-of".to_owned(),
        found: "nothing, and no date in the catalogue".to_owned(),
        allowed: "a day as YYYY-MM-DD".to_owned(),
    })
}

/// The middle of sorted ages, or the mean of the two in the middle.
fn median(ages: &[i64]) -> Option<f64> {
    let (low, high) = (ages.get(ages.len().checked_sub(1)? / 2)?, ages.get(ages.len() / 2)?);
    Some((low + high) as f64 / 2.0)
}

fn text(answer: &Answer) -> String {
    let mut text = format!("ages on {}, {}\n\n", answer.as_of, answer.as_of_from);
    let date = |date: Option<Date>| date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let number = |number: usize| amount(number as f64, 0);
    let lines: Vec<[String; 8]> = answer
        .places
        .iter()
        .chain([&answer.total])
        .map(|ages| {
            [
                ages.provider.map_or("all", Provider::name).to_owned(),
                ages.region.clone().unwrap_or_default(),
                number(ages.n_prices),
                date(ages.oldest),
                date(ages.newest),
                ages.median_days.map_or_else(|| "-".to_owned(), days),
                number(ages.n_undated),
                ages.n_older.map_or_else(String::new, number),
            ]
        })
        .collect();
    let older = answer.max_days.map_or_else(String::new, |days| format!("older than {days}"));
    let columns = [
        ("provider", Side::Left),
        ("region", Side::Left),
        ("prices", Side::Right),
        ("oldest", Side::Left),
        ("newest", Side::Left),
        ("median days", Side::Right),
        ("undated", Side::Right),
        (older.as_str(), Side::Right),
    ];
    text.push_str(&table(columns, &lines, ""));
    if let Some(limit) = answer.max_days {
        let limit = count(limit as usize, "day", "days");
        let total = &answer.total;
        text.push_str(&match (total.n_older.unwrap_or(0), total.n_undated) {
            (0, 0) => format!("\nno price is older than {limit}, and every price is dated\n"),
            (older, 0) => {
                format!(
                    "\n{} older than {limit}; every price is dated\n",
                    count(older, "price is", "prices are")
                )
            }
            (older, undated) => format!(
                "\n{} older than {limit}; {} as older\n",
                count(older, "price is", "prices are"),
                count(undated, "price is undated and counts", "prices are undated and count")
            ),
        });
    }
    text
}

fn days(value: f64) -> String {
    if value < 0.0 { format!("−{}", digits(-value)) } else { digits(value) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_median_is_in_the_middle() {
        for (ages, expected) in
            [(&[][..], None), (&[3], Some(3.0)), (&[1, 4], Some(2.5)), (&[1, 4, 90], Some(4.0))]
        {
            assert_eq!(median(ages), expected);
        }
    }
}
