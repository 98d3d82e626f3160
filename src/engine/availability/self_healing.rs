//! Nodes that are created again in zones that are up.

use super::explore::explore;
use super::{Chain, ModelError, Repairable};

/// A pool that an autoscaler keeps at its size.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct SelfHealing {
    /// Zones.
    pub zones: u32,
    /// Nodes that there should be.
    pub target_nodes: u32,
    /// Nodes that must be up.
    pub k_nodes: u32,
    /// Mean hours of a node to its failure.
    pub node_mtbf_hours: f64,
    /// A zone; `None` means that zones do not fail.
    pub zone: Option<Repairable>,
    /// Mean hours until a missing node runs again.
    pub replacement_hours: f64,
}

/// Whether a zone is up, and its running nodes. Zones are alike, so that a state is its
/// zones in order.
type Zones = Vec<(bool, u32)>;

impl SelfHealing {
    /// The chain over zones and their running nodes, and which of its states are down.
    ///
    /// Rules: a lost zone takes its nodes with it; each missing node comes back at
    /// 1 ÷ replacement in the zone that is up and has fewest; a zone comes back empty;
    /// nothing is moved to even things out. Zones that are alike are lumped by order.
    /// Source: docs/model.md, "Nodes that heal".
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] for more than 1,200 states.
    pub fn chain(&self) -> Result<(Chain, Vec<bool>), ModelError> {
        let (zones, target) = (self.zones, self.target_nodes);
        let mut start: Zones =
            (0..zones).map(|i| (true, target / zones + u32::from(i < target % zones))).collect();
        start.sort_unstable();
        let fails = 1.0 / self.node_mtbf_hours;
        let (states, chain) = explore(start, |state, next| {
            let mut push = |place: usize, zone: (bool, u32), per_hour: f64| {
                let mut other = state.clone();
                other[place] = zone;
                other.sort_unstable();
                next.push((other, per_hour));
            };
            for (i, (is_up, running)) in state.iter().enumerate() {
                if *running > 0 {
                    push(i, (true, running - 1), f64::from(*running) * fails);
                }
                if let Some(zone) = self.zone {
                    let per_hour = if *is_up { zone.per_hour() } else { zone.repairs_per_hour() };
                    push(i, (!is_up, 0), per_hour);
                }
            }
            let missing = target - running(state);
            let fewest = (0..state.len()).filter(|i| state[*i].0).min_by_key(|i| state[*i].1);
            if let Some(i) = fewest.filter(|_| missing > 0) {
                push(i, (true, state[i].1 + 1), f64::from(missing) / self.replacement_hours);
            }
        })?;
        Ok((chain, states.iter().map(|state| running(state) < self.k_nodes).collect()))
    }
}

fn running(state: &[(bool, u32)]) -> u32 {
    state.iter().map(|(_, running)| running).sum()
}
