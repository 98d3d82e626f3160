//! The page of text on what results hang on.

use super::SensitivityReport;
use crate::engine::plan::Measured;
use crate::engine::report::format::{amount, digits, dollars};
use crate::engine::report::page::Page;
use crate::engine::sensitivity::{Ends, InputRow, Output, OutputRow};

/// Columns of a bar.
const BAR: usize = 24;
/// Commitments of a part that are told; the others save less.
const TOLD: usize = 4;

/// The text of the document.
pub fn sensitivity_text(report: &SensitivityReport) -> String {
    let mut page = Page::new();
    page.line(format!("{} · {}", report.name, report.place));
    for output in &report.outputs {
        of_output(output, report.complete, &mut page);
    }
    break_even(report, &mut page);
    page.finish()
}

fn value(output: Output, value: f64) -> String {
    match output {
        Output::Downtime | Output::Setup => digits(value),
        Output::Monthly | Output::Horizon | Output::CostWithDowntime => dollars(value),
    }
}

fn of_output(row: &OutputRow, is_complete: bool, page: &mut Page) {
    let at_least = if !is_complete && row.unit.starts_with("USD") { "at least " } else { "" };
    let of = |x: f64| value(row.output, x);
    page.heading(
        row.output.title(),
        &format!(
            "{at_least}{} {} at the likely values; {} to {} in eight of ten of {} futures, mean {}",
            of(row.at_likely),
            row.unit,
            of(row.p10.value),
            of(row.p90.value),
            amount(f64::from(row.futures), 0),
            of(row.mean.value)
        ),
    );
    if row.inputs.is_empty() {
        page.line("  Nothing is uncertain: every input that it rests on is known exactly.");
        return;
    }
    let ends = row.inputs.iter().flat_map(|input| [input.at_low, input.at_high]);
    let (low, high) = ends.fold((row.at_likely, row.at_likely), |(low, high), x| (low.min(x), high.max(x)));
    page.line(format!(
        "  {:<BAR$} {:>10} {:>10} {:>6} {:>6}  input",
        format!("{} … {}", of(low), of(high)),
        "at low",
        "at high",
        "rank",
        "first"
    ));
    for input in &row.inputs {
        page.line(format!(
            "  {} {:>10} {:>10} {:>6} {:>6}  {}",
            bar(input, row.at_likely, (low, high)),
            of(input.at_low),
            of(input.at_high),
            amount(input.rank_correlation.value, 2),
            amount(input.first_order.value, 2),
            named(input)
        ));
    }
    if let Some(rest) = row.interactions {
        page.wrapped("  ", &together(row, rest));
    }
}

/// What the columns are, how far they may be off, and what the indices leave.
fn together(row: &OutputRow, rest: Measured) -> String {
    let errors = row.inputs.iter().flat_map(|input| [input.rank_correlation, input.first_order]);
    let most = errors.map(|figure| figure.standard_error).fold(0.0, f64::max);
    let columns = format!(
        "rank: Spearman's correlation with the result; first: first-order index, the share of the variance \
         that goes when the input is known; standard errors up to {}.",
        digits(most)
    );
    let error = digits(rest.standard_error);
    let left = if row.correlated {
        format!(
            "The indices of all inputs add up to {} ± {error}: some are correlated, and each has in its index \
             what it shares with others, so that they are no shares.",
            amount(1.0 - rest.value, 2)
        )
    } else {
        format!("What inputs do only together: {} ± {error} of the variance.", amount(rest.value, 2))
    };
    format!("{columns} {left}")
}

/// Its name, ends and who set it.
fn named(input: &InputRow) -> String {
    let ends = match input.ends {
        Ends::Range => "",
        Ends::P5P95 => ", P5 to P95",
    };
    let meaning = input.meaning.as_ref().map_or_else(String::new, |meaning| format!(": {meaning}"));
    format!(
        "{} {} to {}{ends} ({}){meaning}",
        input.input,
        digits(input.low),
        digits(input.high),
        input.set_by.name()
    )
}

/// A bar between what the result is at both ends; `│` stands at the likely value.
fn bar(input: &InputRow, likely: f64, (low, high): (f64, f64)) -> String {
    let width = (high - low).max(f64::MIN_POSITIVE);
    let column = |x: f64| (((x - low) / width * (BAR - 1) as f64).round() as usize).min(BAR - 1);
    let (from, to) = (input.at_low.min(input.at_high), input.at_low.max(input.at_high));
    let (from, to, middle) = (column(from.min(likely)), column(to.max(likely)), column(likely));
    let sign = |at: usize| {
        if at == middle {
            '│'
        } else if (from..=to).contains(&at) {
            '█'
        } else {
            ' '
        }
    };
    (0..BAR).map(sign).collect()
}

fn break_even(report: &SensitivityReport, page: &mut Page) {
    let found = &report.break_even;
    page.heading("Commitments", "beside the same part on demand, over the horizon");
    let mut part = "";
    let mut told = 0;
    for row in &found.commitments {
        told = if row.row.part == part { told + 1 } else { 1 };
        part = &row.row.part;
        if told <= TOLD || row.row.is_own {
            page.wrapped("  ", &row.sentence);
        } else if told == TOLD + 1 {
            page.line(format!("    more of the {part} in --format json or csv; they save less"));
        }
    }
    for line in &found.without_commitment {
        page.wrapped("  ", line);
    }
    page.heading("Steps of availability", "the plan with one thing changed; bill and people of a month");
    for row in &found.steps {
        page.wrapped("  ", &row.sentence);
    }
    if found.targets.is_empty() {
        return;
    }
    page.heading("Targets", "one input at a time, all others likely");
    for crossing in found.targets.iter().flat_map(|target| &target.inputs) {
        page.wrapped("  ", &crossing.sentence);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::plan::Measured;
    use crate::engine::sensitivity::Setter;

    fn input(at_low: f64, at_high: f64) -> InputRow {
        InputRow {
            input: "a".to_owned(),
            meaning: None,
            unit: String::new(),
            low: 0.0,
            likely: 1.0,
            high: 2.0,
            ends: Ends::Range,
            at_low,
            at_high,
            width: (at_high - at_low).abs(),
            rank_correlation: Measured::exact(1.0),
            first_order: Measured::exact(1.0),
            set_by: Setter::Plan,
            source: String::new(),
        }
    }

    /// 24 columns from 0 to 23: each is one unit.
    #[test]
    fn bars_lie_on_one_axis() {
        assert_eq!(bar(&input(5.0, 23.0), 10.0, (0.0, 23.0)), "     █████│█████████████");
        assert_eq!(bar(&input(12.0, 0.0), 10.0, (0.0, 23.0)), "██████████│██           ");
        assert_eq!(bar(&input(10.0, 10.0), 10.0, (0.0, 23.0)), "          │             ");
    }
}
