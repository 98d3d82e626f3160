//! Words of the field, explained where they stand.

use leptos::prelude::*;

use super::card;
use crate::web::words::{Word, t, terms};

/// A word: its key, how it is written, and what it means.
type Term = (&'static str, Word, Word);

/// All words, by key.
const TERMS: &[Term] = &[
    ("availability", terms::AVAILABILITY, terms::AVAILABILITY_TEXT),
    ("az", terms::AZ, terms::AZ_TEXT),
    ("cost", terms::COST, terms::COST_TEXT),
    ("fte", terms::FTE, terms::FTE_TEXT),
    ("ha", terms::HA, terms::HA_TEXT),
    ("mtbf", terms::MTBF, terms::MTBF_TEXT),
    ("p50", terms::P50, terms::P50_TEXT),
    ("pitr", terms::PITR, terms::PITR_TEXT),
    ("quorum", terms::QUORUM, terms::QUORUM_TEXT),
    ("rpo", terms::RPO, terms::RPO_TEXT),
    ("rto", terms::RTO, terms::RTO_TEXT),
    ("rtt", terms::RTT, terms::RTT_TEXT),
    ("setup", terms::SETUP, terms::SETUP_TEXT),
    ("size", terms::SIZE, terms::SIZE_TEXT),
    ("sla", terms::SLA, terms::SLA_TEXT),
    ("spot", terms::SPOT, terms::SPOT_TEXT),
    ("zone-lost", terms::ZONE_LOST, terms::ZONE_LOST_TEXT),
];

fn id(key: &str) -> String {
    format!("term-{key}")
}

/// A word that opens what it means; a text that is no word of the glossary stays a text.
pub fn term(key: &'static str, text: &'static str) -> AnyView {
    if !TERMS.iter().any(|(known, ..)| *known == key) {
        return text.into_any();
    }
    view! {
        <button type="button" class="term" popovertarget=id(key) title=t!(terms::WHAT)>{text}</button>
    }
    .into_any()
}

/// The explanations, closed until a word is pressed. Once on the page.
#[component]
pub fn Terms() -> impl IntoView {
    let explained = TERMS.iter().map(|(key, name, text)| {
        view! {
            <div class="explained" id=id(key) popover="auto" data-testid=id(key) role="note" aria-label=t!(*name)>
                <strong>{t!(*name)}</strong>
                <p>{t!(*text)}</p>
            </div>
        }
    });
    explained.collect_view()
}

/// All words as a list, by name.
pub fn glossary() -> AnyView {
    let mut words: Vec<(&str, &str)> = TERMS.iter().map(|(_, name, text)| (t!(*name), t!(*text))).collect();
    words.sort_by_key(|(name, _)| name.to_lowercase());
    let rows = words.into_iter().map(|(name, text)| {
        view! {
            <dt>{name}</dt>
            <dd>{text}</dd>
        }
    });
    card(t!(terms::TITLE), t!(terms::SUB), view! { <dl class="glossary">{rows.collect_view()}</dl> })
        .into_any()
}

#[cfg(test)]
mod tests {
    use super::TERMS;

    #[test]
    fn words_have_keys_of_their_own_in_order() {
        let keys: Vec<&str> = TERMS.iter().map(|(key, ..)| *key).collect();
        let mut sorted = keys.clone();
        sorted.sort_unstable();
        sorted.dedup();
        assert_eq!(keys, sorted);
    }

    /// A year of 525,600 minutes (365 days): 0.1 %, 0.05 % and 0.01 % of it.
    #[test]
    fn minutes_of_the_nines_are_those_of_a_year() {
        let text = TERMS.iter().find(|(key, ..)| *key == "availability").expect("the word").2.english;
        for pct in [99.9, 99.95, 99.99] {
            let minutes = (100.0 - pct) / 100.0 * crate::engine::units::YEAR_HOURS * 60.0;
            assert!(text.contains(&format!("{minutes:.0}")), "{pct}: {minutes}");
        }
    }
}
