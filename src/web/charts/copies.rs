//! The backup calendar: for a chosen day, how far back each tier reaches and how close
//! together its copies lie. Days first, then weeks, months and years.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, fitted};
use crate::web::words::{Word, charts, t};

/// Hours of a day.
const DAY: i64 = 24;

/// The copies of a tier on the chosen day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TierCopies {
    /// Its name.
    pub name: String,
    /// What it copies and how often, in short.
    pub remark: String,
    /// Age of each copy that is there, hours.
    pub ages_hours: Vec<i64>,
}

/// The calendar of a chosen day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CopiesChart {
    /// Tiers.
    pub tiers: Vec<TierCopies>,
    /// The longest that a tier keeps a copy, hours: the calendar is as long on every day.
    pub keep_hours: i64,
    /// The whole in words.
    pub label: String,
}

/// A column: copies of at least `from` and less than `to` hours of age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Least age, hours.
    pub from: i64,
    /// The age from which on a copy is no longer of it, hours.
    pub to: i64,
    /// Its name, where it has one.
    pub label: String,
    /// Whether columns are longer from it on.
    pub is_longer: bool,
}

/// Days up to which each has a column of its own.
const ALL_DAYS: i64 = 42;
/// Days and weeks of a longer calendar before columns get longer.
const DAYS: i64 = 14;
const WEEKS: i64 = 6;
/// Days of a month and of a year of such a calendar, and months before years.
const MONTH: i64 = 30;
const MONTHS: i64 = 12;
const YEAR: i64 = 365;

/// The columns of a calendar that must reach so far back.
pub fn columns(keep_hours: i64) -> Vec<Column> {
    let days = (keep_hours + DAY - 1) / DAY;
    let mut columns = Vec::new();
    let mut from = 0;
    let mut take = |n: i64, length: i64, unit: Word, every: i64| {
        for i in 0..n {
            if from >= days {
                return;
            }
            let label = match (i % every == 0, from) {
                (false, _) => String::new(),
                (true, 0) => t!(charts::TODAY).to_owned(),
                (true, from) => t!(unit, n = from / length),
            };
            let to = from + length;
            columns.push(Column { from: from * DAY, to: to * DAY, label, is_longer: i == 0 && from > 0 });
            from = to;
        }
    };
    if days <= ALL_DAYS {
        take(days, 1, charts::DAYS_SHORT, 7);
    } else {
        take(DAYS, 1, charts::DAYS_SHORT, 7);
        take(WEEKS, 7, charts::WEEKS_SHORT, 3);
        // 14 days and 6 weeks are 56 days: the first month is the second that is over.
        take(MONTHS, MONTH, charts::MONTHS_SHORT, 4);
        take(i64::MAX, YEAR, charts::YEARS_SHORT, 2);
    }
    columns
}

/// Copies of a tier in each column.
pub fn counted(ages_hours: &[i64], columns: &[Column]) -> Vec<usize> {
    let of = |column: &Column| ages_hours.iter().filter(|age| (column.from..column.to).contains(age)).count();
    columns.iter().map(of).collect()
}

const NARROW: f64 = 620.0;
const NAMES: f64 = 190.0;
const HEAD: f64 = 20.0;
const MOST_CELL: f64 = 26.0;

/// Draws the calendar in so many pixels.
pub fn copies(chart: &CopiesChart, width: f64) -> Drawing {
    let mut svg = Svg::new("copies");
    let is_narrow = width < NARROW;
    let columns = columns(chart.keep_hours.max(1));
    let left = if is_narrow { 0.0 } else { NAMES };
    let step = ((width - left) / columns.len().max(1) as f64).min(MOST_CELL);
    let cell = step - if step > 12.0 { 3.0 } else { 1.5 };
    let height = cell.clamp(14.0, 22.0);
    let row = height + if is_narrow { 24.0 } else { 10.0 };
    let mut free = 0.0;
    for (i, column) in columns.iter().enumerate() {
        let x = left + step * i as f64;
        if column.is_longer {
            svg.line("grid week", (x - 1.0, 4.0), (x - 1.0, HEAD + row * chart.tiers.len() as f64));
        }
        if !column.label.is_empty() && x >= free {
            svg.text("tick", x, 12.0, Anchor::Start, &column.label);
            free = x + column.label.chars().count() as f64 * 7.0 + 4.0;
        }
    }
    for (i, tier) in chart.tiers.iter().enumerate() {
        let top = HEAD + row * i as f64;
        let y = if is_narrow { top + 18.0 } else { top + 2.0 };
        if is_narrow {
            let remark = format!("{} · {}", tier.name, tier.remark);
            svg.text("name", 0.0, top + 12.0, Anchor::Start, &fitted(&remark, width));
        } else {
            svg.text("name", 0.0, y + height / 2.0 - 1.0, Anchor::Start, &fitted(&tier.name, NAMES - 8.0));
            svg.text("tick", 0.0, y + height / 2.0 + 11.0, Anchor::Start, &fitted(&tier.remark, NAMES - 8.0));
        }
        for (column, (at, n)) in columns.iter().zip(counted(&tier.ages_hours, &columns)).enumerate() {
            let place = Rect { x: left + step * column as f64, y, width: cell, height };
            if n == 0 {
                svg.rect("no-copy", place);
                continue;
            }
            svg.open("copy", told(tier, at, n));
            svg.rect(&format!("part zone-{}", i % 6), place);
            if n > 1 && cell >= 15.0 {
                let (x, y) = (place.x + cell / 2.0, y + height / 2.0 + 4.0);
                svg.text("in-cell", x, y, Anchor::Middle, &n.to_string());
            }
            svg.close();
        }
    }
    let height = HEAD + row * chart.tiers.len() as f64 + 2.0;
    svg.finish((width, height), &chart.label)
}

fn told(tier: &TierCopies, column: &Column, n: usize) -> String {
    let (from, to) = (column.from / DAY, column.to / DAY);
    let mut ages = tier.ages_hours.iter().filter(|age| (column.from..column.to).contains(age));
    match (n, ages.next()) {
        (1, Some(age)) => t!(charts::ONE_COPY, tier = tier.name, age = age_in_words(*age)),
        _ if to - from == 1 => match from {
            0 => t!(charts::COPIES_TODAY, tier = tier.name, n = n),
            1 => t!(charts::COPIES_DAY_BEFORE, tier = tier.name, n = n),
            days => t!(charts::COPIES_DAYS_AGO, tier = tier.name, n = n, days = days),
        },
        _ => t!(charts::COPIES_OF_DAYS, tier = tier.name, n = n, from = from, to = to),
    }
}

/// An age in hours and days.
pub fn age_in_words(hours: i64) -> String {
    let (days, rest) = (hours / DAY, hours % DAY);
    let count = |n: i64, one: Word, many: Word| if n == 1 { t!(one).to_owned() } else { t!(many, n = n) };
    let of_days = |days| count(days, charts::DAY, charts::DAYS);
    let of_hours = |hours| count(hours, charts::HOUR, charts::HOURS);
    match (days, rest) {
        (0, rest) => of_hours(rest),
        (days, 0) => of_days(days),
        (days, rest) => format!("{} {}", of_days(days), of_hours(rest)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_calendar_has_a_column_for_each_day() {
        let columns = columns(30 * DAY);
        assert_eq!(columns.len(), 30);
        assert_eq!(columns[29].to, 30 * DAY);
        assert_eq!(columns[0].label, "today");
        assert_eq!(columns[14].label, "14 d");
    }

    #[test]
    fn a_long_calendar_gets_coarser_without_a_gap() {
        // Grandfather, father, son with years: 7 days, 5 weeks, 12 months, 7 years.
        let columns = columns(7 * YEAR * DAY);
        for pair in columns.windows(2) {
            assert_eq!(pair[0].to, pair[1].from);
        }
        assert!(columns.len() < 45, "{}", columns.len());
        assert!(columns.last().is_some_and(|last| last.to >= 7 * YEAR * DAY));
        assert_eq!(columns.iter().filter(|column| column.is_longer).count(), 3);
    }

    #[test]
    fn every_copy_is_in_one_column() {
        let ages: Vec<i64> = (0..48).chain([50, 74, 400, 2000, 20_000]).collect();
        for keep in [48, 720, 20_001] {
            let columns = columns(keep);
            let of_reach = ages.iter().filter(|age| **age < keep).count();
            assert!(counted(&ages, &columns).iter().sum::<usize>() >= of_reach);
        }
        assert_eq!(counted(&ages, &columns(48)), [24, 24]);
    }

    #[test]
    fn ages_are_said_in_days_and_hours() {
        for (hours, words) in [(1, "1 hour"), (22, "22 hours"), (24, "1 day"), (50, "2 days 2 hours")] {
            assert_eq!(age_in_words(hours), words);
        }
    }

    #[test]
    fn copies_can_be_pointed_at_and_gaps_cannot() {
        let chart = CopiesChart {
            tiers: vec![
                TierCopies {
                    name: "hourly".to_owned(),
                    remark: "every hour".to_owned(),
                    ages_hours: (0..48).collect(),
                },
                TierCopies {
                    name: "weekly".to_owned(),
                    remark: String::new(),
                    ages_hours: vec![20, 188, 356],
                },
            ],
            keep_hours: 720,
            label: "Copies".to_owned(),
        };
        for width in [290.0, 1100.0] {
            let drawing = copies(&chart, width);
            assert_eq!(drawing.told.len(), 2 + 3);
            assert_eq!(drawing.told[0], "hourly: 24 copies of the last 24 hours");
            assert_eq!(drawing.told[3], "weekly: one copy, 7 days 20 hours old");
        }
    }
}
