//! A plan from a link or a file, before it is opened.

use leptos::prelude::*;

use super::ShareActions;
use crate::web::state::{MOST_SCENARIOS, Planner};

/// Fields that are named.
const N_SHOWN: usize = 12;
/// Letters of a value that are shown.
const N_LETTERS: usize = 60;

/// What the plan sets that is offered, and the choice what to do with it.
#[component]
pub fn IncomingBar(planner: Planner, share: ShareActions) -> impl IntoView {
    let state = planner.keep.incoming;
    let has_room = move || planner.scenarios.list.with(|list| list.len() < MOST_SCENARIOS);
    let bar = move || {
        state.get().map(|incoming| {
            let title = format!("A plan comes from {}. It sets {}:", incoming.origin.words(), fields(incoming.set.len()));
            let rows = incoming.set.iter().take(N_SHOWN).map(|(name, value)| {
                let is_long = value.chars().count() > N_LETTERS;
                let shown: String = value.chars().take(N_LETTERS).collect();
                let shown = if is_long { format!("{shown}…") } else { shown };
                view! { <li>{name.clone()} ": " <b>{shown}</b></li> }
            });
            let rows = rows.collect_view();
            let more = incoming.set.len().saturating_sub(N_SHOWN);
            view! {
                <section class="bar-note incoming" aria-label="A plan from elsewhere" data-testid="incoming">
                    <p role="status">{title}</p>
                    <ul>{rows} {(more > 0).then(|| view! { <li>{format!("and {more} more")}</li> })}</ul>
                    <p class="choices">
                        <button type="button" class="small" data-testid="open-instead" on:click=move |_| share.open.run(false)>
                            "Open it in place of this plan"
                        </button>
                        <button
                            type="button"
                            class="small"
                            data-testid="open-beside"
                            prop:disabled=move || !has_room()
                            on:click=move |_| share.open.run(true)
                        >
                            "Open it beside this plan"
                        </button>
                        <button type="button" class="small" data-testid="open-not" on:click=move |_| state.set(None)>
                            "Leave it"
                        </button>
                    </p>
                </section>
            }
        })
    };
    view! { {bar} }
}

fn fields(count: usize) -> String {
    match count {
        0 => "nothing: it is the reference plan".to_owned(),
        1 => "one field".to_owned(),
        _ => format!("{count} fields"),
    }
}
