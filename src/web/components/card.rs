//! A card: what it shows in words, then the thing itself.

use leptos::prelude::*;

/// A card with a title that says what it shows, and a line on how to read it.
pub fn card(
    title: impl Into<String>,
    sub: impl Into<String>,
    content: impl IntoView + 'static,
) -> impl IntoView {
    let (title, sub): (String, String) = (title.into(), sub.into());
    view! {
        <section class="card">
            <h2>{title}</h2>
            {(!sub.is_empty()).then(|| view! { <p class="sub">{sub}</p> })}
            {content}
        </section>
    }
}
