//! Which inputs of plans differ.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::engine::plan::Outcome;
use crate::engine::scenario::Plan;

/// An input that is not the same in all plans.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct InputDifference {
    /// Its key, as in a plan file.
    pub key: String,
    /// Its value in each plan, as JSON; none where a plan has no such key.
    pub values: Vec<Option<String>>,
}

/// Every key of the checked plans, defaults filled in, whose value is not the same in all; names of
/// plans aside.
pub fn differing_inputs(outcomes: &[&Outcome]) -> Vec<InputDifference> {
    let plans: Vec<BTreeMap<String, String>> =
        outcomes.iter().map(|outcome| keys_of(&outcome.plan)).collect();
    let mut keys: Vec<&String> = plans.iter().flat_map(BTreeMap::keys).collect();
    keys.sort_unstable();
    keys.dedup();
    keys.into_iter()
        .map(|key| InputDifference {
            key: key.clone(),
            values: plans.iter().map(|plan| plan.get(key).cloned()).collect(),
        })
        .filter(|input| input.values.windows(2).any(|pair| pair[0] != pair[1]))
        .collect()
}

fn keys_of(plan: &Plan) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    if let Ok(Value::Object(root)) = serde_json::to_value(plan) {
        for (key, value) in root.iter().filter(|(key, _)| *key != "name") {
            let key = if key == "node_pool" { "node_pools" } else { key };
            walk(key, value, &mut keys);
        }
    }
    keys
}

fn walk(path: &str, value: &Value, keys: &mut BTreeMap<String, String>) {
    match value {
        // What is set in the place of auto.
        Value::Object(entries) if entries.len() == 1 && entries.contains_key("set") => {
            entries.values().for_each(|value| walk(path, value, keys));
        }
        Value::Object(entries) if entries.contains_key("likely") => {
            keys.insert(path.to_owned(), range(entries));
        }
        Value::Object(entries) => {
            entries.iter().for_each(|(key, value)| walk(&format!("{path}.{key}"), value, keys));
        }
        Value::Null => {}
        value => {
            keys.insert(path.to_owned(), value.to_string());
        }
    }
}

/// A range as plan files have it.
fn range(entries: &serde_json::Map<String, Value>) -> String {
    let of = |key: &str| entries.get(key).map_or_else(String::new, Value::to_string);
    let (low, likely, high) = (of("low"), of("likely"), of("high"));
    if low == high { likely } else { format!("{{\"low\":{low},\"likely\":{likely},\"high\":{high}}}") }
}
