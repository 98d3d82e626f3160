//! A drawing that is as wide as its place: what is pointed at is said below it, and the arrow
//! keys go through it.

use std::sync::Arc;

use leptos::html::Div;
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use crate::web::charts::{CurveChart, DotsChart, Drawing, cases, curve, dots};
use crate::web::components::plain::{Column, PlainRow, bullets, table};
use crate::web::words::{charts, digits, t};

/// Draws something in so many pixels.
pub type Draw = Box<dyn Fn(f64) -> Drawing + Send + Sync>;

/// The width before it is known, and the least, pixels.
const WIDTH: f64 = 640.0;
const LEAST_WIDTH: f64 = 240.0;

/// The width of an element, kept up to date while the window changes.
fn width_of(place: NodeRef<Div>) -> RwSignal<f64> {
    let width = RwSignal::new(WIDTH);
    let fit = move || {
        if let Some(place) = place.get_untracked() {
            let inside = f64::from(place.client_width());
            if inside > 0.0 {
                width.set(inside.max(LEAST_WIDTH));
            }
        }
    };
    Effect::new(move |_| {
        place.track();
        fit();
    });
    let resized = window_event_listener(leptos::ev::resize, move |_| fit());
    on_cleanup(move || resized.remove());
    width
}

/// Opens the thing at this position of a drawing that is so wide.
pub type Open = Callback<(usize, f64)>;

/// A drawing of this name; the hint says what can be pointed at, `a bar`; in German in the
/// accusative, `einen Balken`.
pub fn chart(name: &'static str, hint: &'static str, draw: Draw) -> AnyView {
    drawn(name, t!(charts::POINT, what = hint), draw, None)
}

/// The same where each thing can be opened: with a click, the enter key or space.
pub fn chart_that_opens(name: &'static str, hint: &'static str, draw: Draw, open: Open) -> AnyView {
    let hint = t!(charts::PRESS, what = hint);
    drawn(name, hint, draw, Some(open))
}

/// A cumulative curve with its table.
/// Below the curve stand its cases as dots, under a title.
pub fn curve_chart(curve_of: CurveChart, dots_name: &'static str, dots_title: &'static str) -> AnyView {
    let row = |(share, value): (u32, f64)| PlainRow {
        head: format!("{share} %"),
        below: String::new(),
        cells: vec![digits(value)],
        button: None,
    };
    let rows = curve_of.quantiles().into_iter().map(row).collect();
    let columns: [Column; 2] = [(t!(charts::SHARE).to_owned(), false), (curve_of.unit.clone(), true)];
    let name = curve_of.name;
    let picture = DotsChart {
        name: dots_name,
        values: cases(&curve_of.points),
        unit: curve_of.unit.clone(),
        label: dots_title.to_owned(),
    };
    view! {
        {chart(name, t!(charts::A_POINT), Box::new(move |width| curve(&curve_of, width)))}
        <details class="why more">
            <summary>{t!(charts::AS_TABLE)}</summary>
            {table(name, &columns, rows)}
        </details>
        <h3>{dots_title}</h3>
        {chart(dots_name, t!(charts::A_COLUMN), Box::new(move |width| dots(&picture, width)))}
    }
    .into_any()
}

/// All that a drawing says, behind a button.
pub fn in_words(told: Vec<String>) -> AnyView {
    if told.is_empty() {
        return ().into_any();
    }
    view! {
        <details class="why more"><summary>{t!(charts::IN_WORDS, n = told.len())}</summary>{bullets(told)}</details>
    }
    .into_any()
}

fn drawn(name: &'static str, hint: String, draw: Draw, open: Option<Open>) -> AnyView {
    let place = NodeRef::<Div>::new();
    let width = width_of(place);
    let drawn = Memo::new(move |_| Arc::new(draw(width.get())));
    let pointed = RwSignal::new(None::<usize>);
    let line = move || {
        let told = pointed.get().and_then(|at| drawn.with(|drawing| drawing.told.get(at).cloned()));
        told.unwrap_or_else(|| hint.clone())
    };
    let press = move |target: Option<web_sys::EventTarget>| {
        let place = at(name, target);
        if let (Some(open), Some(place)) = (open, place) {
            open.run((place, width.get_untracked()));
        }
        place.is_some()
    };
    let found = move |target: Option<web_sys::EventTarget>| pointed.set(at(name, target));
    view! {
        <div
            class=format!("drawn {name}")
            node_ref=place
            data-testid=format!("chart-{name}")
            inner_html=move || drawn.with(|drawing| drawing.svg.clone())
            on:pointerover=move |event| found(event.target())
            on:pointerleave=move |_| pointed.set(None)
            on:focusin=move |event| found(event.target())
            on:click=move |event| {
                press(event.target());
            }
            on:keydown=move |event| {
                if open.is_some() && matches!(event.key().as_str(), "Enter" | " ") {
                    if press(event.target()) {
                        event.prevent_default();
                    }
                } else {
                    step(name, &event, drawn.with_untracked(|drawing| drawing.told.len()));
                }
            }
        ></div>
        // What is pointed at has this text as its label.
        <p class="pointed sub" aria-hidden="true" data-testid=format!("pointed-{name}")>{line}</p>
    }
    .into_any()
}

/// The position of the thing that an event is about.
fn at(name: &str, target: Option<web_sys::EventTarget>) -> Option<usize> {
    let element = target?.dyn_into::<web_sys::Element>().ok()?;
    let marked = element.closest(&format!("[id^={name}-][role]")).ok()??;
    marked.id().strip_prefix(name)?.strip_prefix('-')?.parse().ok()
}

fn step(name: &str, event: &leptos::ev::KeyboardEvent, n_told: usize) {
    if let Some(now) = at(name, event.target()) {
        go_on(&format!("{name}-"), now, event, n_told);
    }
}

/// Goes to the next or the one before, with the arrow keys: the ids of things that can be pointed
/// at are `prefix` and their position.
pub(super) fn go_on(prefix: &str, now: usize, event: &leptos::ev::KeyboardEvent, n_told: usize) {
    let next = match event.key().as_str() {
        "ArrowRight" | "ArrowDown" => now + 1,
        "ArrowLeft" | "ArrowUp" => now.saturating_sub(1),
        "Home" => 0,
        "End" => n_told.saturating_sub(1),
        _ => return,
    };
    event.prevent_default();
    let element = document().get_element_by_id(&format!("{prefix}{next}"));
    if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<web_sys::SvgElement>()) {
        // What cannot take the focus can still be pointed at.
        let _ = element.focus();
    }
}

/// The same where what is said lies one above the other in that order.
pub fn stacked_legend(keys: Vec<(String, String)>) -> AnyView {
    view! { <p class="sub stacked">{t!(charts::FROM_BELOW)}</p> {legend(keys)} }.into_any()
}

/// What colours and signs in a drawing mean.
pub fn legend(keys: Vec<(String, String)>) -> AnyView {
    let keys = keys.into_iter().map(|(class, text)| {
        view! { <li><span class=format!("key {class}") aria-hidden="true"></span>{text}</li> }
    });
    view! { <ul class="legend sub">{keys.collect::<Vec<_>>()}</ul> }.into_any()
}
