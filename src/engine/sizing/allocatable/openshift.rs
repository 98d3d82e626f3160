//! OpenShift workers.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::scenario::{Flavour, Platform};
use crate::engine::sizing::SizingError;

/// OpenShift 4.21, the first release whose workers size their reservation, is
/// Kubernetes 1.34; release 4.n is Kubernetes 1.(n + 13).
const AUTO_SIZING_SINCE: u32 = 34;
/// The first release whose hosted control planes do so too: 4.23.
const AUTO_SIZING_HOSTED_SINCE: u32 = 36;

/// Above this memory another line holds, GiB.
const LARGE_GIB: f64 = 128.0;

/// Formula: up to 4.20 a constant each. Since 4.21, with M = GiB seen, rounded down:
/// memory = Σ bands of M, rounded to whole GiB; CPU = max(floor, rate × (vCPU − 1) +
/// constant). Eviction beside both.
pub(super) fn kept(
    instance_type: &InstanceType,
    capacity_gib: f64,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Result<Kept, SizingError> {
    let since =
        if platform.flavour == Some(Flavour::RosaHcp) { AUTO_SIZING_HOSTED_SINCE } else { AUTO_SIZING_SINCE };
    let (cores, memory_gib) = if platform.kubernetes_minor() >= since {
        const CPU: Option<&str> = Some("auto-sizing >= 4.17");
        let (rate, constant) = rules.line("cpu", "reserved-formula", CPU)?;
        let floor = rules.constant("cpu", "reserved-floor", CPU)?;
        let seen = capacity_gib.floor();
        let memory = if seen > LARGE_GIB {
            let (rate, constant) =
                rules.line("memory", "reserved-formula", Some(">= 4.21 workers above 128 GiB"))?;
            rate * seen + constant
        } else {
            rules.bands("memory", Some(">= 4.21 workers"), seen)?
        };
        ((rate * (f64::from(instance_type.vcpu) - 1.0) + constant).max(floor), memory.round())
    } else {
        const DEFAULT: Option<&str> = Some("4.14 to 4.20");
        let millicores = rules.constant("cpu", "reserved", DEFAULT)?;
        (millicores / 1000.0, rules.constant("memory", "reserved", DEFAULT)?)
    };
    Ok(Kept {
        cores,
        memory_mib: memory_gib * 1024.0 + rules.constant("memory", "eviction", None)?,
        pods: rules.constant("pods", "max-pods", None)? as u32,
    })
}
