//! Files in and out of the page, what the browser keeps for it, and its address.

mod address;
mod download;
mod fetch;
mod local;
mod read;
mod texts;
mod time;

pub use address::{address_with, copy, forget_fragment, fragment, is_local, search, without_search};
pub use download::{save, save_bytes};
pub use fetch::fetch_data;
pub use local::{Key, Unstored, count_starts, set_starts, store, stored};
pub use read::{dropped_files, picked_file, picked_files, read_bytes, utf8};
pub use texts::{add, all, take_last};
pub use time::{moment, now_ms, tab_name};
