//! Files that the user picks.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

use crate::web::words::{state as words, t};

/// The largest file that the page reads; the command line takes larger ones.
const MOST_BYTES: f64 = 64e6;

/// The file that was picked, if there is one. The input forgets it, so that the same
/// file can be picked again.
pub fn picked_file(input: &HtmlInputElement) -> Option<File> {
    let file = input.files()?.get(0);
    input.set_value("");
    file
}

/// The files that were picked, which the input forgets as well.
pub fn picked_files(input: &HtmlInputElement) -> Vec<File> {
    let files = input.files().map(|files| all(&files)).unwrap_or_default();
    input.set_value("");
    files
}

/// The files that are dropped; none where something else is.
pub fn dropped_files(event: &DragEvent) -> Vec<File> {
    let files = event.data_transfer().and_then(|data| data.files());
    files.map(|files| all(&files)).unwrap_or_default()
}

fn all(files: &FileList) -> Vec<File> {
    (0..files.length()).filter_map(|idx| files.get(idx)).collect()
}

/// The bytes of a file; `command` is the one of the terminal that reads larger ones.
///
/// # Errors
/// Why it cannot be read, in words.
pub async fn read_bytes(file: &File, command: &str) -> Result<Vec<u8>, String> {
    let name = file.name();
    if file.size() > MOST_BYTES {
        let megabytes = |bytes: f64| format!("{:.0}", bytes / 1e6);
        let (found, most) = (megabytes(file.size()), megabytes(MOST_BYTES));
        return Err(t!(words::FILE_TOO_LARGE, name = name, found = found, most = most, command = command));
    }
    let buffer = JsFuture::from(file.array_buffer()).await;
    let buffer = buffer.map_err(|_| t!(words::FILE_UNREAD, name = name))?;
    Ok(js_sys::Uint8Array::new(buffer.unchecked_ref()).to_vec())
}

/// The text of bytes.
///
/// # Errors
/// Where they are no UTF-8.
pub fn utf8(name: &str, bytes: Vec<u8>) -> Result<String, String> {
    String::from_utf8(bytes).map_err(|error| {
        let place = error.utf8_error().valid_up_to();
        t!(words::NO_UTF8, name = name, place = place)
    })
}
