//! What is kept in the browser's local storage.

use leptos::prelude::window;
use web_sys::Storage;

/// The keys, each with the version of what stands under it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Key {
    /// The plans.
    Plans,
    /// What stood there and could not be read.
    Unread,
    /// The language and the region.
    Language,
}

impl Key {
    /// Its name.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Plans => "zoneplan.plans.v1",
            Self::Unread => "zoneplan.unread",
            Self::Language => "zoneplan.language.v1",
        }
    }
}

fn storage() -> Result<Storage, String> {
    let storage = window().local_storage().ok().flatten();
    storage.ok_or_else(|| "the browser keeps nothing for this page".to_owned())
}

/// What stands under a key.
///
/// # Errors
/// Why nothing can be read, in words.
pub fn stored(key: Key) -> Result<Option<String>, String> {
    storage()?.get_item(key.name()).map_err(|_| "the browser did not let it be read".to_owned())
}

/// Puts a text under a key, or takes what stands there away.
///
/// # Errors
/// Why it cannot be done, in words.
pub fn store(key: Key, text: Option<&str>) -> Result<(), String> {
    let storage = storage()?;
    let Some(text) = text else {
        return storage.remove_item(key.name()).map_err(|_| "the browser refused it".to_owned());
    };
    let full = |_| format!("the browser's storage for this page has no room for {} letters", text.len());
    storage.set_item(key.name(), text).map_err(full)
}
