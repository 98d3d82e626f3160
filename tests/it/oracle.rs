//! Figures of an independent solver, `tests/oracle/availability.json`.

use serde_json::{Value, json};
use zoneplan::engine::availability::{Downtime, OutageLaw};
use zoneplan::engine::effort::setup_law;
use zoneplan::engine::plan::{ModelAnswer, solve_model};
use zoneplan::engine::uncertainty::Law;

use crate::support::{aws, outcome};

fn oracle() -> Value {
    serde_json::from_str(include_str!("../oracle/availability.json")).expect("JSON")
}

#[track_caller]
fn check(id: &str, model: &Value, expected: &Value) {
    let ModelAnswer::Outages { outage, .. } = solve_model(&model.to_string(), &[]).expect("a model") else {
        unreachable!("{id}: no outages")
    };
    let close = |name: &str, found: f64, tolerance: f64| {
        let wanted = expected[name].as_f64().expect("a number");
        assert!((found / wanted - 1.0).abs() < tolerance, "{id} {name}: {found} {wanted}");
    };
    close("unavailability", outage.unavailability, 1e-9);
    close("outages_per_year", outage.per_year(), 1e-9);
    close("downtime_min_per_year", outage.downtime_minutes_per_year(), 1e-9);
    close("mean_outage_minutes", outage.mean_minutes().expect("outages"), 1e-9);
    close("mtbf_system_hours", outage.mtbf_hours().expect("outages"), 1e-9);
    close("availability", outage.availability(), 1e-12);
}

/// The solver states 1e-6; ours is held to 1e-9.
#[test]
fn node_tiers_and_databases_agree() {
    let oracle = oracle();
    let entries = oracle["availability"].as_array().expect("a list");
    assert_eq!(entries.len(), 11);
    for entry in entries {
        let mut model = entry["inputs"].clone();
        model["kind"] = entry["kind"].clone();
        check(entry["id"].as_str().expect("an id"), &model, &entry["expected"]);
    }
}

/// Nodes and a database pair that share their zones.
#[test]
fn coupled_zones_agree() {
    let oracle = oracle();
    let entries = oracle["coupled"].as_array().expect("a list");
    assert_eq!(entries.len(), 1);
    for entry in entries {
        let mut model = entry["inputs"].clone();
        model["kind"] = entry["kind"].clone();
        check(entry["id"].as_str().expect("an id"), &model, &entry["expected"]);
    }
}

/// The exact law of a year of the database pair D02: with the solver to its own error of about
/// 2e-6, and with an inversion in 50 digits to 1e-9.
#[test]
fn the_year_of_a_database_pair_agrees() {
    let oracle = oracle();
    let entries = oracle["availability"].as_array().expect("a list");
    let pair = entries.iter().find(|entry| entry["id"] == "D02").expect("the pair");
    let mut model = pair["inputs"].clone();
    model["kind"] = pair["kind"].clone();
    let expected = &oracle["downtime"][0]["expected"];
    let wanted = expected["cdf_minutes"].as_object().expect("points");
    let minutes: Vec<f64> = wanted.keys().map(|minutes| minutes.parse().expect("a number")).collect();
    let ModelAnswer::Outages { year, .. } = solve_model(&model.to_string(), &minutes).expect("a model")
    else {
        panic!("no outages")
    };
    let year = year.expect("the law was asked for");
    assert_eq!(year.cdf_minutes.len(), 6);
    for ((minutes, p), wanted) in year.cdf_minutes.iter().zip(wanted.values()) {
        let wanted = wanted.as_f64().expect("a probability");
        assert!((p - wanted).abs() < 5e-6, "{minutes} min: {p} {wanted}");
    }
    for (wanted_minutes, wanted) in [
        (1.0, 0.570_887_788_709_80),
        (2.0, 0.711_409_728_118_89),
        (5.0, 0.911_096_600_901_88),
        (15.0, 0.986_586_659_856_66),
        (30.0, 0.992_114_656_592_21),
        (60.0, 0.997_035_082_649_96),
    ] {
        let found = year.cdf_minutes.iter().find(|(minutes, _)| (minutes - wanted_minutes).abs() < 1e-9);
        let (_, p) = found.expect("the minutes");
        assert!((p - wanted).abs() < 1e-9, "{wanted_minutes} min: {p} {wanted}");
    }
    let none = expected["p_no_downtime"].as_f64().expect("a probability");
    assert!((year.p_no_downtime - none).abs() < 1e-9, "{} {none}", year.p_no_downtime);
}

#[test]
fn series_agree() {
    for entry in oracle()["series"].as_array().expect("a list") {
        let model = json!({ "kind": "series", "tiers": entry["inputs"] });
        check(entry["id"].as_str().expect("an id"), &model, &entry["expected"]);
    }
}

/// A series of models is the series of their solutions.
#[test]
fn a_series_may_hold_models() {
    let oracle = oracle();
    let of = |id: &str| -> Value {
        let entries = oracle["availability"].as_array().expect("a list");
        let entry = entries.iter().find(|entry| entry["id"] == id).expect("the id");
        let mut model = entry["inputs"].clone();
        model["kind"] = entry["kind"].clone();
        model
    };
    let model = json!({ "kind": "series", "tiers": [of("N05"), of("D01")] });
    let ModelAnswer::Outages { outage, tiers, .. } = solve_model(&model.to_string(), &[]).expect("a model")
    else {
        panic!("no outages")
    };
    let part = |id: &str| {
        let entries = oracle["availability"].as_array().expect("a list");
        let entry = entries.iter().find(|entry| entry["id"] == id).expect("the id");
        entry["expected"]["unavailability"].as_f64().expect("a number")
    };
    let (nodes, database) = (part("N05"), part("D01"));
    let expected = nodes + database - nodes * database;
    assert!((outage.unavailability / expected - 1.0).abs() < 1e-9);
    assert_eq!(tiers.len(), 2);
}

/// The outage classes of the oracle's year Y04.
fn year_y04(entry: &Value) -> Vec<OutageLaw> {
    let stream = |class: &Value| {
        let p: Vec<f64> = class["parameters_minutes"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|p| p.as_f64().expect("a number"))
            .collect();
        let minutes = match class["duration"].as_str().expect("a text") {
            "uniform" => Law::Uniform { low: p[0], high: p[1] },
            "exponential" => Law::Exponential { mean: p[0] },
            "pert" => Law::Pert { low: p[0], mode: p[1], high: p[2] },
            "lognormal" => Law::lognormal_median_p95(p[0], p[1]),
            other => unreachable!("{other}"),
        };
        OutageLaw { per_year: class["per_year"].as_f64().expect("a number"), minutes, switched: false }
    };
    entry["inputs"].as_array().expect("a list").iter().map(stream).collect()
}

/// The law of a year: exact to 1e-4 in the cumulative distribution.
#[test]
fn the_law_of_a_year_agrees() {
    let oracle = oracle();
    let entry = &oracle["downtime"][1];
    let streams = year_y04(entry);
    let law = Downtime::of(&streams);
    for (minutes, expected) in entry["expected"]["cdf_minutes"].as_object().expect("an object") {
        let minutes: f64 = minutes.parse().expect("a number");
        let expected = expected.as_f64().expect("a number");
        assert!((law.cdf(minutes) - expected).abs() < 1e-4, "{minutes}: {} {expected}", law.cdf(minutes));
    }
    for (name, expected) in entry["expected"]["quantiles_minutes"].as_object().expect("an object") {
        let p: f64 = name.trim_start_matches('p').parse::<f64>().expect("a number") / 100.0;
        let expected = expected.as_f64().expect("a number");
        assert!((law.quantile(p) / expected - 1.0).abs() < 1e-3, "{name}: {} {expected}", law.quantile(p));
    }
}

/// The window matters as much as the number (the solver's own words on Y04): 95 % of years reach
/// 99.9 % and 29 % reach 99.95 %, but a single month reaches 99.9 % with 78 % and all twelve
/// with 5 %.
#[test]
fn a_month_of_the_same_outages_agrees() {
    let oracle = oracle();
    let streams = year_y04(&oracle["downtime"][1]);
    let year = Downtime::of(&streams);
    let month = Downtime::within(&streams, None, 730.0);
    let p = month.p_availability(99.9);
    for (name, found, wanted) in [
        ("a year of 99.95 %", year.p_availability(99.95), 0.29),
        ("a year of 99.9 %", year.p_availability(99.9), 0.95),
        ("a month of 99.9 %", p, 0.78),
        ("twelve months of 99.9 %", libm::pow(p, 12.0), 0.05),
    ] {
        assert!((found - wanted).abs() < 0.005, "{name}: {found} {wanted}");
    }
    assert!((month.p_below(99.9) - (1.0 - p)).abs() < 1e-12);
}

#[test]
fn setup_hours_of_the_seeds_tasks_agree() {
    let oracle = oracle();
    let setup = outcome(&aws("")).effort.setup.setup;
    let law = setup_law(&setup.laws(&setup.stated_tasks()), 0.0);
    for (name, hours) in oracle["setup"]["percentiles_h"].as_object().expect("an object") {
        let p: f64 = name.trim_start_matches('p').parse::<f64>().expect("a number") / 100.0;
        let hours = hours.as_f64().expect("a number");
        assert!((law.quantile(p) - hours).abs() < 0.005, "{name}: {} {hours}", law.quantile(p));
    }
    let stated = setup.stated.expect("stated tasks");
    assert!((stated.mean - 19.5).abs() < 1e-12);
    assert!((stated.low - 13.0).abs() < 1e-12 && (stated.high - 26.0).abs() < 1e-12);
}
