//! A projection of the bill with the names and units of FOCUS, the FinOps Open Cost and Usage
//! Specification: a row for each line of each month, each tier a row of its own.
//!
//! It is no bill and claims no conformance: nobody has an account or an invoice yet. `charges` are
//! the rows of a month and `commitments` those of a commitment, `columns` what stands in them,
//! `services`, `units` and `format` the words, `shares` whole micro-dollars. docs/exports.md has the choices.

mod charges;
mod columns;
mod commitments;
mod format;
mod services;
mod shares;
mod units;

use self::charges::charges;
use self::columns::{Column, Row};
use super::ExportFile;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Outcome, PlanError, month_bills};
use crate::engine::report::Report;

/// Name of the file.
const FILE: &str = "costs-focus.csv";

/// A version of the specification, by its columns.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum FocusVersion {
    /// 1.0 of June 2024: what the validator on PyPI knows.
    V1_0,
    /// 1.2 of May 2025.
    V1_2,
    /// 1.3 of December 2025.
    V1_3,
    /// 1.4 of June 2026.
    V1_4,
}

impl FocusVersion {
    /// Every version, the oldest first.
    pub const ALL: [Self; 4] = [Self::V1_0, Self::V1_2, Self::V1_3, Self::V1_4];

    /// Its number.
    pub const fn number(self) -> &'static str {
        match self {
            Self::V1_0 => "1.0",
            Self::V1_2 => "1.2",
            Self::V1_3 => "1.3",
            Self::V1_4 => "1.4",
        }
    }
}

/// Why there is no projection.
#[derive(Debug, thiserror::Error)]
pub enum FocusError {
    /// The months cannot be billed.
    #[error(transparent)]
    Plan(#[from] PlanError),
    /// The table cannot be written.
    #[error(transparent)]
    Table(#[from] csv::Error),
}

/// The projection of a plan's months: `costs-focus.csv`. The report is that of the outcome.
///
/// # Errors
/// [`FocusError::Plan`] when prices are not loaded.
pub fn focus(
    report: &Report,
    outcome: &Outcome,
    catalogue: &Catalogue,
    version: FocusVersion,
) -> Result<ExportFile, FocusError> {
    let columns: Vec<&Column> = Column::of(version).collect();
    let mut table = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    table.write_record(columns.iter().map(|column| column.name))?;
    for month in &month_bills(outcome, catalogue)? {
        for charge in &charges(month, &outcome.bill) {
            let row = Row { report, outcome, catalogue, charge };
            table.write_record(columns.iter().map(|column| (column.cell)(&row)))?;
        }
    }
    let bytes = table.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
    Ok(ExportFile { name: FILE.to_owned(), bytes })
}
