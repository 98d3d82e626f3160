//! What the plan's own pattern holds where, and how it goes on elsewhere.

use leptos::prelude::*;

use super::words;
use crate::engine::catalogue::Site;
use crate::engine::report::{FailoverEntry, HoldsEntry, Report, amount, digits};
use crate::web::components::card;

/// The cards of the plan's own pattern.
pub fn own(report: &Report) -> AnyView {
    let pattern = &report.pattern;
    let failover = pattern.failover.as_ref().map(|failover| steps(report, failover));
    let class = if failover.is_some() { "two" } else { "" };
    view! { <div class=class>{holds(report)} {failover}</div> }.into_any()
}

fn holds(report: &Report) -> AnyView {
    let pattern = &report.pattern;
    let mut parts: Vec<_> = pattern.holds.iter().map(|entry| entry.part).collect();
    parts.sort_unstable();
    parts.dedup();
    let has_second = pattern.holds.iter().any(|entry| entry.site == Site::Second);
    let of = |part, site| pattern.holds.iter().find(|entry| entry.part == part && entry.site == site);
    let rows = parts.into_iter().map(|part| {
        let (first, second) = (of(part, Site::Primary), of(part, Site::Second));
        let source = first.or(second).map(|entry| format!("{}: {}", entry.method.word(), entry.source));
        let second = has_second.then(|| view! { <td data-label="Second">{held(second)}</td> });
        view! {
            <tr>
                <td>
                    <details class="why"><summary>{words::part(part)}</summary><p>{source}</p></details>
                </td>
                <td data-label="First">{held(first)}</td>
                {second}
            </tr>
        }
    });
    let place = |site: Site| {
        let found = pattern.sites.iter().find(|sum| sum.site == site);
        found.map_or_else(String::new, |sum| {
            let at_least = if sum.complete { "" } else { "at least " };
            format!("{}: {at_least}{} USD a month", sum.region, amount(sum.effective_usd.dollars(), 0))
        })
    };
    let (first, second) = (place(Site::Primary), place(Site::Second));
    let heads = has_second
        .then(|| view! { <th scope="col">"Second site" <span class="src below">{second}</span></th> });
    let title = if has_second {
        format!("{}: what each site holds", pattern.title)
    } else {
        format!("{}: one region holds everything", pattern.title)
    };
    card(
        title,
        "What the vendor does not state is assumed; open a line for where it comes from.",
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Part"</th>
                            <th scope="col">"First site" <span class="src below">{first}</span></th>
                            {heads}
                        </tr>
                    </thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        },
    )
    .into_any()
}

/// What a site holds of a part, in words.
fn held(entry: Option<&HoldsEntry>) -> String {
    let Some(entry) = entry else { return "–".to_owned() };
    let mut text = words::state(entry.state).to_owned();
    if entry.share > 0.0 && (entry.share - 1.0).abs() > 1e-9 {
        text.push_str(&format!(", {} % of it", digits(entry.share * 100.0)));
    }
    if entry.clusters > 1 {
        text.push_str(&format!(" in {} clusters", entry.clusters));
    }
    let how = words::replication(entry.replication);
    if !how.is_empty() {
        text.push_str(&format!(", follows {how}"));
    }
    text
}

fn steps(report: &Report, failover: &FailoverEntry) -> AnyView {
    let place = report.pattern.second_region.clone().unwrap_or_else(|| "the second site".to_owned());
    let range = |low: f64, high: f64| {
        let (low, high) = (words::minutes(low), words::minutes(high));
        if low == high { low } else { format!("{low} to {high}") }
    };
    let rows = failover.steps.iter().map(|step| {
        let (name, source) = (step.name.clone(), format!("{}: {}", step.method.word(), step.source));
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td class="num" data-label="Takes">{range(step.minutes.low, step.minutes.high)}</td>
                <td data-label="Who acts">{step.who_acts.clone()}</td>
            </tr>
        }
    });
    let title = format!("A failover to {place} takes {}", range(failover.minutes.low, failover.minutes.high));
    let how = if failover.automatic { "by itself" } else { "by people" };
    let sub = format!(
        "It goes {how}, and works with odds of {} %; else the region is waited for.",
        digits(failover.success * 100.0)
    );
    let sources = failover.sources.iter().map(|source| view! { <li>{source.clone()}</li> });
    card(
        title,
        sub,
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Step"</th>
                            <th scope="col" class="num">"Takes"</th>
                            <th scope="col">"Who acts"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <details class="why more">
                <summary>"Figures that it reads"</summary>
                <ul>{sources.collect::<Vec<_>>()}</ul>
            </details>
        },
    )
    .into_any()
}
