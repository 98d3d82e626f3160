//! States of zones and database, and what follows from each.

use super::{Database, InZone, MOST_KINDS, Zoned};
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

/// Nodes of lost zones.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Moved {
    /// No zone is lost, or nodes never start elsewhere.
    No,
    /// They are starting elsewhere.
    Starting,
    /// None are to be had until all zones are back.
    Short,
    /// They run elsewhere.
    Yes,
}

/// Zones and database, by role: `[primary, standby]`, so that a pair that has swapped is the
/// same state as one that has not where its two zones are alike.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct State {
    pub(super) zone_up: [bool; 2],
    pub(super) instance_up: [bool; 2],
    pub(super) mode: Mode,
    /// Whether the primary is in what was the standby's zone; always false where both are alike.
    pub(super) swapped: bool,
    pub(super) others_up: [u8; MOST_KINDS],
    pub(super) moved: Moved,
}

impl State {
    pub(super) fn start(model: &Zoned, kinds: &[(InZone, u32)]) -> Self {
        let mut others_up = [0; MOST_KINDS];
        for (up, (_, count)) in others_up.iter_mut().zip(kinds) {
            *up = *count as u8;
        }
        let pair = matches!(model.database, Database::Pair(_));
        Self {
            zone_up: [true; 2],
            instance_up: [true, pair],
            mode: Mode::Serves,
            swapped: false,
            others_up,
            moved: Moved::No,
        }
    }

    const fn available(&self, role: usize) -> bool {
        self.instance_up[role] && self.zone_up[role]
    }

    pub(super) fn database_up(&self) -> bool {
        self.mode == Mode::Serves && self.available(0)
    }

    /// What stands in the zone of a role.
    fn home(&self, model: &Zoned, role: usize) -> InZone {
        let homes = model.homes();
        model.zones[homes[if self.swapped { 1 - role } else { role }]]
    }

    /// Zones that are up, and what stands in them.
    pub(super) fn there(&self, model: &Zoned, kinds: &[(InZone, u32)]) -> (u32, InZone) {
        let roles = if model.shares_zone() { 1 } else { 2 };
        let homes = (0..roles).filter(|role| self.zone_up[*role]).map(|role| (self.home(model, role), 1));
        let others = kinds.iter().zip(self.others_up).map(|((kind, _), up)| (*kind, u32::from(up)));
        homes.chain(others).fold((0, InZone { nodes: 0, members: 0 }), |(zones, sum), (kind, count)| {
            let nodes = sum.nodes + kind.nodes * count;
            (zones + count, InZone { nodes, members: sum.members + kind.members * count })
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
    pub(super) fn step(&self, model: &Zoned, kinds: &[(InZone, u32)], next: &mut Vec<(Self, f64)>) {
        let rate = |part: Repairable, up: bool| if up { part.per_hour() } else { part.repairs_per_hour() };
        let (zone, instance) = (model.zone, model.instance());
        let shared = model.shares_zone();
        for role in 0..if shared { 1 } else { 2 } {
            let was_up = self.zone_up[role];
            let mut moved = *self;
            moved.zone_up[role] = !was_up;
            if shared {
                moved.zone_up[1] = !was_up;
            }
            moved.zone_changed(was_up, rate(zone, was_up), model, kinds, next);
        }
        for (kind, (_, count)) in kinds.iter().enumerate() {
            let up = self.others_up[kind];
            let mut moved = *self;
            if up > 0 {
                moved.others_up[kind] = up - 1;
                moved.zone_changed(true, f64::from(up) * zone.per_hour(), model, kinds, next);
            }
            let down = *count - u32::from(up);
            if down > 0 {
                moved.others_up[kind] = up + 1;
                let per_hour = f64::from(down) * zone.repairs_per_hour();
                moved.zone_changed(false, per_hour, model, kinds, next);
            }
        }
        for role in 0..if matches!(model.database, Database::Pair(_)) { 2 } else { 1 } {
            let mut moved = *self;
            moved.instance_up[role] = !self.instance_up[role];
            moved.settle(rate(instance, self.instance_up[role]), model, next);
        }
        if let (Database::Pair(pair), Mode::FailsOver | Mode::ByHand) = (model.database, self.mode) {
            let hours = if self.mode == Mode::FailsOver { pair.failover_hours } else { pair.manual_hours };
            next.push((self.taken_over(model), 1.0 / hours));
        }
        if let (Some(elsewhere), Moved::Starting) = (model.elsewhere, self.moved) {
            next.push((Self { moved: Moved::Yes, ..*self }, 1.0 / elsewhere.start_hours));
        }
    }

    /// The standby is the primary now.
    fn taken_over(&self, model: &Zoned) -> Self {
        let [primary, standby] = self.zone_up;
        let instances = self.instance_up;
        Self {
            zone_up: [standby, primary],
            instance_up: [instances[1], instances[0]],
            mode: Mode::Serves,
            swapped: model.sides_differ() && !self.swapped,
            ..*self
        }
    }

    /// What follows for nodes from a zone that is lost or back.
    fn zone_changed(
        self,
        lost: bool,
        per_hour: f64,
        model: &Zoned,
        kinds: &[(InZone, u32)],
        next: &mut Vec<(Self, f64)>,
    ) {
        let Some(elsewhere) = model.elsewhere else {
            return self.settle(per_hour, model, next);
        };
        if lost {
            let (starts, short) = (1.0 - elsewhere.shortage, elsewhere.shortage);
            Self { moved: Moved::Starting, ..self }.settle(per_hour * starts, model, next);
            Self { moved: Moved::Short, ..self }.settle(per_hour * short, model, next);
        } else if self.there(model, kinds).0 as usize == model.zones.len() {
            Self { moved: Moved::No, ..self }.settle(per_hour, model, next);
        } else {
            self.settle(per_hour, model, next);
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
