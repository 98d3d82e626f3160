//! The engine: data in, data out.
//!
//! It opens no file, reads no clock, starts no thread and knows no page; what
//! it needs comes in from the caller, so that every front end gives the same
//! plan. Rooms import only to their left; `tests/it/rooms.rs` checks it.
//!
//! The way of a plan: [`scenario`] reads it against the [`catalogue`], [`plan`]
//! runs the rooms and [`report`] writes what they found.
//!
//! ```
//! use zoneplan::{bundled, engine};
//!
//! let catalogue = engine::catalogue::Catalogue::load(&bundled::files()).expect("the data is sound");
//! let document = engine::scenario::Document::from_toml("[platform]\nprovider = \"aws\"\n").expect("TOML");
//! let plan = engine::scenario::plan_from(&document, &catalogue).expect("a sound plan");
//! let outcome = engine::plan::evaluate(&plan, &catalogue).expect("a layout");
//! let report = engine::report::report(&outcome, None, &catalogue);
//! assert!(report.cost.monthly.complete);
//! ```

#![forbid(unsafe_code)]

pub mod availability;
pub mod backup;
pub mod catalogue;
pub mod compare;
pub mod cost;
pub mod effort;
pub mod export;
pub mod feeds;
pub mod manifest;
pub mod optimise;
pub mod plan;
pub mod recovery;
pub mod report;
pub mod scenario;
pub mod sensitivity;
pub mod simulate;
pub mod sizing;
pub mod sweep;
pub mod text;
pub mod topology;
pub mod uncertainty;
pub mod units;
