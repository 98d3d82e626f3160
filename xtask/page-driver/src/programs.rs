//! Which Chromium and which chromedriver.

use anyhow::{Context, Result};
use std::path::PathBuf;

/// The two programs that drive a page: the browser and its WebDriver server.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Programs {
    /// Chromium or Google Chrome.
    pub chromium: PathBuf,
    /// chromedriver of the same major version.
    pub chromedriver: PathBuf,
}

impl Programs {
    /// Reads `CHROME` and `CHROMEDRIVER`, as `cargo xtask` sets them.
    ///
    /// Errors: one of them is not set.
    pub fn from_env() -> Result<Self> {
        let named = |name: &str| {
            std::env::var_os(name).map(PathBuf::from).with_context(|| {
                format!("{name} is not set: `cargo xtask test` finds the browser and sets it")
            })
        };
        Ok(Self { chromium: named("CHROME")?, chromedriver: named("CHROMEDRIVER")? })
    }
}
