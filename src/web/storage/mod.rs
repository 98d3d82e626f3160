//! Files in and out of the page.

mod download;
mod fetch;

pub use download::save;
pub use fetch::fetch_data;
