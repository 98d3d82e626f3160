//! Plans side by side, as Markdown for a pull request.

use super::text::{at_least, letter, shown_cell};
use super::{Better, ColumnVerdict, Metric, SideBySideReport};
use crate::engine::plan::Met;
use crate::engine::report::check::{on_one_line, shown};

/// Characters of a comment that the platforms for code take at least; GitHub takes 65,536.
const MOST: usize = 65_000;
/// Characters that the last remark may need.
const LEFT: usize = 200;
/// Characters of a value of an input that are shown.
const VALUE: usize = 120;

/// The document as Markdown: a line for each plan with its verdict, a table of figures with the
/// difference to the baseline, and the inputs that differ. With `differences_only` without the rows
/// that are the same for all plans. Never longer than 65,000 characters: inputs that do not fit are
/// counted.
pub fn side_by_side_markdown(report: &SideBySideReport, differences_only: bool) -> String {
    let mut text = String::from("### Plans side by side\n\n");
    for (i, plan) in report.plans.iter().enumerate() {
        let file = plan.file.as_ref().map_or_else(String::new, |file| format!(" ({})", cell(&shown(file))));
        let baseline = if i == report.baseline { ", baseline" } else { "" };
        let verdict = verdicts(&plan.verdicts);
        let lacking = if plan.complete { "" } else { "; lines without a price: sums are at least" };
        text.push_str(&format!(
            "- **{}**{baseline}: {}{file}, {} · {verdict}{lacking}\n",
            letter(i),
            cell(&shown(&plan.name)),
            cell(&shown(&plan.place))
        ));
    }
    figures(report, differences_only, &mut text);
    inputs(report, &mut text);
    text
}

/// Which targets are missed, undecided and met.
fn verdicts(verdicts: &[ColumnVerdict]) -> String {
    if verdicts.is_empty() {
        return "no targets are set".to_owned();
    }
    let of = |wanted: Met, word: &str| {
        let names: Vec<&str> = verdicts.iter().filter(|it| it.met == wanted).map(|it| it.target).collect();
        (!names.is_empty()).then(|| format!("{word}: {}", cell(&names.join(", "))))
    };
    let words = [of(Met::No, "**MISSED**"), of(Met::Undecided, "**UNDECIDED**"), of(Met::Yes, "met")];
    words.into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn figures(report: &SideBySideReport, differences_only: bool, text: &mut String) {
    let metrics: Vec<&Metric> = report.metrics.iter().filter(|it| !(differences_only && it.same)).collect();
    if metrics.is_empty() {
        text.push_str("\nNo figure differs.\n");
        return;
    }
    let heads: String = (0..report.plans.len()).map(|i| format!(" {} |", letter(i))).collect();
    let marks = "---:|".repeat(report.plans.len());
    text.push_str(&format!("\n| figure |{heads}\n|:---|{marks}\n"));
    let mut group = "";
    for metric in metrics {
        if metric.group != group {
            group = metric.group;
            text.push_str(&format!("| **{}** |{}\n", cell(group), " |".repeat(report.plans.len())));
        }
        let unit = if metric.unit.is_empty() { String::new() } else { format!(", {}", metric.unit) };
        let below = if metric.title.starts_with(' ') { "&nbsp;&nbsp;" } else { "" };
        text.push_str(&format!("| {below}{}{unit} |", cell(metric.title)));
        for (i, value) in metric.values.iter().enumerate() {
            let own = format!("{}{}", at_least(report, i, metric), shown_cell(value, metric));
            let is_open = [i, report.baseline].iter().any(|plan| !at_least(report, *plan, metric).is_empty());
            let difference = value.difference.map_or_else(String::new, |by| {
                if is_open { " (open)".to_owned() } else { difference(by, metric) }
            });
            text.push_str(&format!(" {}{difference} |", cell(&own)));
        }
        text.push('\n');
    }
    text.push_str(&format!("\nIn brackets: the difference to {}", letter(report.baseline)));
    let is_short = report.plans.iter().any(|plan| !plan.complete);
    text.push_str(if is_short { "; open where a line has no price.\n" } else { ".\n" });
}

/// The difference to the baseline, and whether it is for the better, in a word.
fn difference(by: f64, metric: &Metric) -> String {
    let shown = |value: f64| {
        let one = super::Cell { value: Some(value), ..super::Cell::default() };
        shown_cell(&one, metric)
    };
    let word = match (metric.better, by > 0.0) {
        _ if by.abs() <= 0.0 => return " (=)".to_owned(),
        (Better::Less, false) | (Better::More, true) => ", better",
        (Better::Less, true) | (Better::More, false) => ", worse",
        (Better::Neither, _) => "",
    };
    let sign = if by > 0.0 { "+" } else { "−" };
    format!(" ({sign}{}{word})", shown(by.abs()))
}

fn inputs(report: &SideBySideReport, text: &mut String) {
    if report.inputs.is_empty() {
        text.push_str("\nNo input differs.\n");
        return;
    }
    let heads: String = (0..report.plans.len()).map(|i| format!(" {} |", letter(i))).collect();
    let marks = ":---|".repeat(report.plans.len());
    text.push_str(&format!(
        "\n<details><summary>Inputs that differ</summary>\n\n| input |{heads}\n|:---|{marks}\n"
    ));
    let mut length = text.chars().count();
    let mut left = report.inputs.len();
    for input in &report.inputs {
        let values = input.values.iter().map(|value| {
            let value = if value.is_empty() { "–" } else { value };
            format!(" {} |", cell(&cut(value)))
        });
        let row = format!("| {} |{}\n", cell(&input.key), values.collect::<String>());
        length += row.chars().count();
        if length + LEFT > MOST {
            break;
        }
        text.push_str(&row);
        left -= 1;
    }
    if left > 0 {
        text.push_str(&format!("\nand {left} more inputs\n"));
    }
    text.push_str("\n</details>\n");
}

fn cut(text: &str) -> String {
    if text.chars().count() <= VALUE {
        return text.to_owned();
    }
    let mut short: String = text.chars().take(VALUE - 1).collect();
    short.push('…');
    short
}

/// A text in a cell, as it is: nothing in it is markup, and it stays one cell.
fn cell(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in on_one_line(text).chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            // An address or a name after @ would tell somebody.
            '@' => out.push_str("&#64;"),
            '|' | '\\' | '`' | '*' | '_' | '[' | ']' | '#' | '~' => {
                out.push('\\');
                out.push(c);
            }
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::report::InputRow;

    #[test]
    fn what_does_not_fit_is_counted() {
        let input = |i: usize| InputRow {
            key: format!("key {i}"),
            values: vec!["a value | with a bar ".repeat(20), String::new()],
        };
        let report = SideBySideReport {
            schema: 1,
            engine_version: "0",
            seed: 0,
            futures: 0,
            baseline: 0,
            plans: Vec::new(),
            metrics: Vec::new(),
            beside: Vec::new(),
            inputs: (0..1500).map(input).collect(),
        };
        let text = side_by_side_markdown(&report, false);
        assert!(text.chars().count() <= MOST && text.chars().count() > MOST - 1000);
        let rows = text.lines().filter(|line| line.starts_with("| key ")).count();
        assert!(text.contains(&format!("\nand {} more inputs\n", 1500 - rows)));
    }

    #[test]
    fn nothing_in_a_cell_is_markup() {
        assert_eq!(cell("a|b\nc <img> @you `x`"), "a\\|b c &lt;img&gt; &#64;you \\`x\\`");
        assert_eq!(cell("eu-central-1"), "eu-central-1");
    }
}
