//! Rows on people.

use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn effort(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    super::setup::csv::setup(&report.effort.setup, table)
}
