//! Exports: each file is read back by parsers of others, and its values are the report's.

mod helm_values;
mod parsers;
mod table;
mod tfvars;

use serde_json::{Value, json};
use zoneplan::engine::export::ExportFile;
use zoneplan::engine::plan::{Outcome, assess};
use zoneplan::engine::report::{self, Report};
use zoneplan::engine::scenario::{Document, plan_from};

use crate::support::catalogue;

/// Texts that break what is written carelessly.
pub fn hostile_texts() -> Vec<String> {
    [
        "say \"no\" to 'it'",
        "two\nlines: {{ .Values.x }} # and no comment",
        "=1+1, - a: [b] & *c ! | > %",
        "\u{202e}turned\u{200f} Größe 🚀",
        "${var.x} %{ if true }",
        "null",
    ]
    .map(str::to_owned)
    .into_iter()
    .chain(["é".repeat(5_000)])
    .collect()
}

/// Those of them that a plan takes as a name: it refuses control characters.
pub fn hostile_names() -> Vec<String> {
    hostile_texts().into_iter().filter(|text| !text.contains(char::is_control)).collect()
}

/// What a plan computes, and its report.
pub struct Planned {
    pub outcome: Outcome,
    pub report: Report,
    /// The report as programs read it.
    pub json: Value,
}

/// A planned plan.
#[track_caller]
pub fn planned(plan: &Value) -> Planned {
    let document = Document::from_json(&plan.to_string()).expect("JSON");
    let plan = plan_from(&document, catalogue()).expect("a sound plan");
    let outcome = assess(&plan, catalogue()).expect("a layout");
    let report = report::report(&outcome, None, catalogue());
    let json = serde_json::to_value(&report).expect("JSON");
    Planned { outcome, report, json }
}

/// The reference plan of a provider.
pub fn reference(provider: &str) -> Planned {
    planned(&json!({ "platform": { "provider": provider } }))
}

/// The text of the file of this name.
#[track_caller]
pub fn text_of<'a>(files: &'a [ExportFile], name: &str) -> &'a str {
    let file = files.iter().find(|file| file.name == name).expect(name);
    std::str::from_utf8(&file.bytes).expect("UTF-8")
}
