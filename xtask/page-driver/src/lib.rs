//! Serves the built page on loopback and drives it with a headless Chromium, or with Firefox as far
//! as the WebDriver standard goes.
//!
//! The browser journeys (`tests/e2e`), `cargo xtask bench` and `cargo xtask pictures`
//! share it. Everything it starts ends with the value that started it.

mod browser;
mod driver;
mod firefox;
mod programs;
mod server;
mod violations;

pub use browser::{Browser, Download, Viewport};
pub use programs::{Firefox, Programs};
pub use server::{Manner, Server, brotli_of};
pub use violations::violations;
