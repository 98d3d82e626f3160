//! Where pods may and should run: node selectors, affinities and spreads.

use super::cursor::Cursor;
use super::note::{Notes, shown};
use super::selector::{Labels, Requirement, Selector};
use crate::engine::scenario::{Domain, NodeCondition, NodeLabel, Strength};

/// Rules whose selectors are not resolved yet.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct RawRules {
    pub nodes: Vec<Vec<NodeCondition>>,
    pub affinities: Vec<RawAffinity>,
    pub spreads: Vec<RawSpread>,
}

/// Near to some pods, or away from them.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawAffinity {
    pub together: bool,
    pub strength: Strength,
    pub domain: Domain,
    pub pods: Pods,
}

/// Pods that a rule means.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Pods {
    pub selector: Selector,
    /// Namespaces by name.
    pub namespaces: Vec<String>,
    /// Namespaces by their labels.
    pub namespaces_like: Option<Selector>,
}

/// How evenly pods are spread.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RawSpread {
    pub max_skew: u32,
    pub strength: Strength,
    pub domain: Domain,
    pub min_domains: Option<u32>,
    pub pods: Pods,
}

/// Reads the rules of a pod's spec.
pub(super) fn read(
    spec: &Cursor<'_, '_>,
    labels: &Labels,
    of_daemon_set: bool,
    notes: &mut Notes,
) -> RawRules {
    let affinity = spec.get("affinity");
    let mut rules = RawRules { nodes: nodes(spec, of_daemon_set, notes), ..RawRules::default() };
    for (key, together) in [("podAffinity", true), ("podAntiAffinity", false)] {
        let side = affinity.get(key);
        let required = side.get("requiredDuringSchedulingIgnoredDuringExecution");
        for term in required.items(notes) {
            rules.affinities.extend(term_of(&term, together, Strength::Required, labels, notes));
        }
        let preferred = side.get("preferredDuringSchedulingIgnoredDuringExecution");
        for item in preferred.items(notes) {
            let term = item.get("podAffinityTerm");
            rules.affinities.extend(term_of(&term, together, Strength::Preferred, labels, notes));
        }
    }
    let spreads = spec.get("topologySpreadConstraints");
    for item in spreads.items(notes) {
        rules.spreads.extend(spread(&item, labels, notes));
    }
    rules
}

/// Alternatives of conditions on the node; none is any node.
fn nodes(spec: &Cursor<'_, '_>, of_daemon_set: bool, notes: &mut Notes) -> Vec<Vec<NodeCondition>> {
    let mut all = Vec::new();
    let selector = spec.get("nodeSelector");
    for (key, value) in selector.entries(notes) {
        let Some(text) = value.text(notes) else { continue };
        all.extend(condition(&value, key, "In", vec![text.to_owned()], notes));
    }
    let preferred = spec.at(&["affinity", "nodeAffinity", "preferredDuringSchedulingIgnoredDuringExecution"]);
    if preferred.items(notes).next().is_some() {
        preferred.unread(notes, "preferences among nodes are not read: any node that may be used is as good");
    }
    let required = spec.at(&["affinity", "nodeAffinity", "requiredDuringSchedulingIgnoredDuringExecution"]);
    if required.is_absent() {
        return if all.is_empty() { Vec::new() } else { vec![all] };
    }
    let terms = required.get("nodeSelectorTerms");
    let mut alternatives = Vec::new();
    for term in terms.items(notes) {
        let (expressions, fields) = (term.get("matchExpressions"), term.get("matchFields"));
        if expressions.is_absent() && fields.is_absent() {
            term.fault(
                notes,
                "found a term without conditions, which no node meets; allowed is at least one",
            );
            continue;
        }
        // The pods of a daemon set are bound to their node by name, each to its own.
        if !fields.is_absent() && !of_daemon_set {
            fields.unread(notes, "a node by its name is not read: any node is taken to meet it");
        }
        let mut conditions = all.clone();
        for expression in expressions.items(notes) {
            conditions.extend(node_expression(&expression, notes));
        }
        alternatives.push(conditions);
    }
    if alternatives.is_empty() {
        alternatives.push(all);
    }
    if alternatives.iter().any(Vec::is_empty) { Vec::new() } else { alternatives }
}

fn node_expression(expression: &Cursor<'_, '_>, notes: &mut Notes) -> Option<NodeCondition> {
    let key = expression.get("key").text(notes)?;
    let operator = expression.get("operator");
    let values = expression.get("values").list(notes);
    let Some(operator) = operator.text(notes) else {
        operator.fault(notes, "found nothing, allowed is In, NotIn, Exists, DoesNotExist, Gt or Lt");
        return None;
    };
    condition(expression, key, operator, values, notes)
}

/// A condition on a label that the model knows. One on another label is taken to be met.
fn condition(
    cursor: &Cursor<'_, '_>,
    key: &str,
    operator: &str,
    values: Vec<String>,
    notes: &mut Notes,
) -> Option<NodeCondition> {
    let Some(label) = node_label(key) else {
        let values =
            if values.is_empty() { String::new() } else { format!(" {}", shown(&values.join(", "))) };
        let found = format!("{} {operator}{values}", shown(key));
        cursor.warning(notes, format!("found {found}, a label that the model does not know: every node of the pool is assumed to meet it"));
        return None;
    };
    match operator {
        "In" => Some(NodeCondition { label, is_one_of: true, values }),
        "NotIn" => Some(NodeCondition { label, is_one_of: false, values }),
        // Every node has the labels that the model knows.
        "Exists" => None,
        "DoesNotExist" => Some(NodeCondition { label, is_one_of: true, values: Vec::new() }),
        "Gt" | "Lt" => {
            cursor.warning(
                notes,
                format!("found {operator} on {}: every node is assumed to meet it", shown(key)),
            );
            None
        }
        _ => {
            cursor.fault(
                notes,
                format!("found {}, allowed is In, NotIn, Exists, DoesNotExist, Gt or Lt", shown(operator)),
            );
            None
        }
    }
}

fn node_label(key: &str) -> Option<NodeLabel> {
    Some(match key {
        "topology.kubernetes.io/zone" | "failure-domain.beta.kubernetes.io/zone" => NodeLabel::Zone,
        "topology.kubernetes.io/region" | "failure-domain.beta.kubernetes.io/region" => NodeLabel::Region,
        "kubernetes.io/arch" | "beta.kubernetes.io/arch" => NodeLabel::Architecture,
        "kubernetes.io/os" | "beta.kubernetes.io/os" => NodeLabel::Os,
        "node.kubernetes.io/instance-type" | "beta.kubernetes.io/instance-type" => NodeLabel::InstanceType,
        _ => return None,
    })
}

/// What counts as one place.
enum Topology {
    Known(Domain),
    /// Everything is in one region.
    Region,
}

fn topology(key: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Topology> {
    let text = key.text(notes)?;
    match text {
        "kubernetes.io/hostname" => return Some(Topology::Known(Domain::Node)),
        _ => match node_label(text) {
            Some(NodeLabel::Zone) => return Some(Topology::Known(Domain::Zone)),
            Some(NodeLabel::Region) => return Some(Topology::Region),
            _ => {}
        },
    }
    key.unread(notes, format!("found {}; read are host, zone and region: the rule is left out", shown(text)));
    None
}

fn term_of(
    term: &Cursor<'_, '_>,
    together: bool,
    strength: Strength,
    labels: &Labels,
    notes: &mut Notes,
) -> Option<RawAffinity> {
    let key = term.get("topologyKey");
    if key.is_absent() {
        key.fault(notes, "found nothing, allowed is the label of nodes that tells places apart");
        return None;
    }
    let domain = match topology(&key, notes)? {
        Topology::Known(domain) => domain,
        Topology::Region => {
            if !together && strength == Strength::Required {
                term.warning(notes, "apart by region in a plan of one region: at most one such pod can run; the rule is left out");
            }
            return None;
        }
    };
    let selector_place = term.get("labelSelector");
    let Some(selector) = Selector::read(&selector_place, notes) else {
        if selector_place.is_absent() {
            selector_place.warning(notes, "found nothing, which selects no pods: the rule has no effect");
        }
        return None;
    };
    let faults = notes.faults;
    let pods = Pods {
        selector: with_keys(selector, term, labels, notes),
        namespaces: term.get("namespaces").list(notes),
        namespaces_like: Selector::read(&term.get("namespaceSelector"), notes),
    };
    // A rule for other namespaces than those that were meant is worse than none.
    if notes.faults > faults {
        return None;
    }
    Some(RawAffinity { together, strength, domain, pods })
}

fn spread(item: &Cursor<'_, '_>, labels: &Labels, notes: &mut Notes) -> Option<RawSpread> {
    let key = item.get("topologyKey");
    let Topology::Known(domain) = topology(&key, notes)? else { return None };
    let skew = item.get("maxSkew");
    let Some(max_skew) = skew.count(notes, super::MOST_REPLICAS).filter(|skew| *skew > 0) else {
        let found = skew.node().described();
        skew.fault(notes, format!("found {found}, allowed is a whole number of at least 1"));
        return None;
    };
    let when = item.get("whenUnsatisfiable");
    let strength = match when.text(notes) {
        None | Some("DoNotSchedule") => Strength::Required,
        Some("ScheduleAnyway") => Strength::Preferred,
        Some(other) => {
            when.fault(notes, format!("found {}, allowed is DoNotSchedule or ScheduleAnyway", shown(other)));
            return None;
        }
    };
    for (key, usual) in [("nodeAffinityPolicy", "Honor"), ("nodeTaintsPolicy", "Ignore")] {
        let policy = item.get(key);
        if policy.text(notes).is_some_and(|found| found != usual) {
            policy.unread(notes, format!("read is {usual}, as without it"));
        }
    }
    let selector_place = item.get("labelSelector");
    let Some(selector) = Selector::read(&selector_place, notes) else {
        if selector_place.is_absent() {
            selector_place.warning(notes, "found nothing, which selects no pods: the rule has no effect");
        }
        return None;
    };
    let min = item.get("minDomains");
    let min_domains = min.count(notes, super::MOST_REPLICAS).filter(|min| *min > 0);
    let pods = Pods {
        selector: with_keys(selector, item, labels, notes),
        namespaces: Vec::new(),
        namespaces_like: None,
    };
    Some(RawSpread { max_skew, strength, domain, min_domains, pods })
}

/// The selector with what `matchLabelKeys` and `mismatchLabelKeys` add from the pod's own labels.
fn with_keys(mut selector: Selector, term: &Cursor<'_, '_>, labels: &Labels, notes: &mut Notes) -> Selector {
    for (field, same) in [("matchLabelKeys", true), ("mismatchLabelKeys", false)] {
        for key in term.get(field).list(notes) {
            // The hash of a template tells its revisions apart; here is only one.
            if key == "pod-template-hash" {
                continue;
            }
            if let Some(value) = labels.get(&key) {
                let values = vec![value.clone()];
                selector.0.push(if same {
                    Requirement::In(key, values)
                } else {
                    Requirement::NotIn(key, values)
                });
            }
        }
    }
    selector
}
