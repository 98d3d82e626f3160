//! Prices that the feed has only in parts: machines, and a cache by its size.

use std::collections::BTreeMap;

use super::rules::usd_from_picos;
use crate::engine::catalogue::Tiering;
use crate::engine::catalogue::{InstanceType, Method};
use crate::engine::feeds::Skip;
use crate::engine::feeds::intake::{Intake, PART};
use crate::engine::feeds::judge::{Priced, Step};

/// Sizes in GiB up to which each class of a cache goes.
const REDIS_CLASSES: [(&str, f64); 5] =
    [("redis m1", 4.0), ("redis m2", 10.0), ("redis m3", 35.0), ("redis m4", 100.0), ("redis m5", 300.0)];

/// Machines whose cores are shared: billed by fractions that the feed does not state.
const SHARED_CORE: [&str; 3] = ["e2-micro", "e2-small", "e2-medium"];

/// Parts of one region, by name.
type Parts = BTreeMap<String, Priced>;

/// Replaces the parts by what they make.
pub(super) fn compose(priced: Vec<Priced>, intake: &mut Intake<'_>) -> Vec<Priced> {
    let (parts, mut whole): (Vec<_>, Vec<_>) = priced.into_iter().partition(|priced| priced.service == PART);
    let mut places: BTreeMap<String, Parts> = BTreeMap::new();
    for part in parts {
        places.entry(part.scope.clone()).or_default().insert(part.item.clone(), part);
    }
    for (place, parts) in places {
        whole.extend(cache(&parts, intake));
        for part in parts.values() {
            let Some((kind, family)) = part.item.split_once(' ').filter(|(kind, _)| *kind != "redis") else {
                continue;
            };
            let other = if kind == "core" { "ram" } else { "core" };
            let reason = match parts.get(&format!("{other} {family}")) {
                None => Skip::NoCounterpart,
                Some(_) if !intake.types().any(|machine| is_of(machine, family)) => Skip::UnknownType,
                Some(ram) if kind == "core" => {
                    let types = intake.types().filter(|machine| is_of(machine, family));
                    whole.extend(types.filter_map(|machine| price(machine, part, ram)));
                    continue;
                }
                Some(_) => continue,
            };
            intake.unused(reason, || format!("{} in {place}", part.item));
        }
    }
    whole
}

/// Whether a type's price is made of a family's cores and memory alone.
fn is_of(machine: &InstanceType, family: &str) -> bool {
    let of_family = machine.name.split_once('-').is_some_and(|(prefix, _)| prefix == family);
    of_family && !SHARED_CORE.contains(&machine.name.as_str()) && !machine.name.ends_with("-lssd")
}

/// Formula: vCPU × core + GiB × memory, in whole pico-dollars.
fn price(machine: &InstanceType, core: &Priced, ram: &Priced) -> Option<Priced> {
    let picos = |priced: &Priced| Some((priced.flat()? * 1e12).round() as i128);
    let milli_gib = (machine.memory_gib * 1000.0).round() as i128;
    let memory = milli_gib.checked_mul(picos(ram)?)?.saturating_add(500) / 1000;
    let total = i128::from(machine.vcpu).checked_mul(picos(core)?)?.checked_add(memory)?;
    Some(Priced {
        service: "compute-engine",
        item: machine.name.clone(),
        unit: "hour",
        tiering: Tiering::Flat,
        steps: vec![Step { from: 0.0, to: None, usd: usd_from_picos(total) }],
        day: core.day.min(ram.day),
        method: Method::Feed,
        source: format!("{} × {} + {} GiB × {}", machine.vcpu, core.source, machine.memory_gib, ram.source),
        ..core.clone()
    })
}

/// The cache's capacity: the size of an instance selects the price of all of it.
fn cache(parts: &Parts, intake: &mut Intake<'_>) -> Option<Priced> {
    let mut steps: Vec<Step> = Vec::new();
    let mut sources = Vec::new();
    let mut first: Option<&Priced> = None;
    let mut hole = false;
    for (name, to) in REDIS_CLASSES {
        let usd = parts.get(name).and_then(|part| Some((part, part.flat()?)));
        match usd {
            Some((part, usd)) if !hole => {
                let from = steps.last().and_then(|step| step.to).unwrap_or(0.0);
                steps.push(Step { from, to: Some(to), usd });
                sources.push(part.source.clone());
                first.get_or_insert(part);
            }
            // Above a missing class nothing can be used.
            Some((part, _)) => intake.unused(Skip::NoFirstTier, || format!("{name} in {}", part.scope)),
            None => hole = true,
        }
    }
    Some(Priced {
        service: "memorystore-redis",
        item: "standard tier capacity".to_owned(),
        unit: "GiB-hour",
        tiering: Tiering::Whole,
        steps,
        source: sources.join("; "),
        ..first?.clone()
    })
}
