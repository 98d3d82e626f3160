//! Plans judged, as SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS).

use serde_json::{Value, json};

use super::words::{largest, title};
use super::{CheckReport, CheckedPlan, FaultEntry, TargetEntry};
use crate::engine::plan::Met;

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";

/// The rule of a plan that cannot be read or planned.
const BAD_PLAN: &str = "bad-plan";

/// Each rule: its id and what it asks.
const RULES: [(&str, &str); 7] = [
    ("monthly_cost_usd", "The bill of the first month, after discounts, is at most so many USD."),
    ("availability_pct", "Of a year the platform accepts and settles transactions at least so many percent."),
    ("rto_minutes", "One outage of a failure that mends itself lasts at most so many minutes."),
    ("rpo_seconds", "The loss of a zone costs at most so many seconds of the database's data."),
    ("setup_days", "The stated tasks of the setup take the plan's team at most so many working days."),
    ("fte", "Planned work of a year is at most this share of a full-time year."),
    (BAD_PLAN, "The plan can be read and planned."),
];

/// The document as SARIF: a rule for each target, a result for each that is not met. Missed is an
/// error, undecided a warning, a fault in a plan an error.
pub fn check_sarif(report: &CheckReport) -> Value {
    let rules = RULES.iter().map(|(id, asks)| {
        let name = if *id == BAD_PLAN { "Plan" } else { title(id) };
        json!({
            "id": id,
            "name": id,
            "shortDescription": { "text": name },
            "fullDescription": { "text": asks },
            "help": { "text": format!("{asks} What is asked for stands in the plan's file; docs/model.md of Zoneplan has the formulas.") },
            "defaultConfiguration": { "level": "error" },
        })
    });
    json!({
        "$schema": SCHEMA,
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "zoneplan",
                "version": report.engine_version,
                "semanticVersion": report.engine_version,
                "rules": rules.collect::<Vec<_>>(),
            } },
            "results": report.plans.iter().flat_map(results).collect::<Vec<_>>(),
        }],
    })
}

fn results(plan: &CheckedPlan) -> Vec<Value> {
    let missed = plan.verdicts.iter().filter(|entry| entry.verdict.met != Met::Yes);
    let mut results: Vec<Value> = missed.map(|entry| missed_target(plan, entry)).collect();
    if let Some(problem) = &plan.error {
        if problem.faults.is_empty() {
            results.push(result(plan, BAD_PLAN, "error", &problem.message, None, ""));
        }
        results.extend(problem.faults.iter().map(|fault| bad_plan(plan, fault)));
    }
    results
}

fn missed_target(plan: &CheckedPlan, entry: &TargetEntry) -> Value {
    let target = entry.verdict.target;
    let level = if entry.verdict.met == Met::No { "error" } else { "warning" };
    let mut text = entry.sentence.clone();
    let largest = largest(target, &entry.largest);
    if !largest.is_empty() {
        text.push_str(&format!(". {}", capital(&largest)));
    }
    result(plan, target, level, &text, entry.line, target)
}

fn bad_plan(plan: &CheckedPlan, fault: &FaultEntry) -> Value {
    let place = if fault.path.is_empty() { String::new() } else { format!("{}: ", fault.path) };
    let text = format!("{place}found {}, allowed is {}", fault.found, fault.allowed);
    result(plan, BAD_PLAN, "error", &text, fault.line, &fault.path)
}

/// A result. One of standard input has no location; a line that is not known is the first.
fn result(plan: &CheckedPlan, rule: &str, level: &str, text: &str, line: Option<u32>, key: &str) -> Value {
    let place = RULES.iter().position(|(id, _)| *id == rule);
    let mut result = json!({
        "ruleId": rule,
        "ruleIndex": place,
        "level": level,
        "message": { "text": format!("{}: {text}.", plan.name.as_ref().unwrap_or(&plan.file)) },
        "partialFingerprints": { "zoneplanKey/v1": format!("{}#{rule}#{key}", plan.file) },
    });
    if plan.is_file {
        result["locations"] = json!([{ "physicalLocation": {
            "artifactLocation": { "uri": uri(&plan.file) },
            "region": { "startLine": line.unwrap_or(1) },
        } }]);
    }
    result
}

/// A path as the reference of a URI, RFC 3986: relative where the path is.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            _ => uri.push_str(&format!("%{byte:02X}")),
        }
    }
    uri
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_references_of_uris() {
        assert_eq!(uri("./plans/a b.toml"), "plans/a%20b.toml");
        assert_eq!(uri("/tmp/ü#?.toml"), "file:///tmp/%C3%BC%23%3F.toml");
    }
}
