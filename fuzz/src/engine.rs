//! Sound plans, and what holds for everything that the engine says of them.

use zoneplan::engine::cost::{Line, Price};
use zoneplan::engine::plan::{Outcome, evaluate};
use zoneplan::engine::report::{report, to_csv, to_json, to_text};
use zoneplan::engine::scenario::{Auto, Document, Plan, ZoneLoss, plan_from};
use zoneplan::engine::sizing::floor_of;
use zoneplan::engine::units::Usd;

use crate::choices::{Choices, PLATFORM, beside_place};
use crate::plan::all_have_places;
use crate::{catalogue, is_clear};

/// Times that keys are taken away which the plan refuses, before all of them are.
const MENDED: usize = 6;
/// One plan in so many is reported as well, which takes some twenty times as long as to plan it.
const REPORTED: usize = 256;

/// A plan made of choices, evaluated without laws and draws, and its report.
pub fn engine(data: &[u8]) {
    let mut choices = Choices::new(data);
    let json = choices.plan().to_string();
    let plan = sound(Document::from_json(&json).expect("it is JSON"), &json);
    match evaluate(&plan, catalogue()) {
        Ok(outcome) => {
            holds(&outcome);
            if choices.one_in(REPORTED) {
                reported(&outcome);
            }
        }
        Err(error) => is_clear(&error.to_string()),
    }
}

/// The plan of a document, without the keys that do not go together with the others.
fn sound(mut document: Document, json: &str) -> Plan {
    for round in 0..MENDED {
        let faults = match plan_from(&document, catalogue()) {
            Ok(plan) => return plan,
            Err(faults) => faults,
        };
        all_have_places(&faults);
        for fault in &faults {
            // A fault of a place in a list, or one that stays, costs the whole table.
            let table = fault.path.split('.').next().unwrap_or_default();
            let is_deep = fault.path.split('.').any(|step| step.parse::<usize>().is_ok());
            if table == PLATFORM && (round > 2 || is_deep || fault.path == PLATFORM) {
                // Where it runs stays: no plan is without it.
                beside_place().for_each(|key| document.unset(&format!("{PLATFORM}.{key}")));
            } else {
                document.unset(if round > 2 || is_deep { table } else { &fault.path });
            }
        }
    }
    for table in ["targets", "database", "cache", "backup", "team", "finance", "node_pools", "network"] {
        document.unset(table);
    }
    plan_from(&document, catalogue()).unwrap_or_else(|faults| panic!("{faults:?}\n{json}"))
}

/// What tests/it/properties.rs asks of every plan.
fn holds(outcome: &Outcome) {
    let Outcome { plan, bill, sizing, availability, .. } = outcome;
    let effective: Usd = bill.lines.iter().filter_map(Line::effective).sum();
    assert_eq!(effective, bill.effective, "lines add up");
    let list: Usd = bill.lines.iter().filter_map(Line::list).sum();
    assert_eq!(list, bill.list, "lines add up at list price");
    let unpriced = |line: &Line| matches!(line.price, Price::Unpriced { .. });
    assert_eq!(bill.complete, !bill.lines.iter().any(unpriced), "unknown is unknown");
    bill.lines.iter().for_each(priced);
    for outage in [&availability.headline, &availability.infrastructure] {
        let up = outage.availability();
        assert!((0.0..=1.0).contains(&up), "availability is {up}");
    }
    let up = availability.headline.availability();
    for class in &availability.classes {
        let own = class.outage.availability();
        assert!((0.0..=1.0).contains(&own), "{:?}", class.outage);
        if class.role == zoneplan::engine::availability::Role::Hard {
            assert!(up <= own + 1e-12, "a series of {up} is no better than its part of {own}");
        }
    }
    sized(plan, outcome);
    for candidate in &sizing.choice.runners_up {
        assert!(candidate.monthly >= sizing.choice.best.monthly, "the best costs least");
    }
}

/// Nodes and pods.
fn sized(plan: &Plan, outcome: &Outcome) {
    let sizing = &outcome.sizing;
    let nodes: u32 = sizing.nodes_per_zone().iter().sum();
    assert_eq!(nodes, sizing.choice.best.nodes, "nodes of all zones");
    assert_eq!(sizing.nodes_per_zone().len(), plan.platform.zones as usize);
    if let Auto::Set(set) = plan.node_pool.nodes {
        assert_eq!(nodes, set, "as many nodes as the plan says");
    }
    let stated = floor_of(plan.workload.profile, plan.platform.provider, &catalogue().minimums);
    let is_auto = matches!(plan.node_pool.nodes, Auto::Auto) && plan.node_pool.autoscale.is_none();
    if is_auto && stated.is_none() {
        assert!(sizing.placement().fits(), "auto fits");
        assert!(nodes >= sizing.k_nodes, "no fewer nodes than the service needs");
        if plan.platform.zones > 1 && plan.node_pool.zone_loss == ZoneLoss::Static {
            assert!(sizing.placement().survives(), "auto survives the loss of a zone");
        }
    }
}

/// A price has a source, and the amount is what quantity and price say.
fn priced(line: &Line) {
    assert!(line.quantity.is_finite() && line.quantity >= 0.0, "{line:?}");
    match &line.price {
        Price::Priced { unit_price, tiers, list, effective, provenance, .. } => {
            assert!(!provenance.source.is_empty() && !line.unit.is_empty(), "{line:?}");
            assert!(*list >= Usd::ZERO && *effective >= Usd::ZERO, "{line:?}");
            let expected: Usd = if tiers.is_empty() {
                unit_price.times(line.quantity)
            } else {
                tiers.iter().map(|part| part.price.times(part.quantity)).sum()
            };
            assert_eq!(*list, expected, "quantity × unit price: {line:?}");
        }
        Price::Unpriced { reason } => is_clear(reason),
    }
}

/// The report has a number or nothing at each place: no number that is none (it would be written
/// as null), and its texts can be written.
fn reported(outcome: &Outcome) {
    let report = report(outcome, None, catalogue());
    let json = to_json(&report).expect("it has text keys");
    assert!(!json.contains(": null") && !json.contains("[null"), "{json}");
    let value: serde_json::Value = serde_json::from_str(&json).expect("it reads back");
    assert_eq!(value["plan_digest"], report.plan_digest.as_str());
    let text = to_text(&report);
    assert!(!text.contains("NaN") && !text.contains("inf "), "{text}");
    let csv = to_csv(&report).expect("it is text");
    let mut rows = csv::Reader::from_reader(csv.as_bytes());
    assert!(rows.records().all(|row| row.is_ok()), "{csv}");
}
