//! GKE Standard.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::sizing::SizingError;

/// Formula: Σ rate × vCPU in band; Σ rate × advertised GiB in band + eviction.
pub(super) fn kept(instance_type: &InstanceType, rules: &NodeRules<'_>) -> Result<Kept, SizingError> {
    Ok(Kept {
        cores: rules.bands("cpu", None, f64::from(instance_type.vcpu))?,
        memory_mib: rules.bands("memory", None, instance_type.memory_gib)? * 1024.0
            + rules.constant("memory", "eviction", None)?,
        pods: rules.constant("pods", "max-pods", None)? as u32,
    })
}
