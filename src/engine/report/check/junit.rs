//! Plans judged, as JUnit XML.
//!
//! The form is the one that build servers read: `testsuites`, `testsuite`, `testcase` with
//! `failure` or `error`. There is no time in it, as there is no clock here.

use super::words::{largest, title, word};
use super::{CheckReport, CheckedPlan, TargetEntry};
use crate::engine::plan::Met;

/// The document as XML: a suite for each plan, a case for each target. A target that is missed or
/// undecided is a failure, a plan that cannot be read is an error.
pub fn check_junit(report: &CheckReport) -> String {
    let sum = |count: fn(&CheckedPlan) -> usize| report.plans.iter().map(count).sum::<usize>();
    let mut xml = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    xml.push_str(&format!(
        "<testsuites name=\"zoneplan check\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        sum(tests),
        sum(failures),
        sum(errors)
    ));
    report.plans.iter().for_each(|plan| suite(plan, &mut xml));
    xml.push_str("</testsuites>\n");
    xml
}

fn tests(plan: &CheckedPlan) -> usize {
    plan.verdicts.len() + errors(plan)
}

fn failures(plan: &CheckedPlan) -> usize {
    plan.verdicts.iter().filter(|entry| entry.verdict.met != Met::Yes).count()
}

fn errors(plan: &CheckedPlan) -> usize {
    usize::from(plan.error.is_some())
}

/// Plans of one name are told apart by their file.
fn suite_name(plan: &CheckedPlan) -> String {
    plan.name.as_ref().map_or_else(|| plan.file.clone(), |name| format!("{}: {name}", plan.file))
}

fn suite(plan: &CheckedPlan, xml: &mut String) {
    xml.push_str(&format!(
        "  <testsuite name=\"{}\" tests=\"{}\" failures=\"{}\" errors=\"{}\">\n",
        escaped(&suite_name(plan)),
        tests(plan),
        failures(plan),
        errors(plan)
    ));
    let file = escaped(&plan.file);
    if let Some(problem) = &plan.error {
        let message = escaped(&problem.message);
        xml.push_str(&format!(
            "    <testcase classname=\"{file}\" name=\"plan\">\n      <error type=\"bad input\" \
             message=\"{message}\">{message}</error>\n    </testcase>\n"
        ));
    }
    plan.verdicts.iter().for_each(|entry| case(plan, entry, xml));
    if !plan.warnings.is_empty() {
        let notes = plan.warnings.iter().map(|note| format!("{}: {}\n", note.path, note.message));
        xml.push_str(&format!("    <system-out>{}</system-out>\n", escaped(&notes.collect::<String>())));
    }
    xml.push_str("  </testsuite>\n");
}

fn case(plan: &CheckedPlan, entry: &TargetEntry, xml: &mut String) {
    let verdict = &entry.verdict;
    let open = format!("    <testcase classname=\"{}\" name=\"{}\"", escaped(&plan.file), verdict.target);
    if verdict.met == Met::Yes {
        xml.push_str(&open);
        xml.push_str("/>\n");
        return;
    }
    let line = entry.line.map_or_else(String::new, |line| format!(":{line}"));
    let mut text = format!("{}{line}: {} {}\n", plan.file, title(verdict.target), word(verdict.met));
    text.push_str(&entry.sentence);
    let largest = largest(verdict.target, &entry.largest);
    if !largest.is_empty() {
        text.push_str(&format!("\n{largest}"));
    }
    xml.push_str(&format!(
        "{open}>\n      <failure type=\"{}\" message=\"{}\">{}</failure>\n    </testcase>\n",
        word(verdict.met),
        escaped(&entry.sentence),
        escaped(&text)
    ));
}

/// A text for elements and attributes. What XML 1.0 has no place for becomes U+FFFD.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&apos;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(c))),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_would_obey_is_escaped() {
        assert_eq!(escaped("a<b>&\"'"), "a&lt;b&gt;&amp;&quot;&apos;");
        assert_eq!(escaped("]]>\n\u{1b}\0"), "]]&gt;&#10;\u{fffd}\u{fffd}");
    }
}
