//! What fuzzing found, each as a test: docs/fuzzing.md has the list.

use std::fs;
use std::path::PathBuf;

use zoneplan::engine::catalogue::{DataFile, read_price_sheet, write_price_sheet};
use zoneplan::engine::feeds::{self, Wanted};
use zoneplan::engine::plan::evaluate;
use zoneplan::engine::report::{report, to_json};
use zoneplan::engine::scenario::{Document, Grid, constants, plan_from};

use crate::support::{aws, catalogue, parse};

/// A small feed of tests/feeds with a part of it changed.
fn changed(file: &str, from: &str, to: &str) -> String {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/feeds").join(file);
    let text = fs::read_to_string(path).expect(file);
    assert!(text.contains(from), "{from} in {file}");
    text.replace(from, to)
}

/// The sources of a feed, after a sheet was written of it and read.
#[track_caller]
fn sources(feed: &str) -> Vec<String> {
    let wanted = Wanted { regions: &[], catalogue: catalogue(), as_of: None };
    let import = feeds::read("feed", feed.as_bytes(), &wanted).expect("a feed");
    let sheet = write_price_sheet(&import.rows);
    let (rows, faults) = read_price_sheet(&DataFile { path: "feed.csv", text: &sheet });
    assert_eq!(faults, [], "{sheet}");
    rows.into_iter().map(|row| row.source).collect()
}

#[test]
fn a_price_without_a_meter_is_in_a_sheet_that_can_be_read() {
    let feed = changed("azure/page.json", "00000001-0000-0000-0000-000000000000", "");
    assert_eq!(sources(&feed), ["Azure Retail Prices, SKU DZH318Z08MDR/0001, meter"]);
}

#[test]
fn control_characters_of_a_feed_are_not_in_its_sheet() {
    let feed = changed("azure/page.json", "00000001-0000-0000-0000-000000000000", "a\\u0000b\\n");
    assert_eq!(sources(&feed), ["Azure Retail Prices, SKU DZH318Z08MDR/0001, meter a b"]);
}

#[test]
fn a_type_with_control_characters_is_a_fault_of_its_feed() {
    let feed = changed(
        "aws/elasticache.csv",
        "\"cache.m7g.large\",\"Valkey\"",
        "\"cach\u{17}.m7g.large\",\"Valkey\"",
    );
    let wanted = Wanted { regions: &[], catalogue: catalogue(), as_of: None };
    let told = feeds::read("feed", feed.as_bytes(), &wanted).expect_err("no sheet can hold it").to_string();
    assert!(
        told.starts_with("feed, line 7, name: found \"cach .m7g.large node\", allowed is a text"),
        "{told}"
    );
}

#[test]
fn a_plan_that_is_no_table_is_told_so_with_its_place() {
    let document = Document::from_json("\"\"").expect("JSON");
    let faults = plan_from(&document, catalogue()).expect_err("no plan");
    assert!(
        faults.iter().any(|fault| fault.to_string() == "the plan: found \"\", allowed is a table"),
        "{faults:?}"
    );
}

#[test]
fn a_key_that_no_line_shows_stands_in_quotes() {
    let told =
        |text: &str| parse(text).expect_err("faulty").iter().map(ToString::to_string).collect::<Vec<_>>();
    let faults = told(&aws("\"\" = 1\n\"a\\nb\" = 1\n"));
    assert!(faults[0].starts_with("line 3, platform.\"\": found an unknown key"), "{faults:?}");
    assert!(faults[1].starts_with("line 4, platform.\"a\\nb\": found an unknown key"), "{faults:?}");
}

#[test]
fn an_axis_of_a_grid_is_named_on_one_line() {
    let grid = Grid::from_toml("[grid]\nplatform.\"a\\u001b\\nb\" = []\n").expect_err("no values");
    let told: Vec<String> = grid.iter().map(ToString::to_string).collect();
    assert!(told[0].starts_with("line 2, grid.platform.a  b: found a list of 0"), "{told:?}");
}

#[test]
fn a_fault_is_one_line_whatever_the_plan_holds() {
    for plan in [
        aws("[team]\nholidays = [\"2027-\\u0004\\n01\"]\n"),
        aws("[[tasks]]\nid = \"a\"\nhours = 1\nafter = [\"b\\u0007\\n\"]\n"),
    ] {
        let faults = parse(&plan).expect_err("faulty");
        let told: Vec<String> = faults.iter().map(ToString::to_string).collect();
        assert!(told.iter().all(|told| !told.chars().any(char::is_control)), "{told:?}");
    }
}

#[test]
fn a_number_is_what_its_digits_say_in_json_too() {
    for digits in ["31.245270191439438", "121.48791951161945", "100.78399658203125", "1795773600000.53"] {
        let json = Document::from_json(&format!("{{\"finance\":{{\"discount_rate_pct\":{digits}}}}}"));
        let toml = Document::from_toml(&format!("[finance]\ndiscount_rate_pct = {digits}\n"));
        let written = json.expect("JSON").to_toml();
        assert_eq!(written, toml.expect("TOML").to_toml());
        assert!(written.contains(digits), "{written}");
    }
}

/// Plans with each figure of the model at its ends have a report in which every number is one: what is
/// none is written as null. Gives back how many plans there were.
fn ends_of_figures(plan: &str) -> usize {
    let mut planned = 0;
    let sound = parse(plan).expect("a sound plan");
    for id in constants(catalogue(), &sound).iter().map(|constant| &constant.id) {
        let set = |value: &str| parse(&format!("{plan}[assumptions]\n\"{id}\" = {value}\n"));
        // A share ends at 1 or 100, all else at a thousand millions; some begin above 0.
        let ends = [["0", "0.001", "0.01", "0.1", "1"], ["1e9", "1e5", "100", "1", "0"]];
        for end in ends {
            let plan = end.into_iter().find_map(|value| set(value).ok()).expect(id);
            let outcome = match evaluate(&plan, catalogue()) {
                Ok(outcome) => outcome,
                Err(error) => {
                    // What no node holds is said so.
                    assert!(error.to_string().contains("needs "), "{id}: {error}");
                    continue;
                }
            };
            let json = to_json(&report(&outcome, None, catalogue())).expect("it has text keys");
            let null = json.find(": null").or_else(|| json.find("[null"));
            assert!(null.is_none(), "{id} at one of {end:?}: {}", &json[null.unwrap_or(0)..][..80]);
            planned += 1;
        }
    }
    planned
}

#[test]
fn every_figure_at_its_ends_gives_numbers() {
    assert!(ends_of_figures(&aws("")) > 300);
}

#[test]
fn every_figure_at_its_ends_gives_numbers_on_premises() {
    let plan =
        "[platform]\nprovider = \"openshift\"\nopenshift = { flavour = \"ocp\", host = \"on-prem\" }\n";
    assert!(ends_of_figures(plan) > 300);
}

#[test]
fn objects_of_no_size_are_a_fault() {
    let faults = parse(&aws("[assumptions]\n\"durability.object_mib\" = 0\n")).expect_err("infinitely many");
    assert!(faults[0].to_string().ends_with("found 0, allowed is at least 0.001 MiB"), "{faults:?}");
}

#[test]
fn a_header_of_many_long_names_is_told_in_a_message_that_can_be_read() {
    let names: Vec<String> = (0..42).map(|idx| format!("\"{idx}{}\"", "\u{fffd}".repeat(80))).collect();
    let feed =
        format!("\"FormatVersion\",\"v1.0\"\n\"OfferCode\",\"AmazonEC2\"\n\"SKU\",{}\n", names.join(","));
    let wanted = Wanted { regions: &[], catalogue: catalogue(), as_of: None };
    let told = feeds::read("feed", feed.as_bytes(), &wanted).expect_err("it lacks columns").to_string();
    assert!(told.len() < 4000, "{} bytes", told.len());
    assert!(told.starts_with("feed, line 3: the column \"TermType\" is missing; found are SKU, 0"), "{told}");
    assert!(told.ends_with("…, and 13 more"), "{told}");
}

#[test]
fn two_fields_of_one_key_are_written_once() {
    let years =
        |place: usize, years: &str| (format!("node_pools.{place}.commitment.years"), years.to_owned());
    let document = Document::from_fields(&[years(0, "1"), years(5, "3")].into());
    let again = Document::from_toml(&document.to_toml()).expect("what is written reads back");
    assert_eq!(again.digest(), document.digest());
    assert_eq!(document.to_fields()["node_pools.0.commitment.years"], "3", "the later field stays");
}
