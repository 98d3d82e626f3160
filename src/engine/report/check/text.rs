//! Plans judged, for people.

use super::words::{largest, on_one_line, shown, word};
use super::{CheckReport, CheckedPlan};
use crate::engine::plan::Met;
use crate::engine::report::page::Page;

/// The document as text: a paragraph for each plan, and a last line that says it all.
pub fn check_text(report: &CheckReport) -> String {
    let mut page = Page::new();
    for (i, plan) in report.plans.iter().enumerate() {
        if i > 0 {
            page.line("");
        }
        plan_text(plan, &mut page);
    }
    if report.plans.len() > 1 {
        page.line("");
        page.line(tally(report));
    }
    page.finish()
}

/// One plan.
fn plan_text(plan: &CheckedPlan, page: &mut Page) {
    let file = shown(&plan.file);
    match (&plan.name, &plan.place) {
        (Some(name), Some(place)) => page.line(format!("{file} · {} · {}", shown(name), shown(place))),
        _ => page.line(&file),
    }
    for warning in &plan.warnings {
        page.wrapped("note      ", &format!("{}: {}", warning.path, warning.message));
    }
    for entry in &plan.verdicts {
        let mark = match entry.verdict.met {
            Met::Yes => "met       ",
            Met::No => "MISSED    ",
            Met::Undecided => "UNDECIDED ",
        };
        page.wrapped(mark, &entry.sentence);
        let line = entry.line.map_or_else(String::new, |line| format!("line {line}, "));
        if entry.verdict.met != Met::Yes {
            page.wrapped("          ", &format!("{line}targets.{}", entry.verdict.target));
            let largest = largest(entry.verdict.target, &entry.largest);
            if !largest.is_empty() {
                page.wrapped("          ", &largest);
            }
        }
    }
    if let Some(problem) = &plan.error {
        page.wrapped("ERROR     ", &on_one_line(&problem.message));
    }
    page.line(match (plan.met, plan.verdicts.is_empty()) {
        (None, _) => "the plan could not be read or planned",
        (_, true) => "no targets are set",
        (Some(Met::Yes), _) => "every target is met",
        (Some(Met::No), _) => "a target is missed",
        (Some(Met::Undecided), _) => "a target is undecided",
    });
}

/// How many plans there are of each kind.
fn tally(report: &CheckReport) -> String {
    let is_asked = |plan: &&CheckedPlan| plan.error.is_some() || !plan.verdicts.is_empty();
    let asked = || report.plans.iter().filter(is_asked);
    let count = |wanted: Option<Met>| asked().filter(|plan| plan.met == wanted).count();
    let without = report.plans.len() - asked().count();
    let without = if without == 0 { String::new() } else { format!("{without} without targets, ") };
    format!(
        "{} plans: {without}{} {}, {} {}, {} {}, {} not read",
        report.plans.len(),
        count(Some(Met::Yes)),
        word(Met::Yes),
        count(Some(Met::No)),
        word(Met::No),
        count(Some(Met::Undecided)),
        word(Met::Undecided),
        count(None)
    )
}
