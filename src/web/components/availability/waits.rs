//! What it costs that nobody is there at night.

use leptos::prelude::*;

use crate::engine::report::Report;
use crate::web::state::Planner;
use crate::web::words::{availability, digits, t};

/// The field, and its value with which somebody is always there.
const ON_CALL: (&str, &str) = ("team.on_call", "rota-24x7");

/// The line on waiting for people, where they are not always there.
pub fn waits(planner: Planner, report: &Report, edited: Callback<(&'static str, String)>) -> Option<AnyView> {
    if report.effort.on_call.arrangement == ON_CALL.1 {
        return None;
    }
    let now = report.availability.downtime_minutes_per_year.mean;
    let text = said(now, planner.minutes_with(ON_CALL.0, ON_CALL.1)?)?;
    Some(
        view! {
            <p class="note" data-testid="waits">
                {text} " "
                <button
                    type="button"
                    data-testid="use-rota"
                    on:click=move |_| edited.run((ON_CALL.0, ON_CALL.1.to_owned()))
                >
                    {t!(availability::USE_ROTA)}
                </button>
            </p>
        }
        .into_any(),
    )
}

/// How much of the minutes down goes away with a rota; nothing where it is none.
fn said(now: f64, with_rota: f64) -> Option<String> {
    let waited = now - with_rota;
    (waited >= 0.05).then(|| {
        t!(availability::WAITS, waited = digits(waited), now = digits(now), left = digits(with_rota))
    })
}

#[cfg(test)]
mod tests {
    use super::said;

    #[test]
    fn the_wait_is_what_a_rota_takes_away() {
        // 400 − 150.
        let text = said(400.0, 150.0).expect("a wait");
        assert!(text.contains("250 of the 400 minutes") && text.contains("150 are left"), "{text}");
        assert_eq!(said(400.0, 400.0), None);
    }
}
