//! States of the database and its zones, and what follows from each.

use super::others::There;
use super::{Database, Zoned};
use crate::engine::availability::Repairable;

/// What the database does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Mode {
    /// The primary serves, if it is available.
    Serves,
    /// The standby takes over by itself.
    FailsOver,
    /// The standby takes over by hand.
    ByHand,
}

/// A zone and its nodes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Zone {
    /// Up.
    Up,
    /// Lost, its nodes are starting elsewhere.
    Starting,
    /// Lost with its nodes until it is back.
    Lost,
    /// Lost, its nodes run elsewhere.
    Moved,
}

/// The database and its zones, by role: `[primary, standby]`, so that a pair that has swapped is
/// the same state as one that has not where its two zones are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) zones: [Zone; 2],
    pub(super) instance_up: [bool; 2],
    pub(super) mode: Mode,
    /// Whether the primary is in what was the standby's zone; always false where both are alike.
    pub(super) swapped: bool,
}

impl State {
    pub(super) const fn start(model: &Zoned) -> Self {
        let pair = matches!(model.database, Database::Pair(_));
        Self { zones: [Zone::Up; 2], instance_up: [true, pair], mode: Mode::Serves, swapped: false }
    }

    pub(super) fn zone_up(&self, role: usize) -> bool {
        self.zones[role] == Zone::Up
    }

    fn available(&self, role: usize) -> bool {
        self.instance_up[role] && self.zone_up(role)
    }

    pub(super) fn database_up(&self) -> bool {
        self.mode == Mode::Serves && self.available(0)
    }

    /// What is there of the database's zones.
    pub(super) fn there(&self, model: &Zoned) -> There {
        let homes = model.homes();
        (0..model.roles()).fold(There::default(), |sum, role| {
            let stands = model.zones[homes[if self.swapped { 1 - role } else { role }]];
            let nodes = if matches!(self.zones[role], Zone::Up | Zone::Moved) { stands.nodes } else { 0 };
            let (zones, members) = if self.zone_up(role) { (1, stands.members) } else { (0, 0) };
            sum.and(There { zones, nodes, members })
        })
    }

    /// Each next state and its rate per hour.
    ///
    /// Rules: an instance is available while it is up and its zone is; failures go on while a
    /// zone is down. When the primary is not available and the standby is, the standby takes
    /// over, by itself with probability `success`, else by hand; the roles swap at the end even
    /// if the old primary has come back. A standby lost meanwhile ends the attempt. With
    /// neither there, whichever comes back first serves: the old primary at once, the standby
    /// by taking over.
    pub(super) fn step(&self, model: &Zoned, next: &mut Vec<(Self, f64)>) {
        for role in 0..model.roles() {
            for (zone, per_hour) in after(self.zones[role], model) {
                let mut moved = *self;
                moved.zones[role] = zone;
                if model.roles() == 1 {
                    moved.zones[1] = zone;
                }
                moved.settle(per_hour, model, next);
            }
        }
        let instance = model.instance();
        for role in 0..if matches!(model.database, Database::Pair(_)) { 2 } else { 1 } {
            let mut moved = *self;
            let was_up = self.instance_up[role];
            moved.instance_up[role] = !was_up;
            moved.settle(rate(instance, was_up), model, next);
        }
        if let (Database::Pair(pair), Mode::FailsOver | Mode::ByHand) = (model.database, self.mode) {
            let hours = if self.mode == Mode::FailsOver { pair.failover_hours } else { pair.manual_hours };
            next.push((self.taken_over(model), 1.0 / hours));
        }
    }

    /// The standby is the primary now.
    fn taken_over(&self, model: &Zoned) -> Self {
        let ([primary, standby], instances) = (self.zones, self.instance_up);
        Self {
            zones: [standby, primary],
            instance_up: [instances[1], instances[0]],
            mode: Mode::Serves,
            swapped: model.sides_differ() && !self.swapped,
        }
    }

    /// What the database does about a change.
    fn settle(self, per_hour: f64, model: &Zoned, next: &mut Vec<(Self, f64)>) {
        let Database::Pair(pair) = model.database else {
            return next.push((self, per_hour));
        };
        let standby = self.available(1);
        if self.mode != Mode::Serves && standby {
            next.push((self, per_hour));
        } else if self.available(0) || !standby {
            next.push((Self { mode: Mode::Serves, ..self }, per_hour));
        } else {
            next.push((Self { mode: Mode::FailsOver, ..self }, per_hour * pair.success));
            next.push((Self { mode: Mode::ByHand, ..self }, per_hour * (1.0 - pair.success)));
        }
    }
}

fn rate(part: Repairable, was_up: bool) -> f64 {
    if was_up { part.per_hour() } else { part.repairs_per_hour() }
}

/// What may follow for a zone, and how often in an hour.
fn after(zone: Zone, model: &Zoned) -> Vec<(Zone, f64)> {
    let back = (Zone::Up, model.zone.repairs_per_hour());
    match (zone, model.elsewhere) {
        (Zone::Up, None) => vec![(Zone::Lost, model.zone.per_hour())],
        (Zone::Up, Some(elsewhere)) => {
            let lost = model.zone.per_hour();
            let short = elsewhere.shortage;
            vec![(Zone::Starting, lost * (1.0 - short)), (Zone::Lost, lost * short)]
        }
        (Zone::Starting, Some(elsewhere)) => vec![back, (Zone::Moved, 1.0 / elsewhere.start_hours)],
        (Zone::Starting | Zone::Lost | Zone::Moved, _) => vec![back],
    }
}
