//! Which cause takes which part of the time down.

use super::state::{Mode, Moved, State};
use super::{Members, Zoned};
use crate::engine::availability::{ModelError, Outage, Repairable};

/// How an outage begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    /// A zone takes the primary with it, and the standby takes over.
    ZoneFailover,
    /// A zone takes more with it than the platform can spare.
    ZoneStops,
    /// The primary is lost, and the standby takes over.
    DatabaseFailover,
    /// The database is lost, and nothing can take over.
    DatabaseStops,
    /// The standby should take over, and does not by itself.
    FailedFailover,
    /// Too few nodes are left.
    Nodes,
    /// Too few members of the consensus are left.
    Consensus,
}

impl Entry {
    /// Every way, in their order.
    pub const ALL: [Self; 7] = [
        Self::ZoneFailover,
        Self::ZoneStops,
        Self::DatabaseFailover,
        Self::DatabaseStops,
        Self::FailedFailover,
        Self::Nodes,
        Self::Consensus,
    ];
}

/// The steady state by cause.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Solved {
    parts: [Outage; Entry::ALL.len()],
}

impl Solved {
    /// Share of time down that goes with a way to begin, and outages that begin so in an hour.
    pub const fn of(&self, entry: Entry) -> Outage {
        self.parts[entry as usize]
    }

    /// Every way and its part.
    pub fn causes(&self) -> Vec<(Entry, Outage)> {
        Entry::ALL.iter().map(|entry| (*entry, self.of(*entry))).collect()
    }

    /// The whole: parts exclude each other and add up.
    pub fn outage(&self) -> Outage {
        self.parts.iter().fold(Outage::NEVER, |sum, part| Outage {
            unavailability: sum.unavailability + part.unavailability,
            per_hour: sum.per_hour + part.per_hour,
        })
    }

    fn down(&mut self, entry: Entry, share: f64) {
        self.parts[entry as usize].unavailability += share;
    }

    fn begins(&mut self, entry: Entry, per_hour: f64) {
        self.parts[entry as usize].per_hour += per_hour;
    }
}

impl Zoned {
    /// Exact steady state, by cause.
    ///
    /// One chain over zones and database; nodes and members of the consensus are independent
    /// given the zones that are up, and are counted by their binomial laws, so that they add no
    /// states. A state that is down counts for one cause: for the zone where what is left of
    /// the zones would not do even with all of it up, or where the primary's zone is down; for a
    /// failed failover while it is mended; else for the database, then for nodes, then for the
    /// consensus. A platform that is never whole is down by its nodes at all times. An outage that begins counts for what happened. Every term is positive.
    /// Source: docs/model.md, "Zones that nodes, validators and database share".
    ///
    /// # Errors
    /// As [`Zoned::solve`].
    pub fn attributed(&self) -> Result<Solved, ModelError> {
        let kinds = self.kinds();
        let (states, chain) = self.chain()?;
        let steady = chain.steady_state();
        let all: u32 = self.zones.iter().map(|zone| zone.nodes).sum();
        let (needed, member) = self.consensus.map_or((0, Repairable::NEVER), |it| (it.needed, it.member));
        let mut parts = Parts {
            nodes: Members::new(self.k_nodes, self.node),
            members: Members::new(needed, member),
            min_zones_up: self.min_zones_up,
        };
        let there: Vec<There> = states
            .iter()
            .map(|state| {
                let (zones, sum) = state.there(self, &kinds);
                let nodes = if state.moved == Moved::Yes { all } else { sum.nodes };
                There { zones, nodes, members: sum.members }
            })
            .collect();
        let mut solved = Solved::default();
        if !there.first().is_some_and(|whole| parts.could_do(*whole)) {
            solved.down(Entry::Nodes, 1.0);
            return Ok(solved);
        }
        for (i, (state, weight)) in states.iter().zip(&steady).enumerate() {
            let here = there[i];
            if !parts.could_do(here) {
                solved.down(Entry::ZoneStops, *weight);
                continue;
            }
            if !state.database_up() {
                solved.down(of_database(state), *weight);
                continue;
            }
            let (nodes_up, members_up) = (parts.nodes.up(here.nodes), parts.members.up(here.members));
            solved.down(Entry::Nodes, weight * parts.nodes.down(here.nodes));
            solved.down(Entry::Consensus, weight * nodes_up * parts.members.down(here.members));
            solved.begins(Entry::Nodes, weight * parts.nodes.failures_that_stop(here.nodes) * members_up);
            let members_stop = parts.members.failures_that_stop(here.members);
            solved.begins(Entry::Consensus, weight * members_stop * nodes_up);
            for (j, per_hour) in chain.from(i) {
                let begins = weight * per_hour;
                if states[j].database_up() || !parts.could_do(there[j]) {
                    solved.begins(Entry::ZoneStops, begins * parts.lost_between(here, there[j]));
                } else {
                    let entry = begun(state, &states[j]);
                    solved.begins(entry, begins * nodes_up * members_up);
                }
            }
        }
        Ok(solved)
    }
}

/// What is there of nodes and members with the zones of a state.
#[derive(Clone, Copy, Debug)]
struct There {
    zones: u32,
    nodes: u32,
    members: u32,
}

/// Nodes and members of the consensus, given the zones.
struct Parts {
    nodes: Members,
    members: Members,
    min_zones_up: u32,
}

impl Parts {
    const fn could_do(&self, there: There) -> bool {
        there.zones >= self.min_zones_up
            && self.nodes.could_do(there.nodes)
            && self.members.could_do(there.members)
    }

    /// Probability that there is enough of all, and no longer afterwards.
    fn lost_between(&mut self, before: There, after: There) -> f64 {
        if !self.could_do(after) && (after.zones < before.zones || after.nodes < before.nodes) {
            return self.nodes.up(before.nodes) * self.members.up(before.members);
        }
        let nodes = self.nodes.lost_between(before.nodes, after.nodes);
        let members = self.members.lost_between(before.members, after.members);
        nodes * self.members.up(before.members) + self.nodes.up(before.nodes.min(after.nodes)) * members
    }
}

/// The cause of a state in which the database is down.
fn of_database(state: &State) -> Entry {
    match (state.mode, state.zone_up[0]) {
        (Mode::ByHand, _) => Entry::FailedFailover,
        (Mode::FailsOver, false) => Entry::ZoneFailover,
        (Mode::FailsOver, true) => Entry::DatabaseFailover,
        (Mode::Serves, false) => Entry::ZoneStops,
        (Mode::Serves, true) => Entry::DatabaseStops,
    }
}

/// How an outage begins that takes the database from one state to another.
fn begun(before: &State, after: &State) -> Entry {
    let zone = before.zone_up != after.zone_up;
    match (after.mode, zone) {
        (Mode::ByHand, _) => Entry::FailedFailover,
        (Mode::FailsOver, true) => Entry::ZoneFailover,
        (Mode::FailsOver, false) => Entry::DatabaseFailover,
        (Mode::Serves, true) => Entry::ZoneStops,
        (Mode::Serves, false) => Entry::DatabaseStops,
    }
}
