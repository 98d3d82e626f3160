//! Nodes over zones: enough of them up, in enough zones.

use std::collections::BTreeMap;

use super::explore::explore;
use super::{Chain, ModelError, Outage};

/// Most zones whose subsets are enumerated.
const MOST_ZONES: usize = 12;
/// Most steps that a solution may take: about a second.
pub(super) const MOST_STEPS: u64 = 400_000_000;

/// A part that fails and is repaired.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Repairable {
    /// Mean hours of operation to the next failure; infinite means never.
    pub mtbf_hours: f64,
    /// Mean hours to repair.
    pub mttr_hours: f64,
}

impl Repairable {
    /// Never fails.
    pub const NEVER: Self = Self { mtbf_hours: f64::INFINITY, mttr_hours: 0.0 };

    /// Failures per hour of operation.
    pub fn per_hour(self) -> f64 {
        if self.mtbf_hours > 0.0 { 1.0 / self.mtbf_hours } else { f64::INFINITY }
    }

    /// Repairs per hour of repair; so fast that nobody sees it where it takes no time.
    pub fn repairs_per_hour(self) -> f64 {
        if self.mttr_hours > 0.0 { 1.0 / self.mttr_hours } else { 1e12 }
    }

    /// Share of time up: MTBF ÷ (MTBF + MTTR).
    pub fn up(self) -> f64 {
        if self.mtbf_hours.is_infinite() {
            1.0
        } else {
            self.mtbf_hours / (self.mtbf_hours + self.mttr_hours)
        }
    }

    /// Share of time down: MTTR ÷ (MTBF + MTTR).
    pub fn down(self) -> f64 {
        if self.mtbf_hours.is_infinite() {
            0.0
        } else {
            self.mttr_hours / (self.mtbf_hours + self.mttr_hours)
        }
    }
}

/// Nodes in zones that fail independently; a zone takes its nodes with it.
#[derive(Clone, Debug, PartialEq)]
pub struct NodeTier {
    /// Nodes of each zone.
    pub zones: Vec<u32>,
    /// Nodes that must be up.
    pub k_nodes: u32,
    /// Zones that must be up.
    pub min_zones_up: u32,
    /// A node.
    pub node: Repairable,
    /// A zone; `None` means that zones do not fail.
    pub zone: Option<Repairable>,
}

impl NodeTier {
    /// Exact steady state.
    ///
    /// Formula: U = Σ over sets S of zones up: P(S) × P(fewer than k of the nodes in
    /// S up), or 1 when S has too few zones. ν = Σ P(S) × (P(exactly k up) × k λ_node plus
    /// Σ over j in S: λ_zone × P(k up in S, but not without zone j)). Every term
    /// is positive, so nothing cancels. Failures of nodes go on while their zone is
    /// down; a node counts only while its zone is up.
    /// Source: docs/model.md, "Nodes over zones".
    ///
    /// Method: zones of equal size are alike, so sets are counted by how many zones
    /// of each size are up.
    ///
    /// # Errors
    /// [`ModelError::TooManyZones`] above 12 zones, [`ModelError::TooLarge`] where the
    /// solution would take more than about a second.
    pub fn solve(&self) -> Result<Outage, ModelError> {
        let n_zones = self.zones.len();
        if n_zones > MOST_ZONES {
            return Err(ModelError::TooManyZones { found: n_zones, most: MOST_ZONES });
        }
        let sizes = self.sizes();
        let n_sets: u64 = sizes.values().map(|count| *count as u64 + 1).product();
        let nodes: u64 = self.zones.iter().map(|nodes| u64::from(*nodes)).sum();
        let sums = n_sets.saturating_mul(sizes.len() as u64 + 1).saturating_mul(nodes);
        if sums.saturating_add(Binomials::steps(nodes)) > MOST_STEPS {
            return Err(ModelError::TooLarge { nodes, zones: n_zones });
        }
        if u64::from(self.k_nodes) > nodes || self.min_zones_up as usize > n_zones {
            return Ok(Outage { unavailability: 1.0, per_hour: 0.0 });
        }
        let mut laws = Binomials::new(self.node);
        let zone = self.zone.unwrap_or(Repairable::NEVER);
        let k = self.k_nodes as usize;
        let mut outage = Outage::NEVER;
        for set in 0..n_sets {
            let up = up_by_size(set, &sizes);
            let zones_up: usize = up.iter().map(|(_, up, _)| up).sum();
            let ways: f64 = up.iter().map(|(_, up, of)| choose(*of, *up)).product();
            let weight = ways * power(zone.up(), zones_up) * power(zone.down(), n_zones - zones_up);
            if weight <= 0.0 {
                continue;
            }
            if zones_up < self.min_zones_up as usize {
                outage.unavailability += weight;
                continue;
            }
            let nodes: u32 = up.iter().map(|(size, up, _)| size * *up as u32).sum();
            let law = laws.of(nodes);
            outage.unavailability += weight * law.iter().take(k).sum::<f64>();
            if k > 0 {
                let exactly = law.get(k).copied().unwrap_or(0.0);
                outage.per_hour += weight * exactly * f64::from(self.k_nodes) * self.node.per_hour();
            }
            for (size, zones, _) in up.iter().filter(|(_, zones, _)| *zones > 0) {
                let lost = self.lost_with(*size, nodes, zones_up, &mut laws);
                outage.per_hour += weight * *zones as f64 * zone.per_hour() * lost;
            }
        }
        Ok(outage)
    }

    /// The chain over zones and their nodes, and which of its states are down. Zones that
    /// are alike are lumped by order. [`NodeTier::solve`] needs no chain; the law of a year does.
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] for more than 1,200 states.
    pub fn chain(&self) -> Result<(Chain, Vec<bool>), ModelError> {
        // Of each zone: nodes that it has, whether it is up, nodes that are.
        let mut start: Vec<(u32, bool, u32)> =
            self.zones.iter().map(|nodes| (*nodes, true, *nodes)).collect();
        start.sort_unstable();
        let (states, chain) = explore(start, |state, next| {
            let mut push = |place: usize, zone: (u32, bool, u32), per_hour: f64| {
                let mut other = state.clone();
                other[place] = zone;
                other.sort_unstable();
                next.push((other, per_hour));
            };
            for (i, (size, is_up, up)) in state.iter().copied().enumerate() {
                if up > 0 {
                    push(i, (size, is_up, up - 1), f64::from(up) * self.node.per_hour());
                }
                if up < size {
                    push(i, (size, is_up, up + 1), f64::from(size - up) * self.node.repairs_per_hour());
                }
                if let Some(zone) = self.zone {
                    let per_hour = if is_up { zone.per_hour() } else { zone.repairs_per_hour() };
                    push(i, (size, !is_up, up), per_hour);
                }
            }
        })?;
        let is_down = |state: &Vec<(u32, bool, u32)>| {
            let zones_up = state.iter().filter(|(_, is_up, _)| *is_up);
            let (zones, nodes) = zones_up.fold((0, 0), |(zones, nodes), (_, _, up)| (zones + 1, nodes + up));
            zones < self.min_zones_up || nodes < self.k_nodes
        };
        let down = states.iter().map(is_down).collect();
        Ok((chain, down))
    }

    /// How many zones there are of each number of nodes.
    fn sizes(&self) -> BTreeMap<u32, usize> {
        let mut sizes = BTreeMap::new();
        for nodes in &self.zones {
            *sizes.entry(*nodes).or_insert(0) += 1;
        }
        sizes
    }

    /// Probability that the tier is up, and down once a zone of `size` nodes is gone.
    fn lost_with(&self, size: u32, nodes: u32, zones_up: usize, laws: &mut Binomials) -> f64 {
        let k = self.k_nodes as usize;
        let at_least = laws.at_least(size);
        let outside = laws.of(nodes - size);
        let too_few_zones = zones_up - 1 < self.min_zones_up as usize;
        let most_outside = if too_few_zones { outside.len() } else { k.min(outside.len()) };
        let enough = |up: usize| at_least.get(k.saturating_sub(up)).copied().unwrap_or(0.0);
        (0..most_outside).map(|up| outside[up] * enough(up)).sum()
    }
}

/// Of each size: nodes of a zone, zones up, zones in all. `set` counts through the combinations.
fn up_by_size(mut set: u64, sizes: &BTreeMap<u32, usize>) -> Vec<(u32, usize, usize)> {
    sizes
        .iter()
        .map(|(size, count)| {
            let choices = *count as u64 + 1;
            let up = (set % choices) as usize;
            set /= choices;
            (*size, up, *count)
        })
        .collect()
}

/// Ways to choose `some` of `all`, for small numbers.
fn choose(all: usize, some: usize) -> f64 {
    (0..some).fold(1.0, |ways, i| ways * (all - i) as f64 / (i + 1) as f64)
}

/// Laws of the number of nodes up, each computed once, from the next smaller one that is there.
pub(super) struct Binomials {
    node: Repairable,
    laws: BTreeMap<u32, Vec<f64>>,
}

impl Binomials {
    pub(super) const fn new(node: Repairable) -> Self {
        Self { node, laws: BTreeMap::new() }
    }

    /// Steps that the laws of up to so many nodes take together, at most about.
    pub(super) const fn steps(nodes: u64) -> u64 {
        nodes.saturating_mul(nodes).saturating_mul(4)
    }

    /// Probability of each number of nodes up, of so many.
    pub(super) fn of(&mut self, nodes: u32) -> &[f64] {
        if !self.laws.contains_key(&nodes) {
            let smaller = self.laws.range(..nodes).next_back();
            let law = smaller.map_or_else(|| vec![1.0], |(_, law)| law.clone());
            self.laws.insert(nodes, with_more(law, nodes, self.node));
        }
        &self.laws[&nodes]
    }

    /// Probability that at least each number of nodes is up, of so many.
    pub(super) fn at_least(&mut self, nodes: u32) -> Vec<f64> {
        let mut sums = self.of(nodes).to_vec();
        for i in (1..sums.len()).rev() {
            sums[i - 1] += sums[i];
        }
        sums
    }
}

/// The law of the number of nodes up, of more nodes than those of `law`.
fn with_more(mut law: Vec<f64>, nodes: u32, node: Repairable) -> Vec<f64> {
    let (up, down) = (node.up(), node.down());
    for n in law.len() - 1..nodes as usize {
        law.push(0.0);
        for i in (0..=n).rev() {
            law[i + 1] += law[i] * up;
            law[i] *= down;
        }
    }
    law
}

/// `base` to a small whole power, by multiplication.
fn power(base: f64, exponent: usize) -> f64 {
    (0..exponent).fold(1.0, |product, _| product * base)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn tier(zones: Vec<u32>, k: u32, min_zones: u32) -> NodeTier {
        NodeTier {
            zones,
            k_nodes: k,
            min_zones_up: min_zones,
            node: Repairable { mtbf_hours: 4380.0, mttr_hours: 0.5 },
            zone: Some(Repairable { mtbf_hours: 8760.0, mttr_hours: 2.0 }),
        }
    }

    proptest! {
        #[test]
        fn a_spare_node_never_lowers_availability(
            zones in prop::collection::vec(1_u32..4, 1..4), k in 1_u32..6, at in any::<prop::sample::Index>(),
        ) {
            let mut larger = zones.clone();
            larger[at.index(zones.len())] += 1;
            let plain = tier(zones, k, 1).solve().expect("few zones");
            let spare = tier(larger, k, 1).solve().expect("few zones");
            prop_assert!(spare.unavailability <= plain.unavailability * (1.0 + 1e-12));
        }

        #[test]
        fn the_order_of_zones_does_not_matter(zones in prop::collection::vec(0_u32..4, 1..5), k in 1_u32..6) {
            let mut turned = zones.clone();
            turned.reverse();
            let (a, b) = (tier(zones, k, 1).solve().expect("few"), tier(turned, k, 1).solve().expect("few"));
            prop_assert!((a.unavailability - b.unavailability).abs() <= 1e-12 * a.unavailability);
            prop_assert!((a.per_hour - b.per_hour).abs() <= 1e-12 * a.per_hour.max(1e-300));
        }

        #[test]
        fn faster_repair_never_lowers_availability(repair in 0.01_f64..10.0, k in 1_u32..6) {
            let mut slow = tier(vec![2, 2, 2], k, 1);
            let mut fast = slow.clone();
            slow.node.mttr_hours = repair;
            fast.node.mttr_hours = repair / 2.0;
            let (slow, fast) = (slow.solve().expect("few"), fast.solve().expect("few"));
            prop_assert!(fast.unavailability <= slow.unavailability);
        }
    }

    #[test]
    fn what_would_take_too_long_is_refused() {
        let large = tier(vec![1000; 12], 6000, 1).solve();
        assert_eq!(large, Err(ModelError::TooLarge { nodes: 12_000, zones: 12 }));
        assert!(tier(vec![20, 20, 20], 40, 2).solve().is_ok());
        assert!(tier(vec![1; 13], 3, 1).solve().is_err());
    }

    #[test]
    fn what_never_fails_is_never_down() {
        let mut never = tier(vec![2, 2, 2], 6, 3);
        never.node = Repairable::NEVER;
        never.zone = None;
        assert_eq!(never.solve(), Ok(Outage::NEVER));
    }
}
