//! A decision record: what was decided, what was refused and why, and what would change it.

use super::answer::{paragraph, verdicts};
use super::assumptions::most_important;
use super::doc::{Doc, code, said};
use super::question::{asked, target};
use super::risks::{largest, not_survived};
use super::sources::identity_items;
use super::summary::sign;
use crate::engine::plan::Met;
use crate::engine::report::format::{digits, dollars, odds, percent};
use crate::engine::report::{BreakEvenReport, Report, SideBySideReport};

/// Break-evens of a kind that are told.
const TOLD: usize = 5;

/// The record of a decision for the plan of the first report: the others are the layouts that were
/// refused, in the order of the comparison, whose baseline the first is.
pub fn decision_record(
    report: &Report,
    refused: &[Report],
    comparison: Option<&SideBySideReport>,
    break_even: Option<&BreakEvenReport>,
) -> String {
    let mut doc = Doc::titled(&format!("Decision: {}", report.name));
    doc.paragraph(&format!("Judged on {}. Status: proposed, until it is signed.", report.as_of));
    doc.heading("Question");
    doc.paragraph(&asked(report));
    doc.heading("Decision");
    doc.paragraph(&format!("Take {}: {}.", said(&report.name), said(&report.place)));
    doc.paragraph(&paragraph(report));
    verdicts(report, &mut doc);
    doc.heading("Layouts refused, and why");
    if refused.is_empty() {
        doc.paragraph("None was given to compare with.");
    }
    refusals(report, refused, comparison, &mut doc);
    doc.heading("Risks that are taken");
    let mut risks = largest(report);
    risks.extend(not_survived(report));
    doc.list(&risks);
    doc.heading("Assumptions");
    let hangs = most_important(report);
    if hangs.is_empty() {
        doc.paragraph("The report has no figures on which input the answer hangs.");
    }
    doc.list(&hangs);
    doc.heading("What would change the decision");
    let changes = break_even.map_or_else(Vec::new, changes);
    if changes.is_empty() {
        doc.paragraph("No break-even was found.");
    }
    doc.list(&changes);
    doc.heading("Made from");
    doc.list(&identity_items(report));
    doc.heading("Signed");
    sign(&mut doc);
    doc.finish()
}

fn refusals(report: &Report, refused: &[Report], comparison: Option<&SideBySideReport>, doc: &mut Doc) {
    let figures = |report: &Report, mark: &str| {
        let at_least = if report.cost.monthly.complete { "" } else { "≥ " };
        [
            format!("{mark}{}{mark}", said(&report.name)),
            said(&report.place),
            format!("{at_least}{}", dollars(report.cost.monthly.effective_usd.dollars())),
            percent(report.availability.unavailability),
            digits(report.availability.downtime_minutes_per_year.mean),
            digits(report.effort.fte.planned),
        ]
    };
    if refused.is_empty() {
        return;
    }
    let mut rows = vec![figures(report, "**")];
    rows.extend(refused.iter().map(|other| figures(other, "")));
    doc.table(["layout", "where", ">USD a month", ">availability, %", ">minutes down a year", ">FTE"], &rows);
    for (at, other) in refused.iter().enumerate() {
        let file = comparison.and_then(|all| all.plans.get(at + 1)?.file.as_deref());
        let file = file.map_or_else(String::new, |file| format!(" ({})", said(file)));
        doc.subheading(&format!("{}{file}", said(&other.name)));
        doc.list(&reasons(report, other, comparison, at + 1));
        verdicts(other, doc);
        let digests =
            format!("Plan {}, catalogue {}.", code(&other.plan_digest), code(&other.catalogue.digest));
        doc.paragraph(&digests);
    }
}

/// Why a layout is refused: targets that it misses, and where it does worse.
fn reasons(report: &Report, other: &Report, comparison: Option<&SideBySideReport>, at: usize) -> Vec<String> {
    let mut items: Vec<String> = other
        .verdicts
        .iter()
        .filter(|verdict| verdict.met != Met::Yes)
        .map(|verdict| {
            let word = if verdict.met == Met::No { "Misses" } else { "Leaves undecided" };
            let p = verdict.probability_met.map_or_else(String::new, |p| format!(" (odds {})", odds(p)));
            format!("{word}: {}{p}.", target(verdict))
        })
        .collect();
    let beside = comparison.and_then(|all| all.beside.iter().find(|entry| entry.plan == at));
    if let Some(beside) = beside {
        let less = |p: f64| format!("less with odds of {}", odds(p));
        if let Some(money) = &beside.monthly_usd {
            items.push(format!(
                "Bill of a month: {} in the mean; {} in the same futures.",
                signed(money.mean, "USD", dollars),
                less(money.p_less)
            ));
        }
        let down = &beside.downtime_minutes;
        items.push(format!(
            "Downtime: {} in the mean; {}.",
            signed(down.mean, "minutes a year", digits),
            less(down.p_less)
        ));
        items.push(format!(
            "Planned work: {} in the mean.",
            signed(beside.work_hours.mean, "hours a year", digits)
        ));
        items.extend(beside.note.map(|note| format!("Money is not compared: {}.", said(note))));
    }
    if !asked_alike(report, other) {
        items.push(if other.verdicts.is_empty() {
            "It sets no targets, so none is judged.".to_owned()
        } else {
            "It is judged against its own targets, which are not those of the decision.".to_owned()
        });
    }
    let worse: Vec<&str> = worse(report, other);
    items.push(if worse.is_empty() {
        "In no figure of the table does it do worse: the reason is one that the report does not have."
            .to_owned()
    } else {
        format!("It does worse in: {}.", worse.join(", "))
    });
    items
}

/// Whether two layouts are judged against the same targets.
fn asked_alike(report: &Report, other: &Report) -> bool {
    let asked = |report: &Report| -> Vec<_> {
        report.verdicts.iter().map(|verdict| (verdict.target, verdict.asked, verdict.confidence)).collect()
    };
    asked(report) == asked(other)
}

/// Figures in which another layout does worse.
fn worse(report: &Report, other: &Report) -> Vec<&'static str> {
    let is_priced = report.cost.monthly.complete && other.cost.monthly.complete;
    let met = |report: &Report| report.verdicts.iter().filter(|verdict| verdict.met == Met::Yes).count();
    [
        // Other targets, or none, are no worse ones.
        ("targets met", asked_alike(report, other) && met(other) < met(report)),
        (
            "bill of a month",
            is_priced && other.cost.monthly.effective_usd > report.cost.monthly.effective_usd,
        ),
        ("a bill that lacks prices", report.cost.monthly.complete && !other.cost.monthly.complete),
        ("downtime", other.availability.unavailability > report.availability.unavailability),
        ("planned work", other.effort.fte.planned > report.effort.fte.planned),
    ]
    .into_iter()
    .filter_map(|(what, is_worse)| is_worse.then_some(what))
    .collect()
}

/// More or less of something, in words.
fn signed(value: f64, unit: &str, shown: fn(f64) -> String) -> String {
    match value {
        more if more > 0.0 => format!("{} {unit} more", shown(more)),
        less if less < 0.0 => format!("{} {unit} less", shown(-less)),
        _ => "the same".to_owned(),
    }
}

/// Where choices break even, and values of inputs at which a target is just met.
fn changes(break_even: &BreakEvenReport) -> Vec<String> {
    let targets = break_even.targets.iter().flat_map(|target| target.inputs.iter().take(TOLD));
    let targets = targets.map(|told| told.sentence.as_str());
    let steps = break_even.steps.iter().take(TOLD).map(|told| told.sentence.as_str());
    let commitments = break_even.commitments.iter().take(TOLD).map(|told| told.sentence.as_str());
    targets.chain(steps).chain(commitments).map(|sentence| format!("{}.", said(sentence))).collect()
}
