//! The guide: six questions for a first plan, plans to start from, and what is assumed.

mod assumed;
mod item;
mod presets;
mod questions;
mod start;

pub use start::StartRow;

use leptos::html::Dialog;
use leptos::prelude::*;

use self::assumed::assumed_sheet;
use self::presets::presets_sheet;
use self::questions::Questions;
use crate::web::components::dialog::is_around;
use crate::web::state::{Planner, Sheet};
use crate::web::words::{Word, guide, t};

/// What is asked for of the guide.
#[derive(Clone, Copy)]
pub struct GuideActions {
    /// The answers have changed: plan them.
    pub plan: Callback<()>,
    /// Go on with the plan of the answers.
    pub finish: Callback<()>,
    /// Go on with the preset of this name.
    pub preset: Callback<&'static str>,
    /// Show a field of the plan.
    pub go_to: Callback<&'static str>,
}

const SHEETS: [(Sheet, &str, Word); 3] = [
    (Sheet::Questions, "guide-questions", guide::QUESTIONS),
    (Sheet::Presets, "guide-presets", guide::PRESETS),
    (Sheet::Assumed, "guide-assumed", guide::ASSUMED),
];

/// The dialog, closed until one of its sheets is asked for.
#[component]
pub fn Guide(planner: Planner, actions: GuideActions) -> impl IntoView {
    let dialog = NodeRef::<Dialog>::new();
    let sheet = planner.guide.sheet;
    Effect::new(move |_| {
        let is_asked_for = sheet.with(Option::is_some);
        // Once its content is there, so that its title has the focus.
        request_animation_frame(move || {
            let Some(dialog) = dialog.get_untracked() else { return };
            if is_asked_for && !dialog.open() {
                let _ = dialog.show_modal();
            } else if !is_asked_for && dialog.open() {
                dialog.close();
            }
        });
    });
    let close = Callback::new(move |()| sheet.set(None));
    let choose = move |(which, id, title): (Sheet, &'static str, Word)| {
        view! {
            <button
                type="button"
                data-testid=id
                aria-pressed=move || (sheet.get() == Some(which)).to_string()
                on:click=move |_| open(planner, actions, which)
            >
                {t!(title)}
            </button>
        }
    };
    let content = move || match sheet.get() {
        None => ().into_any(),
        Some(Sheet::Questions) => view! { <Questions planner actions /> }.into_any(),
        Some(Sheet::Presets) => presets_sheet(actions),
        Some(Sheet::Assumed) => assumed_sheet(planner, actions),
    };
    view! {
        <dialog
            node_ref=dialog
            class="guide"
            data-testid="guide"
            aria-labelledby="guide-title"
            on:close=move |_| sheet.set(None)
            on:click=move |event| {
                if is_around(dialog, &event) {
                    sheet.set(None);
                }
            }
        >
            <div class="guide-head">
                <h2 id="guide-title" tabindex="-1" autofocus data-testid="guide-title">{t!(guide::TITLE)}</h2>
                <button type="button" class="small" data-testid="guide-close" on:click=move |_| close.run(())>
                    {t!(guide::CLOSE)}
                </button>
                <div class="seg" role="group" aria-label=t!(guide::SHEETS)>{SHEETS.into_iter().map(choose).collect::<Vec<_>>()}</div>
            </div>
            {content}
        </dialog>
    }
}

/// Opens a sheet of the guide.
pub fn open(planner: Planner, actions: GuideActions, sheet: Sheet) {
    if sheet == Sheet::Questions {
        actions.plan.run(());
    }
    planner.guide.sheet.set(Some(sheet));
}
