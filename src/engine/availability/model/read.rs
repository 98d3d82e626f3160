//! Models from JSON.

use serde_json::Value;

use super::Part;
use crate::engine::availability::{
    CommonCause, DatabasePair, DatabaseSingle, InZone, ModelError, NodeTier, Outage, OutageLaw, RepairCrew,
    Repairable, SelfHealing, ZoneDatabase, ZonePair, Zoned,
};
use crate::engine::scenario::{MODEL_KINDS, ModelFault, ModelObject};
use crate::engine::uncertainty::Law;
use crate::engine::units::YEAR_MINUTES;

/// Deepest nesting of series in series.
const MOST_DEPTH: usize = 16;
/// More nodes than this in a zone, or in all, are a mistake.
const MOST_NODES: u32 = 1000;

/// Parts of a model, series and what is in them together.
const MOST_PARTS: usize = 1000;

/// Part of a year above which outages overlap often.
const OFTEN: f64 = 0.1;

/// What a reader of a model should know.
pub type Notes = Vec<String>;

/// The part that an object describes; what is odd about it goes into `notes`.
///
/// # Errors
/// [`ModelError`] naming the path, what was found and what is allowed.
pub fn part_of(model: &ModelObject<'_>, notes: &mut Notes) -> Result<Part, ModelError> {
    Ok(Reader { notes, n_parts: 0 }.part(model, 0)?)
}

struct Reader<'a> {
    notes: &'a mut Notes,
    n_parts: usize,
}

type Read<T> = Result<T, ModelFault>;

impl Reader<'_> {
    fn part(&mut self, model: &ModelObject<'_>, depth: usize) -> Read<Part> {
        if depth > MOST_DEPTH {
            return Err(model.fault("kind", &format!("at most {MOST_DEPTH} series within each other")));
        }
        self.n_parts += 1;
        if self.n_parts > MOST_PARTS {
            return Err(model.fault("kind", &format!("at most {MOST_PARTS} parts in a model")));
        }
        Ok(match model.text("kind", MODEL_KINDS)? {
            "node_tier" => Part::NodeTier(self.node_tier(model)?),
            "k_of_n_common_cause" => Part::CommonCause(self.common_cause(model)?),
            "self_healing_nodes" => Part::SelfHealing(self.self_healing(model)?),
            "db_pair" => Part::Pair(self.pair(model)?),
            "db_single" => {
                model.only(&["kind", "name", "instance_mtbf_h", "instance_mttr_h"])?;
                let instance = self.repairable(model, "instance_mtbf_h", "instance_mttr_h")?;
                Part::Single(DatabaseSingle(instance))
            }
            "zone_coupled_nodes_and_db" => Part::Zoned(self.zoned(model)?),
            "outage_classes" => Part::Classes(self.classes(model)?),
            "series" => self.series(model, depth)?,
            _ => return Err(model.fault("kind", MODEL_KINDS)),
        })
    }

    fn series(&mut self, model: &ModelObject<'_>, depth: usize) -> Read<Part> {
        model.only(&["kind", "name", "tiers"])?;
        let mut parts = Vec::new();
        for (i, tier) in model.objects("tiers", "a list of at least one tier")?.into_iter().enumerate() {
            let name = tier.get("name").and_then(Value::as_str).map(str::to_owned);
            let (part, kind) = if tier.get("kind").is_some() {
                (self.part(&tier, depth + 1)?, tier.text("kind", MODEL_KINDS)?)
            } else {
                (Part::Known(known(&tier)?), "tier")
            };
            parts.push((name.unwrap_or_else(|| format!("{kind} {}", i + 1)), part));
        }
        Ok(Part::Series(parts))
    }

    fn node_tier(&mut self, model: &ModelObject<'_>) -> Read<NodeTier> {
        model.only(&["kind", "name", "zones", "k_nodes", "min_zones_up", "node", "zone"])?;
        let zones = model
            .list("zones", "a list with the nodes of each zone")?
            .iter()
            .map(|count| {
                count
                    .as_u64()
                    .and_then(|count| u32::try_from(count).ok())
                    .filter(|count| *count <= MOST_NODES)
            })
            .collect::<Option<Vec<u32>>>()
            .ok_or_else(|| model.fault("zones", "a list of whole numbers from 0 to 1000"))?;
        Ok(NodeTier {
            k_nodes: model.whole("k_nodes", 0, zones.iter().copied().fold(0, u32::saturating_add))?,
            min_zones_up: model.whole("min_zones_up", 0, zones.len() as u32)?,
            node: self.part_within(model, "node")?,
            zone: self.zone(model)?,
            zones,
        })
    }

    fn common_cause(&mut self, model: &ModelObject<'_>) -> Read<CommonCause> {
        model.only(&["kind", "name", "n", "k", "node", "beta", "repair_crew"])?;
        let nodes = model.whole("n", 1, MOST_NODES)?;
        let crew = match model.get("repair_crew") {
            None => RepairCrew::Unlimited,
            Some(Value::String(word)) if word == "unlimited" => RepairCrew::Unlimited,
            Some(Value::Number(_)) => RepairCrew::Crews(model.whole("repair_crew", 1, MOST_NODES)?),
            Some(_) => return Err(model.fault("repair_crew", "unlimited, or a whole number from 1 to 1000")),
        };
        Ok(CommonCause {
            nodes,
            k_nodes: model.whole("k", 0, nodes)?,
            node: self.part_within(model, "node")?,
            beta: model.number("beta", 0.0, 1.0)?,
            crew,
        })
    }

    fn self_healing(&mut self, model: &ModelObject<'_>) -> Read<SelfHealing> {
        model.only(&[
            "kind",
            "name",
            "zones",
            "target_nodes",
            "k_nodes",
            "node_mtbf_h",
            "zone",
            "replacement_mean_h",
        ])?;
        let target_nodes = model.whole("target_nodes", 1, MOST_NODES)?;
        let node = self.repairable(model, "node_mtbf_h", "replacement_mean_h")?;
        Ok(SelfHealing {
            zones: model.whole("zones", 1, 100)?,
            target_nodes,
            k_nodes: model.whole("k_nodes", 0, target_nodes)?,
            node_mtbf_hours: node.mtbf_hours,
            zone: self.zone(model)?,
            replacement_hours: node.mttr_hours,
        })
    }

    fn pair(&mut self, model: &ModelObject<'_>) -> Read<DatabasePair> {
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
        Ok(DatabasePair {
            instance: self.repairable(model, "instance_mtbf_h", "instance_mttr_h")?,
            failover_hours: model.above_zero("failover_mean_s")? / 3600.0,
            success,
            manual_hours: manual_hours(
                model,
                "manual_recovery_mean_h",
                success,
                "failover_success_probability",
            )?,
            both_down_hours: model.above_zero("both_down_recovery_mean_h")?,
        })
    }

    fn zoned(&mut self, model: &ModelObject<'_>) -> Read<Zoned> {
        model.only(&[
            "kind",
            "name",
            "zones",
            "nodes_per_zone",
            "k_nodes",
            "min_zones_up",
            "node",
            "zone",
            "db",
        ])?;
        let zones = model.whole("zones", 1, 100)?;
        let nodes_per_zone = model.whole("nodes_per_zone", 0, MOST_NODES)?;
        let nodes = (zones * nodes_per_zone).min(10 * MOST_NODES);
        let database = model.object("db")?;
        database.only(&[
            "primary_zone",
            "standby_zone",
            "mtbf_h",
            "mttr_h",
            "failover_mean_s",
            "success",
            "manual_h",
        ])?;
        let success = database.number("success", 0.0, 1.0)?;
        let places = [database.whole("primary_zone", 1, zones)?, database.whole("standby_zone", 1, zones)?];
        let pair = ZonePair {
            zones: places.map(|place| place as usize - 1),
            instance: self.repairable(&database, "mtbf_h", "mttr_h")?,
            failover_hours: database.above_zero("failover_mean_s")? / 3600.0,
            success,
            manual_hours: manual_hours(&database, "manual_h", success, "success")?,
        };
        Ok(Zoned {
            zones: vec![InZone { nodes: nodes_per_zone, members: 0 }; zones as usize],
            k_nodes: model.whole("k_nodes", 0, nodes)?,
            min_zones_up: model.whole("min_zones_up", 0, zones)?,
            node: self.part_within(model, "node")?,
            zone: self.zone(model)?.unwrap_or(Repairable::NEVER),
            elsewhere: None,
            consensus: None,
            database: ZoneDatabase::Pair(pair),
        })
    }

    fn classes(&mut self, model: &ModelObject<'_>) -> Read<Vec<OutageLaw>> {
        model.only(&["kind", "name", "classes"])?;
        let classes = model.objects("classes", "a list of at least one class of outages")?;
        let streams: Vec<OutageLaw> = classes
            .iter()
            .map(|class| {
                class.only(&["name", "per_year", "duration", "parameters_minutes"])?;
                let per_year = class.number("per_year", 0.0, 1e6)?;
                Ok(OutageLaw { per_year, minutes: duration(class)?, switched: false })
            })
            .collect::<Read<_>>()?;
        let minutes: f64 = streams.iter().map(|stream| stream.per_year * stream.minutes.mean()).sum();
        if minutes > OFTEN * YEAR_MINUTES {
            self.notes.push(format!(
                "{} has {minutes:.0} minutes of outages a year: what overlaps is counted twice, and no more than the \
                 year is ever down",
                model.path("classes")
            ));
        }
        Ok(streams)
    }

    fn part_within(&mut self, model: &ModelObject<'_>, key: &str) -> Read<Repairable> {
        let part = model.object(key)?;
        part.only(&["mtbf_h", "mttr_h"])?;
        self.repairable(&part, "mtbf_h", "mttr_h")
    }

    /// A zone; `null` and nothing mean that zones do not fail.
    fn zone(&mut self, model: &ModelObject<'_>) -> Read<Option<Repairable>> {
        match model.get("zone") {
            None | Some(Value::Null) => Ok(None),
            Some(_) => self.part_within(model, "zone").map(Some),
        }
    }

    fn repairable(&mut self, model: &ModelObject<'_>, mtbf: &str, mttr: &str) -> Read<Repairable> {
        let part = Repairable { mtbf_hours: model.above_zero(mtbf)?, mttr_hours: model.above_zero(mttr)? };
        if part.mttr_hours > part.mtbf_hours {
            let (repair, up) = (model.path(mttr), model.path(mtbf));
            self.notes.push(format!(
                "{repair} ({} h) is above {up} ({} h): the part is down for most of the time",
                part.mttr_hours, part.mtbf_hours
            ));
        }
        Ok(part)
    }
}

/// Hours of work by hand; not needed where a failover always works.
fn manual_hours(model: &ModelObject<'_>, key: &str, success: f64, of: &str) -> Read<f64> {
    match model.get(key) {
        None | Some(Value::Null) if success >= 1.0 => Ok(1.0),
        None | Some(Value::Null) => Err(model.fault(key, &format!("hours above 0, as {of} is below 1"))),
        Some(_) => model.above_zero(key),
    }
}

fn known(tier: &ModelObject<'_>) -> Read<Outage> {
    tier.only(&["name", "unavailability", "outage_frequency_per_hour"])?;
    let outage = Outage {
        unavailability: tier.number("unavailability", 0.0, 1.0)?,
        per_hour: tier.number("outage_frequency_per_hour", 0.0, 1e9)?,
    };
    let never = outage.per_hour <= 0.0;
    if never && outage.unavailability > 0.0 && outage.unavailability < 1.0 {
        return Err(tier.fault("outage_frequency_per_hour", "above 0, as unavailability is"));
    }
    Ok(outage)
}

/// The length of an outage.
fn duration(class: &ModelObject<'_>) -> Read<Law> {
    const KEY: &str = "parameters_minutes";
    let word = class.text("duration", "uniform | exponential | pert | lognormal")?;
    let what = match word {
        "uniform" => "two numbers: low, high, ascending",
        "exponential" => "one number above 0: the mean",
        "pert" => "three numbers: low, mode, high, ascending",
        "lognormal" => "two numbers above 0: P50, P95, ascending",
        _ => return Err(class.fault("duration", "uniform | exponential | pert | lognormal")),
    };
    let numbers: Option<Vec<f64>> = class.list(KEY, what)?.iter().map(Value::as_f64).collect();
    let numbers = numbers.unwrap_or_default();
    if numbers.iter().any(|number| !(0.0..=1e9).contains(number)) {
        return Err(class.fault(KEY, what));
    }
    match (word, numbers.as_slice()) {
        ("uniform", [low, high]) if low < high => Ok(Law::Uniform { low: *low, high: *high }),
        ("uniform", [low, high]) if low >= high && high >= low => Ok(Law::Constant(*low)),
        ("exponential", [mean]) if *mean > 0.0 => Ok(Law::Exponential { mean: *mean }),
        ("pert", [low, mode, high]) if low <= mode && mode <= high && low < high => {
            Ok(Law::Pert { low: *low, mode: *mode, high: *high })
        }
        ("pert", [low, mode, high]) if low >= high && low <= mode && mode <= high => Ok(Law::Constant(*mode)),
        ("lognormal", [p50, p95]) if *p50 > 0.0 && p50 < p95 => Ok(Law::lognormal_median_p95(*p50, *p95)),
        _ => Err(class.fault(KEY, what)),
    }
}
