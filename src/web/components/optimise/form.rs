//! What a search is asked: targets, places, and which keys are free.

use leptos::prelude::*;

use crate::engine::catalogue::Provider;
use crate::web::state::{AXES, Axis, Planner};
use crate::web::words::{Word, optimise, t};

/// A target: the plan's field, label, unit.
type Target = (&'static str, Word, Unit);

/// A unit: a sign that all languages share, or a word.
#[derive(Clone, Copy)]
enum Unit {
    Sign(&'static str),
    Said(Word),
}

/// The targets.
const TARGETS: [Target; 6] = [
    ("targets.availability_pct", optimise::TARGET_AVAILABILITY, Unit::Sign("%")),
    ("targets.rto_minutes", optimise::TARGET_RTO, Unit::Sign("min")),
    ("targets.rpo_seconds", optimise::TARGET_RPO, Unit::Sign("s")),
    ("targets.monthly_cost_usd", optimise::TARGET_COST, Unit::Sign("USD")),
    ("targets.setup_days", optimise::TARGET_SETUP, Unit::Said(optimise::DAYS)),
    ("targets.fte", optimise::TARGET_WORK, Unit::Sign("FTE")),
];

/// The form.
pub fn form(planner: Planner, edited: Callback<(&'static str, String)>) -> AnyView {
    let search = planner.decide.search;
    let targets = TARGETS.map(|target| target_field(planner, target, edited)).into_iter().collect::<Vec<_>>();
    let platforms = Provider::ALL.map(|provider| platform(planner, provider)).into_iter().collect::<Vec<_>>();
    let axes = AXES.iter().map(|axis| axis_box(planner, axis)).collect::<Vec<_>>();
    let has_none = move || {
        let is_set =
            planner.fields.with(|fields| TARGETS.iter().any(|(path, ..)| fields.contains_key(*path)));
        (!is_set).then(|| {
            view! { <p class="sub">{t!(optimise::NO_TARGET)}</p> }
        })
    };
    view! {
        <fieldset>
            <legend>{t!(optimise::TARGETS_OF_PLAN)}</legend>
            <div class="choices">{targets}</div>
            {has_none}
        </fieldset>
        <fieldset>
            <legend>{t!(optimise::PLACES)}</legend>
            <div class="choices">
                {platforms}
                {words("search-regions", t!(optimise::REGIONS), t!(optimise::REGIONS_HINT), search.regions)}
                {words("search-countries", t!(optimise::COUNTRIES), t!(optimise::COUNTRIES_HINT), search.countries)}
            </div>
        </fieldset>
        <fieldset>
            <legend>{t!(optimise::FREE)}</legend>
            <div class="choices">
                {axes}
                <label>
                    <input
                        type="checkbox"
                        data-testid="with-people"
                        prop:checked=move || search.with_people.get()
                        on:change:target=move |event| search.with_people.set(event.target().checked())
                    />
                    " "
                    {t!(optimise::WITH_PEOPLE)}
                </label>
            </div>
        </fieldset>
    }
    .into_any()
}

fn target_field(
    planner: Planner,
    (path, label, unit): Target,
    edited: Callback<(&'static str, String)>,
) -> AnyView {
    let unit = match unit {
        Unit::Sign(sign) => sign,
        Unit::Said(word) => t!(word),
    };
    let id = format!("search-{path}");
    let label_for = id.clone();
    let value = move || planner.fields.with(|fields| fields.get(path).cloned().unwrap_or_default());
    let fault = move || {
        let fault = planner.faults.with(|faults| faults.get(path).cloned())?;
        Some(view! { <span class="error" role="alert">{t!(optimise::FAULT, fault = fault)}</span> })
    };
    view! {
        <label class="target" for=label_for>
            {t!(label)}
            <span>
                <input
                    id=id.clone()
                    data-testid=id
                    type="text"
                    inputmode="decimal"
                    autocomplete="off"
                    placeholder="–"
                    prop:value=value
                    on:change:target=move |event| edited.run((path, event.target().value()))
                />
                " "
                {unit}
            </span>
            {fault}
        </label>
    }
    .into_any()
}

/// A platform to choose from; the plan's own always is one.
fn platform(planner: Planner, provider: Provider) -> AnyView {
    let chosen = planner.decide.search.providers;
    let name = provider.name();
    let is_own = move || {
        planner.fields.with(|fields| fields.get("platform.provider").map_or("aws", String::as_str) == name)
    };
    let turn = move |on: bool| {
        chosen.update(|chosen| {
            if on {
                chosen.insert(name);
            } else {
                chosen.remove(name);
            }
        });
    };
    view! {
        <label>
            <input
                type="checkbox"
                data-testid=format!("search-{name}")
                prop:checked=move || is_own() || chosen.with(|chosen| chosen.contains(name))
                prop:disabled=is_own
                on:change:target=move |event| turn(event.target().checked())
            />
            " "
            {provider.title()}
        </label>
    }
    .into_any()
}

fn words(id: &'static str, label: &'static str, hint: &'static str, text: RwSignal<String>) -> AnyView {
    view! {
        <label class="target" for=id>
            {label}
            <input
                id=id
                data-testid=id
                type="text"
                autocomplete="off"
                spellcheck="false"
                placeholder=hint
                prop:value=move || text.get()
                on:change:target=move |event| text.set(event.target().value())
            />
        </label>
    }
    .into_any()
}

/// Whether the search may choose a key, with what the plan has.
fn axis_box(planner: Planner, axis: &'static Axis) -> AnyView {
    let free = planner.decide.search.free;
    let turn = move |on: bool| {
        free.update(|free| {
            free.insert(axis.key, on);
        });
    };
    let value = move || {
        planner.computed.track();
        let value = planner.value_in_words(axis.field)?;
        let is_set = planner.fields.with(|fields| fields.contains_key(axis.field));
        let badge = is_set.then(|| view! { " " <span class="badge set">{t!(optimise::SET)}</span> });
        Some(view! { <span class="sub">{value} {badge}</span> })
    };
    view! {
        <label>
            <input
                type="checkbox"
                data-testid=format!("free-{}", axis.key)
                prop:checked=move || planner.is_free(axis)
                on:change:target=move |event| turn(event.target().checked())
            />
            " "
            {t!(axis.label)}
            " "
            {value}
        </label>
    }
    .into_any()
}
