//! Label selectors: which pods a rule means.

use std::collections::BTreeMap;

use super::cursor::Cursor;
use super::note::Notes;

/// Labels of pods or namespaces.
pub(super) type Labels = BTreeMap<String, String>;

/// What a label must be.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Requirement {
    In(String, Vec<String>),
    NotIn(String, Vec<String>),
    Exists(String),
    DoesNotExist(String),
}

impl Requirement {
    fn holds(&self, labels: &Labels) -> bool {
        match self {
            Self::In(key, values) => labels.get(key).is_some_and(|value| values.contains(value)),
            Self::NotIn(key, values) => labels.get(key).is_none_or(|value| !values.contains(value)),
            Self::Exists(key) => labels.contains_key(key),
            Self::DoesNotExist(key) => !labels.contains_key(key),
        }
    }
}

/// Labels that must all be so. One without requirements selects all.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Selector(pub Vec<Requirement>);

impl Selector {
    pub fn matches(&self, labels: &Labels) -> bool {
        self.0.iter().all(|requirement| requirement.holds(labels))
    }

    /// Reads `matchLabels` and `matchExpressions`; nothing where the selector is absent, or has a
    /// fault, which is noted.
    pub fn read(cursor: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Self> {
        if cursor.is_absent() {
            return None;
        }
        let faults = notes.faults;
        cursor.entries(notes).for_each(drop);
        let labels = cursor.get("matchLabels").texts(notes);
        let mut requirements: Vec<Requirement> =
            labels.into_iter().map(|(key, value)| Requirement::In(key, vec![value])).collect();
        let expressions = cursor.get("matchExpressions");
        let expressions: Vec<_> = expressions.items(notes).collect();
        for expression in &expressions {
            requirements.extend(requirement(expression, notes));
        }
        (notes.faults == faults).then_some(Self(requirements))
    }
}

fn requirement(expression: &Cursor<'_, '_>, notes: &mut Notes) -> Option<Requirement> {
    let operator = expression.get("operator");
    let key = expression.get("key").text(notes).unwrap_or_default().to_owned();
    let values = expression.get("values").list(notes);
    if key.is_empty() {
        expression.fault(notes, "found no key, allowed is the name of a label");
        return None;
    }
    Some(match operator.text(notes) {
        Some("In") => Requirement::In(key, values),
        Some("NotIn") => Requirement::NotIn(key, values),
        Some("Exists") => Requirement::Exists(key),
        Some("DoesNotExist") => Requirement::DoesNotExist(key),
        _ => {
            let found = operator.node().described();
            operator.fault(notes, format!("found {found}, allowed is In, NotIn, Exists or DoesNotExist"));
            return None;
        }
    })
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::*;

    #[track_caller]
    fn selects(selector: &str, labels: &[(&str, &str)]) -> bool {
        let parsed = parse(selector, 1).expect("YAML");
        let mut notes = Notes::default();
        let selector = Selector::read(&Cursor::root(&parsed.root), &mut notes).expect("a selector");
        selector
            .matches(&labels.iter().map(|(key, value)| ((*key).to_owned(), (*value).to_owned())).collect())
    }

    #[test]
    fn operators_mean_what_kubernetes_says() {
        let web = [("app", "web")];
        assert!(selects("{}", &web));
        assert!(selects("matchLabels: {app: web}", &web));
        assert!(!selects("matchLabels: {app: web, tier: front}", &web));
        assert!(selects("matchExpressions: [{key: app, operator: In, values: [web, api]}]", &web));
        assert!(!selects("matchExpressions: [{key: app, operator: NotIn, values: [web]}]", &web));
        // A pod without the label is not in the values.
        assert!(selects("matchExpressions: [{key: tier, operator: NotIn, values: [web]}]", &web));
        assert!(selects("matchExpressions: [{key: app, operator: Exists}]", &web));
        assert!(selects("matchExpressions: [{key: tier, operator: DoesNotExist}]", &web));
    }

    #[test]
    fn an_unknown_operator_leaves_the_selector_out() {
        let parsed = parse("matchExpressions: [{key: app, operator: Like, values: [w]}]", 1).expect("YAML");
        let mut notes = Notes::default();
        assert_eq!(Selector::read(&Cursor::root(&parsed.root), &mut notes), None);
        assert_eq!(notes.list[0].message, "found Like, allowed is In, NotIn, Exists or DoesNotExist");
    }
}
