//! Things in a picture that can be pointed at, or gone through with the arrow keys.

use leptos::prelude::*;
use wasm_bindgen::JsCast;

/// The things of one picture. Only the first is reached with the tab key; the others are reached
/// from there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pointing {
    /// What the ids of its things begin with; no other picture of the page has it.
    pub prefix: &'static str,
}

impl Pointing {
    /// The id of a thing.
    pub fn id(self, position: usize) -> String {
        format!("{}{position}", self.prefix)
    }

    /// The tab index of a thing.
    pub const fn tabindex(position: usize) -> &'static str {
        if position == 0 { "0" } else { "-1" }
    }

    /// The position of the thing that an event is about.
    pub fn at(self, target: Option<web_sys::EventTarget>) -> Option<usize> {
        let element = target?.dyn_into::<web_sys::Element>().ok()?;
        let marked = element.closest(&format!("[id^={}]", self.prefix)).ok()??;
        marked.id().strip_prefix(self.prefix)?.parse().ok()
    }

    /// Goes to the next of `n` things or the one before, with the arrow keys.
    pub fn step(self, event: &leptos::ev::KeyboardEvent, n: usize) {
        let Some(now) = self.at(event.target()) else { return };
        let next = match event.key().as_str() {
            "ArrowRight" | "ArrowDown" => now + 1,
            "ArrowLeft" | "ArrowUp" => now.saturating_sub(1),
            "Home" => 0,
            "End" => n.saturating_sub(1),
            _ => return,
        };
        event.prevent_default();
        let element = document().get_element_by_id(&self.id(next));
        if let Some(element) = element.as_ref().and_then(|element| element.dyn_ref::<web_sys::SvgElement>()) {
            // What cannot take the focus can still be pointed at.
            let _ = element.focus();
        }
    }
}

/// A picture with things that can be pointed at, and the words on the one that is pointed at
/// below it.
///
/// `told` has the words for each thing, which is also its label; `hint` stands there while
/// nothing is pointed at.
pub fn pointed_picture(
    pointing: Pointing,
    (width, height): (f64, f64),
    class: &'static str,
    label: String,
    (told, hint): (Vec<String>, &'static str),
    inside: impl IntoView + 'static,
) -> impl IntoView {
    let n_told = told.len();
    let pointed = RwSignal::new(None::<usize>);
    let line = move || pointed.get().and_then(|at| told.get(at).cloned()).unwrap_or_else(|| hint.to_owned());
    let found = move |target: Option<web_sys::EventTarget>| pointed.set(pointing.at(target));
    view! {
        <svg
            class=format!("picture {class}")
            viewBox=format!("0 0 {width} {height}")
            role="group"
            aria-label=label
            data-testid=format!("picture-{class}")
            on:pointerover=move |event| found(event.target())
            on:pointerleave=move |_| pointed.set(None)
            on:focusin=move |event| found(event.target())
            on:keydown=move |event| pointing.step(&event, n_told)
        >
            {inside}
        </svg>
        // What is pointed at has this text as its label.
        <p class="pointed sub" aria-hidden="true">{line}</p>
    }
}
