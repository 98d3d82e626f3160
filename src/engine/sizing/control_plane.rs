//! The nodes that OpenShift asks for beside the workers.

use std::collections::BTreeMap;

use super::{NodePrices, cheapest};
use crate::engine::catalogue::{Architecture, InstanceType, NodeRule};
use crate::engine::scenario::{Flavour, InfraNodes, Platform};

/// Control-plane and infra nodes come in threes.
pub const MEMBERS: u32 = 3;

/// What the nodes that OpenShift adds are for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeRole {
    /// API server and etcd.
    ControlPlane,
    /// Router, registry and monitoring.
    Infra,
}

impl NodeRole {
    /// Whether a platform has nodes of this role that the user pays for: the flavour
    /// brings them, or the plan asks for them.
    pub fn is_asked_by(self, platform: &Platform) -> bool {
        let Some(flavour) = platform.flavour else { return false };
        match self {
            Self::ControlPlane => flavour.has_own_control_plane(),
            Self::Infra => {
                let asked = platform.openshift.is_some_and(|it| it.infra_nodes == InfraNodes::Auto);
                flavour == Flavour::RosaClassic || asked
            }
        }
    }
}

/// The type of the nodes of a role: the cheapest priced one of the workers'
/// architecture that is large enough for this number of workers and for the
/// flavour's own minimum. `None` where the flavour has no such nodes, or nothing
/// that is large enough is priced.
///
/// Source: `data/node_rules.csv`, rules `sizing-by-workers` and `install-minimum`.
pub fn openshift_nodes(
    role: NodeRole,
    workers: u32,
    architecture: Architecture,
    types: &BTreeMap<String, InstanceType>,
    rules: &[NodeRule],
    platform: &Platform,
    prices: NodePrices<'_>,
) -> Option<String> {
    let flavour = platform.flavour?;
    if !role.is_asked_by(platform) {
        return None;
    }
    let resource = match role {
        NodeRole::ControlPlane => "control-plane",
        NodeRole::Infra => "infra",
    };
    let workers = f64::from(workers);
    let holds = |rule: &&NodeRule| {
        rule.provider == "openshift"
            && rule.resource == resource
            && match rule.rule.as_str() {
                "sizing-by-workers" => {
                    rule.band_from.unwrap_or(0.0) < workers
                        && workers <= rule.band_to.unwrap_or(f64::INFINITY)
                }
                "install-minimum" => rule.applies_to == "all" || rule.applies_to == flavour.name(),
                _ => false,
            }
    };
    // Sizes are stated up to a number of workers; above, nobody says what it takes.
    if !rules.iter().filter(holds).any(|rule| rule.rule == "sizing-by-workers") {
        return None;
    }
    let least = |unit: &str| {
        let of_unit = rules.iter().filter(holds).filter(|rule| rule.unit == unit);
        of_unit.filter_map(|rule| rule.constant).fold(0.0, f64::max)
    };
    cheapest(types, architecture, (least("vCPU") as u32, least("GiB")), platform, prices)
}
