//! Lists of tables, and figures of the model.

use std::collections::BTreeSet;

use super::form::{Form, Key, Rule, key, one_or_more, table, words};
use crate::engine::catalogue::{CHANGE_PCT, CHANGE_UNIT, Catalogue, Provider, Use};
use crate::engine::scenario::read::assumption_ids;
use crate::engine::scenario::{Objective, Optimise, meaning};

/// A quantity that no platform exceeds.
const LARGEST: f64 = 1e9;

fn list(keys: Vec<Key>, most: usize) -> Form {
    Form::List { of: Box::new(table(keys)), least: 0, most }
}

/// `[[activities]]`.
pub(super) fn activities() -> Form {
    let months = Form::List { of: Box::new(Form::Whole(1, 12)), least: 1, most: 12 };
    let keys = vec![
        key("id", Form::Text, "Short name; each once.").needed(),
        key("name", Form::Text, "Name."),
        key("per_year", Form::Whole(1, 366), "Cycles in a year."),
        key("hours", Form::Quantity(0.01, 1000.0), "Work of a cycle."),
        key("months", months, "Months with a cycle each, from 1 to 12."),
        key("role", Form::Text, "Who does it."),
    ];
    list(keys, usize::MAX)
}

/// `[[tasks]]`.
pub(super) fn tasks() -> Form {
    let texts = Form::List { of: Box::new(Form::Text), least: 0, most: usize::MAX };
    let keys = vec![
        key("id", Form::Pattern("^[A-Za-z0-9_-]+$"), "Short name; each once.").needed(),
        key("name", Form::Text, "Name."),
        key("hours", Form::Quantity(0.01, 20_000.0), "Work, or time where nobody works on it."),
        key("after", texts, "Ids of the tasks that it follows."),
        key("role", Form::Text, "Who does it."),
        key("kind", words(["effort", "elapsed", "wait"]), "Work, machine time, or waiting for others."),
    ];
    list(keys, 100)
}

/// `[[history]]`.
pub(super) fn history(catalogue: &Catalogue) -> Form {
    const MOST: u64 = 1_000_000_000;
    let rows = catalogue.failure_rates.values().filter(|row| row.used_as != Use::Benchmark);
    let keys = vec![
        key("class", words(rows.map(|row| row.class.as_str())), "Class of failures; each once.").needed(),
        key("failures", Form::Whole(0, MOST), "Failures that were seen.").needed(),
        key(
            "years",
            Form::Number(0.001, 1e6),
            "Exposure of a rate, in the unit of its row, such as instance-years.",
        ),
        key("trials", Form::Whole(1, MOST), "Trials of a probability."),
        key(
            "prior",
            words(["data", "jeffreys"]),
            "What is believed before: the range of the row, or nothing.",
        )
        .or("data"),
    ];
    let rules = vec![Rule::OneOf("years", "trials")];
    Form::List { of: Box::new(Form::Table { keys, rules }), least: 0, most: usize::MAX }
}

/// `[[correlations]]`.
pub(super) fn correlations() -> Form {
    let between = Form::List { of: Box::new(Form::Text), least: 2, most: 2 };
    let keys = vec![
        key("between", between, "Two inputs: keys of the plan, or ids of figures of the model.").needed(),
        key("value", Form::Number(-1.0, 1.0), "Correlation of their normal scores.").needed(),
    ];
    list(keys, usize::MAX)
}

/// The section `[optimise]`.
pub(super) fn optimise(catalogue: &Catalogue) -> Vec<Key> {
    let some = |form: Form| one_or_more(&form, 0);
    let providers = || some(words(Provider::ALL.map(Provider::name)));
    let countries: BTreeSet<&str> = catalogue.regions.iter().map(|region| region.country.as_str()).collect();
    let regions = words(catalogue.regions.iter().map(|region| region.name.as_str()));
    let free = words([Optimise::ALL].into_iter().chain(Optimise::AXES));
    vec![
        key("providers", providers(), "Providers among which the search may choose."),
        key("regions", some(regions), "Regions among which it may choose."),
        key("countries", some(words(countries)), "Countries whose regions it may choose."),
        key("exclude_providers", providers(), "Providers that it may not choose."),
        key("free", some(free), "Keys of the plan that it may change although they are set."),
        key("objective", words(Objective::WORDS.map(|(word, _)| word)), "What it makes least.").or("bill"),
    ]
}

/// The section `[assumptions]`.
pub(super) fn assumptions(catalogue: &Catalogue) -> Form {
    let mut ids = assumption_ids(catalogue);
    ids.sort();
    let figure = |id: String| {
        let row = catalogue.assumptions.get(&id);
        let unit = row.map(|row| row.unit.as_str());
        let most = match unit {
            Some("fraction") => 1.0,
            Some("percent") => 100.0,
            _ if id.ends_with(".probability") => 1.0,
            _ => LARGEST,
        };
        let form = match unit {
            Some(CHANGE_UNIT) => Form::Quantity(*CHANGE_PCT.start(), *CHANGE_PCT.end()),
            _ => Form::Quantity(0.0, most),
        };
        let unit = unit.map_or_else(String::new, |unit| format!(", {unit}"));
        let meaning = meaning(catalogue, &id).unwrap_or_default();
        key(id, form, format!("{meaning}{unit}."))
    };
    table(ids.into_iter().map(figure).collect())
}
