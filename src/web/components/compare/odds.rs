//! How likely one plan does better than another, in sentences.

use leptos::prelude::*;

use crate::engine::report::{digits, dollars, odds as in_percent};
use crate::web::components::card;
use crate::web::state::Doc;

/// A difference: its key, what it is of, its unit, and the words for less and for more.
type Kind = (&'static str, &'static str, &'static str, &'static str, &'static str);

const KINDS: [Kind; 6] = [
    ("monthly_usd", "bill of a month", "USD", "cheaper by the month", "dearer by the month"),
    ("horizon_usd", "bills of the horizon", "USD", "cheaper over the horizon", "dearer over the horizon"),
    (
        "total_usd",
        "bills, people and setup of the horizon",
        "USD",
        "cheaper with people and setup",
        "dearer with people and setup",
    ),
    ("downtime_minutes", "minutes down a year", "min", "more available", "less available"),
    ("setup_hours", "hours of setup", "h", "less work to set up", "more work to set up"),
    ("work_hours", "planned work of a year", "h", "less work to keep", "more work to keep"),
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
            let sentences: Vec<String> = sentences(*entry, own, base);
            let items = sentences.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
            card(
                format!("{own} beside {base}"),
                format!(
                    "In the same {} futures: what both plans share is the same in each. Chance within a year is not in these odds.",
                    digits(futures)
                ),
                view! { <ul class="notes" data-testid=format!("odds-{place}")>{items}</ul> },
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
        let word = if overtaken.flag("is_cheaper") { "less" } else { "more" };
        sentences.push(format!(
            "Since the start {own} has cost {word} than {base} after month {months}, people and setup in it."
        ));
    }
    if let Some(usd) = entry.number("usd_per_minute_saved") {
        let usd = dollars(usd);
        sentences.push(format!("{own} pays {usd} USD of bill and planned work for each minute less a year."));
    }
    if !entry.text("note").is_empty() {
        sentences.push(format!("Money: {}.", entry.text("note")));
    }
    sentences
}

/// A difference in a sentence: odds, mean, ends.
fn sentence(it: Doc<'_>, kind: &Kind, own: &str, base: &str) -> String {
    let (_, what, unit, less, more) = *kind;
    let of = |key: &str| it.number(key).unwrap_or_default();
    if of("p_same") >= 1.0 {
        return format!("{own} and {base} have the same {what} in every future.");
    }
    let p_more = 1.0 - of("p_less") - of("p_same");
    let (word, p) = if of("p_less") >= p_more { (less, of("p_less")) } else { (more, p_more) };
    let signed = |value: f64| {
        let size = if unit == "USD" { dollars(value.abs()) } else { digits(value.abs()) };
        if value < 0.0 { format!("−{size}") } else { format!("+{size}") }
    };
    let odds =
        if p >= 1.0 { "in every future".to_owned() } else { format!("with probability {}", in_percent(p)) };
    format!(
        "{own} is {word} than {base} {odds}: {} {unit} in the mean, {} to {} in eight cases of ten.",
        signed(of("mean")),
        signed(of("p10")),
        signed(of("p90"))
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
