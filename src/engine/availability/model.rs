//! Reliability models that a user writes as JSON.

use serde_json::Value;

use super::{DatabasePair, DatabaseSingle, ModelError, NodeTier, Outage, Repairable, in_series};
use crate::engine::scenario::{MODEL_KINDS, ModelObject};

/// Deepest nesting of series in series.
const MOST_DEPTH: usize = 16;

/// A part of a series, with its name.
#[derive(Clone, Debug, PartialEq)]
pub struct Tier {
    /// Its name, or its kind and position.
    pub name: String,
    /// Its steady state.
    pub outage: Outage,
}

/// Solves a model; also gives the parts of a series.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub fn solve(model: &ModelObject<'_>) -> Result<(Outage, Vec<Tier>), ModelError> {
    solve_within(model, 0)
}

fn solve_within(model: &ModelObject<'_>, depth: usize) -> Result<(Outage, Vec<Tier>), ModelError> {
    if depth > MOST_DEPTH {
        return Err(model.fault("kind", &format!("at most {MOST_DEPTH} series within each other")).into());
    }
    let outage = match model.text("kind", MODEL_KINDS)? {
        "node_tier" => node_tier(model)?,
        "db_pair" => database_pair(model)?,
        "db_single" => {
            model.only(&["kind", "name", "instance_mtbf_h", "instance_mttr_h"])?;
            DatabaseSingle(repairable(model, "instance_mtbf_h", "instance_mttr_h")?).solve()
        }
        "series" => return series(model, depth),
        _ => return Err(model.fault("kind", MODEL_KINDS).into()),
    };
    Ok((outage, Vec::new()))
}

fn series(model: &ModelObject<'_>, depth: usize) -> Result<(Outage, Vec<Tier>), ModelError> {
    model.only(&["kind", "name", "tiers"])?;
    let mut tiers = Vec::new();
    for (i, tier) in model.objects("tiers", "a list of at least one tier")?.into_iter().enumerate() {
        let name = tier.get("name").and_then(Value::as_str).map(str::to_owned);
        let (outage, kind) = if tier.get("kind").is_some() {
            (solve_within(&tier, depth + 1)?.0, tier.text("kind", MODEL_KINDS)?)
        } else {
            tier.only(&["name", "unavailability", "outage_frequency_per_hour"])?;
            let outage = Outage {
                unavailability: tier.number("unavailability", 0.0, 1.0)?,
                per_hour: tier.number("outage_frequency_per_hour", 0.0, 1e9)?,
            };
            let never = outage.per_hour <= 0.0;
            if never && outage.unavailability > 0.0 && outage.unavailability < 1.0 {
                let allowed = "above 0, as unavailability is";
                return Err(tier.fault("outage_frequency_per_hour", allowed).into());
            }
            (outage, "tier")
        };
        tiers.push(Tier { name: name.unwrap_or_else(|| format!("{kind} {}", i + 1)), outage });
    }
    let outages: Vec<Outage> = tiers.iter().map(|tier| tier.outage).collect();
    Ok((in_series(&outages), tiers))
}

fn node_tier(model: &ModelObject<'_>) -> Result<Outage, ModelError> {
    model.only(&["kind", "name", "zones", "k_nodes", "min_zones_up", "node", "zone"])?;
    let zones = model
        .list("zones", "a list with the nodes of each zone")?
        .iter()
        .map(|count| {
            count.as_u64().and_then(|count| u32::try_from(count).ok()).filter(|count| *count <= 1000)
        })
        .collect::<Option<Vec<u32>>>()
        .ok_or_else(|| model.fault("zones", "a list of whole numbers from 0 to 1000"))?;
    let nodes: u32 = zones.iter().sum();
    let node = model.object("node")?;
    node.only(&["mtbf_h", "mttr_h"])?;
    let zone = match model.get("zone") {
        None | Some(Value::Null) => None,
        Some(_) => {
            let zone = model.object("zone")?;
            zone.only(&["mtbf_h", "mttr_h"])?;
            Some(repairable(&zone, "mtbf_h", "mttr_h")?)
        }
    };
    let tier = NodeTier {
        k_nodes: model.whole("k_nodes", 0, nodes)?,
        min_zones_up: model.whole("min_zones_up", 0, zones.len() as u32)?,
        node: repairable(&node, "mtbf_h", "mttr_h")?,
        zone,
        zones,
    };
    tier.solve()
}

fn database_pair(model: &ModelObject<'_>) -> Result<Outage, ModelError> {
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
    let manual_hours = match model.get("manual_recovery_mean_h") {
        None | Some(Value::Null) if success >= 1.0 => 1.0,
        None | Some(Value::Null) => {
            let allowed = "hours above 0, as failover_success_probability is below 1";
            return Err(model.fault("manual_recovery_mean_h", allowed).into());
        }
        Some(_) => model.above_zero("manual_recovery_mean_h")?,
    };
    let pair = DatabasePair {
        instance: repairable(model, "instance_mtbf_h", "instance_mttr_h")?,
        failover_hours: model.above_zero("failover_mean_s")? / 3600.0,
        success,
        manual_hours,
        both_down_hours: model.above_zero("both_down_recovery_mean_h")?,
    };
    Ok(pair.solve())
}

fn repairable(model: &ModelObject<'_>, mtbf: &str, mttr: &str) -> Result<Repairable, ModelError> {
    Ok(Repairable { mtbf_hours: model.above_zero(mtbf)?, mttr_hours: model.above_zero(mttr)? })
}
