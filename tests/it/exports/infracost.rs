//! The bill in Infracost's shape: the shape, the sums, and the way back.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;
use zoneplan::engine::export::infracost_json;
use zoneplan::engine::plan::assess;
use zoneplan::engine::report;

use crate::cli::{text, zoneplan};
use crate::support::{aws, catalogue, parse};

/// Names of an object in `schema/infracost.schema.json` of infracost/infracost (commit cffbc23,
/// Apache-2.0): those that must be there, and others that may be.
struct Object {
    needed: &'static [&'static str],
    allowed: &'static [&'static str],
}

const ROOT: Object = Object {
    needed: &[
        "version",
        "metadata",
        "currency",
        "projects",
        "totalHourlyCost",
        "totalMonthlyCost",
        "pastTotalHourlyCost",
        "pastTotalMonthlyCost",
        "diffTotalHourlyCost",
        "diffTotalMonthlyCost",
        "timeGenerated",
        "summary",
    ],
    allowed: &["totalMonthlyUsageCost", "pastTotalMonthlyUsageCost", "diffTotalMonthlyUsageCost"],
};
const METADATA: Object = Object {
    needed: &[
        "infracostCommand",
        "vcsBranch",
        "vcsCommitSha",
        "vcsCommitAuthorName",
        "vcsCommitAuthorEmail",
        "vcsCommitTimestamp",
        "vcsCommitMessage",
    ],
    allowed: &[],
};
const PROJECT: Object = Object {
    needed: &["name", "displayName", "metadata", "pastBreakdown", "breakdown", "diff", "summary"],
    allowed: &[],
};
const PROJECT_METADATA: Object = Object { needed: &["path", "type"], allowed: &[] };
const BREAKDOWN: Object = Object {
    needed: &["resources", "totalHourlyCost", "totalMonthlyCost", "totalMonthlyUsageCost"],
    allowed: &["freeResources"],
};
const RESOURCE: Object = Object {
    needed: &["name", "metadata"],
    allowed: &["resourceType", "hourlyCost", "monthlyCost", "monthlyUsageCost", "costComponents"],
};
const COMPONENT: Object = Object {
    needed: &[
        "name",
        "unit",
        "hourlyQuantity",
        "monthlyQuantity",
        "price",
        "hourlyCost",
        "monthlyCost",
        "priceNotFound",
    ],
    allowed: &["usageBased"],
};
const SUMMARY: Object = Object {
    needed: &[],
    allowed: &[
        "totalDetectedResources",
        "totalSupportedResources",
        "totalUnsupportedResources",
        "totalUsageBasedResources",
        "totalNoPriceResources",
        "supportedResourceCounts",
        "unsupportedResourceCounts",
        "noPriceResourceCounts",
    ],
};

#[track_caller]
fn has(object: &Value, of: &Object) {
    let object = object.as_object().expect("an object");
    for name in of.needed {
        assert!(object.contains_key(*name), "{name} is missing");
    }
    for (name, value) in object {
        let is_known = of.needed.contains(&name.as_str()) || of.allowed.contains(&name.as_str());
        assert!(is_known, "{name} is no name of the shape");
        if name.ends_with("Cost") || name.ends_with("Quantity") || name == "price" {
            assert!(value.is_null() || number(value).is_some(), "{name}: {value} is no number as a text");
        }
    }
}

/// A number as a text, without an exponent.
fn number(value: &Value) -> Option<f64> {
    let text = value.as_str()?;
    assert!(!text.contains(['e', 'E']) && text != "-0", "{text}");
    text.parse().ok().filter(|number: &f64| number.is_finite())
}

/// Whole micro-dollars of an amount.
fn micros(value: &Value) -> Option<i64> {
    number(value).map(|usd| (usd * 1e6).round() as i64)
}

fn list(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The export of a plan, and the report's JSON beside it.
fn export(plan: &str) -> (Value, Value) {
    let plan = parse(plan).expect("a sound plan");
    let outcome = assess(&plan, catalogue()).expect("a layout");
    let report = report::report(&outcome, None, catalogue());
    let file = infracost_json(&report, &plan, catalogue()).expect("JSON");
    assert_eq!(file.name, "infracost.json");
    let again = infracost_json(&report, &plan, catalogue()).expect("JSON");
    assert_eq!(file, again, "the same bytes");
    let report = report::to_json(&report).expect("JSON");
    (serde_json::from_slice(&file.bytes).expect("JSON"), serde_json::from_str(&report).expect("JSON"))
}

fn plans() -> Vec<(&'static str, String)> {
    let preset = |name: &str| {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("data/presets/{name}.toml"));
        fs::read_to_string(path).expect("a preset")
    };
    let bought = "[[node_pools]]\ncommitment = \"spot\"\n[finance]\nsupport_plan = \"business-plus\"\n";
    vec![
        ("aws", preset("aws")),
        ("azure", preset("azure")),
        ("gcp", preset("gcp")),
        ("openshift", preset("openshift")),
        ("discounts", aws(&format!("{bought}negotiated_pct = {{ nlb = 5 }}\n"))),
        ("tiers", aws("[object_storage]\nstored_gib = 200000\n")),
        ("two sites", aws("pattern = \"hot-warm\"\nsecond_region = \"eu-west-1\"\n")),
        (
            "on premises",
            "[platform]\nprovider = \"openshift\"\nopenshift = { host = \"on-prem\" }\n".to_owned(),
        ),
    ]
}

#[test]
fn the_document_has_the_shape() {
    for (name, plan) in plans() {
        let (document, report) = export(&plan);
        has(&document, &ROOT);
        has(&document["metadata"], &METADATA);
        has(&document["summary"], &SUMMARY);
        assert_eq!(document["version"], "0.2");
        assert_eq!(document["currency"], "USD");
        // The engine has no clock.
        let day = report["as_of"].as_str().expect("a day");
        assert_eq!(document["timeGenerated"], format!("{day}T00:00:00Z"));
        let projects = list(&document["projects"]);
        assert_eq!(projects.len(), 1, "{name}");
        let project = &projects[0];
        has(project, &PROJECT);
        has(&project["metadata"], &PROJECT_METADATA);
        has(&project["summary"], &SUMMARY);
        assert_eq!(project["name"], report["name"]);
        for part in ["pastBreakdown", "diff"] {
            has(&project[part], &BREAKDOWN);
            assert_eq!(list(&project[part]["resources"]).len(), 0);
            assert!(project[part]["totalMonthlyCost"].is_null(), "what there is not is null, and no 0");
        }
        has(&project["breakdown"], &BREAKDOWN);
        for resource in list(&project["breakdown"]["resources"]) {
            has(resource, &RESOURCE);
            let components = list(&resource["costComponents"]);
            assert!(!components.is_empty(), "{name}");
            components.iter().for_each(|component| has(component, &COMPONENT));
        }
    }
}

#[test]
fn sums_and_lines_are_those_of_the_report() {
    let mut seen = (false, false);
    for (name, plan) in plans() {
        let (document, report) = export(&plan);
        let monthly = &report["cost"]["monthly"]["effective_usd"];
        let total = document["totalMonthlyCost"].as_str().expect("a total");
        assert_eq!(total.parse::<f64>().ok(), monthly.as_f64(), "{name}");
        let breakdown = &document["projects"][0]["breakdown"];
        assert_eq!(breakdown["totalMonthlyCost"], total);
        let resources = list(&breakdown["resources"]);
        let lines = list(&report["cost"]["lines"]);
        assert_eq!(resources.len(), lines.len(), "{name}");
        let mut sum = 0;
        for (resource, line) in resources.iter().zip(lines) {
            assert_eq!(number(&resource["monthlyCost"]), line["effective_usd"].as_f64(), "{name}: {line}");
            let components = list(&resource["costComponents"]);
            sum += micros(&resource["monthlyCost"]).unwrap_or(0);
            let parts: i64 = components.iter().filter_map(|part| micros(&part["monthlyCost"])).sum();
            assert_eq!(parts, micros(&resource["monthlyCost"]).unwrap_or(0), "{name}: {resource}");
            for component in components {
                seen.0 |= component["name"] == "Discounts";
                seen.1 |= component["name"].as_str().is_some_and(|name| name.ends_with("(tier 2)"));
                let product = number(&component["price"]).zip(number(&component["monthlyQuantity"]));
                let Some((price, quantity)) = product else { continue };
                // To the micro-dollar that an amount is rounded to.
                let cost = number(&component["monthlyCost"]).expect("a cost");
                assert!((price * quantity - cost).abs() < 1e-6 + cost.abs() * 1e-12, "{name}: {component}");
                let hourly = number(&component["hourlyCost"]).expect("an hour's cost");
                assert!((hourly * 730.0 - cost).abs() <= cost.abs() * 1e-12, "{name}: {component}");
            }
        }
        assert_eq!(Some(sum), micros(&document["totalMonthlyCost"]), "{name}");
    }
    assert_eq!(seen, (true, true), "discounts and tiers were there");
}

/// A region whose list lacks items leaves lines without a price.
#[test]
fn what_has_no_price_is_marked_and_not_0() {
    let plan = aws("region = \"us-east-1\"\n[[node_pools]]\ninstance_type = \"m6a.xlarge\"\n");
    let plan = parse(&plan).expect("a sound plan");
    let outcome = assess(&plan, catalogue()).expect("a layout");
    let mut report = report::report(&outcome, None, catalogue());
    let line = &mut report.cost.lines[0];
    (line.unit_price_usd, line.list_usd, line.effective_usd, line.tiers) = (None, None, None, Vec::new());
    let file = infracost_json(&report, &plan, catalogue()).expect("JSON");
    let document: Value = serde_json::from_slice(&file.bytes).expect("JSON");
    let resource = &document["projects"][0]["breakdown"]["resources"][0];
    let component = &resource["costComponents"][0];
    assert_eq!(component["priceNotFound"], true);
    for value in
        [&component["price"], &component["monthlyCost"], &component["hourlyCost"], &resource["monthlyCost"]]
    {
        assert!(value.is_null(), "{value}");
    }
    assert_eq!(document["summary"]["totalUnsupportedResources"], 1);
}

/// The export opens again as a price source, and gives the same bill.
#[test]
fn the_way_back_gives_the_same_bill() {
    for (name, plan) in plans().into_iter().filter(|(name, _)| *name != "on premises") {
        let folder = TempDir::new().expect("a folder");
        let path = |name: &str| folder.path().join(name).display().to_string();
        fs::write(path("plan.toml"), &plan).expect("written");
        let run = |arguments: &[&str]| {
            let output = zoneplan(arguments, "");
            assert_eq!(output.status.code(), Some(0), "{name}: {}", text(&output.stderr));
            text(&output.stdout)
        };
        run(&["export", "infracost-json", &path("plan.toml"), "--out", &path("out")]);
        let first: Value =
            serde_json::from_str(&fs::read_to_string(path("out/infracost.json")).expect("a file"))
                .expect("JSON");
        run(&["prices", "import", &path("out/infracost.json"), "--out", &path("sheets"), "--write"]);
        let second = run(&["--prices", &path("sheets"), "export", "infracost-json", &path("plan.toml")]);
        let second: Value = serde_json::from_str(&second).expect("JSON");
        assert_eq!(second["totalMonthlyCost"], first["totalMonthlyCost"], "{name}");
        let resources = |document: &Value| list(&document["projects"][0]["breakdown"]["resources"]).to_vec();
        let mut n_own = 0;
        for (first, second) in resources(&first).iter().zip(resources(&second)) {
            assert_eq!(second["monthlyCost"], first["monthlyCost"], "{name}: {first}");
            assert_eq!(second["costComponents"], first["costComponents"], "{name}");
            let source = second["metadata"]["zoneplanPrice"]["source"].as_str().unwrap_or_default();
            n_own += usize::from(source.starts_with("exported bill: "));
        }
        assert!(n_own > 10, "{name}: {n_own} prices are those of the export");
    }
}
