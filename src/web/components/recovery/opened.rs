//! What a failure mode holds: its steps, its data, what is stated, where it is from.

use leptos::prelude::*;

use super::row::lost;
use crate::engine::report::{RecoveryEntry, RecoveryStep, Stated, digits};
use crate::web::components::times::long;

/// Everything on a failure mode.
pub fn opened(entry: &RecoveryEntry) -> AnyView {
    let odds =
        entry.p_succeeds.map(|p| format!(" What brings it back works with odds of {} %.", digits(p * 100.0)));
    let counted = match (entry.in_headline, entry.in_mixture) {
        (true, true) => "Counted in the availability above and in the mixture of failures below.",
        (true, false) => "Counted in the availability above.",
        (false, true) => "Counted in the mixture of failures below; not in the availability.",
        (false, false) => "Counted in no figure of the whole.",
    };
    let often = format!(
        "{} times a year, from {} to {}. {counted}",
        digits(entry.per_year),
        digits(entry.per_year_range.low),
        digits(entry.per_year_range.high)
    );
    view! {
        <div class="opened">
            <p>{format!("{}{}", entry.basis, odds.unwrap_or_default())}</p>
            <p class="sub">{often}</p>
            <h3>"Steps"</h3>
            {bar(&entry.steps)}
            {steps(&entry.steps)}
            <div class="two">
                <div>
                    <h3>"What is lost of each kind of data"</h3>
                    {data(entry)}
                </div>
                <div>
                    <h3>"What the vendor states"</h3>
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
        view! { <span class=format!("key zone-{}", i % 6) style=format!("width:{:.2}%", share * 100.0)></span> }
    };
    Some(
        view! {
            <div class="step-bar" role="img" aria-label=format!("Means: {}", said.join(", then "))>
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
                <td class="num" data-label="Mean">{minutes(taken.map(|taken| taken.mean))}</td>
                <td class="num" data-label="P50">{minutes(taken.map(|taken| taken.p50))}</td>
                <td class="num" data-label="P90">{minutes(taken.map(|taken| taken.p90))}</td>
                <td class="src" data-label="">{step.basis.clone()}</td>
            </tr>
        }
    };
    view! {
        <table class="cards steps">
            <thead>
                <tr>
                    <th scope="col">"Step"</th>
                    <th scope="col" class="num">"Mean"</th>
                    <th scope="col" class="num">"P50"</th>
                    <th scope="col" class="num">"P90"</th>
                    <th scope="col">"From"</th>
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
        let note = note.map(|note| format!(" {note}"));
        Some(view! {
            <tr>
                <th scope="row">{name}</th>
                <td>{stated.text.clone()}<span class="src">{note}</span></td>
            </tr>
        })
    };
    let answer = entry.supports_stated.map(|answer| {
        let (class, words) = match answer {
            "yes" => ("good", "✓ This layout supports it"),
            "partly" => ("warn", "◐ This layout supports it in part"),
            _ => ("bad", "✕ This layout does not support it"),
        };
        let why = entry.supports_why.as_ref().map(|why| format!(": {why}"));
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
        view! { <li><b>{row.to_owned()}</b> {format!(" {method}, {as_of}: {source}")}</li> }
    };
    let items = entry.sources.iter().map(|from| item(&from.row, from.method, &from.as_of, &from.source));
    view! {
        <details class="why more">
            <summary>{format!("{} rows that it reads", entry.sources.len())}</summary>
            <ul>{items.collect::<Vec<_>>()}</ul>
        </details>
    }
    .into_any()
}
