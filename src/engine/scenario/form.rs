//! A plan as forms have it: dotted keys and texts.

use std::collections::BTreeMap;

use super::document::{Document, Node, Value};

impl Document {
    /// What [`Document::from_fields`] makes this document of. Of a list of tables a form has the
    /// first alone.
    pub fn to_fields(&self) -> BTreeMap<String, String> {
        let mut fields = BTreeMap::new();
        walk(&self.root, "", &mut fields);
        fields
    }
}

fn walk(node: &Node, path: &str, fields: &mut BTreeMap<String, String>) {
    let below = |key: &str| if path.is_empty() { key.to_owned() } else { format!("{path}.{key}") };
    let text = match &node.value {
        Value::Table(entries) => {
            entries.iter().for_each(|(key, node)| walk(node, &below(key), fields));
            return;
        }
        Value::List(list) => {
            if let Some(first @ Node { value: Value::Table(_), .. }) = list.first() {
                return walk(first, &below("0"), fields);
            }
            let texts: Vec<String> = list.iter().filter_map(plain).collect();
            Some(format!("[{}]", texts.join(", ")))
        }
        _ => plain(node),
    };
    if let Some(text) = text {
        fields.insert(path.to_owned(), text);
    }
}

/// A value that is neither table nor list.
fn plain(node: &Node) -> Option<String> {
    match &node.value {
        Value::Text(text) => Some(text.clone()),
        Value::Whole(number) => Some(number.to_string()),
        Value::Number(number) => Some(number.to_string()),
        Value::Flag(flag) => Some(flag.to_string()),
        Value::Table(_) | Value::List(_) | Value::Null => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::scenario::Setting;

    #[test]
    fn a_form_goes_into_a_document_and_back() {
        let fields: BTreeMap<String, String> = [
            ("assumptions.finance.wage_change_pct_per_year", "2 to 4"),
            ("finance.private", "true"),
            ("node_pools.0.commitment.years", "3"),
            ("node_pools.0.nodes", "6"),
            ("targets.availability_pct", "99.95"),
            ("team.holidays", "[2027-01-06, 2027-04-02]"),
        ]
        .map(|(key, text)| (key.to_owned(), text.to_owned()))
        .into();
        let mut document = Document::from_fields(&fields);
        assert_eq!(document.to_fields(), fields);
        document.set("node_pools.nodes", Setting::whole(9));
        assert_eq!(document.to_fields()["node_pools.0.nodes"], "9");
    }
}
