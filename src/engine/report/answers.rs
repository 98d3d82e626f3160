//! The answers in a few words: what the top of the page shows, whoever writes it.

use super::{Report, WarningEntry, amount, digits, dollars, percent};
use crate::engine::plan::{Met, Verdict};

/// One answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    /// A word that stands for the question.
    pub id: &'static str,
    /// The word of the glossary that explains it.
    pub term: &'static str,
    /// What is asked.
    pub question: &'static str,
    /// The figure.
    pub value: String,
    /// Its unit.
    pub unit: &'static str,
    /// What the figure is made of, or what stands beside it.
    pub remark: String,
    /// A second remark; empty where there is no more to say.
    pub more: String,
    /// Whether the targets on it are met.
    pub verdicts: Vec<VerdictLine>,
}

/// Whether a target is met, in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VerdictLine {
    /// `good`, `bad` or `warn`.
    pub class: &'static str,
    /// Mark, target and verdict.
    pub text: String,
    /// What the target means; empty where its name says it.
    pub title: &'static str,
}

/// The warnings of a report that belong above everything else: those that have no place of their
/// own beside what they are about.
pub fn general_warnings(report: &Report) -> impl Iterator<Item = &WarningEntry> {
    let placed = ["quorum", "no-request", "unpriced", "manifest"];
    report.warnings.iter().filter(move |warning| !placed.contains(&warning.code))
}

/// The answers of a report, in the order in which the page shows them.
pub fn answers(report: &Report) -> Vec<Answer> {
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
            id: "size",
            term: "size",
            question: "Size",
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
            verdicts: Vec::new(),
        },
        Answer {
            id: "cost",
            term: "cost",
            question: "Cost a month",
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
            verdicts: verdicts(report, &["monthly_cost_usd"]),
        },
        Answer {
            id: "availability",
            term: "availability",
            question: "Availability",
            value: percent(report.availability.unavailability),
            unit: "%",
            remark: match minutes.p50 {
                Some(p50) => format!("{} min a year, median {}", digits(minutes.mean), digits(p50)),
                None => format!("{} min a year", digits(minutes.mean)),
            },
            more: String::new(),
            verdicts: verdicts(report, &["availability_pct"]),
        },
        Answer {
            id: "recovery",
            term: "zone-lost",
            question: "Worst zone lost",
            value: zone
                .and_then(|zone| zone.rto_minutes)
                .map_or_else(|| "–".to_owned(), |rto| digits(rto.p50)),
            unit: "min",
            remark: zone.map_or_else(String::new, |zone| {
                let stated = zone.vendor_stated.rto.as_ref().map_or("–", |stated| stated.text.as_str());
                let who = if zone.automatic { "by itself" } else { zone.who_acts.as_str() };
                format!("{who} · stated {stated}")
            }),
            more: String::new(),
            verdicts: verdicts(report, &["rto_minutes", "rpo_seconds"]),
        },
        Answer {
            id: "setup",
            term: "setup",
            question: "Set up",
            value: setup.days.as_ref().map_or_else(|| "–".to_owned(), |days| digits(days.mean)),
            unit: "days",
            remark: match (&setup.hours, &setup.vendor_stated) {
                (Some(hours), Some(stated)) => {
                    format!("{} h of tasks · stated {}", digits(hours.mean), stated.text)
                }
                _ => String::new(),
            },
            more: String::new(),
            verdicts: verdicts(report, &["setup_days"]),
        },
        Answer {
            id: "effort",
            term: "fte",
            question: "Keep running",
            value: digits(report.effort.fte.planned),
            unit: "FTE",
            remark: format!(
                "{} h a month · reserve {}",
                digits(upkeep.hours_per_month.mean),
                report.effort.fte.reserved.map_or_else(|| "–".to_owned(), digits)
            ),
            more: String::new(),
            verdicts: verdicts(report, &["fte"]),
        },
    ]
}

/// The verdicts on targets of these names.
fn verdicts(report: &Report, targets: &[&str]) -> Vec<VerdictLine> {
    report.verdicts.iter().filter(|one| targets.contains(&one.target)).map(VerdictLine::of).collect()
}

/// The target as it was asked for, with its unit: 99.95 must not become 100.
fn asked_in_words(verdict: &Verdict) -> String {
    let asked = verdict.asked;
    let decimals = asked.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    let number = amount(asked, decimals);
    let unit = match verdict.target {
        "monthly_cost_usd" => "USD",
        "availability_pct" => "%",
        "rto_minutes" => "min",
        "rpo_seconds" => "s",
        "setup_days" => "days",
        "fte" => "FTE",
        _ => verdict.unit,
    };
    format!("{number} {unit}")
}

impl VerdictLine {
    fn of(verdict: &Verdict) -> Self {
        let (class, mark, word) = match verdict.met {
            Met::Yes => ("good", "✓", "met"),
            Met::No => ("bad", "✕", "missed"),
            Met::Undecided => ("warn", "◐", "undecided"),
        };
        let odds =
            verdict.probability_met.map_or_else(String::new, |p| format!(", {} %", amount(p * 100.0, 0)));
        let asked = asked_in_words(verdict);
        let (what, title) = match verdict.target {
            "rto_minutes" => ("RTO ", "One outage of a failure that mends itself, by how often each occurs"),
            "rpo_seconds" => ("RPO ", "Data of the database that the loss of a zone costs"),
            _ => ("", ""),
        };
        Self { class, text: format!("{mark} {what}{asked} {word}{odds}"), title }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(target: &'static str, asked: f64, probability_met: Option<f64>) -> String {
        let (value, standard_error, confidence) = (None, None, 0.9);
        let met = Met::No;
        VerdictLine::of(&Verdict {
            target,
            unit: "",
            asked,
            value,
            probability_met,
            standard_error,
            confidence,
            met,
        })
        .text
    }

    #[test]
    fn a_target_is_said_as_it_was_asked_for_with_its_unit() {
        assert_eq!(line("monthly_cost_usd", 1500.0, Some(0.0)), "✕ 1,500 USD missed, 0 %");
        assert_eq!(line("availability_pct", 99.95, None), "✕ 99.95 % missed");
        assert_eq!(line("rto_minutes", 60.0, None), "✕ RTO 60 min missed");
        assert_eq!(line("rpo_seconds", 0.5, None), "✕ RPO 0.5 s missed");
        assert_eq!(line("setup_days", 3.0, None), "✕ 3 days missed");
    }
}
