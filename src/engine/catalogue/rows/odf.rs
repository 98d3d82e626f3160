//! Services of OpenShift Data Foundation.

use super::super::table;
use super::{CatalogueError, DataFile, Keys, Provenance, Span};

/// How many instances of a storage service run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OdfCount {
    /// One for each disk.
    PerOsd,
    /// So many, each in another zone as far as there are zones.
    Fixed(u32),
}

/// A storage service, and what one instance of it asks for.
#[derive(Clone, Debug)]
pub struct OdfRow {
    /// Its name, such as `mon`.
    pub service: String,
    /// The profile that the figures are of; `guide` for the sums of the planning guide.
    pub profile: String,
    /// Cores.
    pub cpu: f64,
    /// Memory, GiB.
    pub memory_gib: f64,
    /// Instances.
    pub count: OdfCount,
    /// Where the row comes from.
    pub provenance: Provenance,
}

const COLUMNS: &[&str] = &["service", "profile", "cpu", "memory_gib", "count", "as_of", "method", "source"];

/// More of a service than any storage cluster runs.
const MOST_INSTANCES: u32 = 9;

pub(super) fn read(
    file: &DataFile<'_>,
    into: &mut Vec<OdfRow>,
    dates: &mut Span,
    faults: &mut Vec<CatalogueError>,
) {
    let mut keys = Keys::new();
    into.clear();
    table::read(file, COLUMNS, faults, |row| {
        let (service, profile) = (row.filled("service")?, row.filled("profile")?);
        keys.next((service.clone(), profile.clone()), row.file(), row.line())?;
        let count = match row.text("count") {
            "per-osd" => OdfCount::PerOsd,
            _ => match row.count("count") {
                Ok(count) if (1..=MOST_INSTANCES).contains(&count) => OdfCount::Fixed(count),
                _ => {
                    return Err(
                        row.fault("count", format!("per-osd, or a number from 1 to {MOST_INSTANCES}"))
                    );
                }
            },
        };
        let provenance = row.provenance()?;
        dates.see(&provenance);
        into.push(OdfRow {
            service,
            profile,
            cpu: row.size("cpu")?,
            memory_gib: row.size("memory_gib")?,
            count,
            provenance,
        });
        Ok(())
    });
}
