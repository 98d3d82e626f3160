//! `compare --format md`: what stands in a pull request.

use serde_json::Value;

use super::{MEETING, MISSING, folder, path};
use crate::cli::{text, zoneplan};

/// The cells of a row: bars that are escaped are no borders.
fn cells(row: &str) -> Vec<String> {
    let (mut cells, mut cell, mut is_escaped) = (Vec::new(), String::new(), false);
    for c in row.chars() {
        if c == '|' && !is_escaped {
            cells.push(std::mem::take(&mut cell).trim().to_owned());
        } else {
            cell.push(c);
        }
        is_escaped = c == '\\' && !is_escaped;
    }
    assert!(cell.is_empty(), "{row}");
    cells.split_off(1)
}

#[test]
fn the_table_has_the_figures_of_the_document() {
    let other = MEETING.replace("[targets]", "[network]\negress_gib_per_month = 900\n[targets]");
    let plans = folder(&[("a.toml", MISSING), ("b.toml", &other)]);
    let files = [path(&plans, "a.toml"), path(&plans, "b.toml")];
    let run = |format: &str| zoneplan(&["compare", &files[0], &files[1], "--format", format], "");
    let output = run("md");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
    let markdown = text(&output.stdout);
    let document: Value = serde_json::from_slice(&run("json").stdout).expect("JSON");
    assert!(markdown.contains("**MISSED**: monthly\\_cost\\_usd"), "{markdown}");
    assert!(markdown.contains(" · met: monthly\\_cost\\_usd"), "{markdown}");
    let metrics = document["metrics"].as_array().expect("metrics");
    for metric in metrics {
        let title = metric["title"].as_str().expect("a title").trim();
        let row = markdown.lines().find(|line| line.starts_with('|') && line.contains(title));
        assert_eq!(cells(row.unwrap_or_else(|| panic!("{title}"))).len(), 3, "{title}");
    }
    let bill =
        metrics.iter().find(|metric| metric["path"] == "cost.monthly.effective_usd").expect("the bill");
    let more = bill["values"][1]["difference"].as_f64().expect("a number");
    assert!(more > 100.0 && more < 1000.0, "{more}");
    assert!(markdown.contains(&format!("(+{more:.2}, worse)")), "{markdown}");
    assert!(markdown.contains("| network.egress\\_gib\\_per\\_month |"), "{markdown}");
}

#[test]
fn a_bill_that_lacks_prices_is_neither_better_nor_worse() {
    let short = "[platform]\nprovider = \"azure\"\nregion = \"germanywestcentral\"\n";
    let plans = folder(&[("a.toml", short), ("b.toml", MEETING)]);
    let files = [path(&plans, "a.toml"), path(&plans, "b.toml")];
    let output = zoneplan(&["compare", &files[0], &files[1], "--format", "md"], "");
    let markdown = text(&output.stdout);
    let bill = markdown.lines().find(|line| line.starts_with("| Bill of a month")).expect("the bill");
    assert!(bill.contains("| ≥ ") && bill.ends_with(" (open) |"), "{bill}");
    assert!(markdown.contains("; open where a line has no price."), "{markdown}");
}

#[test]
fn names_stay_in_their_cells_and_a_comment_stays_short_enough() {
    let name = format!("a|b <img src=x> @everyone `c` *d* {}", "long ".repeat(2000));
    let mut hostile = format!("name = \"{name}\"\n{MISSING}");
    for i in 0..100 {
        hostile.push_str(&format!(
            "\n[[tasks]]\nid = \"t{i}\"\nname = \"task {i} | with a bar\"\nhours = \"1 to 3\"\n"
        ));
    }
    let plans = folder(&[("a.toml", MEETING), ("b|\n.toml", &hostile)]);
    let files = [path(&plans, "a.toml"), path(&plans, "b|\n.toml")];
    let output = zoneplan(&["compare", &files[0], &files[1], "--format", "md"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let markdown = text(&output.stdout);
    assert!(markdown.chars().count() < 65_000, "{}", markdown.chars().count());
    assert!(!markdown.contains("<img") && !markdown.contains("@everyone"), "{markdown}");
    for row in markdown.lines().filter(|line| line.starts_with('|')) {
        assert_eq!(cells(row).len(), 3, "{row}");
    }
}
