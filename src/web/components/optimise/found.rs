//! What a search found: the best plan, what it rests on, the next best, what nothing beats.

use std::collections::BTreeMap;

use leptos::prelude::*;

use crate::engine::report::{amount, digits, dollars};
use crate::web::charts::{FrontChart, FrontPoint, front};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};
use crate::web::components::compare::DecideActions;
use crate::web::state::{AXES, Decided, Doc, MOST_SCENARIOS, Planner};

/// The cards of an answer.
pub fn found(planner: Planner, decided: &Decided, actions: DecideActions) -> AnyView {
    let doc = decided.doc();
    let csv = decided.csv.clone();
    let save = move |_| actions.save.run(("zoneplan-optimise.csv", csv.clone()));
    let used = move || {
        let text = match planner.decide.search.is_used.get()? {
            true => "The plan that was found is edited now; the one before is kept as a scenario.".to_owned(),
            false => format!("There are {MOST_SCENARIOS} scenarios already: delete one first."),
        };
        Some(view! { <p class="note" role="status" data-testid="used-plan">{text}</p> })
    };
    view! {
        {used}
        {best(doc, decided, actions)}
        <section class="card">
            <div class="head">
                <h2>"What the answer rests on"</h2>
                <button type="button" data-testid="save-optimise" on:click=save>"Save as CSV"</button>
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
    let least = if found.flag("complete") { "" } else { "at least " };
    format!("{least}{} USD", dollars(found.number("monthly_usd").unwrap_or_default()))
}

/// What a plan comes to, in a line.
fn figures(found: Doc<'_>) -> String {
    let of = |key: &str| digits(found.number(key).unwrap_or_default());
    let rpo =
        found.number("rpo_seconds").map_or_else(|| "not known".to_owned(), |it| format!("{} s", digits(it)));
    format!(
        "{} a month, {} % available ({} min down a year), RTO {} min, RPO {rpo}, setup {} days, {} h of work a month",
        cost(found),
        amount(found.number("availability_pct").unwrap_or_default(), 4),
        of("downtime_minutes_per_year"),
        of("rto_minutes"),
        of("setup_days"),
        of("work_hours_per_month")
    )
}

/// A layout in a line.
fn layout(found: Doc<'_>) -> String {
    let settings = found.at("settings");
    let get = |key: &str| settings.text(key);
    let bought = match get("node_pools.commitment") {
        "none" => "on demand",
        other => other,
    };
    let standby = |key: &str| if get(key) == "zone-redundant" { "pair" } else { "single" };
    format!(
        "{} {}, {} zones, {}, {} × {} ({}), bought {bought}, database {}, cache {}, on call {}",
        get("platform.provider"),
        get("platform.region"),
        get("platform.zones"),
        get("platform.pattern"),
        get("node_pools.nodes"),
        get("node_pools.instance_type"),
        get("node_pools.zone_loss"),
        standby("database.high_availability"),
        standby("cache.high_availability"),
        get("team.on_call")
    )
}

fn label(key: &str) -> String {
    let axis = AXES.iter().find(|axis| axis.key == key);
    let label = match key {
        "platform.provider" => "Platform",
        "platform.region" => "Region",
        "platform.second_region" => "Second region",
        other => axis.map_or(other, |axis| axis.label),
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
    let rows: Vec<_> = changes
        .iter()
        .map(|change| {
            view! {
                <tr>
                    <th scope="row">{label(change.text("key"))}</th>
                    <td data-label="Now">{change.text("from").to_owned()}</td>
                    <td data-label="Found">{change.text("to").to_owned()}</td>
                </tr>
            }
        })
        .collect();
    let table = if rows.is_empty() {
        view! { <p>"Nothing changes: the plan is the best already."</p> }.into_any()
    } else {
        view! {
            <div class="scroll">
                <table class="cards" data-testid="changes-found">
                    <thead>
                        <tr><th scope="col">"What changes"</th><th scope="col">"Now"</th><th scope="col">"Found"</th></tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        }
        .into_any()
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
                    "Use this plan"
                </button>
                <span class="sub">"The present one is kept as a scenario."</span>
            </div>
        }
    });
    let verdicts: Vec<String> = best.list("verdicts").iter().map(|it| verdict(*it)).collect();
    let verdicts = verdicts.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
    view! {
        <div data-testid="best">
            {card(
                format!("The best plan costs {} a month", cost(best)),
                figures(best),
                view! { <ul class="notes">{verdicts}</ul> {table} {button} },
            )}
        </div>
    }
    .into_any()
}

fn verdict(it: Doc<'_>) -> String {
    let odds = it.number("probability_met").map_or_else(String::new, |p| format!(", probability {p:.3}"));
    let word = if it.text("met") == "undecided" {
        "undecided"
    } else if it.flag("met") {
        "met"
    } else {
        "missed"
    };
    let asked = digits(it.number("asked").unwrap_or_default());
    format!("{} {asked}: {word}{odds}", target(it.text("target")))
}

fn target(key: &str) -> &str {
    match key {
        "availability_pct" => "Availability, %",
        "rto_minutes" => "RTO, minutes",
        "rpo_seconds" => "RPO, seconds",
        "monthly_cost_usd" => "Cost a month, USD",
        "setup_days" => "Setup, days",
        "fte" => "Planned work, FTE",
        other => other,
    }
}

/// A target that is not met, in words.
fn failing(it: Doc<'_>) -> String {
    let value = it.number("value").map_or_else(|| "not known".to_owned(), digits);
    let by = it
        .number("by")
        .filter(|by| *by > 0.0)
        .map_or_else(String::new, |by| format!(", off by {}", digits(by)));
    let odds = it.number("probability_met").map_or_else(String::new, |p| {
        format!(
            ", met with probability {p:.3} of {} asked for",
            digits(it.number("confidence").unwrap_or_default())
        )
    });
    let asked = digits(it.number("asked").unwrap_or_default());
    format!("{}: {value} where {asked} is asked for{by}{odds}", target(it.text("target")))
}

/// Where no plan meets all targets: how near one comes.
fn nothing(doc: Doc<'_>) -> AnyView {
    let mut items: Vec<String> = doc
        .list("nearest")
        .iter()
        .map(|it| {
            format!(
                "{}, at {} USD a month",
                failing(*it),
                dollars(it.number("monthly_usd").unwrap_or_default())
            )
        })
        .collect();
    let alone = doc.texts("met_alone");
    if !alone.is_empty() {
        let names: Vec<&str> = alone.into_iter().map(target).collect();
        items.push(format!("Met by some plan: {}", names.join("; ")));
    }
    let items = items.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
    view! {
        <div data-testid="best">
            {card(
                "No plan meets every target",
                "How near one comes to each.",
                view! { <ul class="notes">{items}</ul> },
            )}
        </div>
    }
    .into_any()
}

fn proof(doc: Doc<'_>) -> AnyView {
    let proof = doc.at("proof");
    let counts = doc.at("counts");
    let n = |key: &str| amount(counts.number(key).unwrap_or_default(), 0);
    let gap = proof.number("gap_usd").map(|gap| {
        format!("A plan that was not looked at may be cheaper by up to {} USD a month.", dollars(gap))
    });
    let limits = proof.texts("limits").into_iter().map(str::to_owned);
    let axes = doc.list("axes");
    let fixed: Vec<String> = axes
        .iter()
        .filter(|axis| axis.text("state") == "fixed")
        .map(|axis| format!("{} {}", label(axis.text("key")), axis.text("text").replace('"', "")))
        .collect();
    let fixed = (!fixed.is_empty()).then(|| format!("As the plan sets it: {}.", fixed.join(", ")));
    let items: Vec<String> = gap.into_iter().chain(limits).chain(fixed).collect();
    let items = items.into_iter().map(|text| view! { <li>{text}</li> }).collect::<Vec<_>>();
    let not_searched: Vec<_> = axes
        .iter()
        .filter(|axis| axis.text("state") == "not-searched")
        .map(|axis| {
            let (key, why) = (label(axis.text("key")), axis.text("text").to_owned());
            view! { <li>{key} ": " {why}</li> }
        })
        .collect();
    view! {
        <p data-testid="proof">{format!("Proof: {}.", proof.text("text"))}</p>
        <p class="sub">
            {format!(
                "{} candidates: {} evaluated, {} excluded, of which {} by bound, {} whose nodes do not carry the workload, {} the same but dearer, {} no better than one alike, {} refused by the plan's check.",
                n("candidates"), n("evaluated"), n("excluded"), n("by_bound"), n("unfit"), n("dearer"), n("alike"), n("refused"),
            )}
        </p>
        <ul class="notes">{items}</ul>
        <details class="why more"><summary>"What was not searched"</summary><ul>{not_searched}</ul></details>
    }
    .into_any()
}

/// The second best layout, and the next dearer choice of the best.
fn beside(doc: Doc<'_>, actions: DecideActions) -> AnyView {
    let of = |key: &'static str, title: &'static str| {
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
                format!("{title}: {} a month", cost(found)),
                format!("Beside the best: {}.", differing.join(", ")),
                view! { <p>{figures(found)}</p> <div class="actions">{use_button(key.to_owned(), "Use this plan", actions)}</div> },
            )
        })
    };
    view! {
        <div class="two">
            {of("second", "Second best layout")}
            {of("next_dearer", "Same layout, next dearer")}
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
        let word = if is_met { "meets every target" } else { "misses a target" };
        FrontPoint {
            usd: found.number("monthly_usd").unwrap_or_default(),
            minutes: found.number("downtime_minutes_per_year").unwrap_or_default(),
            hours: hours(*found),
            is_met,
            is_best: !best.is_empty() && settings(*found) == best,
            told: format!("{}; {word}: {}", figures(*found), layout(*found)),
        }
    };
    let title = if plans.len() == 1 {
        "Nothing beats 1 plan".to_owned()
    } else {
        format!("Nothing beats these {} plans in cost, downtime and work at once", plans.len())
    };
    let picture = FrontChart { points: plans.iter().map(point).collect(), label: title.clone() };
    let keys = [
        ("met", "meets every target"),
        ("missed", "misses one"),
        ("best-mark", "the best plan; the larger a mark, the more work"),
    ];
    let keys = keys.map(|(class, text)| (class.to_owned(), text.to_owned())).to_vec();
    let rows: Vec<_> = plans.iter().enumerate().map(|(i, found)| row(i, *found, actions)).collect();
    let content = view! {
        {chart("front", "a plan", Box::new(move |width| front(&picture, width)))}
        {legend(keys)}
        <div class="scroll" tabindex="0" role="region" aria-label="Plans that nothing beats">
            <table class="cards" data-testid="pareto">
                <thead>
                    <tr>
                        <th scope="col">"Plan"</th>
                        <th scope="col" class="num">"USD a month"</th>
                        <th scope="col" class="num">"Minutes a year"</th>
                        <th scope="col" class="num">"Work, h a month"</th>
                        <th scope="col">"Targets"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        </div>
    };
    card(title, "Cost against mean downtime, on a scale of decades.", content).into_any()
}

fn settings(found: Doc<'_>) -> BTreeMap<&'static str, &str> {
    AXES.iter()
        .map(|axis| (axis.key, found.at("settings").text(axis.key)))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

fn row(i: usize, found: Doc<'_>, actions: DecideActions) -> AnyView {
    let fails: Vec<&str> = found.list("fails").iter().map(|it| target(it.text("target"))).collect();
    let (class, verdict) = if fails.is_empty() {
        ("good", "meets all".to_owned())
    } else {
        ("bad", format!("misses {}", fails.join("; ")))
    };
    let of = |key: &str| digits(found.number(key).unwrap_or_default());
    view! {
        <tr>
            <th scope="row">{layout(found)} " " {use_button(format!("pareto.{i}"), "Use", actions)}</th>
            <td class="num" data-label="USD a month">{dollars(found.number("monthly_usd").unwrap_or_default())}</td>
            <td class="num" data-label="Minutes a year">{of("downtime_minutes_per_year")}</td>
            <td class="num" data-label="Work, h a month">{of("work_hours_per_month")}</td>
            <td class=class data-label="Targets">{verdict}</td>
        </tr>
    }
    .into_any()
}

/// The cheapest plans that fail some targets, and by how much.
fn misses(doc: Doc<'_>) -> AnyView {
    let misses = doc.list("near_misses");
    if misses.is_empty() {
        return ().into_any();
    }
    let items: Vec<_> = misses
        .iter()
        .map(|found| {
            let fails: Vec<String> = found.list("fails").iter().map(|it| failing(*it)).collect();
            view! {
                <li>
                    {format!("{} a month: {}", cost(*found), fails.join("; "))}
                    <span class="src below">{layout(*found)}</span>
                </li>
            }
        })
        .collect();
    card(
        "Near misses",
        "The cheapest plan for each set of targets that it fails.",
        view! { <ul class="notes" data-testid="near-misses">{items}</ul> },
    )
    .into_any()
}
