//! What happens after each failure.

use leptos::prelude::*;

use crate::engine::report::{RecoveryEntry, Report, Stated, age, digits};
use crate::web::state::Planner;

/// The recovery view.
#[component]
pub fn RecoveryView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        Some(view! { {failures(&computed.report)} {surfaces(&computed.report)} })
    };
    view! { <div class="stack">{content}</div> }
}

fn failures(report: &Report) -> impl IntoView + use<> {
    let text = |stated: Option<&Stated>| stated.map_or("–", |stated| stated.text.as_str()).to_owned();
    let first = report.recovery.first().map(|entry| &entry.vendor_stated);
    let sub = format!(
        "The vendor states RTO {}, RPO {}, RTT {}. RTT is total recovery time, verification included.",
        text(first.and_then(|stated| stated.rto.as_ref())),
        text(first.and_then(|stated| stated.rpo.as_ref())),
        text(first.and_then(|stated| stated.rtt.as_ref()))
    );
    let automatic = report.recovery.iter().filter(|entry| entry.automatic).count();
    view! {
        <section class="card">
            <h2>{format!("{automatic} of {} failures mend themselves", report.recovery.len())}</h2>
            <p class="sub">{sub}</p>
            <div class="scroll">
                <table class="recovery">
                    <thead>
                        <tr>
                            <th scope="col">"Failure"</th>
                            <th scope="col" class="num">"Times a year"</th>
                            <th scope="col" class="num">"RTO P50"</th>
                            <th scope="col" class="num">"RTO P90"</th>
                            <th scope="col" class="num">"Data lost"</th>
                            <th scope="col">"Who acts"</th>
                        </tr>
                    </thead>
                    <tbody>{report.recovery.iter().map(row).collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}

fn row(entry: &RecoveryEntry) -> impl IntoView + use<> {
    let minutes =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{} min", digits(value)));
    let rpo = entry.rpo_seconds.map_or_else(|| "–".to_owned(), |rpo| format!("{} s", digits(rpo.p50)));
    let basis = entry.basis.clone();
    view! {
        <tr>
            <td><details class="why"><summary>{entry.failure}</summary><p>{basis}</p></details></td>
            <td class="num" data-label="Times a year">{digits(entry.per_year)}</td>
            <td class="num" data-label="RTO P50">{minutes(entry.rto_minutes.map(|rto| rto.p50))}</td>
            <td class="num" data-label="RTO P90">{minutes(entry.rto_minutes.map(|rto| rto.p90))}</td>
            <td class="num" data-label="Data lost">{rpo}</td>
            <td data-label="Who acts">{entry.who_acts}</td>
        </tr>
    }
}

fn surfaces(report: &Report) -> impl IntoView + use<> {
    let rows = report.backup.rpo_by_surface.iter().map(|loss| {
        let age = loss.at_most_seconds.map_or_else(|| loss.lost.to_owned(), age);
        let basis = loss.basis.clone();
        view! {
            <tr>
                <td>{loss.surface}</td>
                <td data-label="Failure">{loss.failure}</td>
                <td class="num" data-label="At most">{age}</td>
                <td data-label="Because">{basis}</td>
            </tr>
        }
    });
    let stored = report.backup.stored_gib.now;
    view! {
        <section class="card">
            <h2>"Data that backups bring back, and how old it is"</h2>
            <p class="sub">
                {format!("\"Seconds\" holds for the database and the loss of a zone only. {} GiB of copies are kept.", digits(stored))}
            </p>
            <div class="scroll">
                <table class="surfaces">
                    <thead>
                        <tr>
                            <th scope="col">"Data"</th>
                            <th scope="col">"After"</th>
                            <th scope="col" class="num">"At most"</th>
                            <th scope="col">"Because"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </section>
    }
}
