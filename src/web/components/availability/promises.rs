//! What providers promise beside the forecast, shares of a year and a month, and the user's own
//! incidents.

use leptos::prelude::*;

use crate::engine::report::{Contractual, Report, WindowEntry, digits, odds, small_dollars};
use crate::web::components::card;

/// Cards on promises, windows and incidents.
pub(super) fn promises(report: &Report) -> impl IntoView + use<> {
    let availability = &report.availability;
    let down = availability.downtime_minutes_per_year.mean;
    let refunds = availability.contractual.as_ref().filter(|contractual| contractual.complete.is_some());
    view! {
        {refunds.map(|contractual| credits(contractual, down))}
        {(!availability.windows.is_empty()).then(|| windows(&availability.windows))}
        {(!availability.history.is_empty()).then(|| incidents(report))}
    }
}

fn credits(contractual: &Contractual, minutes_down: f64) -> impl IntoView + use<> {
    let or = |value: Option<String>| value.unwrap_or_else(|| "unknown".to_owned());
    let usd = |value: Option<crate::engine::units::Usd>| or(value.map(|usd| small_dollars(usd.dollars())));
    let promised = contractual.promises.iter().filter(|entry| entry.sla_pct.is_some());
    let rows = promised.map(|entry| {
        let bands =
            entry.bands.iter().map(|band| format!("below {} %: {} %", band.below_pct, band.credit_pct));
        let bands = bands.collect::<Vec<_>>().join(", ");
        let bands = if bands.is_empty() { "credits not found".to_owned() } else { bands };
        let (source, as_of) = (entry.source.clone(), entry.as_of.clone());
        view! {
            <tr>
                <td>
                    <details class="why">
                        <summary>{entry.service}</summary>
                        <p>{entry.configuration.clone()}</p>
                        <p>"Credits: " {bands}</p>
                        <p>{entry.basis}</p>
                        <p>{source} ", " {as_of}</p>
                    </details>
                </td>
                <td class="num" data-label="Promised">{entry.sla_pct.map(|pct| format!("{pct} %"))}</td>
                <td class="num" data-label="Months below">{or(entry.p_month_below.map(odds))}</td>
                <td class="num" data-label="USD a month">{usd(entry.monthly_usd)}</td>
                <td class="num" data-label="Credit a year">{usd(entry.expected_credit_usd_per_year)}</td>
            </tr>
        }
    });
    let table = view! {
        <div class="scroll">
            <table class="classes" data-testid="promises">
                <thead>
                    <tr>
                        <th scope="col">"Promise"</th>
                        <th scope="col" class="num">"Promised"</th>
                        <th scope="col" class="num">"Months below"</th>
                        <th scope="col" class="num">"USD a month"</th>
                        <th scope="col" class="num">"Credit a year"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    let words = contractual.in_words(minutes_down);
    card("What providers promise, and what they refund", format!("Contract, no forecast: {words}."), table)
}

fn windows(windows: &[WindowEntry]) -> impl IntoView + use<> {
    let rows = windows.iter().map(|window| {
        view! {
            <tr>
                <th scope="row">{format!("{} %", window.availability_pct)}</th>
                <td class="num" data-label="Of years">{odds(window.p_year)}</td>
                <td class="num" data-label="Of years, over all rates">{over_rates(window)}</td>
                <td class="num" data-label="Of months">{odds(window.p_month)}</td>
                <td class="num" data-label="Months missed a year">{digits(window.months_breached_per_year)}</td>
            </tr>
        }
    });
    let table = view! {
        <div class="scroll">
            <table class="classes" data-testid="windows">
                <thead>
                    <tr>
                        <th scope="col">"Share of time up"</th>
                        <th scope="col" class="num">"Of years"</th>
                        <th scope="col" class="num">"Of years, over all rates"</th>
                        <th scope="col" class="num">"Of months"</th>
                        <th scope="col" class="num">"Months missed a year"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    card(
        "A year and a month are not the same promise",
        "How likely the platform is up for so much of a year, and of a month of 730 hours: at the likely rates, and in the mean over all that the rates may be.",
        table,
    )
}

fn over_rates(window: &WindowEntry) -> String {
    window.p_year_over_rates.map_or_else(|| "–".to_owned(), |p| odds(p.value))
}

fn incidents(report: &Report) -> impl IntoView + use<> {
    let rows = report.availability.history.iter().map(|entry| {
        let (prior, posterior) = (entry.prior, entry.posterior);
        let range = |likely: f64, low: f64, high: f64| {
            format!("{} ({} to {})", digits(likely), digits(low), digits(high))
        };
        view! {
            <tr>
                <td>
                    <details class="why">
                        <summary>{entry.class.clone()}</summary>
                        <p>{entry.unit.clone()} "; " {entry.note.clone()}</p>
                    </details>
                </td>
                <td class="num" data-label="Seen">{format!("{} in {}", entry.failures, digits(entry.exposure))}</td>
                <td class="num" data-label="Data">{range(prior.likely, prior.low, prior.high)}</td>
                <td class="num" data-label="With your incidents">
                    {range(posterior.mean, posterior.low, posterior.high)}
                </td>
            </tr>
        }
    });
    let table = view! {
        <div class="scroll">
            <table class="classes" data-testid="incidents">
                <thead>
                    <tr>
                        <th scope="col">"Class"</th>
                        <th scope="col" class="num">"Seen"</th>
                        <th scope="col" class="num">"Data"</th>
                        <th scope="col" class="num">"With your incidents"</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    card(
        "Your own incidents",
        "The figure of the data, and what your incidents make of it: mean, 5th to 95th percentile.",
        table,
    )
}
