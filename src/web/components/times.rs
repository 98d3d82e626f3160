//! Times in words.

use crate::engine::units::YEAR_HOURS;
use crate::web::words::{availability, charts, digits, t};

/// A length of time as people say it.
pub fn long(hours: f64) -> String {
    let minutes = hours * 60.0;
    if minutes < 1.0 {
        format!("{} s", digits(minutes * 60.0))
    } else if minutes < 120.0 {
        format!("{} min", digits(minutes))
    } else if hours < 48.0 {
        format!("{} h", digits(hours))
    } else {
        t!(charts::DAYS, n = digits(hours / 24.0))
    }
}

/// When something is, such as `year 3, day 112`. There are no weekdays and no hours of the day.
pub fn when(hours: f64) -> String {
    let year = (hours / YEAR_HOURS).floor();
    let day = ((hours - year * YEAR_HOURS) / 24.0).floor();
    t!(availability::WHEN, year = year + 1.0, day = day + 1.0)
}

/// How often, such as `once in 5 years`.
pub fn often(per_year: f64) -> String {
    if per_year <= 0.0 {
        t!(availability::NEVER).to_owned()
    } else if per_year > 1.5 {
        t!(availability::TIMES_A_YEAR, n = digits(per_year))
    } else if per_year > 0.75 {
        t!(availability::ONCE_A_YEAR).to_owned()
    } else {
        t!(availability::ONCE_IN, n = digits(1.0 / per_year))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_said_as_people_say_them() {
        for (hours, words) in [
            (0.005, "18 s"),
            (0.5, "30 min"),
            (1.9, "114 min"),
            (3.25, "3.25 h"),
            (47.0, "47 h"),
            (60.0, "2.5 days"),
        ] {
            assert_eq!(long(hours), words);
        }
        // 2 × 8760 + 111 × 24.
        assert_eq!(when(20_184.0), "year 3, day 112");
        assert_eq!(when(0.0), "year 1, day 1");
        assert_eq!(when(8759.9), "year 1, day 365");
        for (per_year, words) in
            [(0.0, "never"), (0.2, "once in 5 years"), (1.0, "about once a year"), (12.0, "12 times a year")]
        {
            assert_eq!(often(per_year), words);
        }
    }
}
