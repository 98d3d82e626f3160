//! When cycles come.

/// Weeks of a year of work: 52 begin within any 365 days.
const WEEKS: u32 = 52;
/// Months of a year.
const MONTHS: u32 = 12;

/// Cycles in each calendar month, January first.
///
/// Rule: what comes up to twelve times a year comes in the last month of each of its equal
/// parts of the year: four times in March, June, September and December. What comes more
/// often is spread evenly: a month has 52 ÷ 12 weeks.
pub fn months_of(per_year: u32) -> [f64; 12] {
    if per_year > MONTHS {
        return [f64::from(per_year) / f64::from(MONTHS); 12];
    }
    let mut months = [0.0; 12];
    for cycle in 1..=per_year {
        // In the month in which that part of the year ends.
        months[(cycle * MONTHS).div_ceil(per_year) as usize - 1] += 1.0;
    }
    months
}

/// A week of the year of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Week {
    /// Days from the first of the year's first month to its Monday.
    pub from_start_days: i64,
    /// Cycles that come in it.
    pub cycles: u32,
}

/// The weeks of a year that begins on a day, for what comes more often than each month.
///
/// `first_weekday` is the weekday of that day, Monday 0. The 52 weeks begin with its first
/// Monday; cycles are dealt out evenly over them: 52 a year is one in each week.
pub fn weeks(first_weekday: i64, per_year: u32) -> Vec<Week> {
    let first_monday = (7 - first_weekday).rem_euclid(7);
    let until = |week: u32| u64::from(week) * u64::from(per_year) / u64::from(WEEKS);
    (0..WEEKS)
        .map(|week| Week {
            from_start_days: first_monday + 7 * i64::from(week),
            cycles: (until(week + 1) - until(week)) as u32,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cycles_come_at_the_end_of_their_part_of_the_year() {
        for (per_year, expected) in [
            (1, vec![12]),
            (2, vec![6, 12]),
            (3, vec![4, 8, 12]),
            (4, vec![3, 6, 9, 12]),
            (5, vec![3, 5, 8, 10, 12]),
            (6, vec![2, 4, 6, 8, 10, 12]),
            (12, (1..=12).collect()),
        ] {
            let months = months_of(per_year);
            let due: Vec<usize> = (1..=12).filter(|month| months[month - 1] > 0.0).collect();
            assert_eq!(due, expected, "{per_year} times a year");
        }
    }

    #[test]
    fn every_cycle_of_a_year_has_its_month_and_its_week() {
        for per_year in 1..=366 {
            let months: f64 = months_of(per_year).iter().sum();
            assert!((months - f64::from(per_year)).abs() < 1e-9, "{per_year}");
            let weeks: u32 = weeks(3, per_year).iter().map(|week| week.cycles).sum();
            assert_eq!(weeks, per_year);
        }
    }

    /// January 2027 begins on a Friday; its first Monday is the fourth.
    #[test]
    fn weeks_begin_on_mondays_of_the_year() {
        let weeks = weeks(4, 52);
        assert_eq!(weeks.len(), 52);
        assert_eq!(weeks[0], Week { from_start_days: 3, cycles: 1 });
        assert!(weeks.iter().all(|week| week.cycles == 1 && week.from_start_days < 365));
        for weekday in 0..7 {
            let last = super::weeks(weekday, 52)[51].from_start_days;
            assert!((357..365).contains(&last), "{last}");
        }
    }
}
