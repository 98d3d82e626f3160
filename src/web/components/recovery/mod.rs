//! What happens after each failure: the table of failure modes.

mod opened;
mod row;

use leptos::prelude::*;

use self::row::row;
use super::terms::term;
use crate::engine::report::{RecoveryEntry, Report, Stated};
use crate::web::state::Planner;
use crate::web::words::{digits, prose, recovery, t};

/// Columns of the table.
const COLUMNS: usize = 9;

/// The recovery view.
#[component]
pub fn RecoveryView(planner: Planner) -> impl IntoView {
    // Which lines are open outlives new results.
    let open = RwSignal::new(Vec::<&'static str>::new());
    let content = move || {
        let computed = planner.computed.get()?;
        Some(failures(&computed.report, open))
    };
    view! { <div class="stack">{content}</div> }
}

/// Whether a failure stops what the platform is for.
fn stops(entry: &RecoveryEntry) -> bool {
    entry.effect.write == "stopped" || entry.effect.settle == "stopped"
}

fn failures(report: &Report, open: RwSignal<Vec<&'static str>>) -> AnyView {
    let text = |stated: Option<&Stated>| stated.map_or_else(|| "–".to_owned(), |stated| prose(&stated.text));
    let first = report.recovery.first().map(|entry| &entry.vendor_stated);
    let sub = t!(
        recovery::SUB,
        rto = text(first.and_then(|stated| stated.rto.as_ref())),
        rpo = text(first.and_then(|stated| stated.rpo.as_ref())),
        rtt = text(first.and_then(|stated| stated.rtt.as_ref()))
    );
    let automatic = report.recovery.iter().filter(|entry| entry.automatic).count();
    let (stopping, others): (Vec<_>, Vec<_>) = report.recovery.iter().partition(|entry| stops(entry));
    let groups = [(recovery::STOPS, stopping), (recovery::DEGRADES, others)];
    view! {
        <section class="card">
            <h2>{t!(recovery::TITLE, automatic = automatic, n = report.recovery.len())}</h2>
            <p class="sub">{sub}</p>
            <div class="scroll">
                <table class="cards modes" data-testid="failure-modes">
                    <thead>
                        <tr>
                            <th scope="col">{t!(recovery::FAILURE)}</th>
                            <th scope="col">{t!(recovery::HOW_OFTEN)}</th>
                            <th scope="col">{t!(recovery::READ)}</th>
                            <th scope="col">{t!(recovery::WRITE)}</th>
                            <th scope="col">{t!(recovery::SETTLE)}</th>
                            <th scope="col">{t!(recovery::WHO_ACTS)}</th>
                            <th scope="col" class="num">{term("rto", "RTO")} " P50 · P90"</th>
                            <th scope="col" class="num">{term("rtt", "RTT")} " P50 · P90"</th>
                            <th scope="col">{t!(recovery::DATA_LOST_P50_P90)}</th>
                        </tr>
                    </thead>
                    {groups
                        .into_iter()
                        .filter(|(_, entries)| !entries.is_empty())
                        .map(|(title, entries)| {
                            view! {
                                <tbody>
                                    <tr class="group">
                                        <th colspan=COLUMNS scope="rowgroup">
                                            {t!(title, n = entries.len())}
                                        </th>
                                    </tr>
                                    {entries.into_iter().map(|entry| row(entry, open)).collect::<Vec<_>>()}
                                </tbody>
                            }
                        })
                        .collect::<Vec<_>>()}
                </table>
            </div>
            {mixture(report)}
        </section>
    }
    .into_any()
}

/// Any failure that stops the platform, each as often as it happens.
fn mixture(report: &Report) -> Option<impl IntoView + use<>> {
    let any = report.recovery_mixture.as_ref()?;
    let minutes = any.rto_minutes;
    let mut text = t!(
        recovery::MIXTURE,
        n = digits(any.per_year),
        p50 = digits(minutes.p50),
        p90 = digits(minutes.p90),
        p99 = digits(minutes.p99)
    );
    if let (Some(stated), Some(p)) = (any.stated_minutes, any.p_within_stated) {
        text.push(' ');
        text.push_str(&t!(recovery::WITHIN_STATED, pct = digits(p * 100.0), minutes = digits(stated)));
    }
    Some(view! { <p class="note" data-testid="any-failure">{text}</p> })
}
