//! Files in and out of the page.

mod download;
mod fetch;
mod read;

pub use download::save;
pub use fetch::fetch_data;
pub use read::{dropped_files, picked_file, picked_files, read_bytes, utf8};
