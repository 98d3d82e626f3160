//! What is not known of the rates: the band of the mean, and what it hangs on.

use leptos::prelude::*;

use crate::engine::report::{DoubtEntry, Report, SwingEntry};
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};
use crate::web::state::Planner;
use crate::web::words::{availability, digits, t};

/// Rates that are drawn.
const DRAWN: usize = 8;

/// The card, once the band is computed.
pub fn doubt(planner: Planner, report: &Report) -> Option<AnyView> {
    let doubt = report.availability.uncertainty.as_ref()?;
    let title = t!(availability::DOUBT_TITLE, low = digits(doubt.p5.value), high = digits(doubt.p95.value));
    let picture = picture(planner, doubt, title.clone());
    let keys = vec![
        ("whole".to_owned(), t!(availability::KEY_BAND).to_owned()),
        ("mean-mark".to_owned(), t!(availability::KEY_MEAN).to_owned()),
        ("line".to_owned(), t!(availability::KEY_LIKELY).to_owned()),
        ("fewer".to_owned(), t!(availability::KEY_LOW).to_owned()),
        ("more".to_owned(), t!(availability::KEY_HIGH).to_owned()),
    ];
    Some(
        card(
            title,
            sub(doubt),
            view! {
                {chart("tornado", t!(availability::A_BAR), Box::new(move |width| tornado(&picture, width)))}
                {legend(keys)}
                {table(planner, doubt)}
            },
        )
        .into_any(),
    )
}

fn sub(doubt: &DoubtEntry) -> String {
    t!(
        availability::DOUBT_SUB,
        likely = digits(doubt.at_likely),
        mean = digits(doubt.mean.value),
        error = digits(doubt.mean.standard_error)
    )
}

/// What a rate is called: what it means in the model, or its id.
fn name(planner: Planner, id: &str) -> String {
    planner.meaning(id).unwrap_or_else(|| id.to_owned())
}

fn picture(planner: Planner, doubt: &DoubtEntry, label: String) -> TornadoChart {
    let row = |swing: &SwingEntry| TornadoRow {
        name: name(planner, &swing.id),
        at_low: swing.minutes_low,
        at_high: swing.minutes_high,
        told: t!(
            availability::RATE_TOLD,
            rate = name(planner, &swing.id),
            low = digits(swing.low),
            high = digits(swing.high),
            likely = digits(swing.likely),
            minutes_low = digits(swing.minutes_low),
            minutes_high = digits(swing.minutes_high)
        ),
    };
    TornadoChart {
        band_name: t!(availability::ALL_RATES).to_owned(),
        band: (doubt.p5.value, doubt.p95.value),
        middle: doubt.mean.value,
        least: 0.0,
        likely: doubt.at_likely,
        told: t!(
            availability::ALL_RATES_TOLD,
            low = digits(doubt.p5.value),
            high = digits(doubt.p95.value),
            mean = digits(doubt.mean.value),
            likely = digits(doubt.at_likely)
        ),
        rows: doubt.rates.iter().take(DRAWN).map(row).collect(),
        unit: t!(availability::MEAN_MINUTES_DOWN).to_owned(),
        label,
    }
}

/// The same as a table, with the standard errors.
fn table(planner: Planner, doubt: &DoubtEntry) -> AnyView {
    let row = |swing: &SwingEntry| {
        view! {
            <tr>
                <th scope="row">{name(planner, &swing.id)} <span class="src below">{swing.id.clone()}</span></th>
                <td class="num" data-label=t!(availability::LOW_LIKELY_HIGH)>
                    {format!("{} · {} · {}", digits(swing.low), digits(swing.likely), digits(swing.high))}
                </td>
                <td class="num" data-label=t!(availability::MINUTES_LOW)>{digits(swing.minutes_low)}</td>
                <td class="num" data-label=t!(availability::MINUTES_HIGH)>{digits(swing.minutes_high)}</td>
            </tr>
        }
    };
    let band = [("P5", doubt.p5), (t!(availability::MEDIAN), doubt.p50), ("P95", doubt.p95)]
        .map(|(name, figure)| format!("{name} {} ± {}", digits(figure.value), digits(figure.standard_error)));
    view! {
        <details class="why more">
            <summary>{t!(availability::RATES_TABLE, n = doubt.rates.len())}</summary>
            <p>{t!(availability::FUTURES, n = digits(doubt.futures as f64), figures = band.join(", "))}</p>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">{t!(availability::RATE)}</th>
                            <th scope="col" class="num">{t!(availability::P5_LIKELY_P95)}</th>
                            <th scope="col" class="num">{t!(availability::MINUTES_P5)}</th>
                            <th scope="col" class="num">{t!(availability::MINUTES_P95)}</th>
                        </tr>
                    </thead>
                    <tbody>{doubt.rates.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
