//! How many volumes a node can attach.

use super::NodeRules;
use crate::engine::catalogue::{Host, InstanceType, NodeRule, Provider};
use crate::engine::scenario::Platform;

/// The disk of the system, where the host's limit counts it.
const ROOT: u32 = 1;

/// Volumes that pods of a node may attach; `None` where no limit is known.
///
/// Formula: the limit of the type's family at its number of processors. On AWS less the
/// disk of the system and, where interfaces share the limit, the interfaces beyond the
/// first: all that the type can have, as the pod network of EKS takes them when a node
/// fills up; OpenShift has a network of its own and takes none. On Azure and Google Cloud
/// the disk of the system is not part of the limit.
/// Source: rules `attach-limit` and `attach-limit-shared` of `data/node_rules.csv`;
/// docs/model.md, "Attached volumes".
pub(super) fn attachable(
    instance_type: &InstanceType,
    platform: &Platform,
    rules: &NodeRules<'_>,
) -> Option<u32> {
    let row = row_of(instance_type, platform.host, rules)?;
    let limit = row.constant? as u32;
    if platform.host != Host::Aws {
        return Some(limit);
    }
    let interfaces = match (row.rule.as_str(), platform.provider) {
        ("attach-limit-shared", Provider::Aws) => instance_type.enis?.saturating_sub(1),
        _ => 0,
    };
    Some(limit.saturating_sub(ROOT + interfaces))
}

/// The row of a type: one that names the type itself, else one that names its family.
fn row_of<'r>(instance_type: &InstanceType, host: Host, rules: &NodeRules<'r>) -> Option<&'r NodeRule> {
    let vcpu = f64::from(instance_type.vcpu);
    let of =
        |word: &str| {
            rules.attach.get(word)?.iter().copied().find(|row| {
                row.band_from.unwrap_or(0.0) < vcpu && vcpu <= row.band_to.unwrap_or(f64::INFINITY)
            })
        };
    of(&instance_type.name).or_else(|| of(&family(&instance_type.name, host)?))
}

/// The family of a type: `m6a` of `m6a.xlarge`, `Das_v5` of `Standard_D4as_v5`, `n2` of
/// `n2-standard-4`. `None` for sizes whose limits are not those of their family.
fn family(name: &str, host: Host) -> Option<String> {
    match host {
        Host::Aws => {
            let (family, size) = name.split_once('.')?;
            (!size.starts_with("metal")).then(|| family.to_owned())
        }
        Host::Azure => {
            // Constrained sizes, such as E8-4ds, have a hyphen.
            let name = name.strip_prefix("Standard_").filter(|name| !name.contains('-'))?;
            let letters = name.trim_start_matches(|c: char| c.is_ascii_uppercase());
            let series = &name[..name.len() - letters.len()];
            Some(format!("{series}{}", letters.trim_start_matches(|c: char| c.is_ascii_digit())))
        }
        Host::Gcp => name.split_once('-').map(|(family, _)| family.to_owned()),
        Host::OnPrem => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn families_are_those_of_the_hosts() {
        for (name, host, expected) in [
            ("m6a.xlarge", Host::Aws, Some("m6a")),
            ("m7i-flex.large", Host::Aws, Some("m7i-flex")),
            ("m7i.metal-24xl", Host::Aws, None),
            ("Standard_D4as_v5", Host::Azure, Some("Das_v5")),
            ("Standard_E2_v4", Host::Azure, Some("E_v4")),
            ("Standard_E8-4ds_v5", Host::Azure, None),
            ("n2-standard-4", Host::Gcp, Some("n2")),
            ("server-64c-256g", Host::OnPrem, None),
        ] {
            assert_eq!(family(name, host).as_deref(), expected, "{name}");
        }
    }
}
