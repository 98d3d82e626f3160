//! Alike nodes with a cause that they share.

use super::explore::explore;
use super::{Chain, ModelError, Repairable};

/// How many nodes are repaired at the same time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RepairCrew {
    /// As many as are down.
    Unlimited,
    /// So many at most.
    Crews(u32),
}

/// Nodes of which `k` must be up, with a share of failures that takes all of them.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct CommonCause {
    /// Nodes.
    pub nodes: u32,
    /// Nodes that must be up.
    pub k_nodes: u32,
    /// A node.
    pub node: Repairable,
    /// Share of a node's failures that is a shock to the whole group, 0 to 1.
    pub beta: f64,
    /// Who repairs.
    pub crew: RepairCrew,
}

impl CommonCause {
    /// The chain over the number of nodes up, and which of its states are down.
    ///
    /// Rates: each node up fails alone at (1 − β)λ; a shock at βλ takes every node
    /// that is up; each node under repair comes back at μ.
    /// Source: docs/model.md, "Common cause".
    ///
    /// # Errors
    /// [`ModelError::TooManyStates`] above 1,199 nodes.
    pub fn chain(&self) -> Result<(Chain, Vec<bool>), ModelError> {
        let (fails, back) = (self.node.per_hour(), self.node.repairs_per_hour());
        let (states, chain) = explore(self.nodes, |up, next| {
            let down = self.nodes - up;
            if *up > 0 {
                next.push((up - 1, f64::from(*up) * (1.0 - self.beta) * fails));
                next.push((0, self.beta * fails));
            }
            let repaired = match self.crew {
                RepairCrew::Unlimited => down,
                RepairCrew::Crews(crews) => down.min(crews),
            };
            next.push((up + 1, f64::from(repaired) * back));
        })?;
        Ok((chain, states.iter().map(|up| *up < self.k_nodes).collect()))
    }
}
