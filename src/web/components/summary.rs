//! The answers, always in sight.

use leptos::prelude::*;

use super::terms::term;
use crate::engine::plan::{Met, Verdict};
use crate::engine::report::{Report, amount, digits, dollars, percent};
use crate::web::state::Planner;

/// The test id of what the plan costs, beside which the difference from the baseline stands.
const COST: &str = "answer-cost";

/// One answer.
struct Answer {
    testid: &'static str,
    /// The word that explains it, and how it is asked.
    question: (&'static str, &'static str),
    value: String,
    unit: &'static str,
    remark: String,
    /// A second remark, where there is more to say.
    more: String,
    targets: &'static [&'static str],
}

/// The answers of a report.
fn answers(report: &Report) -> Vec<Answer> {
    let pool = report.sizing.pools.first();
    let minutes = &report.availability.downtime_minutes_per_year;
    // The worst loss of a zone: the one that stops the platform, if there is one.
    let zone = report.recovery.iter().rev().find(|entry| matches!(entry.id, "zone" | "zone-stop"));
    let mut lost_quorums = report.sizing.quorum.iter().filter(|quorum| !quorum.survives_zone_loss).peekable();
    let has_lost_quorum = lost_quorums.peek().is_some();
    let chain_stops = lost_quorums.any(|quorum| quorum.otherwise == "no block is sealed");
    let setup = &report.effort.setup;
    let upkeep = &report.effort.maintenance;
    let at_least = if report.cost.monthly.complete { "" } else { "≥ " };
    vec![
        Answer {
            testid: "answer-size",
            question: ("size", "Size"),
            value: pool.map_or_else(String::new, |pool| pool.nodes.to_string()),
            unit: "nodes",
            remark: pool.map_or_else(String::new, |pool| {
                let loss = match (!pool.fits, pool.zone_loss.survives, has_lost_quorum) {
                    (true, ..) => "does not fit",
                    (_, false, _) => "no zone to spare",
                    (_, true, true) if chain_stops => "fits, chain stops",
                    (_, true, true) => "fits, a quorum is lost",
                    (_, true, false) => "any zone may go",
                };
                format!("{} · {loss}", pool.instance_type)
            }),
            more: String::new(),
            targets: &[],
        },
        Answer {
            testid: COST,
            question: ("cost", "Cost a month"),
            value: format!("{at_least}{}", dollars(report.cost.monthly.effective_usd.dollars())),
            unit: "USD",
            remark: format!(
                "{} · people {}",
                report.cost.price_words(),
                dollars(report.cost.labour_monthly_usd.dollars())
            ),
            more: report.cost.monthly.range.as_ref().map_or_else(String::new, |range| {
                format!(
                    "P10 {} · P50 {} · P90 {}",
                    dollars(range.p10),
                    dollars(range.p50),
                    dollars(range.p90)
                )
            }),
            targets: &["monthly_cost_usd"],
        },
        Answer {
            testid: "answer-availability",
            question: ("availability", "Availability"),
            value: percent(report.availability.unavailability),
            unit: "%",
            remark: match minutes.p50 {
                Some(p50) => format!("{} min a year, median {}", digits(minutes.mean), digits(p50)),
                None => format!("{} min a year", digits(minutes.mean)),
            },
            more: String::new(),
            targets: &["availability_pct"],
        },
        Answer {
            testid: "answer-recovery",
            question: ("zone-lost", "Worst zone lost"),
            value: zone
                .and_then(|zone| zone.rto_minutes)
                .map_or_else(|| "–".to_owned(), |rto| digits(rto.p50)),
            unit: "min",
            remark: zone.map_or_else(String::new, |zone| {
                let stated = zone.vendor_stated.rto.as_ref().map_or("–", |stated| stated.text.as_str());
                {
                    let who = if zone.automatic { "by itself" } else { zone.who_acts.as_str() };
                    format!("{who} · stated {stated}")
                }
            }),
            more: String::new(),
            targets: &["rto_minutes", "rpo_seconds"],
        },
        Answer {
            testid: "answer-setup",
            question: ("setup", "Set up"),
            value: setup.days.as_ref().map_or_else(|| "–".to_owned(), |days| digits(days.mean)),
            unit: "days",
            remark: match (&setup.hours, &setup.vendor_stated) {
                (Some(hours), Some(stated)) => {
                    format!("{} h of tasks · stated {}", digits(hours.mean), stated.text)
                }
                _ => String::new(),
            },
            more: String::new(),
            targets: &["setup_days"],
        },
        Answer {
            testid: "answer-effort",
            question: ("fte", "Keep running"),
            value: digits(report.effort.fte.planned),
            unit: "FTE",
            remark: format!(
                "{} h a month · reserve {}",
                digits(upkeep.hours_per_month.mean),
                report.effort.fte.reserved.map_or_else(|| "–".to_owned(), digits)
            ),
            more: String::new(),
            targets: &["fte"],
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
                let verdicts = report.verdicts.iter().filter(|one| answer.targets.contains(&one.target));
                let verdicts = verdicts.map(verdict_view).collect_view();
                view! {
                    <div class="answer" data-testid=answer.testid>
                        <div class="question">{term(answer.question.0, answer.question.1)}</div>
                        <div class="value">{answer.value} " " <small>{answer.unit}</small></div>
                        <div class="remark">{answer.remark}</div>
                        <div class="remark">{answer.more}</div>
                        {(answer.testid == COST).then(|| against_baseline(planner))}
                        {verdicts}
                    </div>
                }
            })
            .collect_view();
        Some(cells)
    };
    // Point values are there at once; the laws behind them follow.
    let busy = move || {
        let loading = planner.loading.with(Option::is_some);
        let computed =
            planner.computed.with(|computed| computed.as_ref().is_some_and(|one| one.laws.is_some()));
        (loading || !computed).to_string()
    };
    view! {
        <div class="summary" role="region" aria-label="Answers" data-testid="summary" aria-busy=busy>
            {cells}
        </div>
    }
}

/// How much the bill differs from the baseline, while there is one.
fn against_baseline(planner: Planner) -> impl IntoView {
    move || {
        let more = planner.differences()?.monthly.more();
        let text = if more > 0.0 {
            format!("▲ {} more than baseline", dollars(more))
        } else if more < 0.0 {
            format!("▼ {} less than baseline", dollars(-more))
        } else {
            "= as the baseline".to_owned()
        };
        Some(view! { <div class="verdict" data-testid="baseline-difference">{text}</div> })
    }
}

fn verdict_view(verdict: &Verdict) -> impl IntoView + use<> {
    let (class, mark, word) = match verdict.met {
        Met::Yes => ("good", "✓", "met"),
        Met::No => ("bad", "✕", "missed"),
        Met::Undecided => ("warn", "◐", "undecided"),
    };
    let odds = verdict.probability_met.map_or_else(String::new, |p| format!(", {} %", amount(p * 100.0, 0)));
    // The target as it was asked for: 99.95 must not become 100.
    let asked = verdict.asked;
    let (what, title) = match verdict.target {
        "rto_minutes" => ("RTO ", "One outage of a failure that mends itself, by how often each occurs"),
        "rpo_seconds" => ("RPO ", "Data of the database that the loss of a zone costs"),
        _ => ("", ""),
    };
    view! {
        <div class=format!("verdict {class}") title=title>
            {format!("{mark} {what}{asked} {word}{odds}")}
        </div>
    }
}
