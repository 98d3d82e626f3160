//! Whether the pods fit, with all zones and without each one.

use super::{Demand, Node};
use crate::engine::scenario::ZoneLoss;
use crate::engine::topology::spread_evenly;
use crate::engine::units::Resources;

/// Most nodes that a pool may have.
const MOST_NODES: u32 = 1000;

/// How the pods fit on a number of nodes in each zone.
#[derive(Clone, Debug, PartialEq)]
pub struct Fit {
    /// Whether they fit with all zones there.
    pub fits: bool,
    /// Part of the binding resource that stays free with all zones there, percent;
    /// below 0 when it is short.
    pub spare_pct: f64,
    /// The resource of which least stays free.
    pub binding_resource: &'static str,
    /// The worst loss of one zone.
    pub zone_loss: ZoneLossFit,
}

/// How the pods fit when one zone is lost.
#[derive(Clone, Debug, PartialEq)]
pub struct ZoneLossFit {
    /// Whether every pod that no zonal volume pins still fits, whichever zone is lost.
    pub survives: bool,
    /// The zone whose loss leaves least, by position.
    pub lost_zone: usize,
    /// The resource of which least stays free then.
    pub binding_resource: &'static str,
    /// How much of it stays free, percent; below 0 when it is short.
    pub spare_pct: f64,
}

/// How the pods fit on these nodes.
///
/// Formula: by totals; capacity = Σ nodes × (allocatable − agents) over the zones
/// that are up; demand = all pods, less the pinned pods of the lost zone. The
/// spare part is the least of CPU, memory and pods.
/// Source: docs/model.md, "Zone loss".
pub fn fit(demand: &Demand, node: &Node, nodes_per_zone: &[u32]) -> Fit {
    let usable = node.allocatable.minus(demand.per_node);
    let nodes: u32 = nodes_per_zone.iter().sum();
    let (binding_resource, spare_pct) = least_spare(usable.times(u64::from(nodes)), demand.total);
    let worst = nodes_per_zone
        .iter()
        .enumerate()
        .map(|(zone, lost)| {
            let capacity = usable.times(u64::from(nodes - lost));
            let (resource, spare) = least_spare(capacity, demand.total.minus(demand.pinned_per_zone[zone]));
            (zone, resource, spare)
        })
        .min_by(|a, b| a.2.total_cmp(&b.2));
    let (lost_zone, resource, spare) = worst.unwrap_or((0, binding_resource, spare_pct));
    Fit {
        fits: spare_pct >= 0.0,
        spare_pct,
        binding_resource,
        zone_loss: ZoneLossFit {
            survives: spare >= 0.0 && nodes_per_zone.len() > 1,
            lost_zone,
            binding_resource: resource,
            spare_pct: spare,
        },
    }
}

/// The resource of which least stays free, and how much of it, in percent.
fn least_spare(capacity: Resources, demand: Resources) -> (&'static str, f64) {
    let spare = |capacity: u64, demand: u64| {
        if capacity == 0 {
            if demand == 0 { 100.0 } else { -100.0 }
        } else {
            (capacity as f64 - demand as f64) / capacity as f64 * 100.0
        }
    };
    [
        ("memory", spare(capacity.memory_mib, demand.memory_mib)),
        ("cpu", spare(capacity.cpu_m, demand.cpu_m)),
        ("pods", spare(capacity.pods, demand.pods)),
    ]
    .into_iter()
    .min_by(|a, b| a.1.total_cmp(&b.1))
    .unwrap_or(("memory", 0.0))
}

/// The fewest nodes, spread evenly and at least one in each zone, on which the
/// pods fit as the mode asks. With one zone there is none to spare, so the mode
/// asks for no more than a fit. `None` when 1,000 nodes are not enough.
pub fn nodes_auto(demand: &Demand, node: &Node, zones: u32, mode: ZoneLoss) -> Option<u32> {
    (zones.max(1)..=MOST_NODES).find(|nodes| {
        let fit = fit(demand, node, &spread_evenly(*nodes, zones, 0));
        fit.fits && (mode == ZoneLoss::None || zones < 2 || fit.zone_loss.survives)
    })
}

/// The fewest nodes on which the service goes on: they carry every pod but those
/// that stay down with the zone whose volumes pin the least.
pub fn nodes_needed(demand: &Demand, node: &Node) -> u32 {
    let usable = node.allocatable.minus(demand.per_node);
    let of = |demand: u64, usable: u64| {
        if usable == 0 { u64::from(MOST_NODES) } else { demand.div_ceil(usable) }
    };
    let needed = demand.pinned_per_zone.iter().map(|pinned| {
        let rest = demand.total.minus(*pinned);
        of(rest.memory_mib, usable.memory_mib)
            .max(of(rest.cpu_m, usable.cpu_m))
            .max(of(rest.pods, usable.pods))
    });
    u32::try_from(needed.max().unwrap_or(1)).unwrap_or(MOST_NODES).clamp(1, MOST_NODES)
}
