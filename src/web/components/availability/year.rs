//! One year's downtime: its law, and the figures of the whole.

use leptos::prelude::*;

use crate::engine::report::{Report, amount, digits, percent};
use crate::engine::units::YEAR_MINUTES;
use crate::web::charts::{CurveChart, curve_svg};
use crate::web::components::card;
use crate::web::state::Computed;

/// The card with the curve.
pub fn year(computed: &Computed) -> AnyView {
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
    let target = target(report);
    let chart = CurveChart {
        points: laws.downtime_curve.clone(),
        marks: vec![
            (laws.downtime_minutes.p50, format!("P50 {}", digits(laws.downtime_minutes.p50))),
            (laws.downtime_minutes.p90, format!("P90 {}", digits(laws.downtime_minutes.p90))),
        ],
        target: target.as_ref().map(|target| (target.minutes, format!("target {}", digits(target.minutes)))),
        unit: "minutes down in a year".to_owned(),
    };
    let svg = curve_svg(&chart, (520, 250)).unwrap_or_default();
    let said = target.map(|target| target.said);
    let costs = report.availability.downtime_cost.as_ref().map(|cost| {
        let words = format!("What downtime costs, {}.", cost.in_words(&report.cost));
        view! { <p class="note" data-testid="downtime-cost">{words}</p> }
    });
    let words = format!("{title}. {sub} {}", said.as_deref().unwrap_or_default());
    card(
        title,
        sub,
        view! {
            <div class="chart" role="img" aria-label=words inner_html=svg></div>
            {said.map(|said| view! { <p class="note" data-testid="target">{said}</p> })}
            {costs}
        },
    )
    .into_any()
}

/// What is asked of a year.
struct YearTarget {
    minutes: f64,
    said: String,
}

/// The target, where one is set: the line of the curve, and how likely a year meets it.
fn target(report: &Report) -> Option<YearTarget> {
    let verdict = report.verdicts.iter().find(|verdict| verdict.target == "availability_pct")?;
    let minutes = (1.0 - verdict.asked / 100.0) * YEAR_MINUTES;
    let p = report.availability.p_meets_target?;
    let said = format!(
        "The target of {} % allows {} minutes a year: a year meets it with a probability of {} %, and {} % are asked for.",
        verdict.asked,
        digits(minutes),
        amount(p * 100.0, 1),
        digits(verdict.confidence * 100.0)
    );
    Some(YearTarget { minutes, said })
}

/// The card with the figures of the whole.
pub fn facts(report: &Report) -> impl IntoView + use<> {
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
