//! What the page shows before its program has arrived: the answers of the reference plan.
//!
//! The build writes this text into `index.html`, with the elements and classes that the page itself
//! uses, so that nothing moves when the page takes its place.

use std::fmt::Write as _;

use crate::bundled;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, assess, laws};
use crate::engine::report::{self, Answer, Report, answers, general_warnings};
use crate::engine::scenario::{Document, plan_with};

/// The report of the reference plan from the data that the page has with it, laws included.
///
/// # Errors
/// The first fault of the data or of the plan.
pub fn reference() -> Result<Report, String> {
    let catalogue = Catalogue::load(&bundled::first_files()).map_err(|faults| first(&faults))?;
    let fields = [("platform.provider".to_owned(), "aws".to_owned())].into();
    let plan =
        plan_with(&Document::from_fields(&fields), &catalogue, None).map_err(|faults| first(&faults))?;
    let outcome = assess(&plan, &catalogue).map_err(|error| error.to_string())?;
    Ok(report::report(&outcome, Some(&laws(&LawInputs::of(&outcome))), &catalogue))
}

fn first(faults: &[impl ToString]) -> String {
    faults.first().map_or_else(String::new, ToString::to_string)
}

/// The first view of a report as HTML: header, answers, warnings, and where they come from.
pub fn html(report: &Report) -> String {
    let mut html = format!(
        "<header class=\"bar\"><h1 class=\"brand\">{BRAND}Zoneplan</h1><div class=\"place\">{}</div>\
         <div class=\"push\">{BUTTONS}</div></header>\n\
         <div class=\"summary\" role=\"region\" aria-label=\"Answers\" aria-busy=\"true\">\n",
        escaped(&report.place)
    );
    for answer in answers(report) {
        write_answer(&mut html, &answer);
    }
    html.push_str("</div>\n");
    let dates = match (report.catalogue.oldest, report.catalogue.newest) {
        (Some(oldest), Some(newest)) => format!(" (oldest price of {oldest}, newest figure of {newest})"),
        _ => String::new(),
    };
    let source = format!(
        "The reference plan ({}, judged on {}), computed by Zoneplan {} from its data {}{dates}.",
        report.place, report.as_of, report.engine_version, report.catalogue.digest
    );
    html.push_str("<main class=\"columns\"><section class=\"plan\"></section><div class=\"results\">\n");
    for warning in general_warnings(report) {
        push(&mut html, format_args!("<p class=\"note\">{}</p>\n", escaped(&warning.message)));
    }
    push(
        &mut html,
        format_args!(
            "<p>{}</p><p>Fields, sources and the steps to each figure follow.</p></div></main>\n",
            escaped(&source)
        ),
    );
    html
}

/// The sign of the page's header.
const BRAND: &str = "<svg viewBox=\"0 0 20 20\" aria-hidden=\"true\">\
    <rect class=\"zone-0\" x=\"1\" y=\"3\" width=\"5\" height=\"14\" rx=\"1.5\"/>\
    <rect class=\"zone-1\" x=\"7.5\" y=\"3\" width=\"5\" height=\"14\" rx=\"1.5\"/>\
    <rect class=\"zone-2\" x=\"14\" y=\"3\" width=\"5\" height=\"14\" rx=\"1.5\"/></svg>";

/// The header's buttons, which work once the program is there.
const BUTTONS: &str = "<button type=\"button\" disabled>Search<kbd aria-hidden=\"true\">Ctrl K</kbd></button>\
    <button type=\"button\" disabled>Guide</button>\
    <button type=\"button\" class=\"step\" disabled>Undo <span class=\"what\"></span></button>\
    <button type=\"button\" class=\"step\" disabled>Redo <span class=\"what\"></span></button>\
    <button type=\"button\" class=\"wide-only\" disabled>Keep as scenario</button>\
    <button type=\"button\" class=\"wide-only\" disabled>Copy link</button>\
    <details class=\"menu\"><summary>Plan file</summary></details>\
    <button type=\"button\" class=\"wide-only\" disabled>Theme: auto</button>\
    <button type=\"button\" class=\"primary\" disabled>Save CSV</button>";

fn write_answer(html: &mut String, answer: &Answer) {
    push(
        html,
        format_args!(
            "<div class=\"answer\"><div class=\"question\"><button type=\"button\" class=\"term\" disabled>{}</button></div><div class=\"value\">{} <small>{}</small></div>\
             <div class=\"remark\">{}</div><div class=\"remark more\">{}</div>",
            escaped(answer.question),
            escaped(&answer.value),
            escaped(answer.unit),
            escaped(&answer.remark),
            escaped(&answer.more)
        ),
    );
    for line in &answer.verdicts {
        push(
            html,
            format_args!(
                "<div class=\"verdict {}\" title=\"{}\">{}</div>",
                line.class,
                escaped(line.title),
                escaped(&line.text)
            ),
        );
    }
    html.push_str("</div>\n");
}

fn push(html: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a string cannot fail.
    let _ = html.write_fmt(text);
}

/// A text as HTML has it, in an element or in an attribute.
fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
