//! What copies take and cost over the horizon.

use leptos::prelude::*;

use crate::engine::report::{Backup, CopiesMonth, Report};
use crate::web::charts::{RetentionChart, RetentionMonth, retention as drawing};
use crate::web::components::card;
use crate::web::components::chart::{chart, stacked_legend};
use crate::web::words::{Word, amount, backups, digits, dollars, month as iso, t};

/// What copies are made of, in the order of the bands.
const BANDS: [Word; 4] = [backups::VELERO, backups::SNAPSHOTS, backups::BASE_AND_LOGS, backups::OLD_VERSIONS];

/// The card with the curve, where the horizon was gone through.
pub fn retention(report: &Report) -> Option<AnyView> {
    let backup = &report.backup;
    if backup.by_month.is_empty() {
        return None;
    }
    let picture = picture(backup);
    let keys = (0..BANDS.len())
        .filter(|band| backup.by_month.iter().any(|month| bands(month)[*band] > 0.0))
        .map(|band| (format!("zone-{band}"), t!(BANDS[band]).to_owned()))
        .chain([("line".to_owned(), t!(backups::DAY_BY_DAY).to_owned())])
        .collect();
    let table = table(backup);
    Some(
        card(
            title(backup),
            sub(backup),
            view! {
                {chart("retention", t!(backups::A_MONTH), Box::new(move |width| drawing(&picture, width)))}
                {stacked_legend(keys)}
                {table}
            },
        )
        .into_any(),
    )
}

fn bands(month: &CopiesMonth) -> [f64; 4] {
    [month.velero_gib, month.snapshot_gib, month.database_gib, month.versions_gib]
}

fn title(backup: &Backup) -> String {
    let stored = &backup.stored_gib;
    match stored.end {
        None => t!(backups::TAKE, now = digits(stored.now)),
        Some(end) => t!(backups::TAKE_AND_END, now = digits(stored.now), end = digits(end)),
    }
}

fn sub(backup: &Backup) -> String {
    let steady = match backup.steady_from_day {
        Some(day) => t!(backups::STEADY, day = day),
        None => t!(backups::PILE_UP).to_owned(),
    };
    let month = |month: Option<&CopiesMonth>| month.and_then(|month| month.usd);
    let cost = match (backup.monthly_usd, month(backup.by_month.first()), month(backup.by_month.last())) {
        (Some(now), Some(first), Some(last)) => Some(t!(
            backups::COST,
            now = dollars(now.dollars()),
            first = dollars(first.dollars()),
            last = dollars(last.dollars())
        )),
        (None, ..) => Some(t!(backups::NO_PRICE).to_owned()),
        _ => None,
    };
    let free = backup.stored_gib.database_free;
    let free = (free > 0.0).then(|| t!(backups::FREE, gib = digits(free)));
    let sentences: Vec<String> = [Some(steady), cost, free].into_iter().flatten().collect();
    sentences.join(" ")
}

fn picture(backup: &Backup) -> RetentionChart {
    let months = backup.by_month.iter().map(|month| {
        let usd = month.usd.map_or_else(
            || t!(backups::NOT_PRICED).to_owned(),
            |usd| format!("{} USD", dollars(usd.dollars())),
        );
        let parts = bands(month).into_iter().zip(BANDS).filter(|(gib, _)| *gib > 0.0);
        let parts: Vec<String> = parts.map(|(gib, name)| format!("{} {}", t!(name), digits(gib))).collect();
        RetentionMonth {
            label: iso(&month.month),
            told: t!(
                backups::MONTH_TOLD,
                month = iso(&month.month),
                gib = digits(month.stored_gib),
                usd = usd,
                parts = parts.join(", ")
            ),
            bands: bands(month).to_vec(),
        }
    });
    let marks = backup.steady_from_day.map(|day| (day, t!(backups::STEADY_MARK).to_owned()));
    RetentionChart {
        months: months.collect(),
        days: backup.by_day_gib.clone(),
        marks: marks.into_iter().collect(),
        label: title(backup),
    }
}

/// Every month in figures.
fn table(backup: &Backup) -> AnyView {
    let row = |month: &CopiesMonth| {
        let usd = month.usd.map_or_else(|| "–".to_owned(), |usd| dollars(usd.dollars()));
        view! {
            <tr>
                <th scope="row">{iso(&month.month)}</th>
                <td class="num" data-label=t!(backups::GIB_KEPT)>{amount(month.stored_gib, 0)}</td>
                <td class="num" data-label=t!(backups::GIB_WRITTEN)>{amount(month.written_gib, 0)}</td>
                <td class="num" data-label="USD">{usd}</td>
            </tr>
        }
    };
    view! {
        <details class="why more">
            <summary>{t!(backups::MONTHS_TABLE)}</summary>
            <div class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">{t!(backups::MONTH)}</th>
                            <th scope="col" class="num">{t!(backups::GIB_KEPT)}</th>
                            <th scope="col" class="num">{t!(backups::GIB_WRITTEN)}</th>
                            <th scope="col" class="num">"USD"</th>
                        </tr>
                    </thead>
                    <tbody>{backup.by_month.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
