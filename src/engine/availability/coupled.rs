//! Nodes and a database pair in the same zones.

use super::explore::explore;
use super::node_tier::Binomials;
use super::{Chain, ModelError, NodeTier, Outage, Repairable};

/// A database pair by its zones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PairInZones {
    /// Whether primary and standby share a zone.
    pub shares_zone: bool,
    /// An instance.
    pub instance: Repairable,
    /// Mean hours of a failover.
    pub failover_hours: f64,
    /// Probability that a failover works by itself.
    pub success: f64,
    /// Mean hours until people have mended a failed failover.
    pub manual_hours: f64,
}

/// Nodes in alike zones, and a database pair in one or two of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Coupled {
    /// Zones.
    pub zones: u32,
    /// Nodes of each zone.
    pub nodes_per_zone: u32,
    /// Nodes that must be up.
    pub k_nodes: u32,
    /// Zones that must be up.
    pub min_zones_up: u32,
    /// A node.
    pub node: Repairable,
    /// A zone.
    pub zone: Repairable,
    /// The database.
    pub database: PairInZones,
}

/// What the pair does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Mode {
    /// The primary serves, if it is available.
    Serves,
    /// The standby takes over by itself.
    FailsOver,
    /// The standby takes over by hand.
    ByHand,
}

/// Zones and database: `primary` and `standby` by role, so that a pair that has swapped
/// is the same state as one that has not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    primary_zone: bool,
    standby_zone: bool,
    others_up: u32,
    primary: bool,
    standby: bool,
    mode: Mode,
}

impl State {
    const fn primary_available(&self) -> bool {
        self.primary && self.primary_zone
    }

    const fn standby_available(&self) -> bool {
        self.standby && self.standby_zone
    }

    fn database_up(&self) -> bool {
        self.mode == Mode::Serves && self.primary_available()
    }

    /// Roles swap.
    const fn swapped(self) -> Self {
        Self {
            primary_zone: self.standby_zone,
            standby_zone: self.primary_zone,
            primary: self.standby,
            standby: self.primary,
            mode: Mode::Serves,
            ..self
        }
    }
}

impl Coupled {
    /// Exact steady state.
    ///
    /// Rules: an instance is available while it is up and its zone is; failures go on while
    /// a zone is down. When the primary is not available and the standby is, the standby
    /// takes over, by itself with probability `success`, else by hand; the roles swap at the
    /// end even if the old primary has come back. A standby lost meanwhile ends the attempt.
    /// With neither there, whichever comes back first serves: the old primary at once, the
    /// standby by taking over. Nodes are independent given the zones and are counted by
    /// their binomial law, so that they add no states.
    /// Source: docs/model.md, "Zones that nodes and database share".
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] above about a hundred zones.
    pub fn solve(&self) -> Result<Outage, ModelError> {
        let (states, chain) = self.chain()?;
        let steady = chain.steady_state();
        let mut nodes = Nodes { model: self, laws: Binomials::new(self.node) };
        let zones: Vec<u32> = states.iter().map(|state| self.zones_up(state)).collect();
        let mut outage = Outage::NEVER;
        for (i, state) in states.iter().enumerate() {
            if !state.database_up() {
                outage.unavailability += steady[i];
                continue;
            }
            outage.unavailability += steady[i] * nodes.down(zones[i]);
            outage.per_hour += steady[i] * nodes.failures_that_stop(zones[i]);
            for (j, per_hour) in chain.from(i) {
                let stops = if states[j].database_up() {
                    nodes.lost_between(zones[i], zones[j])
                } else {
                    1.0 - nodes.down(zones[i])
                };
                outage.per_hour += steady[i] * per_hour * stops;
            }
        }
        Ok(outage)
    }

    /// The chain of zones and database, with the states in which the database is down.
    pub(super) fn database_chain(&self) -> Result<(Chain, Vec<bool>), ModelError> {
        let (states, chain) = self.chain()?;
        Ok((chain, states.iter().map(|state| !state.database_up()).collect()))
    }

    /// The nodes and their zones, without the database.
    pub(super) fn node_tier(&self) -> NodeTier {
        NodeTier {
            zones: vec![self.nodes_per_zone; self.zones as usize],
            k_nodes: self.k_nodes,
            min_zones_up: self.min_zones_up,
            node: self.node,
            zone: Some(self.zone).filter(|zone| zone.mtbf_hours.is_finite()),
        }
    }

    fn chain(&self) -> Result<(Vec<State>, Chain), ModelError> {
        let shared = self.database.shares_zone;
        let start = State {
            primary_zone: true,
            standby_zone: true,
            others_up: self.others(),
            primary: true,
            standby: true,
            mode: Mode::Serves,
        };
        explore(start, |state, next| {
            let (zone, instance) = (self.zone, self.database.instance);
            let rate =
                |part: Repairable, up: bool| if up { part.per_hour() } else { part.repairs_per_hour() };
            let mut moves = Vec::with_capacity(6);
            let flipped = !state.primary_zone;
            let standby_zone = if shared { flipped } else { state.standby_zone };
            let moved = State { primary_zone: flipped, standby_zone, ..*state };
            moves.push((moved, rate(zone, state.primary_zone)));
            if !shared {
                let moved = State { standby_zone: !state.standby_zone, ..*state };
                moves.push((moved, rate(zone, state.standby_zone)));
            }
            if state.others_up > 0 {
                let moved = State { others_up: state.others_up - 1, ..*state };
                moves.push((moved, f64::from(state.others_up) * zone.per_hour()));
            }
            let others_down = self.others() - state.others_up;
            if others_down > 0 {
                let moved = State { others_up: state.others_up + 1, ..*state };
                moves.push((moved, f64::from(others_down) * zone.repairs_per_hour()));
            }
            moves.push((State { primary: !state.primary, ..*state }, rate(instance, state.primary)));
            moves.push((State { standby: !state.standby, ..*state }, rate(instance, state.standby)));
            for (moved, per_hour) in moves {
                self.settled(moved, per_hour, next);
            }
            let takes = match state.mode {
                Mode::Serves => None,
                Mode::FailsOver => Some(self.database.failover_hours),
                Mode::ByHand => Some(self.database.manual_hours),
            };
            if let Some(hours) = takes {
                next.push((state.swapped(), 1.0 / hours));
            }
        })
    }

    /// What the database does about a change.
    fn settled(&self, moved: State, per_hour: f64, next: &mut Vec<(State, f64)>) {
        let serves = State { mode: Mode::Serves, ..moved };
        if moved.mode != Mode::Serves && moved.standby_available() {
            next.push((moved, per_hour));
        } else if moved.primary_available() || !moved.standby_available() {
            next.push((serves, per_hour));
        } else {
            let success = self.database.success;
            next.push((State { mode: Mode::FailsOver, ..moved }, per_hour * success));
            next.push((State { mode: Mode::ByHand, ..moved }, per_hour * (1.0 - success)));
        }
    }

    fn others(&self) -> u32 {
        self.zones - if self.database.shares_zone { 1 } else { 2 }
    }

    fn zones_up(&self, state: &State) -> u32 {
        let standby = state.standby_zone && !self.database.shares_zone;
        state.others_up + u32::from(state.primary_zone) + u32::from(standby)
    }
}

/// Nodes given the number of zones that are up.
struct Nodes<'a> {
    model: &'a Coupled,
    laws: Binomials,
}

impl Nodes<'_> {
    /// Probability that too few are up.
    fn down(&mut self, zones: u32) -> f64 {
        if zones < self.model.min_zones_up {
            return 1.0;
        }
        let law = self.laws.of(zones * self.model.nodes_per_zone);
        law.iter().take(self.model.k_nodes as usize).sum()
    }

    /// Failures of single nodes in an hour that leave too few.
    fn failures_that_stop(&mut self, zones: u32) -> f64 {
        let k = self.model.k_nodes;
        if zones < self.model.min_zones_up || k == 0 {
            return 0.0;
        }
        let exactly = self.laws.of(zones * self.model.nodes_per_zone).get(k as usize).copied();
        exactly.unwrap_or(0.0) * f64::from(k) * self.model.node.per_hour()
    }

    /// Probability that enough are up, and no longer when a zone is gone.
    fn lost_between(&mut self, before: u32, after: u32) -> f64 {
        let (k, size) = (self.model.k_nodes as usize, self.model.nodes_per_zone);
        if after >= before || before < self.model.min_zones_up {
            return 0.0;
        }
        if after < self.model.min_zones_up {
            return 1.0 - self.down(before);
        }
        let inside = self.laws.of(size).to_vec();
        let outside = self.laws.of(after * size);
        let at_least = |needed: usize| inside.iter().skip(needed).sum::<f64>();
        outside.iter().take(k).enumerate().map(|(up, p)| p * at_least(k - up)).sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_zone_for_all_is_as_good_as_its_zone_and_the_pair() {
        let model = Coupled {
            zones: 1,
            nodes_per_zone: 2,
            k_nodes: 0,
            min_zones_up: 0,
            node: Repairable::NEVER,
            zone: Repairable { mtbf_hours: 8760.0, mttr_hours: 2.0 },
            database: PairInZones {
                shares_zone: true,
                instance: Repairable { mtbf_hours: f64::INFINITY, mttr_hours: 1.0 },
                failover_hours: 0.025,
                success: 1.0,
                manual_hours: 0.5,
            },
        };
        let outage = model.solve().expect("few states");
        assert!((outage.unavailability / (2.0 / 8762.0) - 1.0).abs() < 1e-12);
        assert!((outage.per_hour * 8762.0 - 1.0).abs() < 1e-12);
    }
}
