//! The page's address, its fragment, and the clipboard.

use js_sys::{Function, Promise, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;

/// The fragment of the page's address, with its `#`; empty where there is none.
pub fn fragment() -> String {
    window().location().hash().unwrap_or_default()
}

/// The page's address with another fragment.
pub fn address_with(fragment: &str) -> String {
    let address = window().location().href().unwrap_or_default();
    let bare = address.split('#').next().unwrap_or_default();
    if fragment.is_empty() { bare.to_owned() } else { format!("{bare}#{fragment}") }
}

/// Whether the page is a file of this device: nobody else can open its address.
pub fn is_local() -> bool {
    window().location().protocol().is_ok_and(|protocol| protocol == "file:")
}

/// Takes the fragment off the page's address, so that it does not act again.
pub fn forget_fragment() {
    if let Ok(history) = window().history() {
        // A browser that refuses keeps the fragment: it is offered again when the page reloads.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&address_with("")));
    }
}

/// The query of the page's address, with its `?`; empty where there is none.
pub fn search() -> String {
    window().location().search().unwrap_or_default()
}

/// Takes the query off the page's address; its fragment stays.
pub fn without_search() {
    if let Ok(history) = window().history() {
        let address = window().location().href().unwrap_or_default();
        let bare = address.replacen(&search(), "", 1);
        // A browser that refuses keeps the query: it acts again when the page reloads.
        let _ = history.replace_state_with_url(&JsValue::NULL, "", Some(&bare));
    }
}

/// Puts a text into the clipboard. Gives back whether the browser let it.
pub async fn copy(text: &str) -> bool {
    // Where the page is not served securely there is no clipboard at all.
    let property = |object: &JsValue, name: &str| Reflect::get(object, &name.into()).unwrap_or_default();
    let clipboard = property(&property(&window(), "navigator"), "clipboard");
    let write = Reflect::get(&clipboard, &"writeText".into()).and_then(JsCast::dyn_into::<Function>);
    let Ok(write) = write else { return false };
    let promise = write.call1(&clipboard, &text.into()).and_then(JsCast::dyn_into::<Promise>);
    match promise {
        Ok(promise) => JsFuture::from(promise).await.is_ok(),
        Err(_) => false,
    }
}
