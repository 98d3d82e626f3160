//! What the loss of nodes of a zone does to the chain: a node may hold several validators.

use super::{Layout, Validators};
use crate::engine::catalogue::Effect;

/// What the loss of nodes does to the chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Hit {
    /// Stopped where any such loss with a validator in it stops blocks, degraded where some do.
    pub(super) settle: Effect,
    /// Whether a zone where it stops blocks has no other node for the validators.
    pub(super) until_back: bool,
}

/// What the loss of one node does to the chain.
pub(super) fn without_node(layout: &Layout<'_>) -> Hit {
    without(layout, |_| 1)
}

/// What the loss of half of a zone's nodes, rounded up, does to the chain.
pub(super) fn without_half(layout: &Layout<'_>) -> Hit {
    without(layout, |nodes| nodes.div_ceil(2))
}

/// Validators stand evenly on the nodes of their zone: of m on n nodes ⌈m/n⌉ on one at most and
/// ⌊m/n⌋ at least, and one on each that counts.
///
/// Source: docs/model.md, "Recovery".
fn without(layout: &Layout<'_>, lost: impl Fn(u32) -> u32) -> Hit {
    let Some(validators) = &layout.validators else {
        return Hit { settle: Effect::Works, until_back: false };
    };
    let stops = |members: u32| !validators.seal_without(members);
    let (mut some, mut all, mut until_back) = (false, true, false);
    for (nodes, members) in layout.nodes_per_zone.iter().zip(&validators.per_zone) {
        if *nodes == 0 || *members == 0 {
            continue;
        }
        let gone = lost(*nodes);
        let stopped = stops((gone * members.div_ceil(*nodes)).min(*members));
        some |= stopped;
        all &= stops((gone * (members / nodes)).max(1));
        until_back |= stopped && gone == *nodes;
    }
    let settle = match (some, all) {
        (false, _) => Effect::Works,
        (true, true) => Effect::Stopped,
        (true, false) => Effect::Degraded,
    };
    Hit { settle, until_back }
}

/// Which losses stop the chain, in words.
pub(super) fn in_words(validators: &Validators) -> String {
    let (members, needed) = (validators.members(), validators.needed);
    let least = members.saturating_sub(needed) + 1;
    let more = if least < members { " or more" } else { "" };
    format!("the loss of nodes that hold {least} of {members} validators{more} stops the chain")
}
