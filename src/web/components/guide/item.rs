//! A field of a question.

use leptos::prelude::*;

use super::GuideActions;
use crate::web::state::{Field, Kind, Planner};
use crate::web::words::{Word, fields, guide, plain_number, t};

/// A value that can be chosen: what is written to the plan, and what is said.
pub(super) type Band = (&'static str, Word);

/// A field of a question.
#[derive(Clone, Copy)]
pub(super) struct Item {
    /// Its place in the plan.
    pub(super) path: &'static str,
    /// What it is called here.
    pub(super) label: Word,
    /// What can be chosen; nothing where the plan's own choices or a number do.
    bands: &'static [Band],
}

impl Item {
    /// A field as the plan has it.
    pub(super) const fn of(path: &'static str, label: Word) -> Self {
        Self { path, label, bands: &[] }
    }

    /// A number of which some values are offered.
    pub(super) const fn one_of(path: &'static str, label: Word, bands: &'static [Band]) -> Self {
        Self { path, label, bands }
    }

    /// What can be chosen; none where a number is typed.
    fn choices(&self, field: &Field) -> Option<Vec<(String, String)>> {
        match &field.kind {
            _ if !self.bands.is_empty() => {
                let choice = |(value, text): &Band| ((*value).to_owned(), t!(*text).to_owned());
                Some(self.bands.iter().map(choice).collect())
            }
            Kind::Choice(choices) => Some(choices.clone()),
            Kind::Number | Kind::Range | Kind::Text => None,
        }
    }

    /// An answer in words.
    pub(super) fn shown(&self, planner: Planner, answer: &str) -> String {
        let Some(field) = field_of(planner, self.path) else { return answer.to_owned() };
        let choices = self.choices(&field).unwrap_or_default();
        let text = choices.into_iter().find(|(value, _)| value == answer).map(|(_, text)| text);
        text.unwrap_or_else(|| {
            let answer = if field.kind == Kind::Number { plain_number(answer) } else { answer.to_owned() };
            format!("{answer} {}", field.unit).trim_end().to_owned()
        })
    }

    /// What stands for an answer that is left open.
    fn open(&self, field: &Field) -> String {
        if self.path.starts_with("targets.") {
            return t!(guide::LEAVE_OPEN).to_owned();
        }
        let choices = self.choices(field).unwrap_or_default();
        let text = choices.into_iter().find(|(value, _)| *value == field.default).map(|(_, text)| text);
        t!(guide::LEAVE, value = text.unwrap_or_else(|| field.default.clone()))
    }
}

/// The field at a place of the plan that the answers lead to; before there is one, of the plan
/// at hand.
fn field_of(planner: Planner, path: &str) -> Option<Field> {
    let drafted = planner.guide.draft.get();
    let computed = planner.computed.get_untracked();
    let sections = drafted.as_ref().map(|draft| &draft.sections);
    let sections = sections.or_else(|| computed.as_ref().map(|computed| &computed.sections))?;
    let mut fields = sections.iter().flat_map(|section| &section.fields);
    fields.find(|field| field.path == path && field.shown).cloned()
}

/// The field with its label, its unit and its fault.
pub(super) fn item(planner: Planner, actions: GuideActions, item: Item) -> AnyView {
    let (state, path) = (planner.guide, item.path);
    let field = Memo::new(move |_| field_of(planner, path));
    let answer =
        Memo::new(move |_| state.answers.with(|answers| answers.get(path).cloned().unwrap_or_default()));
    let fault = Memo::new(move |_| state.faults.with(|faults| faults.get(path).cloned()));
    let is_choice =
        Memo::new(move |_| field.with(|field| field.as_ref().map(|field| item.choices(field).is_some())));
    let (id, error) = (format!("guide-{path}"), format!("guide-error-{path}"));
    let answered = move |text: String| {
        state.answer(path, &text);
        actions.plan.run(());
    };
    let described = {
        let error = error.clone();
        move || fault.with(Option::is_some).then(|| error.clone())
    };
    let editor = {
        let id = id.clone();
        move || {
            let (id, described) = (id.clone(), described.clone());
            let is_faulty = move || fault.with(Option::is_some).to_string();
            if is_choice.get() == Some(true) {
                let options = move || {
                    let Some(field) = field.get() else { return Vec::new() };
                    let mut choices = item.choices(&field).unwrap_or_default();
                    choices.insert(0, (String::new(), item.open(&field)));
                    let now = answer.get();
                    choices
                        .into_iter()
                        .map(|(value, text)| {
                            let selected = value == now;
                            view! { <option value=value selected=selected>{text}</option> }
                        })
                        .collect()
                };
                view! {
                    <select
                        id=id.clone()
                        data-testid=id
                        aria-invalid=is_faulty
                        aria-describedby=described
                        on:change:target=move |event| answered(event.target().value())
                        prop:value=move || answer.get()
                    >
                        {options}
                    </select>
                }
                .into_any()
            } else {
                let placeholder = move || field.with(|field| field.as_ref().map(|field| item.open(field)));
                view! {
                    <input
                        id=id.clone()
                        data-testid=id
                        type="text"
                        inputmode="decimal"
                        autocomplete="off"
                        placeholder=placeholder
                        aria-invalid=is_faulty
                        aria-describedby=described
                        prop:value=move || answer.get()
                        on:input:target=move |event| answered(event.target().value())
                    />
                    <span class="unit">{move || field.with(|field| field.as_ref().map(|field| field.unit))}</span>
                }
                .into_any()
            }
        }
    };
    let faulty = move || {
        let error = error.clone();
        fault.get().map(|text| {
            view! { <p class="error" id=error.clone() data-testid=error role="alert">{t!(fields::FOUND, fault = text)}</p> }
        })
    };
    view! {
        <Show when=move || is_choice.get().is_some()>
            <div class="field" class:faulty=move || fault.with(Option::is_some)>
                <label for=id.clone()>{t!(item.label)}</label>
                <div class="editor">{editor.clone()}</div>
                {faulty.clone()}
            </div>
        </Show>
    }
    .into_any()
}
