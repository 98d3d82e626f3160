//! GKE Standard.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::sizing::SizingError;

/// Below this memory a constant is kept back instead of a share, GiB.
const SMALL_GIB: f64 = 1.0;

/// Formula: Σ rate × vCPU in band; Σ rate × advertised GiB in band + eviction, below 1 GiB
/// a constant + eviction.
pub(super) fn kept(instance_type: &InstanceType, rules: &NodeRules<'_>) -> Result<Kept, SizingError> {
    let reserved_mib = if instance_type.memory_gib < SMALL_GIB {
        rules.constant("memory", "reserved", Some("nodes below 1 GiB"))?
    } else {
        rules.bands("memory", None, instance_type.memory_gib)? * 1024.0
    };
    Ok(Kept {
        cores: rules.bands("cpu", None, f64::from(instance_type.vcpu))?,
        memory_mib: reserved_mib + rules.constant("memory", "eviction", None)?,
        pods: rules.constant("pods", "max-pods", None)? as u32,
    })
}
