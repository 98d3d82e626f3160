//! Models that a user writes as JSON: typed access, with faults that name the place.

use serde_json::{Map, Value};

/// Kinds of models that can be solved.
pub const MODEL_KINDS: &str = "node_tier | k_of_n_common_cause | self_healing_nodes | db_pair | db_single | \
                               series | zone_coupled_nodes_and_db | outage_classes";

/// A value that its place does not allow.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path}: found {found}, allowed is {allowed}")]
pub struct ModelFault {
    /// Path of the value.
    pub path: String,
    /// What stands there.
    pub found: String,
    /// What may stand there.
    pub allowed: String,
}

/// An object of a model that the user writes as JSON, and where it stands.
#[derive(Clone, Debug)]
pub struct ModelObject<'a> {
    map: &'a Map<String, Value>,
    place: String,
}

impl<'a> ModelObject<'a> {
    /// The object that a value is.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn of(value: &'a Value, place: String) -> Result<Self, ModelFault> {
        match value {
            Value::Object(map) => Ok(Self { map, place }),
            other => Err(ModelFault {
                path: if place.is_empty() { "the model".to_owned() } else { place },
                found: shown(Some(other)),
                allowed: "an object".to_owned(),
            }),
        }
    }

    /// The value of a key.
    pub fn get(&self, key: &str) -> Option<&'a Value> {
        self.map.get(key)
    }

    /// The values of a list, which has at least one.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none or empty; `what` says what it lists.
    pub fn list(&self, key: &str, what: &str) -> Result<&'a [Value], ModelFault> {
        match self.get(key) {
            Some(Value::Array(list)) if !list.is_empty() => Ok(list),
            _ => Err(self.fault(key, what)),
        }
    }

    /// The objects of a list, each with its place.
    ///
    /// # Errors
    /// [`ModelFault`] when it is no list of objects or empty.
    pub fn objects(&self, key: &str, what: &str) -> Result<Vec<Self>, ModelFault> {
        let place = |i: usize| self.path(&format!("{key}[{i}]"));
        self.list(key, what)?.iter().enumerate().map(|(i, value)| Self::of(value, place(i))).collect()
    }

    /// The whole path of a key.
    pub fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    /// A fault of a key.
    pub fn fault(&self, key: &str, allowed: &str) -> ModelFault {
        ModelFault { path: self.path(key), found: shown(self.map.get(key)), allowed: allowed.to_owned() }
    }

    /// That no other keys are there.
    ///
    /// # Errors
    /// [`ModelFault`] naming the first unknown key.
    pub fn only(&self, keys: &[&str]) -> Result<(), ModelFault> {
        match self.map.keys().find(|key| !keys.contains(&key.as_str())) {
            None => Ok(()),
            Some(unknown) => Err(ModelFault {
                path: self.path(unknown),
                found: "an unknown key".to_owned(),
                allowed: keys.join(", "),
            }),
        }
    }

    /// An object within.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn object(&self, key: &str) -> Result<Self, ModelFault> {
        let value = self.map.get(key).ok_or_else(|| self.fault(key, "an object"))?;
        Self::of(value, self.path(key))
    }

    /// A text; `allowed` says what it may be.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn text(&self, key: &str, allowed: &str) -> Result<&'a str, ModelFault> {
        self.map.get(key).and_then(Value::as_str).ok_or_else(|| self.fault(key, allowed))
    }

    /// A number within a range; without an upper end where `high` is the greatest there is.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn number(&self, key: &str, low: f64, high: f64) -> Result<f64, ModelFault> {
        let allowed = if high < f64::MAX {
            format!("a number from {low} to {high}")
        } else {
            format!("a number of at least {low}")
        };
        let number = self.map.get(key).and_then(Value::as_f64).filter(|number| number.is_finite());
        number.filter(|number| (low..=high).contains(number)).ok_or_else(|| self.fault(key, &allowed))
    }

    /// A length of time that a model may have: so small or large a number means a mistake.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn above_zero(&self, key: &str) -> Result<f64, ModelFault> {
        let number = self.map.get(key).and_then(Value::as_f64).filter(|n| (1e-9..=1e12).contains(n));
        number.ok_or_else(|| self.fault(key, "a number above 0, from 0.000000001 to 1000000000000"))
    }

    /// A whole number within a range.
    ///
    /// # Errors
    /// [`ModelFault`] when it is none.
    pub fn whole(&self, key: &str, low: u32, high: u32) -> Result<u32, ModelFault> {
        let number = self.map.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        number
            .filter(|n| (low..=high).contains(n))
            .ok_or_else(|| self.fault(key, &format!("a whole number from {low} to {high}")))
    }
}

/// A value in the words of a fault.
fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(59).chain(['…']).collect() }
}
