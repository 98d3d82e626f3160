//! What a field of the plan means, what is allowed in it, and where its default comes from.

use leptos::html::Div;
use leptos::prelude::*;

use crate::engine::catalogue::{Method, Provenance};
use crate::web::state::{Basis, Field, Kind, Planner};
use crate::web::words::about::meaning;
use crate::web::words::{date, guide, t};

/// The id of the explanation, which the buttons open.
const ID: &str = "about-field";
/// Choices that are named one by one, at most.
const MOST_CHOICES: usize = 8;

/// The button beside the label of a field.
pub(super) fn about_button(
    planner: Planner,
    path: &'static str,
    label: impl Fn() -> &'static str + Send + 'static,
) -> AnyView {
    view! {
        <button
            type="button"
            class="info"
            popovertarget=ID
            data-testid=format!("about-{path}")
            aria-label=move || t!(guide::ABOUT, field = label())
            on:click=move |_| planner.guide.about.set(Some(path))
        >
            <span aria-hidden="true">"i"</span>
        </button>
    }
    .into_any()
}

/// The explanation of the field whose button was pressed last. Once on the page.
#[component]
pub fn AboutField(planner: Planner) -> impl IntoView {
    let popover = NodeRef::<Div>::new();
    let field = Memo::new(move |_| planner.guide.about.get().and_then(|path| planner.field(path)));
    let content = move || field.get().map(|field| explained(planner, &field));
    view! {
        <div
            node_ref=popover
            class="explained about"
            id=ID
            popover="auto"
            tabindex="-1"
            autofocus
            role="dialog"
            data-testid=ID
            aria-label=move || field.get().map(|field| t!(guide::ABOUT, field = field.label))
        >
            {content}
        </div>
    }
}

fn explained(planner: Planner, field: &Field) -> AnyView {
    let basis = planner.basis(field);
    let default = if basis == Basis::Open { t!(guide::NOTHING).to_owned() } else { field.default_shown() };
    let allowed = match &field.kind {
        Kind::Choice(choices) if choices.len() <= MOST_CHOICES => {
            let texts: Vec<&str> = choices.iter().map(|(_, text)| text.as_str()).collect();
            Some(t!(guide::ONE_OF, choices = texts.join(" · ")))
        }
        Kind::Choice(choices) => Some(t!(guide::ONE_OF_MANY, count = choices.len())),
        Kind::Number | Kind::Range | Kind::Text => planner.allowed(field),
    };
    let key = field.path.replace(".0.", "[0].");
    let row = |name: &'static str, text: String| {
        view! {
            <dt>{name}</dt>
            <dd>{text}</dd>
        }
    };
    view! {
        <strong>{field.label}</strong>
        <p>{meaning(field.path).map(|word| t!(word))}</p>
        <dl>
            {allowed.map(|allowed| row(t!(guide::MEANS_ALLOWED), allowed))}
            {row(t!(guide::MEANS_DEFAULT), default)}
            {row(t!(guide::MEANS_FROM), basis_words(&basis))}
            {row(t!(guide::MEANS_KEY), key)}
        </dl>
    }
    .into_any()
}

/// Where a default comes from, in words.
pub(super) fn basis_words(basis: &Basis) -> String {
    match basis {
        Basis::Tool => t!(guide::BY_TOOL).to_owned(),
        Basis::Project => t!(guide::BY_PROJECT).to_owned(),
        Basis::Open => t!(guide::BY_NOBODY).to_owned(),
        Basis::Data(row) => of_data(row),
    }
}

fn of_data(row: &Provenance) -> String {
    let word = match row.method {
        Method::Stated => guide::STATED,
        Method::Page => guide::PAGE,
        Method::Derived => guide::DERIVED,
        Method::Assumed => guide::JUDGED,
        Method::Feed => guide::FEED,
    };
    let day = row.as_of.map_or_else(|| t!(guide::UNDATED).to_owned(), |_| date(&row.as_of_text()));
    t!(word, source = row.source, date = day)
}
