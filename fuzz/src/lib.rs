//! What is fuzzed, and what must hold for every input: one function for each target.
//!
//! `docs/fuzzing.md` says how targets are run, and what they found.

mod choices;
mod data;
mod engine;
mod feed;
#[cfg(feature = "page")]
mod link;
mod manifest;
mod model;
mod plan;

pub use data::{data_file, price_sheet};
pub use engine::engine;
pub use feed::{feed_aws, feed_azure, feed_gcp, feed_infracost};
#[cfg(feature = "page")]
pub use link::{link, saved_state};
pub use manifest::{manifest_json, manifest_yaml, quantity};
pub use model::model;
pub use plan::{form, grid, locked_plan, plan_json, plan_toml};

use std::sync::OnceLock;

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;

/// Longest text of a message: a line for people, not the input again.
const LONGEST_MESSAGE: usize = 4000;

/// The catalogue that ships with the program, read once.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::load(&bundled::files()).expect("the data is sound"))
}

/// The input as text, where it is one.
fn text(data: &[u8]) -> Option<&str> {
    std::str::from_utf8(data).ok()
}

/// That a message says something, on a line that can be read.
#[track_caller]
fn is_clear(message: &str) {
    assert!(!message.trim().is_empty(), "an empty message");
    assert!(message.len() < LONGEST_MESSAGE, "a message of {} bytes: {message}", message.len());
}
