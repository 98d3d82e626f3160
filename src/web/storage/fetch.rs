//! Data files of the page's own origin.

use leptos::prelude::{document, window};
use miniz_oxide::inflate::decompress_to_vec_zlib_with_limit;
use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use crate::web::words::{state as words, t};

/// Bytes of an embedded file's text at most.
const MOST_BYTES: usize = 16 << 20;

/// The text of a file below `data/`: from the page itself where it is embedded,
/// else from the page's own origin.
///
/// # Errors
/// Why it could not be had, in words.
pub async fn fetch_data(path: &str) -> Result<String, String> {
    let address = format!("data/{path}");
    if let Ok(Some(embedded)) = document().query_selector(&format!("script[data-file=\"{address}\"]")) {
        let text = embedded.text_content().unwrap_or_default();
        return unpacked(&text).ok_or_else(|| t!(words::NO_TEXT, address = address));
    }
    let failed = |_| t!(words::NOT_LOADED, address = address);
    let asked = window().fetch_with_str(&of_this_version(&address));
    let response = JsFuture::from(asked).await.map_err(failed)?;
    let response: Response = response.unchecked_into();
    if !response.ok() {
        return Err(t!(words::NOT_LOADED_STATUS, address = address, status = response.status()));
    }
    let text = JsFuture::from(response.text().map_err(failed)?).await.map_err(failed)?;
    text.as_string().ok_or_else(|| t!(words::NO_TEXT, address = address))
}

/// The address of a file as this version of the page has it: what keeps the page in the browser gives each
/// tab the files of its own version, whatever the host has by now.
fn of_this_version(address: &str) -> String {
    let version = document().document_element().and_then(|root| root.get_attribute("data-version"));
    let version = version.filter(|version| !version.is_empty());
    version.map_or_else(|| address.to_owned(), |version| format!("{address}?v={version}"))
}

/// The text of an embedded file: it stands in the page as base64 of the text in the zlib format
/// (RFC 1950).
fn unpacked(letters: &str) -> Option<String> {
    // `atob` answers with a letter for each byte.
    let packed: Vec<u8> = window().atob(letters.trim()).ok()?.chars().map(|byte| byte as u8).collect();
    String::from_utf8(decompress_to_vec_zlib_with_limit(&packed, MOST_BYTES).ok()?).ok()
}
