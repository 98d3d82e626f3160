//! One year's downtime: its law, and the figures of the whole.

use leptos::prelude::*;

use crate::engine::report::{Report, percent};
use crate::engine::units::YEAR_MINUTES;
use crate::web::charts::CurveChart;
use crate::web::components::card;
use crate::web::components::chart::curve_chart;
use crate::web::state::Computed;
use crate::web::words::{Word, amount, availability, digits, local, prose, t};

/// The card with the curve.
pub fn year(computed: &Computed) -> AnyView {
    let report = &computed.report;
    let minutes = &report.availability.downtime_minutes_per_year;
    let Some(laws) = &computed.laws else {
        return card(t!(availability::YEAR_PENDING), t!(availability::BEING_COMPUTED), ()).into_any();
    };
    let title = t!(availability::YEAR_TITLE, p50 = digits(laws.downtime_minutes.p50));
    let sub =
        t!(availability::YEAR_SUB, mean = digits(minutes.mean), p90 = digits(laws.downtime_minutes.p90));
    let target = target(report);
    let said = target.as_ref().map(|target| target.said.clone());
    let words = format!("{title}. {sub} {}", said.as_deref().unwrap_or_default());
    let chart = CurveChart {
        name: "downtime",
        points: laws.downtime_curve.clone(),
        marks: vec![
            (laws.downtime_minutes.p50, format!("P50 {}", digits(laws.downtime_minutes.p50))),
            (laws.downtime_minutes.p90, format!("P90 {}", digits(laws.downtime_minutes.p90))),
        ],
        target: target
            .as_ref()
            .map(|target| (target.minutes, t!(availability::TARGET_MARK, minutes = digits(target.minutes)))),
        unit: t!(availability::MINUTES_DOWN).to_owned(),
        label: words,
    };
    let costs = report.availability.downtime_cost.as_ref().map(|cost| {
        let words = t!(availability::DOWNTIME_COSTS, words = prose(&cost.in_words(&report.cost)));
        view! { <p class="note" data-testid="downtime-cost">{words}</p> }
    });
    card(
        title,
        sub,
        view! {
            {curve_chart(chart, "years", t!(availability::TWENTY))}
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
    let said = t!(
        availability::TARGET,
        pct = local(&verdict.asked.to_string()),
        minutes = digits(minutes),
        p = amount(p * 100.0, 1),
        asked = digits(verdict.confidence * 100.0)
    );
    Some(YearTarget { minutes, said })
}

/// The card with the figures of the whole.
pub fn facts(report: &Report) -> impl IntoView + use<> {
    let figures = &report.availability;
    let row = |what: Word, value: String, remark: &'static str| {
        view! {
            <tr><th scope="row">{t!(what)}<span class="src">" " {remark}</span></th><td class="num">{value}</td></tr>
        }
    };
    let up = |unavailability: f64| local(&percent(unavailability));
    let product = figures.contractual.as_ref().and_then(|contractual| contractual.availability_pct);
    let contractual = product.map(|pct| {
        row(
            availability::PROMISES_MULTIPLIED,
            local(&format!("{pct:.3} %")),
            t!(availability::PROMISES_MULTIPLIED_REMARK),
        )
    });
    let none = figures
        .p_no_downtime
        .map(|p| row(availability::YEARS_WITHOUT, local(&format!("{:.1} %", p * 100.0)), ""));
    card(
        t!(availability::WRITES_TITLE, pct = up(figures.unavailability)),
        t!(availability::WRITES_SUB),
        view! {
            <table class="facts">
                <tbody>
                    {row(availability::ALL_CLASSES, format!("{} %", up(figures.unavailability)), t!(availability::ALL_CLASSES_REMARK))}
                    {row(availability::INFRASTRUCTURE, format!("{} %", up(figures.infrastructure.unavailability)), "")}
                    {row(availability::OUTAGES_A_YEAR, digits(figures.outages_per_year), "")}
                    {none}
                    {contractual}
                </tbody>
            </table>
        },
    )
}
