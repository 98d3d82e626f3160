//! The report: what a plan computed, in the form that programs and people read.
//!
//! It reads results and calculates nothing but sums for display.

mod build;
mod csv;
mod document;
mod format;
mod not_covered;
mod odf;
mod sizing;
mod text;

pub use build::report;
pub use csv::to_csv;
pub use document::*;
pub use format::{age, amount, digits, dollars, hours_range, percent, quantity, signed_percent};
pub use odf::{OdfEntry, OdfServiceEntry};
pub use sizing::*;
pub use text::{to_layout_text, to_text};

/// The report as one JSON document.
///
/// # Errors
/// None in practice: the report has text keys and finite numbers only.
pub fn to_json(report: &Report) -> Result<String, serde_json::Error> {
    serde_json::to_string_pretty(report).map(|json| json + "\n")
}
