//! Files in and out of the page.

mod download;
mod fetch;
mod read;

pub use download::save;
pub use fetch::fetch_data;
pub use read::{picked_file, read_bytes, utf8};
