//! The six questions, and the plan that their answers lead to.

use std::sync::Arc;

use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::GuideActions;
use super::assumed::assumed_list;
use super::item::{Band, Item, item};
use crate::web::state::{Draft, Planner};
use crate::web::words::{Word, dollars, guide, t};

/// A question: what is asked, why it matters, and its fields.
type Question = (Word, Word, &'static [Item]);

const QUESTIONS: [Question; 6] = [
    (
        guide::WHERE,
        guide::WHERE_WHY,
        &[
            Item::of("platform.provider", guide::PLATFORM),
            Item::of("platform.openshift.host", guide::HOST),
            Item::of("platform.region", guide::REGION),
        ],
    ),
    (guide::WHAT, guide::WHAT_WHY, &[Item::of("workload.profile", guide::PROFILE)]),
    (
        guide::LOAD,
        guide::LOAD_WHY,
        &[
            Item::of("workload.growth_pct_per_year", guide::GROWTH),
            Item::of("database.storage_gib", guide::STORAGE),
            Item::of("network.egress_gib_per_month", guide::EGRESS),
        ],
    ),
    (
        guide::DOWN,
        guide::DOWN_WHY,
        &[
            Item::one_of("targets.availability_pct", guide::AVAILABILITY, DOWNTIMES),
            Item::one_of("targets.rto_minutes", guide::RTO, OUTAGES),
            Item::one_of("targets.rpo_seconds", guide::RPO, LOSSES),
        ],
    ),
    (
        guide::WHO,
        guide::WHO_WHY,
        &[Item::of("team.engineers", guide::ENGINEERS), Item::of("team.on_call", guide::ON_CALL)],
    ),
    (
        guide::COST,
        guide::COST_WHY,
        &[
            Item::of("targets.monthly_cost_usd", guide::MONTHLY),
            Item::one_of("finance.horizon_months", guide::HORIZON, HORIZONS),
        ],
    ),
];

/// Percent of a year of 8,760 hours: 0.5 % are 43.8, 0.1 % are 8.8, 0.05 % are 4.4, 0.01 % are 0.9.
const DOWNTIMES: &[Band] = &[
    ("99.5", guide::PCT_99_5),
    ("99.9", guide::PCT_99_9),
    ("99.95", guide::PCT_99_95),
    ("99.99", guide::PCT_99_99),
];
const OUTAGES: &[Band] = &[
    ("5", guide::MIN_5),
    ("15", guide::MIN_15),
    ("60", guide::HOUR_1),
    ("240", guide::HOURS_4),
    ("1440", guide::DAY_1),
];
const LOSSES: &[Band] = &[
    ("5", guide::SECONDS_5),
    ("60", guide::MIN_1),
    ("900", guide::MIN_15),
    ("3600", guide::HOUR_1),
    ("86400", guide::DAY_1),
];
const HORIZONS: &[Band] = &[("12", guide::YEAR_1), ("36", guide::YEARS_3), ("60", guide::YEARS_5)];

/// Goes to the first answer that is to be mended.
fn focus_first_fault() {
    let found = document().query_selector(".guide [aria-invalid=true]").ok().flatten();
    if let Some(field) = found.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        // One that cannot take the focus says what is wrong all the same.
        let _ = field.focus();
    }
}

/// All questions on one sheet, and what results, which follows the answers.
#[component]
pub(super) fn Questions(planner: Planner, actions: GuideActions) -> impl IntoView {
    let state = planner.guide;
    let questions = (1..).zip(QUESTIONS).map(|(number, (what, why, items))| {
        let items = items.iter().map(|one| item(planner, actions, *one)).collect::<Vec<_>>();
        view! {
            <fieldset>
                <legend>{format!("{number}. {}", t!(what))}</legend>
                <p class="sub">{t!(why)}</p>
                {items}
            </fieldset>
        }
    });
    let is_faulty = move || state.faults.with(|faults| !faults.is_empty());
    let finish = move |_| {
        if is_faulty() {
            focus_first_fault();
        } else {
            actions.finish.run(());
        }
    };
    view! {
        <p class="sub">{t!(guide::INTRO)}</p>
        {questions.collect::<Vec<_>>()}
        <section class="result" aria-labelledby="guide-result">
            <h3 id="guide-result">{t!(guide::RESULT)}</h3>
            <p role="status" data-testid="guide-result">{move || result_line(planner)}</p>
            {move || set_list(planner)}
            <Assumptions planner />
        </section>
        <div class="guide-foot">
            <button
                type="button"
                class="primary"
                data-testid="guide-make"
                aria-disabled=move || is_faulty().to_string()
                on:click=finish
            >
                {t!(guide::MAKE)}
            </button>
            <button
                type="button"
                data-testid="guide-clear"
                on:click=move |_| {
                    state.answers.update(std::collections::BTreeMap::clear);
                    actions.plan.run(());
                }
            >
                {t!(guide::CLEAR)}
            </button>
        </div>
    }
}

/// Nodes, place and bill of the plan, or why there is none yet.
fn result_line(planner: Planner) -> String {
    let state = planner.guide;
    if state.is_waiting.get() {
        return t!(guide::RESULT_WAITS).to_owned();
    }
    // A fault that belongs to no answer is told here.
    let fault = state
        .faults
        .with(|faults| faults.first_key_value().map(|(path, text)| path.is_empty().then(|| text.clone())));
    match (fault, state.draft.get()) {
        (Some(told), _) => told.unwrap_or_else(|| t!(guide::RESULT_FAULTY).to_owned()),
        (None, Some(draft)) => line(&draft),
        (None, None) => t!(guide::RESULT_WAITS).to_owned(),
    }
}

fn line(draft: &Arc<Draft>) -> String {
    let (usd, is_whole) = draft.monthly;
    let word = if is_whole { guide::RESULT_LINE } else { guide::RESULT_LINE_AT_LEAST };
    let (nodes, kind) = &draft.nodes;
    t!(word, nodes = nodes, type = kind, place = draft.place, usd = dollars(usd))
}

/// What was answered, in the words of the page.
fn set_list(planner: Planner) -> AnyView {
    let answers = planner.guide.answers.get();
    if answers.is_empty() {
        return view! { <p data-testid="guide-set">{t!(guide::NOTHING_SET)}</p> }.into_any();
    }
    let items = QUESTIONS.iter().flat_map(|(_, _, items)| items.iter());
    let rows = items.filter_map(|item| {
        let text = answers.get(item.path)?;
        Some(view! { <li>{t!(item.label)} ": " <b>{item.shown(planner, text)}</b></li> })
    });
    view! {
        <p>{t!(guide::YOU_SET)}</p>
        <ul data-testid="guide-set">{rows.collect::<Vec<_>>()}</ul>
    }
    .into_any()
}

/// What the answers leave to the tool; made once it is opened.
#[component]
fn Assumptions(planner: Planner) -> impl IntoView {
    let is_open = RwSignal::new(false);
    let count =
        move || planner.guide.draft.with(|draft| draft.as_ref().map_or(0, |draft| draft.assumed.len()));
    let list = move || {
        let draft = planner.guide.draft.get().filter(|_| is_open.get());
        draft.map(|draft| assumed_list(&draft.assumed, None))
    };
    view! {
        <details on:toggle=move |_| is_open.update(|open| *open = !*open)>
            <summary data-testid="guide-assumes">{move || t!(guide::TOOL_ASSUMES, count = count())}</summary>
            {list}
        </details>
    }
}
