//! What is asked: the place, what runs there, and the targets.

use super::doc::{Doc, code, said};
use crate::engine::plan::Verdict;
use crate::engine::report::Report;
use crate::engine::report::format::{amount, odds, signed_percent};

pub(super) fn question(report: &Report, doc: &mut Doc) {
    doc.heading("Question");
    doc.paragraph(&asked(report));
    let rows: Vec<[String; 3]> = report
        .verdicts
        .iter()
        .map(|verdict| [target(verdict).to_owned(), bound(verdict), odds(verdict.confidence)])
        .collect();
    if rows.is_empty() {
        doc.paragraph("The plan sets no targets.");
    }
    doc.table(["target", ">asked", ">with odds of at least"], &rows);
}

/// What is asked, in one paragraph.
pub(super) fn asked(report: &Report) -> String {
    let workload = match &report.workload.profile {
        Some(profile) => format!("the workload {}", code(profile)),
        None => {
            let files: Vec<String> = report.workload.manifests.iter().map(|name| code(name)).collect();
            format!("the workload of the manifests {}", files.join(", "))
        }
    };
    let ahead = report.cost.horizon.as_ref().map_or_else(String::new, |horizon| {
        format!(
            ", over {} months from {} with a load that grows by {} a year",
            horizon.months,
            horizon.start_month,
            signed_percent(horizon.growth_pct_per_year)
        )
    });
    format!(
        "What does {workload} take on {}, pattern {}{ahead}: how large, at what price, how available, and how \
         much work? Judged on {}.",
        said(&report.place),
        report.pattern.title,
        report.as_of
    )
}

/// A target in words.
pub(super) fn target(verdict: &Verdict) -> &'static str {
    match verdict.target {
        "monthly_cost_usd" => "Bill of a month",
        "availability_pct" => "Availability of a year",
        "rto_minutes" => "RTO of an outage that mends itself",
        "rpo_seconds" => "RPO of the database when a zone is lost",
        "setup_days" => "Setup, the stated tasks",
        "fte" => "Planned work",
        other => other,
    }
}

/// What a target asks for, with its unit.
pub(super) fn bound(verdict: &Verdict) -> String {
    let side = if verdict.target == "availability_pct" { "≥" } else { "≤" };
    format!("{side} {}", figure(verdict.asked, verdict))
}

/// A figure of a target with its unit: as many decimals as say it, three at most, of money two.
pub(super) fn figure(value: f64, verdict: &Verdict) -> String {
    let text = amount(value, if verdict.target == "monthly_cost_usd" { 2 } else { 3 });
    let text = text.trim_end_matches('0').trim_end_matches('.');
    let unit = if verdict.unit == "percent" { "%" } else { verdict.unit };
    format!("{text} {unit}")
}
