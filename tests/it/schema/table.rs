//! The table of keys against what the reader answers: names, bounds, words and defaults.

use std::collections::BTreeSet;

use serde_json::{Value, json};
use zoneplan::engine::scenario::keys::{Form, Key, keys};
use zoneplan::engine::scenario::{Document, Fault, Plan, plan_from};

use crate::support::catalogue;

/// Platforms that together may have every key.
fn platforms() -> Vec<Value> {
    let openshift =
        |host: &str| json!({ "provider": "openshift", "openshift": { "flavour": "ocp", "host": host } });
    let cloud = |provider: &str| json!({ "provider": provider });
    vec![cloud("aws"), cloud("azure"), cloud("gcp"), openshift("aws"), openshift("on-prem")]
}

/// What must stand in a table so that its other keys are read.
fn beside(path: &str) -> Vec<Value> {
    match path {
        "history.0" => vec![
            json!({ "class": "database_primary", "failures": 1, "years": 10 }),
            json!({ "class": "failover_failure_probability", "failures": 1, "trials": 10 }),
        ],
        "backup.tiers.0" => {
            let tier = |keep: &str| json!({ "name": "a", "surface": "volumes", "every_hours": 24, keep: 7 });
            vec![tier("keep_days"), tier("keep_copies")]
        }
        "backup.last_drill" => vec![json!({ "date": "2026-01-05" })],
        "finance" => vec![json!({}), json!({ "currency": "EUR", "rate": 0.9, "rate_date": "2026-01-05" })],
        "activities.0" | "tasks.0" => vec![json!({ "id": "x", "hours": 1 })],
        _ => vec![json!({})],
    }
}

/// Puts a value at a path into a plan; a number is a position in a list.
fn put(plan: &mut Value, path: &str, value: Value) {
    let mut at = plan;
    // The ids of figures of the model have dots of their own.
    let steps: Vec<&str> = path
        .strip_prefix("assumptions.")
        .map_or_else(|| path.split('.').collect(), |id| vec!["assumptions", id]);
    for (i, step) in steps.iter().enumerate() {
        if let Ok(number) = step.parse::<usize>() {
            if !at.is_array() {
                *at = json!([]);
            }
            let list = at.as_array_mut().expect("a list");
            if list.len() <= number {
                list.push(json!({}));
            }
            at = &mut list[number];
        } else {
            if !at.is_object() {
                *at = json!({});
            }
            at = at.as_object_mut().expect("a table").entry((*step).to_owned()).or_insert(Value::Null);
        }
        if i + 1 == steps.len() {
            *at = value;
            return;
        }
    }
}

fn read(plan: &Value) -> Result<Plan, Vec<Fault>> {
    plan_from(&Document::from_json(&plan.to_string()).expect("JSON"), catalogue())
}

/// What the reader allows at a path where this stands there, on each platform; none where it takes it.
fn answers(path: &str, value: &Value) -> Vec<Option<String>> {
    let table = path.rsplit_once('.').map(|(table, _)| table).unwrap_or_default();
    let mut answers = Vec::new();
    for platform in platforms() {
        for beside in beside(table) {
            let mut plan = json!({});
            put(&mut plan, "platform", platform.clone());
            if !beside.as_object().expect("a table").is_empty() {
                put(&mut plan, table, beside);
            }
            put(&mut plan, path, value.clone());
            let faults = read(&plan).err().unwrap_or_default();
            answers.push(faults.into_iter().find(|fault| fault.path == path).map(|fault| fault.allowed));
        }
    }
    answers
}

/// Keys of which the reader knows more than a bound: a term of the scheme that is bought, days
/// that must not be shorter than a tier's cycle, and versions that are sold.
const KNOWN_BETTER: &[&str] = &["years", "upfront", "keep_days", "version"];

fn check(key: &Key, form: &Form, path: &str) {
    let says = |part: &str| {
        let answers = answers(path, &json!(true));
        let said = answers.iter().flatten().any(|allowed| allowed.contains(part));
        let known_better = KNOWN_BETTER.contains(&key.name.as_str()) && path.contains('.');
        assert!(said || known_better, "{path}: the table has {part:?}, the reader says {answers:?}");
    };
    match form {
        Form::Whole(least, most) => says(&format!("a whole number from {least} to {most}")),
        Form::Number(least, most) => says(&format!("a number from {least} to {most}")),
        Form::Quantity(_, most) if path.starts_with("assumptions.") => {
            let takes = |value: f64| answers(path, &json!(value)).iter().any(Option::is_none);
            assert!(takes(*most), "{path}: the reader does not take {most}");
            assert!(!takes(most * 1.01 + 1.0), "{path}: the reader takes more than {most}");
        }
        Form::Quantity(least, most) => says(&format!("a number from {least} to {most}, \"low to high\"")),
        Form::Flag => {
            let answers = answers(path, &json!("x"));
            assert!(
                answers.iter().flatten().any(|allowed| allowed == "true or false"),
                "{path}: {answers:?}"
            );
        }
        Form::Words(words) => check_words(words, path),
        Form::Any(forms) => forms.iter().for_each(|form| check(key, form, path)),
        Form::List { of, .. } => {
            if let Form::Table { keys, .. } = &**of {
                check_table(keys, &format!("{path}.0"));
            }
        }
        Form::Table { keys, .. } => check_table(keys, path),
        Form::Text | Form::Pattern(_) | Form::Below(..) | Form::Map(_) => {}
    }
}

/// Some platform takes each word, and the reader names no other.
fn check_words(words: &[String], path: &str) {
    let is_known_better = KNOWN_BETTER.iter().any(|key| path.ends_with(key));
    // A region may be one of many: the first and the last will do.
    let some =
        if words.len() > 30 { vec![&words[0], &words[words.len() - 1]] } else { words.iter().collect() };
    for word in some {
        let answers = answers(path, &json!(word));
        assert!(is_known_better || answers.iter().any(Option::is_none), "{path} = {word}: {answers:?}");
    }
    for allowed in answers(path, &json!("xyzzy")).iter().flatten().filter(|allowed| allowed.contains(" | ")) {
        let allowed = allowed.split([',', ';', '(']).next().unwrap_or_default();
        for word in allowed.split(" | ") {
            assert!(words.iter().any(|known| known == word.trim()), "{path}: the table lacks {word:?}");
        }
    }
}

fn check_table(keys: &[Key], path: &str) {
    let below = |name: &str| if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
    let table: BTreeSet<&str> = keys.iter().map(|key| key.name.as_str()).collect();
    if path != "assumptions" {
        let answers = answers(&below("xyzzy"), &json!(1));
        let named = answers.iter().flatten().next().expect("a fault that names the keys");
        let named = named.trim_start_matches("one of ").split(';').next().unwrap_or_default();
        assert_eq!(named.split(", ").collect::<BTreeSet<_>>(), table, "keys of {path}");
    }
    for key in keys {
        check(key, &key.form, &below(&key.name));
    }
}

#[test]
fn the_table_of_keys_says_what_the_reader_says() {
    check_table(&keys(catalogue()), "");
}

/// A plan that says a default is the plan that does not say it.
fn check_defaults(keys: &[Key], path: &str, platform: &Value, n_checked: &mut usize) {
    let mut plain = json!({});
    put(&mut plain, "platform", platform.clone());
    let absent = read(&plain).expect("sound");
    for key in keys {
        let path = if path.is_empty() { key.name.clone() } else { format!("{path}.{}", key.name) };
        match &key.form {
            Form::Table { keys, .. } => check_defaults(keys, &path, platform, n_checked),
            Form::List { of, .. } if key.name == "node_pools" => {
                if let Form::Table { keys, .. } = &**of {
                    check_defaults(keys, &format!("{path}.0"), platform, n_checked);
                }
            }
            _ => {}
        }
        let Some(default) = &key.default else { continue };
        let mut said = plain.clone();
        put(&mut said, &path, default.clone());
        // Keys of another platform are faults here.
        if let Ok(plan) = read(&said) {
            assert_eq!(plan, absent, "{path} = {default}");
            *n_checked += 1;
        }
    }
}

#[test]
fn defaults_are_what_the_reader_fills_in() {
    let mut n_checked = 0;
    for platform in platforms() {
        check_defaults(&keys(catalogue()), "", &platform, &mut n_checked);
    }
    // 72 keys with a default, on five platforms, but for those that belong to one of them.
    assert!(n_checked > 250, "{n_checked}");
}
