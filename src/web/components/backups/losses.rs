//! What each failure costs of each kind of data: a table of both.

use leptos::prelude::*;

use crate::engine::report::{LossEntry, Report, age};

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
        0 => "What is lost of the data, and how old it is".to_owned(),
        1 => "One kind of loss has no copy left".to_owned(),
        gone => format!("{gone} kinds of loss have no copy left"),
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
        view! { <li><b>{format!("{}, {}: ", loss.surface, loss.failure)}</b>{loss.basis.clone()}</li> }
    });
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p class="sub">
                "Age of the data that is lost: half of the losses stay below the first figure, nine of ten below the second. \"Seconds\" holds for the database and the loss of a zone only."
            </p>
            <div class="scroll" tabindex="0" role="region" aria-label="Age of the data that is lost">
                <table class="cards losses" data-testid="losses">
                    <thead><tr><th scope="col">"Data"</th>{heads.collect::<Vec<_>>()}</tr></thead>
                    <tbody>{rows.collect::<Vec<_>>()}</tbody>
                </table>
            </div>
            <details class="why more">
                <summary>"Why"</summary>
                <ul>{why.collect::<Vec<_>>()}</ul>
            </details>
        </section>
    }
    .into_any()
}

fn cell(loss: Option<&LossEntry>, failure: &str) -> AnyView {
    let (text, class) = match loss.map(|loss| (loss.lost, loss.p50_seconds, loss.p90_seconds)) {
        None => ("–".to_owned(), "num"),
        Some(("everything", ..)) => ("all of it".to_owned(), "num bad"),
        Some((_, Some(_), Some(p90))) if p90 <= 0.0 => ("nothing".to_owned(), "num good"),
        Some((_, Some(p50), Some(p90))) => (format!("{} · {}", age(p50), age(p90)), "num"),
        Some(_) => ("unknown".to_owned(), "num warn"),
    };
    view! { <td class=class data-label=failure.to_owned()>{text}</td> }.into_any()
}
