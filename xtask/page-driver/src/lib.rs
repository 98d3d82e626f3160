//! Serves the built page on loopback and drives it with a headless Chromium.
//!
//! The browser journeys (`tests/e2e`), `cargo xtask bench` and `cargo xtask pictures`
//! share it. Everything it starts ends with the value that started it.

mod browser;
mod chromedriver;
mod programs;
mod server;

pub use browser::{Browser, Download, Viewport};
pub use programs::Programs;
pub use server::{Server, brotli_of};
