//! What stands beside the lines: those that others forget, larger sizes that cost less, and until
//! when versions are supported.

use std::sync::Arc;

use leptos::prelude::*;

use super::Edited;
use super::words::exact;
use crate::engine::report::{AdviceEntry, Report, SupportedUntil, amount};
use crate::web::components::card;
use crate::web::state::{Computed, Kind};

/// The lines that other estimates forget, in a sentence; none where there are none.
pub fn forgotten(report: &Report) -> Option<String> {
    let sum = &report.cost.forgotten;
    if sum.parts.is_empty() {
        return None;
    }
    let least = |complete: bool| if complete { "" } else { "at least " };
    let parts: Vec<String> = sum
        .parts
        .iter()
        .map(|part| format!("{} {}{}", part.name, least(part.complete), exact(part.usd)))
        .collect();
    let share = sum.share_pct.map_or_else(String::new, |share| format!(" ({} %)", amount(share, 1)));
    Some(format!(
        "Of the bill {}{} USD{share} are lines that other estimates forget: {}.",
        least(sum.complete),
        exact(sum.usd),
        parts.join(", ")
    ))
}

/// The fields that choose a size.
const SIZES: [&str; 3] = ["database.instance", "cache.instance", "node_pools.0.instance_type"];

/// The field that has this size as a choice.
fn field_of(computed: &Computed, size: &str) -> Option<&'static str> {
    let mut fields = computed.sections.iter().flat_map(|section| &section.fields);
    let has =
        |kind: &Kind| matches!(kind, Kind::Choice(choices) if choices.iter().any(|(value, _)| value == size));
    fields
        .find(|field| field.shown && SIZES.contains(&field.path) && has(&field.kind))
        .map(|field| field.path)
}

/// Larger sizes that cost less, each with a button where the page can set it.
pub fn advice(computed: &Arc<Computed>, edited: Edited) -> AnyView {
    let one = |advice: &AdviceEntry| {
        let text = format!(
            "{}: {} costs {} USD a month, less than {} at {}. It saves {}.",
            advice.component,
            advice.cheaper.size,
            exact(advice.cheaper.usd),
            advice.now.size,
            exact(advice.now.usd),
            exact(advice.saves_usd)
        );
        let size = advice.cheaper.size.clone();
        let button = field_of(computed, &size).map(|path| {
            let label = format!("Take {size}");
            view! {
                <button
                    type="button"
                    class="small"
                    data-testid="take-advice"
                    on:click=move |_| edited.run((path, size.clone()))
                >
                    {label}
                </button>
            }
        });
        view! { <p class="note" data-testid="advice">{text} " " {button}</p> }
    };
    computed.report.cost.advice.iter().map(one).collect::<Vec<_>>().into_any()
}

/// Until when the versions of the plan are supported.
pub fn calendar(report: &Report) -> Option<AnyView> {
    let entries = &report.cost.support_calendar;
    if entries.is_empty() {
        return None;
    }
    let paid = entries.iter().filter(|entry| entry.paid_months.is_some_and(|months| months > 0)).count();
    let title = match paid {
        0 => "No version falls into paid extended support".to_owned(),
        1 => "One version falls into paid extended support".to_owned(),
        n => format!("{n} versions fall into paid extended support"),
    };
    let sub = "Last days of support; the fee is that of the site that writes, in the first month in which it is due.";
    let table = view! {
        <div class="scroll">
            <table class="cards" data-testid="support-calendar">
                <thead>
                    <tr>
                        <th scope="col">"Version"</th>
                        <th scope="col">"Standard until"</th>
                        <th scope="col">"Extended until"</th>
                        <th scope="col">"Paid months"</th>
                        <th scope="col" class="num">"USD a month"</th>
                    </tr>
                </thead>
                <tbody>{entries.iter().map(supported).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    };
    Some(card(title, sub, table).into_any())
}

fn supported(entry: &SupportedUntil) -> impl IntoView + use<> {
    let unknown = |date: &Option<String>| date.clone().unwrap_or_else(|| "–".to_owned());
    let class = match entry.state {
        "standard" => "good",
        "extended" | "unknown" => "warn",
        _ => "bad",
    };
    let state = match entry.state {
        "standard" => "in standard support",
        "extended" => "in extended support",
        "ended" => "support has ended",
        _ => "not known",
    };
    let paid = match (entry.paid_months, &entry.first_paid_month) {
        (Some(0), _) => "none".to_owned(),
        (Some(months), Some(first)) => format!("{months}, from {first}"),
        (Some(months), None) => months.to_string(),
        (None, _) => "not known".to_owned(),
    };
    let fee = entry.monthly_usd.map_or_else(|| "–".to_owned(), exact);
    let source = entry.source.as_ref().map(|source| {
        let date = entry.as_of.as_ref().map_or_else(String::new, |date| format!(", of {date}"));
        format!("Source: {source}{date}")
    });
    view! {
        <tr>
            <th scope="row">
                {format!("{} {}", entry.title, entry.version)}
                <span class=format!("src below {class}")>{state}</span>
                <span class="src below">{entry.note}</span>
                {source.map(|text| view! { <details class="why"><summary>"Source"</summary><p>{text}</p></details> })}
            </th>
            <td data-label="Standard until">{unknown(&entry.standard_until)}</td>
            <td data-label="Extended until">{unknown(&entry.extended_until)}</td>
            <td data-label="Paid months">{paid}</td>
            <td class="num" data-label="USD a month">{fee}</td>
        </tr>
    }
}
