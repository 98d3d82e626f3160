//! Reliability models that a user writes as JSON.

use serde_json::{Map, Value};

use super::{DatabasePair, DatabaseSingle, ModelError, NodeTier, Outage, Repairable, in_series};

/// Deepest nesting of series in series.
const MOST_DEPTH: usize = 16;
/// Kinds that can be solved.
const KINDS: &str = "node_tier | db_pair | db_single | series";

/// A part of a series, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// Its name, or its kind and position.
    pub name: String,
    /// Its steady state.
    pub outage: Outage,
}

/// Solves a model given as JSON; also gives the parts of a series.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub fn solve_json(text: &str) -> Result<(Outage, Vec<Tier>), ModelError> {
    let value: Value = serde_json::from_str(text)
        .map_err(|error| ModelError::NotAModel(format!("the model is not JSON: {error}")))?;
    solve(&Object::of(&value, String::new())?, 0)
}

fn solve(model: &Object<'_>, depth: usize) -> Result<(Outage, Vec<Tier>), ModelError> {
    if depth > MOST_DEPTH {
        return Err(model.fault("kind", &format!("at most {MOST_DEPTH} series within each other")));
    }
    let outage = match model.text("kind")? {
        "node_tier" => node_tier(model)?,
        "db_pair" => database_pair(model)?,
        "db_single" => {
            model.only(&["kind", "name", "instance_mtbf_h", "instance_mttr_h"])?;
            DatabaseSingle(model.repairable("instance_mtbf_h", "instance_mttr_h")?).solve()
        }
        "series" => return series(model, depth),
        _ => return Err(model.fault("kind", KINDS)),
    };
    Ok((outage, Vec::new()))
}

fn series(model: &Object<'_>, depth: usize) -> Result<(Outage, Vec<Tier>), ModelError> {
    model.only(&["kind", "name", "tiers"])?;
    let Some(Value::Array(list)) = model.map.get("tiers") else {
        return Err(model.fault("tiers", "a list of tiers"));
    };
    if list.is_empty() {
        return Err(model.fault("tiers", "at least one tier"));
    }
    let mut tiers = Vec::new();
    for (i, value) in list.iter().enumerate() {
        let tier = Object::of(value, model.path(&format!("tiers[{i}]")))?;
        let name = tier.map.get("name").and_then(Value::as_str).map(str::to_owned);
        let (outage, kind) = if tier.map.contains_key("kind") {
            (solve(&tier, depth + 1)?.0, tier.text("kind")?)
        } else {
            tier.only(&["name", "unavailability", "outage_frequency_per_hour"])?;
            let outage = Outage {
                unavailability: tier.number("unavailability", 0.0, 1.0)?,
                per_hour: tier.number("outage_frequency_per_hour", 0.0, 1e9)?,
            };
            let never = outage.per_hour <= 0.0;
            if never && outage.unavailability > 0.0 && outage.unavailability < 1.0 {
                let allowed = "above 0, as unavailability is";
                return Err(tier.fault("outage_frequency_per_hour", allowed));
            }
            (outage, "tier")
        };
        tiers.push(Tier { name: name.unwrap_or_else(|| format!("{kind} {}", i + 1)), outage });
    }
    let outages: Vec<Outage> = tiers.iter().map(|tier| tier.outage).collect();
    Ok((in_series(&outages), tiers))
}

fn node_tier(model: &Object<'_>) -> Result<Outage, ModelError> {
    model.only(&["kind", "name", "zones", "k_nodes", "min_zones_up", "node", "zone"])?;
    let Some(Value::Array(list)) = model.map.get("zones") else {
        return Err(model.fault("zones", "a list with the nodes of each zone"));
    };
    let zones = list
        .iter()
        .map(|count| {
            count.as_u64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count <= 1000)
        })
        .collect::<Option<Vec<u32>>>()
        .filter(|zones| !zones.is_empty())
        .ok_or_else(|| model.fault("zones", "a list of whole numbers from 0 to 1000"))?;
    let nodes: u32 = zones.iter().sum();
    let node = model.object("node")?;
    node.only(&["mtbf_h", "mttr_h"])?;
    let zone = match model.map.get("zone") {
        None | Some(Value::Null) => None,
        Some(_) => {
            let zone = model.object("zone")?;
            zone.only(&["mtbf_h", "mttr_h"])?;
            Some(zone.repairable("mtbf_h", "mttr_h")?)
        }
    };
    let tier = NodeTier {
        k_nodes: model.whole("k_nodes", 0, nodes)?,
        min_zones_up: model.whole("min_zones_up", 0, zones.len() as u32)?,
        node: node.repairable("mtbf_h", "mttr_h")?,
        zone,
        zones,
    };
    tier.solve()
}

fn database_pair(model: &Object<'_>) -> Result<Outage, ModelError> {
    model.only(&[
        "kind",
        "name",
        "instance_mtbf_h",
        "instance_mttr_h",
        "failover_mean_s",
        "failover_success_probability",
        "manual_recovery_mean_h",
        "both_down_recovery_mean_h",
    ])?;
    let success = model.number("failover_success_probability", 0.0, 1.0)?;
    let manual_hours = match model.map.get("manual_recovery_mean_h") {
        None | Some(Value::Null) if success >= 1.0 => 1.0,
        None | Some(Value::Null) => {
            let allowed = "hours above 0, as failover_success_probability is below 1";
            return Err(model.fault("manual_recovery_mean_h", allowed));
        }
        Some(_) => model.above_zero("manual_recovery_mean_h")?,
    };
    let pair = DatabasePair {
        instance: model.repairable("instance_mtbf_h", "instance_mttr_h")?,
        failover_hours: model.above_zero("failover_mean_s")? / 3600.0,
        success,
        manual_hours,
        both_down_hours: model.above_zero("both_down_recovery_mean_h")?,
    };
    Ok(pair.solve())
}

/// A JSON object and where it stands.
struct Object<'a> {
    map: &'a Map<String, Value>,
    place: String,
}

impl<'a> Object<'a> {
    fn of(value: &'a Value, place: String) -> Result<Self, ModelError> {
        match value {
            Value::Object(map) => Ok(Self { map, place }),
            other => Err(ModelError::Value {
                path: if place.is_empty() { "the model".to_owned() } else { place },
                found: shown(Some(other)),
                allowed: "an object".to_owned(),
            }),
        }
    }

    fn path(&self, key: &str) -> String {
        if self.place.is_empty() { key.to_owned() } else { format!("{}.{key}", self.place) }
    }

    fn fault(&self, key: &str, allowed: &str) -> ModelError {
        ModelError::Value {
            path: self.path(key),
            found: shown(self.map.get(key)),
            allowed: allowed.to_owned(),
        }
    }

    fn only(&self, keys: &[&str]) -> Result<(), ModelError> {
        match self.map.keys().find(|key| !keys.contains(&key.as_str())) {
            None => Ok(()),
            Some(unknown) => Err(ModelError::Value {
                path: self.path(unknown),
                found: "an unknown key".to_owned(),
                allowed: keys.join(", "),
            }),
        }
    }

    fn object(&self, key: &str) -> Result<Self, ModelError> {
        let value = self.map.get(key).ok_or_else(|| self.fault(key, "an object"))?;
        Object::of(value, self.path(key))
    }

    fn text(&self, key: &str) -> Result<&'a str, ModelError> {
        self.map.get(key).and_then(Value::as_str).ok_or_else(|| self.fault(key, KINDS))
    }

    fn number(&self, key: &str, low: f64, high: f64) -> Result<f64, ModelError> {
        let allowed = if high < f64::MAX {
            format!("a number from {low} to {high}")
        } else {
            format!("a number of at least {low}")
        };
        let number = self.map.get(key).and_then(Value::as_f64).filter(|number| number.is_finite());
        number.filter(|number| (low..=high).contains(number)).ok_or_else(|| self.fault(key, &allowed))
    }

    /// A length of time that a model may have: so small or large a number means a mistake.
    fn above_zero(&self, key: &str) -> Result<f64, ModelError> {
        let number = self.map.get(key).and_then(Value::as_f64).filter(|n| (1e-9..=1e12).contains(n));
        number.ok_or_else(|| self.fault(key, "a number from 0.000000001 to 1000000000000"))
    }

    fn whole(&self, key: &str, low: u32, high: u32) -> Result<u32, ModelError> {
        let number = self.map.get(key).and_then(Value::as_u64).and_then(|n| u32::try_from(n).ok());
        number
            .filter(|n| (low..=high).contains(n))
            .ok_or_else(|| self.fault(key, &format!("a whole number from {low} to {high}")))
    }

    fn repairable(&self, mtbf: &str, mttr: &str) -> Result<Repairable, ModelError> {
        Ok(Repairable { mtbf_hours: self.above_zero(mtbf)?, mttr_hours: self.above_zero(mttr)? })
    }
}

/// A value in the words of a fault.
fn shown(value: Option<&Value>) -> String {
    let Some(value) = value else { return "nothing".to_owned() };
    let text = value.to_string();
    if text.chars().count() <= 60 { text } else { text.chars().take(59).chain(['…']).collect() }
}
