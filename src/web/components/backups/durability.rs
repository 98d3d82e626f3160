//! The chance that data are lost for good: a table by kind of data.

use leptos::prelude::*;

use crate::engine::backup::Hazard;
use crate::engine::report::{DurabilityEntry, Report, at_least, chance};
use crate::web::components::card;

/// What each column holds.
const COLUMNS: [&str; 7] = [
    "In all",
    "By the store itself",
    "With a zone",
    "With the region",
    "Deleted or corrupted",
    "Destroyed, no copy away",
    "Destroyed, copies away",
];

/// The card with the table.
pub fn durability(report: &Report) -> AnyView {
    let all = &report.durability;
    let title =
        format!("What may be lost for good: {} a year", at_least(all.complete, all.p_any_loss_per_year));
    let heads = COLUMNS.iter().map(|name| view! { <th scope="col" class="num">{*name}</th> });
    let rows = all.surfaces.iter().map(row);
    let total = [
        at_least(all.complete, all.p_any_loss_per_year),
        String::new(),
        String::new(),
        String::new(),
        String::new(),
        at_least(all.complete_without_off_region, all.p_any_destroyed_per_year_without_off_region),
        at_least(all.complete_with_off_region, all.p_any_destroyed_per_year_with_off_region),
    ];
    let why = all.surfaces.iter().flat_map(|entry| {
        entry.causes.iter().map(|cause| {
            let rate = cause.per_year.map_or_else(|| "unknown".to_owned(), |_| cause.kind.name().to_owned());
            view! {
                <li>
                    <b>{format!("{}, {}: ", entry.surface, cause.title)}</b>
                    {format!("{} ({rate}: {})", cause.basis, cause.sources.join(", "))}
                </li>
            }
        })
    });
    card(
        title,
        "The chance within a year that no copy is of use. Destroyed: by the store, with a zone or with the region; with and without copies in another region, whichever the plan has. Not covered: backups that are deleted too, ransomware, a lost account or key.",
        view! {
            <div class="scroll" tabindex="0" role="region" aria-label="Chance that no copy is of use">
                <table class="cards losses" data-testid="durability">
                    <thead><tr><th scope="col">"Data"</th>{heads.collect::<Vec<_>>()}</tr></thead>
                    <tbody>
                        {rows.collect::<Vec<_>>()}
                        <tr><th scope="row">"any of them"</th>{cells(total)}</tr>
                    </tbody>
                </table>
            </div>
            <details class="why more">
                <summary>"Why"</summary>
                <ul>{why.collect::<Vec<_>>()}</ul>
            </details>
        },
    )
    .into_any()
}

fn row(entry: &DurabilityEntry) -> AnyView {
    let by = |cause: Hazard| {
        let is_there = entry.causes.iter().any(|entry| entry.cause == cause);
        match entry.by(cause) {
            Some(p) => chance(p),
            None if is_there => "unknown".to_owned(),
            None => "–".to_owned(),
        }
    };
    let texts = [
        at_least(entry.complete, entry.p_loss_per_year),
        by(Hazard::Media),
        by(Hazard::Zone),
        by(Hazard::Region),
        by(Hazard::Deletion),
        at_least(entry.complete_without_off_region, entry.p_destroyed_per_year_without_off_region),
        at_least(entry.complete_with_off_region, entry.p_destroyed_per_year_with_off_region),
    ];
    view! { <tr><th scope="row">{entry.surface}</th>{cells(texts)}</tr> }.into_any()
}

fn cells(texts: [String; 7]) -> Vec<AnyView> {
    let cells = COLUMNS.into_iter().zip(texts);
    cells.map(|(name, text)| view! { <td class="num" data-label=name>{text}</td> }.into_any()).collect()
}
