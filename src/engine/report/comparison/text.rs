//! Lines of the comparison.

use crate::engine::plan::{Comparison, ComputedSide};
use crate::engine::report::Report;
use crate::engine::report::format::digits;
use crate::engine::report::page::Page;

/// Characters of the widest stated text that stands beside a number.
const SHORT: usize = 18;

pub(in crate::engine::report) fn comparison(report: &Report, page: &mut Page) {
    page.heading("Stated and computed", "never forced to agree; the computed range, then its middle");
    let (short, long): (Vec<&Comparison>, Vec<&Comparison>) =
        report.comparison.iter().partition(|entry| entry.stated.text.chars().count() <= SHORT);
    for entry in &short {
        let computed = entry.computed.as_ref().map_or_else(|| "–".to_owned(), side);
        let lies = entry.lies.map_or("", |lies| lies.words());
        page.line(format!("  {:<45} {:<18} {computed:<24} {lies}", cut(&entry.what), entry.stated.text));
    }
    for entry in &long {
        page.wrapped("  ", &format!("{}: “{}”", entry.what, entry.stated.text));
        if let Some(computed) = &entry.computed {
            page.wrapped("      ", &format!("{}: {}", computed.kind, side(computed)));
        }
    }
    page.line("");
    for (what, entry) in short.iter().filter(|entry| is_told(entry)).map(|entry| (&entry.what, entry)) {
        page.wrapped("  ", &format!("{what}: {}", entry.note));
    }
}

/// Figures whose difference needs words on the page; the document has a note on each.
fn is_told(entry: &Comparison) -> bool {
    ["setup", "monthly-effort", "rtt"].contains(&entry.metric.as_str())
}

fn side(computed: &ComputedSide) -> String {
    if let Some(text) = &computed.text {
        return text.clone();
    }
    let (Some(low), Some(high)) = (computed.low, computed.high) else { return "–".to_owned() };
    let unit = match computed.unit.as_str() {
        "minutes" => "min",
        "seconds" => "s",
        "hours" => "h",
        "fte" => "FTE",
        other => other,
    };
    let (low, high) = (digits(low), digits(high));
    let unit = if unit == "engineers" && high == "1" { "engineer" } else { unit };
    let range = if low == high { format!("{low} {unit}") } else { format!("{low} to {high} {unit}") };
    match computed.mid.map(digits) {
        Some(mid) if mid != low || mid != high => format!("{range} ({mid})"),
        _ => range,
    }
}

/// A name in its column.
fn cut(what: &str) -> String {
    const WIDTH: usize = 45;
    if what.chars().count() <= WIDTH {
        what.to_owned()
    } else {
        what.chars().take(WIDTH - 1).chain(['…']).collect()
    }
}
