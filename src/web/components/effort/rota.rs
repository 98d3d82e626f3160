//! Who answers pages: the rota, week by week, and what each arrangement needs.

use leptos::prelude::*;

use crate::engine::report::{OnCallEntry, Report, amount, digits, dollars};
use crate::web::charts::{by_site, turns};
use crate::web::components::card;

/// Weeks that are shown: one quarter.
const N_WEEKS: usize = 13;
/// The arrangement whose rota is shown while the plan has none.
const ROUND_THE_CLOCK: &str = "rota-24x7";

/// The rota and the arrangements beside each other.
pub fn rota(report: &Report) -> impl IntoView + use<> {
    view! { <div class="two">{weeks(report)} {arrangements(report)}</div> }
}

fn weeks(report: &Report) -> impl IntoView + use<> {
    let on_call = &report.effort.on_call;
    let has_rota = on_call.engineers_needed > 0;
    let needed = if has_rota {
        on_call.engineers_needed
    } else {
        let options = on_call.options.iter();
        options
            .filter(|it| it.arrangement == ROUND_THE_CLOCK)
            .map(|it| it.engineers_needed)
            .next()
            .unwrap_or(0)
    };
    let team = report.effort.setup.schedule.engineers;
    let gap = needed.saturating_sub(team);
    let title = match (has_rota, gap) {
        (false, _) => format!("Nobody is on call; a rota round the clock takes {needed} engineers"),
        (true, 0) => format!("The team of {team} is enough for the rota"),
        (true, gap) => format!("The rota takes {needed} engineers; the team lacks {gap}"),
    };
    card(title, remark(on_call), view! { {lanes(on_call, needed as usize, team as usize)} })
}

fn remark(on_call: &OnCallEntry) -> String {
    let people =
        if on_call.people == 1 { "one person".to_owned() } else { format!("{} people", on_call.people) };
    let sites = match on_call.sites {
        1 => String::new(),
        n => format!(
            " at each of {n} sites, which cover {} hours of the day each",
            digits(24.0 / f64::from(n))
        ),
    };
    format!(
        "{people} on call at a time{sites}, one week in {}, shifts of {} h. A filled week is a week on call; engineers that the team does not have are hollow.",
        on_call.one_week_in,
        digits(on_call.shift_hours)
    )
}

/// Weeks by engineers, a table in itself.
fn lanes(on_call: &OnCallEntry, needed: usize, team: usize) -> impl IntoView + use<> {
    let sites = on_call.sites.max(1) as usize;
    let mut number = 0;
    let bodies = by_site(needed, sites).into_iter().enumerate().map(|(site, n_people)| {
        let turns = turns(n_people, on_call.people as usize, N_WEEKS);
        let head = (sites > 1).then(|| {
            view! { <tr class="group"><th scope="rowgroup" colspan=N_WEEKS + 1>{format!("Site {}", site + 1)}</th></tr> }
        });
        let rows = turns.into_iter().map(|weeks| {
            number += 1;
            let is_there = number <= team;
            let name = if is_there { format!("Engineer {number}") } else { format!("{number}, to be found") };
            let cells = weeks.into_iter().map(|is_on| {
                let class = match (is_on, is_there) {
                    (true, true) => "turn on",
                    (true, false) => "turn on missing",
                    (false, _) => "turn",
                };
                let said = is_on.then(|| view! { <span class="unseen">"on call"</span> });
                view! { <td class=class>{said}</td> }
            });
            view! { <tr><th scope="row">{name}</th>{cells.collect_view()}</tr> }
        });
        view! { <tbody>{head} {rows.collect_view()}</tbody> }
    });
    let bodies = bodies.collect_view();
    let heads = (1..=N_WEEKS).map(|week| view! { <th scope="col">{week}</th> }).collect_view();
    view! {
        <div class="scroll">
            <table class="rota" data-testid="rota">
                <thead>
                    <tr><th scope="col">"Week"</th>{heads}</tr>
                </thead>
                {bodies}
            </table>
        </div>
    }
}

fn arrangements(report: &Report) -> impl IntoView + use<> {
    let on_call = &report.effort.on_call;
    let incidents = &report.effort.incidents;
    let rows = on_call.options.iter().map(|option| {
        let is_own = option.arrangement == on_call.arrangement;
        let cost = option.cost_usd_per_month;
        let span = if cost.high > cost.low {
            format!("{} to {}", amount(cost.low, 0), amount(cost.high, 0))
        } else {
            String::new()
        };
        view! {
            <tr class=if is_own { "own" } else { "" }>
                <th scope="row">
                    {words(option.arrangement)}
                    {is_own.then(|| view! { " " <span class="badge auto">"this plan"</span> })}
                </th>
                <td class="num" data-label="Engineers">{option.engineers_needed}</td>
                <td class="num" data-label="Hours a week">{digits(option.hours_covered_per_week)}</td>
                <td class="num" data-label="USD/mo">{dollars(cost.likely)} <span class="below">{span}</span></td>
            </tr>
        }
    });
    let pages = on_call.pages_per_month.map_or_else(
        || "How often it rings is not known.".to_owned(),
        |pages| {
            format!(
                "It rings {} times a month: {} failures a year that need people, computed; alarms beside them, assumed.",
                digits(pages),
                digits(incidents.failures_per_year)
            )
        },
    );
    let hours = match (incidents.failure_hours_per_month, incidents.alarm_hours_per_month) {
        (Some(failures), Some(alarms)) => {
            format!(
                " That is {} and {} h of work a month, in no sum of planned work.",
                digits(failures),
                digits(alarms)
            )
        }
        _ => String::new(),
    };
    let reserve = on_call.reserve.as_ref().map(|reserve| {
        format!(
            "The vendor's ~{} FTE is {} h a month: {} % of every hour, {} % of the business hours of one site. Planned work takes {} FTE.",
            digits(reserve.fte),
            digits(reserve.hours_per_month),
            digits(reserve.of_every_hour_pct),
            digits(reserve.of_business_hours_pct),
            digits(report.effort.fte.planned)
        )
    });
    let pay = format!("Pay for a week on call is {}; it stands in no other sum.", on_call.pay);
    card(
        "What being on call takes",
        format!("{pages}{hours}"),
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Arrangement"</th>
                            <th scope="col" class="num">"Engineers"</th>
                            <th scope="col" class="num">"Hours a week"</th>
                            <th scope="col" class="num">"USD/mo"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
            <p class="sub">{reserve.unwrap_or_default()} " " {pay}</p>
        },
    )
}

/// An arrangement in words.
fn words(arrangement: &str) -> &'static str {
    match arrangement {
        "business-hours" => "Business hours",
        "rota-24x7" => "Rota round the clock",
        _ => "Nobody",
    }
}
