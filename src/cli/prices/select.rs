//! The rows that a command asks for; a word that nothing has is named with what is allowed.

use super::Row;
use crate::cli::args::Place;
use crate::cli::error::CliError;

/// Keeps the rows of a place, in their order.
pub(super) fn place(rows: Vec<Row>, place: &Place) -> Result<Vec<Row>, CliError> {
    let rows = keep(rows, "provider", place.provider.as_deref(), |row| row.provider.name())?;
    keep(rows, "region", place.region.as_deref(), |row| &row.region)
}

/// Keeps the rows of a service, in their order.
pub(super) fn service(rows: Vec<Row>, service: Option<&str>) -> Result<Vec<Row>, CliError> {
    keep(rows, "service", service, |row| &row.service)
}

fn keep(
    mut rows: Vec<Row>,
    what: &'static str,
    wanted: Option<&str>,
    of: impl Fn(&Row) -> &str,
) -> Result<Vec<Row>, CliError> {
    let Some(wanted) = wanted else { return Ok(rows) };
    if !rows.iter().any(|row| of(row) == wanted) {
        let mut allowed: Vec<String> = rows.iter().map(|row| of(row).to_owned()).collect();
        allowed.sort();
        allowed.dedup();
        return Err(CliError::Unknown { what, found: wanted.to_owned(), allowed });
    }
    rows.retain(|row| of(row) == wanted);
    Ok(rows)
}
