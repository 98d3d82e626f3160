//! Dates as they are read on the page.

use crate::engine::catalogue::Date;

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];

/// The short name of a month, 1 to 12.
pub fn month(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("–")
}

/// A day without its year: `6 Jan`.
pub fn day(date: Date) -> String {
    format!("{} {}", date.day().unwrap_or(1), month(date.month().unwrap_or(1)))
}

/// A day: `Wed 6 Jan 2027`.
pub fn full(date: Date) -> String {
    let weekday = WEEKDAYS.get(usize::from(date.weekday())).copied().unwrap_or("");
    format!("{weekday} {} {}", day(date), date.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_has_its_weekday_and_month() {
        let date = Date::parse("2027-01-06").expect("a day");
        assert_eq!((day(date).as_str(), full(date).as_str()), ("6 Jan", "Wed 6 Jan 2027"));
        assert_eq!((month(12), month(0), month(13)), ("Dec", "–", "–"));
    }
}
