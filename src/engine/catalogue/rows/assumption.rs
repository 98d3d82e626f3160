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
        let value = Estimate::new(row.size("low")?, row.size("likely")?, row.size("high")?)
            .map_err(|error| row.fault("likely", error.to_string()))?;
        let provenance = row.provenance()?;
        dates.see(&provenance);
        into.insert(
            id.clone(),
            Assumption { id, unit: row.filled("unit")?, value, drives: row.filled("drives")?, provenance },
        );
        Ok(())
    });
}
