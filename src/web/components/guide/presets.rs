//! Plans to start from.

use leptos::prelude::*;

use super::GuideActions;
use crate::web::words::{guide, t};

/// Each with what it is for.
pub(super) fn presets_sheet(actions: GuideActions) -> AnyView {
    let rows = guide::STARTS.into_iter().map(|(name, title, purpose)| {
        let id = format!("preset-{name}");
        let (named, told) = (format!("{id}-title"), format!("{id}-for"));
        view! {
            <li>
                <h3 id=named.clone()>{t!(title)}</h3>
                <p id=told.clone()>{t!(purpose)}</p>
                <button
                    type="button"
                    id=id.clone()
                    data-testid=id.clone()
                    aria-labelledby=format!("{id} {named}")
                    aria-describedby=told
                    on:click=move |_| actions.preset.run(name)
                >
                    {t!(guide::TAKE)}
                </button>
            </li>
        }
    });
    view! {
        <p class="sub">{t!(guide::PRESETS_INTRO)}</p>
        <ul class="presets">{rows.collect::<Vec<_>>()}</ul>
    }
    .into_any()
}
