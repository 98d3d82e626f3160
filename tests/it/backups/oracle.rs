//! Figures of an independent solver, `tests/oracle/availability.json`, section `recovery`.

use serde_json::{Value, json};
use zoneplan::engine::backup::Lost;
use zoneplan::engine::plan::{ModelAnswer, RecoveryAnswer, solve_model};

fn recovery() -> Value {
    let oracle: Value = serde_json::from_str(include_str!("../../oracle/availability.json")).expect("JSON");
    oracle["recovery"].clone()
}

#[track_caller]
fn solved(model: &Value) -> RecoveryAnswer {
    let answer = match solve_model(&model.to_string(), &[]).expect("a model") {
        ModelAnswer::Recovery(answer) => Some(answer),
        _ => None,
    };
    answer.expect("a model of recovery")
}

#[track_caller]
fn close(what: &str, found: f64, expected: &Value, tolerance: f64) {
    let expected = expected.as_f64().expect("a number");
    assert!((found - expected).abs() < tolerance, "{what}: {found} {expected}");
}

/// Closed forms: the age is held to 1e-9.
#[test]
fn the_age_of_a_periodic_backup_agrees() {
    let entry = recovery()["backup_only"].clone();
    let mut model = entry["inputs"].clone();
    model["kind"] = json!("backup_only");
    let expected = &entry["expected"];
    let points = expected["cdf_at_h"].as_object().expect("points");
    let RecoveryAnswer::Age { mean_h, p95_h, cdf_at_h, .. } = solved(&model) else { panic!("an age") };
    close("mean", mean_h, &expected["mean_h"], 1e-9);
    close("p95", p95_h, &expected["p95_h"], 1e-9);
    assert_eq!(cdf_at_h.len(), points.len(), "the points that are shown unasked are those of the solver");
    for (hours, p) in cdf_at_h {
        close(&format!("at {hours} h"), p, &points[&hours.to_string()], 1e-9);
    }
    model["at_h"] = json!([24.5, 36]);
    let RecoveryAnswer::Age { cdf_at_h, .. } = solved(&model) else { panic!("an age") };
    assert_eq!(cdf_at_h.len(), 2);
    close("asked for", cdf_at_h[1].1, &points["36"], 1e-9);
}

#[test]
fn a_synchronous_standby_loses_nothing() {
    let expected = &recovery()["synchronous"]["expected"]["mean_s"];
    close("mean", Lost::Nothing.quantile_seconds(0.5).expect("an age"), expected, 1e-12);
}

/// A mixture of PERT laws by bisection: held to 1e-6 minutes and probabilities.
#[test]
fn the_mixture_of_failures_agrees() {
    let entry = recovery()["rto_mixture"].clone();
    let mut model = entry["inputs"].clone();
    model["kind"] = json!("rto_mixture");
    model["within_min"] = json!([15]);
    let expected = &entry["expected"];
    let RecoveryAnswer::Mixture {
        total_events_per_year,
        mean_min,
        quantiles_min,
        p_within_15_min,
        p_within_min,
    } = solved(&model)
    else {
        panic!("a mixture")
    };
    close("events", total_events_per_year, &expected["total_events_per_year"], 1e-9);
    close("mean", mean_min, &expected["mean_min"], 1e-9);
    close("within 15", p_within_15_min, &expected["p_within_15_min"], 1e-9);
    close("within those asked for", p_within_min[0].1, &expected["p_within_15_min"], 1e-9);
    let quantiles = expected["quantiles_min"].as_object().expect("quantiles");
    assert_eq!(quantiles_min.len(), quantiles.len());
    for (p, minutes) in quantiles_min {
        close(&format!("quantile {p}"), minutes, &quantiles[&p.to_string()], 1e-6);
    }
}

#[test]
fn a_faulty_model_names_its_place() {
    for (model, part) in [
        (json!({ "kind": "backup_only", "backup_duration_h": 1 }), "interval_h: found nothing"),
        (
            json!({ "kind": "backup_only", "interval_h": 24, "backup_duration_h": 1, "backup_failure_probability": 1 }),
            "backup_failure_probability: found 1, allowed is a number from 0 to 0.999999",
        ),
        (
            json!({ "kind": "backup_only", "interval_h": 24, "backup_duration_h": 1,
                    "backup_failure_probability": 0, "at_h": [-1] }),
            "at_h: found [-1]",
        ),
        (json!({ "kind": "rto_mixture", "classes": [] }), "classes: found []"),
        (
            json!({ "kind": "rto_mixture", "classes": [{ "per_year": 1, "low_min": 5, "mode_min": 1, "high_min": 9 }] }),
            "classes[0].mode_min: found 1, allowed is a number from 5 to 9",
        ),
        (
            json!({ "kind": "rto_mixture", "classes": [{ "per_year": 0, "low_min": 1, "mode_min": 1, "high_min": 9 }] }),
            "at least one class with per_year above 0",
        ),
        (json!({ "kind": "rto_mixtures" }), "backup_only | rto_mixture"),
    ] {
        let error = solve_model(&model.to_string(), &[]).expect_err("a faulty model").to_string();
        assert!(error.contains(part), "{model}: {error}");
    }
}
