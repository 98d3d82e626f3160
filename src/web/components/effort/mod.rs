//! Hours to set up and to keep running, and who answers pages.

mod on_call;
mod schedule;
mod stated;
mod words;
mod year;

use leptos::prelude::*;

use self::on_call::on_call;
use self::schedule::schedule;
use self::stated::stated;
use self::words::said;
use self::year::year;
use super::card;
use super::chart::curve_chart;
use crate::engine::report::{Report, SkillEntry};
use crate::web::charts::CurveChart;
use crate::web::state::{Computed, Planner};
use crate::web::words::{digits, effort, prose, t};

/// The effort view.
#[component]
pub fn EffortView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        Some(view! {
            {schedule(report)}
            <div class="two">{odds(&computed)} {skills(report)}</div>
            {year(report)}
            {on_call(report, computed.engineers())}
            {stated(report)}
        })
    };
    view! { <div class="stack">{content}</div> }
}

fn odds(computed: &Computed) -> AnyView {
    let Some(laws) = &computed.laws else {
        return card(t!(effort::SETUP_HOURS), t!(effort::COMPUTING), ()).into_any();
    };
    let Some(hours) = laws.setup_hours else {
        return card(t!(effort::SETUP_HOURS), t!(effort::NO_TASKS), ()).into_any();
    };
    let setup = &computed.report.effort.setup;
    let title = t!(effort::ODDS, hours = digits(hours.p90));
    let stated = setup.vendor_stated.as_ref().map_or_else(|| "–".to_owned(), |stated| prose(&stated.text));
    let days = setup.days.as_ref();
    let days = days.map(|days| t!(effort::ODDS_DAYS, days = digits(days.p50.unwrap_or(days.mean))));
    let within = setup.odds.iter().map(|odds| {
        t!(effort::ODDS_WITHIN, days = digits(odds.days), pct = digits(odds.probability * 100.0))
    });
    let sub = t!(
        effort::ODDS_SUB,
        stated = stated,
        days = days.unwrap_or_default(),
        within = within.collect::<String>()
    );
    let words = format!("{title}. {sub}");
    let chart = CurveChart {
        name: "setup-hours",
        points: laws.setup_curve.clone(),
        marks: vec![
            (hours.p10, format!("P10 {}", digits(hours.p10))),
            (hours.p50, format!("P50 {}", digits(hours.p50))),
            (hours.p90, format!("P90 {}", digits(hours.p90))),
        ],
        target: None,
        unit: t!(effort::SETUP_UNIT).to_owned(),
        label: words,
    };
    card(title, sub, curve_chart(chart, "setups", t!(effort::TWENTY))).into_any()
}

/// What the vendor asks the team to know, and what it knows.
fn skills(report: &Report) -> AnyView {
    let skills = &report.effort.setup.skills;
    let missing: u32 = skills.iter().map(|skill| skill.missing_levels).sum();
    let title = match missing {
        0 => t!(effort::SKILLS_ENOUGH).to_owned(),
        1 => t!(effort::SKILLS_LEVEL).to_owned(),
        n => t!(effort::SKILLS_LEVELS, count = n),
    };
    let row = |skill: &SkillEntry| {
        let gap = match skill.missing_levels {
            0 => t!(effort::GAP_NONE).to_owned(),
            1 => t!(effort::GAP_LEVEL).to_owned(),
            n => t!(effort::GAP_LEVELS, count = n),
        };
        let class = if skill.missing_levels == 0 { "" } else { "warn" };
        let source = format!("{}: {}", said(skill.method.word()), prose(&skill.source));
        view! {
            <tr>
                <td><details class="why"><summary>{skill.skill}</summary><p>{source}</p></details></td>
                <td data-label=t!(effort::ASKED)>{said(skill.asked)}</td>
                <td data-label=t!(effort::TEAM)>{said(skill.has)}</td>
                <td class=class data-label="">{gap}</td>
            </tr>
        }
    };
    card(
        title,
        t!(effort::SKILLS_SUB),
        view! {
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">{t!(effort::SKILL)}</th>
                        <th scope="col">{t!(effort::ASKED)}</th>
                        <th scope="col">{t!(effort::TEAM)}</th>
                        <th scope="col">{t!(effort::GAP)}</th>
                    </tr>
                </thead>
                <tbody>{skills.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        },
    )
    .into_any()
}
