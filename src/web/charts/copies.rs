//! Copies that are there on a day: a square for each day, coloured by what was made on it.

/// A schedule of copies, hours.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CopySchedule {
    /// Hours between two runs.
    pub every: f64,
    /// The hour of the first run, since the beginning of the plan.
    pub first: f64,
    /// Hours for which a copy is kept.
    pub keep: f64,
}

impl CopySchedule {
    /// The ages of the copies that are there at an hour, the youngest first.
    ///
    /// Formula: runs at first + k · every up to the hour, younger than what is kept. Units:
    /// hours. At most `most` of them.
    pub fn ages(&self, hour: f64, most: usize) -> Vec<f64> {
        if !(self.every > 0.0) || hour < self.first {
            return Vec::new();
        }
        let youngest = (hour - self.first) % self.every;
        let runs = ((hour - self.first) / self.every).floor() as usize + 1;
        (0..runs.min(most))
            .map(|k| youngest + k as f64 * self.every)
            .take_while(|age| *age < self.keep)
            .collect()
    }
}

/// A square of the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct DaySquare {
    /// Column of the week, from the left.
    pub column: usize,
    /// Row: 0 for Monday to 6 for Sunday.
    pub row: usize,
    /// Days before the day that is looked at.
    pub days_ago: usize,
    /// For each schedule the copies that were made on the day and are still there.
    pub copies: Vec<usize>,
}

/// The days up to the one that is looked at, in weeks of columns, with the copies of each that
/// are still there.
///
/// `weekday` is that of the last day, 0 for Monday; `n_weeks` the columns, the last of which holds
/// the last day; `ages` the ages of the copies of each schedule at the end of that day, hours.
pub fn day_squares(ages: &[Vec<f64>], weekday: usize, n_weeks: usize) -> Vec<DaySquare> {
    let n_days = (n_weeks.max(1) - 1) * 7 + weekday + 1;
    let squares = (0..n_days).map(|day| {
        let days_ago = n_days - 1 - day;
        let made_then =
            |ages: &Vec<f64>| ages.iter().filter(|age| (**age / 24.0).floor() as usize == days_ago).count();
        DaySquare { column: day / 7, row: day % 7, days_ago, copies: ages.iter().map(made_then).collect() }
    });
    squares.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Hourly for two days, daily at three for a week.
    const HOURLY: CopySchedule = CopySchedule { every: 1.0, first: 0.0, keep: 48.0 };
    const DAILY: CopySchedule = CopySchedule { every: 24.0, first: 3.0, keep: 168.0 };

    #[test]
    fn copies_are_kept_for_as_long_as_it_is_said() {
        // At 23 of the 10th day: 48 hourly copies; daily ones of the last seven days.
        let hour = 9.0 * 24.0 + 23.0;
        assert_eq!(HOURLY.ages(hour, 1000).len(), 48);
        let days: Vec<f64> = (0..7).map(|day| 20.0 + f64::from(day) * 24.0).collect();
        assert_eq!(DAILY.ages(hour, 1000), days);
        // Before the first run there is none; soon after it there are few.
        assert!(DAILY.ages(2.0, 1000).is_empty());
        assert_eq!(DAILY.ages(30.0, 1000), [3.0, 27.0]);
    }

    #[test]
    fn squares_are_days_of_the_week_with_their_copies() {
        let hour = 9.0 * 24.0 + 23.0;
        let ages = vec![HOURLY.ages(hour, 1000), DAILY.ages(hour, 1000)];
        let squares = day_squares(&ages, 2, 2);
        assert_eq!(squares.len(), 10);
        let last = &squares[9];
        assert_eq!((last.column, last.row, last.days_ago), (1, 2, 0));
        assert_eq!(
            (last.copies.as_slice(), squares[8].copies.as_slice()),
            ([24, 1].as_slice(), [24, 1].as_slice())
        );
        assert_eq!(squares[2].copies, [0, 0]);
        assert_eq!(squares[3].copies, [0, 1]);
    }
}
