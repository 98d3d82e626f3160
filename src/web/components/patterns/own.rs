//! What the plan's own pattern holds where, and how it goes on elsewhere.

use leptos::prelude::*;

use super::words;
use crate::engine::catalogue::Site;
use crate::engine::report::{FailoverEntry, HoldsEntry, Report};
use crate::web::components::card;
use crate::web::words::{amount, digits, patterns, t};

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
        let second = has_second.then(|| view! { <td data-label=t!(patterns::SECOND)>{held(second)}</td> });
        view! {
            <tr>
                <td>
                    <details class="why"><summary>{t!(words::part(part))}</summary><p>{source}</p></details>
                </td>
                <td data-label=t!(patterns::FIRST)>{held(first)}</td>
                {second}
            </tr>
        }
    });
    let place = |site: Site| {
        let found = pattern.sites.iter().find(|sum| sum.site == site);
        found.map_or_else(String::new, |sum| {
            let usd = words::at_least(sum.complete, amount(sum.effective_usd.dollars(), 0));
            t!(patterns::SITE_COST, region = sum.region, usd = usd)
        })
    };
    let (first, second) = (place(Site::Primary), place(Site::Second));
    let heads = has_second.then(
        || view! { <th scope="col">{t!(patterns::SECOND_SITE)} <span class="src below">{second}</span></th> },
    );
    let title = if has_second { patterns::HOLDS } else { patterns::HOLDS_ALL };
    card(
        t!(title, pattern = pattern.title),
        t!(patterns::HOLDS_HOW),
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">{t!(patterns::PART)}</th>
                            <th scope="col">{t!(patterns::FIRST_SITE)} <span class="src below">{first}</span></th>
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
    let mut held = t!(words::state(entry.state)).to_owned();
    if entry.share > 0.0 && (entry.share - 1.0).abs() > 1e-9 {
        held = t!(patterns::HELD_SHARE, held = held, share = digits(entry.share * 100.0));
    }
    if entry.clusters > 1 {
        held = t!(patterns::HELD_CLUSTERS, held = held, count = entry.clusters);
    }
    if let Some(how) = words::replication(entry.replication) {
        held = t!(patterns::HELD_FOLLOWS, held = held, how = t!(how));
    }
    held
}

fn steps(report: &Report, failover: &FailoverEntry) -> AnyView {
    let range = |low: f64, high: f64| {
        let (low, high) = (words::minutes(low), words::minutes(high));
        if low == high { low } else { t!(patterns::RANGE, low = low, high = high) }
    };
    let rows = failover.steps.iter().map(|step| {
        let (name, source) = (step.name.clone(), format!("{}: {}", step.method.word(), step.source));
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td class="num" data-label=t!(patterns::TAKES)>{range(step.minutes.low, step.minutes.high)}</td>
                <td data-label=t!(patterns::WHO_ACTS)>{step.who_acts.clone()}</td>
            </tr>
        }
    });
    let time = range(failover.minutes.low, failover.minutes.high);
    let title = match &report.pattern.second_region {
        Some(region) => t!(patterns::FAILOVER, region = region, time = time),
        None => t!(patterns::FAILOVER_SECOND, time = time),
    };
    let sub = t!(
        if failover.automatic { patterns::FAILOVER_BY_ITSELF } else { patterns::FAILOVER_BY_PEOPLE },
        percent = digits(failover.success * 100.0),
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
                            <th scope="col">{t!(patterns::STEP)}</th>
                            <th scope="col" class="num">{t!(patterns::TAKES)}</th>
                            <th scope="col">{t!(patterns::WHO_ACTS)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <details class="why more">
                <summary>{t!(patterns::READS)}</summary>
                <ul>{sources.collect::<Vec<_>>()}</ul>
            </details>
        },
    )
    .into_any()
}
