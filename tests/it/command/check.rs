//! `check`: what a pipeline and a reviewer read.

use serde_json::Value;

use super::{MEETING, MISSING, folder, path};
use crate::cli::{text, zoneplan};

/// The properties that an object of SARIF 2.1.0 may have here, of those that its schema knows
/// (OASIS, sarif-schema-2.1.0.json; objects there take no others), and those that it must have.
const SARIF: &[(&str, &[&str], &[&str])] = &[
    ("log", &["$schema", "version", "runs", "inlineExternalProperties", "properties"], &["version", "runs"]),
    ("run", &["tool", "invocations", "results", "artifacts", "columnKind", "properties"], &["tool"]),
    ("tool", &["driver", "extensions", "properties"], &["driver"]),
    (
        "driver",
        &[
            "guid",
            "name",
            "organization",
            "fullName",
            "version",
            "semanticVersion",
            "informationUri",
            "rules",
        ],
        &["name"],
    ),
    (
        "rule",
        &[
            "id",
            "guid",
            "name",
            "shortDescription",
            "fullDescription",
            "defaultConfiguration",
            "helpUri",
            "help",
        ],
        &["id"],
    ),
    ("configuration", &["enabled", "level", "rank", "parameters", "properties"], &[]),
    (
        "result",
        &[
            "ruleId",
            "ruleIndex",
            "kind",
            "level",
            "message",
            "locations",
            "partialFingerprints",
            "properties",
        ],
        &["message"],
    ),
    ("message", &["text", "markdown", "id", "arguments", "properties"], &[]),
    ("location", &["id", "physicalLocation", "logicalLocations", "message", "properties"], &[]),
    ("physicalLocation", &["address", "artifactLocation", "region", "contextRegion", "properties"], &[]),
    ("artifactLocation", &["uri", "uriBaseId", "index", "description", "properties"], &[]),
    ("region", &["startLine", "startColumn", "endLine", "endColumn", "snippet", "message"], &["startLine"]),
];

#[track_caller]
fn is_of_schema(kind: &str, object: &Value) {
    let (_, known, required) = SARIF.iter().find(|(name, ..)| *name == kind).expect("a kind");
    let object = object.as_object().expect(kind);
    for key in object.keys() {
        assert!(known.contains(&key.as_str()), "{kind} has {key}");
    }
    for key in *required {
        assert!(object.contains_key(*key), "{kind} lacks {key}");
    }
}

fn sarif(arguments: &[&str], input: &str) -> (Option<i32>, Value) {
    let output = zoneplan(&[&["check", "--format", "sarif"], arguments].concat(), input);
    (output.status.code(), serde_json::from_slice(&output.stdout).expect("one JSON document"))
}

#[test]
fn a_reviewer_reads_what_was_asked_what_it_is_and_the_gap() {
    let plans = folder(&[("plan.toml", MISSING)]);
    let file = path(&plans, "plan.toml");
    let report = zoneplan(&["plan", &file, "--format", "json"], "");
    let report: Value = serde_json::from_slice(&report.stdout).expect("JSON");
    let bill = report["cost"]["monthly"]["effective_usd"].as_f64().expect("a number");
    let down = report["availability"]["downtime_minutes_per_year"]["mean"].as_f64().expect("a number");
    let output = zoneplan(&["check", &file], "");
    assert_eq!(output.status.code(), Some(1));
    let shown = text(&output.stdout);
    let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(shown.starts_with(&format!("{file} · Reference, AWS · ")), "{shown}");
    // The plan's bill is between 1,000 and 2,000 USD: shown in whole dollars, its gap with cents.
    assert!((1000.0..2000.0).contains(&bill), "{bill}");
    let gap = bill - 1000.0;
    let wanted = format!(
        "MISSED Bill of a month: 1,{:03.0} USD, asked is at most 1,000 USD; {gap:.2} USD ({:.1} %) too much",
        bill - 1000.0,
        gap / 10.0
    );
    assert!(shown.contains(&wanted), "{wanted}\n{shown}");
    // 99.95 % of 525,600 minutes leave 262.8.
    let wanted = format!(
        "asked is at least 99.95 % of a year (263 min down); {:.0} min down a year too much",
        down - 262.8
    );
    assert!(shown.contains(&wanted), "{wanted}\n{shown}");
    assert!(shown.contains("line 5, targets.monthly_cost_usd most of it: "), "{shown}");
    assert!(shown.contains("line 6, targets.availability_pct most of it: "), "{shown}");
    assert!(shown.ends_with("a target is missed"), "{shown}");
    // No raw floats: nothing has more than six digits after the point.
    for word in shown.split(|c: char| !(c.is_ascii_digit() || c == '.')) {
        assert!(word.rsplit_once('.').is_none_or(|(_, digits)| digits.len() <= 6), "{word}");
    }
}

#[test]
fn every_plan_is_judged_and_the_worst_decides() {
    let plans = folder(&[("good.toml", MEETING), ("bad.toml", MISSING), ("broken.toml", "[platform\n")]);
    let [good, bad, broken] = ["good.toml", "bad.toml", "broken.toml"].map(|name| path(&plans, name));
    let code = |arguments: &[&str]| zoneplan(&[&["check"], arguments].concat(), "").status.code();
    assert_eq!(code(&[&good, &good]), Some(0));
    assert_eq!(code(&[&good, &bad]), Some(1));
    let output = zoneplan(&["check", &broken, &bad, &good, "no-such-plan.toml", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(2));
    let complaint = text(&output.stderr);
    assert!(complaint.contains("broken.toml: 1 fault\n  line 1"), "{complaint}");
    assert!(complaint.contains("cannot read no-such-plan.toml"), "{complaint}");
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let met: Vec<Option<&Value>> = (0..4).map(|i| answer["plans"][i].get("met")).collect();
    assert_eq!(met, [None, Some(&Value::Bool(false)), Some(&Value::Bool(true)), None]);
    assert_eq!(answer["plans"][0]["error"]["faults"][0]["line"], Value::from(1));
    assert_eq!(answer["met"], Value::Bool(false));
    let shown = text(&zoneplan(&["check", &good, &bad, &broken], "").stdout);
    assert!(shown.ends_with("\n3 plans: 1 met, 1 missed, 0 undecided, 1 not read\n"), "{shown}");
    // A plan without targets is judged against nothing: it counts apart.
    let free = folder(&[("free.toml", "[platform]\nprovider = \"aws\"\n")]);
    let shown = text(&zoneplan(&["check", &good, &path(&free, "free.toml")], "").stdout);
    let tally = "\n2 plans: 1 without targets, 1 met, 0 missed, 0 undecided, 0 not read\n";
    assert!(shown.ends_with(tally), "{shown}");
    assert!(text(&zoneplan(&["check", "-", "-"], "").stderr).contains("- more than once"));
}

#[test]
fn one_plan_answers_in_json_as_before() {
    let output = zoneplan(&["check", "-", "--format", "json"], MISSING);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(answer["plan"], "Reference, AWS");
    assert_eq!(answer["verdicts"], answer["plans"][0]["verdicts"]);
    let bill = &answer["verdicts"][0];
    assert_eq!((&bill["target"], &bill["line"]), (&"monthly_cost_usd".into(), &5.into()));
    let gap = bill["value"].as_f64().expect("a number") - 1000.0;
    assert!((bill["miss"]["by"].as_f64().expect("a number") - gap).abs() < 1e-9);
    assert_eq!(bill["largest"].as_array().map(Vec::len), Some(3));
    assert!(!text(&output.stdout).contains("null"));
}

#[test]
fn undecided_fails_and_says_why() {
    // A region without prices of its own for some lines leaves the bill open.
    let plan = "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n\
                [targets]\nmonthly_cost_usd = 1000000\n";
    let output = zoneplan(&["check", "-", "--format", "json"], plan);
    let answer: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!((output.status.code(), &answer["met"]), (Some(1), &"undecided".into()), "{answer}");
    let sentence = answer["verdicts"][0]["sentence"].as_str().expect("a sentence");
    assert!(sentence.contains("; undecided: ") && sentence.contains(" no price, such as "), "{sentence}");
    let xml = text(&zoneplan(&["check", "-", "--format", "junit"], plan).stdout);
    assert!(xml.contains("<failure type=\"undecided\""), "{xml}");
    let (code, log) = sarif(&["-"], plan);
    assert_eq!((code, &log["runs"][0]["results"][0]["level"]), (Some(1), &"warning".into()));
}

#[test]
fn junit_is_xml_with_a_case_for_each_target_whatever_names_hold() {
    let name = "]]> <b> & \\\"quotes\\\" 'x' 🦀 =1+1 \u{202e}turned";
    let plan = format!("name = \"{name}\"\n{MISSING}rpo_seconds = 60\n");
    let plans = folder(&[("a <&'.toml", &plan), ("broken.toml", "[platform]\nprovider = \"<&>\"\n")]);
    let files = [path(&plans, "a <&'.toml"), path(&plans, "broken.toml")];
    let output = zoneplan(&["check", &files[0], &files[1], "--format", "junit"], "");
    assert_eq!(output.status.code(), Some(2));
    let xml = text(&output.stdout);
    let document = roxmltree::Document::parse(&xml).expect("XML");
    let suites = document.root_element();
    assert_eq!(suites.tag_name().name(), "testsuites");
    let count = |node: roxmltree::Node<'_, '_>, name: &str| {
        node.descendants().filter(|one| one.has_tag_name(name)).count().to_string()
    };
    for node in
        document.descendants().filter(|it| it.has_tag_name("testsuite") || it.has_tag_name("testsuites"))
    {
        assert_eq!(node.attribute("tests"), Some(count(node, "testcase").as_str()));
        assert_eq!(node.attribute("failures"), Some(count(node, "failure").as_str()));
        assert_eq!(node.attribute("errors"), Some(count(node, "error").as_str()));
    }
    let suite = suites.children().find(|node| node.is_element()).expect("a suite");
    // Plans of one name are told apart by their file.
    let named = format!("{}: {}", files[0], name.replace("\\\"", "\""));
    assert_eq!(suite.attribute("name"), Some(named.as_str()));
    let cases: Vec<_> = suite.children().filter(|node| node.has_tag_name("testcase")).collect();
    let names: Vec<_> = cases.iter().filter_map(|case| case.attribute("name")).collect();
    assert_eq!(names, ["monthly_cost_usd", "availability_pct", "rpo_seconds"]);
    let failed: Vec<_> =
        cases.iter().map(|case| case.children().any(|node| node.has_tag_name("failure"))).collect();
    assert_eq!(failed, [true, true, false]);
    assert_eq!(cases[0].attribute("classname"), Some(files[0].as_str()));
}

#[test]
fn sarif_has_the_fields_of_its_schema_and_the_line_of_each_target() {
    let plans =
        folder(&[("my plan.toml", MISSING), ("broken.toml", "[platform]\nprovider = \"aws\"\nzones = 0\n")]);
    let files = [path(&plans, "my plan.toml"), path(&plans, "broken.toml")];
    let (code, log) = sarif(&[&files[0], &files[1]], "");
    assert_eq!(code, Some(2));
    is_of_schema("log", &log);
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    is_of_schema("run", run);
    is_of_schema("tool", &run["tool"]);
    is_of_schema("driver", &run["tool"]["driver"]);
    let rules = run["tool"]["driver"]["rules"].as_array().expect("rules");
    for rule in rules {
        is_of_schema("rule", rule);
        is_of_schema("configuration", &rule["defaultConfiguration"]);
        is_of_schema("message", &rule["help"]);
    }
    let results = run["results"].as_array().expect("results");
    let mut seen = Vec::new();
    for result in results {
        is_of_schema("result", result);
        is_of_schema("message", &result["message"]);
        assert!(["error", "warning"].contains(&result["level"].as_str().expect("a level")));
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("small");
        assert_eq!(rules[index]["id"], result["ruleId"]);
        let location = &result["locations"][0];
        is_of_schema("location", location);
        let place = &location["physicalLocation"];
        is_of_schema("physicalLocation", place);
        is_of_schema("artifactLocation", &place["artifactLocation"]);
        is_of_schema("region", &place["region"]);
        let uri = place["artifactLocation"]["uri"].as_str().expect("a reference");
        assert!(uri.starts_with("file:///") && !uri.contains(' '), "{uri}");
        seen.push((result["ruleId"].as_str().expect("a rule"), place["region"]["startLine"].as_u64()));
    }
    assert_eq!(seen, [("monthly_cost_usd", Some(5)), ("availability_pct", Some(6)), ("bad-plan", Some(3))]);
    // What is met is no result, and standard input is no place.
    assert_eq!(sarif(&["-"], MEETING).1["runs"][0]["results"], Value::Array(Vec::new()));
    assert_eq!(sarif(&["-"], MISSING).1["runs"][0]["results"][0].get("locations"), None);
}
