//! Hours to set up and to keep running.

mod gantt;
mod rota;
mod year;

use leptos::html::Div;
use leptos::prelude::*;

use super::card;
use super::measured::width_within;
use crate::engine::report::{Report, digits};
use crate::web::charts::{CurveChart, curve_svg};
use crate::web::state::{Computed, Planner};

/// The effort view.
#[component]
pub fn EffortView(planner: Planner) -> impl IntoView {
    let whole = NodeRef::<Div>::new();
    let width = width_within(whole);
    let calendar = move || {
        let computed = planner.computed.get()?;
        Some(gantt::schedule(&computed.report.effort.setup, width.get()))
    };
    let work = move || {
        let computed = planner.computed.get()?;
        Some(year::year_of_work(&computed.report.effort.maintenance, width.get()))
    };
    let rest = move || {
        let computed = planner.computed.get()?;
        Some(
            view! { {rota::rota(&computed.report)} <div class="two">{odds(&computed)} {skills(&computed.report)}</div> },
        )
    };
    view! { <div class="stack" node_ref=whole>{calendar} {work} {rest}</div> }
}

fn odds(computed: &Computed) -> impl IntoView + use<> {
    let Some(laws) = &computed.laws else {
        return card("Hours of setup", "Being computed…", ()).into_any();
    };
    let Some(hours) = laws.setup_hours else {
        return card("Hours of setup", "The vendor states no tasks for this pattern.", ()).into_any();
    };
    let title = format!("Nine setups of ten take less than {} hours", digits(hours.p90));
    let stated = computed.report.effort.setup.vendor_stated.as_ref();
    let sub = format!(
        "How likely the listed tasks stay within so many hours. The vendor states {} in all.",
        stated.map_or("–", |stated| stated.text.as_str())
    );
    let chart = CurveChart {
        points: laws.setup_curve.clone(),
        marks: vec![
            (hours.p10, format!("P10 {}", digits(hours.p10))),
            (hours.p50, format!("P50 {}", digits(hours.p50))),
            (hours.p90, format!("P90 {}", digits(hours.p90))),
        ],
        unit: "hours of setup work".to_owned(),
    };
    let svg = curve_svg(&chart, (520, 250)).unwrap_or_default();
    let words = format!("{title}. {sub}");
    card(title, sub, view! { <div class="chart" role="img" aria-label=words inner_html=svg></div> })
        .into_any()
}

/// Skills that are asked for against those of the team.
fn skills(report: &Report) -> impl IntoView + use<> {
    let skills = &report.effort.setup.skills;
    let missing = skills.iter().filter(|skill| skill.missing_levels > 0).count();
    let title = match missing {
        0 => "The team knows what is asked for".to_owned(),
        1 => "One skill is to be learnt".to_owned(),
        n => format!("{n} skills are to be learnt"),
    };
    let rows = skills.iter().map(|skill| {
        let verdict = match skill.missing_levels {
            0 => view! { <span class="good">"enough"</span> }.into_any(),
            1 => view! { <span class="warn">"1 level to learn"</span> }.into_any(),
            n => view! { <span class="warn">{format!("{n} levels to learn")}</span> }.into_any(),
        };
        view! {
            <tr>
                <th scope="row">{skill.skill} <span class="src">{skill.source.clone()}</span></th>
                <td data-label="Asked">{skill.asked}</td>
                <td data-label="Has">{skill.has}</td>
                <td data-label="">{verdict}</td>
            </tr>
        }
    });
    card(
        title,
        "What is missing is learnt before the tasks that need it; the time stands in the schedule.",
        view! {
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Skill"</th>
                            <th scope="col">"Asked"</th>
                            <th scope="col">"Has"</th>
                            <th scope="col"><span class="unseen">"Enough or not"</span></th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        },
    )
}
