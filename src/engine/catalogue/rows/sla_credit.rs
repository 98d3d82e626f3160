//! What a provider credits where a month falls short of its promise.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// A band of credits of a promise.
#[derive(Clone, Debug, PartialEq)]
pub struct SlaCredit {
    /// Whose promise it is.
    pub provider: String,
    /// Service.
    pub service: String,
    /// Configuration, as the row of the promise has it.
    pub configuration: String,
    /// The band holds below this share of a month, percent, down to the next band.
    pub below_pct: f64,
    /// Credit, percent of the month's bill of the service.
    pub credit_pct: f64,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] =
    &["provider", "service", "configuration", "below_pct", "credit_pct", "as_of", "method", "source"];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<SlaCredit>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let credit = SlaCredit {
            provider: row.filled("provider")?,
            service: row.filled("service")?,
            configuration: row.filled("configuration")?,
            below_pct: row.size("below_pct")?,
            credit_pct: row.size("credit_pct")?,
            provenance: row.provenance()?,
        };
        for (column, value) in [("below_pct", credit.below_pct), ("credit_pct", credit.credit_pct)] {
            if value > 100.0 {
                return Err(row.fault(column, "at most 100"));
            }
        }
        let promise = (credit.provider.clone(), credit.service.clone(), credit.configuration.clone());
        // Numbers that are not negative have the order of their bits.
        keys.next((promise, credit.below_pct.to_bits()), row.file(), row.line())?;
        dates.see(&credit.provenance);
        into.push(credit);
        Ok(())
    });
}
