//! Every figure of the vendor's page beside the plan's.

use leptos::prelude::*;

use crate::engine::plan::{Comparison, ComputedSide, Lies};
use crate::engine::report::{Report, digits};
use crate::web::components::card;

/// The card with the comparison: figures first, then sentences.
pub fn stated(report: &Report) -> AnyView {
    let (figures, sentences): (Vec<&Comparison>, Vec<&Comparison>) =
        report.comparison.iter().partition(|entry| entry.lies.is_some());
    let apart = figures
        .iter()
        .filter(|entry| entry.lies.is_some_and(|lies| matches!(lies, Lies::Below | Lies::Above)))
        .count();
    let title = if figures.is_empty() {
        "The vendor states nothing for this pattern".to_owned()
    } else {
        format!("{apart} of the vendor's {} figures lie wholly apart from the plan's", figures.len())
    };
    let rows = |entries: &[&Comparison]| entries.iter().map(|entry| row(entry)).collect::<Vec<_>>();
    card(
        title,
        "Word for word as stated, beside what the plan comes to; never forced to agree. Open a line for what explains the difference.",
        view! {
            <div class="scroll">
                <table class="cards comparison" data-testid="comparison">
                    {head()}
                    <tbody>{rows(&figures)}</tbody>
                </table>
            </div>
            {(!sentences.is_empty()).then(|| view! {
                <details class="why more">
                    <summary>{format!("{} statements without a figure to compare", sentences.len())}</summary>
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
                <th scope="col">"Figure"</th>
                <th scope="col">"Vendor states"</th>
                <th scope="col">"The plan"</th>
                <th scope="col">"Which is"</th>
            </tr>
        </thead>
    }
    .into_any()
}

fn row(entry: &Comparison) -> AnyView {
    let (what, note, source) = (entry.what.clone(), entry.note.clone(), entry.stated.source.clone());
    let (computed, kind) = match &entry.computed {
        Some(computed) => (side(computed), computed.kind),
        None => ("–".to_owned(), ""),
    };
    let lies = entry.lies.map_or("", |lies| lies.words());
    view! {
        <tr>
            <td>
                <details class="why"><summary>{what}</summary><p>{note}</p><p>{source}</p></details>
            </td>
            <td data-label="Vendor states">{entry.stated.text.clone()}</td>
            <td data-label="The plan">{computed} " " <span class="src">{kind}</span></td>
            <td data-label="Which is">{lies}</td>
        </tr>
    }
    .into_any()
}

/// The plan's side: its ends, and its middle where that is another.
fn side(computed: &ComputedSide) -> String {
    if let Some(text) = &computed.text {
        return text.clone();
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
    let range = if low == high { format!("{low} {unit}") } else { format!("{low} to {high} {unit}") };
    match computed.mid.map(digits) {
        Some(mid) if mid != low || mid != high => format!("{range}, middle {mid}"),
        _ => range,
    }
}
