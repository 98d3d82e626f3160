//! What stands beside the lines: those that others forget, larger sizes that cost less, and until
//! when versions are supported.

use std::sync::Arc;

use leptos::prelude::*;

use super::Edited;
use super::words::exact;
use crate::engine::report::{AdviceEntry, Report, SupportedUntil};
use crate::web::components::card;
use crate::web::state::{Computed, Kind};
use crate::web::words::{amount, cost, date, prose, t};

/// The lines that other estimates forget, in a sentence; none where there are none.
pub fn forgotten(report: &Report) -> Option<String> {
    let sum = &report.cost.forgotten;
    if sum.parts.is_empty() {
        return None;
    }
    let parts: Vec<String> = sum
        .parts
        .iter()
        .map(|part| match (part.name, exact(part.usd)) {
            (name, usd) if part.complete => format!("{name} {usd}"),
            (name, usd) => t!(cost::FORGOTTEN_LEAST_OF, name = name, usd = usd),
        })
        .collect();
    let share = sum.share_pct.map_or_else(String::new, |share| format!(" ({} %)", amount(share, 1)));
    Some(t!(
        if sum.complete { cost::FORGOTTEN } else { cost::FORGOTTEN_LEAST },
        usd = exact(sum.usd),
        share = share,
        parts = parts.join(", ")
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
        let text = t!(
            cost::ADVICE,
            component = advice.component,
            size = advice.cheaper.size,
            usd = exact(advice.cheaper.usd),
            now = advice.now.size,
            now_usd = exact(advice.now.usd),
            saves = exact(advice.saves_usd)
        );
        let size = advice.cheaper.size.clone();
        let button = field_of(computed, &size).map(|path| {
            let label = t!(cost::TAKE, size = size);
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
        0 => t!(cost::NO_VERSION_PAID).to_owned(),
        1 => t!(cost::VERSION_PAID).to_owned(),
        n => t!(cost::VERSIONS_PAID, count = n),
    };
    let sub = t!(cost::SUPPORT_SUB);
    let table = view! {
        <div class="scroll">
            <table class="cards" data-testid="support-calendar">
                <thead>
                    <tr>
                        <th scope="col">{t!(cost::VERSION)}</th>
                        <th scope="col">{t!(cost::STANDARD_UNTIL)}</th>
                        <th scope="col">{t!(cost::EXTENDED_UNTIL)}</th>
                        <th scope="col">{t!(cost::PAID_MONTHS)}</th>
                        <th scope="col" class="num">{t!(cost::USD_A_MONTH)}</th>
                    </tr>
                </thead>
                <tbody>{entries.iter().map(supported).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    };
    Some(card(title, sub, table).into_any())
}

fn supported(entry: &SupportedUntil) -> impl IntoView + use<> {
    let unknown = |day: &Option<String>| day.as_deref().map_or_else(|| "–".to_owned(), date);
    let class = match entry.state {
        "standard" => "good",
        "extended" | "unknown" => "warn",
        _ => "bad",
    };
    let state = t!(match entry.state {
        "standard" => cost::IN_STANDARD,
        "extended" => cost::IN_EXTENDED,
        "ended" => cost::SUPPORT_ENDED,
        _ => cost::NOT_KNOWN,
    });
    let paid = match (entry.paid_months, &entry.first_paid_month) {
        (Some(0), _) => t!(cost::PAID_NONE).to_owned(),
        (Some(months), Some(first)) => t!(cost::PAID_FROM, months = months, first = first),
        (Some(months), None) => months.to_string(),
        (None, _) => t!(cost::NOT_KNOWN).to_owned(),
    };
    let fee = entry.monthly_usd.map_or_else(|| "–".to_owned(), exact);
    let source = entry.source.as_ref().map(|source| match &entry.as_of {
        Some(of) => t!(cost::SOURCE_OF, source = prose(source), date = date(of)),
        None => t!(cost::SOURCE_IS, source = prose(source)),
    });
    view! {
        <tr>
            <th scope="row">
                {format!("{} {}", entry.title, entry.version)}
                <span class=format!("src below {class}")>{state}</span>
                <span class="src below">{entry.note}</span>
                {source.map(|text| view! { <details class="why"><summary>{t!(cost::SOURCE)}</summary><p>{text}</p></details> })}
            </th>
            <td data-label=t!(cost::STANDARD_UNTIL)>{unknown(&entry.standard_until)}</td>
            <td data-label=t!(cost::EXTENDED_UNTIL)>{unknown(&entry.extended_until)}</td>
            <td data-label=t!(cost::PAID_MONTHS)>{paid}</td>
            <td class="num" data-label=t!(cost::USD_A_MONTH)>{fee}</td>
        </tr>
    }
}
