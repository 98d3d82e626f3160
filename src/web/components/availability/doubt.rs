//! What is not known of the rates: the band of the mean, and what it hangs on.

use leptos::prelude::*;

use crate::engine::report::{DoubtEntry, Report, SwingEntry, digits};
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

/// Rates that are drawn.
const DRAWN: usize = 8;

/// The card, once the band is computed.
pub fn doubt(report: &Report) -> Option<AnyView> {
    let doubt = report.availability.uncertainty.as_ref()?;
    let title = format!(
        "The rates are known roughly: the mean may be from {} to {} minutes",
        digits(doubt.p5.value),
        digits(doubt.p95.value)
    );
    let picture = picture(doubt, title.clone());
    let keys = vec![
        ("whole".to_owned(), "nine of ten, over all that the rates may be".to_owned()),
        ("mean-mark".to_owned(), "their mean".to_owned()),
        ("line".to_owned(), "all rates at their likely values".to_owned()),
        ("fewer".to_owned(), "one rate at its 5th percentile".to_owned()),
        ("more".to_owned(), "at its 95th".to_owned()),
    ];
    Some(
        card(
            title,
            sub(doubt),
            view! {
                {chart("tornado", "a bar", Box::new(move |width| tornado(&picture, width)))}
                {legend(keys)}
                {table(doubt)}
            },
        )
        .into_any(),
    )
}

fn sub(doubt: &DoubtEntry) -> String {
    format!(
        "At the likely rates the mean of a year is {} minutes; over all that the rates may be it is {} ± {}. Chance within a year comes on top: see the curve above. Rates are taken as independent.",
        digits(doubt.at_likely),
        digits(doubt.mean.value),
        digits(doubt.mean.standard_error)
    )
}

fn picture(doubt: &DoubtEntry, label: String) -> TornadoChart {
    let row = |swing: &SwingEntry| TornadoRow {
        name: swing.id.clone(),
        at_low: swing.minutes_low,
        at_high: swing.minutes_high,
        told: format!(
            "{}: from {} to {}, likely {}; the mean of a year is from {} to {} minutes",
            swing.id,
            digits(swing.low),
            digits(swing.high),
            digits(swing.likely),
            digits(swing.minutes_low),
            digits(swing.minutes_high)
        ),
    };
    TornadoChart {
        band_name: "All rates together".to_owned(),
        band: (doubt.p5.value, doubt.p95.value),
        middle: doubt.mean.value,
        least: 0.0,
        likely: doubt.at_likely,
        told: format!(
            "All rates together: nine of ten from {} to {} minutes, mean {}, likely {}",
            digits(doubt.p5.value),
            digits(doubt.p95.value),
            digits(doubt.mean.value),
            digits(doubt.at_likely)
        ),
        rows: doubt.rates.iter().take(DRAWN).map(row).collect(),
        unit: "mean minutes down in a year".to_owned(),
        label,
    }
}

/// The same as a table, with the standard errors.
fn table(doubt: &DoubtEntry) -> AnyView {
    let row = |swing: &SwingEntry| {
        view! {
            <tr>
                <th scope="row">{swing.id.clone()}</th>
                <td class="num" data-label="Low · likely · high">
                    {format!("{} · {} · {}", digits(swing.low), digits(swing.likely), digits(swing.high))}
                </td>
                <td class="num" data-label="Minutes, low">{digits(swing.minutes_low)}</td>
                <td class="num" data-label="Minutes, high">{digits(swing.minutes_high)}</td>
            </tr>
        }
    };
    let band = [("P5", doubt.p5), ("median", doubt.p50), ("P95", doubt.p95)]
        .map(|(name, figure)| format!("{name} {} ± {}", digits(figure.value), digits(figure.standard_error)));
    view! {
        <details class="why more">
            <summary>{format!("All {} rates as a table", doubt.rates.len())}</summary>
            <p>{format!("{} futures, each solved exactly: {} minutes.", digits(doubt.futures as f64), band.join(", "))}</p>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Rate"</th>
                            <th scope="col" class="num">"P5 · likely · P95"</th>
                            <th scope="col" class="num">"Minutes at P5"</th>
                            <th scope="col" class="num">"Minutes at P95"</th>
                        </tr>
                    </thead>
                    <tbody>{doubt.rates.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
