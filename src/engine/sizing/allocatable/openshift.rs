//! OpenShift workers.

use super::{Kept, NodeRules};
use crate::engine::catalogue::InstanceType;
use crate::engine::scenario::{AutoSizing, Flavour, Platform};
use crate::engine::sizing::SizingError;

/// OpenShift 4.21, the first release whose workers size their reservation by themselves, is
/// Kubernetes 1.34; release 4.n is Kubernetes 1.(n + 13).
const AUTO_SIZING_SINCE: u32 = 34;
/// The first release whose hosted control planes do so too: 4.23.
const AUTO_SIZING_HOSTED_SINCE: u32 = 36;
/// The first release that sizes CPU on one line, 4.17; before, by bands.
const CPU_LINE_SINCE: u32 = 30;

/// Above this memory another line holds, GiB.
const LARGE_GIB: f64 = 128.0;
/// Sums of decimal shares are a hair off; the scripts that this follows round each to six
/// digits.
const DIGITS: f64 = 1e6;

/// Whether the workers size what they keep back by their own size.
fn sizes_itself(platform: &Platform) -> bool {
    match platform.openshift.map(|settings| settings.auto_sizing) {
        Some(AutoSizing::On) => true,
        Some(AutoSizing::Off) => false,
        Some(AutoSizing::Default) | None => {
            let hosted = platform.flavour == Some(Flavour::RosaHcp);
            let since = if hosted { AUTO_SIZING_HOSTED_SINCE } else { AUTO_SIZING_SINCE };
            platform.kubernetes_minor() >= since
        }
    }
}

/// Formula: without auto-sizing a constant each. With it, M being the GiB seen, rounded
/// down: memory = Σ bands of M, rounded half up to whole GiB; CPU = max(floor, rate ×
/// (vCPU − 1) + constant), up to 4.16 max(floor, Σ bands). Eviction beside both.
pub(super) fn kept(
    instance_type: &InstanceType,
    capacity_gib: f64,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Result<Kept, SizingError> {
    let (cores, memory_gib) = if sizes_itself(platform) {
        let minor = platform.kubernetes_minor();
        (
            sized_cores(instance_type.vcpu, minor, rules)?,
            sized_memory_gib(capacity_gib.floor(), minor, rules)?,
        )
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

fn sized_cores(vcpu: u32, minor: u32, rules: &NodeRules<'_>) -> Result<f64, SizingError> {
    let vcpu = f64::from(vcpu);
    if minor < CPU_LINE_SINCE {
        const BANDS: Option<&str> = Some("auto-sizing <= 4.16");
        return Ok(rules.bands("cpu", BANDS, vcpu)?.max(rules.constant("cpu", "reserved-floor", BANDS)?));
    }
    const LINE: Option<&str> = Some("auto-sizing >= 4.17");
    let (rate, constant) = rules.line("cpu", "reserved-formula", LINE)?;
    Ok((rate * (vcpu - 1.0) + constant).max(rules.constant("cpu", "reserved-floor", LINE)?))
}

fn sized_memory_gib(seen: f64, minor: u32, rules: &NodeRules<'_>) -> Result<f64, SizingError> {
    let sum = if minor < AUTO_SIZING_SINCE {
        rules.bands("memory", Some("auto-sizing <= 4.20"), seen)?
    } else if seen > LARGE_GIB {
        let (rate, constant) =
            rules.line("memory", "reserved-formula", Some(">= 4.21 workers above 128 GiB"))?;
        rate * seen + constant
    } else {
        rules.bands("memory", Some(">= 4.21 workers"), seen)?
    };
    Ok(((sum * DIGITS).round() / DIGITS).round())
}
