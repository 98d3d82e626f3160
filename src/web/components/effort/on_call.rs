//! Who answers pages: the rota, what it needs, and what the vendor's reserve buys.

use leptos::prelude::*;

use super::words::{from_to, said};
use crate::engine::report::{IncidentEntry, IncidentsEntry, OnCallEntry, OnCallOption, Report};
use crate::web::charts::{RotaChart, rota};
use crate::web::components::card;
use crate::web::components::chart::{chart, in_words, legend};
use crate::web::words::{digits, dollars, effort, prose, t};

/// The card with the rota.
pub fn on_call(report: &Report, team: u32) -> AnyView {
    let on_call = &report.effort.on_call;
    let picture = (on_call.engineers_needed > 0).then(|| {
        let picture = picture(on_call, team);
        let told = rota(&picture, 640.0).told;
        view! {
            {chart("rota", t!(effort::AN_ENGINEER), Box::new(move |width| rota(&picture, width)))}
            {legend(keys(on_call))}
            {in_words(told)}
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
    t!(match name {
        "business-hours" => effort::BUSINESS_HOURS,
        "rota-24x7" => effort::EVERY_HOUR,
        _ => effort::NOBODY,
    })
}

fn title(on_call: &OnCallEntry) -> String {
    let is_business = on_call.arrangement == "business-hours";
    match (on_call.engineers_needed, on_call.gap_to_team) {
        (0, _) => t!(effort::NOBODY_ON_CALL).to_owned(),
        (needed, 0) => {
            t!(if is_business { effort::CAN_BUSINESS } else { effort::CAN_EVERY_HOUR }, needed = needed)
        }
        (needed, gap) => t!(
            if is_business { effort::NEEDS_BUSINESS } else { effort::NEEDS_EVERY_HOUR },
            needed = needed,
            gap = gap
        ),
    }
}

fn sub(on_call: &OnCallEntry) -> String {
    let sites = (on_call.sites > 1).then(|| t!(effort::ON_SITES, count = on_call.sites));
    let people = (on_call.people > 1).then(|| t!(effort::AT_ONCE, count = on_call.people));
    let text = t!(
        if on_call.engineers_needed == 0 { effort::ON_CALL_SUB_NONE } else { effort::ON_CALL_SUB },
        weeks = on_call.one_week_in,
        sites = sites.unwrap_or_default(),
        people = people.unwrap_or_default(),
        hours = digits(on_call.shift_hours)
    );
    match on_call.pages_per_month {
        Some(pages) => format!("{text} {}", t!(effort::PAGES_A_MONTH, count = digits(pages))),
        None => text,
    }
}

fn picture(on_call: &OnCallEntry, team: u32) -> RotaChart {
    let sites = on_call.sites.max(1);
    let each = on_call.hours_covered_per_week / f64::from(sites);
    RotaChart {
        sites: sites as usize,
        engineers_per_site: (on_call.engineers_needed / sites) as usize,
        one_week_in: on_call.one_week_in as usize,
        team: team as usize,
        covers: vec![t!(effort::HOURS_OF_WEEK, hours = digits(each)); sites as usize],
        label: title(on_call),
    }
}

fn keys(on_call: &OnCallEntry) -> Vec<(String, String)> {
    let mut keys = vec![("zone-0".to_owned(), t!(effort::KEY_ON_CALL).to_owned())];
    if on_call.gap_to_team > 0 {
        keys.push(("gap".to_owned(), t!(effort::KEY_GAP).to_owned()));
    }
    keys
}

fn options(on_call: &OnCallEntry) -> AnyView {
    let row = |option: &OnCallOption| {
        let class = if option.arrangement == on_call.arrangement { "own" } else { "" };
        let usd = option.cost_usd_per_month;
        let pay = match (dollars(usd.low), dollars(usd.high)) {
            (low, high) if low == high => low,
            (low, high) => format!("{} ({})", dollars(usd.likely), from_to(&low, &high)),
        };
        view! {
            <tr class=class>
                <th scope="row">{arrangement(option.arrangement)}</th>
                <td class="num" data-label=t!(effort::ENGINEERS)>{option.engineers_needed}</td>
                <td class="num" data-label=t!(effort::HOURS_A_WEEK)>
                    {t!(effort::OF_WEEK, hours = digits(option.hours_covered_per_week))}
                </td>
                <td class="num" data-label=t!(effort::PAY)>{pay}</td>
            </tr>
        }
    };
    let pay = format!("{}, {}", t!(effort::PAY), said(on_call.pay));
    view! {
        <div class="scroll">
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">{t!(effort::ANSWERS)}</th>
                        <th scope="col" class="num">{t!(effort::ENGINEERS)}</th>
                        <th scope="col" class="num">{t!(effort::HOURS_A_WEEK)}</th>
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
    let text = t!(
        effort::RESERVE,
        fte = digits(reserve.fte),
        hours = digits(reserve.hours_per_month),
        every = digits(reserve.of_every_hour_pct),
        business = digits(reserve.of_business_hours_pct)
    );
    Some(view! { <p class="note" data-testid="reserve">{text}</p> }.into_any())
}

fn incidents(incidents: &IncidentsEntry) -> AnyView {
    let row = |entry: &IncidentEntry| {
        let hours = entry
            .hours_each
            .map_or_else(|| t!(effort::NOT_KNOWN).to_owned(), |hours| format!("{} h", digits(hours)));
        view! {
            <tr>
                <td>{prose(&entry.failure)}</td>
                <td class="num" data-label=t!(effort::TIMES_A_YEAR)>{digits(entry.per_year)}</td>
                <td class="num" data-label=t!(effort::WORK_ON_ONE)>{hours}</td>
            </tr>
        }
    };
    let mut text = t!(effort::FAILURES_A_YEAR, count = digits(incidents.failures_per_year));
    if let Some(hours) = incidents.failure_hours_per_month {
        text.push_str(&t!(effort::FAILURE_HOURS, hours = digits(hours)));
    }
    if let (Some(alarms), Some(hours)) = (incidents.alarms_per_month, incidents.alarm_hours_per_month) {
        text.push_str(&t!(
            effort::ALARMS,
            count = digits(alarms.mean),
            low = digits(alarms.low),
            high = digits(alarms.high),
            hours = digits(hours)
        ));
    }
    view! {
        <details class="why more">
            <summary>{text}</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">{t!(effort::FAILURE)}</th>
                            <th scope="col" class="num">{t!(effort::TIMES_A_YEAR)}</th>
                            <th scope="col" class="num">{t!(effort::WORK_ON_ONE)}</th>
                        </tr>
                    </thead>
                    <tbody>{incidents.failures.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
