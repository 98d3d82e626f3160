//! EKS.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::scenario::PodNetwork;
use crate::engine::sizing::SizingError;

/// Formula: memory kept = rate × pods + constant + eviction, where pods is the limit
/// of the secondary-address mode even with prefixes; CPU kept = Σ rate × vCPU in
/// band; pods = the type's limit, or with prefixes min(cap, ENIs × (IPv4 − 1) × 16 + 2).
pub(super) fn kept(
    instance_type: &InstanceType,
    network: PodNetwork,
    rules: &NodeRules<'_>,
) -> Result<Kept, SizingError> {
    let vcpu = f64::from(instance_type.vcpu);
    let eni_pods = instance_type.max_pods.ok_or_else(|| rules.missing())?;
    let (per_pod, base_mib) = rules.line("memory", "reserved-per-pod", None)?;
    let pods = match network {
        PodNetwork::VpcCniPrefix => prefix_pods(instance_type, rules)?,
        _ => eni_pods,
    };
    Ok(Kept {
        cores: rules.bands("cpu", None, vcpu)?,
        memory_mib: per_pod * f64::from(eni_pods) + base_mib + rules.constant("memory", "eviction", None)?,
        pods,
    })
}

fn prefix_pods(instance_type: &InstanceType, rules: &NodeRules<'_>) -> Result<u32, SizingError> {
    let missing = || rules.missing();
    let enis = instance_type.enis.ok_or_else(missing)?;
    let addresses = instance_type.ipv4_per_eni.ok_or_else(missing)?;
    let vcpu = f64::from(instance_type.vcpu);
    let mut caps = rules.find("pods", "prefix-cap", None);
    let cap = caps
        .find(|row| row.band_from.unwrap_or(0.0) < vcpu && vcpu <= row.band_to.unwrap_or(f64::INFINITY))
        .and_then(|row| row.constant)
        .ok_or_else(missing)?;
    Ok((enis * (addresses - 1) * 16 + 2).min(cap as u32))
}
