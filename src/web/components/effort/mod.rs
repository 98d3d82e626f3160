//! Hours to set up and to keep running, and who answers pages.

mod on_call;
mod schedule;
mod stated;
mod year;

use leptos::prelude::*;

use self::on_call::on_call;
use self::schedule::schedule;
use self::stated::stated;
use self::year::year;
use super::card;
use crate::engine::report::{Report, SkillEntry, digits};
use crate::web::charts::{CurveChart, curve_svg};
use crate::web::state::{Computed, Planner};

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
        return card("Hours of setup", "Being computed…", ()).into_any();
    };
    let Some(hours) = laws.setup_hours else {
        return card("Hours of setup", "The vendor states no tasks for this pattern.", ()).into_any();
    };
    let setup = &computed.report.effort.setup;
    let title = format!("Nine setups of ten take less than {} hours of the stated tasks", digits(hours.p90));
    let stated = setup.vendor_stated.as_ref().map_or("–", |stated| stated.text.as_str());
    let mut sub =
        format!("How likely the stated tasks stay within so many hours. The vendor states {stated} in all");
    if let Some(days) = &setup.days {
        sub.push_str(&format!(
            "; this team needs {} working days for them",
            digits(days.p50.unwrap_or(days.mean))
        ));
    }
    for odds in &setup.odds {
        sub.push_str(&format!(
            ", within {} with odds of {} %",
            digits(odds.days),
            digits(odds.probability * 100.0)
        ));
    }
    sub.push('.');
    let chart = CurveChart {
        points: laws.setup_curve.clone(),
        marks: vec![
            (hours.p10, format!("P10 {}", digits(hours.p10))),
            (hours.p50, format!("P50 {}", digits(hours.p50))),
            (hours.p90, format!("P90 {}", digits(hours.p90))),
        ],
        target: None,
        unit: "hours of setup work".to_owned(),
    };
    let svg = curve_svg(&chart, (520, 250)).unwrap_or_default();
    let words = format!("{title}. {sub}");
    card(title, sub, view! { <div class="chart" role="img" aria-label=words inner_html=svg></div> })
        .into_any()
}

/// What the vendor asks the team to know, and what it knows.
fn skills(report: &Report) -> AnyView {
    let skills = &report.effort.setup.skills;
    let missing: u32 = skills.iter().map(|skill| skill.missing_levels).sum();
    let title = match missing {
        0 => "The team knows what is asked for".to_owned(),
        1 => "One level of a skill is to be learnt".to_owned(),
        n => format!("{n} levels of skills are to be learnt"),
    };
    let row = |skill: &SkillEntry| {
        let gap = match skill.missing_levels {
            0 => "enough".to_owned(),
            1 => "one level to learn".to_owned(),
            n => format!("{n} levels to learn"),
        };
        let class = if skill.missing_levels == 0 { "" } else { "warn" };
        let source = format!("{}: {}", skill.method.word(), skill.source);
        view! {
            <tr>
                <td><details class="why"><summary>{skill.skill}</summary><p>{source}</p></details></td>
                <td data-label="Asked for">{skill.asked}</td>
                <td data-label="Team">{skill.has}</td>
                <td class=class data-label="">{gap}</td>
            </tr>
        }
    };
    card(
        title,
        "What is missing is learnt before the setup, at hours of its own beside the stated tasks.",
        view! {
            <table class="cards">
                <thead>
                    <tr>
                        <th scope="col">"Skill"</th>
                        <th scope="col">"Asked for"</th>
                        <th scope="col">"Team"</th>
                        <th scope="col">"Gap"</th>
                    </tr>
                </thead>
                <tbody>{skills.iter().map(row).collect::<Vec<_>>()}</tbody>
            </table>
        },
    )
    .into_any()
}
