//! Nodes over zones: enough of them up, in enough zones.

use super::{ModelError, Outage};

/// Most zones whose subsets are enumerated.
const MOST_ZONES: usize = 12;

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
    /// # Errors
    /// [`ModelError::TooManyZones`] above 12 zones.
    pub fn solve(&self) -> Result<Outage, ModelError> {
        let n_zones = self.zones.len();
        if n_zones > MOST_ZONES {
            return Err(ModelError::TooManyZones { found: n_zones, most: MOST_ZONES });
        }
        let k = self.k_nodes as usize;
        let zone = self.zone.unwrap_or(Repairable::NEVER);
        let mut outage = Outage::NEVER;
        for set in 0..1_u32 << n_zones {
            let up: Vec<usize> = (0..n_zones).filter(|zone| set >> zone & 1 == 1).collect();
            let weight = power(zone.up(), up.len()) * power(zone.down(), n_zones - up.len());
            if weight <= 0.0 {
                continue;
            }
            if up.len() < self.min_zones_up as usize {
                outage.unavailability += weight;
                continue;
            }
            let nodes: u32 = up.iter().map(|zone| self.zones[*zone]).sum();
            let law = binomial(nodes, self.node);
            outage.unavailability += weight * law.iter().take(k).sum::<f64>();
            if k > 0 {
                let exactly = law.get(k).copied().unwrap_or(0.0);
                outage.per_hour += weight * exactly * f64::from(self.k_nodes) * self.node.per_hour();
            }
            for lost in &up {
                outage.per_hour += weight * zone.per_hour() * self.lost_with(*lost, nodes, up.len());
            }
        }
        Ok(outage)
    }

    /// Probability that the tier is up, and down once zone `lost` is gone.
    fn lost_with(&self, lost: usize, nodes: u32, zones_up: usize) -> f64 {
        let k = self.k_nodes as usize;
        let inside = binomial(self.zones[lost], self.node);
        let outside = binomial(nodes - self.zones[lost], self.node);
        let too_few_zones = zones_up - 1 < self.min_zones_up as usize;
        let most_outside = if too_few_zones { outside.len() } else { k.min(outside.len()) };
        let at_least = |needed: usize| inside.iter().skip(needed).sum::<f64>();
        (0..most_outside).map(|up| outside[up] * at_least(k.saturating_sub(up))).sum()
    }
}

/// Law of the number of nodes up.
fn binomial(nodes: u32, node: Repairable) -> Vec<f64> {
    let (up, down) = (node.up(), node.down());
    let mut law = vec![1.0];
    for n in 0..nodes as usize {
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
    fn what_never_fails_is_never_down() {
        let mut never = tier(vec![2, 2, 2], 6, 3);
        never.node = Repairable::NEVER;
        never.zone = None;
        assert_eq!(never.solve(), Ok(Outage::NEVER));
    }
}
