//! When a tier runs, and which of its copies are there.

use serde::Serialize;

use super::growth::DAY;
use crate::engine::catalogue::Weekday;
use crate::engine::scenario::BackupTier;

/// Runs at `first + k × every` for whole k from 0; a copy is there from its run until
/// `keep` hours later, when a run at that very hour takes its place.
///
/// Units: hours from the plan's first day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Schedule {
    /// The first run.
    pub first: i64,
    /// Hours between two runs.
    pub every: i64,
    /// Hours for which a copy is kept, rounded up.
    pub keep: i64,
}

impl Schedule {
    /// The schedule of a tier, in a plan whose first day is this weekday.
    ///
    /// The first run is the first one that has the tier's hour and weekday; a tier that runs
    /// several times a day has its hour as one of its runs.
    pub fn of(tier: &BackupTier, start: Weekday) -> Self {
        let every = i64::from(tier.every_hours);
        let at = i64::from(tier.at_hour);
        let first = if every < DAY {
            at % every
        } else {
            let position =
                |day: Weekday| Weekday::ALL.iter().position(|other| *other == day).unwrap_or(0) as i64;
            let wait = tier.at_weekday.map_or(0, |day| (position(day) - position(start)).rem_euclid(7));
            at + wait * DAY
        };
        Self { first, every, keep: (tier.keep_hours().ceil() as i64).max(1) }
    }

    /// Runs up to an hour, that hour among them.
    fn runs_up_to(self, hour: i64) -> i64 {
        if hour < self.first { 0 } else { (hour - self.first) / self.every + 1 }
    }

    /// Copies that are there at an hour, after what happens at it.
    pub fn copies_at(self, hour: i64) -> i64 {
        self.runs_up_to(hour) - self.runs_up_to(hour - self.keep)
    }

    /// Copies over time once the first have expired: the mean of what is there.
    pub fn copies_mean(self) -> f64 {
        self.keep as f64 / self.every as f64
    }

    /// Hours that all runs up to an hour have been there, if none ever expired.
    ///
    /// Formula: Σ (h − run) over the runs before h: n(h − first) − every · n(n − 1)/2.
    fn run_hours(self, hour: i64) -> f64 {
        let n = self.runs_up_to(hour);
        (n * (hour - self.first) - self.every * (n * (n - 1) / 2)) as f64
    }

    /// The mean number of copies that are there between two hours.
    pub fn copies_between(self, from: i64, to: i64) -> f64 {
        let kept = |hour: i64| self.run_hours(hour) - self.run_hours(hour - self.keep);
        (kept(to) - kept(from)) / (to - from) as f64
    }

    /// Runs from one hour on and before another.
    pub fn runs_between(self, from: i64, to: i64) -> i64 {
        self.runs_up_to(to - 1) - self.runs_up_to(from - 1)
    }

    /// Ages in hours of the copies that are there at an hour, the youngest first.
    pub fn ages_at(self, hour: i64) -> impl Iterator<Item = i64> {
        let last = self.first + (self.runs_up_to(hour) - 1) * self.every;
        (0..self.copies_at(hour)).map(move |i| hour - last + i * self.every)
    }

    /// The hour from which as many copies expire as are made.
    pub const fn steady_from(self) -> i64 {
        self.first + self.keep
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const WEEKLY: Schedule = Schedule { first: 28, every: 168, keep: 720 };

    /// By hand: runs at 28, 196, 364, 532, 700, 868; the first is gone from 748 on.
    #[test]
    fn copies_come_and_go() {
        for (hour, copies) in [(27, 0), (28, 1), (195, 1), (196, 2), (700, 5), (747, 5), (748, 4), (868, 5)] {
            assert_eq!(WEEKLY.copies_at(hour), copies, "hour {hour}");
        }
        let ages: Vec<i64> = WEEKLY.ages_at(748).collect();
        assert_eq!(ages, [48, 216, 384, 552]);
        assert!((WEEKLY.copies_mean() - 720.0 / 168.0).abs() < 1e-12);
    }

    /// The mean over any hours is that of the hours one by one.
    #[test]
    fn means_are_those_of_the_hours() {
        for (from, to) in [(0, 24), (20, 44), (190, 220), (700, 760), (2000, 2730)] {
            let sum: i64 = (from..to).map(|hour| WEEKLY.copies_at(hour)).sum();
            let mean = sum as f64 / (to - from) as f64;
            assert!((WEEKLY.copies_between(from, to) - mean).abs() < 1e-12, "{from} to {to}");
        }
        assert_eq!(WEEKLY.runs_between(28, 196), 1);
        assert_eq!(WEEKLY.runs_between(0, 28), 0);
        assert_eq!(WEEKLY.runs_between(29, 197), 1);
    }

    /// A retention of whole intervals always has the same number of copies.
    #[test]
    fn whole_intervals_keep_a_fixed_number() {
        let daily = Schedule { first: 2, every: 24, keep: 24 * 7 };
        assert!((24 * 7 + 2..2000).all(|hour| daily.copies_at(hour) == 7));
    }
}
