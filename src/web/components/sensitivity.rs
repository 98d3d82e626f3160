//! What a result hangs on, and from where on a choice pays.

use leptos::prelude::*;

use super::bill::input_name;
use super::card;
use super::chart::{chart, legend};
use super::compare::{DecideActions, Status, ask_after_edits};
use super::plain::{Column, PlainRow, bullets, table};
use crate::engine::report::{digits, dollars};
use crate::engine::sensitivity::Output;
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::state::{Decided, Doc, Outcome, Planner};

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
        <div class="stack" data-testid="sensitivity">
            <div class="actions">
                <label for="downtime-cost">"An hour of downtime costs"</label>
                <input
                    id="downtime-cost"
                    data-testid="downtime-cost-field"
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder="not said"
                    prop:value=set
                    on:change:target=move |event| edited.run((DOWNTIME, event.target().value()))
                />
                <span class="sub">"USD; a range as \"500 to 3000\". With it availability is money."</span>
            </div>
            {move || {
                let fault = planner.faults.with(|faults| faults.get(DOWNTIME).cloned())?;
                Some(view! { <p class="error" role="alert">{format!("Found {fault}")}</p> })
            }}
            <Status
                outcome=state.sensitivity.answer
                is_busy=state.sensitivity.is_busy
                doing="Looking at what moves the results…"
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
                    {output.title()}
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
            <div class="seg" role="group" aria-label="Result">{buttons}</div>
            <button type="button" data-testid="save-sensitivity" on:click=save>"Save as CSV"</button>
        </div>
        {shown}
        {break_even(decided.doc().at("break_even"))}
    }
    .into_any()
}

/// What a result hangs on.
fn output(planner: Planner, decided: &Decided, wanted: &str) -> AnyView {
    let Some(title) = Output::ALL.into_iter().find(|output| output.name() == wanted).map(Output::title)
    else {
        return ().into_any();
    };
    let outputs = decided.doc().list("outputs");
    let Some(found) = outputs.into_iter().find(|output| output.text("output") == wanted) else {
        return ().into_any();
    };
    let inputs = found.list("inputs");
    let unit = found.text("unit");
    let Some(first) = inputs.first() else {
        return card(format!("{title}: nothing that moves it is uncertain"), "", ()).into_any();
    };
    let heading = format!("{title} hangs most on {}", name_of(planner, *first));
    let of = |key: &str| found.at(key).number("value").unwrap_or_default();
    let interactions = found.at("interactions").number("value").map_or_else(String::new, |share| {
        format!(" {} of the variance is what inputs do together.", percent(share.max(0.0)))
    });
    let correlated = if found.flag("correlated") {
        " Some inputs are correlated: their first-order indices overlap and are no shares."
    } else {
        ""
    };
    let sub = format!(
        "In {} futures, {unit}: P10 {}, P50 {}, P90 {}; {} with every input at its likely value.{interactions}{correlated}",
        digits(found.number("futures").unwrap_or_default()),
        figure(of("p10"), unit),
        figure(of("p50"), unit),
        figure(of("p90"), unit),
        figure(found.number("at_likely").unwrap_or_default(), unit),
    );
    let picture = picture(planner, found, heading.clone());
    let keys = [
        ("whole", "eight of ten, over all that the inputs may be"),
        ("mean-mark", "the median"),
        ("line", "all inputs at their likely values"),
        ("fewer", "one input at its low end"),
        ("more", "at its high end"),
    ];
    let keys = keys.map(|(class, text)| (class.to_owned(), text.to_owned())).to_vec();
    let rows = inputs.iter().map(|input| row(planner, *input, unit)).collect::<Vec<_>>();
    let columns: Vec<Column> = [
        ("Input", false),
        ("Low to high", false),
        ("Result", true),
        ("Rank correlation", true),
        ("First order", true),
    ]
    .map(|(title, is_number)| (title.to_owned(), is_number))
    .into();
    let content = view! {
        {chart("tornado", "a bar", Box::new(move |width| tornado(&picture, width)))}
        {legend(keys)}
        <details class="why more">
            <summary data-testid="inputs-table">{format!("All {} inputs as a table", inputs.len())}</summary>
            <p>
                "Rank correlation: from −1, the result falls as the input rises, to 1, both rise. First order: the share of the variance that goes when the input is known."
            </p>
            {table("inputs", &columns, rows)}
        </details>
    };
    view! { <div data-testid="hangs-on">{card(heading, sub, content)}</div> }.into_any()
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
    format!("{} to {} {}, likely {}", of("low"), of("high"), input.text("unit"), of("likely"))
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
            let told = format!(
                "{name}, {}: the result is {} to {} {unit}",
                ends(input),
                figure(at("at_low"), unit),
                figure(at("at_high"), unit)
            );
            TornadoRow { name, at_low: at("at_low"), at_high: at("at_high"), told }
        })
        .collect();
    let values = rows.iter().flat_map(|row| [row.at_low, row.at_high]);
    let least = values.chain([of("p10"), likely]).fold(f64::INFINITY, f64::min);
    TornadoChart {
        band_name: "All inputs together".to_owned(),
        band: (of("p10"), of("p90")),
        middle: of("p50"),
        likely,
        told: format!(
            "All inputs together: eight of ten from {} to {} {unit}, half below {}",
            figure(of("p10"), unit),
            figure(of("p90"), unit),
            figure(of("p50"), unit)
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
            format!("{} to {}", at("at_low"), at("at_high")),
            signed(measured("rank_correlation")),
            percent(measured("first_order").max(0.0)),
        ],
        button: None,
    }
}

fn signed(value: f64) -> String {
    let sign = if value > 0.0 {
        "+"
    } else if value < 0.0 {
        "−"
    } else {
        ""
    };
    format!("{sign}{:.2}", value.abs())
}

/// Where choices break even, in sentences.
fn break_even(doc: Doc<'_>) -> AnyView {
    let sentences =
        |list: Vec<Doc<'_>>| list.iter().map(|it| it.text("sentence").to_owned()).collect::<Vec<_>>();
    let mut commitments = sentences(doc.list("commitments"));
    commitments.extend(doc.texts("without_commitment").into_iter().map(str::to_owned));
    let targets = doc.list("targets").into_iter().flat_map(|target| sentences(target.list("inputs")));
    let groups = [
        ("When buying ahead pays", commitments),
        ("When more availability pays", sentences(doc.list("steps"))),
        ("Until where targets hold", targets.collect()),
    ];
    let groups =
        groups.into_iter().filter(|(_, sentences)| !sentences.is_empty()).map(|(title, sentences)| {
            view! { <h3>{title}</h3> {bullets(sentences)} }
        });
    let groups = groups.collect::<Vec<_>>();
    view! {
        <div data-testid="break-even">
            {card("From where on a choice pays", "The same layout with one thing changed, at likely values.", groups)}
        </div>
    }
    .into_any()
}
