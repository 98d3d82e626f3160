//! Plans side by side, for people.

use super::{Better, Cell, DifferenceEntry, Metric, SideBySideReport};
use crate::engine::report::format::{amount, chance, digits, dollars};
use crate::engine::report::page::Page;

/// Width of the first column, and of one for each plan.
const TITLE: usize = 42;
const COLUMN: usize = 17;

/// The document as text; with `differences_only` without the rows that are the same for all plans.
pub fn side_by_side_text(report: &SideBySideReport, differences_only: bool) -> String {
    let mut page = Page::new();
    page.line("Plans side by side");
    for (i, plan) in report.plans.iter().enumerate() {
        let mark = if i == report.baseline { "baseline" } else { "" };
        let lacking = if plan.complete { "" } else { "; lines without a price: sums are at least" };
        let missed = if plan.not_met.is_empty() {
            String::new()
        } else {
            format!("; targets missed or undecided: {}", plan.not_met.join(", "))
        };
        let file = plan.file.as_ref().map_or_else(String::new, |file| format!(" ({file})"));
        page.wrapped(
            &format!("  {} {mark:<9}", letter(i)),
            &format!("{}{file} · {} · plan {}{lacking}{missed}", plan.name, plan.place, plan.plan_digest),
        );
    }
    figures(report, differences_only, &mut page);
    beside(report, &mut page);
    inputs(report, &mut page);
    page.finish()
}

/// A, B, C…
pub(super) fn letter(plan: usize) -> char {
    char::from(b'A' + plan.min(25) as u8)
}

fn figures(report: &SideBySideReport, differences_only: bool, page: &mut Page) {
    let shown: Vec<&Metric> = report.metrics.iter().filter(|it| !(differences_only && it.same)).collect();
    if shown.is_empty() {
        page.line("");
        page.line("  no figure differs");
        return;
    }
    let remark = if differences_only { "what differs alone" } else { "= is the baseline's figure" };
    page.heading("Figures", remark);
    let heads: String = (0..report.plans.len()).map(|i| format!("{:>COLUMN$}", letter(i))).collect();
    page.line(format!("  {:<TITLE$}{heads}", ""));
    let mut group = "";
    for metric in shown {
        if metric.group != group {
            group = metric.group;
            page.line(format!("  {group}"));
        }
        let unit = if metric.unit.is_empty() { String::new() } else { format!(", {}", metric.unit) };
        let title = format!("  {}{unit}", metric.title);
        let base = metric.values.get(report.baseline);
        let cells: String = metric
            .values
            .iter()
            .enumerate()
            .map(|(i, cell)| {
                let is_same = i != report.baseline
                    && Some(cell.value) == base.map(|base| base.value)
                    && Some(&cell.text) == base.map(|base| &base.text);
                let text = if is_same && !differences_only {
                    "=".to_owned()
                } else {
                    at_least(report, i, metric) + &shown_cell(cell, metric)
                };
                format!(" {text:>width$}", width = COLUMN - 1)
            })
            .collect();
        page.line(format!("  {title:<TITLE$}{cells}"));
    }
}

/// The mark of money that lacks lines without a price.
pub(super) fn at_least(report: &SideBySideReport, plan: usize, metric: &Metric) -> String {
    let is_short = metric.unit == "USD" && report.plans.get(plan).is_some_and(|plan| !plan.complete);
    if is_short { "≥ ".to_owned() } else { String::new() }
}

pub(super) fn shown_cell(cell: &Cell, metric: &Metric) -> String {
    match (cell.value, &cell.text) {
        (Some(value), _) if metric.unit == "USD" => dollars(value),
        (Some(value), _) if metric.unit == "percent" => amount(value, 4),
        (Some(value), _) => digits(value),
        (None, Some(text)) => text.clone(),
        (None, None) => "–".to_owned(),
    }
}

fn beside(report: &SideBySideReport, page: &mut Page) {
    let base = letter(report.baseline);
    if report.beside.is_empty() {
        return;
    }
    page.heading(
        "In the same futures",
        &format!(
            "each less {base}; {} futures, in each of which what plans share is the same",
            report.futures
        ),
    );
    for entry in &report.beside {
        let own = letter(entry.plan);
        page.line(format!("  {own} beside {base}"));
        let usd = |it: &DifferenceEntry| line(it, dollars, "USD", ("cheaper", "dearer"), (own, base));
        let rows = [
            ("bill of a month", entry.monthly_usd.as_ref().map(usd)),
            ("bills of the horizon", entry.horizon_usd.as_ref().map(usd)),
            ("with people and setup", entry.total_usd.as_ref().map(usd)),
            (
                "down in the long run",
                Some(line(
                    &entry.downtime_minutes,
                    digits,
                    "min a year",
                    ("more available", "less available"),
                    (own, base),
                )),
            ),
            (
                "hours of setup",
                Some(line(&entry.setup_hours, digits, "h", ("less work", "more work"), (own, base))),
            ),
            (
                "planned work of a year",
                Some(line(&entry.work_hours, digits, "h", ("less work", "more work"), (own, base))),
            ),
        ];
        for (what, text) in rows.into_iter().filter_map(|(what, text)| Some((what, text?))) {
            page.wrapped(&format!("    {what:<24}"), &text);
        }
        if let Some(at) = entry.overtaken {
            let word = if at.is_cheaper { "less" } else { "more" };
            page.line(format!(
                "    {:<24}{own} has cost {word} than {base} after month {}, people and setup in it",
                "since the start", at.months
            ));
        }
        if let Some(usd) = entry.usd_per_minute_saved {
            page.line(format!(
                "    {:<24}{} USD of bill and people for each minute less a year",
                "price of availability",
                dollars(usd)
            ));
        }
        if let Some(note) = entry.note {
            page.line(format!("    {:<24}{note}", "money"));
        }
    }
    page.wrapped(
        "  ",
        "Chance within a year is not in these odds: they say what holds if rates, prices and amounts are what a future \
         says they are.",
    );
}

/// A difference in words: mean, ends, odds.
fn line(
    it: &DifferenceEntry,
    shown: fn(f64) -> String,
    unit: &str,
    words: (&str, &str),
    (own, base): (char, char),
) -> String {
    if it.p_same >= 1.0 {
        return "the same in every future".to_owned();
    }
    let signed = |value: f64| {
        let sign = if value > 0.0 {
            "+"
        } else if value < 0.0 {
            "−"
        } else {
            ""
        };
        format!("{sign}{}", shown(value.abs()))
    };
    let p_more = 1.0 - it.p_less - it.p_same;
    let (word, p) = if it.p_less >= p_more { (words.0, it.p_less) } else { (words.1, p_more) };
    let error =
        if it.standard_error > 0.0 { format!(" ± {}", digits(it.standard_error)) } else { String::new() };
    format!(
        "{} {unit} in the mean, {} to {} in eight cases of ten; {own} is {word} than {base} with probability {}{error}",
        signed(it.mean),
        signed(it.p10),
        signed(it.p90),
        chance(p),
    )
}

fn inputs(report: &SideBySideReport, page: &mut Page) {
    page.heading("Inputs that differ", "as plan files have them, with defaults");
    if report.inputs.is_empty() {
        page.line("  none: the plans are the same");
    }
    for input in &report.inputs {
        page.line(format!("  {}", input.key));
        for (i, value) in input.values.iter().enumerate() {
            let value = if value.is_empty() { "–" } else { value };
            page.wrapped(&format!("    {} ", letter(i)), value);
        }
    }
}

impl Better {
    /// The word in tables.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Less => "less",
            Self::More => "more",
            Self::Neither => "",
        }
    }
}
