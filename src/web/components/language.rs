//! The choice of a language and of how numbers are written.

use leptos::prelude::*;

use crate::web::session::Speech;
use crate::web::words::{Language, Region, chosen, digits, frame, region, set_region, t};

/// A number that shows how a region writes numbers.
const EXAMPLE: f64 = 1_234_567.0;

/// Two choices: the language, and the region by which numbers and dates are written.
#[component]
pub fn LanguageChoice(speech: Speech) -> impl IntoView {
    let language = chosen();
    let languages = Language::ALL.into_iter().map(|one| {
        view! { <option value=one.code() lang=one.code() selected=one == language>{one.name()}</option> }
    });
    let now = region();
    let regions = Region::ALL.into_iter().map(|one| {
        set_region(one);
        let text = format!("{}: {}", one.tag(), digits(EXAMPLE));
        view! { <option value=one.tag() selected=one == now>{text}</option> }
    });
    let regions = regions.collect_view();
    set_region(now);
    view! {
        <span class="languages">
            <label>
                {t!(frame::LANGUAGE)} " "
                <select
                    data-testid="language"
                    on:change:target=move |event| speech.choose_language(&event.target().value())
                >
                    {languages.collect_view()}
                </select>
            </label>
            <label>
                {t!(frame::REGION)} " "
                <select
                    data-testid="region"
                    on:change:target=move |event| speech.choose_region(&event.target().value())
                >
                    {regions}
                </select>
            </label>
        </span>
    }
}
