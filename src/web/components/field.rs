//! A field of the plan: label, value, unit, where it comes from, and its fault.

use leptos::prelude::*;

use crate::web::state::{Choice, Field, Kind, Planner};
use crate::web::words::{fields as words, t};

/// One field of the plan.
#[component]
pub fn FieldRow(
    planner: Planner,
    path: &'static str,
    #[prop(into)] edited: Callback<(&'static str, String)>,
) -> impl IntoView {
    let field = Memo::new(move |_| {
        let computed = planner.computed.get()?;
        computed.sections.iter().flat_map(|section| &section.fields).find(|field| field.path == path).cloned()
    });
    let set = Memo::new(move |_| planner.fields.with(|fields| fields.get(path).cloned()));
    let fault = Memo::new(move |_| planner.faults.with(|faults| faults.get(path).cloned()));
    let exists = move || field.with(|field| field.as_ref().is_some_and(|field| field.shown));
    let id = format!("field-{path}");
    let error_id = format!("error-{path}");
    let (label_for, described) = (id.clone(), error_id.clone());
    let is_choice = Memo::new(move |_| {
        field.with(|field| matches!(field.as_ref().map(|f| &f.kind), Some(Kind::Choice(_))))
    });
    let label = move || field.with(|field| field.as_ref().map_or("", |field| field.label));
    let unit = move || field.with(|field| field.as_ref().map_or("", |field| field.unit));
    let default = move || field.with(|field| field.as_ref().map_or_else(String::new, |f| f.default.clone()));
    let badge = move || {
        if set.get().is_some() {
            Some(("set", t!(words::SET), t!(words::SET_TITLE)))
        } else if field.with(|field| field.as_ref().is_some_and(|field| field.auto)) {
            Some(("auto", t!(words::AUTO), t!(words::AUTO_TITLE)))
        } else {
            None
        }
    };
    let reset = move |_| edited.run((path, String::new()));
    let editor = {
        move || {
            let (id, described) = (id.clone(), described.clone());
            if is_choice.get() {
                view! { <Choices id described field set path edited fault /> }.into_any()
            } else {
                view! {
                    <input
                        id=id.clone()
                        data-testid=id
                        type="text"
                        inputmode=move || {
                            let is_text = field.with(|field| field.as_ref().is_some_and(|field| field.kind == Kind::Text));
                            if is_text { "text" } else { "decimal" }
                        }
                        autocomplete="off"
                        spellcheck="false"
                        prop:value=move || set.get().unwrap_or_default()
                        placeholder=default
                        aria-invalid=move || fault.with(Option::is_some).to_string()
                        aria-describedby=move || fault.with(Option::is_some).then(|| described.clone())
                        on:input:target=move |event| edited.run((path, event.target().value()))
                    />
                }
                .into_any()
            }
        }
    };
    view! {
        <Show when=exists>
            <div class="field" class:faulty=move || fault.with(Option::is_some)>
                <label for=label_for.clone()>{label}</label>
                <div class="editor">
                    {editor.clone()}
                    <span class="unit">{unit}</span>
                    {move || badge().map(|(class, text, title)| {
                        view! { <span class=format!("badge {class}") title=title>{text}</span> }
                    })}
                    <Show when=move || set.get().is_some()>
                        <button
                            type="button"
                            class="reset"
                            title=t!(words::RESET)
                            aria-label=move || t!(words::RESET_FIELD, field = label())
                            on:click=reset
                        >
                            "↺"
                        </button>
                    </Show>
                </div>
                {
                    let error_id = error_id.clone();
                    move || fault.get().map(|text| {
                        let id = error_id.clone();
                        view! {
                            <p class="error" id=id.clone() data-testid=id role="alert">{t!(words::FOUND, fault = text)}</p>
                        }
                    })
                }
            </div>
        </Show>
    }
}

/// The choices of a field.
#[component]
fn Choices(
    id: String,
    described: String,
    field: Memo<Option<Field>>,
    set: Memo<Option<String>>,
    path: &'static str,
    edited: Callback<(&'static str, String)>,
    fault: Memo<Option<String>>,
) -> impl IntoView {
    let choices = Memo::new(move |_| match field.get().map(|field| field.kind) {
        Some(Kind::Choice(choices)) => choices,
        _ => Vec::new(),
    });
    // What is shown as chosen: the value that is set, else the default.
    let value = Memo::new(move |_| {
        set.get().unwrap_or_else(|| {
            field.with(|field| {
                field.as_ref().map_or_else(String::new, |field| {
                    if field.auto { "auto".to_owned() } else { field.default.clone() }
                })
            })
        })
    });
    let chosen = move |text: String| {
        let is_default = field.with_untracked(|field| {
            field
                .as_ref()
                .is_some_and(|field| if field.auto { text == "auto" } else { text == field.default })
        });
        edited.run((path, if is_default { String::new() } else { text }));
    };
    view! {
        <select
            id=id.clone()
            data-testid=id
            aria-invalid=move || fault.with(Option::is_some).to_string()
            aria-describedby=move || fault.with(Option::is_some).then(|| described.clone())
            on:change:target=move |event| chosen(event.target().value())
            prop:value=move || value.get()
        >
            {move || {
                let auto = field.with_untracked(|f| {
                    f.as_ref().filter(|f| f.auto).map(|f| f.default.clone())
                });
                let current = value.get();
                let mut list: Vec<Choice> = choices.get();
                if !list.iter().any(|(value, _)| *value == current) {
                    list.push((current.clone(), t!(words::NOT_HERE, choice = current)));
                }
                list.into_iter()
                    .map(|(choice, text)| {
                        let selected = choice == current;
                        let text = match (&auto, choice.as_str()) {
                            (Some(auto), "auto") => t!(words::AUTO_CHOICE, choice = auto),
                            _ => text,
                        };
                        view! { <option value=choice selected=selected>{text}</option> }
                    })
                    .collect_view()
            }}
        </select>
    }
}
