//! What is kept in the browser's local storage.

use std::fmt;

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

/// Why a text is not stored; said in the language of the moment in which it is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unstored {
    /// There is no storage.
    NoStorage,
    /// What stands there stays.
    Refused,
    /// There is no room for so many letters.
    Full(usize),
}

impl fmt::Display for Unstored {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoStorage => f.write_str(t!(words::KEEPS_NOTHING)),
            Self::Refused => f.write_str(t!(words::BROWSER_REFUSED)),
            Self::Full(count) => f.write_str(&t!(words::STORAGE_FULL, count = count)),
        }
    }
}

fn storage() -> Result<Storage, Unstored> {
    window().local_storage().ok().flatten().ok_or(Unstored::NoStorage)
}

/// What stands under a key.
///
/// # Errors
/// Why nothing can be read, in words.
pub fn stored(key: Key) -> Result<Option<String>, String> {
    let storage = storage().map_err(|why| why.to_string())?;
    storage.get_item(key.name()).map_err(|_| t!(words::NOT_READ).to_owned())
}

/// Puts a text under a key, or takes what stands there away.
///
/// # Errors
/// Why it cannot be done.
pub fn store(key: Key, text: Option<&str>) -> Result<(), Unstored> {
    let storage = storage()?;
    let Some(text) = text else {
        return storage.remove_item(key.name()).map_err(|_| Unstored::Refused);
    };
    storage.set_item(key.name(), text).map_err(|_| Unstored::Full(text.len()))
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
