//! What the bill of a month rests on: the band it may lie in, and the inputs that move it most.

use leptos::prelude::*;

use super::words::{exact, signed};
use crate::engine::report::{Report, UncertainInput, UsdPercentiles, digits, dollars};
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};
use crate::web::state::Planner;

/// Inputs that are drawn.
const DRAWN: usize = 8;

/// The card, where something is not known exactly.
pub fn rests(planner: Planner, report: &Report) -> Option<AnyView> {
    let inputs: Vec<UncertainInput> =
        report.cost.uncertain.iter().filter(|input| moves_the_month(input)).cloned().collect();
    let first = inputs.first()?;
    let title = format!("The bill hangs most on {}", name(planner, &first.input));
    let Some(range) = report.cost.monthly.range else {
        return Some(card(title, "Being computed…", ()).into_any());
    };
    let picture = picture(planner, report, &range, &inputs, title.clone());
    let keys = vec![
        ("whole".to_owned(), "eight of ten, over all that the inputs may be".to_owned()),
        ("mean-mark".to_owned(), "the median".to_owned()),
        ("line".to_owned(), "all inputs at their likely values".to_owned()),
        ("fewer".to_owned(), "one input at its low end".to_owned()),
        ("more".to_owned(), "at its high end".to_owned()),
    ];
    let sub = format!(
        "P10 {}, P50 {}, P90 {} USD a month; {} with every input at its likely value. Inputs are taken as independent.{}",
        dollars(range.p10),
        dollars(range.p50),
        dollars(range.p90),
        exact(report.cost.monthly.effective_usd),
        if report.cost.monthly.complete { "" } else { " What has no price comes on top." }
    );
    let table = table(planner, &inputs);
    let content = view! {
        {chart("tornado", "a bar", Box::new(move |width| tornado(&picture, width)))}
        {legend(keys)}
        {table}
    };
    Some(card(title, sub, content).into_any())
}

fn moves_the_month(input: &UncertainInput) -> bool {
    input.usd_at_low.micros() != 0 || input.usd_at_high.micros() != 0
}

/// What an input is called: the label of its field with its section, or its key.
pub fn name(planner: Planner, input: &str) -> String {
    let found = planner.computed.with_untracked(|computed| {
        let sections = computed.iter().flat_map(|computed| &computed.sections);
        let mut labels =
            sections.flat_map(|section| section.fields.iter().map(move |field| (section.title, field)));
        labels
            .find(|(_, field)| field.path == input)
            .map(|(title, field)| format!("{title}: {}", field.label))
    });
    found.unwrap_or_else(|| input.to_owned())
}

fn ends(input: &UncertainInput) -> String {
    let likely = digits(input.likely);
    format!("{} to {} {}, likely {likely}", digits(input.low), digits(input.high), input.unit)
}

fn picture(
    planner: Planner,
    report: &Report,
    range: &UsdPercentiles,
    inputs: &[UncertainInput],
    label: String,
) -> TornadoChart {
    let likely = report.cost.monthly.effective_usd.dollars();
    let row = |input: &UncertainInput| TornadoRow {
        name: name(planner, &input.input),
        at_low: likely + input.usd_at_low.dollars(),
        at_high: likely + input.usd_at_high.dollars(),
        told: format!(
            "{}, {}: the month costs {} to {} USD",
            name(planner, &input.input),
            ends(input),
            signed(input.usd_at_low.dollars()),
            signed(input.usd_at_high.dollars())
        ),
    };
    let rows: Vec<TornadoRow> = inputs.iter().take(DRAWN).map(row).collect();
    let values = rows.iter().flat_map(|row| [row.at_low, row.at_high]);
    let least = values.chain([range.p10, likely]).fold(f64::INFINITY, f64::min);
    TornadoChart {
        band_name: "All inputs together".to_owned(),
        band: (range.p10, range.p90),
        middle: range.p50,
        likely,
        told: format!(
            "All inputs together: eight of ten from {} to {} USD, half below {}",
            dollars(range.p10),
            dollars(range.p90),
            dollars(range.p50)
        ),
        least,
        rows,
        unit: "USD a month".to_owned(),
        label,
    }
}

/// All inputs, with what they do to the last month.
fn table(planner: Planner, inputs: &[UncertainInput]) -> AnyView {
    let row = |input: &UncertainInput| {
        let pair = |low: crate::engine::units::Usd, high: crate::engine::units::Usd| {
            format!("{} to {}", signed(low.dollars()), signed(high.dollars()))
        };
        view! {
            <tr>
                <th scope="row">{name(planner, &input.input)} <span class="src below">{input.input.clone()}</span></th>
                <td data-label="Low to high">{ends(input)}</td>
                <td class="num" data-label="First month">{pair(input.usd_at_low, input.usd_at_high)}</td>
                <td class="num" data-label="Last month">
                    {pair(input.last_month_usd_at_low, input.last_month_usd_at_high)}
                </td>
            </tr>
        }
    };
    view! {
        <details class="why more">
            <summary>{format!("All {} inputs as a table", inputs.len())}</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Input"</th>
                            <th scope="col">"Low to high"</th>
                            <th scope="col" class="num">"First month, USD"</th>
                            <th scope="col" class="num">"Last month, USD"</th>
                        </tr>
                    </thead>
                    <tbody>{inputs.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
