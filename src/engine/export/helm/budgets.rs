//! `pod-disruption-budgets.yaml`: budgets as objects.

use std::collections::BTreeSet;

use super::super::ExportFile;
use super::super::node::Fields;
use super::super::yaml;
use super::component::Component;
use super::names::object_name;

/// The file; none where no component needs one.
pub(super) fn file(head: &[String], components: &[Component<'_>]) -> Option<ExportFile> {
    let mut taken = BTreeSet::new();
    let budgets: Vec<Fields> = components
        .iter()
        .filter(|component| !component.has_own_budget)
        .filter_map(|component| component.may_be_away.map(|away| budget(component, away, &mut taken)))
        .collect();
    if budgets.is_empty() {
        return None;
    }
    let mut remarks = head.to_vec();
    remarks.extend(
        [
            "Pods that may be away at once while nodes are drained: of a consensus those beyond its quorum, else",
            "one of several. A component with one pod, or with a budget of its own, has none here.",
            "The label app.kubernetes.io/name is what charts set by convention: check it against yours.",
        ]
        .map(str::to_owned),
    );
    Some(ExportFile::text("pod-disruption-budgets.yaml", yaml::documents(&remarks, &budgets)))
}

fn budget(component: &Component<'_>, away: u32, taken: &mut BTreeSet<String>) -> Fields {
    let metadata = Fields::default()
        .with("name", object_name(component.name, taken))
        .with_some("namespace", component.namespace);
    let spec = Fields::default().with("maxUnavailable", away).with("selector", component.selector());
    Fields::default()
        .with("apiVersion", "policy/v1")
        .with("kind", "PodDisruptionBudget")
        .with("metadata", metadata)
        .with("spec", spec)
}
