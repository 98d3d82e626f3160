//! The report as Markdown: a document that a person reads from the question to the sources, and
//! one page of it for people who decide. Both are written from the report alone.

mod answer;
mod assumptions;
mod doc;
mod layout;
mod money;
mod people;
mod question;
mod record;
mod risks;
mod sources;
mod summary;

use self::doc::Doc;
use super::Report;
pub use record::decision_record;

/// The report as one Markdown document.
pub fn to_markdown(report: &Report) -> String {
    let mut doc = Doc::titled(&report.name);
    question::question(report, &mut doc);
    answer::answer(report, &mut doc);
    layout::layout(report, &mut doc);
    money::bill(report, &mut doc);
    risks::risks(report, &mut doc);
    risks::recovery(report, &mut doc);
    people::backup(report, &mut doc);
    people::effort(report, &mut doc);
    assumptions::assumptions(report, &mut doc);
    sources::sources(report, &mut doc);
    sources::limits(report, &mut doc);
    sources::identity(report, &mut doc);
    doc.finish()
}

/// The report as one page: question, answer, money, odds, risks, what the answer hangs on, and what
/// to sign.
pub fn to_markdown_summary(report: &Report) -> String {
    summary::summary(report)
}
