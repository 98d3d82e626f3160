//! The answers, always in sight.

use leptos::prelude::*;

use crate::engine::plan::{Met, Verdict};
use crate::engine::report::{Report, amount, digits, dollars, percent};
use crate::web::state::Planner;

/// One answer.
struct Answer {
    testid: &'static str,
    question: &'static str,
    value: String,
    unit: &'static str,
    remark: String,
    target: Option<&'static str>,
}

/// The answers of a report.
fn answers(report: &Report) -> Vec<Answer> {
    let pool = report.sizing.pools.first();
    let minutes = &report.availability.downtime_minutes_per_year;
    let zone = report.recovery.iter().find(|entry| entry.failure == "A zone is lost");
    let setup = &report.effort.setup;
    let upkeep = &report.effort.maintenance;
    let at_least = if report.cost.monthly.complete { "" } else { "at least " };
    vec![
        Answer {
            testid: "answer-size",
            question: "Size",
            value: pool.map_or_else(String::new, |pool| pool.nodes.to_string()),
            unit: "nodes",
            remark: pool.map_or_else(String::new, |pool| {
                let loss = if pool.zone_loss.survives { "a zone may go" } else { "no zone may go" };
                format!("{} · {loss}", pool.instance_type)
            }),
            target: None,
        },
        Answer {
            testid: "answer-cost",
            question: "Cost a month",
            value: format!("{at_least}{}", dollars(report.cost.monthly.effective_usd.dollars())),
            unit: "USD",
            remark: format!("list price · people {}", dollars(report.cost.labour_monthly_usd.dollars())),
            target: Some("monthly_cost_usd"),
        },
        Answer {
            testid: "answer-availability",
            question: "Availability",
            value: percent(report.availability.unavailability),
            unit: "%",
            remark: match minutes.p50 {
                Some(p50) => format!("{} min a year, median {}", digits(minutes.mean), digits(p50)),
                None => format!("{} min a year", digits(minutes.mean)),
            },
            target: Some("availability_pct"),
        },
        Answer {
            testid: "answer-recovery",
            question: "A zone is lost",
            value: zone
                .and_then(|zone| zone.rto_minutes)
                .map_or_else(|| "–".to_owned(), |rto| digits(rto.p50)),
            unit: "min",
            remark: zone.map_or_else(String::new, |zone| {
                let stated = zone.vendor_stated.rto.as_ref().map_or("–", |stated| stated.text.as_str());
                {
                    let who = if zone.automatic { "by itself" } else { zone.who_acts };
                    format!("{who} · stated {stated}")
                }
            }),
            target: Some("rto_minutes"),
        },
        Answer {
            testid: "answer-setup",
            question: "Set up",
            value: digits(setup.days.mean),
            unit: "days",
            remark: setup.vendor_stated.as_ref().map_or_else(String::new, |stated| {
                format!("{} h of tasks · stated {}", digits(setup.hours.mean), stated.text)
            }),
            target: Some("setup_days"),
        },
        Answer {
            testid: "answer-effort",
            question: "Keep running",
            value: digits(report.effort.fte.planned),
            unit: "FTE",
            remark: format!(
                "{} h a month · reserve {}",
                digits(upkeep.hours_per_month.mean),
                report.effort.fte.reserved.map_or_else(|| "–".to_owned(), digits)
            ),
            target: Some("fte"),
        },
    ]
}

/// The sticky summary.
#[component]
pub fn Summary(planner: Planner) -> impl IntoView {
    let cells = move || {
        let computed = planner.computed.get()?;
        let report = &computed.report;
        let cells = answers(report)
            .into_iter()
            .map(|answer| {
                let verdict = report.verdicts.iter().find(|verdict| Some(verdict.target) == answer.target);
                view! {
                    <div class="answer" data-testid=answer.testid>
                        <div class="question">{answer.question}</div>
                        <div class="value">{answer.value} " " <small>{answer.unit}</small></div>
                        <div class="remark">{answer.remark}</div>
                        {verdict.map(verdict_view)}
                    </div>
                }
            })
            .collect_view();
        Some(cells)
    };
    // Point values are there at once; the laws behind them follow.
    let busy = move || {
        planner.computed.with(|computed| computed.as_ref().is_none_or(|one| one.laws.is_none())).to_string()
    };
    view! {
        <div class="summary" role="region" aria-label="Answers" data-testid="summary" aria-busy=busy>
            {cells}
        </div>
    }
}

fn verdict_view(verdict: &Verdict) -> impl IntoView + use<> {
    let (class, mark, word) = match verdict.met {
        Met::Yes => ("good", "✓", "met"),
        Met::No => ("bad", "✕", "missed"),
        Met::Undecided => ("warn", "◐", "undecided"),
    };
    let odds = verdict.probability_met.map_or_else(String::new, |p| format!(", {} %", amount(p * 100.0, 0)));
    let asked = digits(verdict.asked);
    view! { <div class=format!("verdict {class}")>{format!("{mark} {asked} {word}{odds}")}</div> }
}
