//! `values.yaml`: every component in one form.

use super::super::node::Fields;
use super::super::yaml;
use super::component::Component;

/// The file.
pub(super) fn file(head: &[String], components: &[Component<'_>]) -> String {
    let mut all = Fields::default();
    for component in components {
        all.put(component.group.name.as_str(), entry(component));
    }
    let mut remarks = head.to_vec();
    remarks.extend(
        [
            "Every component of the workload, for a chart of your own; atk-values.yaml has the keys of the vendor's.",
            "Requests and limits are those of a whole pod. A limit that is not there is not stated, or is below",
            "the request. The label app.kubernetes.io/name is what charts set by convention: check it against yours.",
        ]
        .map(str::to_owned),
    );
    yaml::document(&remarks, &Fields::default().with("components", all))
}

fn entry(component: &Component<'_>) -> Fields {
    let group = component.group;
    let budget = component
        .may_be_away
        .map(|away| Fields::default().with("enabled", true).with("maxUnavailable", away));
    let scaled = group.replicas_max.map(|most| {
        Fields::default().with("enabled", true).with("minReplicas", group.replicas).with("maxReplicas", most)
    });
    let resources = component.resources();
    let resources = Some(resources).filter(|resources| !resources.is_empty());
    Fields::default()
        .with("kind", group.kind.name())
        .with("replicaCount", group.replicas)
        .with_some("autoscaling", scaled)
        .with_some("resources", resources)
        .with_some("topologySpreadConstraints", component.spread())
        .with_some("podDisruptionBudget", budget)
        .with_some("persistence", component.volume().map(|size| Fields::default().with("size", size)))
}
