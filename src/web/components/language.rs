//! The choice of a language and of how numbers are written.

use leptos::prelude::*;

use crate::web::session::Speech;
use crate::web::words::{Language, Region, chosen, digits, frame, region, set_region, t};

/// A number that shows how a region writes numbers.
const EXAMPLE: f64 = 1_234_567.0;

/// A region with a number as it writes it.
fn example(one: Region) -> String {
    let now = region();
    set_region(one);
    let text = format!("{}: {}", one.tag(), digits(EXAMPLE));
    set_region(now);
    text
}

/// Two choices: the language, and the region by which numbers and dates are written.
#[component]
pub fn LanguageChoice(speech: Speech) -> impl IntoView {
    let language = chosen();
    let languages = Language::ALL.into_iter().map(|one| {
        view! { <option value=one.code() lang=one.code() selected=one == language>{one.name()}</option> }
    });
    // A browser takes long to learn how a region writes: examples are made once they are looked at.
    let is_looked_at = RwSignal::new(false);
    let regions = Region::ALL.into_iter().map(|one| {
        let is_now = one == region();
        let text = move || if is_looked_at.get() { example(one) } else { one.tag().to_owned() };
        view! { <option value=one.tag() selected=is_now>{text}</option> }
    });
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
                    on:focus=move |_| is_looked_at.set(true)
                    on:change:target=move |event| speech.choose_region(&event.target().value())
                >
                    {regions.collect_view()}
                </select>
            </label>
        </span>
    }
}
