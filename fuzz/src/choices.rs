//! Plans made of choices among what the table of keys allows.

use std::sync::OnceLock;

use libfuzzer_sys::arbitrary::Unstructured;
use serde_json::{Map, Value, json};
use zoneplan::engine::catalogue::Host;
use zoneplan::engine::scenario::keys::{Form, Key, Rule, keys};

use crate::catalogue;

/// The table that says where a plan runs.
pub const PLATFORM: &str = "platform";
/// Keys that a plan sets beside its place, at most.
const MOST_KEYS: usize = 12;
/// Entries of a list beyond the fewest, at most.
const MOST_ENTRIES: usize = 3;
/// Keys that are not set here: the place is chosen as a whole, and manifests are files.
const LEFT_OUT: &[&str] = &["provider", "region", "openshift", "manifests", "profile", "optimise", "schema"];

/// Choices that the bytes of an input make.
pub struct Choices<'d> {
    from: Unstructured<'d>,
}

/// The table of keys, made once.
fn table() -> &'static [Key] {
    static KEYS: OnceLock<Vec<Key>> = OnceLock::new();
    KEYS.get_or_init(|| keys(catalogue()))
}

/// The keys of `[platform]` that do not say where it is.
pub fn beside_place() -> impl Iterator<Item = &'static str> {
    let platform = table().iter().find(|key| key.name == PLATFORM).map(|key| &key.form);
    let keys: &[Key] = if let Some(Form::Table { keys, .. }) = platform { keys } else { &[] };
    keys.iter().map(|key| key.name.as_str()).filter(|name| !LEFT_OUT.contains(name))
}

/// Every place where a plan can run: `[platform]`.
fn places() -> &'static [Value] {
    static PLACES: OnceLock<Vec<Value>> = OnceLock::new();
    PLACES.get_or_init(|| {
        let mut places = Vec::new();
        for region in &catalogue().regions {
            let (host, region) = (region.provider.name(), region.name.as_str());
            places.push(json!({ "provider": host, "region": region }));
            let flavours: &[&str] = match host {
                "aws" => &["ocp", "okd", "rosa-hcp", "rosa-classic"],
                "azure" => &["ocp", "okd", "aro"],
                _ => &["ocp", "okd"],
            };
            for flavour in flavours {
                let openshift = json!({ "flavour": flavour, "host": host });
                places.push(json!({ "provider": "openshift", "openshift": openshift, "region": region }));
            }
        }
        for flavour in ["ocp", "okd"] {
            let openshift = json!({ "flavour": flavour, "host": "on-prem" });
            places.push(json!({ "provider": "openshift", "openshift": openshift }));
        }
        places
    })
}

impl<'d> Choices<'d> {
    /// Choices of these bytes; once they are used up each is the first.
    pub fn new(bytes: &'d [u8]) -> Self {
        Self { from: Unstructured::new(bytes) }
    }

    /// Whether something is done that is done once in so many times.
    pub fn one_in(&mut self, times: usize) -> bool {
        self.below(times) + 1 == times
    }

    /// Yes or no.
    fn flag(&mut self) -> bool {
        self.below(2) == 1
    }

    /// A plan: a place, a profile, and values of several keys.
    pub fn plan(&mut self) -> Value {
        let mut platform = self.one(places()).clone();
        platform["zones"] = json!(1 + self.below(3));
        let mut plan = Map::from_iter([("platform".to_owned(), platform)]);
        let profiles = table().iter().find(|key| key.name == "workload").map(|key| &key.form);
        if let Some(Form::Table { keys, .. }) = profiles {
            let profile = keys.iter().find(|key| key.name == "profile").expect("a plan has a profile");
            plan.insert("workload".to_owned(), json!({ "profile": self.value(profile) }));
        }
        for _ in 0..self.below(MOST_KEYS + 1) {
            self.set_one(&mut plan);
        }
        Value::Object(plan)
    }

    /// Sets one key of one table.
    fn set_one(&mut self, plan: &mut Map<String, Value>) {
        let key = self.one(table());
        if LEFT_OUT.contains(&key.name.as_str()) {
            return;
        }
        match &key.form {
            Form::Table { keys, .. } => {
                let inner = self.one(keys);
                if LEFT_OUT.contains(&inner.name.as_str()) {
                    return;
                }
                let value = self.value(inner);
                let entries = plan.entry(key.name.clone()).or_insert_with(|| json!({}));
                entries[inner.name.as_str()] = value;
            }
            _ => {
                let value = self.value(key);
                plan.insert(key.name.clone(), value);
            }
        }
    }

    /// A value of a key.
    fn value(&mut self, key: &Key) -> Value {
        match (key.name.as_str(), &key.form) {
            ("instance_type", _) => {
                let hosts = [Host::Aws, Host::Azure, Host::Gcp, Host::OnPrem];
                let types: Vec<&String> = catalogue().types(*self.one(&hosts)).keys().collect();
                json!(self.one(&types))
            }
            ("scheme", _) => json!(self.one(&schemes())),
            ("instance", _) => {
                let classes: Vec<&str> =
                    catalogue().classes.values().flatten().map(|class| class.name.as_str()).collect();
                json!(self.one(&classes))
            }
            (_, form) => self.of(form),
        }
    }

    /// A value of a form.
    fn of(&mut self, form: &Form) -> Value {
        match form {
            Form::Text => json!(self.one(&["a", "b", "c", "Administrator"])),
            Form::Pattern(pattern) => self.like(pattern),
            Form::Flag => json!(self.flag()),
            Form::Whole(least, most) => json!(self.whole(*least, *most)),
            Form::Number(least, most) | Form::Below(least, most) => json!(self.number(*least, *most)),
            Form::Quantity(least, most) => self.quantity(*least, *most),
            Form::Words(words) => json!(self.one(words)),
            Form::Any(forms) => {
                let form = self.one(forms);
                self.of(form)
            }
            Form::List { of, least, most } => {
                let most = (least + MOST_ENTRIES).min(*most);
                let n = least + self.below(most - least + 1);
                (0..n).map(|_| self.of(of)).collect()
            }
            Form::Table { keys, rules } => self.table(keys, rules),
            Form::Map(of) => {
                let name = *self.one(&["*", "ec2", "rds", "compute", "virtual-machines"]);
                json!({ name: self.of(of) })
            }
        }
    }

    /// A table: what it needs, what its rules ask for, and some of the rest.
    fn table(&mut self, keys: &[Key], rules: &[Rule]) -> Value {
        let mut entries = Map::new();
        let one_of: Vec<&str> = rules
            .iter()
            .filter_map(|rule| match rule {
                Rule::OneOf(one, other) => Some(if self.flag() { *one } else { *other }),
                _ => None,
            })
            .collect();
        let has_rule = |name: &str| {
            rules.iter().any(|rule| matches!(rule, Rule::OneOf(one, other) if [*one, *other].contains(&name)))
        };
        for key in keys {
            let name = key.name.as_str();
            let is_chosen = if has_rule(name) { one_of.contains(&name) } else { self.below(3) == 0 };
            if key.needed || is_chosen {
                let value = self.value(key);
                entries.insert(name.to_owned(), value);
            }
        }
        Value::Object(entries)
    }

    /// A text of one of the forms that the table has.
    fn like(&mut self, pattern: &str) -> Value {
        let (year, month, day) = (2024 + self.below(6), 1 + self.below(12), 1 + self.below(28));
        match pattern {
            "^[A-Z]{3}$" => json!("EUR"),
            "^[0-9]+$" => json!((11 + self.below(9)).to_string()),
            _ if pattern.starts_with("^1") => json!(format!("1.{}", 21 + self.below(20))),
            _ if pattern.contains("[12][0-9]") => json!(format!("{year}-{month:02}-{day:02}")),
            _ if pattern.starts_with("^[0-9]{4}") => json!(format!("{year}-{month:02}")),
            _ => json!(self.one(&["a", "b", "c", "d"])),
        }
    }

    /// A whole number within ends: one of them, near the least, or any.
    fn whole(&mut self, least: u64, most: u64) -> u64 {
        match self.below(4) {
            0 => least,
            1 => most,
            2 => (least + self.below(9) as u64).min(most),
            _ => self.from.int_in_range(least..=most).unwrap_or(least),
        }
    }

    /// A number within ends.
    fn number(&mut self, least: f64, most: f64) -> f64 {
        let share = self.below(1001) as f64 / 1000.0;
        match self.below(4) {
            0 => least,
            1 => most,
            2 => (least + 100.0 * share).min(most),
            _ => least + (most - least) * share,
        }
    }

    /// A quantity in one of its forms.
    fn quantity(&mut self, least: f64, most: f64) -> Value {
        let mut ends = [self.number(least, most), self.number(least, most), self.number(least, most)];
        ends.sort_by(f64::total_cmp);
        let [low, likely, high] = ends;
        match self.below(3) {
            0 => json!(likely),
            1 => json!(format!("{low} to {high}")),
            _ => json!({ "low": low, "likely": likely, "high": high }),
        }
    }

    /// One of a list, which has one.
    fn one<'l, T>(&mut self, list: &'l [T]) -> &'l T {
        &list[self.below(list.len())]
    }

    /// A number below another, which is above 0.
    fn below(&mut self, end: usize) -> usize {
        self.from.int_in_range(0..=end - 1).unwrap_or(0)
    }
}

/// The schemes of discounts that the data has.
fn schemes() -> Vec<&'static str> {
    let rows = catalogue().commitments.values().flatten();
    rows.map(|row| row.scheme.as_str()).chain(["none", "spot"]).collect()
}
