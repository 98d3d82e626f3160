//! Rows on durability.

use super::{CauseEntry, DurabilityEntry};
use crate::engine::backup::RateKind;
use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};

const SECTION: &str = "lost for good";
const UNIT: &str = "probability per year";

pub(in crate::engine::report) fn durability(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    let all = &report.durability;
    for (what, value) in [
        ("as planned", all.p_any_loss_per_year),
        ("without copies elsewhere", all.p_any_loss_per_year_without_off_region),
        ("with copies elsewhere", all.p_any_loss_per_year_with_off_region),
        ("but deletion, as planned", all.p_any_destroyed_per_year),
        ("but deletion, without copies elsewhere", all.p_any_destroyed_per_year_without_off_region),
        ("but deletion, with copies elsewhere", all.p_any_destroyed_per_year_with_off_region),
    ] {
        table.fact(SECTION, "any surface", what, value, UNIT)?;
    }
    all.surfaces.iter().try_for_each(|entry| surface(entry, table))
}

fn surface(entry: &DurabilityEntry, table: &mut Table) -> Result<(), csv::Error> {
    for (what, value) in [
        ("as planned", entry.p_loss_per_year),
        ("without copies elsewhere", entry.p_loss_per_year_without_off_region),
        ("with copies elsewhere", entry.p_loss_per_year_with_off_region),
        ("but deletion, as planned", entry.p_destroyed_per_year),
        ("but deletion, without copies elsewhere", entry.p_destroyed_per_year_without_off_region),
        ("but deletion, with copies elsewhere", entry.p_destroyed_per_year_with_off_region),
        ("only what is newer than the last copy", entry.p_newest_lost_per_year),
    ] {
        table.fact(SECTION, entry.surface, what, value, UNIT)?;
    }
    for unknown in &entry.unknown {
        table.row(&Row {
            section: SECTION,
            item: entry.surface,
            component: unknown.cause,
            kind: "unknown",
            source: unknown.why,
            ..Row::default()
        })?;
    }
    if let Some(nines) = entry.stated_nines {
        let media = entry.causes.iter().find(|cause| cause.kind == RateKind::Stated);
        let source = media.map_or_else(String::new, |cause| cause.sources.join("; "));
        table.stated(SECTION, entry.surface, "stated durability", nines, "nines", &source)?;
    }
    for (what, figure) in [("objects", entry.objects), ("objects lost per year", entry.objects_lost_per_year)]
    {
        let Some(figure) = figure else { continue };
        for (end, value) in [("low", figure.low), ("likely", figure.likely), ("high", figure.high)] {
            table.fact(SECTION, entry.surface, &format!("{what}, {end}"), value, "objects")?;
        }
    }
    entry.causes.iter().try_for_each(|of| cause(entry.surface, of, table))
}

fn cause(surface: &str, cause: &CauseEntry, table: &mut Table) -> Result<(), csv::Error> {
    let kind = cause.kind.name();
    let source = format!("{} ({})", cause.basis, cause.sources.join(", "));
    let item = format!("{surface}: {}", cause.title);
    for (component, value, value_unit, kind) in [
        ("events", cause.per_year, "per year", kind),
        ("no copy of use", cause.p_no_copy, "probability", "computed"),
        (
            "no copy of use, without copies elsewhere",
            cause.p_no_copy_without_off_region,
            "probability",
            "computed",
        ),
        ("no copy of use, with copies elsewhere", cause.p_no_copy_with_off_region, "probability", "computed"),
        ("lost for good", cause.p_loss_per_year, UNIT, "computed"),
    ] {
        let kind = if value.is_none() { "unknown" } else { kind };
        table.row(&Row {
            section: SECTION,
            item: &item,
            component,
            value,
            value_unit,
            kind,
            source: &source,
            ..Row::default()
        })?;
    }
    Ok(())
}
