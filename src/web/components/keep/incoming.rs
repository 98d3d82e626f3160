//! A plan from a link or a file, before it is opened.

use leptos::prelude::*;

use super::ShareActions;
use crate::web::state::{Incoming, MOST_SCENARIOS, Origin, Planner};
use crate::web::words::{keep, t};

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
            let title = title(&incoming);
            let rows = incoming.set.iter().take(N_SHOWN).map(|(path, value)| {
                let is_long = value.chars().count() > N_LETTERS;
                let shown: String = value.chars().take(N_LETTERS).collect();
                let shown = if is_long { format!("{shown}…") } else { shown };
                view! { <li>{planner.label(path)} ": " <b>{shown}</b></li> }
            });
            let rows = rows.collect_view();
            let more = incoming.set.len().saturating_sub(N_SHOWN);
            view! {
                <section class="bar-note incoming" aria-label=t!(keep::FROM_ELSEWHERE) data-testid="incoming">
                    <p role="status">{title}</p>
                    <ul>{rows} {(more > 0).then(|| view! { <li>{t!(keep::AND_MORE, count = more)}</li> })}</ul>
                    <p class="choices">
                        <button type="button" class="small" data-testid="open-instead" on:click=move |_| share.open.run(false)>
                            {t!(keep::OPEN_INSTEAD)}
                        </button>
                        <button
                            type="button"
                            class="small"
                            data-testid="open-beside"
                            prop:disabled=move || !has_room()
                            on:click=move |_| share.open.run(true)
                        >
                            {t!(keep::OPEN_BESIDE)}
                        </button>
                        <button type="button" class="small" data-testid="open-not" on:click=move |_| state.set(None)>
                            {t!(keep::OPEN_NOT)}
                        </button>
                    </p>
                </section>
            }
        })
    };
    view! { {bar} }
}

/// Where it comes from, and how much it sets.
fn title(incoming: &Incoming) -> String {
    let count = incoming.set.len();
    match (&incoming.origin, count) {
        (Origin::Link, 0) => t!(keep::LINK_SETS_NOTHING).to_owned(),
        (Origin::Link, 1) => t!(keep::LINK_SETS_FIELD).to_owned(),
        (Origin::Link, _) => t!(keep::LINK_SETS_FIELDS, count = count),
        (Origin::File(name), 0) => t!(keep::FILE_SETS_NOTHING, file = name),
        (Origin::File(name), 1) => t!(keep::FILE_SETS_FIELD, file = name),
        (Origin::File(name), _) => t!(keep::FILE_SETS_FIELDS, file = name, count = count),
    }
}
