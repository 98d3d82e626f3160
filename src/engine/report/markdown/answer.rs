//! The answer: a paragraph, and the verdict on each target.

use super::doc::{Doc, said};
use super::question::{bound, figure, target};
use crate::engine::plan::Met;
use crate::engine::report::Report;
use crate::engine::report::format::odds;
use crate::engine::report::text::in_words;

pub(super) fn answer(report: &Report, doc: &mut Doc) {
    doc.heading("Answer");
    doc.paragraph(&paragraph(report));
    verdicts(report, doc);
    if !report.warnings.is_empty() {
        doc.subheading("What to know first");
        let warnings = report.warnings.iter();
        let items: Vec<String> =
            warnings.map(|warning| format!("{}: {}", said(&warning.path), said(&warning.message))).collect();
        doc.list(&items);
    }
}

/// The verdict and the five answers, in one paragraph.
pub(super) fn paragraph(report: &Report) -> String {
    let [big, much, available, set_up, keep] = in_words(report);
    format!(
        "{} Size: {}. Money: {}. Availability: {}. Setup: {}. Work: {}.",
        verdict(report),
        said(&big),
        said(&much),
        said(&available),
        said(&set_up),
        said(&keep)
    )
}

/// Whether the plan does what is asked, in one sentence.
pub(super) fn verdict(report: &Report) -> String {
    let of = |met: Met| report.verdicts.iter().filter(|verdict| verdict.met == met).count();
    match (report.verdicts.len(), of(Met::No), of(Met::Undecided)) {
        (0, ..) => "No target was set, so there is no verdict.".to_owned(),
        (all, 0, 0) => format!("**The plan meets every target** ({all} of {all})."),
        (all, 0, open) => format!("**Undecided**: {open} of {all} targets cannot be decided."),
        (all, missed, _) => format!("**The plan misses {missed} of {all} targets.**"),
    }
}

pub(super) fn verdicts(report: &Report, doc: &mut Doc) {
    let rows: Vec<[String; 5]> = report
        .verdicts
        .iter()
        .map(|verdict| {
            let word = match verdict.met {
                Met::Yes => "met",
                Met::No => "**missed**",
                Met::Undecided => "**undecided**",
            };
            [
                target(verdict).to_owned(),
                bound(verdict),
                verdict.value.map_or_else(|| "not known".to_owned(), |value| figure(value, verdict)),
                verdict.probability_met.map_or_else(|| "not computed".to_owned(), odds),
                word.to_owned(),
            ]
        })
        .collect();
    doc.table(["target", ">asked", ">the plan", ">odds", "verdict"], &rows);
}
