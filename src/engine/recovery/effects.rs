//! What a failure mode stops in a layout; the row has the base case.

use super::Layout;
use super::chain::{Hit, without_half, without_node};
use crate::engine::catalogue::{Effect, Effects, ModeId};
use crate::engine::scenario::DatabaseForm;

/// What a mode stops; `carried` is whether the layout bears the loss of the zones in question.
/// To write is to have a transaction accepted and settled, so that nothing is written where
/// nothing is settled.
///
/// Source: docs/model.md, "Recovery".
pub(super) fn effects_of(mode: ModeId, base: Effects, layout: &Layout<'_>, carried: bool) -> Effects {
    let effects = of_parts(mode, base, layout, carried);
    let write = if effects.settle == Effect::Stopped { Effect::Stopped } else { effects.write };
    Effects { write, ..effects }
}

/// What a mode that takes nodes does to the chain; `None` where it takes none, or a whole zone.
pub(super) fn hit_of(mode: ModeId, layout: &Layout<'_>) -> Option<Hit> {
    match mode {
        ModeId::Node => Some(without_node(layout)),
        ModeId::ZonePartial => Some(without_half(layout)),
        _ => None,
    }
}

/// What a mode stops of each part: of what accepts transactions, and of what settles them.
fn of_parts(mode: ModeId, base: Effects, layout: &Layout<'_>, carried: bool) -> Effects {
    use Effect::{Degraded, Stopped, Works};
    let without = |lost: u32| layout.nodes().saturating_sub(lost) >= layout.k_nodes;
    let sealed = |lost: u32| layout.validators.as_ref().is_none_or(|members| members.seal_without(lost));
    let settle = if sealed(1) { base.settle } else { Stopped };
    let pod = layout.database == DatabaseForm::Pod;
    match mode {
        ModeId::Node if !without(1) => Effects::ALL_STOPPED,
        ModeId::Pod => Effects { settle, ..base },
        ModeId::Node => Effects { settle: base.settle.max(without_node(layout).settle), ..base },
        ModeId::ZonePartial => {
            let lost = layout.nodes_per_zone.iter().map(|nodes| nodes.div_ceil(2)).max().unwrap_or(0);
            let settle = base.settle.max(without_half(layout).settle);
            if without(lost) { Effects { settle, ..base } } else { Effects::ALL_STOPPED }
        }
        ModeId::Zone if carried => base,
        ModeId::Zone => {
            let stops = layout.zones_lost();
            let write = if stops.write > 0 { Stopped } else { base.write };
            let settle = if stops.settle > 0 { Stopped } else { base.settle };
            let read = if write == Stopped { Stopped } else { base.read };
            Effects { read, write, settle }
        }
        ModeId::Volume if layout.on_premises => Effects { read: Works, write: Works, settle: Works },
        ModeId::Volume if pod => Effects { read: Stopped, write: Stopped, settle },
        ModeId::Volume => Effects { settle, ..base },
        ModeId::Cache if layout.cache_nodes < 2 => Effects { read: Degraded, write: Degraded, ..base },
        // How many endpoints there are outside is not in the plan.
        ModeId::Rpc if layout.rpc_nodes == 0 => Effects { read: Degraded, write: Degraded, settle: Degraded },
        // The only way to the chain: transactions queue, reads are stale.
        ModeId::Rpc if layout.rpc_nodes == 1 => Effects { read: Degraded, write: Degraded, settle: Stopped },
        _ => base,
    }
}

#[cfg(test)]
mod tests {
    use crate::engine::recovery::Validators;

    /// Of 3 validators 2 must sign, of 2 both: ⌈2n/3⌉.
    #[test]
    fn two_validators_bear_no_loss() {
        let of = |members: u32| Validators { per_zone: vec![members], needed: (2 * members).div_ceil(3) };
        assert!(of(3).seal_without(1) && !of(3).seal_without(2));
        assert!(!of(2).seal_without(1) && !of(1).seal_without(1));
    }
}
