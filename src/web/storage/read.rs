//! Files that the user picks.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{File, HtmlInputElement};

/// The largest file that the page reads; the command line takes larger ones.
const MOST_BYTES: f64 = 64e6;

/// The file that was picked, if there is one. The input forgets it, so that the same
/// file can be picked again.
pub fn picked_file(input: &HtmlInputElement) -> Option<File> {
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The bytes of a file.
///
/// # Errors
/// Why it cannot be read, in words.
pub async fn read_bytes(file: &File) -> Result<Vec<u8>, String> {
    let name = file.name();
    if file.size() > MOST_BYTES {
        let (found, most) = (file.size() / 1e6, MOST_BYTES / 1e6);
        return Err(format!(
            "{name}: found {found:.0} MB, allowed here are {most:.0} MB; zoneplan prices import takes more"
        ));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| format!("{name} could not be read"))?;
    Ok(js_sys::Uint8Array::new(buffer.unchecked_ref()).to_vec())
}

/// The text of bytes.
///
/// # Errors
/// Where they are no UTF-8.
pub fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        format!("{name}: byte {place} is no UTF-8 text; save the sheet as CSV in UTF-8")
    })
}
