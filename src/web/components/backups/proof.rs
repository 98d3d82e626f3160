//! Gaps of the copies, and what a restore takes and proves.

use leptos::prelude::*;

use crate::engine::catalogue::Surface;
use crate::engine::report::Report;
use crate::web::components::card;
use crate::web::words::{availability, backups, date, digits, prose, recovery, t};

/// The card with the gaps.
pub fn findings(report: &Report) -> AnyView {
    let findings = &report.backup.findings;
    let title = match findings.len() {
        0 => t!(backups::NO_GAP).to_owned(),
        1 => t!(backups::ONE_GAP).to_owned(),
        n => t!(backups::SOME_GAPS, n = n),
    };
    // What is said of several kinds of data is said once.
    let items = findings.chunk_by(|one, other| one.message == other.message).map(|alike| {
        let finding = &alike[0];
        let of: Vec<&str> = alike.iter().filter_map(|one| one.surface.map(Surface::title)).collect();
        let of = (!of.is_empty()).then(|| view! { <b>{format!("{}: ", of.join(", "))}</b> });
        view! {
            <li>{of}{prose(&finding.message)}<span class="mend">{prose(&finding.advice)}</span></li>
        }
    });
    card(
        title,
        t!(backups::GAPS_SUB),
        view! { <ul class="findings" data-testid="backup-findings">{items.collect::<Vec<_>>()}</ul> },
    )
    .into_any()
}

/// The card with the restore.
pub fn proof(report: &Report) -> AnyView {
    let backup = &report.backup;
    let proof = &backup.proof;
    let title = match backup.restore_minutes {
        Some(minutes) => {
            t!(backups::RESTORE_TAKES, p50 = digits(minutes.p50), p90 = digits(minutes.p90))
        }
        None => t!(backups::RESTORE).to_owned(),
    };
    let works =
        t!(backups::RESTORE_WORKS, pct = digits(proof.p_restore_works * 100.0), basis = prose(&proof.basis));
    let drill = proof.last_drill.zip(proof.measured_restore_minutes);
    let measured = drill
        .map(|(day, minutes)| t!(backups::MEASURED, minutes = digits(minutes), day = date(&day.to_string())));
    let rebuild = backup
        .rebuild_minutes
        .map(|minutes| t!(backups::REBUILD, p50 = digits(minutes.p50), p90 = digits(minutes.p90)));
    let sentences: Vec<String> = [Some(works), measured, rebuild].into_iter().flatten().collect();
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
        let range = t!(backups::RANGE, low = digits(step.low), high = digits(step.high));
        view! {
            <tr>
                <td>{step.name.clone()} " " <span class="src">{step.part}</span></td>
                <td class="num" data-label=t!(availability::DATA)>{gib}</td>
                <td class="num" data-label=t!(backups::MINUTES)>{range}</td>
            </tr>
        }
    });
    card(
        title,
        sentences.join(" "),
        view! {
            <table>
                <thead>
                    <tr>
                        <th scope="col">{t!(backups::BACK_AGAIN)}</th>
                        <th scope="col" class="num">"P50"</th>
                        <th scope="col" class="num">"P90"</th>
                    </tr>
                </thead>
                <tbody>{surfaces.collect::<Vec<_>>()}</tbody>
            </table>
            <details class="why more">
                <summary>{t!(backups::RESTORE_STEPS)}</summary>
                <div class="scroll">
                    <table class="cards">
                        <thead>
                            <tr>
                                <th scope="col">{t!(recovery::STEP)}</th>
                                <th scope="col" class="num">{t!(availability::DATA)}</th>
                                <th scope="col" class="num">{t!(backups::MINUTES)}</th>
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
