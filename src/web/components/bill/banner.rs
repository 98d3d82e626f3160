//! What has no price, above the bill.

use leptos::prelude::*;

use crate::engine::report::{Report, Unpriced};
use crate::web::words::{cost, prose, t};

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
    let more = if rest.is_empty() { String::new() } else { t!(cost::AND_MORE, count = rest.len()) };
    let text = match unpriced.len() {
        1 => t!(cost::UNPRICED_LINE, names = names(first), more = more),
        n => t!(cost::UNPRICED_LINES, count = n, names = names(first), more = more),
    };
    let reasons = unpriced.iter().map(|line| {
        view! { <li>{format!("{}, {} {}: {}", line.component, line.service, line.item, prose(&line.reason))}</li> }
    });
    Some(
        view! {
            <div class="note bad" role="status" data-testid="unpriced">
                <p>{text}</p>
                <details class="why">
                    <summary>{t!(cost::UNPRICED_WHY)}</summary>
                    <ul>{reasons.collect::<Vec<_>>()}</ul>
                </details>
            </div>
        }
        .into_any(),
    )
}
