//! What happens after each failure.

use leptos::prelude::*;

use crate::engine::report::{RecoveryEntry, Report, Stated, age, digits};
use crate::web::state::Planner;

/// The recovery view.
#[component]
pub fn RecoveryView(planner: Planner) -> impl IntoView {
    let content = move || {
        let computed = planner.computed.get()?;
        Some(failures(&computed.report))
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
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Failure"</th>
                            <th scope="col" class="num">"Times a year"</th>
                            <th scope="col" class="num">"RTO P50"</th>
                            <th scope="col" class="num">"RTO P90"</th>
                            <th scope="col" class="num">"RTT P50"</th>
                            <th scope="col" class="num">"RTT P90"</th>
                            <th scope="col" class="num">"Data lost, P50 · P90"</th>
                            <th scope="col">"Who acts"</th>
                        </tr>
                    </thead>
                    <tbody>{report.recovery.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            {mixture(report)}
        </section>
    }
}

/// Any failure, each as often as it happens.
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

fn row(entry: &RecoveryEntry) -> AnyView {
    let minutes =
        |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |value| format!("{} min", digits(value)));
    let (rto, rtt) = (entry.rto_minutes, entry.rtt_minutes);
    let basis = entry.basis.clone();
    let odds =
        entry.p_succeeds.map(|p| format!("What brings it back works with odds of {} %.", digits(p * 100.0)));
    view! {
        <tr>
            <td>
                <details class="why"><summary>{entry.failure.clone()}</summary><p>{basis}</p><p>{odds}</p></details>
            </td>
            <td class="num" data-label="Times a year">{digits(entry.per_year)}</td>
            <td class="num" data-label="RTO P50">{minutes(rto.map(|rto| rto.p50))}</td>
            <td class="num" data-label="RTO P90">{minutes(rto.map(|rto| rto.p90))}</td>
            <td class="num" data-label="RTT P50">{minutes(rtt.map(|rtt| rtt.p50))}</td>
            <td class="num" data-label="RTT P90">{minutes(rtt.map(|rtt| rtt.p90))}</td>
            <td class="num" data-label="Data lost">{lost(entry)}</td>
            <td data-label="Who acts">{entry.who_acts.clone()}</td>
        </tr>
    }
    .into_any()
}

/// Data of the database that are lost.
fn lost(entry: &RecoveryEntry) -> String {
    let short = |seconds: f64| if seconds < 120.0 { format!("{} s", digits(seconds)) } else { age(seconds) };
    match (entry.lost, entry.rpo_seconds) {
        ("everything", _) => "all of it".to_owned(),
        (_, Some(rpo)) if rpo.p90 <= 0.0 => "none".to_owned(),
        (_, Some(rpo)) => format!("{} · {}", short(rpo.p50), short(rpo.p90)),
        (_, None) => "unknown".to_owned(),
    }
}
