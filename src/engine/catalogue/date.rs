//! Dates of figures: a day, a month or a year.

use std::fmt;

use serde::{Serialize, Serializer};

/// Years that dates reach.
const YEARS: std::ops::RangeInclusive<u16> = 1970..=2200;

/// The date of a figure, as exactly as its source gives it.
///
/// Order: by year, month, day; a year alone stands before its months.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Date {
    year: u16,
    month: Option<u8>,
    day: Option<u8>,
}

impl Date {
    /// Reads `YYYY-MM-DD`, `YYYY-MM` or `YYYY`.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('-');
        let number = |part: &str, width: usize| {
            (part.len() == width && part.bytes().all(|b| b.is_ascii_digit()))
                .then(|| part.parse::<u16>().ok())?
        };
        let year = number(parts.next()?, 4).filter(|year| YEARS.contains(year))?;
        let month = match parts.next() {
            Some(part) => Some(number(part, 2).filter(|month| (1..=12).contains(month))? as u8),
            None => None,
        };
        let day = match (parts.next(), month) {
            (Some(part), Some(month)) => {
                Some(number(part, 2).filter(|day| (1..=days_in(year, month)).contains(day))? as u8)
            }
            _ => None,
        };
        parts.next().is_none().then_some(Self { year, month, day })
    }

    /// The first day of a month; none in a year that dates do not reach.
    pub fn first_of(year: u16, month: u8) -> Option<Self> {
        let is_date = YEARS.contains(&year) && (1..=12).contains(&month);
        is_date.then_some(Self { year, month: Some(month), day: Some(1) })
    }

    /// The year.
    pub const fn year(self) -> u16 {
        self.year
    }

    /// The month, if the date has one.
    pub const fn month(self) -> Option<u8> {
        self.month
    }

    /// The day of the month, if the date has one.
    pub const fn day(self) -> Option<u8> {
        self.day
    }
}

impl Date {
    /// The day of a number of days since 1 January 1970.
    ///
    /// Formula: the inverse of [`Date::day_number`], by years of the same kind. A day before
    /// 1970 is the first of 1970, one after 2200 the last of 2200, as no other date can be read.
    pub fn from_day_number(number: i64) -> Self {
        let number = number.clamp(0, 84_370);
        let days = number + 719_468;
        let era = days / 146_097;
        let of_era = days % 146_097;
        let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
        let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * of_year + 2) / 153;
        let day = of_year - (153 * month_from_march + 2) / 5 + 1;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Self { year: year as u16, month: Some(month as u8), day: Some(day as u8) }
    }

    /// The day of the week: 0 for Monday to 6 for Sunday.
    pub fn weekday(self) -> u8 {
        // 1 January 1970 was a Thursday.
        (self.day_number() + 3).rem_euclid(7) as u8
    }

    /// Days since 1 January 1970, of the first day of the month or year where no day is given.
    ///
    /// Formula: days of the Gregorian calendar, with years that begin in March, so that a
    /// leap day is the last of its year.
    pub fn day_number(self) -> i64 {
        let month = i64::from(self.month.unwrap_or(1));
        let year = i64::from(self.year) - i64::from(month <= 2);
        let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + i64::from(self.day.unwrap_or(1)) - 1;
        year * 365 + year.div_euclid(4) - year.div_euclid(100) + year.div_euclid(400) + day_of_year - 719_468
    }
}

/// Days of a month.
const fn days_in(year: u16, month: u8) -> u16 {
    match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    }
}

impl fmt::Display for Date {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(out, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(out, "-{day:02}")?;
        }
        Ok(())
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Known days: the epoch, the day after a leap day, and the end of a century.
    #[test]
    fn days_are_counted_from_1970() {
        let number = |text| Date::parse(text).map(Date::day_number);
        assert_eq!(number("1970-01-01"), Some(0));
        assert_eq!(number("2000-03-01"), Some(11_017));
        assert_eq!(number("2026-11-24"), Some(20_781));
        assert_eq!(number("2026"), number("2026-01-01"));
        assert_eq!(number("2024-02"), number("2024-02-01"));
    }

    #[test]
    fn every_day_is_the_day_of_its_number() {
        for number in (0..=84_370).step_by(13).chain(84_360..=84_370) {
            let date = Date::from_day_number(number);
            assert_eq!(date.day_number(), number, "{date}");
            assert_eq!(Date::parse(&date.to_string()), Some(date));
        }
        assert_eq!(Date::from_day_number(84_370).to_string(), "2200-12-31");
        assert_eq!(Date::from_day_number(-5).to_string(), "1970-01-01");
    }

    /// Known days of the week: a Thursday, a Friday, a Sunday and a Monday.
    #[test]
    fn days_of_the_week_are_known() {
        for (text, weekday) in [("1970-01-01", 3), ("2027-01-01", 4), ("2000-02-27", 6), ("2026-11-23", 0)] {
            assert_eq!(Date::parse(text).map(Date::weekday), Some(weekday), "{text}");
        }
    }

    #[test]
    fn reads_days_months_and_years_and_nothing_else() {
        for text in ["2026-09-29", "2026-09", "2026", "2024-02-29"] {
            assert_eq!(Date::parse(text).map(|d| d.to_string()).as_deref(), Some(text));
        }
        for text in
            ["", "26", "2026-13", "2026-02-29", "2026-9-1", "2026-09-29-1", "2026-00", "next year", "+026"]
        {
            assert_eq!(Date::parse(text), None, "{text}");
        }
        assert!(Date::parse("2026") < Date::parse("2026-01"));
        assert!(Date::parse("2025-12-31") < Date::parse("2026"));
    }
}
