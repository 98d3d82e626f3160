//! Keys that act on the whole page.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement};

use super::Session;

impl Session {
    /// Ctrl or Cmd with Z takes a step back; with Shift and Z, or Y, does it again.
    pub(super) fn watch_keys(self) {
        let pressed = window_event_listener(leptos::ev::keydown, move |event| {
            if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
                return;
            }
            let is_back = match (event.key().to_ascii_lowercase().as_str(), event.shift_key()) {
                ("z", false) => true,
                ("z", true) | ("y", false) => false,
                _ => return,
            };
            if has_own_text() {
                return;
            }
            event.prevent_default();
            if if is_back { self.planner.undo() } else { self.planner.redo() } {
                self.recompute();
            }
        });
        // A field that is left, or a choice that is made, ends what is typed there.
        let left = window_event_listener(leptos::ev::change, move |_| self.planner.end_typing());
        on_cleanup(move || [pressed, left].into_iter().for_each(|listener| listener.remove()));
    }
}

/// Whether the focus is in a text that the plan does not have yet: there the keys are the
/// browser's own. The fields of the plan hand on each letter, so what they hold is the plan's.
fn has_own_text() -> bool {
    let Some(element) = document().active_element() else { return false };
    if element.id().starts_with("field-") {
        return false;
    }
    if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
        return !input.read_only() && matches!(input.type_().as_str(), "text" | "search" | "number");
    }
    let is_free = element.dyn_ref::<HtmlElement>().is_some_and(HtmlElement::is_content_editable);
    is_free || element.tag_name() == "TEXTAREA"
}
