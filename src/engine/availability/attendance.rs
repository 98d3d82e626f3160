//! When somebody is there who can act.

use serde::{Deserialize, Serialize};

use crate::engine::scenario::OnCall;

/// Hours of a week.
const WEEK_HOURS: f64 = 168.0;
/// Hours of a day.
const DAY_HOURS: f64 = 24.0;
/// Days of a week on which people work.
const WORKING_DAYS: f64 = 5.0;

/// A part of all moments, and the longest wait from such a moment until somebody is there;
/// waits are uniform from nothing to it.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Absence {
    /// Part of all moments.
    pub share: f64,
    /// Longest wait, minutes.
    pub most_minutes: f64,
}

/// When a team answers.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Attendance {
    /// Whether a rota covers every hour.
    always: bool,
    /// Hours of each working day in which somebody is there.
    hours_per_day: f64,
}

impl Attendance {
    /// The attendance of a team. Without a rota around the clock somebody is there in the
    /// business hours of five days alone, paid for it or not.
    pub fn of(arrangement: OnCall, business_hours_per_week: f64) -> Self {
        let hours_per_day = (business_hours_per_week / WORKING_DAYS).clamp(0.0, DAY_HOURS);
        Self { always: arrangement == OnCall::Rota24x7, hours_per_day }
    }

    /// Whether somebody answers at every hour.
    pub const fn is_always(self) -> bool {
        self.always
    }

    /// Moments of a week by the wait that follows from them: in working hours, in the nights
    /// between two working days, at the weekend.
    ///
    /// Formula: with h hours on each of five days a failure finds somebody with probability
    /// 5h/168; else it waits up to 24 − h hours (share 4(24 − h)/168) or up to 72 − h
    /// (share (72 − h)/168).
    /// Source: docs/model.md, "Who is there".
    pub fn absences(self) -> Vec<Absence> {
        if self.is_always() {
            return vec![Absence { share: 1.0, most_minutes: 0.0 }];
        }
        let hours = self.hours_per_day;
        let (night, weekend) = (DAY_HOURS - hours, 3.0 * DAY_HOURS - hours);
        [(WORKING_DAYS * hours, 0.0), ((WORKING_DAYS - 1.0) * night, night), (weekend, weekend)]
            .into_iter()
            .filter(|(of_week, _)| *of_week > 0.0)
            .map(|(of_week, most)| Absence { share: of_week / WEEK_HOURS, most_minutes: most * 60.0 })
            .collect()
    }

    /// Mean minutes from a failure until somebody is there.
    pub fn mean_wait_minutes(self) -> f64 {
        self.absences().iter().map(|absence| absence.share * absence.most_minutes / 2.0).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Eight hours on five days: 40 of 168 hours are covered; 64 are nights of 16 h, 64 the
    /// weekend. Mean wait = (64 × 8 + 64 × 32) ÷ 168 = 15.238 h.
    #[test]
    fn a_team_without_a_rota_is_there_in_40_of_168_hours() {
        let team = Attendance::of(OnCall::None, 40.0);
        let shares: Vec<f64> = team.absences().iter().map(|absence| absence.share * 168.0).collect();
        for (share, hours) in shares.iter().zip([40.0, 64.0, 64.0]) {
            assert!((share - hours).abs() < 1e-9, "{shares:?}");
        }
        assert!((team.mean_wait_minutes() - 2560.0 / 168.0 * 60.0).abs() < 1e-9);
    }

    #[test]
    fn a_rota_around_the_clock_never_waits() {
        let team = Attendance::of(OnCall::Rota24x7, 40.0);
        assert!(team.is_always());
        assert!(team.mean_wait_minutes().abs() < 1e-12);
    }
}
