//! Lines on durability.

use super::{DurabilityEntry, at_least};
use crate::engine::backup::Hazard;
use crate::engine::report::Report;
use crate::engine::report::format::{chance, digits, small};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn durability(report: &Report, page: &mut Page) {
    let all = &report.durability;
    page.line("");
    page.line(format!(
        "  {:<24}{:>12}{:>14}{:>14}{:>14}{:>14}{:>14}",
        "lost for good in a year",
        "in all",
        "deleted",
        "destroyed",
        "no copy away",
        "copies away",
        "newest only"
    ));
    for entry in &all.surfaces {
        page.line(format!(
            "  {:<24}{:>12}{:>14}{:>14}{:>14}{:>14}{:>14}",
            entry.surface,
            at_least(entry.complete, entry.p_loss_per_year),
            entry.by(Hazard::Deletion).map_or_else(|| "–".to_owned(), chance),
            at_least(entry.complete, entry.p_destroyed_per_year),
            at_least(entry.complete_without_off_region, entry.p_destroyed_per_year_without_off_region),
            at_least(entry.complete_with_off_region, entry.p_destroyed_per_year_with_off_region),
            chance(entry.p_newest_lost_per_year),
        ));
    }
    page.line(format!(
        "  {:<24}{:>12}{:>14}{:>14}{:>14}{:>14}",
        "any of them",
        at_least(all.complete, all.p_any_loss_per_year),
        "",
        at_least(all.complete, all.p_any_destroyed_per_year),
        at_least(all.complete_without_off_region, all.p_any_destroyed_per_year_without_off_region),
        at_least(all.complete_with_off_region, all.p_any_destroyed_per_year_with_off_region),
    ));
    page.wrapped(
        "  ",
        "Deleted: or corrupted, and no copy of use. Destroyed: by the store itself, with its zone or its region, and no copy of use; beside it the same without and with copies in another region or at another site. Newest only: what is newer than the last copy.",
    );
    for entry in &all.surfaces {
        if let Some(text) = media(entry) {
            page.wrapped(&format!("  {:<20}", entry.surface), &text);
        }
    }
    let mut said: Vec<&str> = Vec::new();
    for unknown in all.surfaces.iter().flat_map(|entry| &entry.unknown) {
        if said.contains(&unknown.why) {
            continue;
        }
        said.push(unknown.why);
        let whose: Vec<&str> = all
            .surfaces
            .iter()
            .filter(|entry| entry.unknown.iter().any(|other| other.why == unknown.why))
            .map(|entry| entry.surface)
            .collect();
        page.wrapped("  ? ", &format!("{}: {}", whose.join(", "), unknown.why));
    }
}

/// What the store itself loses, stated or computed.
fn media(entry: &DurabilityEntry) -> Option<String> {
    let cause = entry.causes.iter().find(|cause| cause.cause == Hazard::Media)?;
    let per_year = cause.per_year?;
    let kind = cause.kind.name();
    let nines = entry.stated_nines.map_or_else(String::new, |nines| format!(" ({nines} nines each)"));
    let lost = entry.objects_lost_per_year.map_or_else(String::new, |lost| {
        format!(
            "; of {} objects {} are lost in a year ({} to {})",
            digits(entry.objects.map_or(0.0, |objects| objects.likely)),
            small(lost.likely),
            small(lost.low),
            small(lost.high)
        )
    });
    Some(format!("the store itself loses data {} times a year, {kind}{nines}{lost}", small(per_year)))
}
