//! Plans side by side.

use serde_json::Value;

use crate::cli::{text, zoneplan};

/// A folder with plan files.
fn plans(texts: &[&str]) -> (tempfile::TempDir, Vec<String>) {
    let folder = tempfile::tempdir().expect("a folder");
    let paths = texts.iter().enumerate().map(|(i, text)| {
        let path = folder.path().join(format!("{i}.toml"));
        std::fs::write(&path, text).expect("a file");
        path.to_str().expect("a name").to_owned()
    });
    let paths = paths.collect();
    (folder, paths)
}

fn compared(texts: &[&str], more: &[&str]) -> Value {
    let (_folder, paths) = plans(texts);
    let mut arguments = vec!["compare", "--format", "json"];
    arguments.extend(paths.iter().map(String::as_str));
    arguments.extend(more);
    let output = zoneplan(&arguments, "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("one JSON document")
}

const AWS: &str = "[platform]\nprovider = \"aws\"\n";
const DEARER: &str = "name = \"Dearer\"\n[platform]\nprovider = \"aws\"\nzones = 2\n[database]\nstorage_gib = \"300 to 500\"\n\
                      [team]\non_call = \"rota-24x7\"\n";

fn number(value: &Value, path: &str) -> f64 {
    value.pointer(path).and_then(Value::as_f64).expect(path)
}

#[test]
fn a_plan_beside_itself_shows_nothing() {
    let answer = compared(&[AWS, AWS], &[]);
    assert_eq!(answer["inputs"].as_array().map(Vec::len), Some(0));
    let metrics = answer["metrics"].as_array().expect("figures");
    assert!(metrics.len() > 20 && metrics.iter().all(|metric| metric["same"] == true));
    for result in ["monthly_usd", "horizon_usd", "total_usd", "downtime_minutes", "setup_hours", "work_hours"]
    {
        let same = number(&answer, &format!("/beside/0/{result}/p_same"));
        let mean = number(&answer, &format!("/beside/0/{result}/mean"));
        assert!((same - 1.0).abs() < 1e-12 && mean.abs() < 1e-12, "{result}");
    }
    assert!(answer.pointer("/beside/0/overtaken").is_none());
    let (_folder, paths) = plans(&[AWS, AWS]);
    let output = zoneplan(&["compare", &paths[0], &paths[1], "--differences-only"], "");
    let shown = text(&output.stdout);
    assert!(shown.contains("no figure differs") && shown.contains("none: the plans are the same"), "{shown}");
}

#[test]
fn the_other_way_round_is_the_mirror() {
    let (there, back) = (compared(&[AWS, DEARER], &[]), compared(&[DEARER, AWS], &[]));
    for result in ["monthly_usd", "horizon_usd", "total_usd", "downtime_minutes", "setup_hours", "work_hours"]
    {
        let of = |answer: &Value, what: &str| number(answer, &format!("/beside/0/{result}/{what}"));
        let close = |a: f64, b: f64| (a - b).abs() <= 1e-9 * (1.0 + a.abs());
        assert!(close(of(&there, "mean"), -of(&back, "mean")), "{result}");
        assert!(close(of(&there, "p10"), -of(&back, "p90")), "{result}");
        let odds = of(&there, "p_less") + of(&there, "p_same") + of(&back, "p_less");
        assert!(close(odds, 1.0), "{result}: {odds}");
        assert!(of(&there, "p10") <= of(&there, "p50") && of(&there, "p50") <= of(&there, "p90"), "{result}");
    }
    let keys = |answer: &Value| -> Vec<String> {
        let inputs = answer["inputs"].as_array().expect("inputs");
        inputs.iter().map(|input| input["key"].as_str().expect("a key").to_owned()).collect()
    };
    assert_eq!(keys(&there), keys(&back));
    assert_eq!(keys(&there), ["database.storage_gib", "platform.zones", "team.on_call"]);
    assert_eq!(there["inputs"][0]["values"][1], r#"{"low":300.0,"likely":400.0,"high":500.0}"#);
    let difference = |answer: &Value| {
        let metrics = answer["metrics"].as_array().expect("figures");
        let bill = metrics.iter().find(|it| it["path"] == "cost.monthly.effective_usd").expect("the bill");
        number(bill, "/values/1/difference")
    };
    assert!((difference(&there) + difference(&back)).abs() < 1e-6);
}

#[test]
fn figures_are_those_of_the_plans_own_reports() {
    let answer = compared(&[AWS, DEARER], &["--baseline", "2"]);
    assert_eq!(answer["baseline"], 1);
    for (i, plan) in [AWS, DEARER].into_iter().enumerate() {
        let report = zoneplan(&["plan", "-", "--format", "json"], plan);
        let report: Value = serde_json::from_slice(&report.stdout).expect("a report");
        for path in [
            "cost.monthly.effective_usd",
            "cost.monthly.p90",
            "cost.horizon.total_usd",
            "availability.downtime_minutes_per_year.p50",
            "effort.fte.planned",
        ] {
            let own = number(&report, &format!("/{}", path.replace('.', "/")));
            let metrics = answer["metrics"].as_array().expect("figures");
            let metric = metrics.iter().find(|it| it["path"] == path).expect("a figure");
            assert!((number(metric, &format!("/values/{i}/value")) - own).abs() < 1e-9, "{path}");
        }
    }
}

/// What is added for certain is added in every future, however wide the rest is.
#[test]
fn what_two_plans_share_is_not_in_their_difference() {
    let base = "[platform]\nprovider = \"aws\"\n[network]\negress_gib_per_month = \"100 to 5000\"\n";
    let more = format!("{base}[object_storage]\nstored_gib = 1500\n");
    let answer = compared(&[base, &more], &[]);
    let of = |what: &str| number(&answer, &format!("/beside/0/monthly_usd/{what}"));
    // Egress alone moves either bill by hundreds of dollars.
    let width = {
        let metrics = answer["metrics"].as_array().expect("figures");
        let at = |path: &str| {
            let metric = metrics.iter().find(|it| it["path"] == path).expect("a figure");
            number(metric, "/values/0/value")
        };
        at("cost.monthly.p90") - at("cost.monthly.p10")
    };
    assert!(width > 150.0, "{width}");
    // What is left in the difference are the requests and versions of the objects.
    assert!(of("p10") > 0.0 && of("p90") - of("p10") < width / 20.0, "{answer}");
    assert!((of("p_less")).abs() < 1e-12);
}

#[test]
fn inputs_that_move_together_widen_the_bill() {
    let base = "[platform]\nprovider = \"aws\"\n[network]\negress_gib_per_month = \"100 to 5000\"\n\
                [object_storage]\nstored_gib = \"100 to 20000\"\n";
    let with = |value: &str| {
        format!(
            "{base}[[correlations]]\nbetween = [\"network.egress_gib_per_month\", \"object_storage.stored_gib\"]\nvalue = {value}\n"
        )
    };
    let answer = compared(&[base, &with("0.9"), &with("-0.9")], &[]);
    let width = |plan: usize| {
        let metrics = answer["metrics"].as_array().expect("figures");
        let at = |path: &str| {
            let metric = metrics.iter().find(|it| it["path"] == path).expect("a figure");
            number(metric, &format!("/values/{plan}/value"))
        };
        at("cost.monthly.p90") - at("cost.monthly.p10")
    };
    assert!(
        width(1) > 1.05 * width(0) && width(0) > 1.05 * width(2),
        "{} {} {}",
        width(0),
        width(1),
        width(2)
    );
}

#[test]
fn what_cannot_be_compared_is_refused_with_its_place() {
    let (_folder, paths) = plans(&[AWS, DEARER, "[platform]\nprovider = \"awz\"\n"]);
    let [good, other, bad] = [&paths[0], &paths[1], &paths[2]].map(String::as_str);
    for (arguments, expected) in [
        (vec![good], "1 plans, allowed is 2 to 5"),
        (vec![good; 6], "6 plans, allowed is 2 to 5"),
        (vec![good, other, "--baseline", "3"], "--baseline: found 3, allowed is 1 to 2"),
        (vec![good, other, "--baseline", "0"], "--baseline: found 0, allowed is 1 to 2"),
        (vec!["-", "-"], "- more than once"),
        (vec![good, bad], "platform.provider"),
        (vec![good, "nowhere.toml"], "nowhere.toml"),
    ] {
        let output = zoneplan(&[&["compare"], arguments.as_slice()].concat(), AWS);
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        let said = text(&output.stderr);
        assert!(said.contains(expected), "{said}");
    }
}

#[test]
fn correlations_that_cannot_be_are_refused_with_their_place() {
    let pair = |a: &str, b: &str, value: &str| {
        format!("[[correlations]]\nbetween = [\"{a}\", \"{b}\"]\nvalue = {value}\n")
    };
    let (egress, logs, stored) =
        ("network.egress_gib_per_month", "observability.log_gib_per_day", "object_storage.stored_gib");
    let all = [pair(egress, logs, "0.9"), pair(logs, stored, "0.9"), pair(egress, stored, "-0.9")].concat();
    for (correlations, expected) in [
        (all, "not positive semi-definite"),
        (pair(egress, "network.egres_gib_per_month", "0.5"), "the nearest is"),
        (pair(egress, egress, "0.5"), "two inputs that differ"),
        (pair(egress, logs, "1.5"), "correlations.0.value: found 1.5"),
        (pair(egress, logs, "0.5") + &pair(logs, egress, "0.2"), "each pair once"),
        ("[[correlations]]\nvalue = 0.5\n".to_owned(), "correlations.0.between"),
        ("correlations = 3\n".to_owned(), "a list of tables"),
    ] {
        let plan = if correlations.starts_with('[') {
            format!("{AWS}{correlations}")
        } else {
            format!("{correlations}{AWS}")
        };
        let output = zoneplan(&["plan", "-"], &plan);
        assert_eq!(output.status.code(), Some(2), "{correlations}");
        let said = text(&output.stderr);
        assert!(said.contains(expected), "{said}");
    }
}
