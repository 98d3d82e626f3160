//! Figures of plans in columns, grouped by the question that they answer.

use leptos::prelude::*;

use crate::web::state::Doc;
use crate::web::words::{amount, compare, digits, dollars, t};

/// The table with these columns. A phone chooses its two columns by `pair`.
pub fn table(
    doc: Doc<'_>,
    columns: &[usize],
    differences_only: bool,
    pair: Option<RwSignal<(usize, usize)>>,
) -> AnyView {
    let plans = doc.list("plans");
    let baseline = doc.place("baseline");
    let names: Vec<String> = plans.iter().map(|plan| plan.text("name").to_owned()).collect();
    let heads: Vec<_> = columns
        .iter()
        .enumerate()
        .map(|(side, column)| {
            let mark = (*column == baseline)
                .then(|| view! { <span class="badge auto">{t!(compare::BASELINE)}</span> });
            let head = match pair {
                Some(pair) => picker(&names, *column, side, pair),
                None => names[*column].clone().into_any(),
            };
            view! { <th scope="col" class="num">{head} " " {mark}</th> }
        })
        .collect();
    let mut group = "";
    let mut rows: Vec<AnyView> = Vec::new();
    let metrics = doc.list("metrics");
    for metric in metrics.iter().filter(|metric| !(differences_only && metric.flag("same"))) {
        if metric.text("group") != group {
            group = metric.text("group");
            let (name, span) = (group.to_owned(), columns.len() + 1);
            rows.push(
                view! { <tr class="group"><th scope="rowgroup" colspan=span>{name}</th></tr> }.into_any(),
            );
        }
        rows.push(row(*metric, &plans, columns, baseline));
    }
    if rows.is_empty() {
        return view! {
            <p class="sub" data-testid="figures">{t!(compare::NO_FIGURE)}</p>
        }
        .into_any();
    }
    view! {
        <div class="scroll" tabindex="0" role="region" aria-label=t!(compare::FIGURES_OF)>
            <table class="side-by-side" data-testid="figures">
                <thead><tr><th scope="col">{t!(compare::FIGURE)}</th>{heads}</tr></thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

/// Chooses the plan of a column.
fn picker(names: &[String], column: usize, side: usize, pair: RwSignal<(usize, usize)>) -> AnyView {
    let options: Vec<_> = names
        .iter()
        .enumerate()
        .map(|(i, name)| {
            let (value, name) = (i.to_string(), name.clone());
            view! { <option value=value selected=i == column>{name}</option> }
        })
        .collect();
    let chosen = move |text: String| {
        if let Ok(plan) = text.parse() {
            pair.update(|pair| if side == 0 { pair.0 = plan } else { pair.1 = plan });
        }
    };
    view! {
        <select
            aria-label=t!(if side == 0 { compare::LEFT_PLAN } else { compare::RIGHT_PLAN })
            data-testid=format!("column-{side}")
            on:change:target=move |event| chosen(event.target().value())
        >
            {options}
        </select>
    }
    .into_any()
}

fn row(metric: Doc<'_>, plans: &[Doc<'_>], columns: &[usize], baseline: usize) -> AnyView {
    let (unit, better) = (metric.text("unit"), metric.text("better"));
    let values = metric.list("values");
    let cells: Vec<_> = columns
        .iter()
        .filter_map(|column| Some((*column, *values.get(*column)?)))
        .map(|(column, cell)| {
            let at_least = if unit == "USD" && !plans[column].flag("complete") { "≥ " } else { "" };
            let text = format!("{at_least}{}", shown(cell, unit));
            let difference = if column == baseline { None } else { cell.number("difference") };
            let below = difference.map(|more| {
                let (class, text) = in_words(more, unit, better);
                view! { <span class=format!("src below {class}")>{text}</span> }
            });
            view! { <td class="num">{text} {below}</td> }
        })
        .collect();
    let title = metric.text("title").trim().to_owned();
    let class = if metric.text("title").starts_with(' ') { "within" } else { "" };
    let unit = if unit.is_empty() { String::new() } else { format!(" {unit}") };
    let test_id = format!("figure-{}", metric.text("path"));
    view! {
        <tr data-testid=test_id>
            <th scope="row" class=class>{title}<span class="src">{unit}</span></th>
            {cells}
        </tr>
    }
    .into_any()
}

/// A figure of a plan.
fn shown(cell: Doc<'_>, unit: &str) -> String {
    match cell.number("value") {
        Some(value) => figure(value, unit),
        None if cell.text("text").is_empty() => "–".to_owned(),
        None => cell.text("text").to_owned(),
    }
}

fn figure(value: f64, unit: &str) -> String {
    match unit {
        "USD" => dollars(value),
        "percent" => amount(value, 4),
        _ => digits(value),
    }
}

/// A difference with arrow, sign and word, and the class of its colour.
fn in_words(more: f64, unit: &str, better: &str) -> (&'static str, String) {
    let size = figure(more.abs(), unit);
    if more.total_cmp(&0.0).is_eq() || size.trim_matches(['0', '.', ',']).is_empty() {
        return ("", t!(compare::THE_SAME).to_owned());
    }
    let (arrow, sign) = if more > 0.0 { ("▲", "+") } else { ("▼", "−") };
    let change = format!("{arrow} {sign}{size}");
    match better {
        "less" if more < 0.0 => ("good", t!(compare::BETTER, change = change)),
        "more" if more > 0.0 => ("good", t!(compare::BETTER, change = change)),
        "less" | "more" => ("bad", t!(compare::WORSE, change = change)),
        _ => ("", change),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_is_said_with_arrow_sign_and_word() {
        for (more, unit, better, class, words) in [
            (812.0, "USD", "less", "bad", "▲ +812.00 worse"),
            (-1812.0, "USD", "less", "good", "▼ −1,812 better"),
            (0.01, "percent", "more", "good", "▲ +0.0100 better"),
            (-2.0, "", "neither", "", "▼ −2"),
            (0.0, "USD", "less", "", "the same"),
            (0.001, "USD", "less", "", "the same"),
        ] {
            assert_eq!(in_words(more, unit, better), (class, words.to_owned()));
        }
    }
}
