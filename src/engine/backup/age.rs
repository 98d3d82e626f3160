//! How old the data is that a copy brings back.

use libm::exp;
use serde::Serialize;

use crate::engine::uncertainty::Law;

/// Age of what the last good copy of a schedule brings back, hours.
///
/// Model: a failure strikes at any moment alike; a copy holds the data as they were when it
/// began and counts once it is done; each run fails for itself.
/// Formula: age = w + U(0, T) + T × Geom(p), where Geom counts the failed runs before a good one:
/// P(age ≤ w + (k + u)T) = 1 − p^k + (1 − p) p^k u for whole k ≥ 0 and 0 ≤ u ≤ 1;
/// mean w + T/2 + Tp/(1 − p).
/// Units: hours; p is a probability below 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct PeriodicAge {
    /// Hours T between two runs.
    pub interval_hours: f64,
    /// Hours w that a run takes.
    pub duration_hours: f64,
    /// Probability p that a run fails.
    pub failure: f64,
}

impl PeriodicAge {
    /// Mean age, hours.
    pub fn mean(self) -> f64 {
        let Self { interval_hours, duration_hours, failure } = self;
        duration_hours + interval_hours / 2.0 + interval_hours * failure / (1.0 - failure)
    }

    /// Probability of an age of at most so many hours.
    pub fn cdf(self, hours: f64) -> f64 {
        let position = (hours - self.duration_hours) / self.interval_hours;
        if position <= 0.0 {
            return 0.0;
        }
        let failed = position.floor();
        let before = libm::pow(self.failure, failed);
        1.0 - before + (1.0 - self.failure) * before * (position - failed)
    }

    /// The age that is not exceeded with probability `p`, hours; infinite at 1 unless no run fails.
    pub fn quantile(self, p: f64) -> f64 {
        let mut missing = 1.0;
        let mut failed = 0.0;
        // A run that always fails is kept out by the check of the figure; the bound is for its rounding.
        while failed < MOST_FAILED && 1.0 - missing * self.failure < p {
            missing *= self.failure;
            failed += 1.0;
        }
        let part = (p - (1.0 - missing)) / ((1.0 - self.failure) * missing);
        self.duration_hours + (failed + part.clamp(0.0, 1.0)) * self.interval_hours
    }
}

/// Failed runs in a row beyond which nobody looks.
const MOST_FAILED: f64 = 10_000.0;

/// Age of what a log brings back that is shipped piece by piece, minutes.
///
/// Formula: U(0, I) + Exp(m): the piece that was not shipped yet, and the time of its upload;
/// P(age ≤ x) = (min(x, I) − m(e^(−(x − I)⁺/m) − e^(−x/m)))/I.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct LogAge {
    /// Minutes I between two shipments.
    pub interval_minutes: f64,
    /// Mean minutes m of an upload.
    pub upload_minutes: f64,
}

impl LogAge {
    /// Mean age, minutes.
    pub fn mean(self) -> f64 {
        self.interval_minutes / 2.0 + self.upload_minutes
    }

    /// Probability of an age of at most so many minutes.
    pub fn cdf(self, minutes: f64) -> f64 {
        let Self { interval_minutes: interval, upload_minutes: mean } = self;
        if minutes <= 0.0 {
            return 0.0;
        }
        if mean <= 0.0 {
            return (minutes / interval).min(1.0);
        }
        if interval <= 0.0 {
            return -libm::expm1(-minutes / mean);
        }
        let beyond = (minutes - interval).max(0.0);
        let late = mean * (exp(-beyond / mean) - exp(-minutes / mean));
        ((minutes.min(interval) - late) / interval).clamp(0.0, 1.0)
    }

    /// The age that is not exceeded with probability `p`, minutes: bisection of [`LogAge::cdf`].
    pub fn quantile(self, p: f64) -> f64 {
        let (mut below, mut above) = (0.0, self.interval_minutes + 60.0 * self.upload_minutes);
        for _ in 0..60 {
            let middle = (below + above) / 2.0;
            if self.cdf(middle) < p {
                below = middle;
            } else {
                above = middle;
            }
        }
        (below + above) / 2.0
    }
}

/// What a failure costs of the data of a surface.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Lost {
    /// Nothing that was acknowledged.
    Nothing,
    /// What is younger than the last good copy.
    SinceCopy(PeriodicAge),
    /// What is younger than the last piece of the log.
    SinceLog(LogAge),
    /// What a replica elsewhere was behind, seconds.
    Behind(Law),
    /// All of it: no copy is left.
    Everything,
    /// It cannot be said.
    Unknown,
}

impl Lost {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Nothing => "nothing",
            Self::SinceCopy(_) => "since-copy",
            Self::SinceLog(_) => "since-log",
            Self::Behind(_) => "behind",
            Self::Everything => "everything",
            Self::Unknown => "unknown",
        }
    }

    /// Seconds of data that are not exceeded with probability `p`; `None` where all of it is
    /// lost, or nobody knows.
    pub fn quantile_seconds(self, p: f64) -> Option<f64> {
        match self {
            Self::Nothing => Some(0.0),
            Self::SinceCopy(age) => Some(age.quantile(p) * 3600.0),
            Self::SinceLog(age) => Some(age.quantile(p) * 60.0),
            Self::Behind(lag) => Some(lag.quantile(p)),
            Self::Everything | Self::Unknown => None,
        }
    }

    /// Probability that at most so many seconds of data are lost; `None` where nobody knows.
    pub fn p_within(self, seconds: f64) -> Option<f64> {
        match self {
            Self::Nothing => Some(1.0),
            Self::SinceCopy(age) => Some(age.cdf(seconds / 3600.0)),
            Self::SinceLog(age) => Some(age.cdf(seconds / 60.0)),
            Self::Behind(lag) => Some(lag.cdf(seconds)),
            Self::Everything => Some(0.0),
            Self::Unknown => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Published reading of a log that is shipped every 5 minutes and takes half a minute:
    /// p50 3.0, p95 5.35 minutes.
    #[test]
    fn a_shipped_log_is_as_old_as_published() {
        let log = LogAge { interval_minutes: 5.0, upload_minutes: 0.5 };
        assert!((log.quantile(0.5) - 3.0).abs() < 2e-3, "{}", log.quantile(0.5));
        assert!((log.quantile(0.95) - 5.35).abs() < 5e-3, "{}", log.quantile(0.95));
        assert!((log.mean() - 3.0).abs() < 1e-12);
        let without = LogAge { upload_minutes: 0.0, ..log };
        assert!((without.quantile(0.5) - 2.5).abs() < 1e-9);
    }

    /// A run that never fails leaves the uniform age of a renewal: no more than one interval.
    #[test]
    fn a_run_that_never_fails_bounds_the_age() {
        let age = PeriodicAge { interval_hours: 24.0, duration_hours: 0.0, failure: 0.0 };
        assert!((age.quantile(0.5) - 12.0).abs() < 1e-12);
        assert!((age.quantile(1.0) - 24.0).abs() < 1e-12);
        assert!((age.mean() - 12.0).abs() < 1e-12);
        assert!((age.cdf(25.0) - 1.0).abs() < 1e-12);
    }

    #[test]
    fn quantile_and_cdf_are_inverse() {
        let age = PeriodicAge { interval_hours: 6.0, duration_hours: 1.0, failure: 0.3 };
        for i in 1..100 {
            let p = f64::from(i) / 100.0;
            assert!((age.cdf(age.quantile(p)) - p).abs() < 1e-12, "p = {p}");
        }
    }
}
