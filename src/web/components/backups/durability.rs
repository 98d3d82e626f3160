//! The chance that data are lost for good: a table by kind of data.

use leptos::prelude::*;

use crate::engine::backup::Hazard;
use crate::engine::report::{self, DurabilityEntry, Report};
use crate::web::components::{card, how};
use crate::web::state::{Asked, Planner};
use crate::web::words::{Word, availability, backups, chance, local, prose, t};

/// What each column holds.
const COLUMNS: [Word; 7] = [
    backups::IN_ALL,
    backups::BY_STORE,
    backups::WITH_ZONE,
    backups::WITH_REGION,
    backups::DELETED,
    backups::DESTROYED_NONE_AWAY,
    backups::DESTROYED_SOME_AWAY,
];

fn at_least(complete: bool, p: f64) -> String {
    local(&report::at_least(complete, p))
}

/// The card with the table.
pub fn durability(planner: Planner, report: &Report) -> AnyView {
    let all = &report.durability;
    let title = t!(backups::DURABILITY_TITLE, p = at_least(all.complete, all.p_any_loss_per_year));
    let heads = COLUMNS.iter().map(|name| view! { <th scope="col" class="num">{t!(*name)}</th> });
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
            let rate = cause.per_year.map_or_else(|| t!(availability::UNKNOWN), |_| cause.kind.name());
            view! {
                <li>
                    <b>{format!("{}, {}: ", entry.surface, cause.title)}</b>
                    {format!("{} ({rate}: {})", prose(&cause.basis), cause.sources.join(", "))}
                </li>
            }
        })
    });
    card(
        title,
        t!(backups::DURABILITY_SUB),
        view! {
            {how(planner, &[Asked::Durability])}
            <div class="scroll" tabindex="0" role="region" aria-label=t!(backups::DURABILITY_LABEL)>
                <table class="cards losses" data-testid="durability">
                    <thead><tr><th scope="col">{t!(availability::DATA)}</th>{heads.collect::<Vec<_>>()}</tr></thead>
                    <tbody>
                        {rows.collect::<Vec<_>>()}
                        <tr><th scope="row">{t!(backups::ANY_OF_THEM)}</th>{cells(total)}</tr>
                    </tbody>
                </table>
            </div>
            <details class="why more">
                <summary>{t!(backups::WHY)}</summary>
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
            None if is_there => t!(availability::UNKNOWN).to_owned(),
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
    cells.map(|(name, text)| view! { <td class="num" data-label=t!(name)>{text}</td> }.into_any()).collect()
}
