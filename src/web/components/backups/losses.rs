//! What each failure costs of each kind of data: a table of both.

use leptos::prelude::*;

use crate::engine::report::{LossEntry, Report};
use crate::web::words::{age, availability, backups, prose, recovery, t};

/// The card with the table.
pub fn losses(report: &Report) -> AnyView {
    let all = &report.backup.rpo_by_surface;
    let mut surfaces: Vec<&str> = Vec::new();
    let mut failures: Vec<(&str, &str)> = Vec::new();
    for loss in all {
        if !surfaces.contains(&loss.surface) {
            surfaces.push(loss.surface);
        }
        if !failures.contains(&(loss.failure_id, loss.failure)) {
            failures.push((loss.failure_id, loss.failure));
        }
    }
    let gone = all.iter().filter(|loss| loss.lost == "everything").count();
    let title = match gone {
        0 => t!(backups::LOSSES_TITLE).to_owned(),
        1 => t!(backups::ONE_WITHOUT_COPY).to_owned(),
        gone => t!(backups::SOME_WITHOUT_COPY, n = gone),
    };
    let heads =
        failures.iter().map(|(_, name)| view! { <th scope="col" class="num">{(*name).to_owned()}</th> });
    let rows = surfaces.iter().map(|surface| {
        let cells = failures.iter().map(|(id, name)| {
            let loss = all.iter().find(|loss| loss.surface == *surface && loss.failure_id == *id);
            cell(loss, name)
        });
        view! { <tr><th scope="row">{(*surface).to_owned()}</th>{cells.collect::<Vec<_>>()}</tr> }
    });
    let why = all.iter().map(|loss| {
        view! { <li><b>{format!("{}, {}: ", loss.surface, loss.failure)}</b>{prose(&loss.basis)}</li> }
    });
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p class="sub">
                {t!(backups::LOSSES_SUB)}
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label=t!(backups::LOSSES_LABEL)>
                <table class="cards losses" data-testid="losses">
                    <thead><tr><th scope="col">{t!(availability::DATA)}</th>{heads.collect::<Vec<_>>()}</tr></thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <details class="why more">
                <summary>{t!(backups::WHY)}</summary>
                <ul>{why.collect::<Vec<_>>()}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn cell(loss: Option<&LossEntry>, failure: &str) -> AnyView {
    let (text, class) = match loss.map(|loss| (loss.lost, loss.p50_seconds, loss.p90_seconds)) {
        None => ("–".to_owned(), "num"),
        Some(("everything", ..)) => (t!(recovery::ALL_OF_IT).to_owned(), "num bad"),
        Some((_, Some(_), Some(p90))) if p90 <= 0.0 => (t!(backups::NOTHING).to_owned(), "num good"),
        Some((_, Some(p50), Some(p90))) => (format!("{} · {}", age(p50), age(p90)), "num"),
        Some(_) => (t!(availability::UNKNOWN).to_owned(), "num warn"),
    };
    view! { <td class=class data-label=failure.to_owned()>{text}</td> }.into_any()
}
