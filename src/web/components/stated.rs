//! The vendor's figures beside the plan's, one by one.

use leptos::prelude::*;

use crate::engine::plan::{Comparison, ComputedSide, Lies};
use crate::engine::report::{Report, digits};
use crate::web::state::Planner;

/// The view of what is stated and what is computed.
#[component]
pub fn StatedView(planner: Planner) -> impl IntoView {
    let only_other = RwSignal::new(false);
    let content = move || {
        let computed = planner.computed.get()?;
        Some(card(&computed.report, only_other))
    };
    view! { <div class="stack">{content}</div> }
}

fn card(report: &Report, only_other: RwSignal<bool>) -> impl IntoView + use<> {
    let entries = report.comparison.clone();
    let compared = entries.iter().filter(|entry| entry.lies.is_some()).count();
    let differ = entries.iter().filter(|entry| is_other(entry)).count();
    let title = format!("{differ} of {compared} figures of the vendor do not hold for this plan");
    let rows = move || {
        let only_other = only_other.get();
        entries.iter().filter(|entry| !only_other || is_other(entry)).map(row).collect_view()
    };
    let choice = move |this: bool, text: &'static str, id: &'static str| {
        view! {
            <button
                type="button"
                data-testid=id
                aria-pressed=move || (only_other.get() == this).to_string()
                on:click=move |_| only_other.set(this)
            >
                {text}
            </button>
        }
    };
    view! {
        <section class="card" data-testid="stated">
            <div class="head">
                <div>
                    <h2 data-testid="stated-title">{title}</h2>
                    <p class="sub">
                        "Never forced to agree. In the bars the upper line is what the vendor states, the lower one what this plan comes to."
                    </p>
                </div>
                <div class="seg" role="group" aria-label="Which figures">
                    {choice(false, "all", "stated-all")}
                    {choice(true, "only differences", "stated-other")}
                </div>
            </div>
            <div class="scroll">
                <table class="cards stated">
                    <thead>
                        <tr>
                            <th scope="col">"Figure"</th>
                            <th scope="col">"The vendor states"</th>
                            <th scope="col">"This plan"</th>
                            <th scope="col"><span class="unseen">"As bars"</span></th>
                            <th scope="col">"Which is"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </section>
    }
}

/// Whether the plan's figure reaches beyond what is stated.
fn is_other(entry: &Comparison) -> bool {
    entry.lies.is_some_and(|lies| !matches!(lies, Lies::Same | Lies::Within))
}

fn row(entry: &Comparison) -> impl IntoView + use<> {
    let computed = entry.computed.as_ref().map_or_else(|| "not computed".to_owned(), words);
    let kind = entry.computed.as_ref().map_or("", |computed| computed.kind);
    let kind =
        (!kind.is_empty() && kind != "computed").then(|| view! { " " <span class="badge set">{kind}</span> });
    let verdict = entry.lies.map(|lies| {
        let class = if is_other(entry) { "warn" } else { "good" };
        view! { <span class=class>{lies.words()}</span> }
    });
    view! {
        <tr>
            <th scope="row">
                <details class="why">
                    <summary>{entry.what.clone()}</summary>
                    <p>{entry.note.clone()}</p>
                    <p>{entry.stated.source.clone()}</p>
                </details>
            </th>
            <td data-label="The vendor states">{entry.stated.text.clone()}</td>
            <td data-label="This plan">{computed} {kind}</td>
            <td data-label="">{bars(entry)}</td>
            <td data-label="Which is">{verdict}</td>
        </tr>
    }
}

/// The plan's figure with its unit.
fn words(computed: &ComputedSide) -> String {
    if let Some(text) = &computed.text {
        return text.clone();
    }
    let unit = &computed.unit;
    match (computed.low, computed.mid, computed.high) {
        (Some(low), mid, Some(high)) if digits(low) != digits(high) => {
            let mid = mid.map_or_else(String::new, |mid| format!(", {} in the middle", digits(mid)));
            format!("{} to {} {unit}{mid}", digits(low), digits(high))
        }
        (Some(one), ..) | (None, Some(one), _) | (None, None, Some(one)) => format!("{} {unit}", digits(one)),
        (None, None, None) => "not known".to_owned(),
    }
}

/// What is stated above what is computed, in one scale from 0.
fn bars(entry: &Comparison) -> Option<impl IntoView + use<>> {
    let computed = entry.computed.as_ref()?;
    let (low, high) = computed.low.zip(computed.high)?;
    let stated_high = entry.stated.high.or(entry.stated.low)?;
    let stated_low = entry.stated.low.unwrap_or(0.0);
    let most = stated_high.max(high);
    if most <= 0.0 {
        return None;
    }
    let style = |low: f64, high: f64| {
        let left = (low / most * 100.0).clamp(0.0, 98.0);
        format!("left:{left:.1}%;width:{:.1}%", ((high - low) / most * 100.0).max(2.0).min(100.0 - left))
    };
    Some(view! {
        <span class="lane both" aria-hidden="true">
            <span class="pale" style=style(stated_low, stated_high)></span>
            <span class="lower" style=style(low, high)></span>
        </span>
    })
}
