//! The buttons in the header: steps back, the link, plan files.

use leptos::html::{Details, Summary};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::{KeepActions, ShareActions};
use crate::web::components::guide::{GuideActions, open};
use crate::web::state::{Planner, Sheet};
use crate::web::words::{Word, guide as start, keep as words, rich, t};

/// Taking steps back and doing them again; each button names its step.
#[component]
pub fn UndoButtons(planner: Planner, actions: KeepActions) -> impl IntoView {
    let history = planner.keep.history;
    let back =
        Memo::new(move |_| history.with(|history| history.next_undo().map(|step| planner.step_said(step))));
    let again =
        Memo::new(move |_| history.with(|history| history.next_redo().map(|step| planner.step_said(step))));
    let button = |verb: Word,
                  named: Word,
                  keys: Word,
                  id: &'static str,
                  next: Memo<Option<String>>,
                  run: Callback<()>| {
        let name = move || next.get().map_or_else(|| t!(verb).to_owned(), |step| t!(named, step = step));
        view! {
            <button
                type="button"
                class="step"
                data-testid=id
                title=move || next.with(Option::is_some).then(|| format!("{} ({})", name(), t!(keys)))
                aria-label=name
                // It keeps the focus when there is nothing more to take back.
                aria-disabled=move || next.with(Option::is_none).to_string()
                on:click=move |_| {
                    if next.with_untracked(Option::is_some) {
                        run.run(());
                    }
                }
            >
                {rich(t!(named), [("step", view! { <span class="what">{move || next.get()}</span> }.into_any())])}
            </button>
        }
    };
    view! {
        {button(words::UNDO, words::UNDO_STEP, words::UNDO_KEYS, "undo", back, actions.undo)}
        {button(words::REDO, words::REDO_STEP, words::REDO_KEYS, "redo", again, actions.redo)}
    }
}

/// The plan as a link and as a file.
#[component]
pub fn PlanMenu(
    planner: Planner,
    keep: KeepActions,
    share: ShareActions,
    guide: GuideActions,
) -> impl IntoView {
    let menu = NodeRef::<Details>::new();
    let summary = NodeRef::<Summary>::new();
    // What was pressed in it is hidden with it: the focus stays with its name.
    let close = move || {
        if let Some((menu, summary)) = menu.get_untracked().zip(summary.get_untracked()) {
            let _ = summary.focus();
            menu.set_open(false);
        }
    };
    // A press elsewhere closes it; the focus goes where that press puts it.
    let elsewhere = window_event_listener(leptos::ev::pointerdown, move |event| {
        let Some(menu) = menu.get_untracked() else { return };
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Node>().ok());
        if menu.open() && !menu.contains(target.as_ref()) {
            menu.set_open(false);
        }
    });
    on_cleanup(move || elsewhere.remove());
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        if event.key() == "Escape" {
            close();
        }
    };
    let item = move |id: &'static str, text: &'static str, run: Callback<()>| {
        view! {
            <button type="button" data-testid=id on:click=move |_| { close(); run.run(()); }>{text}</button>
        }
    };
    let is_reference = move || {
        planner.fields.track();
        planner.manifests.in_use.track();
        planner.scenarios.list.track();
        planner.is_reference()
    };
    view! {
        <button type="button" class="wide-only" data-testid="copy-link" title=t!(words::COPY_LINK_TITLE) on:click=move |_| share.copy.run(())>
            {t!(words::COPY_LINK)}
        </button>
        <details class="menu" node_ref=menu on:keydown=pressed>
            <summary data-testid="plan-menu" node_ref=summary>{t!(words::PLAN_FILE)}</summary>
            <div>
                {item("save-plan", t!(words::SAVE_TOML), Callback::new(move |()| share.save.run(false)))}
                {item("save-plan-json", t!(words::SAVE_JSON), Callback::new(move |()| share.save.run(true)))}
                {item("save-pack", t!(words::SAVE_PACK), share.pack)}
                <label class="button">
                    {t!(words::OPEN_FILE)}
                    <input
                        type="file"
                        accept=".toml,.json,application/toml,application/json"
                        data-testid="plan-file"
                        on:change:target=move |event| {
                            close();
                            share.pick.run(event.target());
                        }
                    />
                </label>
                {item("menu-presets", t!(start::MENU_PRESETS), Callback::new(move |()| open(planner, guide, Sheet::Presets)))}
                <button
                    type="button"
                    data-testid="start-fresh-menu"
                    prop:disabled=is_reference
                    on:click=move |_| { close(); keep.fresh.run(()); }
                >
                    {t!(words::START_FRESH)}
                </button>
            </div>
        </details>
    }
}
