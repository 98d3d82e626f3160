//! The plans that are kept, side by side in the same futures.

mod odds;
mod table;

use std::sync::Arc;
use std::time::Duration;

use leptos::prelude::*;

use self::odds::odds;
use self::table::table;
use super::plain::{Column, PlainRow, bullets, table as table_of};
use super::{card, how};
use crate::web::state::{Asked, Decided, Doc, Outcome, Planner};
use crate::web::words::{compare, local, t};

/// How long an edit rests before it is asked about.
const REST: Duration = Duration::from_millis(250);

/// What the views of decisions ask for.
#[derive(Clone, Copy)]
pub struct DecideActions {
    /// Compares the plans that are kept.
    pub compare: Callback<()>,
    /// Asks what the results of the plan hang on.
    pub sensitivity: Callback<()>,
    /// Looks for the best plan.
    pub search: Callback<()>,
    /// Ends the search where it is.
    pub stop: Callback<()>,
    /// Goes on with a plan that was found, by its place in the document.
    pub use_plan: Callback<String>,
    /// Saves a table: the name of the file and its text.
    pub save: Callback<(&'static str, String)>,
}

/// The compare view.
#[component]
pub fn CompareView(planner: Planner, actions: DecideActions) -> impl IntoView {
    let (state, scenarios) = (planner.decide, planner.scenarios);
    ask_after_edits(
        planner,
        move || state.baseline.track(),
        move || {
            if scenarios.list.with_untracked(|list| list.len() > 1) {
                actions.compare.run(());
            }
        },
    );
    let is_one = move || scenarios.list.with(|list| list.len() < 2);
    let narrow = is_narrow();
    let answer = move || state.compare.answer.get().map(|outcome| told(planner, &outcome, narrow, actions));
    view! {
        <div class="stack" data-testid="compare">
            <Show when=move || !is_one() fallback=move || alone(planner)>
                <Choices planner />
                <Status outcome=state.compare.answer is_busy=state.compare.is_busy doing=t!(compare::DOING) />
                {answer}
            </Show>
        </div>
    }
}

/// Calls `ask` at once, and again whenever plans or what `more` tracks have changed and then rest.
pub fn ask_after_edits(planner: Planner, more: impl Fn() + 'static, ask: impl Fn() + Copy + 'static) {
    let edits = StoredValue::new(0_u32);
    Effect::new(move |before: Option<()>| {
        planner.scenarios.list.track();
        planner.scenarios.active.track();
        planner.fields.track();
        planner.manifests.in_use.track();
        more();
        // What is being fetched belongs to the plan.
        if planner.loading.with(Option::is_some) {
            return;
        }
        let edit = edits.get_value() + 1;
        edits.set_value(edit);
        let wait = if before.is_some() { REST } else { Duration::ZERO };
        set_timeout(
            move || {
                // The view may be gone by then.
                if edits.try_get_value() == Some(edit) {
                    ask();
                }
            },
            wait,
        );
    });
}

/// What is being done, and what is wrong with the question.
#[component]
pub fn Status(
    outcome: RwSignal<Option<Arc<Outcome>>>,
    is_busy: RwSignal<bool>,
    doing: &'static str,
) -> impl IntoView {
    let faults = move || {
        let outcome = outcome.get()?;
        let faults = outcome.as_ref().as_ref().err()?;
        Some(
            view! { <div class="bad" role="alert" data-testid="decide-faults">{bullets(faults.clone())}</div> },
        )
    };
    view! {
        <p class="sub" role="status" data-testid="decide-status" aria-busy=move || is_busy.get().to_string()>
            {move || if is_busy.get() { doing } else { "" }}
        </p>
        {faults}
    }
}

/// Whether the page is as narrow as a phone.
fn is_narrow() -> RwSignal<bool> {
    let look = || window().inner_width().ok().and_then(|width| width.as_f64()).is_some_and(|it| it <= 780.0);
    let narrow = RwSignal::new(look());
    let resized = window_event_listener(leptos::ev::resize, move |_| {
        if narrow.get_untracked() != look() {
            narrow.set(look());
        }
    });
    on_cleanup(move || resized.remove());
    narrow
}

/// What to do where there is nothing to compare with.
fn alone(planner: Planner) -> AnyView {
    card(
        t!(compare::ALONE),
        t!(compare::ALONE_HOW),
        view! {
            <button
                type="button"
                class="primary"
                data-testid="make-variant"
                on:click=move |_| {
                    planner.keep_and_go_on(None, None);
                }
            >
                {t!(compare::MAKE_VARIANT)}
            </button>
        },
    )
    .into_any()
}

/// What is compared with what.
#[component]
fn Choices(planner: Planner) -> impl IntoView {
    let (state, scenarios) = (planner.decide, planner.scenarios);
    let options = move || {
        let baseline = state.baseline.get();
        let option = |scenario: &crate::web::state::Scenario| {
            let (id, name) = (scenario.id.to_string(), scenario.name.clone());
            view! { <option value=id selected=scenario.id == baseline>{name}</option> }
        };
        scenarios.list.with(|list| list.iter().map(option).collect_view())
    };
    view! {
        <div class="actions">
            <label for="baseline">{t!(compare::COMPARED_WITH)}</label>
            <select
                id="baseline"
                data-testid="baseline"
                on:change:target=move |event| {
                    if let Ok(id) = event.target().value().parse() {
                        state.baseline.set(id);
                    }
                }
            >
                {options}
            </select>
            <label>
                <input
                    type="checkbox"
                    data-testid="differences-only"
                    prop:checked=move || state.differences_only.get()
                    on:change:target=move |event| state.differences_only.set(event.target().checked())
                />
                " "
                {t!(compare::DIFFERENCES_ONLY)}
            </label>
        </div>
    }
}

fn told(planner: Planner, outcome: &Outcome, narrow: RwSignal<bool>, actions: DecideActions) -> AnyView {
    let Ok(decided) = outcome else { return ().into_any() };
    let doc = decided.doc();
    let csv = decided.csv.clone();
    let save = move |_| actions.save.run(("zoneplan-compare.csv", csv.clone()));
    view! {
        {how(planner, &[Asked::Compare])}
        {odds(doc)}
        <section class="card">
            <div class="head">
                <h2>{t!(compare::FIGURES)}</h2>
                <button type="button" data-testid="save-compare" on:click=save>{t!(compare::SAVE_CSV)}</button>
            </div>
            {figures(planner, decided, narrow)}
        </section>
        {inputs(doc)}
    }
    .into_any()
}

/// The table of the columns that fit.
fn figures(planner: Planner, decided: &Decided, narrow: RwSignal<bool>) -> AnyView {
    let state = planner.decide;
    let decided = decided.clone();
    let n_plans = decided.doc().list("plans").len();
    let shown = move || {
        let (left, right) = state.pair.get();
        if narrow.get() && n_plans > 1 {
            let last = n_plans - 1;
            vec![left.min(last), right.min(last)]
        } else {
            (0..n_plans).collect::<Vec<_>>()
        }
    };
    (move || {
        let chosen = narrow.get().then_some(state.pair);
        table(decided.doc(), &shown(), state.differences_only.get(), chosen)
    })
    .into_any()
}

/// Inputs that differ.
fn inputs(doc: Doc<'_>) -> AnyView {
    let rows: Vec<PlainRow> = doc
        .list("inputs")
        .iter()
        .map(|input| PlainRow {
            head: input.text("key").to_owned(),
            below: String::new(),
            cells: input
                .texts("values")
                .into_iter()
                .map(|value| if value.is_empty() { "–".to_owned() } else { value.replace('"', "") })
                .collect(),
            button: None,
        })
        .collect();
    let (title, sub) = match rows.len() {
        0 => (t!(compare::NO_INPUT).to_owned(), t!(compare::NO_INPUT_HOW)),
        1 => (t!(compare::INPUT).to_owned(), t!(compare::INPUT_HOW)),
        n => (t!(compare::INPUTS, count = local(&n.to_string())), t!(compare::INPUTS_HOW)),
    };
    let names = doc.list("plans").into_iter().map(|plan| (plan.text("name").to_owned(), false));
    let columns: Vec<Column> = std::iter::once((t!(compare::KEY).to_owned(), false)).chain(names).collect();
    let content = (!rows.is_empty()).then(|| table_of("differing-inputs", &columns, rows));
    card(title, sub, content).into_any()
}
