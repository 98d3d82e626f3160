//! What no other layout beats in cost, downtime and work at once.

use super::state::Scored;

/// Part of the downtime, and minutes a year, by which a dearer layout must be better to be told.
const LEAST: (f64, f64) = (0.01, 0.5);
/// Hours of work a month by which it must be better.
const LEAST_HOURS: f64 = 0.05;

/// A layout of the front.
#[derive(Clone, Debug)]
pub struct Point {
    pub(super) scored: Scored,
}

/// The front so far; layouts come to it in the order of their cost.
#[derive(Clone, Debug, Default)]
pub(super) struct Front {
    points: Vec<Point>,
}

impl Front {
    /// Whether a layout of at least this cost, downtime and work is no better than one that is
    /// there already, but for what is too little to be told.
    pub(super) fn covers(&self, minutes: f64, hours: f64) -> bool {
        self.points.iter().any(|Point { scored }| {
            scored.minutes <= minutes * (1.0 + LEAST.0) + LEAST.1 && scored.hours() <= hours + LEAST_HOURS
        })
    }

    /// Takes a layout up unless it is covered. What is cheaper was offered before.
    pub(super) fn offer(&mut self, scored: &Scored) {
        if !self.covers(scored.minutes, scored.hours()) {
            self.points.push(Point { scored: scored.clone() });
        }
    }

    pub(super) fn points(&self) -> &[Point] {
        &self.points
    }
}
