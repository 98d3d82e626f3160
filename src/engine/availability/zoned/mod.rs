//! Nodes, a consensus and a database in the zones that they share.

mod attribute;
mod members;
mod others;
mod state;

pub use attribute::{Entry, Solved};

use members::Members;
use state::State;

use super::explore::explore;
use super::{Chain, ModelError, NodeTier, Outage, Repairable};

/// What stands in a zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct InZone {
    /// Nodes.
    pub nodes: u32,
    /// Members of the consensus, kept there by their volumes.
    pub members: u32,
}

/// A consensus: of its members so many must be up.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Consensus {
    /// Members that must be up.
    pub needed: u32,
    /// A member.
    pub member: Repairable,
}

/// Nodes that start elsewhere when a zone is lost.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Elsewhere {
    /// Mean hours until they run.
    pub start_hours: f64,
    /// Probability that none are to be had until the zone is back.
    pub shortage: f64,
}

/// A database pair by its zones.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Pair {
    /// Zones of primary and standby, which may be the same.
    pub zones: [usize; 2],
    /// An instance.
    pub instance: Repairable,
    /// Mean hours of a failover.
    pub failover_hours: f64,
    /// Probability that a failover works by itself.
    pub success: f64,
    /// Mean hours until people have mended a failed failover.
    pub manual_hours: f64,
}

/// The database of a platform.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Database {
    /// Two instances.
    Pair(Pair),
    /// One instance in one zone.
    One {
        /// Its zone.
        zone: usize,
        /// The instance, without its zone.
        instance: Repairable,
    },
}

/// Zones with nodes, a consensus and a database.
#[derive(Clone, Debug, PartialEq)]
pub struct Zoned {
    /// What stands in each zone.
    pub zones: Vec<InZone>,
    /// Nodes that must be up.
    pub k_nodes: u32,
    /// Zones that must be up.
    pub min_zones_up: u32,
    /// A node.
    pub node: Repairable,
    /// A zone.
    pub zone: Repairable,
    /// Nodes that start elsewhere when a zone is lost; none where there are no such.
    pub elsewhere: Option<Elsewhere>,
    /// The consensus.
    pub consensus: Option<Consensus>,
    /// The database.
    pub database: Database,
}

impl Zoned {
    /// Exact steady state: see [`Zoned::attributed`].
    ///
    /// # Errors
    /// As [`Zoned::attributed`].
    pub fn solve(&self) -> Result<Outage, ModelError> {
        Ok(self.attributed()?.outage())
    }

    /// Zones of primary and standby; a database without a standby has the same twice.
    pub fn homes(&self) -> [usize; 2] {
        match self.database {
            Database::Pair(pair) => pair.zones,
            Database::One { zone, .. } => [zone, zone],
        }
    }

    /// An instance of the database.
    pub const fn instance(&self) -> Repairable {
        match self.database {
            Database::Pair(pair) => pair.instance,
            Database::One { instance, .. } => instance,
        }
    }

    /// The pair; none where the database has no standby.
    pub const fn pair(&self) -> Option<Pair> {
        match self.database {
            Database::Pair(pair) => Some(pair),
            Database::One { .. } => None,
        }
    }

    /// Zones of the database that are told apart: one where the instances share it.
    fn roles(&self) -> usize {
        let [primary, standby] = self.homes();
        if primary == standby { 1 } else { 2 }
    }

    /// Whether it matters which of the two zones the primary is in.
    fn sides_differ(&self) -> bool {
        let [primary, standby] = self.homes();
        self.zones[primary] != self.zones[standby]
    }

    /// The chain over the database and its zones, with the states in which the database is down.
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] is declared by the search; there are few states.
    pub fn database_chain(&self) -> Result<(Chain, Vec<bool>), ModelError> {
        let (states, chain) = self.chain()?;
        Ok((chain, states.iter().map(|state| !state.database_up()).collect()))
    }

    /// The nodes and their zones, without the database.
    pub fn node_tier(&self) -> NodeTier {
        NodeTier {
            zones: self.zones.iter().map(|zone| zone.nodes).collect(),
            k_nodes: self.k_nodes,
            min_zones_up: self.min_zones_up,
            node: self.node,
            zone: Some(self.zone).filter(|zone| zone.mtbf_hours.is_finite()),
        }
    }

    /// All states of the database and its zones that can be reached, and the chain over them.
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] is declared by the search; there are 160 at most.
    fn chain(&self) -> Result<(Vec<State>, Chain), ModelError> {
        explore(State::start(self), |state, next| state.step(self, next))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn alike(zones: u32, nodes: u32, members: u32) -> Vec<InZone> {
        vec![InZone { nodes, members }; zones as usize]
    }

    fn platform(zones: Vec<InZone>, k_nodes: u32, needed: u32) -> Zoned {
        Zoned {
            zones,
            k_nodes,
            min_zones_up: 1,
            node: Repairable { mtbf_hours: 17_520.0, mttr_hours: 0.3 },
            zone: Repairable { mtbf_hours: 219_000.0, mttr_hours: 6.0 },
            elsewhere: None,
            consensus: (needed > 0)
                .then_some(Consensus { needed, member: Repairable { mtbf_hours: 3500.0, mttr_hours: 0.7 } }),
            database: Database::Pair(Pair {
                zones: [0, 1],
                instance: Repairable { mtbf_hours: 8760.0, mttr_hours: 1.0 },
                failover_hours: 0.025,
                success: 0.98,
                manual_hours: 2.0,
            }),
        }
    }

    #[test]
    fn one_zone_for_all_is_as_good_as_its_zone_and_the_pair() {
        let mut model = platform(alike(1, 2, 0), 0, 0);
        model.min_zones_up = 0;
        model.zone = Repairable { mtbf_hours: 8760.0, mttr_hours: 2.0 };
        model.node = Repairable::NEVER;
        model.database =
            Database::One { zone: 0, instance: Repairable { mtbf_hours: f64::INFINITY, mttr_hours: 1.0 } };
        let outage = model.solve().expect("few states");
        assert!((outage.unavailability / (2.0 / 8762.0) - 1.0).abs() < 1e-12);
        assert!((outage.per_hour * 8762.0 - 1.0).abs() < 1e-12);
    }

    /// Without a database that fails and without a consensus it is the node tier.
    #[test]
    fn nodes_alone_are_the_node_tier() {
        let zones = [3, 2, 2, 1].map(|nodes| InZone { nodes, members: 0 }).to_vec();
        let mut model = platform(zones, 5, 0);
        model.database =
            Database::One { zone: 0, instance: Repairable { mtbf_hours: f64::INFINITY, mttr_hours: 1.0 } };
        // The database's zone stops the platform: with it needed as well the tiers agree where
        // that zone's loss leaves too few nodes anyway.
        model.k_nodes = 6;
        let (joint, tier) = (model.solve().expect("few"), model.node_tier().solve().expect("few"));
        assert!((joint.unavailability / tier.unavailability - 1.0).abs() < 1e-12);
        assert!((joint.per_hour / tier.per_hour - 1.0).abs() < 1e-12);
    }

    /// A node that is elsewhere at once, and always to be had, makes the loss of a zone no loss
    /// of nodes; one that never comes is none.
    #[test]
    fn nodes_that_start_elsewhere_lie_between_none_and_at_once() {
        let mut model = platform(alike(3, 2, 0), 5, 0);
        let none = model.solve().expect("few").unavailability;
        let with = |start_hours: f64, shortage: f64, model: &mut Zoned| {
            model.elsewhere = Some(Elsewhere { start_hours, shortage });
            model.solve().expect("few").unavailability
        };
        let soon = with(0.08, 0.05, &mut model);
        let at_once = with(1e-9, 0.0, &mut model);
        let never = with(0.08, 1.0, &mut model);
        assert!(at_once < soon && soon < none, "{at_once} {soon} {none}");
        assert!((never / none - 1.0).abs() < 1e-12);
        // Three zones are lost 3 ÷ 219,000 an hour, for the 0.08 h of a start or, one time in
        // twenty, the 6 h of the zone: that is the difference to within a few percent.
        let lost = 3.0 / 219_000.0 * (0.95 * 0.08 + 0.05 * 6.0);
        assert!(((soon - at_once) / lost - 1.0).abs() < 0.05, "{} {lost}", soon - at_once);
    }

    proptest! {
        #[test]
        fn the_order_of_zones_does_not_matter(
            counts in prop::collection::vec((1_u32..4, 0_u32..3), 2..5), k in 1_u32..5, needed in 1_u32..4,
        ) {
            let zones: Vec<InZone> =
                counts.iter().map(|(nodes, members)| InZone { nodes: *nodes, members: *members }).collect();
            let model = platform(zones.clone(), k, needed);
            let mut turned = zones;
            turned.reverse();
            let last = turned.len() - 1;
            let mut other = platform(turned, k, needed);
            if let Database::Pair(pair) = &mut other.database {
                pair.zones = [last, last - 1];
            }
            let (a, b) = (model.solve().expect("few"), other.solve().expect("few"));
            prop_assert!((a.unavailability - b.unavailability).abs() <= 1e-11 * a.unavailability);
            prop_assert!((a.per_hour - b.per_hour).abs() <= 1e-11 * a.per_hour);
        }

        #[test]
        fn a_spare_node_or_a_faster_repair_never_lowers_availability(
            counts in prop::collection::vec((1_u32..4, 1_u32..3), 2..4), k in 1_u32..5,
            at in any::<prop::sample::Index>(), faster in 0.1_f64..1.0,
        ) {
            let zones: Vec<InZone> =
                counts.iter().map(|(nodes, members)| InZone { nodes: *nodes, members: *members }).collect();
            let plain = platform(zones.clone(), k, 1);
            let down = plain.solve().expect("few").unavailability;
            let mut spare = plain.clone();
            spare.zones[at.index(zones.len())].nodes += 1;
            prop_assert!(spare.solve().expect("few").unavailability <= down * (1.0 + 1e-12));
            let mut quick = plain;
            quick.node.mttr_hours *= faster;
            quick.zone.mttr_hours *= faster;
            prop_assert!(quick.solve().expect("few").unavailability <= down * (1.0 + 1e-12));
        }

        /// What each cause takes sums to the whole, and the whole is below the sum of its parts
        /// taken alone.
        #[test]
        fn causes_sum_to_the_whole(nodes in 1_u32..4, members in 1_u32..3, k in 1_u32..7, needed in 1_u32..5) {
            let model = platform(alike(3, nodes, members), k, needed);
            let solved = model.attributed().expect("few");
            let outage = solved.outage();
            prop_assert!(outage.unavailability > 0.0 && outage.unavailability <= 1.0);
            let sum: f64 = solved.causes().iter().map(|(_, part)| part.unavailability).sum();
            prop_assert!((sum / outage.unavailability - 1.0).abs() < 1e-12);
        }
    }
}
