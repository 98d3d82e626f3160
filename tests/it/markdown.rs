//! The report to read: what it says is what the report has, and hostile names stay names.

use serde_json::Value;
use zoneplan::engine::report::{Report, to_json, to_markdown, to_markdown_summary};

use crate::cli::{text, zoneplan};
use crate::support::{aws, report_of};

/// Cells of a row: what lies between pipes that no backslash takes the meaning of.
fn cells(line: &str) -> Vec<String> {
    let line = line.replace("\\\\", "\u{1}").replace("\\|", "\u{2}");
    let inner = line.trim_matches('|').to_owned();
    inner.split('|').map(|cell| cell.trim().replace('\u{2}', "|")).collect()
}

/// The rows of the table whose first line has these titles.
fn table(document: &str, titles: &str) -> Vec<Vec<String>> {
    let mut lines = document.lines().skip_while(|line| *line != titles);
    assert!(lines.next().is_some(), "no table {titles}");
    lines.skip(1).take_while(|line| line.starts_with('|')).map(cells).collect()
}

/// Every table has as many cells in each row as titles.
fn check_tables(document: &str) {
    let mut columns = None;
    let mut is_picture = false;
    for line in document.lines() {
        is_picture ^= line.starts_with("```");
        if is_picture || !line.starts_with('|') {
            columns = None;
            continue;
        }
        let found = cells(line).len();
        assert_eq!(*columns.get_or_insert(found), found, "{line}");
    }
    assert!(!is_picture, "a picture has no end");
}

fn json(report: &Report) -> Value {
    serde_json::from_str(&to_json(report).expect("JSON")).expect("JSON")
}

fn number(cell: &str) -> f64 {
    cell.replace(['*', ','], "").replace('−', "-").parse().expect("a number")
}

#[test]
fn the_bill_of_the_document_is_the_bill_of_the_report() {
    let report = report_of(&aws("[targets]\nmonthly_cost_usd = 6000\nfte = 0.25\n"));
    let (document, json) = (to_markdown(&report), json(&report));
    check_tables(&document);
    let sums = table(&document, "| group | at list price | in effect |");
    let (total, groups) = sums.split_last().expect("a total");
    for (row, group) in groups.iter().zip(json["cost"]["groups"].as_array().expect("groups")) {
        assert_eq!(row[0], group["title"]);
        assert!((number(&row[2]) - group["effective_usd"].as_f64().expect("USD")).abs() < 0.005 + 1e-9);
    }
    let monthly = json["cost"]["monthly"]["effective_usd"].as_f64().expect("USD");
    assert!((number(&total[2]) - monthly).abs() < 0.005 + 1e-9);
    // Each line once, below its group.
    let lines = json["cost"]["lines"].as_array().expect("lines").len();
    let titles = "| line | quantity | USD a unit | USD a month | date of the price | source |";
    let rows: usize =
        document.split(titles).skip(1).map(|rest| table(&format!("{titles}{rest}"), titles).len()).sum();
    assert_eq!(rows, lines);
    let verdicts = table(&document, "| target | asked | the plan | odds | verdict |");
    assert_eq!(verdicts.len(), 2);
    assert_eq!(verdicts[0][4], "met");
    for digest in ["plan_digest", "engine_version"] {
        assert!(document.contains(json[digest].as_str().expect("a text")), "{digest}");
    }
    assert!(document.contains("Seed: 42"), "the seed is named");
}

#[test]
fn every_part_is_there_and_in_order() {
    let document = to_markdown(&report_of(&aws("")));
    let found: Vec<&str> = document.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let parts = [
        "Question",
        "Answer",
        "Layout",
        "Bill of a month",
        "Risks",
        "Recovery",
        "Backup",
        "Effort",
        "Assumptions",
        "Sources",
        "Limits",
        "Made from",
    ];
    assert_eq!(found, parts);
}

#[test]
fn assumptions_have_their_ends_and_a_source_that_is_listed() {
    let report = report_of(&aws(""));
    let (document, json) = (to_markdown(&report), json(&report));
    let figures = table(&document, "| figure | low | likely | high | unit | source |");
    let sources = table(&document, "| no. | date of the figures | source |");
    let row = figures.iter().find(|row| row[0] == "`database.used_pct`").expect("the figure");
    let driver = json["cost"]["lines"].as_array().expect("lines").iter();
    let mut drivers = driver.filter_map(|line| line["drivers"].as_array()).flatten();
    let driver = drivers.find(|driver| driver["id"] == "database.used_pct").expect("the driver");
    for (cell, key) in row[1..4].iter().zip(["low", "likely", "high"]) {
        assert!((number(cell) - driver[key].as_f64().expect("a number")).abs() < 1e-9, "{key}");
    }
    let source = sources.iter().find(|source| source[0] == row[5]).expect("its source");
    assert_eq!(source[2], driver["source"].as_str().expect("a text"));
}

#[test]
fn hostile_names_neither_break_tables_nor_become_markup() {
    let name = "a|b `c` <img src=x onerror=alert(1)> [d](javascript:e) \u{202e}f ***g*** \u{2028}# h 😀";
    let plan = format!(
        "name = {}\n[platform]\nprovider = \"aws\"\n[[tasks]]\nid = \"own\"\nname = {}\nhours = 3\n[[node_pools]]\nname = \"p|q`r<s>\"\n",
        serde_json::to_string(name).expect("JSON"),
        serde_json::to_string(name).expect("JSON"),
    );
    let report = report_of(&plan);
    for document in [to_markdown(&report), to_markdown_summary(&report)] {
        check_tables(&document);
        assert!(document.starts_with(
            "# a\\|b \\`c\\` \\<img src=x onerror=alert(1)\\> \\[d\\](javascript:e) f \\*\\*\\*g\\*\\*\\*  \\# h 😀\n"
        ));
        assert!(!document.contains(['\u{202e}', '\u{2028}']), "marks of direction stay");
        let is_tag = |at: usize| !document[..at].ends_with('\\');
        let tags = document.match_indices("<img").filter(|(at, _)| is_tag(*at)).count();
        assert_eq!(tags, 0, "a tag");
    }
}

#[test]
fn the_summary_is_one_page_that_can_be_signed() {
    let output = zoneplan(&["plan", "--summary"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let summary = text(&output.stdout);
    let found: Vec<&str> = summary.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    let parts =
        ["Question", "Answer", "Money", "Odds", "Largest risks", "What the answer hangs on", "To sign"];
    assert_eq!(found, parts);
    assert!(summary.lines().count() < 70, "more than a page");
    assert_eq!(text(&zoneplan(&["plan", "--summary", "--format", "md"], "").stdout), summary);
    let refused = zoneplan(&["plan", "--summary", "--format", "json"], "");
    assert_eq!(refused.status.code(), Some(2));
    assert_eq!(
        text(&refused.stderr),
        "zoneplan: --summary: found another --format than md, allowed is --format md, or no --format\n"
    );
}
