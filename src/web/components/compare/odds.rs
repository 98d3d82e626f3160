//! How likely one plan does better than another, in sentences.

use leptos::prelude::*;

use crate::web::components::card;
use crate::web::components::plain::bullets;
use crate::web::state::Doc;
use crate::web::words::{Word, compare, digits, dollars, odds as in_percent, t};

/// A difference: its key, what it is of, its unit, and the words for less and for more.
type Kind = (&'static str, Word, &'static str, Word, Word);

const KINDS: [Kind; 6] = [
    ("monthly_usd", compare::MONTHLY, "USD", compare::MONTHLY_LESS, compare::MONTHLY_MORE),
    ("horizon_usd", compare::HORIZON, "USD", compare::HORIZON_LESS, compare::HORIZON_MORE),
    ("total_usd", compare::TOTAL, "USD", compare::TOTAL_LESS, compare::TOTAL_MORE),
    ("downtime_minutes", compare::DOWNTIME, "min", compare::DOWNTIME_LESS, compare::DOWNTIME_MORE),
    ("setup_hours", compare::SETUP, "h", compare::SETUP_LESS, compare::SETUP_MORE),
    ("work_hours", compare::WORK, "h", compare::WORK_LESS, compare::WORK_MORE),
];

/// The cards of all plans but the baseline.
pub fn odds(doc: Doc<'_>) -> AnyView {
    let plans = doc.list("plans");
    let name = |place: usize| plans.get(place).map_or("", |plan| plan.text("name"));
    let base = name(doc.place("baseline"));
    let futures = doc.number("futures").unwrap_or_default();
    let cards: Vec<_> = doc
        .list("beside")
        .iter()
        .map(|entry| {
            let place = entry.place("plan");
            let own = name(place);
            let sentences = bullets(sentences(*entry, own, base));
            card(
                t!(compare::BESIDE, own = own, base = base),
                t!(compare::BESIDE_HOW, futures = digits(futures)),
                view! { <div data-testid=format!("odds-{place}")>{sentences}</div> },
            )
        })
        .collect();
    cards.into_any()
}

fn sentences(entry: Doc<'_>, own: &str, base: &str) -> Vec<String> {
    let of_kind = |kind: &Kind| {
        let it = entry.at(kind.0);
        it.is_there().then(|| sentence(it, kind, own, base))
    };
    let mut sentences: Vec<String> = KINDS.iter().filter_map(of_kind).collect();
    let overtaken = entry.at("overtaken");
    if let Some(months) = overtaken.number("months") {
        let is_cheaper = overtaken.flag("is_cheaper");
        let word = if is_cheaper { compare::OVERTAKEN_LESS } else { compare::OVERTAKEN_MORE };
        sentences.push(t!(word, own = own, base = base, months = months));
    }
    if let Some(usd) = entry.number("usd_per_minute_saved") {
        sentences.push(t!(compare::PER_MINUTE, own = own, usd = dollars(usd)));
    }
    if !entry.text("note").is_empty() {
        sentences.push(t!(compare::MONEY_NOTE, note = entry.text("note")));
    }
    sentences
}

/// A difference in a sentence: odds, mean, ends.
fn sentence(it: Doc<'_>, kind: &Kind, own: &str, base: &str) -> String {
    let (_, what, unit, less, more) = *kind;
    let of = |key: &str| it.number(key).unwrap_or_default();
    if of("p_same") >= 1.0 {
        return t!(compare::SAME_IN_EVERY, own = own, base = base, what = t!(what));
    }
    let p_more = 1.0 - of("p_less") - of("p_same");
    let (word, p) = if of("p_less") >= p_more { (less, of("p_less")) } else { (more, p_more) };
    let signed = |value: f64| {
        let size = if unit == "USD" { dollars(value.abs()) } else { digits(value.abs()) };
        if value < 0.0 { format!("−{size}") } else { format!("+{size}") }
    };
    t!(
        if p >= 1.0 { compare::IN_EVERY } else { compare::WITH_ODDS },
        own = own,
        base = base,
        word = t!(word),
        p = in_percent(p),
        mean = signed(of("mean")),
        unit = unit,
        p10 = signed(of("p10")),
        p90 = signed(of("p90")),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(json: &str) -> String {
        let value: serde_json::Value = serde_json::from_str(json).expect("it is JSON");
        sentence(Doc::of(&value), &KINDS[0], "B", "A")
    }

    #[test]
    fn odds_are_said_of_the_likelier_side() {
        assert_eq!(
            told(r#"{"mean":-312.5,"p10":-500.0,"p90":90.0,"p_less":0.93,"p_same":0.0}"#),
            "B is cheaper by the month than A with probability 93 %: −312.50 USD in the mean, −500.00 to +90.00 in \
             eight cases of ten."
        );
        assert!(
            told(r#"{"mean":20.0,"p10":10.0,"p90":30.0,"p_less":0.25,"p_same":0.0}"#)
                .starts_with("B is dearer by the month than A with probability 75 %: +20.00 USD")
        );
        assert!(
            told(r#"{"mean":20.0,"p10":10.0,"p90":30.0,"p_less":0.0,"p_same":0.0}"#)
                .starts_with("B is dearer by the month than A in every future: ")
        );
        assert_eq!(told(r#"{"p_same":1.0}"#), "B and A have the same bill of a month in every future.");
    }
}
