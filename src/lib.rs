//! Zoneplan: size, cost, availability and effort of a self-hosted, highly
//! available Kubernetes platform, from one engine.
//!
//! [`engine`] holds the model and knows no front end; [`bundled`] the data that
//! ships with it, [`first_view`] what the page shows at once. The command line, the page and the browser's worker are front
//! ends behind features.

pub mod bundled;
pub mod engine;
pub mod first_view;

#[cfg(feature = "schema")]
pub mod schema;

#[cfg(feature = "cli")]
pub mod cli;

#[cfg(feature = "browser")]
pub mod worker;

#[cfg(feature = "web")]
pub mod web;
