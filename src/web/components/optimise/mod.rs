//! The search for the best plan: what is asked, how far it is, what it found.

mod form;
mod found;

use leptos::prelude::*;

use self::form::form;
use self::found::found;
use super::compare::{DecideActions, Status};
use crate::web::state::Planner;
use crate::web::words::{amount, dollars, optimise, t};
use crate::worker::SoFar;

/// The optimise view.
#[component]
pub fn OptimiseView(
    planner: Planner,
    #[prop(into)] edited: Callback<(&'static str, String)>,
    actions: DecideActions,
) -> impl IntoView {
    let state = planner.decide;
    let is_busy = move || state.optimise.is_busy.get();
    let button = move || {
        if is_busy() {
            view! {
                <button type="button" data-testid="stop-search" on:click=move |_| actions.stop.run(())>
                    {t!(optimise::CANCEL)}
                </button>
            }
            .into_any()
        } else {
            view! {
                <button
                    type="button"
                    class="primary"
                    data-testid="search"
                    prop:disabled=move || planner.loading.with(Option::is_some)
                    on:click=move |_| actions.search.run(())
                >
                    {t!(optimise::SEARCH)}
                </button>
            }
            .into_any()
        }
    };
    let progress = move || {
        if !is_busy() {
            return ().into_any();
        }
        state.search.so_far.get().map_or_else(
            || view! { <span class="sub" role="status">{t!(optimise::LISTING)}</span> }.into_any(),
            |so_far| told(&so_far),
        )
    };
    let changed = move || {
        let asked = state.search.asked.get()?;
        planner.fields.track();
        planner.scenarios.active.track();
        let is_other = planner.plan_message().fields != asked.fields;
        (is_other && !is_busy()).then(|| {
            view! { <p class="sub" role="status">{t!(optimise::OF_THEN)}</p> }
        })
    };
    let answer = move || {
        let outcome = state.optimise.answer.get()?;
        let decided = outcome.as_ref().as_ref().ok()?;
        Some(view! { {changed} {found(planner, decided, actions)} })
    };
    view! {
        <div class="stack" data-testid="optimise">
            <section class="card">
                <h2>{t!(optimise::TITLE)}</h2>
                <p class="sub">
                    {t!(optimise::TITLE_HOW)}
                </p>
                {form(planner, edited)}
                <div class="actions">{button} {progress}</div>
            </section>
            <Status outcome=state.optimise.answer is_busy=RwSignal::new(false) doing="" />
            {answer}
        </div>
    }
}

/// How far a search is.
fn told(so_far: &SoFar) -> AnyView {
    let n = |number: f64| amount(number, 0);
    let text = t!(
        if so_far.best_usd.is_some() { optimise::PROGRESS_BEST } else { optimise::PROGRESS_NONE },
        evaluated = n(so_far.evaluated),
        excluded = n(so_far.excluded),
        known = n(so_far.of),
        usd = so_far.best_usd.map_or_else(String::new, dollars),
    );
    let share = if so_far.of > 0.0 { (so_far.evaluated + so_far.excluded) / so_far.of } else { 0.0 };
    view! {
        <progress max="1" value=format!("{share:.4}") aria-label=t!(optimise::PROGRESS)></progress>
        <span class="sub" data-testid="search-progress">{text}</span>
    }
    .into_any()
}
