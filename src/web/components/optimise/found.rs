//! What a search found: the best plan, what it rests on, the next best, what nothing beats.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::web::charts::{FrontChart, FrontPoint, front};
use crate::web::components::chart::{chart, legend};
use crate::web::components::compare::DecideActions;
use crate::web::components::plain::{Column, PlainRow, bullets, table};
use crate::web::components::{card, how};
use crate::web::state::{AXES, Asked, Decided, Doc, MOST_SCENARIOS, Planner};
use crate::web::words::{Word, amount, compare, digits, dollars, local, optimise, patterns, prose, t};

/// The cards of an answer.
pub fn found(planner: Planner, decided: &Decided, actions: DecideActions) -> AnyView {
    let doc = decided.doc();
    let csv = decided.csv.clone();
    let save = move |_| actions.save.run(("zoneplan-optimise.csv", csv.clone()));
    let used = move || {
        let text = match planner.decide.search.is_used.get()? {
            true => t!(optimise::IS_USED).to_owned(),
            false => t!(optimise::NO_ROOM, count = MOST_SCENARIOS),
        };
        Some(view! { <p class="note" role="status" data-testid="used-plan">{text}</p> })
    };
    view! {
        {used}
        {how(planner, &[Asked::Optimise])}
        {best(doc, decided, actions)}
        <section class="card">
            <div class="head">
                <h2>{t!(optimise::RESTS_ON)}</h2>
                <button type="button" data-testid="save-optimise" on:click=save>{t!(compare::SAVE_CSV)}</button>
            </div>
            {proof(doc)}
        </section>
        {beside(doc, actions)}
        {pareto(doc, actions)}
        {misses(doc)}
    }
    .into_any()
}

fn cost(found: Doc<'_>) -> String {
    let usd = format!("{} USD", dollars(found.number("monthly_usd").unwrap_or_default()));
    if found.flag("complete") { usd } else { t!(patterns::AT_LEAST, amount = usd) }
}

/// What a plan comes to, in a line.
fn figures(found: Doc<'_>) -> String {
    let of = |key: &str| digits(found.number(key).unwrap_or_default());
    let rpo = found
        .number("rpo_seconds")
        .map_or_else(|| t!(patterns::NOT_KNOWN).to_owned(), |it| format!("{} s", digits(it)));
    t!(
        optimise::FOUND_FIGURES,
        cost = cost(found),
        availability = amount(found.number("availability_pct").unwrap_or_default(), 4),
        minutes = of("downtime_minutes_per_year"),
        rto = of("rto_minutes"),
        rpo = rpo,
        days = of("setup_days"),
        hours = of("work_hours_per_month"),
    )
}

/// A layout in a line.
fn layout(found: Doc<'_>) -> String {
    let settings = found.at("settings");
    let get = |key: &str| settings.text(key);
    let bought = match get("node_pools.commitment") {
        "none" => t!(optimise::ON_DEMAND),
        other => other,
    };
    let standby =
        |key: &str| t!(if get(key) == "zone-redundant" { optimise::PAIR } else { optimise::SINGLE });
    t!(
        optimise::FOUND_LAYOUT,
        provider = get("platform.provider"),
        region = get("platform.region"),
        zones = get("platform.zones"),
        pattern = get("platform.pattern"),
        nodes = get("node_pools.nodes"),
        type = get("node_pools.instance_type"),
        zone_loss = get("node_pools.zone_loss"),
        bought = bought,
        database = standby("database.high_availability"),
        cache = standby("cache.high_availability"),
        on_call = get("team.on_call"),
    )
}

fn label(key: &str) -> String {
    let axis = AXES.iter().find(|axis| axis.key == key);
    let label = match key {
        "platform.provider" => t!(optimise::PLATFORM),
        "platform.region" => t!(optimise::REGION),
        "platform.second_region" => t!(optimise::SECOND_REGION),
        other => axis.map_or(other, |axis| t!(axis.label)),
    };
    label.to_owned()
}

fn use_button(place: String, title: &'static str, actions: DecideActions) -> AnyView {
    let test_id = format!("use-{}", place.replace('.', "-"));
    let name = format!("{title}: {}", place.replace('.', " "));
    view! {
        <button
            type="button"
            class="small"
            data-testid=test_id
            aria-label=name
            on:click=move |_| actions.use_plan.run(place.clone())
        >
            {title}
        </button>
    }
    .into_any()
}

fn best(doc: Doc<'_>, decided: &Decided, actions: DecideActions) -> AnyView {
    let best = doc.at("best");
    if !best.is_there() {
        return nothing(doc);
    }
    let changes = best.list("changes");
    let rows: Vec<PlainRow> = changes
        .iter()
        .map(|change| PlainRow {
            head: label(change.text("key")),
            below: String::new(),
            cells: vec![change.text("from").to_owned(), change.text("to").to_owned()],
            button: None,
        })
        .collect();
    let columns = columns(&[(optimise::CHANGES, false), (optimise::NOW, false), (optimise::FOUND, false)]);
    let changed = if rows.is_empty() {
        bullets(vec![t!(optimise::NO_CHANGE).to_owned()])
    } else {
        table("changes-found", &columns, rows)
    };
    let can_use = decided.plans.contains_key("best") && !changes.is_empty();
    let button = can_use.then(|| {
        view! {
            <div class="actions">
                <button
                    type="button"
                    class="primary"
                    data-testid="use-best"
                    on:click=move |_| actions.use_plan.run("best".to_owned())
                >
                    {t!(optimise::USE_PLAN)}
                </button>
                <span class="sub">{t!(optimise::IS_KEPT)}</span>
            </div>
        }
    });
    let verdicts: Vec<String> = best.list("verdicts").iter().map(|it| verdict(*it)).collect();
    view! {
        <div data-testid="best">
            {card(
                t!(optimise::BEST, cost = cost(best)),
                figures(best),
                view! { {bullets(verdicts)} {changed} {button} },
            )}
        </div>
    }
    .into_any()
}

fn verdict(it: Doc<'_>) -> String {
    let verdict = if it.text("met") == "undecided" {
        optimise::UNDECIDED
    } else if it.flag("met") {
        optimise::MET
    } else {
        optimise::MISSED
    };
    let odds = it.number("probability_met");
    t!(
        if odds.is_some() { optimise::VERDICT_ODDS } else { optimise::VERDICT },
        target = target(it.text("target")),
        asked = digits(it.number("asked").unwrap_or_default()),
        verdict = t!(verdict),
        p = odds.map_or_else(String::new, probability),
    )
}

fn probability(p: f64) -> String {
    local(&format!("{p:.3}"))
}

fn target(key: &str) -> &str {
    match key {
        "availability_pct" => t!(optimise::AVAILABILITY),
        "rto_minutes" => t!(optimise::RTO),
        "rpo_seconds" => t!(optimise::RPO),
        "monthly_cost_usd" => t!(optimise::COST),
        "setup_days" => t!(optimise::SETUP),
        "fte" => t!(optimise::WORK),
        other => other,
    }
}

/// A target that is not met, in words.
fn failing(it: Doc<'_>) -> String {
    let mut failing = t!(
        optimise::FAILING,
        target = target(it.text("target")),
        value = it.number("value").map_or_else(|| t!(patterns::NOT_KNOWN).to_owned(), digits),
        asked = digits(it.number("asked").unwrap_or_default()),
    );
    if let Some(by) = it.number("by").filter(|by| *by > 0.0) {
        failing = t!(optimise::FAILING_BY, failing = failing, by = digits(by));
    }
    if let Some(p) = it.number("probability_met") {
        let confidence = digits(it.number("confidence").unwrap_or_default());
        failing = t!(optimise::FAILING_ODDS, failing = failing, p = probability(p), confidence = confidence);
    }
    failing
}

/// Where no plan meets all targets: how near one comes.
fn nothing(doc: Doc<'_>) -> AnyView {
    let mut items: Vec<String> = doc
        .list("nearest")
        .iter()
        .map(|it| {
            let usd = dollars(it.number("monthly_usd").unwrap_or_default());
            t!(optimise::NEAREST, failing = failing(*it), usd = usd)
        })
        .collect();
    let alone = doc.texts("met_alone");
    if !alone.is_empty() {
        let names: Vec<&str> = alone.into_iter().map(target).collect();
        items.push(t!(optimise::MET_ALONE, targets = names.join("; ")));
    }
    view! {
        <div data-testid="best">
            {card(
                t!(optimise::NOTHING),
                t!(optimise::NOTHING_HOW),
                bullets(items),
            )}
        </div>
    }
    .into_any()
}

fn proof(doc: Doc<'_>) -> AnyView {
    let proof = doc.at("proof");
    let counts = doc.at("counts");
    let n = |key: &str| amount(counts.number(key).unwrap_or_default(), 0);
    let gap = proof.number("gap_usd").map(|gap| t!(optimise::GAP, usd = dollars(gap)));
    let limits = proof.texts("limits").into_iter().map(prose);
    let axes = doc.list("axes");
    let fixed: Vec<String> = axes
        .iter()
        .filter(|axis| axis.text("state") == "fixed")
        .map(|axis| format!("{} {}", label(axis.text("key")), axis.text("text").replace('"', "")))
        .collect();
    let fixed = (!fixed.is_empty()).then(|| t!(optimise::FIXED, fixed = fixed.join(", ")));
    let items: Vec<String> = gap.into_iter().chain(limits).chain(fixed).collect();
    let not_searched: Vec<String> = axes
        .iter()
        .filter(|axis| axis.text("state") == "not-searched")
        .map(|axis| format!("{}: {}", label(axis.text("key")), axis.text("text")))
        .collect();
    view! {
        <p data-testid="proof">{t!(optimise::PROOF, proof = prose(proof.text("text")))}</p>
        <p class="sub">
            {t!(
                optimise::COUNTS,
                candidates = n("candidates"),
                evaluated = n("evaluated"),
                excluded = n("excluded"),
                by_bound = n("by_bound"),
                unfit = n("unfit"),
                dearer = n("dearer"),
                alike = n("alike"),
                refused = n("refused"),
            )}
        </p>
        {bullets(items)}
        <details class="why more"><summary>{t!(optimise::NOT_SEARCHED)}</summary>{bullets(not_searched)}</details>
    }
    .into_any()
}

/// The second best layout, and the next dearer choice of the best.
fn beside(doc: Doc<'_>, actions: DecideActions) -> AnyView {
    let of = |key: &'static str, title: Word| {
        let found = doc.at(key);
        found.is_there().then(|| {
            let best = doc.at("best").at("settings");
            let differing: Vec<String> = AXES
                .iter()
                .map(|axis| axis.key)
                .chain(["platform.provider", "platform.region"])
                .map(|key| (key, found.at("settings").text(key), best.text(key)))
                .filter(|(_, own, best)| own != best)
                .map(|(key, own, _)| format!("{} {own}", label(key)))
                .collect();
            card(
                t!(optimise::BESIDE, title = t!(title), cost = cost(found)),
                t!(optimise::BESIDE_HOW, differing = differing.join(", ")),
                view! { <p>{figures(found)}</p> <div class="actions">{use_button(key.to_owned(), t!(optimise::USE_PLAN), actions)}</div> },
            )
        })
    };
    view! {
        <div class="two">
            {of("second", optimise::SECOND)}
            {of("next_dearer", optimise::NEXT_DEARER)}
        </div>
    }
    .into_any()
}

fn pareto(doc: Doc<'_>, actions: DecideActions) -> AnyView {
    let plans = doc.list("pareto");
    if plans.is_empty() {
        return ().into_any();
    }
    let hours = |found: Doc<'_>| {
        let of = |key: &str| found.number(key).unwrap_or_default();
        of("work_hours_per_month")
    };
    let best = settings(doc.at("best"));
    let point = |found: &Doc<'_>| {
        let is_met = found.list("fails").is_empty();
        let told = if is_met { optimise::POINT_MEETS } else { optimise::POINT_MISSES };
        FrontPoint {
            usd: found.number("monthly_usd").unwrap_or_default(),
            minutes: found.number("downtime_minutes_per_year").unwrap_or_default(),
            hours: hours(*found),
            is_met,
            is_best: !best.is_empty() && settings(*found) == best,
            told: t!(told, figures = figures(*found), layout = layout(*found)),
        }
    };
    let title = if plans.len() == 1 {
        t!(optimise::FRONT_ONE).to_owned()
    } else {
        t!(optimise::FRONT, count = local(&plans.len().to_string()))
    };
    let picture = FrontChart { points: plans.iter().map(point).collect(), label: title.clone() };
    let keys = [
        ("met", optimise::MEETS_EVERY),
        ("missed", optimise::MISSES_ONE),
        ("best-mark", optimise::BEST_MARK),
    ];
    let keys = keys.map(|(class, text)| (class.to_owned(), t!(text).to_owned())).to_vec();
    let rows: Vec<PlainRow> = plans.iter().enumerate().map(|(i, found)| row(i, *found, actions)).collect();
    let columns = columns(&[
        (optimise::PLAN, false),
        (optimise::USD_A_MONTH, true),
        (optimise::MINUTES_A_YEAR, true),
        (optimise::WORK_A_MONTH, true),
        (optimise::TARGETS, false),
    ]);
    let content = view! {
        {chart("front", t!(optimise::A_PLAN), Box::new(move |width| front(&picture, width)))}
        {legend(keys)}
        {table("pareto", &columns, rows)}
    };
    card(title, t!(optimise::FRONT_HOW), content).into_any()
}

fn settings(found: Doc<'_>) -> BTreeMap<&'static str, &str> {
    AXES.iter()
        .map(|axis| (axis.key, found.at("settings").text(axis.key)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn row(i: usize, found: Doc<'_>, actions: DecideActions) -> PlainRow {
    let fails: Vec<&str> = found.list("fails").iter().map(|it| target(it.text("target"))).collect();
    let verdict = if fails.is_empty() {
        t!(optimise::MEETS_ALL).to_owned()
    } else {
        t!(optimise::MISSES, targets = fails.join("; "))
    };
    let of = |key: &str| digits(found.number(key).unwrap_or_default());
    PlainRow {
        head: layout(found),
        below: String::new(),
        cells: vec![
            dollars(found.number("monthly_usd").unwrap_or_default()),
            of("downtime_minutes_per_year"),
            of("work_hours_per_month"),
            verdict,
        ],
        button: Some(use_button(format!("pareto.{i}"), t!(optimise::USE), actions)),
    }
}

fn columns(titles: &[(Word, bool)]) -> Vec<Column> {
    titles.iter().map(|(title, is_number)| (t!(*title).to_owned(), *is_number)).collect()
}

/// The cheapest plans that fail some targets, and by how much.
fn misses(doc: Doc<'_>) -> AnyView {
    let misses = doc.list("near_misses");
    if misses.is_empty() {
        return ().into_any();
    }
    let items: Vec<String> = misses
        .iter()
        .map(|found| {
            let fails: Vec<String> = found.list("fails").iter().map(|it| failing(*it)).collect();
            t!(optimise::NEAR_MISS, cost = cost(*found), failing = fails.join("; "), layout = layout(*found))
        })
        .collect();
    card(
        t!(optimise::NEAR_MISSES),
        t!(optimise::NEAR_MISSES_HOW),
        view! { <div data-testid="near-misses">{bullets(items)}</div> },
    )
    .into_any()
}
