//! Figures of the model that nobody publishes.

use std::collections::BTreeMap;

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};
use crate::engine::uncertainty::Estimate;

/// An assumed figure: low, likely, high.
#[derive(Clone, Debug)]
pub struct Assumption {
    /// Its id, by which a plan overrides it.
    pub id: String,
    /// Unit.
    pub unit: String,
    /// The figure.
    pub value: Estimate,
    /// What it decides.
    pub drives: String,
    /// Where it comes from.
    pub provenance: Provenance,
}

/// Unit of the figures that may be below 0: a change in a year.
pub const CHANGE_UNIT: &str = "percent per year";
/// What changes by less or more in a year is taken for a mistake.
pub const CHANGE_PCT: std::ops::RangeInclusive<f64> = -50.0..=100.0;

const COLUMNS: &[&str] = &["id", "unit", "low", "likely", "high", "drives", "as_of", "method", "source"];

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut BTreeMap<String, Assumption>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let id = row.filled("id")?;
        keys.next(id.clone(), row.file(), row.line())?;
        let unit = row.filled("unit")?;
        let size = |column| {
            let change = row.maybe_number(column)?.filter(|pct| CHANGE_PCT.contains(pct));
            match change {
                Some(pct) if unit == CHANGE_UNIT => Ok(pct),
                _ => row.size(column),
            }
        };
        let value = Estimate::new(size("low")?, size("likely")?, size("high")?)
            .map_err(|error| row.fault("likely", error.to_string()))?;
        let provenance = row.provenance()?;
        dates.see(&provenance);
        into.insert(id.clone(), Assumption { id, unit, value, drives: row.filled("drives")?, provenance });
        Ok(())
    });
}
