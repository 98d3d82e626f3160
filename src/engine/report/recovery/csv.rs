//! Rows on recovery.

use crate::engine::report::table::{Row, Table};
use crate::engine::report::{RecoveryEntry, Report};

pub(in crate::engine::report) fn recovery(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.recovery {
        mode(entry, table)?;
        times(entry, table)?;
        data(entry, table)?;
        if let (Some(answer), Some(why)) = (entry.supports_stated, &entry.supports_why) {
            words(table, entry, &format!("supports what is stated: {answer}"), why)?;
        }
    }
    let Some(any) = &report.recovery_mixture else { return Ok(()) };
    const ANY: &str = "any failure that stops writes or blocks";
    table.fact("recovery", ANY, "events", any.per_year, "per year")?;
    table.fact("recovery", ANY, "rto mean", any.mean_minutes, "minutes")?;
    let minutes = any.rto_minutes;
    for (name, value) in [("rto p50", minutes.p50), ("rto p90", minutes.p90), ("rto p99", minutes.p99)] {
        table.fact("recovery", ANY, name, value, "minutes")?;
    }
    match (any.stated_minutes, any.p_within_stated) {
        (Some(minutes), Some(p)) => {
            let within = format!("rto within {minutes} min");
            table.fact("recovery", ANY, &within, p, "probability")
        }
        _ => Ok(()),
    }
}

fn words(table: &mut Table, entry: &RecoveryEntry, component: &str, source: &str) -> Result<(), csv::Error> {
    let kind = "computed";
    table.row(&Row { section: "recovery", item: &entry.failure, component, kind, source, ..Row::default() })
}

/// How often, where the rate comes from, and what stops.
fn mode(entry: &RecoveryEntry, table: &mut Table) -> Result<(), csv::Error> {
    let rate = entry.sources.last();
    let range = entry.per_year_range;
    let ends = [("events", entry.per_year), ("events, low", range.low), ("events, high", range.high)];
    for (component, value) in ends {
        table.row(&Row {
            section: "recovery",
            item: &entry.failure,
            component,
            value: Some(value),
            value_unit: "per year",
            kind: "computed",
            as_of: rate.map_or("", |rate| &rate.as_of),
            source: rate.map_or("", |rate| &rate.row),
            ..Row::default()
        })?;
    }
    let effect = entry.effect;
    let what = format!("read {}, write {}, settle {}", effect.read, effect.write, effect.settle);
    words(table, entry, &what, &entry.scope)
}

fn times(entry: &RecoveryEntry, table: &mut Table) -> Result<(), csv::Error> {
    let both = |table: &mut Table, name: &str, p50: f64, p90: f64| {
        table.fact("recovery", &entry.failure, &format!("{name} p50"), p50, "minutes")?;
        table.fact("recovery", &entry.failure, &format!("{name} p90"), p90, "minutes")
    };
    for (step, minutes) in entry.steps.iter().filter_map(|step| Some((step.step, step.minutes?))) {
        both(table, step, minutes.p50, minutes.p90)?;
    }
    for (name, minutes) in [("rto", entry.rto_minutes), ("rtt", entry.rtt_minutes)] {
        if let Some(minutes) = minutes {
            both(table, name, minutes.p50, minutes.p90)?;
            table.fact("recovery", &entry.failure, &format!("{name} p10"), minutes.p10, "minutes")?;
        }
    }
    if let Some(row) = entry.row_minutes {
        table.fact("recovery", &entry.failure, "repair of the row p50", row.p50, "minutes")?;
    }
    if let Some(p) = entry.p_succeeds {
        table.fact("recovery", &entry.failure, "odds that it works", p, "probability")?;
    }
    Ok(())
}

fn data(entry: &RecoveryEntry, table: &mut Table) -> Result<(), csv::Error> {
    if let Some(rpo) = entry.rpo_seconds {
        table.fact("recovery", &entry.failure, "rpo p10", rpo.p10, "seconds")?;
        table.fact("recovery", &entry.failure, "rpo p50", rpo.p50, "seconds")?;
        table.fact("recovery", &entry.failure, "rpo p90", rpo.p90, "seconds")?;
    }
    for lost in &entry.rpo_by_surface {
        let name = format!("rpo of {}", lost.surface);
        match lost.seconds {
            Some(age) => {
                table.fact("recovery", &entry.failure, &format!("{name} p90"), age.p90, "seconds")?;
            }
            None => words(table, entry, &name, lost.lost)?,
        }
    }
    Ok(())
}
