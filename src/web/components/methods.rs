//! The text on methods, as the build made it of docs/model.md, with a table of its sections.

use leptos::prelude::*;

use super::card;
use crate::web::state::Planner;
use crate::web::words::{methods as words, t};

/// The methods; `load` fetches the text where it is not there.
#[component]
pub fn MethodsView(planner: Planner, load: Callback<()>) -> impl IntoView {
    let state = planner.methods;
    if !state.text.with_untracked(|text| matches!(text, Some(Ok(_)))) {
        load.run(());
    }
    // A section that was asked for is gone to once the text stands there.
    Effect::new(move |_| {
        let is_there = state.text.with(|text| matches!(text, Some(Ok(_))));
        if let Some(section) = state.section.get().filter(|_| is_there) {
            state.section.set(None);
            request_animation_frame(move || go_to(&section));
        }
    });
    let content = move || {
        match state.text.get() {
        None => view! { <p class="note" role="status">{t!(words::FETCHING)}</p> }.into_any(),
        Some(Err(why)) => view! {
            <p class="note bad" role="alert" data-testid="methods-failed">
                {t!(words::FAILED, why = why)} " "
                <button type="button" data-testid="methods-again" on:click=move |_| load.run(())>{t!(words::AGAIN)}</button>
            </p>
        }
        .into_any(),
        Some(Ok(text)) => {
            let contents = sections(&text).into_iter().map(|(id, title)| {
                // The page's address is for plans: the way to a section leaves it alone.
                view! {
                    <li>
                        <button type="button" class="link" data-testid=format!("to-{id}") on:click=move |_| go_to(&id)>
                            {title}
                        </button>
                    </li>
                }
            });
            let contents = contents.collect::<Vec<_>>();
            view! {
                <nav class="contents" id="methods-contents" tabindex="-1" aria-label=t!(words::CONTENTS)>
                    <h3>{t!(words::CONTENTS)}</h3>
                    <ol>{contents}</ol>
                </nav>
                <article class="methods" lang="en" inner_html=text.to_string()></article>
                <p><button type="button" on:click=move |_| go_to("methods-contents")>{t!(words::UP)}</button></p>
            }
            .into_any()
        }
    }
    };
    view! { <div class="stack" data-testid="methods">{card(t!(words::TITLE), t!(words::SUB), content)}</div> }
}

/// The sections of the text: the id of each and its title.
fn sections(html: &str) -> Vec<(String, String)> {
    let section = |rest: &str| {
        let (id, rest) = rest.split_once('"')?;
        let (_, rest) = rest.split_once('>')?;
        let (title, _) = rest.split_once("</h2>")?;
        let title =
            title.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&amp;", "&");
        Some((id.to_owned(), title))
    };
    html.split("<h2 id=\"").skip(1).filter_map(section).collect()
}

/// Brings a part of the text into sight and puts the focus on it.
fn go_to(id: &str) {
    use wasm_bindgen::JsCast;
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|it| it.dyn_into::<web_sys::HtmlElement>().ok()) {
        element.scroll_into_view();
        // What cannot take the focus is in sight all the same.
        let _ = element.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::sections;

    #[test]
    fn sections_are_read_from_their_headings() {
        let html =
            "<p>a</p>\n<h2 id=\"method-a-b\" tabindex=\"-1\">A &amp; B</h2>\n<h3>c</h3><h2 id=\"d\">D</h2>";
        let found =
            [("method-a-b", "A & B"), ("d", "D")].map(|(id, title)| (id.to_owned(), title.to_owned()));
        assert_eq!(sections(html), found);
    }
}
