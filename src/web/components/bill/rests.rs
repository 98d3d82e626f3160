//! What the bill of a month rests on: the band it may lie in, and the inputs that move it most.

use leptos::prelude::*;

use super::words::{exact, from_to, signed};
use crate::engine::report::{Report, UncertainInput, UsdPercentiles};
use crate::engine::units::Usd;
use crate::web::charts::{TornadoChart, TornadoRow, tornado};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};
use crate::web::state::Planner;
use crate::web::words::{cost, digits, dollars, t};

/// Inputs that are drawn.
const DRAWN: usize = 8;

/// The card, where something is not known exactly.
pub fn rests(planner: Planner, report: &Report) -> Option<AnyView> {
    let inputs: Vec<UncertainInput> =
        report.cost.uncertain.iter().filter(|input| moves_the_month(input)).cloned().collect();
    let first = inputs.first()?;
    let title = t!(cost::HANGS_ON, input = name(planner, &first.input));
    let Some(range) = report.cost.monthly.range else {
        return Some(card(title, t!(cost::COMPUTING), ()).into_any());
    };
    let picture = picture(planner, report, &range, &inputs, title.clone());
    let keys = vec![
        ("whole".to_owned(), t!(cost::KEY_BAND).to_owned()),
        ("mean-mark".to_owned(), t!(cost::KEY_MEDIAN).to_owned()),
        ("line".to_owned(), t!(cost::KEY_LIKELY).to_owned()),
        ("fewer".to_owned(), t!(cost::KEY_LOW).to_owned()),
        ("more".to_owned(), t!(cost::KEY_HIGH).to_owned()),
    ];
    let sub = t!(
        if report.cost.monthly.complete { cost::RESTS_SUB } else { cost::RESTS_SUB_LEAST },
        p10 = dollars(range.p10),
        p50 = dollars(range.p50),
        p90 = dollars(range.p90),
        likely = exact(report.cost.monthly.effective_usd)
    );
    let table = table(planner, &inputs);
    let content = view! {
        {chart("tornado", t!(cost::A_BAR), Box::new(move |width| tornado(&picture, width)))}
        {legend(keys)}
        {table}
    };
    Some(card(title, sub, content).into_any())
}

fn moves_the_month(input: &UncertainInput) -> bool {
    input.usd_at_low.micros() != 0 || input.usd_at_high.micros() != 0
}

/// What an input is called: the label of its field with its section, what it means in the model, or
/// its key.
pub fn name(planner: Planner, input: &str) -> String {
    let found = planner.computed.with_untracked(|computed| {
        let sections = computed.iter().flat_map(|computed| &computed.sections);
        let mut labels =
            sections.flat_map(|section| section.fields.iter().map(move |field| (section.title, field)));
        labels
            .find(|(_, field)| field.path == input)
            .map(|(title, field)| format!("{title}: {}", field.label))
    });
    found.or_else(|| planner.meaning(input)).unwrap_or_else(|| input.to_owned())
}

fn ends(input: &UncertainInput) -> String {
    t!(
        cost::ENDS,
        low = digits(input.low),
        high = digits(input.high),
        unit = input.unit,
        likely = digits(input.likely)
    )
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
        told: t!(
            cost::SWING,
            input = name(planner, &input.input),
            ends = ends(input),
            low = signed(input.usd_at_low.dollars()),
            high = signed(input.usd_at_high.dollars())
        ),
    };
    let rows: Vec<TornadoRow> = inputs.iter().take(DRAWN).map(row).collect();
    let values = rows.iter().flat_map(|row| [row.at_low, row.at_high]);
    let least = values.chain([range.p10, likely]).fold(f64::INFINITY, f64::min);
    TornadoChart {
        band_name: t!(cost::ALL_INPUTS).to_owned(),
        band: (range.p10, range.p90),
        middle: range.p50,
        likely,
        told: t!(
            cost::ALL_INPUTS_TOLD,
            p10 = dollars(range.p10),
            p90 = dollars(range.p90),
            p50 = dollars(range.p50)
        ),
        least,
        rows,
        unit: t!(cost::USD_A_MONTH).to_owned(),
        label,
    }
}

/// All inputs, with what they do to the last month.
fn table(planner: Planner, inputs: &[UncertainInput]) -> AnyView {
    let row = |input: &UncertainInput| {
        let pair = |low: Usd, high: Usd| from_to(&signed(low.dollars()), &signed(high.dollars()));
        view! {
            <tr>
                <th scope="row">{name(planner, &input.input)} <span class="src below">{input.input.clone()}</span></th>
                <td data-label=t!(cost::LOW_TO_HIGH)>{ends(input)}</td>
                <td class="num" data-label=t!(cost::FIRST_MONTH)>{pair(input.usd_at_low, input.usd_at_high)}</td>
                <td class="num" data-label=t!(cost::LAST_MONTH)>
                    {pair(input.last_month_usd_at_low, input.last_month_usd_at_high)}
                </td>
            </tr>
        }
    };
    view! {
        <details class="why more">
            <summary>{t!(cost::INPUTS_TABLE, count = inputs.len())}</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">{t!(cost::INPUT)}</th>
                            <th scope="col">{t!(cost::LOW_TO_HIGH)}</th>
                            <th scope="col" class="num">{t!(cost::FIRST_MONTH_USD)}</th>
                            <th scope="col" class="num">{t!(cost::LAST_MONTH_USD)}</th>
                        </tr>
                    </thead>
                    <tbody>{inputs.iter().map(row).collect::<Vec<_>>()}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}
