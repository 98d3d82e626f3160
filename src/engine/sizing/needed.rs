//! How many nodes the service cannot do without, and what stays free on all of them.

use super::placement::{Placement, least_spare};
use super::{Demand, Node};
use crate::engine::scenario::ZoneLoss;
use crate::engine::units::Resources;

/// The fewest nodes on which the service goes on.
///
/// Formula: by totals, those that carry every pod but the pinned ones of the zone
/// that pins least; and, where a zone can be lost by the placement, no more than
/// what is left then, where it cannot, more than that. Where the pods do not fit
/// with all nodes there, one more than there are: the service is never whole.
/// Source: docs/model.md, "Nodes over zones".
pub fn nodes_needed(demand: &Demand, node: &Node, placement: &Placement, mode: ZoneLoss) -> u32 {
    let nodes: u32 = placement.nodes_per_zone.iter().sum();
    if !placement.fits() {
        return nodes + 1;
    }
    let usable = node.allocatable.minus(demand.per_node);
    let of = |demand: u64, usable: u64| {
        if usable == 0 { u64::from(nodes) } else { demand.div_ceil(usable) }
    };
    let by_totals = placement.zone_losses.iter().map(|loss| {
        let down = loss.pinned.iter().chain(&loss.shed);
        let down = down.fold(Resources::ZERO, |sum, (group, count)| {
            sum + demand.groups[*group].request.times(u64::from(*count))
        });
        let rest = demand.total.minus(down);
        of(rest.memory_mib, usable.memory_mib)
            .max(of(rest.cpu_m, usable.cpu_m))
            .max(of(rest.pods, usable.pods))
    });
    let by_totals = u32::try_from(by_totals.max().unwrap_or(1)).unwrap_or(nodes).clamp(1, nodes);
    // New nodes come later than the loss, so that with them the service was down for a while.
    let left = |zone: usize| nodes - placement.nodes_per_zone[zone];
    let carried = |survives: bool| {
        let losses = placement.zone_losses.iter();
        losses
            .filter(move |loss| (loss.survives && loss.new_nodes.is_empty()) == survives)
            .map(|loss| left(loss.zone))
    };
    let needed = carried(false).map(|left| left + 1).max().unwrap_or(1).max(by_totals);
    let most = carried(true).min().filter(|_| mode != ZoneLoss::None).unwrap_or(nodes);
    // A zone with few nodes may be lost while one with many may not.
    if carried(false).next().is_some() { needed.min(nodes) } else { needed.min(most.max(1)) }
}

/// The resource of which least stays free with all zones there, and how much of it, percent.
pub fn spare(demand: &Demand, node: &Node, nodes: u32) -> (&'static str, f64) {
    let usable = node.allocatable.minus(demand.per_node);
    least_spare(usable.times(u64::from(nodes)), demand.total)
}
