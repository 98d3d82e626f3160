//! Which browser and which driver.

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

/// Firefox and the WebDriver server that drives it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Firefox {
    /// Firefox.
    pub firefox: PathBuf,
    /// geckodriver.
    pub geckodriver: PathBuf,
}

impl Firefox {
    /// Reads `FIREFOX` and `GECKODRIVER`, as `cargo xtask` sets them; `None` where one is not set.
    pub fn from_env() -> Option<Self> {
        let named = |name: &str| std::env::var_os(name).map(PathBuf::from);
        Some(Self { firefox: named("FIREFOX")?, geckodriver: named("GECKODRIVER")? })
    }
}
