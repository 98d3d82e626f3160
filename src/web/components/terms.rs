//! Words of the field, explained where they stand.

use leptos::prelude::*;

use super::card;

/// A word: its key, how it is written, and what it means.
type Term = (&'static str, &'static str, &'static str);

/// All words, by name.
const TERMS: &[Term] = &[
    (
        "availability",
        "Availability",
        "The part of a year in which the platform answers, in percent, as a mean over many years. 99.9 % are 526 minutes down a year, 99.95 % are 263, 99.99 % are 53. A year may be better or worse: the Availability view shows how much.",
    ),
    (
        "az",
        "Availability zone",
        "One or more data centres of a region with power, cooling and network of their own, close enough to the others for synchronous copies. Zones fail apart from each other, as a rule.",
    ),
    (
        "cost",
        "Cost a month",
        "What the providers bill for the first month at today's load, before tax; people are named apart. P10, P50 and P90 are what it may come to: in one, five and nine of ten futures it is at most that.",
    ),
    (
        "fte",
        "FTE",
        "Full-time equivalent: the hours of a year of work, divided by those that one person works in a year. Planned work is what is known to come; the reserve is for being on call and for failures.",
    ),
    (
        "ha",
        "High availability",
        "More than one of everything that may fail, in different zones, so that the loss of one does not stop the platform.",
    ),
    (
        "mtbf",
        "MTBF",
        "Mean time between failures. Divided by itself and the mean time to repair (MTTR) it gives the availability of one part.",
    ),
    (
        "p50",
        "P10, P50, P90",
        "Percentiles: in one, five and nine of ten futures the quantity is at most this. P50 is the median. They come from the ranges of the inputs, drawn together.",
    ),
    (
        "pitr",
        "PITR",
        "Point-in-time recovery: a database is brought back as it was at a chosen second, from a full copy and the log of changes after it.",
    ),
    (
        "quorum",
        "Quorum",
        "How many members of a group must be there for it to decide, such as the validators of a chain: more than two thirds of them.",
    ),
    (
        "rpo",
        "RPO",
        "Recovery point objective: how old the data may be that is there again after a failure; what came after is lost.",
    ),
    (
        "rto",
        "RTO",
        "Recovery time objective: how long after a failure the platform may take until it works again.",
    ),
    (
        "rtt",
        "RTT",
        "Here: recovery total time, from the failure until the platform works again and that was verified. Never the round-trip time of a network.",
    ),
    (
        "setup",
        "Set up",
        "Working days from the first task to the last one of the vendor's list, by the team and the calendar of the plan.",
    ),
    (
        "size",
        "Size",
        "Virtual machines of the cluster, in all zones, that carry the workload with what the platform itself takes of each, and with so much to spare as the plan's way of losing a zone asks for.",
    ),
    (
        "sla",
        "SLA",
        "Service level agreement: the availability that a provider promises, and what it credits when it falls short. It is a price, not a prediction.",
    ),
    ("spot", "Spot", "Spare machines at a discount that the provider takes back at short notice."),
    (
        "zone-lost",
        "Worst zone lost",
        "Minutes until the platform works again after the loss of the zone that hurts it most: half of such losses take at most that. Stated is what the vendor writes.",
    ),
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
        <button type="button" class="term" popovertarget=id(key) title="What is this?">{text}</button>
    }
    .into_any()
}

/// The explanations, closed until a word is pressed. Once on the page.
#[component]
pub fn Terms() -> impl IntoView {
    let explained = TERMS.iter().map(|(key, name, text)| {
        view! {
            <div class="explained" id=id(key) popover="auto" data-testid=id(key) role="note" aria-label=*name>
                <strong>{*name}</strong>
                <p>{*text}</p>
            </div>
        }
    });
    explained.collect_view()
}

/// All words as a list.
pub fn glossary() -> AnyView {
    let rows = TERMS.iter().map(|(_, name, text)| {
        view! {
            <dt>{*name}</dt>
            <dd>{*text}</dd>
        }
    });
    card(
        "Words",
        "What the field means by them, and this page.",
        view! { <dl class="glossary">{rows.collect_view()}</dl> },
    )
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
        let text = TERMS.iter().find(|(key, ..)| *key == "availability").expect("the word").2;
        for pct in [99.9, 99.95, 99.99] {
            let minutes = (100.0 - pct) / 100.0 * crate::engine::units::YEAR_HOURS * 60.0;
            assert!(text.contains(&format!("{minutes:.0}")), "{pct}: {minutes}");
        }
    }
}
