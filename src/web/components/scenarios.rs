//! The plans that are kept, above all: going from one to another, their names, forgetting them.

use leptos::html::Input;
use leptos::prelude::*;

use crate::web::focus::focus_soon;
use crate::web::state::{LONGEST_NAME, MOST_SCENARIOS, Planner, Scenario};
use crate::web::words::{keep, t};

/// The bar of scenarios; nothing while there is one alone.
#[component]
pub fn ScenarioBar(
    planner: Planner,
    /// Called when another plan is edited.
    #[prop(into)]
    changed: Callback<()>,
) -> impl IntoView {
    let state = planner.scenarios;
    let renaming = RwSignal::new(false);
    let several = move || state.list.with(|list| list.len() > 1);
    let switch = move |id: u32| {
        renaming.set(false);
        planner.switch_to(id);
        changed.run(());
    };
    let delete = move |_| {
        planner.delete_scenario(state.active.get_untracked());
        changed.run(());
        // The button that was pressed goes with the last scenario but one.
        focus_soon(format!("scenario-{}", state.active.get_untracked()));
    };
    // The buttons stay, with the focus, while plans change.
    let names = Memo::new(move |_| {
        let name = |scenario: &Scenario| (scenario.id, scenario.name.clone());
        state.list.with(|list| list.iter().map(name).collect::<Vec<_>>())
    });
    let tabs = move || {
        let list = names.get();
        list.into_iter()
            .map(|(id, name)| {
                view! {
                    <button
                        type="button"
                        id=format!("scenario-{id}")
                        data-testid=format!("scenario-{id}")
                        aria-pressed=move || (state.active.get() == id).to_string()
                        on:click=move |_| switch(id)
                    >
                        {name}
                    </button>
                }
            })
            .collect_view()
    };
    let shift = move |id: &'static str, label: &'static str, text: &'static str, later: bool| {
        let move_it = move |_| planner.move_scenario(state.active.get_untracked(), later);
        view! {
            <button type="button" class="small" data-testid=id aria-label=label title=label on:click=move_it>
                {text}
            </button>
        }
    };
    view! {
        <Show when=several>
            <section class="scenarios" aria-label=t!(keep::SCENARIOS)>
                <div class="seg" role="group" aria-label=t!(keep::SHOWN_PLAN)>{tabs}</div>
                <Show
                    when=move || renaming.get()
                    fallback=move || view! {
                        <button
                            type="button"
                            class="small"
                            data-testid="rename-scenario"
                            on:click=move |_| renaming.set(true)
                        >
                            {t!(keep::RENAME)}
                        </button>
                    }
                >
                    <Name planner renaming />
                </Show>
                {shift("earlier-scenario", t!(keep::EARLIER), "←", false)}
                {shift("later-scenario", t!(keep::LATER), "→", true)}
                <button type="button" class="small" data-testid="delete-scenario" on:click=delete>
                    {t!(keep::DELETE)}
                </button>
                <span class="sub">{t!(keep::KEPT_HERE)}</span>
            </section>
        </Show>
    }
}

/// The field for the name of the plan that is edited.
#[component]
fn Name(planner: Planner, renaming: RwSignal<bool>) -> impl IntoView {
    let state = planner.scenarios;
    let input = NodeRef::<Input>::new();
    let id = state.active.get_untracked();
    let name = state.list.with_untracked(|list| {
        list.iter().find(|scenario| scenario.id == id).map(|scenario| scenario.name.clone())
    });
    Effect::new(move |_| {
        if let Some(input) = input.get() {
            let _ = input.focus();
            input.select();
        }
    });
    let end = move |text: Option<String>| {
        if renaming.get_untracked() {
            if let Some(text) = text {
                planner.rename_scenario(id, &text);
            }
            renaming.set(false);
        }
    };
    // The field is gone when the event comes that it lost the focus: only the event is asked.
    let pressed = move |key: String, text: String| {
        match key.as_str() {
            "Enter" => end(Some(text)),
            "Escape" => end(None),
            _ => return,
        }
        focus_soon(format!("scenario-{id}"));
    };
    view! {
        <input
            class="name"
            node_ref=input
            data-testid="scenario-name"
            aria-label=t!(keep::NAME)
            maxlength=LONGEST_NAME.to_string()
            value=name.unwrap_or_default()
            on:keydown:target=move |event| pressed(event.key(), event.target().value())
            on:blur:target=move |event| end(Some(event.target().value()))
        />
    }
}

/// The button that keeps the plan and goes on with a copy.
#[component]
pub fn KeepScenario(planner: Planner) -> impl IntoView {
    let state = planner.scenarios;
    let has_room = move || state.list.with(|list| list.len() < MOST_SCENARIOS);
    let title = move || {
        if has_room() { t!(keep::KEEP_TITLE).to_owned() } else { t!(keep::NO_ROOM, count = MOST_SCENARIOS) }
    };
    view! {
        <button
            type="button"
            class="wide-only"
            data-testid="keep-scenario"
            title=title
            prop:disabled=move || !has_room()
            on:click=move |_| {
                planner.keep_and_go_on(None, None);
            }
        >
            {t!(keep::KEEP_SCENARIO)}
        </button>
    }
}
