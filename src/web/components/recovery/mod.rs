//! What happens after each failure: the table of failure modes.

mod opened;
mod row;

use leptos::prelude::*;

use self::row::row;
use super::terms::term;
use crate::engine::report::{RecoveryEntry, Report, Stated, digits};
use crate::web::state::Planner;

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
    let text = |stated: Option<&Stated>| stated.map_or("–", |stated| stated.text.as_str()).to_owned();
    let first = report.recovery.first().map(|entry| &entry.vendor_stated);
    let sub = format!(
        "The vendor states RTO {}, RPO {}, RTT {}. RTT is total recovery time, verification included; never network latency. Open a line for its steps, its data and whether what is stated holds.",
        text(first.and_then(|stated| stated.rto.as_ref())),
        text(first.and_then(|stated| stated.rpo.as_ref())),
        text(first.and_then(|stated| stated.rtt.as_ref()))
    );
    let automatic = report.recovery.iter().filter(|entry| entry.automatic).count();
    let (stopping, others): (Vec<_>, Vec<_>) = report.recovery.iter().partition(|entry| stops(entry));
    let groups = [("Stops writing or blocks", stopping), ("Degrades, or is borne", others)];
    view! {
        <section class="card">
            <h2>{format!("{automatic} of {} failures mend themselves", report.recovery.len())}</h2>
            <p class="sub">{sub}</p>
            <div class="scroll">
                <table class="cards modes" data-testid="failure-modes">
                    <thead>
                        <tr>
                            <th scope="col">"Failure"</th>
                            <th scope="col">"How often"</th>
                            <th scope="col">"Read"</th>
                            <th scope="col">"Write"</th>
                            <th scope="col">"Settle"</th>
                            <th scope="col">"Who acts"</th>
                            <th scope="col" class="num">{term("rto", "RTO")} " P50 · P90"</th>
                            <th scope="col" class="num">{term("rtt", "RTT")} " P50 · P90"</th>
                            <th scope="col">"Data lost, P50 · P90"</th>
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
                                            {format!("{title}: {}", entries.len())}
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
    let mut text = format!(
        "Of {} failures a year that stop writes or blocks, each as often as it happens, half are over within {} minutes, nine of ten within {}, 99 of a hundred within {}.",
        digits(any.per_year),
        digits(minutes.p50),
        digits(minutes.p90),
        digits(minutes.p99)
    );
    if let (Some(stated), Some(p)) = (any.stated_minutes, any.p_within_stated) {
        text.push_str(&format!(
            " {} % are over within the {} minutes that the vendor states.",
            digits(p * 100.0),
            digits(stated)
        ));
    }
    Some(view! { <p class="note" data-testid="any-failure">{text}</p> })
}
