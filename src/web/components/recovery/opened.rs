//! What a failure mode holds: its steps, its data, what is stated, where it is from.

use leptos::prelude::*;

use super::row::lost;
use crate::engine::report::{RecoveryEntry, RecoveryStep, Stated};
use crate::web::components::times::long;
use crate::web::words::{availability, date, digits, prose, recovery, t};

/// Everything on a failure mode.
pub fn opened(entry: &RecoveryEntry) -> AnyView {
    let odds = entry.p_succeeds.map(|p| t!(recovery::ODDS, pct = digits(p * 100.0)));
    let counted = match (entry.in_headline, entry.in_mixture) {
        (true, true) => t!(recovery::COUNTED_IN_BOTH),
        (true, false) => t!(recovery::COUNTED_IN_AVAILABILITY),
        (false, true) => t!(recovery::COUNTED_IN_MIXTURE),
        (false, false) => t!(recovery::COUNTED_NOWHERE),
    };
    let often = t!(
        recovery::TIMES_A_YEAR,
        n = digits(entry.per_year),
        low = digits(entry.per_year_range.low),
        high = digits(entry.per_year_range.high)
    );
    view! {
        <div class="opened">
            <p>{prose(&entry.basis)} {odds.map(|odds| format!(" {odds}"))}</p>
            <p class="sub">{format!("{often} {counted}")}</p>
            <h3>{t!(recovery::STEPS)}</h3>
            {bar(&entry.steps)}
            {steps(&entry.steps)}
            <div class="two">
                <div>
                    <h3>{t!(recovery::LOST_OF_EACH)}</h3>
                    {data(entry)}
                </div>
                <div>
                    <h3>{t!(recovery::VENDOR_STATES)}</h3>
                    {stated(entry)}
                </div>
            </div>
            {sources(entry)}
        </div>
    }
    .into_any()
}

/// The steps that take time, with their share of the mean of all.
fn shares(steps: &[RecoveryStep]) -> Vec<(usize, &'static str, f64, f64)> {
    let known = || steps.iter().enumerate().filter_map(|(i, step)| Some((i, step.step, step.minutes?.mean)));
    let all: f64 = known().map(|(_, _, mean)| mean).sum();
    known().filter(|(_, _, mean)| *mean > 0.0).map(|(i, name, mean)| (i, name, mean, mean / all)).collect()
}

/// The means one after the other. The table below says the same.
fn bar(steps: &[RecoveryStep]) -> Option<AnyView> {
    let shares = shares(steps);
    if shares.is_empty() {
        return None;
    }
    let said: Vec<String> =
        shares.iter().map(|(_, name, mean, _)| format!("{name} {}", long(mean / 60.0))).collect();
    let part = |(i, _, _, share): &(usize, &'static str, f64, f64)| {
        view! { <span class=format!("key zone-{}", i % 6) style:width=format!("{:.2}%", share * 100.0)></span> }
    };
    Some(
        view! {
            <div class="step-bar" role="img" aria-label=t!(recovery::MEANS, steps = said.join(t!(availability::THEN)))>
                {shares.iter().map(part).collect::<Vec<_>>()}
            </div>
        }
        .into_any(),
    )
}

fn steps(steps: &[RecoveryStep]) -> AnyView {
    let row = |(i, step): (usize, &RecoveryStep)| {
        let minutes =
            |value: Option<f64>| value.map_or_else(|| "–".to_owned(), |minutes| long(minutes / 60.0));
        let taken = step.minutes;
        view! {
            <tr>
                <th scope="row">
                    <span class=format!("key zone-{}", i % 6) aria-hidden="true"></span>
                    {step.step}
                </th>
                <td class="num" data-label=t!(recovery::MEAN)>{minutes(taken.map(|taken| taken.mean))}</td>
                <td class="num" data-label="P50">{minutes(taken.map(|taken| taken.p50))}</td>
                <td class="num" data-label="P90">{minutes(taken.map(|taken| taken.p90))}</td>
                <td class="src" data-label="">{prose(&step.basis)}</td>
            </tr>
        }
    };
    view! {
        <table class="cards steps">
            <thead>
                <tr>
                    <th scope="col">{t!(recovery::STEP)}</th>
                    <th scope="col" class="num">{t!(recovery::MEAN)}</th>
                    <th scope="col" class="num">"P50"</th>
                    <th scope="col" class="num">"P90"</th>
                    <th scope="col">{t!(recovery::FROM)}</th>
                </tr>
            </thead>
            <tbody>{steps.iter().enumerate().map(row).collect::<Vec<_>>()}</tbody>
        </table>
    }
    .into_any()
}

fn data(entry: &RecoveryEntry) -> AnyView {
    let rows = entry.rpo_by_surface.iter().map(|surface| {
        view! {
            <tr>
                <th scope="row">{surface.surface.replace('-', " ")}</th>
                <td>{lost(surface.lost, surface.seconds)}</td>
            </tr>
        }
    });
    view! { <table class="facts"><tbody>{rows.collect::<Vec<_>>()}</tbody></table> }.into_any()
}

fn stated(entry: &RecoveryEntry) -> AnyView {
    let vendor = &entry.vendor_stated;
    let row = |name: &'static str, stated: Option<&Stated>, note: Option<&String>| {
        let stated = stated?;
        let note = note.map(|note| format!(" {}", prose(note)));
        Some(view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{prose(&stated.text)}<span class="src">{note}</span></td>
            </tr>
        })
    };
    let answer = entry.supports_stated.map(|answer| {
        let (class, words) = match answer {
            "yes" => ("good", t!(recovery::SUPPORTS)),
            "partly" => ("warn", t!(recovery::SUPPORTS_PARTLY)),
            _ => ("bad", t!(recovery::SUPPORTS_NOT)),
        };
        let why = entry.supports_why.as_ref().map(|why| format!(": {}", prose(why)));
        view! { <p data-testid="supports"><b class=class>{words}</b>{why}"."</p> }
    });
    view! {
        <table class="facts">
            <tbody>
                {row("RTO", vendor.rto.as_ref(), vendor.rto_note.as_ref())}
                {row("RPO", vendor.rpo.as_ref(), vendor.rpo_note.as_ref())}
                {row("RTT", vendor.rtt.as_ref(), vendor.rtt_note.as_ref())}
            </tbody>
        </table>
        {answer}
    }
    .into_any()
}

fn sources(entry: &RecoveryEntry) -> AnyView {
    let item = |row: &str, method: &str, as_of: &str, source: &str| {
        view! { <li><b>{row.to_owned()}</b> {format!(" {method}, {}: {source}", date(as_of))}</li> }
    };
    let items = entry.sources.iter().map(|from| item(&from.row, from.method, &from.as_of, &from.source));
    view! {
        <details class="why more">
            <summary>{t!(recovery::ROWS_READ, n = entry.sources.len())}</summary>
            <ul>{items.collect::<Vec<_>>()}</ul>
        </details>
    }
    .into_any()
}
