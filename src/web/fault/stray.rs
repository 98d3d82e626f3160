//! Errors of the browser that nobody caught. One that ended the program is told as a panic is; another
//! gets a note, since the page may well go on.

use js_sys::{Object, Reflect};
use leptos::prelude::{document, window};
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{ErrorEvent, Event, PromiseRejectionEvent};

use super::dialog::{add, element, link};
use super::{end, is_over};
use crate::web::storage::address_with;
use crate::web::words::{fault as words, keep, t};

/// What browsers say of layouts that settle late; nothing is amiss then.
const HARMLESS: &str = "ResizeObserver loop";

/// Listens for errors from now on.
pub(super) fn listen() {
    let heard = Closure::<dyn Fn(Event)>::new(|event: Event| {
        if let Some(error) = event.dyn_ref::<ErrorEvent>() {
            let place = error.filename();
            if is_ours(&place) && !error.message().starts_with(HARMLESS) {
                tell(&error.error(), &format!("{}\n{place}:{}", error.message(), error.lineno()));
            }
        } else if let Some(rejection) = event.dyn_ref::<PromiseRejectionEvent>() {
            tell(&rejection.reason(), &in_words(&rejection.reason()));
        }
    });
    for kind in ["error", "unhandledrejection"] {
        // Where nobody can listen there is nothing to tell.
        let _ = window().add_event_listener_with_callback(kind, heard.as_ref().unchecked_ref());
    }
    heard.forget();
}

/// Whether a script is the page's own and not one of a browser's extension.
fn is_ours(place: &str) -> bool {
    !place.contains("extension://")
}

fn tell(error: &JsValue, what: &str) {
    let kind = Reflect::get(error, &"name".into()).ok().and_then(|name| name.as_string()).unwrap_or_default();
    // A trap of WebAssembly, or a stack that is full: the program does not go on.
    if kind == "RuntimeError" || kind == "RangeError" && what.contains("call stack") {
        end(what);
    } else if !is_over() {
        // A page that cannot be changed any more shows nothing.
        let _ = note(what);
    }
}

fn in_words(reason: &JsValue) -> String {
    match reason.dyn_ref::<Object>() {
        Some(object) => object.to_string().into(),
        None => reason.as_string().unwrap_or_default(),
    }
}

/// Shows a note below the page; one at a time.
fn note(what: &str) -> Result<(), JsValue> {
    if document().query_selector("[data-testid=stray]")?.is_some() {
        return Ok(());
    }
    let first = what.lines().next().unwrap_or_default().trim_end_matches('.');
    let note = element("section", "stray", "")?;
    note.set_attribute("role", "status")?;
    note.set_attribute("data-testid", "stray")?;
    add(&note, &element("p", "", &t!(words::STRAY, what = first))?)?;
    let choices = element("p", "ways", "")?;
    add(&choices, &link("stray-reload", &address_with(""), t!(words::RELOAD))?)?;
    let away = element("button", "small", t!(keep::DISMISS))?;
    away.set_attribute("type", "button")?;
    away.set_attribute("data-testid", "stray-away")?;
    let shown = note.clone();
    let remove = Closure::once_into_js(move || shown.remove());
    away.add_event_listener_with_callback("click", remove.unchecked_ref())?;
    add(&choices, &away)?;
    add(&note, &choices)?;
    if let Some(body) = document().body() {
        add(&body, &note)?;
    }
    Ok(())
}
