//! What has no price, above the bill.

use leptos::prelude::*;

use crate::engine::report::{Report, Unpriced};

/// Lines that are named at once; the others are opened.
const NAMED: usize = 6;

/// How many lines have no price, and which.
pub fn banner(report: &Report) -> Option<AnyView> {
    let unpriced = &report.cost.unpriced;
    if unpriced.is_empty() {
        return None;
    }
    let names = |lines: &[Unpriced]| {
        let names: Vec<String> =
            lines.iter().map(|line| format!("{} ({})", line.component, line.item)).collect();
        names.join(", ")
    };
    let (first, rest) = unpriced.split_at(unpriced.len().min(NAMED));
    let how_many = match unpriced.len() {
        1 => "1 line has no price here".to_owned(),
        n => format!("{n} lines have no price here"),
    };
    let more = if rest.is_empty() { "" } else { ", and those below" };
    let text = format!("{how_many}, and the total is at least what is shown: {}{more}.", names(first));
    let reasons = unpriced.iter().map(|line| {
        view! { <li>{format!("{}, {} {}: {}", line.component, line.service, line.item, line.reason)}</li> }
    });
    Some(
        view! {
            <div class="note bad" role="status" data-testid="unpriced">
                <p>{text}</p>
                <details class="why">
                    <summary>"Why, line by line"</summary>
                    <ul>{reasons.collect::<Vec<_>>()}</ul>
                </details>
            </div>
        }
        .into_any(),
    )
}
