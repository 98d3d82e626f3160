//! `atk-values.yaml`: the keys of the vendor's public chart that were read.
//!
//! Source: settlemint/asset-tokenization-kit `kit/charts/atk`, the README of each chart; the
//! versions stand in `docs/deployables.csv`.

use super::super::node::Fields;
use super::super::yaml;
use super::component::Component;

/// How a chart is told its disruption budget, and where.
enum Budget {
    /// As the most pods that may be away.
    Most(&'static [&'static str]),
    /// As the fewest pods that must be there.
    Least(&'static [&'static str]),
}

/// What a chart takes for a component.
struct Slot {
    component: &'static str,
    /// Where its values stand.
    path: &'static [&'static str],
    replicas: &'static str,
    /// Whether `resources` is its own, or shared with the other slots of the same path.
    resources: bool,
    spread: bool,
    budget: Option<Budget>,
    /// The value of `app.kubernetes.io/name` of its pods, where it was read.
    label: Option<&'static str>,
}

const NODES: &[&str] = &["network", "network-nodes"];

const SLOTS: &[Slot] = &[
    Slot {
        component: "atk-dapp",
        path: &["dapp"],
        replicas: "replicaCount",
        resources: true,
        spread: false,
        budget: Some(Budget::Least(&["dapp", "podDisruptionBudget"])),
        label: Some("dapp"),
    },
    Slot {
        component: "atk-erpc",
        path: &["erpc"],
        replicas: "replicaCount",
        resources: true,
        spread: true,
        budget: Some(Budget::Most(&["erpc", "pdb"])),
        label: Some("erpc"),
    },
    Slot {
        component: "atk-graph-node",
        path: &["graph-node"],
        replicas: "replicaCount",
        resources: true,
        spread: false,
        budget: None,
        label: Some("graph-node"),
    },
    Slot {
        component: "atk-hasura",
        path: &["hasura", "graphql-engine"],
        replicas: "replicas",
        resources: false,
        spread: false,
        budget: None,
        label: Some("graphql-engine"),
    },
    Slot {
        component: "atk-portal",
        path: &["portal"],
        replicas: "replicaCount",
        resources: true,
        spread: true,
        budget: Some(Budget::Least(&["portal", "pdb"])),
        label: Some("portal"),
    },
    Slot {
        component: "atk-txsigner",
        path: &["txsigner"],
        replicas: "replicaCount",
        resources: true,
        spread: true,
        budget: Some(Budget::Most(&["txsigner", "pdb"])),
        label: Some("txsigner"),
    },
    Slot {
        component: "besu-rpc",
        path: NODES,
        replicas: "rpcReplicaCount",
        resources: true,
        spread: false,
        budget: Some(Budget::Most(&["network", "network-nodes", "podDisruptionBudgets", "rpc"])),
        label: None,
    },
    Slot {
        component: "besu-validator",
        path: NODES,
        replicas: "validatorReplicaCount",
        resources: true,
        spread: false,
        budget: Some(Budget::Most(&["network", "network-nodes", "podDisruptionBudgets", "validator"])),
        label: None,
    },
];

/// The value of `app.kubernetes.io/name` of a component's pods, where it was read.
pub(super) fn label(component: &str) -> Option<&'static str> {
    SLOTS.iter().find(|slot| slot.component == component)?.label
}

/// The file.
pub(super) fn file(head: &[String], components: &[Component<'_>]) -> String {
    let mut values = Fields::default();
    let find = |slot: &Slot| components.iter().find(|component| component.group.name == slot.component);
    let known: Vec<(&Slot, &Component<'_>)> =
        SLOTS.iter().filter_map(|slot| find(slot).map(|component| (slot, component))).collect();
    let mut shared: Vec<&[&str]> = Vec::new();
    for (slot, component) in &known {
        values.put_at(slot.path, slot.replicas, component.group.replicas);
        let mut at_path = known.iter().filter(|(other, _)| other.path == slot.path);
        let is_common = at_path.all(|(_, other)| {
            other.resources() == component.resources() && other.volume() == component.volume()
        });
        if slot.resources && is_common && !shared.contains(&slot.path) {
            shared.push(slot.path);
            if !component.resources().is_empty() {
                values.put_at(slot.path, "resources", component.resources());
            }
            if let Some(size) = component.volume().filter(|_| slot.path == NODES) {
                values.put_at(slot.path, "persistence", Fields::default().with("size", size));
            }
        }
        if let Some(spread) = component.spread().filter(|_| slot.spread) {
            values.put_at(slot.path, "topologySpreadConstraints", spread);
        }
        if let (Some(budget), Some(away)) = (&slot.budget, component.may_be_away) {
            let (path, name, pods) = match budget {
                Budget::Most(path) => (path, "maxUnavailable", away),
                Budget::Least(path) => (path, "minAvailable", component.group.replicas.saturating_sub(away)),
            };
            values.put_at(path, "enabled", true);
            values.put_at(path, name, pods);
        }
    }
    let mut remarks = head.to_vec();
    remarks.extend(
        [
            "For the chart settlemint/asset-tokenization-kit kit/charts/atk; docs/deployables.md names the versions read.",
            "Only keys that were read are here: graph-node and hasura take no budget, and dapp, graph-node, hasura",
            "and the nodes of the chain no topologySpreadConstraints. pod-disruption-budgets.yaml has what is missing;",
            "use one of the two for a component, never both.",
        ]
        .map(str::to_owned),
    );
    yaml::document(&remarks, &values)
}
