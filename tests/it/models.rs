//! Models of the user's own that are odd, too large or no models at all: `reliability` and
//! `simulate` refuse them in one line that names the place, what was found and what is allowed.

use std::time::{Duration, Instant};

use serde_json::{Value, json};
use zoneplan::engine::plan::{ModelAnswer, solve_model};

use crate::cli::{text, zoneplan};

/// What takes longer hangs.
const HANGS: Duration = Duration::from_secs(60);

/// That a command refuses a text with exit code 2, at once and without an answer; what it says.
#[track_caller]
fn refusal(arguments: &[&str], model: &str) -> String {
    let begun = Instant::now();
    let output = zoneplan(arguments, model);
    let head: String = model.chars().take(200).collect();
    let said = text(&output.stderr);
    assert_eq!(output.status.code(), Some(2), "{arguments:?} {head}: {said}");
    assert!(output.stdout.is_empty(), "{arguments:?} {head}");
    assert!(!said.is_empty() && said.len() < 1000, "{arguments:?} {head}: {said}");
    // A second in a release build, and tests share the machine.
    assert!(begun.elapsed() < HANGS, "{head}: {:?}", begun.elapsed());
    said
}

/// That both commands refuse a model in a line with these words.
#[track_caller]
fn refused(model: &str, words: &str) {
    for arguments in [&["reliability", "-"][..], &["simulate", "-", "--years", "1"]] {
        let said = refusal(arguments, model);
        assert!(said.contains(words) && said.lines().count() == 1, "{arguments:?}: {said}");
    }
}

/// That a text that is no model is refused: by `reliability` in a line with these words, by
/// `simulate`, which also reads plans, in its own.
#[track_caller]
fn no_model(text: &str, words: &str) {
    let said = refusal(&["reliability", "-"], text);
    assert!(said.contains(words) && said.lines().count() == 1, "{said}");
    refusal(&["simulate", "-", "--years", "1"], text);
}

/// What a model comes to: share of time down, outages a year and what the reader is told.
#[track_caller]
fn solved(model: &Value) -> (f64, f64, Vec<String>) {
    match solve_model(&model.to_string(), &[]).expect("a model") {
        ModelAnswer::Outages { outage, notes, .. } => (outage.unavailability, outage.per_year(), notes),
        other => unreachable!("{other:?}"),
    }
}

fn node_tier() -> Value {
    json!({"kind": "node_tier", "zones": [2, 2, 2], "k_nodes": 4, "min_zones_up": 2,
        "node": {"mtbf_h": 4380, "mttr_h": 0.5}, "zone": {"mtbf_h": 8760, "mttr_h": 2}})
}

fn healing() -> Value {
    json!({"kind": "self_healing_nodes", "zones": 3, "target_nodes": 6, "k_nodes": 5, "node_mtbf_h": 4380,
        "zone": {"mtbf_h": 8760, "mttr_h": 2}, "replacement_mean_h": 0.1})
}

fn coupled() -> Value {
    json!({"kind": "zone_coupled_nodes_and_db", "zones": 3, "nodes_per_zone": 2, "k_nodes": 4, "min_zones_up": 2,
        "node": {"mtbf_h": 4380, "mttr_h": 0.5}, "zone": {"mtbf_h": 8760, "mttr_h": 2},
        "db": {"primary_zone": 1, "standby_zone": 2, "mtbf_h": 8760, "mttr_h": 1, "failover_mean_s": 90,
            "success": 1, "manual_h": 0.5}})
}

fn pair() -> Value {
    json!({"kind": "db_pair", "instance_mtbf_h": 8760, "instance_mttr_h": 1, "failover_mean_s": 90,
        "failover_success_probability": 0.98, "manual_recovery_mean_h": 0.5, "both_down_recovery_mean_h": 1})
}

fn classes() -> Value {
    json!({"kind": "outage_classes", "classes": [
        {"name": "a", "per_year": 2, "duration": "exponential", "parameters_minutes": [30]}]})
}

/// A model with another value at a path.
fn with(mut model: Value, path: &str, value: Value) -> Value {
    *model.pointer_mut(path).expect("the path") = value;
    model
}

#[test]
fn rates_and_times_that_are_no_such_numbers_are_refused() {
    const ABOVE_ZERO: &str = "allowed is a number above 0, from 0.000000001 to 1000000000000";
    for (model, path, place) in [
        (node_tier(), "/node/mtbf_h", "node.mtbf_h"),
        (node_tier(), "/zone/mttr_h", "zone.mttr_h"),
        (healing(), "/replacement_mean_h", "replacement_mean_h"),
        (pair(), "/failover_mean_s", "failover_mean_s"),
        (pair(), "/both_down_recovery_mean_h", "both_down_recovery_mean_h"),
        (coupled(), "/db/manual_h", "db.manual_h"),
    ] {
        for (value, shown) in [
            (json!(-1), "-1"),
            (json!(0), "0"),
            (json!("NaN"), "\"NaN\""),
            (json!("Infinity"), "\"Infinity\""),
        ] {
            let words = format!("{place}: found {shown}, {ABOVE_ZERO}");
            refused(&with(model.clone(), path, value).to_string(), &words);
        }
        let text = with(model, path, json!(123_321)).to_string();
        refused(&text.replace("123321", "1e999"), "number out of range at line 1 column");
        refused(&text.replace("123321", "NaN"), "the model is not JSON: expected value at line 1 column");
    }
    for value in [json!(-1), json!("2"), json!(null), json!(1e300)] {
        let model = with(classes(), "/classes/0/per_year", value);
        refused(&model.to_string(), "classes[0].per_year: found");
    }
    for minutes in [json!([-1]), json!([0]), json!(["30"]), json!([]), json!([1, 2])] {
        let model = with(classes(), "/classes/0/parameters_minutes", minutes);
        refused(&model.to_string(), "allowed is one number above 0: the mean");
    }
}

#[test]
fn what_comes_no_times_a_year_never_fails() {
    let (down, per_year, notes) = solved(&with(classes(), "/classes/0/per_year", json!(0)));
    assert!(down.abs() < f64::MIN_POSITIVE && per_year.abs() < f64::MIN_POSITIVE && notes.is_empty());
    let output = zoneplan(
        &["reliability", "-", "--format", "json", "--within-minutes", "0"],
        &with(classes(), "/classes/0/per_year", json!(0)).to_string(),
    );
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["p_no_downtime"], 1.0);
    // Nothing to take the mean of: absent, not 0.
    assert!(answer.get("mean_outage_minutes").is_none() && answer.get("mtbf_system_hours").is_none());
}

#[test]
fn zones_that_are_null_or_absent_never_fail() {
    let mut absent = node_tier();
    absent.as_object_mut().expect("an object").remove("zone");
    let (with_null, ..) = solved(&with(node_tier(), "/zone", json!(null)));
    assert!((solved(&absent).0 - with_null).abs() < f64::MIN_POSITIVE);
    // Four of six alike nodes, u = 0.5 ÷ 4380.5: U = 20 u³ (1 − u)³ + 15 u⁴ (1 − u)² + …
    let u = 0.5_f64 / 4380.5;
    assert!((with_null / (20.0 * u * u * u) - 1.0).abs() < 1e-3, "{with_null}");
}

#[test]
fn repairs_longer_than_the_time_between_failures_are_remarked_on() {
    for (model, path, place) in [
        (node_tier(), "/node/mttr_h", "node.mttr_h (9000 h) is above node.mtbf_h (4380 h)"),
        (node_tier(), "/zone/mttr_h", "zone.mttr_h (9000 h) is above zone.mtbf_h (8760 h)"),
        (healing(), "/replacement_mean_h", "replacement_mean_h (9000 h) is above node_mtbf_h (4380 h)"),
        (pair(), "/instance_mttr_h", "instance_mttr_h (9000 h) is above instance_mtbf_h (8760 h)"),
        (coupled(), "/db/mttr_h", "db.mttr_h (9000 h) is above db.mtbf_h (8760 h)"),
    ] {
        assert!(solved(&model).2.is_empty());
        let (.., notes) = solved(&with(model, path, json!(9000)));
        assert!(notes.len() == 1 && notes[0].contains(place), "{notes:?}");
    }
}

#[test]
fn more_than_there_is_cannot_be_needed() {
    for (model, path, words) in [
        (node_tier(), "/k_nodes", "k_nodes: found 7, allowed is a whole number from 0 to 6"),
        (node_tier(), "/min_zones_up", "min_zones_up: found 7, allowed is a whole number from 0 to 3"),
        (healing(), "/k_nodes", "k_nodes: found 7, allowed is a whole number from 0 to 6"),
        (coupled(), "/k_nodes", "k_nodes: found 7, allowed is a whole number from 0 to 6"),
        (coupled(), "/min_zones_up", "min_zones_up: found 7, allowed is a whole number from 0 to 3"),
        (coupled(), "/db/standby_zone", "db.standby_zone: found 7, allowed is a whole number from 1 to 3"),
    ] {
        refused(&with(model, path, json!(7)).to_string(), words);
    }
    refused(
        &json!({"kind": "k_of_n_common_cause", "n": 6, "k": 7, "node": {"mtbf_h": 9, "mttr_h": 1}, "beta": 0})
            .to_string(),
        "k: found 7, allowed is a whole number from 0 to 6",
    );
    for k in [json!(-1), json!(1.5), json!("4"), json!(null)] {
        refused(&with(node_tier(), "/k_nodes", k).to_string(), "k_nodes: found");
    }
}

#[test]
fn unknown_kinds_and_keys_name_the_allowed_ones() {
    refused("{\"kind\":\"nodes\"}", "kind: found \"nodes\", allowed is node_tier | k_of_n_common_cause");
    refused("{\"kind\":7}", "kind: found 7, allowed is node_tier");
    refused("{}", "kind: found nothing, allowed is node_tier");
    let mut model = node_tier();
    model["zone_mtbf"] = json!(1);
    refused(&model.to_string(), "zone_mtbf: found an unknown key, allowed is kind, name, zones, k_nodes");
    refused("{\"kind\":\"series\",\"tiers\":[{\"kind\":\"tier\"}]}", "tiers[0].kind: found \"tier\"");
    refused("{\"kind\":\"series\",\"tiers\":[]}", "tiers: found [], allowed is a list of at least one tier");
    refused("{\"kind\":\"series\",\"tiers\":[5]}", "tiers[0]: found 5, allowed is an object");
}

#[test]
fn what_is_no_model_is_refused() {
    for (model, words) in [
        ("", "the model is empty: allowed is an object in JSON"),
        (" \n\t ", "the model is empty"),
        ("[1,2]", "the model: found [1,2], allowed is an object"),
        ("null", "the model: found null, allowed is an object"),
        ("kind = \"node_tier\"", "the model is not JSON: expected value at line 1 column 1"),
        ("{\"kind\":\"node_tier\"", "the model is not JSON: EOF while parsing an object at line 1"),
        ("{\"kind\":\"node_tier\"} {}", "the model is not JSON: trailing characters at line 1"),
    ] {
        no_model(model, words);
    }
    no_model(&"x".repeat(10_000_000), "the model is not JSON: expected value at line 1 column 1");
    no_model(&format!("[{}]", "0,".repeat(5_000_000)), "the model is not JSON");
    no_model(&format!("\"{}\"", "y".repeat(10_000_000)), "allowed is an object");
    no_model(&format!("{{\"kind\":\"{}\"}}", "z".repeat(1_000_000)), "kind: found \"zzz");
    no_model(&"[".repeat(1_000_000), "recursion limit exceeded at line 1");
    no_model(&"{\"kind\":\"series\",\"tiers\":[".repeat(1000), "recursion limit exceeded at line 1");
}

#[test]
fn series_may_be_neither_deep_nor_endless() {
    let single = json!({"kind": "db_single", "instance_mtbf_h": 8760, "instance_mttr_h": 1});
    let nested = |depth: usize| {
        (0..depth).fold(single.clone(), |model, _| json!({"kind": "series", "tiers": [model]}))
    };
    // The availability of one part, whatever is around it: 1 ÷ 8761.
    assert!((solved(&nested(16)).0 * 8761.0 - 1.0).abs() < 1e-9);
    refused(&nested(17).to_string(), "allowed is at most 16 series within each other");
    let wide = |parts: usize| json!({"kind": "series", "tiers": vec![single.clone(); parts]});
    assert!((solved(&wide(999)).0 - (1.0 - libm::pow(8760.0 / 8761.0, 999.0))).abs() < 1e-9);
    refused(&wide(1000).to_string(), "tiers[999].kind: found \"db_single\", allowed is at most 1000 parts");
}

/// Never a hang: solved, or refused with the reason.
#[test]
fn a_thousand_nodes_are_solved_or_refused_at_once() {
    let large = |zones: Value| {
        with(with(with(node_tier(), "/zones", zones), "/k_nodes", json!(800)), "/min_zones_up", json!(8))
    };
    let even = large(json!(vec![100; 10]));
    let (down, ..) = solved(&even);
    // Three of ten zones gone, 120 (2 ÷ 8762)³, or two and a node more than the 800 allow:
    // 45 (2 ÷ 8762)² × (1 − (1 − 0.5 ÷ 4380.5)^800).
    let (zone, node) = (2.0_f64 / 8762.0, 0.5_f64 / 4380.5);
    let expected = 120.0 * zone * zone * zone + 45.0 * zone * zone * (1.0 - libm::pow(1.0 - node, 800.0));
    assert!((down / expected - 1.0).abs() < 0.01, "{down} {expected}");
    // Of the 45 pairs of these zones 20 have more than 200 nodes, so that they alone stop all;
    // 5 have 200, and need a node more; of the others 4 have 199, and need two more of 801.
    let uneven = large(json!([95, 96, 97, 98, 99, 101, 102, 103, 104, 105]));
    let one_more = 1.0 - libm::pow(1.0 - node, 800.0);
    let two_more = 1.0 - libm::pow(1.0 - node, 801.0) - 801.0 * node * libm::pow(1.0 - node, 800.0);
    let expected = 120.0 * zone * zone * zone + zone * zone * (20.0 + 5.0 * one_more + 4.0 * two_more);
    let (down, ..) = solved(&uneven);
    assert!((down / expected - 1.0).abs() < 0.01, "{down} {expected}");

    let healing = json!({"kind": "self_healing_nodes", "zones": 10, "target_nodes": 1000, "k_nodes": 800,
        "node_mtbf_h": 4380, "zone": {"mtbf_h": 8760, "mttr_h": 2}, "replacement_mean_h": 0.1});
    refused(
        &healing.to_string(),
        "the model has more than 1200 states, which is too many to be solved exactly",
    );
    let nodes_and_database = with(with(coupled(), "/zones", json!(10)), "/nodes_per_zone", json!(100));
    assert!(solved(&nodes_and_database).0 > 0.0);
    for model in [even, uneven, healing, nodes_and_database] {
        let begun = Instant::now();
        let output = zoneplan(&["reliability", "-", "--within-minutes", "1,5,30"], &model.to_string());
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("more than 1200 states"), "{}", text(&output.stderr));
        assert!(begun.elapsed() < HANGS);
    }
    let too_large = with(with(coupled(), "/zones", json!(40)), "/nodes_per_zone", json!(1000));
    refused(&too_large.to_string(), "40000 nodes in 40 zones are too many to be solved exactly");
    refused(
        &with(node_tier(), "/zones", json!(vec![1; 13])).to_string(),
        "zones: found 13, allowed is at most 12",
    );
    refused(
        &with(node_tier(), "/zones", json!([1001])).to_string(),
        "a list of whole numbers from 0 to 1000",
    );
}

/// Each example of the help is solved.
#[test]
fn the_help_has_an_example_of_each_kind_and_each_is_solved() {
    let help = text(&zoneplan(&["reliability", "--help"], "").stdout);
    let mut kinds = Vec::new();
    for example in help.lines().map(str::trim).filter(|line| line.starts_with('{')) {
        let model: Value = serde_json::from_str(example).expect("one line of JSON");
        kinds.push(model["kind"].as_str().expect("a kind").to_owned());
        let output = zoneplan(&["reliability", "-"], example);
        assert_eq!(output.status.code(), Some(0), "{example}: {}", text(&output.stderr));
    }
    for kind in [
        "node_tier",
        "k_of_n_common_cause",
        "self_healing_nodes",
        "db_pair",
        "db_single",
        "series",
        "zone_coupled_nodes_and_db",
        "outage_classes",
        "setup",
        "maintenance",
        "backup_only",
        "rto_mixture",
    ] {
        assert!(kinds.iter().any(|example| example == kind), "{kind}: {help}");
    }
    // A part of a series may be known by its figures alone.
    assert!(help.contains("outage_frequency_per_hour"), "{help}");
}
