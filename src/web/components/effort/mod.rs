//! Hours to set up and to keep running.

mod gantt;

use leptos::html::Div;
use leptos::prelude::*;

use super::card;
use super::measured::width_within;
use crate::engine::report::{Report, digits, hours_range};
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
    let content = move || {
        let computed = planner.computed.get()?;
        Some(view! {
            <div class="two">{odds(&computed)} {stated(&computed.report)}</div>
            {year(&computed.report)}
        })
    };
    view! { <div class="stack" node_ref=whole>{calendar} {content}</div> }
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

const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// The name of a month such as `2027-01`.
fn month_name(month: &str) -> &'static str {
    let number = month.rsplit('-').next().and_then(|number| number.parse::<usize>().ok());
    number.and_then(|number| MONTHS.get(number.wrapping_sub(1))).copied().unwrap_or_default()
}

fn year(report: &Report) -> impl IntoView + use<> {
    let maintenance = &report.effort.maintenance;
    let most = maintenance.calendar.iter().map(|month| month.mean).fold(1e-9, f64::max);
    let bars = maintenance.calendar.iter().map(|entry| {
        let height = entry.mean / most * 100.0;
        let month = month_name(&entry.month);
        view! {
            <li>
                <span class="hours">{digits(entry.mean)}</span>
                <span class="column" style=format!("height:{height:.1}px")></span>
                <span>{month}</span>
            </li>
        }
    });
    let activities = maintenance.activities.iter().map(|activity| {
        let hours = hours_range(activity.hours_low, activity.hours_high);
        view! {
            <tr>
                <td>{activity.name.clone()}</td>
                <td class="num" data-label="Times a year">{activity.per_year}</td>
                <td class="num" data-label="Each">{hours}</td>
            </tr>
        }
    });
    card(
        format!("{} hours a month keep it running", digits(maintenance.hours_per_month.mean)),
        "Hours of each month; drills and reviews fall into the last month of a quarter.",
        view! {
            <ol class="months">{bars.collect_view()}</ol>
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Activity"</th>
                        <th scope="col" class="num">"Times a year"</th>
                        <th scope="col" class="num">"Each"</th>
                    </tr>
                </thead>
                <tbody>{activities.collect_view()}</tbody>
            </table>
        },
    )
}

fn stated(report: &Report) -> impl IntoView + use<> {
    let effort = &report.effort;
    let text = |stated: Option<&crate::engine::report::Stated>| {
        stated.map_or("–", |stated| stated.text.as_str()).to_owned()
    };
    let month = effort.maintenance.hours_per_month;
    let rows = [
        (
            "Initial setup",
            text(effort.setup.vendor_stated.as_ref()),
            match (&effort.setup.days, &effort.setup.hours) {
                (Some(days), Some(hours)) => format!(
                    "{} days; tasks sum to {} to {} h",
                    digits(days.mean),
                    digits(hours.low),
                    digits(hours.high)
                ),
                _ => "no tasks are listed".to_owned(),
            },
        ),
        (
            "Monthly effort",
            text(effort.maintenance.vendor_stated.as_ref()),
            format!("{} to {} h of listed work", digits(month.low), digits(month.high)),
        ),
        (
            "People",
            effort.fte.reserved.map_or_else(|| "–".to_owned(), |fte| format!("~{} FTE", digits(fte))),
            format!("{} FTE of planned work", digits(effort.fte.planned)),
        ),
    ];
    card(
        "Stated and computed, side by side",
        "Never forced to agree. Reserved people are availability for incidents, not planned hours.",
        view! {
            <table>
                <thead>
                    <tr><th scope="col">"Figure"</th><th scope="col">"Vendor states"</th><th scope="col">"Computed"</th></tr>
                </thead>
                <tbody>
                    {rows
                        .into_iter()
                        .map(|(what, stated, computed)| view! {
                            <tr>
                                <th scope="row">{what}</th>
                                <td data-label="Vendor states">{stated}</td>
                                <td data-label="Computed">{computed}</td>
                            </tr>
                        })
                        .collect_view()}
                </tbody>
            </table>
        },
    )
}
