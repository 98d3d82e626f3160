//! How inputs that are not known exactly hang together.

use std::collections::BTreeSet;

use super::{Reader, assumption_ids};
use crate::engine::scenario::Fault;
use crate::engine::scenario::document::{Node, Value};
use crate::engine::scenario::section::{Section, nearest};
use crate::engine::uncertainty::Correlation;

const KEYS: &[&str] = &["between", "value"];

/// Keys of the plan whose ranges the bill rests on.
pub const BILL_KEYS: [&str; 9] = [
    "workload.growth_pct_per_year",
    "database.storage_gib",
    "database.pitr_days",
    "object_storage.stored_gib",
    "object_storage.versions_days",
    "backup.daily_change_pct",
    "network.egress_gib_per_month",
    "network.cross_zone_gib_per_month",
    "observability.log_gib_per_day",
];

impl Reader<'_> {
    /// The list `[[correlations]]`: of each pair of inputs the correlation of their scores.
    pub(super) fn correlations(&mut self, root: &Section<'_>) -> Correlation {
        let list = match root.get("correlations").map(|node| &node.value) {
            None => return Correlation::default(),
            Some(Value::List(list)) => list,
            Some(_) => {
                self.faults.push(root.fault("correlations", "a list of tables: [[correlations]]"));
                return Correlation::default();
            }
        };
        let mut seen = BTreeSet::new();
        let mut pairs = Vec::new();
        for (i, node) in list.iter().enumerate() {
            let path = format!("correlations.{i}");
            let section = Section::open(&path, node, KEYS, &mut self.faults);
            let between = self.between(&section);
            let value = if section.has("value") {
                section.number("value", -1.0..=1.0, &mut self.faults)
            } else {
                self.faults.push(section.fault("value", "a number from -1 to 1"));
                None
            };
            let (Some([a, b]), Some(value)) = (between, value) else { continue };
            let pair = if a < b { (a.clone(), b.clone()) } else { (b.clone(), a.clone()) };
            if seen.insert(pair) {
                pairs.push((a, b, value));
            } else {
                self.faults.push(Fault {
                    line: node.line,
                    path: format!("{path}.between"),
                    found: format!("{a} and {b} again"),
                    allowed: "each pair once".to_owned(),
                });
            }
        }
        Correlation::new(&pairs).unwrap_or_else(|error| {
            self.faults.push(Fault {
                line: list.first().and_then(|node| node.line),
                path: "correlations".to_owned(),
                found: error.to_string(),
                allowed:
                    "correlations that quantities can have at once: smaller ones, or those of every pair"
                        .to_owned(),
            });
            Correlation::default()
        })
    }

    /// The two inputs of a pair.
    fn between(&mut self, section: &Section<'_>) -> Option<[String; 2]> {
        const ALLOWED: &str = "two inputs: [\"network.egress_gib_per_month\", \"object_storage.stored_gib\"]";
        let names = section.get("between").map(|node| &node.value);
        let Some(Value::List(names)) = names else {
            self.faults.push(section.fault("between", ALLOWED));
            return None;
        };
        let names: Vec<Option<String>> = names.iter().map(|name| self.input(section, name)).collect();
        let [a, b] = <[Option<String>; 2]>::try_from(names)
            .map_err(|_| self.faults.push(section.fault("between", ALLOWED)))
            .ok()?;
        let (a, b) = (a?, b?);
        if a == b {
            let allowed = "two inputs that differ";
            self.faults.push(Fault { found: format!("{a} twice"), ..section.fault("between", allowed) });
            return None;
        }
        Some([a, b])
    }

    /// An input that may be a range: a key that the bill rests on, a figure of the model, or a class of
    /// failures.
    fn input(&mut self, section: &Section<'_>, node: &Node) -> Option<String> {
        let mut known: Vec<String> = BILL_KEYS.iter().map(|key| (*key).to_owned()).collect();
        known.extend(assumption_ids(self.catalogue));
        known.extend(self.catalogue.failure_rates.keys().cloned());
        if let Value::Text(name) = &node.value
            && let Some(class) = name.strip_suffix(".per_year").or_else(|| name.strip_suffix(".probability"))
            && known.contains(name)
        {
            // Rates are drawn under the name of their class.
            return Some(class.to_owned());
        }
        let found = match &node.value {
            Value::Text(name) if known.contains(name) && name != "node.mtbf_hours" => {
                return Some(name.clone());
            }
            _ => node.found(),
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let near = match &node.value {
            Value::Text(name) => nearest(name, &known).map(|near| format!("; the nearest is {near}")),
            _ => None,
        };
        let allowed = format!(
            "an input that may be a range: a key such as network.egress_gib_per_month, or an id of [assumptions]{}",
            near.unwrap_or_default()
        );
        self.faults.push(Fault { found, ..section.fault("between", allowed) });
        None
    }
}
