//! The CSV pack: the report as tidy tables, one file each, with a README.

mod costs;
mod effort;
mod figures;
mod model;
mod plan;
mod readme;
mod recovery;
mod sheet;
mod sizing;
mod units;

use super::ExportFile;
use super::zip::zip;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::Outcome;
use crate::engine::report::Report;
use crate::engine::scenario::Document;

/// What a pack is made of.
#[derive(Clone, Copy, Debug)]
pub struct PackSource<'a> {
    /// The plan as it was written: what stands in it is set.
    pub document: &'a Document,
    /// The data.
    pub catalogue: &'a Catalogue,
    /// The results.
    pub outcome: &'a Outcome,
    /// Their report, with its laws.
    pub report: &'a Report,
}

/// Why there is no pack.
#[derive(Debug, thiserror::Error)]
pub enum PackError {
    /// A table that could not be written to memory.
    #[error("a table could not be written: {0}")]
    Table(#[from] csv::Error),
    /// A report that is no JSON document.
    #[error("the report could not be written: {0}")]
    Report(#[from] serde_json::Error),
    /// More than an archive holds.
    #[error("the tables are more than the 4 GiB that a zip archive of this form holds")]
    TooLarge,
}

/// The bytes that some spreadsheets want before UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// The files of the pack: README.txt, then the tables; with a byte order mark before each table
/// where that is asked for. The same source gives the same bytes everywhere.
///
/// # Errors
/// None in practice: tables are written to memory.
pub fn csv_pack(source: &PackSource<'_>, byte_order_mark: bool) -> Result<Vec<ExportFile>, PackError> {
    let PackSource { document, catalogue, outcome, report } = *source;
    let value = serde_json::to_value(report)?;
    let sheets = [
        plan::plan(document, &outcome.plan, catalogue, report),
        figures::figures(&value),
        model::verdicts(report),
        model::warnings(report),
        sizing::sizing(report),
        sizing::placement(report),
        sizing::quorum(report),
        costs::costs(report),
        costs::discounts(report),
        costs::costs_by_month(report),
        costs::one_time(report),
        costs::prices(report),
        recovery::availability(report),
        recovery::recovery(report),
        recovery::backup(report),
        recovery::backup_by_month(report),
        recovery::data_loss(report),
        recovery::restore_steps(report),
        effort::effort_tasks(report),
        effort::maintenance_calendar(report),
        effort::maintenance_by_month(report),
        model::assumptions(&outcome.plan, catalogue),
    ];
    let mut files = vec![ExportFile::text("README.txt", readme::readme(report, &value, &sheets))];
    let mark = if byte_order_mark { BYTE_ORDER_MARK } else { "" };
    for sheet in &sheets {
        files.push(ExportFile::text(sheet.file, mark.to_owned() + &sheet.to_csv()?));
    }
    Ok(files)
}

/// The same files in one archive, which is named after the plan.
///
/// # Errors
/// As [`csv_pack`], and more than an archive holds.
pub fn csv_pack_zip(source: &PackSource<'_>, byte_order_mark: bool) -> Result<ExportFile, PackError> {
    let files = csv_pack(source, byte_order_mark)?;
    let bytes = zip(&files).ok_or(PackError::TooLarge)?;
    Ok(ExportFile { name: format!("{}.zip", file_name(&source.report.name)), bytes })
}

/// A name for files after a text: letters a to z, digits and single hyphens, at most 60 of them;
/// `plan` where nothing is left, or where the name means a device on Windows.
fn file_name(text: &str) -> String {
    const LONGEST: usize = 60;
    const DEVICES: [&str; 4] = ["aux", "con", "nul", "prn"];
    let mut name = String::new();
    for c in text.chars() {
        if name.len() == LONGEST {
            break;
        }
        if c.is_ascii_alphanumeric() {
            name.push(c.to_ascii_lowercase());
        } else if !name.is_empty() && !name.ends_with('-') {
            name.push('-');
        }
    }
    let name = name.trim_end_matches('-');
    let is_port = name.len() == 4 && ["com", "lpt"].iter().any(|port| name.starts_with(port));
    if name.is_empty() || is_port || DEVICES.contains(&name) { "plan".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::file_name;

    #[test]
    fn names_of_files_hold_for_every_system() {
        for (text, name) in [
            ("Reference, AWS", "reference-aws"),
            ("../../etc/passwd", "etc-passwd"),
            ("a\\b:c*?\"<>|", "a-b-c"),
            ("=1+1", "1-1"),
            ("\u{202e}🙂\n", "plan"),
            ("CON", "plan"),
            ("com1", "plan"),
            ("commute", "commute"),
            ("", "plan"),
        ] {
            assert_eq!(file_name(text), name);
        }
        assert_eq!(file_name(&"x".repeat(10_000)), "x".repeat(60));
    }
}
