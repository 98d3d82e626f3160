//! Rows on recovery.

use crate::engine::report::Report;
use crate::engine::report::table::Table;

pub(in crate::engine::report) fn recovery(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.recovery {
        table.fact("recovery", entry.failure, "events", entry.per_year, "per year")?;
        if let Some(rto) = entry.rto_minutes {
            table.fact("recovery", entry.failure, "rto p50", rto.p50, "minutes")?;
            table.fact("recovery", entry.failure, "rto p90", rto.p90, "minutes")?;
        }
        if let Some(rpo) = entry.rpo_seconds {
            table.fact("recovery", entry.failure, "rpo p50", rpo.p50, "seconds")?;
        }
    }
    for loss in &report.backup.rpo_by_surface {
        table.fact("recovery", loss.surface, "data lost at most", loss.at_most_seconds, "seconds")?;
    }
    table.fact("backup", "stored", "velero", report.backup.stored_gib.velero, "GiB")?;
    table.fact("backup", "stored", "database", report.backup.stored_gib.database, "GiB")
}
