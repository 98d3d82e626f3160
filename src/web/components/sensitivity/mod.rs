//! What a result hangs on, and from where on a choice pays.

mod break_even;

use leptos::prelude::*;

use self::break_even::break_even;
use super::bill::input_name;
use super::card;
use super::chart::{chart, legend};
use super::compare::{DecideActions, Status, ask_after_edits};
use super::plain::{Column, PlainRow, table};
use crate::engine::sensitivity::Output;
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::state::{Decided, Doc, Outcome, Planner};
use crate::web::words::{Word, compare, digits, dollars, local, optimise, patterns, sensitivity, t};

/// Inputs that are drawn.
const DRAWN: usize = 10;
/// Where the plan says what an hour of downtime costs.
const DOWNTIME: &str = "finance.downtime_usd_per_hour";

/// The sensitivity view.
#[component]
pub fn SensitivityView(
    planner: Planner,
    #[prop(into)] edited: Callback<(&'static str, String)>,
    actions: DecideActions,
) -> impl IntoView {
    let state = planner.decide;
    ask_after_edits(planner, || (), move || actions.sensitivity.run(()));
    let answer = move || {
        let outcome = state.sensitivity.answer.get()?;
        Some(told(planner, &outcome, actions))
    };
    let set = move || planner.fields.with(|fields| fields.get(DOWNTIME).cloned().unwrap_or_default());
    view! {
        <div
            class="stack"
            data-testid="sensitivity"
            aria-busy=move || planner.is_fetching.get().to_string()
        >
            <div class="actions">
                <label for="downtime-cost">{t!(sensitivity::HOUR_COSTS)}</label>
                <input
                    id="downtime-cost"
                    data-testid="downtime-cost-field"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder=t!(sensitivity::NOT_SAID)
                    prop:value=set
                    on:change:target=move |event| edited.run((DOWNTIME, event.target().value()))
                />
                <span class="sub">{t!(sensitivity::HOUR_COSTS_HOW)}</span>
            </div>
            {move || {
                let fault = planner.faults.with(|faults| faults.get(DOWNTIME).cloned())?;
                Some(view! { <p class="error" role="alert">{t!(optimise::FAULT, fault = fault)}</p> })
            }}
            <Status
                outcome=state.sensitivity.answer
                is_busy=state.sensitivity.is_busy
                doing=t!(sensitivity::DOING)
            />
            {answer}
        </div>
    }
}

fn told(planner: Planner, outcome: &Outcome, actions: DecideActions) -> AnyView {
    let Ok(decided) = outcome else { return ().into_any() };
    let state = planner.decide;
    let found: Vec<String> =
        decided.doc().list("outputs").iter().map(|output| output.text("output").to_owned()).collect();
    let chosen = move |found: &[String]| {
        let wanted = state.output.get();
        if found.contains(&wanted) { wanted } else { Output::Monthly.name().to_owned() }
    };
    let buttons: Vec<_> = Output::ALL
        .into_iter()
        .filter(|output| found.iter().any(|name| name == output.name()))
        .map(|output| {
            let (name, found) = (output.name(), found.clone());
            view! {
                <button
                    type="button"
                    data-testid=format!("output-{name}")
                    aria-pressed=move || (chosen(&found) == name).to_string()
                    on:click=move |_| state.output.set(name.to_owned())
                >
                    {title_of(output)}
                </button>
            }
        })
        .collect();
    let csv = decided.csv.clone();
    let save = move |_| actions.save.run(("zoneplan-sensitivity.csv", csv.clone()));
    let shown = {
        let decided = decided.clone();
        move || output(planner, &decided, &chosen(&found))
    };
    view! {
        <div class="head">
            <div class="seg" role="group" aria-label=t!(sensitivity::RESULT)>{buttons}</div>
            <button type="button" data-testid="save-sensitivity" on:click=save>{t!(compare::SAVE_CSV)}</button>
        </div>
        {shown}
        {break_even(decided.doc().at("break_even"))}
    }
    .into_any()
}

/// What a result is called.
fn title_of(output: Output) -> &'static str {
    t!(match output {
        Output::Monthly => sensitivity::MONTHLY,
        Output::Horizon => sensitivity::HORIZON,
        Output::Downtime => sensitivity::DOWNTIME,
        Output::Setup => sensitivity::SETUP,
        Output::CostWithDowntime => sensitivity::WITH_DOWNTIME,
    })
}

/// What a result hangs on.
fn output(planner: Planner, decided: &Decided, wanted: &str) -> AnyView {
    let Some(title) = Output::ALL.into_iter().find(|output| output.name() == wanted).map(title_of) else {
        return ().into_any();
    };
    let outputs = decided.doc().list("outputs");
    let Some(found) = outputs.into_iter().find(|output| output.text("output") == wanted) else {
        return ().into_any();
    };
    let inputs = found.list("inputs");
    let unit = found.text("unit");
    let Some(first) = inputs.first() else {
        return card(t!(sensitivity::CERTAIN, result = title), "", ()).into_any();
    };
    let heading = t!(sensitivity::HANGS_ON, result = title, input = name_of(planner, *first));
    let of = |key: &str| found.at(key).number("value").unwrap_or_default();
    let mut sub = vec![t!(
        sensitivity::HOW,
        futures = digits(found.number("futures").unwrap_or_default()),
        unit = unit,
        p10 = figure(of("p10"), unit),
        p50 = figure(of("p50"), unit),
        p90 = figure(of("p90"), unit),
        likely = figure(found.number("at_likely").unwrap_or_default(), unit),
    )];
    if let Some(share) = found.at("interactions").number("value") {
        sub.push(t!(sensitivity::INTERACTIONS, share = percent(share.max(0.0))));
    }
    if found.flag("correlated") {
        sub.push(t!(sensitivity::CORRELATED).to_owned());
    }
    let picture = picture(planner, found, heading.clone());
    let keys = [
        ("whole", sensitivity::KEY_BAND),
        ("mean-mark", sensitivity::KEY_MEDIAN),
        ("line", sensitivity::KEY_LIKELY),
        ("fewer", sensitivity::KEY_LOW),
        ("more", sensitivity::KEY_HIGH),
    ];
    let keys = keys.map(|(class, text)| (class.to_owned(), t!(text).to_owned())).to_vec();
    let rows = inputs.iter().map(|input| row(planner, *input, unit)).collect::<Vec<_>>();
    let columns: Vec<Column> = [
        (sensitivity::INPUT, false),
        (sensitivity::LOW_TO_HIGH, false),
        (sensitivity::RESULT, true),
        (sensitivity::RANK_CORRELATION, true),
        (sensitivity::FIRST_ORDER, true),
    ]
    .map(|(title, is_number): (Word, bool)| (t!(title).to_owned(), is_number))
    .into();
    let content = view! {
        {chart("tornado", t!(sensitivity::A_BAR), Box::new(move |width| tornado(&picture, width)))}
        {legend(keys)}
        <details class="why more">
            <summary data-testid="inputs-table">{t!(sensitivity::ALL_INPUTS, count = local(&inputs.len().to_string()))}</summary>
            <p>
                {t!(sensitivity::MEASURES)}
            </p>
            {table("inputs", &columns, rows)}
        </details>
    };
    view! { <div data-testid="hangs-on">{card(heading, sub.join(" "), content)}</div> }.into_any()
}

/// What an input is called: the label of its field, else what it means, else its key.
fn name_of(planner: Planner, input: Doc<'_>) -> String {
    let (key, meaning) = (input.text("input"), input.text("meaning"));
    let name = input_name(planner, key);
    if name == key && !meaning.is_empty() { meaning.to_owned() } else { name }
}

fn percent(share: f64) -> String {
    format!("{} %", digits(share * 100.0))
}

/// A value of a result.
fn figure(value: f64, unit: &str) -> String {
    if unit.starts_with("USD") { dollars(value) } else { digits(value) }
}

/// Low, likely and high of an input, in words.
fn ends(input: Doc<'_>) -> String {
    let of = |key: &str| digits(input.number(key).unwrap_or_default());
    t!(
        sensitivity::ENDS,
        low = of("low"),
        high = of("high"),
        unit = input.text("unit"),
        likely = of("likely"),
    )
}

fn picture(planner: Planner, found: Doc<'_>, label: String) -> TornadoChart {
    let unit = found.text("unit");
    let of = |key: &str| found.at(key).number("value").unwrap_or_default();
    let likely = found.number("at_likely").unwrap_or_default();
    let rows: Vec<TornadoRow> = found
        .list("inputs")
        .into_iter()
        .take(DRAWN)
        .map(|input| {
            let at = |key: &str| input.number(key).unwrap_or_default();
            let name = name_of(planner, input);
            let told = t!(
                sensitivity::BAR,
                input = name,
                ends = ends(input),
                low = figure(at("at_low"), unit),
                high = figure(at("at_high"), unit),
                unit = unit,
            );
            TornadoRow { name, at_low: at("at_low"), at_high: at("at_high"), told }
        })
        .collect();
    let values = rows.iter().flat_map(|row| [row.at_low, row.at_high]);
    let least = values.chain([of("p10"), likely]).fold(f64::INFINITY, f64::min);
    TornadoChart {
        band_name: t!(sensitivity::TOGETHER).to_owned(),
        band: (of("p10"), of("p90")),
        middle: of("p50"),
        likely,
        told: t!(
            sensitivity::TOGETHER_TOLD,
            low = figure(of("p10"), unit),
            high = figure(of("p90"), unit),
            unit = unit,
            middle = figure(of("p50"), unit),
        ),
        least,
        rows,
        unit: unit.to_owned(),
        label,
    }
}

fn row(planner: Planner, input: Doc<'_>, unit: &str) -> PlainRow {
    let key = input.text("input");
    let name = name_of(planner, input);
    let below = if name == key { String::new() } else { format!("{key} · ") };
    let at = |key: &str| figure(input.number(key).unwrap_or_default(), unit);
    let measured = |key: &str| input.at(key).number("value").unwrap_or_default();
    PlainRow {
        head: name,
        below: format!("{below}{}", input.text("source")),
        cells: vec![
            ends(input),
            t!(patterns::RANGE, low = at("at_low"), high = at("at_high")),
            signed(measured("rank_correlation")),
            percent(measured("first_order").max(0.0)),
        ],
        button: None,
    }
}

fn signed(value: f64) -> String {
    signed_by(value, |size| local(&format!("{size:.2}")))
}

/// A number with its sign before it; `written` writes its size.
fn signed_by(value: f64, written: impl Fn(f64) -> String) -> String {
    let sign = if value > 0.0 {
        "+"
    } else if value < 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{}", written(value.abs()))
}
