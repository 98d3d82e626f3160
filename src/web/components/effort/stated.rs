//! Every figure of the vendor's page beside the plan's.

use leptos::prelude::*;

use super::words::said;
use crate::engine::plan::{Comparison, ComputedSide, Lies};
use crate::engine::report::Report;
use crate::web::components::card;
use crate::web::words::{digits, effort, prose, t};

/// The card with the comparison: figures first, then sentences.
pub fn stated(report: &Report) -> AnyView {
    let (figures, sentences): (Vec<&Comparison>, Vec<&Comparison>) =
        report.comparison.iter().partition(|entry| entry.lies.is_some());
    let apart = figures
        .iter()
        .filter(|entry| entry.lies.is_some_and(|lies| matches!(lies, Lies::Below | Lies::Above)))
        .count();
    let title = if figures.is_empty() {
        t!(effort::COMPARED_NONE).to_owned()
    } else {
        t!(effort::COMPARED, apart = apart, count = figures.len())
    };
    let rows = |entries: &[&Comparison]| entries.iter().map(|entry| row(entry)).collect::<Vec<_>>();
    card(
        title,
        t!(effort::COMPARED_SUB),
        view! {
            <div class="scroll">
                <table class="cards comparison" data-testid="comparison">
                    {head()}
                    <tbody>{rows(&figures)}</tbody>
                </table>
            </div>
            {(!sentences.is_empty()).then(|| view! {
                <details class="why more">
                    <summary>{t!(effort::SENTENCES, count = sentences.len())}</summary>
                    <div class="scroll"><table class="cards comparison">{head()}<tbody>{rows(&sentences)}</tbody></table></div>
                </details>
            })}
        },
    )
    .into_any()
}

fn head() -> AnyView {
    view! {
        <thead>
            <tr>
                <th scope="col">{t!(effort::FIGURE)}</th>
                <th scope="col">{t!(effort::VENDOR)}</th>
                <th scope="col">{t!(effort::PLAN)}</th>
                <th scope="col">{t!(effort::LIES)}</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn row(entry: &Comparison) -> AnyView {
    let (what, note, source) = (entry.what.clone(), prose(&entry.note), prose(&entry.stated.source));
    let (computed, kind) = match &entry.computed {
        Some(computed) => (side(computed), said(computed.kind)),
        None => ("–".to_owned(), ""),
    };
    let lies = entry.lies.map_or("", lies_in_words);
    view! {
        <tr>
            <td>
                <details class="why"><summary>{what}</summary><p>{note}</p><p>{source}</p></details>
            </td>
            <td data-label=t!(effort::VENDOR)>{prose(&entry.stated.text)}</td>
            <td data-label=t!(effort::PLAN)>{computed} " " <span class="src">{kind}</span></td>
            <td data-label=t!(effort::LIES)>{lies}</td>
        </tr>
    }
    .into_any()
}

/// How the plan's side lies to the stated one.
fn lies_in_words(lies: Lies) -> &'static str {
    t!(match lies {
        Lies::Same => effort::LIES_SAME,
        Lies::Within => effort::LIES_WITHIN,
        Lies::Around => effort::LIES_AROUND,
        Lies::ReachesBelow => effort::LIES_REACHES_BELOW,
        Lies::ReachesAbove => effort::LIES_REACHES_ABOVE,
        Lies::Below => effort::LIES_BELOW,
        Lies::Above => effort::LIES_ABOVE,
    })
}

/// The plan's side: its ends, and its middle where that is another.
fn side(computed: &ComputedSide) -> String {
    if let Some(text) = &computed.text {
        return prose(text);
    }
    let (Some(low), Some(high)) = (computed.low.map(digits), computed.high.map(digits)) else {
        return "–".to_owned();
    };
    let unit = match computed.unit.as_str() {
        "minutes" => "min",
        "seconds" => "s",
        "hours" => "h",
        "fte" => "FTE",
        other => other,
    };
    let range = if low == high {
        format!("{low} {unit}")
    } else {
        t!(effort::SIDE, low = low, high = high, unit = unit)
    };
    match computed.mid.map(digits) {
        Some(mid) if mid != low || mid != high => t!(effort::SIDE_MIDDLE, range = range, middle = mid),
        _ => range,
    }
}
