//! What is kept in the browser's local storage.

use leptos::prelude::window;
use web_sys::Storage;

use crate::web::words::{state as words, t};

/// The keys, each with the version of what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The plans.
    Plans,
    /// What stood there and could not be read.
    Unread,
    /// Plans that were set aside after a fault.
    Aside,
    /// The language and the region.
    Language,
}

impl Key {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plans => "zoneplan.plans.v1",
            Self::Unread => "zoneplan.unread",
            Self::Aside => "zoneplan.aside.v1",
            Self::Language => "zoneplan.language.v1",
        }
    }
}

fn storage() -> Result<Storage, String> {
    let storage = window().local_storage().ok().flatten();
    storage.ok_or_else(|| t!(words::KEEPS_NOTHING).to_owned())
}

/// What stands under a key.
///
/// # Errors
/// Why nothing can be read, in words.
pub fn stored(key: Key) -> Result<Option<String>, String> {
    storage()?.get_item(key.name()).map_err(|_| t!(words::NOT_READ).to_owned())
}

/// Puts a text under a key, or takes what stands there away.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn store(key: Key, text: Option<&str>) -> Result<(), String> {
    let storage = storage()?;
    let Some(text) = text else {
        return storage.remove_item(key.name()).map_err(|_| t!(words::BROWSER_REFUSED).to_owned());
    };
    let full = |_| t!(words::STORAGE_FULL, count = text.len());
    storage.set_item(key.name(), text).map_err(full)
}

/// What a tab keeps of its own: how many starts in a row did not come to an end.
const STARTS: &str = "zoneplan.starts";

/// How many starts of this tab in a row did not come to an end; none where the browser keeps nothing.
pub fn count_starts() -> u32 {
    let kept = window().session_storage().ok().flatten();
    let count = kept.and_then(|kept| kept.get_item(STARTS).ok().flatten());
    count.and_then(|count| count.parse().ok()).unwrap_or(0)
}

/// Notes how many starts of this tab in a row did not come to an end.
pub fn set_starts(count: u32) {
    if let Ok(Some(kept)) = window().session_storage() {
        // Where it cannot be kept, a start that fails is tried again as it is.
        let _ = if count == 0 { kept.remove_item(STARTS) } else { kept.set_item(STARTS, &count.to_string()) };
    }
}
