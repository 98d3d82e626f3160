//! Days of work and the hours of the clock.

use crate::engine::catalogue::Date;

/// The hour at which work begins, where the productive hours leave room for it.
const OPENS_HOUR: f64 = 9.0;
/// Hours of rounding that do not make another day.
const ROUNDING: f64 = 1e-9;

/// How working hours lie on the clock.
///
/// Times are hours of the clock since midnight of the day on which the project begins. The
/// two calendars differ in what work does with them; waiting passes them as they are.
pub trait WorkingTime {
    /// The earliest moment from `time` on at which somebody works.
    fn begin(&self, time: f64) -> f64;
    /// The moment at which so many hours of work are done that begin at `time`.
    fn end(&self, time: f64, hours: f64) -> f64;
}

/// Time that counts working hours alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlainTime;

impl WorkingTime for PlainTime {
    fn begin(&self, time: f64) -> f64 {
        time
    }

    fn end(&self, time: f64, hours: f64) -> f64 {
        time + hours
    }
}

/// Weekdays without holidays, with so many productive hours each.
///
/// The hours of a day lie together and begin at nine, or so early that they end by midnight.
#[derive(Clone, Debug, PartialEq)]
pub struct Calendar {
    first_day: i64,
    /// Weekdays of the first day's week that are over.
    weekdays_over: i64,
    /// Day of the week of the first day, 0 for Monday.
    weekday: i64,
    /// For each holiday on a weekday: how many weekdays and how many such holidays come before.
    holidays: Vec<i64>,
    productive_hours: f64,
    opens: f64,
}

impl Calendar {
    /// A calendar from a day on; holidays by the number of their day, in any order.
    pub fn new(first: Date, holidays: &[i64], productive_hours: f64) -> Self {
        let weekday = i64::from(first.weekday());
        let mut calendar = Self {
            first_day: first.day_number(),
            weekdays_over: weekday.min(5),
            weekday,
            holidays: Vec::new(),
            productive_hours,
            opens: OPENS_HOUR.min(24.0 - productive_hours),
        };
        let mut days: Vec<i64> = holidays
            .iter()
            .map(|day| day - calendar.first_day)
            .filter(|day| *day >= 0 && calendar.is_weekday(*day))
            .map(|day| calendar.weekdays_before(day))
            .collect();
        days.sort_unstable();
        days.dedup();
        calendar.holidays = days;
        calendar
    }

    /// The same with another number of productive hours.
    pub fn with_productive_hours(&self, hours: f64) -> Self {
        Self { productive_hours: hours, opens: OPENS_HOUR.min(24.0 - hours), ..self.clone() }
    }

    /// The date of a moment.
    pub fn date(&self, time: f64) -> Date {
        Date::from_day_number(self.day_number(time))
    }

    /// The number of the day of a moment.
    pub fn day_number(&self, time: f64) -> i64 {
        self.first_day + libm::floor(time / 24.0) as i64
    }

    /// Working days that are over at a moment, parts of a day included.
    pub fn working_days(&self, time: f64) -> f64 {
        self.working_hours(time) / self.productive_hours
    }

    /// Days without work from the first day to that of a moment.
    pub fn days_off(&self, time: f64) -> Vec<Date> {
        let last = self.day_number(time) - self.first_day;
        (0..=last)
            .filter(|day| !self.works(*day))
            .map(|day| Date::from_day_number(self.first_day + day))
            .collect()
    }

    fn working_hours(&self, time: f64) -> f64 {
        let day = libm::floor(time / 24.0);
        let within = (time - day * 24.0 - self.opens).clamp(0.0, self.productive_hours);
        let over = self.working_before(day as i64) as f64 * self.productive_hours;
        if self.works(day as i64) { over + within } else { over }
    }

    const fn is_weekday(&self, day: i64) -> bool {
        (day + self.weekday) % 7 < 5
    }

    /// Weekdays from the first day on that come before a day.
    fn weekdays_before(&self, day: i64) -> i64 {
        let from_monday = day + self.weekday;
        from_monday / 7 * 5 + (from_monday % 7).min(5) - self.weekdays_over
    }

    fn works(&self, day: i64) -> bool {
        self.is_weekday(day) && self.holidays.binary_search(&self.weekdays_before(day)).is_err()
    }

    /// Working days before a day.
    fn working_before(&self, day: i64) -> i64 {
        let weekdays = self.weekdays_before(day);
        weekdays - self.holidays.partition_point(|holiday| *holiday < weekdays) as i64
    }

    /// The day of the n-th working day, counted from 0.
    fn working_day(&self, n: i64) -> i64 {
        // The i-th holiday (from 0) comes no later than the n-th working day if no more than n + i
        // weekdays come before it.
        let (mut low, mut high) = (0, self.holidays.len());
        while low < high {
            let middle = (low + high) / 2;
            if self.holidays[middle] - middle as i64 <= n {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        let from_monday = n + low as i64 + self.weekdays_over;
        from_monday / 5 * 7 + from_monday % 5 - self.weekday
    }
}

impl WorkingTime for Calendar {
    fn begin(&self, time: f64) -> f64 {
        let day = libm::floor(time / 24.0);
        let hour = time - day * 24.0;
        if self.works(day as i64) && hour < self.opens + self.productive_hours - ROUNDING {
            return if hour < self.opens { day * 24.0 + self.opens } else { time };
        }
        let next = self.working_day(self.working_before(day as i64 + 1));
        next as f64 * 24.0 + self.opens
    }

    fn end(&self, time: f64, hours: f64) -> f64 {
        let done = self.working_hours(time) + hours;
        // What fills a day ends that day, not on the next morning.
        let days = libm::ceil((done - ROUNDING) / self.productive_hours - 1.0).max(0.0);
        let within = done - days * self.productive_hours;
        self.working_day(days as i64) as f64 * 24.0 + self.opens + within
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn day(text: &str) -> Date {
        Date::parse(text).expect("a day")
    }

    #[track_caller]
    fn same(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-9, "{found} {expected}");
    }

    fn calendar(first: &str, holidays: &[&str], hours: f64) -> Calendar {
        let holidays: Vec<i64> = holidays.iter().map(|text| day(text).day_number()).collect();
        Calendar::new(day(first), &holidays, hours)
    }

    /// By hand: Friday 2027-01-01 with Wednesday the 6th off, six hours a day.
    #[test]
    fn work_goes_on_after_the_weekend_and_the_holiday() {
        let calendar = calendar("2027-01-01", &["2027-01-06", "2027-01-09"], 6.0);
        same(calendar.begin(0.0), 9.0);
        same(calendar.end(9.0, 6.0), 15.0);
        // Ten hours: six on Friday, four on Monday.
        let end = calendar.end(9.0, 10.0);
        assert_eq!((calendar.date(end).to_string(), end), ("2027-01-04".to_owned(), 3.0 * 24.0 + 13.0));
        // Nineteen: Friday, Monday, Tuesday, and an hour on Thursday, as Wednesday is off.
        let end = calendar.end(9.0, 19.0);
        assert_eq!((calendar.date(end).to_string(), end), ("2027-01-07".to_owned(), 6.0 * 24.0 + 10.0));
        assert!((calendar.working_days(end) - 19.0 / 6.0).abs() < 1e-12);
        // Off are the weekend, the Wednesday, and no more by then.
        let off: Vec<String> = calendar.days_off(end).iter().map(Date::to_string).collect();
        assert_eq!(off, ["2027-01-02", "2027-01-03", "2027-01-06"]);
        // A wait that ends on Saturday: work begins on Monday.
        same(calendar.begin(30.0), 3.0 * 24.0 + 9.0);
        same(calendar.begin(15.0), 3.0 * 24.0 + 9.0);
    }

    #[test]
    fn a_project_may_begin_on_a_weekend_or_holiday() {
        for (first, holidays, monday) in
            [("2027-01-02", vec![], 2), ("2027-01-03", vec![], 1), ("2027-01-04", vec!["2027-01-04"], 1)]
        {
            same(calendar(first, &holidays, 8.0).begin(0.0), f64::from(monday) * 24.0 + 9.0);
        }
    }

    #[test]
    fn a_day_of_twenty_four_hours_begins_at_midnight() {
        let calendar = calendar("2027-01-04", &[], 24.0);
        assert_eq!(
            (calendar.begin(0.0), calendar.end(0.0, 24.0), calendar.end(0.0, 25.0)),
            (0.0, 24.0, 25.0)
        );
        // Friday's midnight is the weekend's.
        same(calendar.begin(5.0 * 24.0), 7.0 * 24.0);
    }

    proptest! {
        /// Counted day by day, the same working hours lie between begin and end.
        #[test]
        fn hours_of_work_are_those_between_begin_and_end(
            first in 20_000_i64..20_400, off in prop::collection::btree_set(0_i64..60, 0..25),
            productive in 0.5_f64..24.0, time in 0.0_f64..500.0, hours in 0.01_f64..200.0,
        ) {
            let holidays: Vec<i64> = off.iter().map(|day| first + day).collect();
            let calendar = Calendar::new(Date::from_day_number(first), &holidays, productive);
            let begin = calendar.begin(time);
            let end = calendar.end(begin, hours);
            let worked = |until: f64| -> f64 {
                (0..=(until / 24.0) as i64)
                    .filter(|day| Date::from_day_number(first + day).weekday() < 5 && !off.contains(day))
                    .map(|day| (until - day as f64 * 24.0 - calendar.opens).clamp(0.0, productive))
                    .sum()
            };
            prop_assert!(begin >= time && end > begin);
            prop_assert!((worked(end) - worked(begin) - hours).abs() < 1e-6);
            prop_assert!((worked(begin) - worked(time)).abs() < 1e-6, "nothing is missed while waiting");
            prop_assert!((calendar.working_days(end) * productive - worked(end)).abs() < 1e-6);
            prop_assert!((calendar.begin(begin) - begin).abs() < 1e-12);
        }
    }
}
