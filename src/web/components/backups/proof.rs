//! Gaps of the copies, and what a restore takes and proves.

use leptos::prelude::*;

use crate::engine::report::{Report, digits};
use crate::web::components::card;

/// The card with the gaps.
pub fn findings(report: &Report) -> AnyView {
    let findings = &report.backup.findings;
    let title = match findings.len() {
        0 => "No gap in the copies".to_owned(),
        1 => "One gap in the copies".to_owned(),
        n => format!("{n} gaps in the copies"),
    };
    let items = findings.iter().map(|finding| {
        view! {
            <li>{finding.message.clone()}<span class="mend">{finding.advice.clone()}</span></li>
        }
    });
    card(
        title,
        "Data that no tier copies, copies that go too early, copies that lie in the region they protect, restores that nobody tried.",
        view! { <ul class="findings" data-testid="backup-findings">{items.collect::<Vec<_>>()}</ul> },
    )
    .into_any()
}

/// The card with the restore.
pub fn proof(report: &Report) -> AnyView {
    let backup = &report.backup;
    let proof = &backup.proof;
    let title = match backup.restore_minutes {
        Some(minutes) => format!(
            "A restore takes {} minutes, nine of ten less than {}",
            digits(minutes.p50),
            digits(minutes.p90)
        ),
        None => "How long a restore takes".to_owned(),
    };
    let mut sub =
        format!("It works with odds of {} %: {}.", digits(proof.p_restore_works * 100.0), proof.basis);
    if let (Some(day), Some(minutes)) = (proof.last_drill, proof.measured_restore_minutes) {
        sub.push_str(&format!(" {} minutes were measured on {day}.", digits(minutes)));
    }
    if let Some(minutes) = backup.rebuild_minutes {
        sub.push_str(&format!(
            " Into a new cluster: {} minutes, nine of ten less than {}.",
            digits(minutes.p50),
            digits(minutes.p90)
        ));
    }
    let surfaces = backup.restore_by_surface.iter().map(|surface| {
        view! {
            <tr>
                <th scope="row">{surface.surface}</th>
                <td class="num" data-label="P50">{format!("{} min", digits(surface.minutes.p50))}</td>
                <td class="num" data-label="P90">{format!("{} min", digits(surface.minutes.p90))}</td>
            </tr>
        }
    });
    let steps = backup.restore_steps.iter().map(|step| {
        let gib = step.gib.map_or_else(String::new, |gib| format!("{} GiB", digits(gib)));
        let range = format!("{} to {}", digits(step.low), digits(step.high));
        view! {
            <tr>
                <td>{step.name.clone()} " " <span class="src">{step.part}</span></td>
                <td class="num" data-label="Data">{gib}</td>
                <td class="num" data-label="Minutes">{range}</td>
            </tr>
        }
    });
    card(
        title,
        sub,
        view! {
            <table>
                <thead>
                    <tr>
                        <th scope="col">"Back again"</th>
                        <th scope="col" class="num">"P50"</th>
                        <th scope="col" class="num">"P90"</th>
                    </tr>
                </thead>
                <tbody>{surfaces.collect::<Vec<_>>()}</tbody>
            </table>
            <details class="why more">
                <summary>"Steps of a restore"</summary>
                <div class="scroll">
                    <table class="cards">
                        <thead>
                            <tr>
                                <th scope="col">"Step"</th>
                                <th scope="col" class="num">"Data"</th>
                                <th scope="col" class="num">"Minutes"</th>
                            </tr>
                        </thead>
                        <tbody>{steps.collect::<Vec<_>>()}</tbody>
                    </table>
                </div>
            </details>
        },
    )
    .into_any()
}
