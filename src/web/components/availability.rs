//! How available the layout is, and what takes it down.

use leptos::prelude::*;

use super::availability_promises::promises;
use super::card;
use crate::engine::availability::Role;
use crate::engine::report::{ClassEntry, Report, digits, percent};
use crate::web::charts::{CurveChart, curve_svg};
use crate::web::state::{Computed, Planner};

/// The availability view.
#[component]
pub fn AvailabilityView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        Some(view! {
            <div class="two">{year(&computed)} {words(&computed.report)}</div>
            {classes(&computed.report)}
            {promises(&computed.report)}
        })
    };
    view! { <div class="stack">{content}</div> }
}

fn year(computed: &Computed) -> impl IntoView + use<> {
    let report = &computed.report;
    let minutes = &report.availability.downtime_minutes_per_year;
    let Some(laws) = &computed.laws else {
        return card("One year's downtime", "Being computed…", ()).into_any();
    };
    let title =
        format!("One year in two is down for less than {} minutes", digits(laws.downtime_minutes.p50));
    let sub = format!(
        "How likely a year stays within so many minutes. The mean is {}; one year in ten exceeds {}.",
        digits(minutes.mean),
        digits(laws.downtime_minutes.p90)
    );
    let chart = CurveChart {
        points: laws.downtime_curve.clone(),
        marks: vec![
            (laws.downtime_minutes.p50, format!("P50 {}", digits(laws.downtime_minutes.p50))),
            (laws.downtime_minutes.p90, format!("P90 {}", digits(laws.downtime_minutes.p90))),
        ],
        unit: "minutes down in a year".to_owned(),
    };
    let svg = curve_svg(&chart, (520, 250)).unwrap_or_default();
    let words = format!("{title}. {sub}");
    card(title, sub, view! { <div class="chart" role="img" aria-label=words inner_html=svg></div> })
        .into_any()
}

fn words(report: &Report) -> impl IntoView + use<> {
    let availability = &report.availability;
    let row = |what: &str, value: String, remark: &str| {
        let (what, remark) = (what.to_owned(), remark.to_owned());
        view! {
            <tr><th scope="row">{what}<span class="src">" " {remark}</span></th><td class="num">{value}</td></tr>
        }
    };
    let product = availability.contractual.as_ref().and_then(|contractual| contractual.availability_pct);
    let contractual = product
        .map(|pct| row("Promises multiplied", format!("{pct:.3} %"), "a bound on refunds, no forecast"));
    let none =
        availability.p_no_downtime.map(|p| row("Years without downtime", format!("{:.1} %", p * 100.0), ""));
    card(
        format!("{} % of the time it writes", percent(availability.unavailability)),
        "The function is to write: transactions are accepted and settled.",
        view! {
            <table class="facts">
                <tbody>
                    {row("All classes", format!("{} %", percent(availability.unavailability)), "changes and people included")}
                    {row("Infrastructure only", format!("{} %", percent(availability.infrastructure.unavailability)), "")}
                    {row("Outages a year", digits(availability.outages_per_year), "")}
                    {none}
                    {contractual}
                </tbody>
            </table>
        },
    )
}

fn classes(report: &Report) -> impl IntoView + use<> {
    let classes = &report.availability.classes;
    let most = classes
        .iter()
        .filter(|class| class.role == Role::Hard)
        .map(|class| class.downtime_minutes_per_year)
        .fold(1e-9, f64::max);
    let mut hard: Vec<&ClassEntry> = classes.iter().filter(|class| class.role == Role::Hard).collect();
    hard.sort_by(|a, b| b.downtime_minutes_per_year.total_cmp(&a.downtime_minutes_per_year));
    let top: Vec<&str> = hard.iter().take(3).map(|class| class.title).collect();
    let soft = classes.iter().filter(|class| class.role == Role::Soft);
    let rows = hard.into_iter().chain(soft).map(|class| {
        let share = (class.downtime_minutes_per_year / most * 120.0).min(120.0);
        let soft = class.role == Role::Soft;
        let sources = class.sources.join(", ");
        let basis = class.basis.clone();
        view! {
            <tr class:soft=soft>
                <td>
                    <details class="why">
                        <summary>{class.title}</summary>
                        <p>{basis}</p>
                        <p>"Rows: " {sources}</p>
                    </details>
                </td>
                <td class="num" data-label="Times a year">{digits(class.failures_per_year)}</td>
                <td class="num" data-label="Minutes a year">{digits(class.downtime_minutes_per_year)}</td>
                <td data-label="">
                    <span class="share" class:hollow=soft style=format!("width:{share:.0}px")></span>
                    {if soft { "degraded, not down" } else { "" }}
                </td>
            </tr>
        }
    });
    view! {
        <section class="card">
            <h2>{format!("What matters most: {}", top.join(", "))}</h2>
            <p class="sub">"Each class of failure with its mean minutes a year. Rates are likely values; open a line for its sources."</p>
            <div class="scroll">
                <table class="classes">
                    <thead>
                        <tr>
                            <th scope="col">"Failure class"</th>
                            <th scope="col" class="num">"Times a year"</th>
                            <th scope="col" class="num">"Minutes a year"</th>
                            <th scope="col">"Share"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
