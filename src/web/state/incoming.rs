//! Plans that come from elsewhere, in a link or a file, and the plan as a text for others.

use std::collections::BTreeMap;
use std::sync::Arc;

use leptos::prelude::*;
use serde_json::Value;

use super::undo::StepName;
use super::{MOST_BYTES, Opened, Planner};
use crate::engine::scenario::Document;
use crate::web::words::{state, t};

/// Where a plan comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    /// A link.
    Link,
    /// A file, by its name.
    File(String),
}

impl Origin {
    /// The step that opens its plan.
    fn step(&self) -> StepName {
        match self {
            Self::Link => StepName::Done(state::OPEN_LINK),
            Self::File(name) => StepName::With(state::OPEN_FILE, name.clone()),
        }
    }
}

/// A plan from elsewhere that can be opened.
#[derive(Clone, Debug, PartialEq)]
pub struct Incoming {
    /// Where it comes from.
    pub origin: Origin,
    /// What it sets: keys of fields and values.
    pub set: Vec<(String, String)>,
    fields: BTreeMap<String, String>,
}

/// The head of the part of a locked plan that holds its prices.
const LOCK: &str = "[lock]";

/// Reads a plan in TOML or JSON that the page can show as a whole.
///
/// # Errors
/// Why it cannot, in words.
pub fn read_plan(text: &str) -> Result<Document, String> {
    read_called(text, false)
}

/// The same of a plan from elsewhere; a file may be called JSON.
///
/// # Errors
/// Why it cannot, in words.
pub fn read_from(origin: &Origin, text: &str) -> Result<Document, String> {
    let is_called_json = matches!(origin, Origin::File(name) if name.to_ascii_lowercase().ends_with(".json"));
    read_called(text, is_called_json)
}

/// Whether a text in JSON is a plan, and no manifest: it says where the platform runs.
pub fn is_plan_in_json(text: &str) -> bool {
    Document::from_json(text).is_ok_and(|document| document.setting("platform").is_some())
}

fn read_called(text: &str, is_called_json: bool) -> Result<Document, String> {
    if text.lines().any(|line| line.trim() == LOCK) {
        return Err(t!(state::IS_LOCKED).to_owned());
    }
    if text.len() > MOST_BYTES {
        let (found, most) = (text.len() >> 10, MOST_BYTES >> 10);
        return Err(t!(state::PLAN_TOO_LARGE, found = found, most = most));
    }
    let document = Document::from_file(text, is_called_json).map_err(|fault| fault.to_string())?;
    let fields = document.to_fields();
    let shown = Document::from_fields(&fields);
    for path in fields.keys() {
        let key = path.split('.').next().unwrap_or_default();
        let value = |document: &Document| {
            let setting = document.setting(key)?;
            serde_json::from_str::<Value>(&setting.shown()).ok()
        };
        let is_whole = value(&document).zip(value(&shown)).is_some_and(|(is, shown)| is_same(&is, &shown));
        if !is_whole {
            return Err(t!(state::HOLDS_MORE, key = key));
        }
    }
    Ok(document)
}

/// Whether two values mean the same in a field.
fn is_same(a: &Value, b: &Value) -> bool {
    let text =
        |value: &Value| value.as_str().map_or_else(|| value.to_string(), |text| text.trim().to_owned());
    match (a, b) {
        (Value::Object(a), Value::Object(b)) => {
            // What is empty sets nothing.
            a.iter().all(|(key, a)| b.get(key).map_or(is_empty(a), |b| is_same(a, b)))
        }
        (Value::Array(a), Value::Array(b)) => {
            a.len() == b.len() && a.iter().zip(b).all(|(a, b)| is_same(a, b))
        }
        (Value::Number(a), Value::Number(b)) => a.as_f64() == b.as_f64(),
        _ => text(a) == text(b),
    }
}

fn is_empty(value: &Value) -> bool {
    value.as_object().is_some_and(|entries| entries.values().all(is_empty))
}

impl Planner {
    /// The plan as a document, without the files that say what runs.
    fn shared(&self) -> Document {
        Document::from_fields(&Self::form(self.fields.get_untracked(), None))
    }

    /// The plan as TOML, as its fields stand: with what is faulty in them.
    pub fn present_toml(&self) -> String {
        self.shared().to_toml()
    }

    /// The plan as TOML, with what is set in it.
    ///
    /// # Errors
    /// A plan with faults, in words.
    pub fn plan_toml(&self) -> Result<String, String> {
        let faults = self.faults.with_untracked(BTreeMap::len);
        if faults > 0 {
            return Err(t!(state::FIELDS_TO_MEND).to_owned());
        }
        Ok(self.shared().to_toml())
    }

    /// The same as JSON.
    ///
    /// # Errors
    /// A plan with faults, in words.
    pub fn plan_json(&self) -> Result<String, String> {
        self.plan_toml()?;
        let document = self.shared();
        let keys = document.to_fields().into_keys();
        let mut entries = serde_json::Map::new();
        for path in keys {
            let key = path.split('.').next().unwrap_or_default();
            let shown = document.setting(key).map(|setting| setting.shown()).unwrap_or_default();
            if let Ok(value) = serde_json::from_str(&shown) {
                entries.insert(key.to_owned(), value);
            }
        }
        serde_json::to_string_pretty(&entries).map(|text| text + "\n").map_err(|error| error.to_string())
    }

    /// What a link or a file of the plan leaves out, in words.
    pub fn left_out(&self) -> Option<String> {
        let set = self.manifests.in_use.get_untracked()?;
        Some(t!(state::LEFT_OUT, files = set.title()))
    }

    /// Offers a plan whose data is loaded to be opened.
    ///
    /// # Errors
    /// Why it cannot be planned, in words.
    pub fn offer(&self, origin: Origin, document: &Document) -> Result<(), String> {
        let planned = self.catalogue.with_value(|catalogue| {
            let plan = crate::engine::scenario::plan_from(document, catalogue)
                .map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))?;
            crate::engine::plan::evaluate(&plan, catalogue).map_err(|error| error.to_string())
        });
        planned.map(drop)?;
        let fields = self.of_form(document.to_fields());
        let set = fields.clone().into_iter().collect();
        self.keep.refused.set(None);
        self.keep.incoming.set(Some(Arc::new(Incoming { origin, set, fields })));
        Ok(())
    }

    /// Opens the plan that is offered, in the place of the one that is edited or beside it. Gives
    /// back whether there was one, and room for it.
    pub fn take_incoming(&self, beside: bool) -> bool {
        let Some(incoming) = self.keep.incoming.get_untracked() else { return false };
        let fields = incoming.fields.clone();
        let origin = incoming.origin.clone();
        let is_taken = self.step(origin.step(), || {
            if beside {
                return self.go_on_with(Some(t!(state::OPENED)), fields, None);
            }
            self.put_plan(fields, None);
            true
        });
        if is_taken {
            self.keep.incoming.set(None);
            self.keep.opened.set(Some(Opened::Elsewhere(origin)));
        }
        is_taken
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::web::state::{pack, unpack};

    fn fresh() -> Planner {
        let planner = Planner::new().expect("the data has no faults");
        planner.recompute();
        planner
    }

    #[test]
    fn a_plan_goes_into_a_link_and_opens_elsewhere() {
        let planner = fresh();
        planner.set("platform.zones", "2");
        planner.set("database.storage_gib", "100 to 400");
        planner.set("team.holidays", "2027-01-06, 2027-04-02");
        planner.set("assumptions.finance.wage_change_pct_per_year", "2.5");
        planner.recompute();
        let link = pack(&planner.plan_toml().expect("it has no faults")).expect("it fits");
        let text = unpack(&link).expect("it is a plan's").expect("it is whole");
        let other = fresh();
        let document = read_plan(&text).expect("it is a plan");
        other.offer(Origin::Link, &document).expect("it can be planned");
        assert!(other.is_reference(), "nothing opens by itself");
        let incoming = other.keep.incoming.get_untracked().expect("it is offered");
        assert!(incoming.set.contains(&("platform.zones".to_owned(), "2".to_owned())), "{:?}", incoming.set);
        assert_eq!(other.label("platform.zones"), "Zones");
        assert!(other.take_incoming(false));
        assert_eq!(other.fields.get_untracked(), planner.fields.get_untracked());
        assert!(other.undo() && other.is_reference());
    }

    #[test]
    fn a_plan_in_json_is_the_plan_in_toml() {
        let planner = fresh();
        planner.set("platform.zones", "2");
        planner.set("node_pools.0.commitment.years", "3");
        let of = |text: &str| read_plan(text).expect("it is a plan").to_fields();
        let (toml, json) = (planner.plan_toml().expect("no faults"), planner.plan_json().expect("no faults"));
        assert!(json.contains("\"zones\": 2"), "{json}");
        assert_eq!(of(&toml), of(&json));
    }

    #[test]
    fn a_name_is_a_text_whatever_it_looks_like() {
        for name in ["2027", "-1", "true", "007", "1e3", "+1", "[x]", "nan", "Infinity", "0x10", "1 to 2"] {
            let text = format!(
                "name = \"{name}\"\n[platform]\nprovider = \"aws\"\nzones = 2\n[[node_pools]]\nname = \"{name}\"\n"
            );
            let planner = fresh();
            let document = read_plan(&text).expect("the page can show it");
            planner.offer(Origin::File("a.toml".to_owned()), &document).expect("it can be planned");
            assert!(planner.take_incoming(false));
            planner.recompute();
            assert!(
                planner.faults.get_untracked().is_empty(),
                "{name}: {:?}",
                planner.faults.get_untracked()
            );
            let again = planner.plan_toml().expect("it has no faults");
            assert_eq!(read_plan(&again).expect("it is a plan").digest(), document.digest(), "{again}");
        }
    }

    #[test]
    fn a_plan_in_json_is_told_from_a_manifest() {
        assert!(is_plan_in_json("{\"platform\":{\"provider\":\"aws\"}}"));
        for other in ["{\"apiVersion\":\"v1\",\"kind\":\"Pod\"}", "[]", "{", "{\"name\":\"a\"}"] {
            assert!(!is_plan_in_json(other), "{other}");
        }
    }

    #[test]
    fn an_opened_plan_stands_beside_the_other() {
        let planner = fresh();
        planner.set("platform.zones", "2");
        let document = read_plan("[platform]\nprovider = \"aws\"\nzones = 1\n").expect("it is a plan");
        planner.offer(Origin::File("small.toml".to_owned()), &document).expect("it can be planned");
        assert!(planner.take_incoming(true) && !planner.take_incoming(true));
        assert_eq!(planner.fields.get_untracked()["platform.zones"], "1");
        planner.switch_to(1);
        assert_eq!(planner.fields.get_untracked()["platform.zones"], "2");
    }

    #[test]
    fn a_plan_with_a_fault_is_not_offered() {
        let planner = fresh();
        let refused = |text: &str| {
            let told = read_plan(text).and_then(|document| planner.offer(Origin::Link, &document));
            let told = told.expect_err("it is refused");
            assert!(planner.is_reference() && planner.keep.incoming.get_untracked().is_none());
            told
        };
        let told = refused("[platform]\nprovider = \"aws\"\nzones = 70\n");
        assert!(told.contains("platform.zones") && told.contains("70"), "{told}");
        let told = refused("[platform]\nprovider = \"aws\"\n[team]\nenginers = 2\n");
        assert!(told.contains("enginers"), "{told}");
        let told = refused("zones = = 2");
        assert!(told.contains("a plan in TOML"), "{told}");
        let told = refused("{ \"platform\": ");
        assert!(told.contains("a plan in JSON"), "{told}");
        let file = Origin::File("Plan.JSON".to_owned());
        let told = read_from(&file, "\"platform\": {}}").expect_err("it is no JSON");
        assert!(told.contains("a plan in JSON"), "{told}");
    }

    #[test]
    fn what_the_page_cannot_show_is_not_dropped_in_silence() {
        let told = |text: &str| read_plan(text).expect_err("it would lose something");
        let pools = told("[[node_pools]]\nnodes = 3\n[[node_pools]]\nnodes = 4\n");
        assert!(pools.starts_with("node_pools holds more"), "{pools}");
        let range = told("[assumptions]\n\"node.mtbf_hours\" = { low = 1, likely = 2, high = 3 }\n");
        assert!(range.starts_with("assumptions holds more"), "{range}");
        let long = told(&format!("name = \"{}\"", "a".repeat(MOST_BYTES)));
        assert_eq!(long, "found a plan of 256 KiB, allowed are 256 KiB");
        let locked = told("[platform]\nprovider = \"aws\"\n\n[lock]\nschema = 1\n");
        assert!(locked.starts_with("found a locked plan; zoneplan plan opens it"), "{locked}");
        let kept = "[network]\negress_gib_per_month = { low = 1.0, likely = 2.5, high = 30 }\n[team]\nengineers = 3\n";
        assert_eq!(read_plan(kept).expect("it is whole").to_fields().len(), 4);
    }
}
