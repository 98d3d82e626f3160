//! What copies take and cost over the horizon.

use leptos::prelude::*;

use crate::engine::report::{Backup, CopiesMonth, Report, amount, digits, dollars};
use crate::web::charts::{RetentionChart, RetentionMonth, retention as drawing};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

/// What copies are made of, in the order of the bands.
const BANDS: [&str; 4] =
    ["Velero's copies", "snapshots", "base backups and logs of the database", "old versions of objects"];

/// The card with the curve, where the horizon was gone through.
pub fn retention(report: &Report) -> Option<AnyView> {
    let backup = &report.backup;
    if backup.by_month.is_empty() {
        return None;
    }
    let picture = picture(backup);
    let keys = (0..BANDS.len())
        .filter(|band| backup.by_month.iter().any(|month| bands(month)[*band] > 0.0))
        .map(|band| (format!("zone-{band}"), BANDS[band].to_owned()))
        .chain([("line".to_owned(), "all of it, day by day".to_owned())])
        .collect();
    let table = table(backup);
    Some(
        card(
            title(backup),
            sub(backup),
            view! {
                {chart("retention", "a month", Box::new(move |width| drawing(&picture, width)))}
                {legend(keys)}
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
    let end =
        stored.end.map_or_else(String::new, |end| format!(", {} GiB at the end of the horizon", digits(end)));
    format!("Copies take {} GiB of today's data{end}", digits(stored.now))
}

fn sub(backup: &Backup) -> String {
    let mut text = match backup.steady_from_day {
        Some(day) => {
            format!("From day {day} on as many copies expire as are made; what grows then is the data.")
        }
        None => "At the end of the horizon copies still pile up.".to_owned(),
    };
    let month = |month: Option<&CopiesMonth>| month.and_then(|month| month.usd);
    match (backup.monthly_usd, month(backup.by_month.first()), month(backup.by_month.last())) {
        (Some(now), Some(first), Some(last)) => text.push_str(&format!(
            " They cost {} USD a month with today's data: {} in the first month, {} in the last.",
            dollars(now.dollars()),
            dollars(first.dollars()),
            dollars(last.dollars())
        )),
        (None, ..) => text.push_str(" A line of them has no price."),
        _ => {}
    }
    if backup.stored_gib.database_free > 0.0 {
        text.push_str(&format!(
            " {} GiB of the database's are kept for nothing.",
            digits(backup.stored_gib.database_free)
        ));
    }
    text
}

fn picture(backup: &Backup) -> RetentionChart {
    let months = backup.by_month.iter().map(|month| {
        let usd = month
            .usd
            .map_or_else(|| "not priced".to_owned(), |usd| format!("{} USD", dollars(usd.dollars())));
        let parts = bands(month).into_iter().zip(BANDS).filter(|(gib, _)| *gib > 0.0);
        let parts: Vec<String> = parts.map(|(gib, name)| format!("{name} {}", digits(gib))).collect();
        RetentionMonth {
            label: month.month.clone(),
            told: format!(
                "{}: {} GiB on average, {usd}; {}",
                month.month,
                digits(month.stored_gib),
                parts.join(", ")
            ),
            bands: bands(month).to_vec(),
        }
    });
    let marks = backup.steady_from_day.map(|day| (day, "as many expire as are made".to_owned()));
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
                <th scope="row">{month.month.clone()}</th>
                <td class="num" data-label="GiB kept">{amount(month.stored_gib, 0)}</td>
                <td class="num" data-label="GiB written">{amount(month.written_gib, 0)}</td>
                <td class="num" data-label="USD">{usd}</td>
            </tr>
        }
    };
    view! {
        <details class="why more">
            <summary>"Every month in figures"</summary>
            <div class="scroll">
                <table>
                    <thead>
                        <tr>
                            <th scope="col">"Month"</th>
                            <th scope="col" class="num">"GiB kept"</th>
                            <th scope="col" class="num">"GiB written"</th>
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
