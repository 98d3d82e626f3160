//! Which cause takes which part of the time down.

use super::InZone;
use super::others::{There, ways};
use super::state::{Mode, State};
use super::{Members, Zoned};
use crate::engine::availability::node_tier::{Binomials, MOST_STEPS};
use crate::engine::availability::{ModelError, Outage, Repairable};

/// Losses that are looked at for each way of the other zones, about.
const LOSSES: u64 = 200;

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
    /// One chain over the database and its zones. The other zones, nodes and members of the
    /// consensus are independent of it and of each other given the zones, and are counted by
    /// their laws, so that they add no states. A time that is down counts for one cause: for the
    /// zone where what is left of the zones would not do even with all of it up, or where the
    /// primary's zone is down; for a failed failover while it is mended; else for the database,
    /// then for nodes, then for the consensus. An outage that begins counts for what happened.
    /// A platform that is never whole is down by its nodes at all times. Every term is positive.
    /// Source: docs/model.md, "Zones that nodes, validators and database share".
    ///
    /// # Errors
    /// [`ModelError::TooManyZones`] where zones are of too many kinds, [`ModelError::TooLarge`]
    /// where the solution would take more than about a second.
    pub fn attributed(&self) -> Result<Solved, ModelError> {
        let ways = ways(self)?;
        let (states, chain) = self.chain()?;
        let steady = chain.steady_state();
        let all = |of: fn(&InZone) -> u32| self.zones.iter().map(of).sum::<u32>();
        let whole = There {
            zones: self.zones.len() as u32,
            nodes: all(|it| it.nodes),
            members: all(|it| it.members),
        };
        let nodes = u64::from(whole.nodes);
        let losses = (ways.len() as u64).saturating_mul(LOSSES).saturating_mul(nodes);
        if Binomials::steps(nodes).max(losses) > MOST_STEPS {
            return Err(ModelError::TooLarge { nodes, zones: self.zones.len() });
        }
        let (needed, member) = self.consensus.map_or((0, Repairable::NEVER), |it| (it.needed, it.member));
        let mut parts = Parts {
            nodes: Members::new(self.k_nodes, self.node),
            members: Members::new(needed, member),
            min_zones_up: self.min_zones_up,
        };
        let mut solved = Solved::default();
        if !parts.could_do(whole) {
            solved.down(Entry::Nodes, 1.0);
            return Ok(solved);
        }
        let homes: Vec<There> = states.iter().map(|state| state.there(self)).collect();
        for (i, (state, of_state)) in states.iter().zip(&steady).enumerate() {
            for way in &ways {
                let (here, weight) = (homes[i].and(way.there), of_state * way.probability);
                if !parts.could_do(here) {
                    solved.down(Entry::ZoneStops, weight);
                    continue;
                }
                if !state.database_up() {
                    solved.down(of_database(state), weight);
                    continue;
                }
                let (nodes, members) = (parts.nodes.of(here.nodes), parts.members.of(here.members));
                solved.down(Entry::Nodes, weight * nodes.down);
                solved.down(Entry::Consensus, weight * nodes.up * members.down);
                solved.begins(Entry::Nodes, weight * nodes.stops * members.up);
                solved.begins(Entry::Consensus, weight * members.stops * nodes.up);
                for (j, per_hour) in chain.from(i) {
                    let after = homes[j].and(way.there);
                    if states[j].database_up() || !parts.could_do(after) {
                        let lost = parts.lost_between(here, after);
                        solved.begins(Entry::ZoneStops, weight * per_hour * lost);
                    } else {
                        let entry = begun(state, &states[j]);
                        solved.begins(entry, weight * per_hour * nodes.up * members.up);
                    }
                }
                for (per_hour, after) in &way.losses {
                    let lost = parts.lost_between(here, homes[i].and(*after));
                    solved.begins(Entry::ZoneStops, weight * per_hour * lost);
                }
            }
        }
        Ok(solved)
    }
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
            return self.nodes.of(before.nodes).up * self.members.of(before.members).up;
        }
        let nodes = self.nodes.lost_between(before.nodes, after.nodes);
        let members = self.members.lost_between(before.members, after.members);
        nodes * self.members.of(before.members).up + self.nodes.of(before.nodes.min(after.nodes)).up * members
    }
}

/// The cause of a state in which the database is down.
fn of_database(state: &State) -> Entry {
    match (state.mode, state.zone_up(0)) {
        (Mode::ByHand, _) => Entry::FailedFailover,
        (Mode::FailsOver, false) => Entry::ZoneFailover,
        (Mode::FailsOver, true) => Entry::DatabaseFailover,
        (Mode::Serves, false) => Entry::ZoneStops,
        (Mode::Serves, true) => Entry::DatabaseStops,
    }
}

/// How an outage begins that takes the database from one state to another.
fn begun(before: &State, after: &State) -> Entry {
    let up = |state: &State| [0, 1].map(|role| state.zone_up(role));
    let zone = up(before) != up(after);
    match (after.mode, zone) {
        (Mode::ByHand, _) => Entry::FailedFailover,
        (Mode::FailsOver, true) => Entry::ZoneFailover,
        (Mode::FailsOver, false) => Entry::DatabaseFailover,
        (Mode::Serves, true) => Entry::ZoneStops,
        (Mode::Serves, false) => Entry::DatabaseStops,
    }
}
