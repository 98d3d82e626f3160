//! The one table: what the goals are, and what was measured of them in this run.

use crate::run::{cargo, output};
use crate::table;
use anyhow::{Context, Result};
use serde_json::Value;
use std::collections::BTreeMap;

/// Figures by the name of their row, see benches/goals/rows.rs.
pub type Figures = BTreeMap<String, f64>;

/// What the rows of peers say, by the name of their row.
pub type Peers = BTreeMap<&'static str, Vec<String>>;

/// Rows: name, what is measured with its unit, the goal native, the goal in Chromium.
const ROWS: &[(&str, &str, &str, &str)] = &[
    ("fixed", "one evaluation of a fixed layout, ms", "0.2", "0.5"),
    ("chosen", "one evaluation, types and nodes chosen, ms", "", ""),
    ("assess", "looking ahead, patterns compared, ms", "", ""),
    ("laws", "all laws of a plan, ms", "", ""),
    ("report", "report with all laws, ms", "20", ""),
    ("coupled", "exact: nodes, database and zones together (J01), µs", "100", ""),
    ("common-exact", "exact: the common case of peers, µs", "", ""),
    ("year", "law of a year's downtime, ms", "5", ""),
    ("draws", "draws of a whole plan, a second", "", ""),
    ("cost-draws", "draws of its bill alone, a second", "", ""),
    ("years", "system-years (N05 and D01), a second", "1 000 000", "70 % of native"),
    ("common-years", "system-years, the common case of peers, a second", "", ""),
    ("candidates", "candidates, evaluated or excluded, a second", "", "10 000"),
    ("candidates-evaluated", "of them evaluated, a second", "", ""),
];

/// Measures the rows native.
pub fn native() -> Result<Figures> {
    println!("\nmeasuring the rows of the table, native");
    let printed = output(&mut cargo(["bench", "--quiet", "--bench", "goals"]))?;
    String::from_utf8_lossy(&printed).lines().filter(|line| line.starts_with('{')).map(figure).collect()
}

/// A row's name and figure from a line of JSON.
pub fn figure(line: &str) -> Result<(String, f64)> {
    let value: Value = serde_json::from_str(line).with_context(|| format!("no JSON: {line}"))?;
    let (row, figure) = (value["row"].as_str(), value["value"].as_f64());
    row.map(str::to_owned).zip(figure).with_context(|| format!("no figure: {line}"))
}

/// Prints the table; what could not be measured says so, with the reason below.
pub fn print(native: &Result<Figures>, chromium: &[Result<Figures>; 2], peers: &Result<Peers>) {
    let [plain, simd] = chromium;
    let of = |figures: &Result<Figures>, row: &str| {
        let value = figures.as_ref().ok().and_then(|figures| figures.get(row));
        value.map_or_else(|| "not measured".to_owned(), |value| amount(*value))
    };
    let of_peers = |row: &str| match peers {
        Ok(peers) => peers.get(row).map_or_else(|| "none".to_owned(), |answers| answers.join("; ")),
        Err(_) => "not measured".to_owned(),
    };
    let goal = |goal: &str| if goal.is_empty() { "none".to_owned() } else { goal.to_owned() };
    let rows: Vec<[String; 7]> = ROWS
        .iter()
        .map(|(row, what, here, there)| {
            let measured = [of(native, row), of(plain, row), of(simd, row)];
            let [native, plain, simd] = measured;
            [(*what).to_owned(), goal(here), native, goal(there), plain, simd, of_peers(row)]
        })
        .collect();
    println!();
    table::print(
        ["measured in this run, one core, medians", "goal", "native", "goal", "Chromium", "simd128", "peers"],
        &rows,
    );
    println!("\nPeers: their models are in benches/peers/README.md; they need not do the same work.");
    let reasons = [
        ("native", native.as_ref().err()),
        ("Chromium", plain.as_ref().err()),
        ("Chromium with simd128", simd.as_ref().err()),
        ("peers", peers.as_ref().err()),
    ];
    for (what, error) in reasons {
        if let Some(error) = error {
            println!("Not measured, {what}: {error:#}");
        }
    }
}

/// Three digits or so.
pub fn amount(number: f64) -> String {
    match number {
        100.0.. => table::grouped(number.round() as u64),
        10.0.. => format!("{number:.1}"),
        1.0.. => format!("{number:.2}"),
        _ => format!("{number:.3}"),
    }
}

#[cfg(test)]
mod tests {
    use super::{amount, figure};

    #[test]
    fn a_figure_is_read_from_its_line() {
        let read = figure(r#"{"row":"laws","value":2.5}"#).expect("a figure");
        assert_eq!((read.0.as_str(), amount(read.1)), ("laws", "2.50".to_owned()));
        assert!(figure(r#"{"row":"laws"}"#).is_err());
    }
}
