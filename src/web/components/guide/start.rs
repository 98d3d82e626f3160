//! The ways into the guide, above the fields of the plan.

use leptos::prelude::*;

use super::{GuideActions, open};
use crate::web::state::{Planner, Sheet};
use crate::web::words::{guide, t};

/// Three buttons that are always there, so that nothing moves.
#[component]
pub fn StartRow(planner: Planner, actions: GuideActions) -> impl IntoView {
    let assumed = Memo::new(move |_| planner.assumed().len());
    let button = move |id: &'static str, sheet: Sheet, text: Signal<String>| {
        view! {
            <button type="button" class="small" data-testid=id on:click=move |_| open(planner, actions, sheet)>
                {text}
            </button>
        }
    };
    view! {
        <div class="start" role="group" aria-label=t!(guide::START)>
            {button("start-questions", Sheet::Questions, t!(guide::QUESTIONS).to_owned().into())}
            {button("start-presets", Sheet::Presets, t!(guide::PRESETS).to_owned().into())}
            {button(
                "start-assumed",
                Sheet::Assumed,
                Signal::derive(move || t!(guide::ASSUMED_COUNT, count = assumed.get())),
            )}
        </div>
    }
}
