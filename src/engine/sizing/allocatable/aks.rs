//! AKS.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::scenario::{Platform, PodNetwork};
use crate::engine::sizing::SizingError;

/// The first minor version that keeps memory back by the number of pods.
const BY_PODS_SINCE: u32 = 29;

/// Formula: since 1.29 memory kept = eviction + min(20 × pods + 50 MiB, 25 % of the
/// advertised memory); before, Σ rate × advertised GiB in band + eviction. CPU by a table; between its
/// sizes, and above the last, on the line through the two nearest.
pub(super) fn kept(
    instance_type: &InstanceType,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Result<Kept, SizingError> {
    let network = match platform.pod_network {
        PodNetwork::PodSubnet => "pod-subnet",
        PodNetwork::Kubenet => "kubenet",
        PodNetwork::NodeSubnet => "node-subnet",
        _ => "overlay",
    };
    let pods = rules.constant("pods", "max-pods", Some(network))?;
    let memory_mib = if platform.kubernetes_minor() >= BY_PODS_SINCE {
        const SINCE: Option<&str> = Some(">= 1.29");
        let (per_pod, base) = rules.line("memory", "reserved-per-pod", SINCE)?;
        let cap = rules.find("memory", "reserved-cap", SINCE).next().and_then(|row| row.rate);
        let cap_mib = cap.ok_or_else(|| rules.missing())? * instance_type.memory_gib * 1024.0;
        (per_pod * pods + base).min(cap_mib) + rules.constant("memory", "eviction", SINCE)?
    } else {
        const BEFORE: Option<&str> = Some("< 1.29");
        rules.bands("memory", BEFORE, instance_type.memory_gib)? * 1024.0
            + rules.constant("memory", "eviction", BEFORE)?
    };
    Ok(Kept { cores: cores(f64::from(instance_type.vcpu), rules)?, memory_mib, pods: pods as u32 })
}

/// Cores kept back, from the table of sizes.
fn cores(vcpu: f64, rules: &NodeRules<'_>) -> Result<f64, SizingError> {
    let table: Vec<(f64, f64)> = rules
        .find("cpu", "reserved-table", None)
        .filter_map(|row| Some((row.band_from?, row.constant? / 1000.0)))
        .collect();
    let above = table.iter().position(|(size, _)| *size >= vcpu).unwrap_or(table.len());
    let (low, high) = match table.as_slice() {
        [] | [_] => return Err(rules.missing()),
        sizes => {
            let high = above.clamp(1, sizes.len() - 1);
            (sizes[high - 1], sizes[high])
        }
    };
    let slope = (high.1 - low.1) / (high.0 - low.0);
    Ok((low.1 + slope * (vcpu - low.0)).max(0.0))
}
