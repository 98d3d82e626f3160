//! Saving a file.

use js_sys::{Array, Uint8Array};
use leptos::prelude::document;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, HtmlAnchorElement, Url};

/// Offers a text as a file to save.
///
/// # Errors
/// What the browser says when it refuses.
pub fn save(name: &str, media_type: &str, text: &str) -> Result<(), JsValue> {
    offer(name, media_type, &text.into())
}

/// Offers bytes as a file to save.
///
/// # Errors
/// What the browser says when it refuses.
pub fn save_bytes(name: &str, media_type: &str, bytes: &[u8]) -> Result<(), JsValue> {
    offer(name, media_type, &Uint8Array::from(bytes).into())
}

fn offer(name: &str, media_type: &str, part: &JsValue) -> Result<(), JsValue> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    // A blob is made of texts and bytes alike.
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(part), &options)?;
    let url = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document().create_element("a")?.unchecked_into();
    link.set_href(&url);
    link.set_download(name);
    link.click();
    Url::revoke_object_url(&url)
}
