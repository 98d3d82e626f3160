//! How data grow and change while copies are made.

use libm::{expm1, log1p, pow};

use crate::engine::catalogue::CopyMethod;
use crate::engine::units::YEAR_HOURS;

/// Hours of a day.
pub const DAY: i64 = 24;

/// The size of data over time, as a multiple of today's.
///
/// Formula: (1 + g)^(h/8760) at hour h, g the growth of a year.
#[derive(Clone, Debug)]
pub struct Growth {
    of_day: Vec<f64>,
    of_hour: [f64; DAY as usize],
}

impl Growth {
    /// Growth of so many percent a year, for the days up to `days`.
    pub fn new(pct_per_year: f64, days: usize) -> Self {
        let at = |hours: f64| {
            if pct_per_year <= 0.0 { 1.0 } else { pow(1.0 + pct_per_year / 100.0, hours / YEAR_HOURS) }
        };
        let of_day = (0..=days).map(|day| at(day as f64 * DAY as f64)).collect();
        let mut of_hour = [1.0; DAY as usize];
        for (hour, factor) in of_hour.iter_mut().enumerate() {
            *factor = at(hour as f64);
        }
        Self { of_day, of_hour }
    }

    /// Data that stay as they are.
    pub fn none() -> Self {
        Self { of_day: Vec::new(), of_hour: [1.0; DAY as usize] }
    }

    /// The size at an hour. Beyond the days that were asked for it stays that of the last.
    pub fn at(&self, hour: i64) -> f64 {
        let Some(last) = self.of_day.len().checked_sub(1) else { return 1.0 };
        let day = (hour / DAY).max(0) as usize;
        match self.of_day.get(day) {
            Some(size) => size * self.of_hour[hour.rem_euclid(DAY) as usize],
            None => self.of_day[last],
        }
    }
}

/// Gaps whose change is looked up.
const N_GAPS: usize = 1024;

/// The part of the data that a copy adds to the one before it.
///
/// Formula, c the part that changes in a day and d the days between the two copies:
/// incremental min(1, c·d), what was written; deduplicated and snapshots 1 − (1 − c)^d, the
/// blocks that differ; full 1.
#[derive(Clone, Debug)]
pub struct Change {
    method: CopyMethod,
    daily: f64,
    of_gap: Vec<f64>,
}

impl Change {
    /// The change of copies of a method; `daily` is a part, from 0 to 1.
    pub const fn new(method: CopyMethod, daily: f64) -> Self {
        Self { method, daily, of_gap: Vec::new() }
    }

    /// The same with a table of what is looked up often.
    pub fn tabled(mut self) -> Self {
        if matches!(self.method, CopyMethod::Deduplicated | CopyMethod::Snapshot) {
            self.of_gap = (0..N_GAPS).map(|hours| self.computed(hours as i64)).collect();
        }
        self
    }

    /// Whether a copy shares what it has in common with others.
    pub fn is_shared(&self) -> bool {
        self.method != CopyMethod::Full
    }

    /// The part that a copy adds so many hours after the one before it.
    pub fn after(&self, hours: i64) -> f64 {
        match self.of_gap.get(hours as usize) {
            Some(part) => *part,
            None => self.computed(hours),
        }
    }

    fn computed(&self, hours: i64) -> f64 {
        let days = hours as f64 / DAY as f64;
        match self.method {
            CopyMethod::Full => 1.0,
            CopyMethod::Incremental => (self.daily * days).min(1.0),
            CopyMethod::Deduplicated | CopyMethod::Snapshot => {
                if hours == 0 {
                    0.0
                } else if self.daily >= 1.0 {
                    1.0
                } else {
                    -expm1(days * log1p(-self.daily))
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn data_grow_by_the_year() {
        let growth = Growth::new(20.0, 800);
        assert!((growth.at(0) - 1.0).abs() < 1e-15);
        assert!((growth.at(8760) - 1.2).abs() < 1e-12);
        assert!((growth.at(2 * 8760) - 1.44).abs() < 1e-12);
        assert!((growth.at(8760 + 12) - 1.2 * pow(1.2, 12.0 / 8760.0)).abs() < 1e-12);
    }

    /// By hand: of 10 % a day, two days write 20 % and change 19 % of the blocks.
    #[test]
    fn methods_differ_in_what_a_copy_adds() {
        let after = |method, hours| Change::new(method, 0.1).after(hours);
        assert!((after(CopyMethod::Incremental, 48) - 0.2).abs() < 1e-15);
        assert!((after(CopyMethod::Deduplicated, 48) - 0.19).abs() < 1e-15);
        assert!((after(CopyMethod::Snapshot, 0)).abs() < 1e-15);
        assert!((after(CopyMethod::Full, 1) - 1.0).abs() < 1e-15);
        assert!((after(CopyMethod::Incremental, 24 * 20) - 1.0).abs() < 1e-15);
        assert!((after(CopyMethod::Deduplicated, 24 * 365) - 1.0).abs() < 1e-12);
    }
}
