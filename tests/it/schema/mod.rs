//! The JSON Schemas of plan and report: they are current, and say what reader and report do.

mod bad;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use jsonschema::Validator;
use serde_json::{Value, json};
use zoneplan::engine::report::to_json;
use zoneplan::engine::scenario::Document;
use zoneplan::schema::{plan_schema, report_schema};

use crate::cli::{text, zoneplan};
use crate::support::{catalogue, parse, report_of, report_with};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn validator(schema: &Value) -> Validator {
    jsonschema::draft202012::new(schema).expect("a schema")
}

/// A plan file as JSON has it.
fn as_json(plan: &str) -> Value {
    toml::from_str(plan).expect("TOML")
}

#[track_caller]
fn assert_valid(validator: &Validator, document: &Value, what: &str) {
    let faults: Vec<String> =
        validator.iter_errors(document).map(|error| format!("{}: {error}", error.instance_path())).collect();
    assert!(faults.is_empty(), "{what}: {faults:#?}");
}

/// The plans of a folder and the folders in it, but for one that is there for its faults.
fn plans(folder: &Path, into: &mut Vec<(PathBuf, String)>) {
    let mut entries: Vec<PathBuf> =
        fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    entries.sort();
    for path in entries {
        let is_bad = path.ends_with("golden/faults");
        // A list of presets, and words.
        let is_other = path.ends_with("presets/presets.toml");
        if path.is_dir() && !is_bad {
            plans(&path, into);
        } else if path.extension().is_some_and(|end| end == "toml") && !is_other {
            let text = fs::read_to_string(&path).expect("a plan");
            into.push((path, text));
        }
    }
}

fn every_plan() -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    plans(&root().join("data/presets"), &mut found);
    plans(&root().join("tests/golden"), &mut found);
    assert!(found.len() > 20, "{}", found.len());
    found
}

/// `UPDATE_SCHEMA=1 cargo test` writes them anew.
#[test]
fn the_published_schemas_are_current() {
    for (kind, schema) in [("plan", plan_schema(catalogue())), ("report", report_schema())] {
        jsonschema::draft202012::meta::validate(&schema).expect("a schema of draft 2020-12");
        assert_eq!(schema["$id"], format!("{kind}-1.json"), "no host is named");
        let path = root().join(format!("public/schema/{kind}-1.json"));
        let found = serde_json::to_string_pretty(&schema).expect("JSON") + "\n";
        if std::env::var_os("UPDATE_SCHEMA").is_some() {
            fs::write(&path, &found).expect("written");
        }
        let published = fs::read_to_string(&path).unwrap_or_default();
        assert!(published == found, "{} is old; run with UPDATE_SCHEMA=1", path.display());
        let output = zoneplan(&["schema", kind], "");
        assert_eq!(output.status.code(), Some(0));
        assert_eq!(text(&output.stdout), found, "the command prints the same");
    }
}

#[test]
fn every_plan_that_the_reader_takes_fits_the_schema() {
    let validator = validator(&plan_schema(catalogue()));
    for (path, plan) in every_plan() {
        assert_valid(&validator, &as_json(&plan), &path.display().to_string());
    }
}

/// Each object of a schema refuses what it does not name.
fn strict(schema: &mut Value) {
    match schema {
        Value::Object(entries) => {
            if entries.contains_key("properties") && !entries.contains_key("additionalProperties") {
                entries.insert("additionalProperties".to_owned(), false.into());
            }
            entries.values_mut().for_each(strict);
        }
        Value::Array(list) => list.iter_mut().for_each(strict),
        _ => {}
    }
}

#[test]
fn every_golden_report_fits_the_schema_and_has_nothing_that_it_does_not_name() {
    let mut schema = report_schema();
    strict(&mut schema);
    let validator = validator(&schema);
    let mut golden = Vec::new();
    plans(&root().join("tests/golden"), &mut golden);
    assert!(golden.len() > 12, "{}", golden.len());
    for (path, plan) in golden {
        let manifests = fs::read_to_string(path.with_file_name("manifests.yaml")).ok();
        let report = manifests.map_or_else(|| report_of(&plan), |text| report_with(&plan, &text));
        let report: Value = serde_json::from_str(&to_json(&report).expect("JSON")).expect("JSON");
        assert_valid(&validator, &report, &path.display().to_string());
    }
}

/// The paths that `docs/` and pipelines name are in the schema with their units.
#[test]
fn the_report_says_what_things_are_and_in_which_unit() {
    let schema = report_schema();
    let line = &schema["$defs"]["CostLine"]["properties"]["effective_usd"];
    assert_eq!(line["x-unit"], "USD");
    assert!(line["description"].is_string());
    let schema = plan_schema(catalogue());
    let rto = &schema["properties"]["targets"]["properties"]["rto_minutes"];
    // A year has 525,600 minutes.
    assert_eq!((&rto["x-unit"], &rto["maximum"]), (&json!("minutes"), &json!(525_600)));
}

#[test]
fn a_plan_may_name_its_schema_for_editors() {
    let plan = parse("[platform]\nprovider = \"aws\"\n").expect("sound");
    let named = "\"$schema\" = \"./schema/plan-1.json\"\n[platform]\nprovider = \"aws\"\n";
    assert_eq!(parse(named).expect("sound"), plan);
    let json = r#"{"$schema":"plan-1.json","platform":{"provider":"aws"}}"#;
    let document = Document::from_json(json).expect("JSON");
    assert_eq!(zoneplan::engine::scenario::plan_from(&document, catalogue()).expect("sound"), plan);
    assert_valid(&validator(&plan_schema(catalogue())), &as_json(named), "with its schema");
    // Only a name: a table there is an unknown key, and so it is elsewhere.
    for bad in [
        "[\"$schema\"]\nx = 1\n[platform]\nprovider = \"aws\"\n",
        "[platform]\nprovider = \"aws\"\n\"$schema\" = \"x\"\n",
    ] {
        let faults = parse(bad).expect_err("a fault");
        assert!(faults[0].path.ends_with("$schema"), "{faults:?}");
    }
}
