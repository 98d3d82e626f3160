//! Decision records.

use std::fs;

use serde_json::Value;

use crate::cli::{text, zoneplan};

#[test]
fn a_record_has_the_decision_the_refusals_and_lines_to_sign() {
    let folder = std::env::temp_dir().join(format!("zoneplan-record-{}", std::process::id()));
    drop(fs::remove_dir_all(&folder));
    fs::create_dir_all(&folder).expect("a folder");
    let file = |name: &str, plan: &str| {
        let path = folder.join(name);
        fs::write(&path, plan).expect("written");
        path.display().to_string()
    };
    let targets = "[targets]\nmonthly_cost_usd = 2500\n";
    let chosen =
        file("chosen.toml", &format!("name = \"Chosen\"\n{targets}[platform]\nprovider = \"aws\"\n"));
    let dear = file(
        "dear.toml",
        &format!(
            "name = \"Dear | one\"\n{targets}[platform]\nprovider = \"aws\"\n[[node_pools]]\nname = \"general\"\nnodes = 12\n"
        ),
    );
    let out = folder.join("decision.md").display().to_string();
    let output = zoneplan(&["record", &chosen, "--alternatives", &dear, "--out", &out], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let record = fs::read_to_string(&out).expect("the record");
    let found: Vec<&str> = record.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let parts = [
        "Question",
        "Decision",
        "Layouts refused, and why",
        "Risks that are taken",
        "Assumptions",
        "What would change the decision",
        "Made from",
        "Signed",
    ];
    assert_eq!(found, parts);
    // The file tells apart what has one name.
    assert!(record.contains("### Dear \\| one (") && record.contains("dear.toml)\n"), "{record}");
    assert!(record.contains("- Misses: Bill of a month (odds 0 %)."), "{record}");
    assert!(record.contains("It does worse in: targets met, bill of a month"), "{record}");
    let report = zoneplan(&["plan", &chosen, "--format", "json"], "");
    let report: Value = serde_json::from_slice(&report.stdout).expect("JSON");
    for fact in [&report["plan_digest"], &report["catalogue"]["digest"], &report["as_of"]] {
        assert!(record.contains(fact.as_str().expect("a text")), "{fact}");
    }
    assert!(record.contains("| name | role | date | signature |"), "{record}");
    let free = file("free.toml", "name = \"Free\"\n[platform]\nprovider = \"aws\"\n");
    let beside = text(&zoneplan(&["record", &chosen, "--alternatives", &free], "").stdout);
    assert!(beside.contains("- It sets no targets, so none is judged."), "{beside}");
    assert!(!beside.contains("targets met"), "no targets are no missed ones: {beside}");
    let again = zoneplan(&["record", &chosen, "--out", &out], "");
    assert_eq!(again.status.code(), Some(2));
    assert!(text(&again.stderr).contains("decision.md, which exists, allowed is a new file"));
    let alone = zoneplan(&["record", &chosen], "");
    assert!(text(&alone.stdout).contains("None was given to compare with."));
    fs::remove_dir_all(folder).expect("removed");
}
