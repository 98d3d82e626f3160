//! Plans to start from.

use leptos::prelude::*;

use super::GuideActions;
use crate::web::words::{guide, t};

/// Each with what it is for.
pub(super) fn presets_sheet(actions: GuideActions) -> AnyView {
    let rows = guide::STARTS.into_iter().map(|(name, title, purpose)| {
        let told = format!("preset-{name}-for");
        view! {
            <li>
                <h3>{t!(title)}</h3>
                <p id=told.clone()>{t!(purpose)}</p>
                <button
                    type="button"
                    data-testid=format!("preset-{name}")
                    aria-label=t!(guide::START_FROM, title = t!(title))
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
