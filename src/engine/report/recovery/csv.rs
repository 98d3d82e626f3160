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
        if let Some(rtt) = entry.rtt_minutes {
            table.fact("recovery", entry.failure, "rtt p50", rtt.p50, "minutes")?;
            table.fact("recovery", entry.failure, "rtt p90", rtt.p90, "minutes")?;
        }
        if let Some(rpo) = entry.rpo_seconds {
            table.fact("recovery", entry.failure, "rpo p50", rpo.p50, "seconds")?;
            table.fact("recovery", entry.failure, "rpo p90", rpo.p90, "seconds")?;
        }
        if let Some(row) = entry.row_minutes {
            table.fact("recovery", entry.failure, "repair of the row p50", row.p50, "minutes")?;
        }
        if let Some(p) = entry.p_succeeds {
            table.fact("recovery", entry.failure, "odds that it works", p, "probability")?;
        }
    }
    let Some(any) = &report.recovery_mixture else { return Ok(()) };
    table.fact("recovery", "any failure", "events", any.per_year, "per year")?;
    table.fact("recovery", "any failure", "rto mean", any.mean_minutes, "minutes")?;
    let minutes = any.rto_minutes;
    for (name, value) in [("rto p50", minutes.p50), ("rto p90", minutes.p90), ("rto p99", minutes.p99)] {
        table.fact("recovery", "any failure", name, value, "minutes")?;
    }
    match (any.stated_minutes, any.p_within_stated) {
        (Some(minutes), Some(p)) => {
            let within = format!("rto within {minutes} min");
            table.fact("recovery", "any failure", &within, p, "probability")
        }
        _ => Ok(()),
    }
}
