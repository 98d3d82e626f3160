//! Who answers pages: the rota, what it needs, and what the vendor's reserve buys.

use leptos::prelude::*;

use crate::engine::report::{IncidentsEntry, OnCallEntry, OnCallOption, Report, digits, dollars};
use crate::web::charts::{RotaChart, rota};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

/// The card with the rota.
pub fn on_call(report: &Report, team: u32) -> AnyView {
    let on_call = &report.effort.on_call;
    let picture = (on_call.engineers_needed > 0).then(|| {
        let picture = picture(on_call, team);
        view! {
            {chart("rota", "an engineer", Box::new(move |width| rota(&picture, width)))}
            {legend(keys(on_call))}
        }
    });
    card(
        title(on_call),
        sub(on_call),
        view! {
            {picture}
            {options(on_call)}
            {reserve(on_call)}
            {incidents(&report.effort.incidents)}
        },
    )
    .into_any()
}

/// The arrangement in words.
fn arrangement(name: &str) -> &'static str {
    match name {
        "business-hours" => "business hours",
        "rota-24x7" => "every hour of the week",
        _ => "nobody",
    }
}

fn title(on_call: &OnCallEntry) -> String {
    let needed = on_call.engineers_needed;
    match (needed, on_call.gap_to_team) {
        (0, _) => "Nobody is on call".to_owned(),
        (needed, 0) => {
            format!("The team can answer pages {}: {needed} engineers take turns", covered(on_call))
        }
        (needed, gap) => {
            format!("To answer pages {} needs {needed} engineers, {gap} more than the team", covered(on_call))
        }
    }
}

fn covered(on_call: &OnCallEntry) -> &'static str {
    if on_call.arrangement == "business-hours" { "in business hours" } else { "at every hour" }
}

fn sub(on_call: &OnCallEntry) -> String {
    let mut text = match on_call.engineers_needed {
        0 => "What each arrangement would need, with the turns of the plan".to_owned(),
        _ => format!("Each is on call one week in {}", on_call.one_week_in),
    };
    if on_call.sites > 1 {
        text.push_str(&format!(", on {} sites that follow the sun", on_call.sites));
    }
    if on_call.people > 1 {
        text.push_str(&format!(", {} at the same time", on_call.people));
    }
    text.push_str(&format!("; shifts of {} h.", digits(on_call.shift_hours)));
    if let Some(pages) = on_call.pages_per_month {
        text.push_str(&format!(" {} pages a month, alarms among them assumed.", digits(pages)));
    }
    text
}

fn picture(on_call: &OnCallEntry, team: u32) -> RotaChart {
    let sites = on_call.sites.max(1);
    let each = on_call.hours_covered_per_week / f64::from(sites);
    RotaChart {
        sites: sites as usize,
        engineers_per_site: (on_call.engineers_needed / sites) as usize,
        one_week_in: on_call.one_week_in as usize,
        team: team as usize,
        covers: vec![format!("{} h of the week", digits(each)); sites as usize],
        label: title(on_call),
    }
}

fn keys(on_call: &OnCallEntry) -> Vec<(String, String)> {
    let mut keys = vec![("zone-0".to_owned(), "on call".to_owned())];
    if on_call.gap_to_team > 0 {
        keys.push(("gap".to_owned(), "on call, but not in the team".to_owned()));
    }
    keys
}

fn options(on_call: &OnCallEntry) -> AnyView {
    let row = |option: &OnCallOption| {
        let class = if option.arrangement == on_call.arrangement { "own" } else { "" };
        let usd = option.cost_usd_per_month;
        let pay = match (dollars(usd.low), dollars(usd.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{} ({low} to {high})", dollars(usd.likely)),
        };
        view! {
            <tr class=class>
                <th scope="row">{arrangement(option.arrangement)}</th>
                <td class="num" data-label="Engineers">{option.engineers_needed}</td>
                <td class="num" data-label="Hours a week">
                    {format!("{} of 168", digits(option.hours_covered_per_week))}
                </td>
                <td class="num" data-label="Pay, USD a month">{pay}</td>
            </tr>
        }
    };
    let pay = format!("Pay, USD a month, {}", on_call.pay);
    view! {
        <div class="scroll">
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">"Answers pages"</th>
                        <th scope="col" class="num">"Engineers"</th>
                        <th scope="col" class="num">"Hours a week"</th>
                        <th scope="col" class="num">{pay}</th>
                    </tr>
                </thead>
                <tbody>{on_call.options.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn reserve(on_call: &OnCallEntry) -> Option<AnyView> {
    let reserve = on_call.reserve.as_ref()?;
    let text = format!(
        "The vendor holds {} FTE in reserve: {} h a month, {} % of every hour or {} % of one site's business hours. It is availability, and never counted as planned work.",
        digits(reserve.fte),
        digits(reserve.hours_per_month),
        digits(reserve.of_every_hour_pct),
        digits(reserve.of_business_hours_pct)
    );
    Some(view! { <p class="note" data-testid="reserve">{text}</p> }.into_any())
}

fn incidents(incidents: &IncidentsEntry) -> AnyView {
    let row = |entry: &crate::engine::report::IncidentEntry| {
        let hours =
            entry.hours_each.map_or_else(|| "not known".to_owned(), |hours| format!("{} h", digits(hours)));
        view! {
            <tr>
                <td>{entry.failure.clone()}</td>
                <td class="num" data-label="Times a year">{digits(entry.per_year)}</td>
                <td class="num" data-label="Work on one">{hours}</td>
            </tr>
        }
    };
    let mut said = format!("{} failures a year need people, computed", digits(incidents.failures_per_year));
    if let Some(hours) = incidents.failure_hours_per_month {
        said.push_str(&format!(": {} h of work a month", digits(hours)));
    }
    if let (Some(alarms), Some(hours)) = (incidents.alarms_per_month, incidents.alarm_hours_per_month) {
        said.push_str(&format!(
            "; beside them {} alarms a month ({} to {}), assumed: {} h of work",
            digits(alarms.mean),
            digits(alarms.low),
            digits(alarms.high),
            digits(hours)
        ));
    }
    view! {
        <details class="why more">
            <summary>{said}</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Failure"</th>
                            <th scope="col" class="num">"Times a year"</th>
                            <th scope="col" class="num">"Work on one"</th>
                        </tr>
                    </thead>
                    <tbody>{incidents.failures.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
