//! From where on a choice pays.

use leptos::prelude::*;

use super::signed_by;
use crate::web::components::card;
use crate::web::components::plain::{Column, PlainRow, bullets, table};
use crate::web::state::Doc;
use crate::web::words::{Word, digits, dollars, local, prose, sensitivity, t};

/// What is bought ahead and what moves availability as tables; targets in sentences.
pub(super) fn break_even(doc: Doc<'_>) -> AnyView {
    let group =
        |title: Word, is_there: bool, body: AnyView| is_there.then(|| view! { <h3>{t!(title)}</h3> {body} });
    let (commitments, steps) = (doc.list("commitments"), doc.list("steps"));
    let without: Vec<String> = doc.texts("without_commitment").into_iter().map(prose).collect();
    let crossings = doc.list("targets").into_iter().flat_map(|target| target.list("inputs"));
    let crossings: Vec<String> = crossings.map(|it| prose(it.text("sentence"))).collect();
    let groups = view! {
        {group(
            sensitivity::AHEAD,
            !commitments.is_empty() || !without.is_empty(),
            view! { {ahead(commitments)} {bullets(without)} }.into_any(),
        )}
        {group(sensitivity::AVAILABILITY, !steps.is_empty(), more(steps))}
        {group(sensitivity::TARGETS, !crossings.is_empty(), bullets(crossings))}
    };
    view! {
        <div data-testid="break-even">
            {card(t!(sensitivity::BREAK_EVEN), t!(sensitivity::BREAK_EVEN_HOW), groups)}
        </div>
    }
    .into_any()
}

/// What is bought ahead: nothing to show where nothing is sold.
fn ahead(commitments: Vec<Doc<'_>>) -> AnyView {
    if commitments.is_empty() {
        return ().into_any();
    }
    let columns: [Column; 4] = [
        (t!(sensitivity::BOUGHT_AHEAD).to_owned(), false),
        (t!(sensitivity::SAVES).to_owned(), true),
        (t!(sensitivity::PAYS_OFF).to_owned(), false),
        (t!(sensitivity::NEEDS).to_owned(), true),
    ];
    table("ahead", &columns, commitments.into_iter().map(commitment).collect())
}

fn commitment(row: Doc<'_>) -> PlainRow {
    let upfront = t!(match row.text("upfront") {
        "partial" => sensitivity::HALF_AHEAD,
        "all" => sensitivity::ALL_AHEAD,
        _ => sensitivity::NOTHING_AHEAD,
    });
    let years = row.place("years");
    let mut below = vec![t!(sensitivity::TERM, years = years, upfront = upfront)];
    if let Some(share) = row.number("coverage_pct").filter(|share| *share < 100.0) {
        below.push(t!(sensitivity::COVERS, share = digits(share)));
    }
    if row.flag("is_own") {
        below.push(t!(sensitivity::AS_PLANNED).to_owned());
    }
    match row.place("months_beyond_horizon") {
        0 => (),
        months => below.push(t!(sensitivity::BEYOND, months = months)),
    }
    if !row.flag("is_complete") {
        below.push(t!(sensitivity::UNPRICED).to_owned());
    }
    let pays_off = row.at("pays_off");
    let when = match pays_off.text("when") {
        "at-once" => t!(sensitivity::AT_ONCE).to_owned(),
        "after-month" => t!(sensitivity::AFTER_MONTH, month = pays_off.place("month")),
        _ => t!(sensitivity::NOT_WITHIN).to_owned(),
    };
    let mut saves = dollars(row.number("saves_usd").unwrap_or_default());
    if let Some(usd) = row.number("saves_against_plan_usd").filter(|_| !row.flag("is_own")) {
        saves = t!(sensitivity::AGAINST_PLAN, usd = saves, against = signed_by(usd, dollars));
    }
    let needs =
        row.number("least_use_pct").map_or_else(|| "–".to_owned(), |pct| format!("{} %", digits(pct)));
    PlainRow {
        head: format!("{}: {}", prose(row.text("part")), row.text("scheme")),
        below: below.join(" · "),
        cells: vec![saves, when, needs],
        button: None,
    }
}

/// What moves availability.
fn more(steps: Vec<Doc<'_>>) -> AnyView {
    let columns: [Column; 4] = [
        (t!(sensitivity::CHANGE).to_owned(), false),
        (t!(sensitivity::MORE_A_MONTH).to_owned(), true),
        (t!(sensitivity::DOWNTIME_SAVED).to_owned(), true),
        (t!(sensitivity::PAYS_IF).to_owned(), false),
    ];
    table("steps", &columns, steps.into_iter().map(step).collect())
}

fn step(row: Doc<'_>) -> PlainRow {
    let head = prose(row.text("change"));
    let figures = row.at("figures");
    if !figures.is_there() {
        let reason = prose(row.text("reason"));
        let below = t!(sensitivity::NOT_POSSIBLE, reason = reason);
        return PlainRow { head, below, cells: vec!["–".to_owned(); 3], button: None };
    }
    let number = |key: &str| figures.number(key).unwrap_or_default();
    let (usd, minutes) = (number("monthly_more_usd"), number("minutes_saved_per_year"));
    let unpriced = if figures.flag("is_complete") { "" } else { t!(sensitivity::AS_FAR_AS_KNOWN) };
    PlainRow {
        head,
        below: unpriced.to_owned(),
        cells: vec![
            // Less than a cent is no difference.
            if usd.abs() < 0.005 { local("0") } else { signed_by(usd, dollars) },
            // Nor is less than half a minute.
            if minutes.abs() < 0.5 { local("0") } else { signed_by(minutes, digits) },
            pays(figures),
        ],
        button: None,
    }
}

/// From which price of an hour on a step pays, and whether it does at the plan's own.
fn pays(figures: Doc<'_>) -> String {
    let usd = figures.number("usd_per_hour").map(dollars).unwrap_or_default();
    let word = match figures.text("pays") {
        "above" => t!(sensitivity::PAYS_ABOVE, usd = usd),
        "below" => t!(sensitivity::PAYS_BELOW, usd = usd),
        "always" => return t!(sensitivity::PAYS_ALWAYS).to_owned(),
        "never" => return t!(sensitivity::PAYS_NEVER).to_owned(),
        _ => return t!(sensitivity::PAYS_NOTHING).to_owned(),
    };
    let verdict = figures.at("at_downtime_cost");
    if !verdict.is_there() {
        return word;
    }
    let answers = ["low", "likely", "high"].map(|end| verdict.flag(end));
    let answer = t!(match answers {
        [true, true, true] => sensitivity::YES,
        [false, false, false] => sensitivity::NO,
        _ => sensitivity::AT_SOME,
    });
    t!(sensitivity::AT_PLANS_COST, pays = word, answer = answer)
}
