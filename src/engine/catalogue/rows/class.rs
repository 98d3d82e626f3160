//! Sizes of managed services.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// What a class is a size of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClassKind {
    /// A PostgreSQL server.
    Database,
    /// A cache node or instance.
    Cache,
    /// A disk that is sold in fixed sizes.
    Disk,
}

/// A size in which a provider sells a managed service.
#[derive(Clone, Debug, PartialEq)]
pub struct ServiceClass {
    /// The provider's service.
    pub service: String,
    /// Its name, such as `Standard_D2ds_v5`.
    pub name: String,
    /// What it is a size of.
    pub kind: ClassKind,
    /// Virtual processors.
    pub vcpu: Option<u32>,
    /// Memory, GiB.
    pub memory_gib: Option<f64>,
    /// Capacity of a disk, GiB.
    pub storage_gib: Option<f64>,
    /// Whether its processors earn credits and slow down without.
    pub burstable: bool,
    /// The price item that bills it, without the words for its high availability.
    pub item: String,
    /// How many of the item's units one of it needs.
    pub units: f64,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &[
    "service",
    "class",
    "kind",
    "vcpu",
    "memory_gib",
    "storage_gib",
    "burstable",
    "item",
    "units",
    "as_of",
    "method",
    "source",
];

pub(super) fn read(
    file: &DataFile<'_>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) -> Vec<ServiceClass> {
    const KINDS: &[(&str, ClassKind)] =
        &[("database", ClassKind::Database), ("cache", ClassKind::Cache), ("disk", ClassKind::Disk)];
    let mut classes = Vec::new();
    let mut keys = Keys::new();
    table::read(file, COLUMNS, faults, |row| {
        let class = ServiceClass {
            service: row.filled("service")?,
            name: row.filled("class")?,
            kind: row.choice("kind", KINDS)?,
            vcpu: row.maybe_count("vcpu")?,
            memory_gib: row.maybe_size("memory_gib")?,
            storage_gib: row.maybe_size("storage_gib")?,
            burstable: row.choice("burstable", &[("true", true), ("false", false), ("", false)])?,
            item: row.filled("item")?,
            units: row.size("units")?,
            provenance: row.provenance()?,
        };
        match class.kind {
            ClassKind::Database if class.vcpu.is_none() => return Err(row.fault("vcpu", "a whole number")),
            ClassKind::Database | ClassKind::Cache if class.memory_gib.is_none() => {
                return Err(row.fault("memory_gib", "a number"));
            }
            ClassKind::Disk if class.storage_gib.is_none() => {
                return Err(row.fault("storage_gib", "a number"));
            }
            _ => {}
        }
        keys.next((class.service.clone(), class.name.clone()), row.file(), row.line())?;
        dates.see(&class.provenance);
        classes.push(class);
        Ok(())
    });
    classes
}
