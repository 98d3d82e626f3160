//! What providers promise beside the forecast, shares of a year and a month, and the user's own
//! incidents.

use leptos::prelude::*;

use crate::engine::report::{Contractual, Report, WindowEntry};
use crate::web::components::card;
use crate::web::words::{availability, charts, date, digits, local, odds, prose, small_dollars, t};

/// Cards on promises, windows and incidents.
pub(super) fn promises(report: &Report) -> impl IntoView + use<> {
    let figures = &report.availability;
    let down = figures.downtime_minutes_per_year.mean;
    let refunds = figures.contractual.as_ref().filter(|contractual| contractual.complete.is_some());
    view! {
        {refunds.map(|contractual| credits(contractual, down))}
        {(!figures.windows.is_empty()).then(|| windows(&figures.windows))}
        {(!figures.history.is_empty()).then(|| incidents(report))}
    }
}

fn credits(contractual: &Contractual, minutes_down: f64) -> impl IntoView + use<> {
    let or = |value: Option<String>| value.unwrap_or_else(|| t!(availability::UNKNOWN).to_owned());
    let usd = |value: Option<crate::engine::units::Usd>| or(value.map(|usd| small_dollars(usd.dollars())));
    let promised = contractual.promises.iter().filter(|entry| entry.sla_pct.is_some());
    let rows = promised.map(|entry| {
        let number = |value: f64| local(&value.to_string());
        let bands = entry.bands.iter().map(|band| {
            t!(availability::BAND, below = number(band.below_pct), credit = number(band.credit_pct))
        });
        let bands = bands.collect::<Vec<_>>().join(", ");
        let bands = if bands.is_empty() { t!(availability::NO_BANDS).to_owned() } else { bands };
        let (source, as_of) = (entry.source.clone(), entry.as_of.as_deref().map(date));
        view! {
            <tr>
                <td>
                    <details class="why">
                        <summary>{entry.service}</summary>
                        <p>{entry.configuration.clone()}</p>
                        <p>{t!(availability::CREDITS, bands = bands)}</p>
                        <p>{entry.basis}</p>
                        <p>{source} ", " {as_of}</p>
                    </details>
                </td>
                <td class="num" data-label=t!(availability::PROMISED)>{entry.sla_pct.map(|pct| local(&format!("{pct} %")))}</td>
                <td class="num" data-label=t!(availability::MONTHS_BELOW)>{or(entry.p_month_below.map(odds))}</td>
                <td class="num" data-label=t!(charts::USD_A_MONTH)>{usd(entry.monthly_usd)}</td>
                <td class="num" data-label=t!(availability::CREDIT_A_YEAR)>{usd(entry.expected_credit_usd_per_year)}</td>
            </tr>
        }
    });
    let table = view! {
        <div class="scroll">
            <table class="classes" data-testid="promises">
                <thead>
                    <tr>
                        <th scope="col">{t!(availability::PROMISE)}</th>
                        <th scope="col" class="num">{t!(availability::PROMISED)}</th>
                        <th scope="col" class="num">{t!(availability::MONTHS_BELOW)}</th>
                        <th scope="col" class="num">{t!(charts::USD_A_MONTH)}</th>
                        <th scope="col" class="num">{t!(availability::CREDIT_A_YEAR)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    let words = prose(&contractual.in_words(minutes_down));
    card(t!(availability::PROMISES_TITLE), t!(availability::PROMISES_SUB, words = words), table)
}

fn windows(windows: &[WindowEntry]) -> impl IntoView + use<> {
    let rows = windows.iter().map(|window| {
        view! {
            <tr>
                <th scope="row">{local(&format!("{} %", window.availability_pct))}</th>
                <td class="num" data-label=t!(availability::OF_YEARS)>{odds(window.p_year)}</td>
                <td class="num" data-label=t!(availability::OF_YEARS_ALL_RATES)>{over_rates(window)}</td>
                <td class="num" data-label=t!(availability::OF_MONTHS)>{odds(window.p_month)}</td>
                <td class="num" data-label=t!(availability::MONTHS_MISSED)>{digits(window.months_breached_per_year)}</td>
            </tr>
        }
    });
    let table = view! {
        <div class="scroll">
            <table class="classes" data-testid="windows">
                <thead>
                    <tr>
                        <th scope="col">{t!(availability::SHARE_UP)}</th>
                        <th scope="col" class="num">{t!(availability::OF_YEARS)}</th>
                        <th scope="col" class="num">{t!(availability::OF_YEARS_ALL_RATES)}</th>
                        <th scope="col" class="num">{t!(availability::OF_MONTHS)}</th>
                        <th scope="col" class="num">{t!(availability::MONTHS_MISSED)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    card(t!(availability::WINDOWS_TITLE), t!(availability::WINDOWS_SUB), table)
}

fn over_rates(window: &WindowEntry) -> String {
    window.p_year_over_rates.map_or_else(|| "–".to_owned(), |p| odds(p.value))
}

fn incidents(report: &Report) -> impl IntoView + use<> {
    let rows = report.availability.history.iter().map(|entry| {
        let (prior, posterior) = (entry.prior, entry.posterior);
        let range = |likely: f64, low: f64, high: f64| {
            t!(availability::RANGE, likely = digits(likely), low = digits(low), high = digits(high))
        };
        view! {
            <tr>
                <td>
                    <details class="why">
                        <summary>{entry.class.clone()}</summary>
                        <p>{entry.unit.clone()} "; " {prose(&entry.note)}</p>
                    </details>
                </td>
                <td class="num" data-label=t!(availability::SEEN)>{t!(availability::SEEN_IN, n = entry.failures, exposure = digits(entry.exposure))}</td>
                <td class="num" data-label=t!(availability::DATA)>{range(prior.likely, prior.low, prior.high)}</td>
                <td class="num" data-label=t!(availability::WITH_INCIDENTS)>
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
                        <th scope="col">{t!(availability::CLASS)}</th>
                        <th scope="col" class="num">{t!(availability::SEEN)}</th>
                        <th scope="col" class="num">{t!(availability::DATA)}</th>
                        <th scope="col" class="num">{t!(availability::WITH_INCIDENTS)}</th>
                    </tr>
                </thead>
                <tbody>{rows.collect_view()}</tbody>
            </table>
        </div>
    };
    card(t!(availability::INCIDENTS_TITLE), t!(availability::INCIDENTS_SUB), table)
}
