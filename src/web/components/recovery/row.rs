//! A failure mode as a line that can be opened.

use leptos::prelude::*;

use super::COLUMNS;
use super::opened::opened;
use crate::engine::report::{P10P50P90, RecoveryEntry};
use crate::web::components::times::{long, often};
use crate::web::words::{age, availability, recovery, t};

/// The line, and below it what it holds while it is open.
pub fn row(entry: &RecoveryEntry, open: RwSignal<Vec<&'static str>>) -> AnyView {
    let id = entry.id;
    let is_open = move || open.with(|open| open.contains(&id));
    let toggle = move |_| {
        open.update(|open| match open.iter().position(|other| *other == id) {
            Some(at) => drop(open.remove(at)),
            None => open.push(id),
        });
    };
    let who = if entry.automatic {
        t!(recovery::BY_ITSELF, who = entry.who_acts)
    } else {
        t!(recovery::WAITS_FOR, who = entry.who_acts)
    };
    let details = entry.clone();
    view! {
        <tr>
            <th scope="row">
                <button
                    type="button"
                    class="unfold"
                    data-testid=format!("mode-{id}")
                    aria-expanded=move || is_open().to_string()
                    on:click=toggle
                >
                    {entry.failure.clone()}
                </button>
                <span class="src below">{entry.scope.clone()}</span>
            </th>
            <td data-label=t!(recovery::HOW_OFTEN)>{often(entry.per_year)}</td>
            <td data-label=t!(recovery::READ)>{effect(entry.effect.read)}</td>
            <td data-label=t!(recovery::WRITE)>{effect(entry.effect.write)}</td>
            <td data-label=t!(recovery::SETTLE)>{effect(entry.effect.settle)}</td>
            <td data-label=t!(recovery::WHO_ACTS)>{who}</td>
            <td class="num" data-label="RTO P50 · P90">{minutes(entry.rto_minutes)}</td>
            <td class="num" data-label="RTT P50 · P90">{minutes(entry.rtt_minutes)}</td>
            <td data-label=t!(recovery::DATA_LOST)>{lost(entry.lost, entry.rpo_seconds)}</td>
        </tr>
        {move || {
            is_open()
                .then(|| {
                    view! {
                        <tr class="unfolded">
                            <td colspan=COLUMNS>{opened(&details)}</td>
                        </tr>
                    }
                })
        }}
    }
    .into_any()
}

/// What a failure does to a function: a word with a mark, not the colour alone.
fn effect(word: &'static str) -> impl IntoView {
    let (class, said) = match word {
        "stopped" => ("bad", recovery::STOPPED),
        "degraded" => ("warn", recovery::DEGRADED),
        _ => ("good", recovery::WORKS),
    };
    view! { <span class=format!("effect {class}")>{t!(said)}</span> }
}

/// Two times that break between them, and nowhere else.
fn minutes(value: Option<P10P50P90>) -> String {
    let one = |minutes: f64| long(minutes / 60.0).replace(' ', "\u{a0}");
    value.map_or_else(|| "–".to_owned(), |value| format!("{} · {}", one(value.p50), one(value.p90)))
}

/// What is lost of some data, in words.
pub fn lost(lost: &str, seconds: Option<P10P50P90>) -> String {
    let short = |seconds: f64| {
        if seconds < 120.0 { long(seconds / 3600.0) } else { age(seconds) }
    };
    match (lost, seconds) {
        ("nothing", _) => t!(recovery::NONE).to_owned(),
        ("everything", _) => t!(recovery::ALL_OF_IT).to_owned(),
        (_, Some(rpo)) if rpo.p90 <= 0.0 => t!(recovery::NONE).to_owned(),
        (_, Some(rpo)) => match (short(rpo.p50), short(rpo.p90)) {
            (p50, p90) if p50 == p90 => p50,
            (p50, p90) => format!("{p50} · {p90}"),
        },
        (_, None) => t!(availability::UNKNOWN).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_data_are_never_unknown_as_none() {
        let ends = |p50, p90| Some(P10P50P90 { p10: p50, p50, p90 });
        for (word, seconds, said) in [
            ("nothing", None, "none"),
            ("everything", None, "all of it"),
            ("unknown", None, "unknown"),
            ("since-log", ends(300.0, 300.0), "5 min"),
            ("since-copy", ends(43_200.0, 77_760.0), "12 h · 21.6 h"),
            ("behind", ends(1.0, 60.0), "1 s · 1 min"),
        ] {
            assert_eq!(lost(word, seconds), said);
        }
    }

    #[test]
    fn a_time_is_said_with_its_unit() {
        assert_eq!(minutes(Some(P10P50P90 { p10: 1.0, p50: 1.5, p90: 180.0 })), "1.5\u{a0}min · 3\u{a0}h");
        assert_eq!(minutes(None), "–");
    }
}
