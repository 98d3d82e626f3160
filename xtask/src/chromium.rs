//! Finds Chromium and chromedriver.

use crate::tools::{apt_install, find_in};
use anyhow::{Result, bail};
use page_driver::Programs;
use std::path::{Path, PathBuf};

const CHROMIUM_NAMES: &[&str] =
    &["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome"];

const CHROMIUM_PLACES: &[&str] = &[
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    r"C:\Program Files\Google\Chrome\Application\chrome.exe",
    r"C:\Program Files (x86)\Google\Chrome\Application\chrome.exe",
];

const CHROMEDRIVER_PLACES: &[&str] = &[
    "/usr/lib/chromium/chromedriver",
    "/usr/lib/chromium-browser/chromedriver",
    "/opt/homebrew/bin/chromedriver",
    "/usr/local/bin/chromedriver",
];

/// The browser and its driver: as `CHROME` and `CHROMEDRIVER` name them, else from PATH and the
/// usual places, else from the system's packages where those may be installed.
///
/// Errors: a named program is no file, or one of the two cannot be had.
pub fn find() -> Result<Programs> {
    let mut chromium = chromium()?;
    let mut chromedriver = chromedriver()?;
    if chromium.is_none() || chromedriver.is_none() {
        apt_install(&["chromium", "chromium-driver"])?;
        chromium = self::chromium()?;
        chromedriver = self::chromedriver()?;
    }
    match (chromium, chromedriver) {
        (Some(chromium), Some(chromedriver)) => Ok(Programs { chromium, chromedriver }),
        (None, _) => bail!(
            "no Chromium or Google Chrome found on PATH or in its usual places: install one, \
             or name it in the environment variable CHROME"
        ),
        (_, None) => bail!(
            "no chromedriver found on PATH or in its usual places: install the one that belongs \
             to your Chromium, or name it in the environment variable CHROMEDRIVER"
        ),
    }
}

fn chromium() -> Result<Option<PathBuf>> {
    if let Some(named) = named("CHROME")? {
        return Ok(Some(named));
    }
    Ok(on_path(CHROMIUM_NAMES).or_else(|| existing(CHROMIUM_PLACES)))
}

fn chromedriver() -> Result<Option<PathBuf>> {
    if let Some(named) = named("CHROMEDRIVER")? {
        return Ok(Some(named));
    }
    // GitHub's runners name the folder of the driver that belongs to their Chrome.
    let of_runner = std::env::var_os("CHROMEWEBDRIVER").and_then(|folder| find_in(&folder, "chromedriver"));
    Ok(of_runner.or_else(|| on_path(&["chromedriver"])).or_else(|| existing(CHROMEDRIVER_PLACES)))
}

/// The program that an environment variable names.
fn named(variable: &str) -> Result<Option<PathBuf>> {
    match std::env::var_os(variable).map(PathBuf::from) {
        Some(path) if !path.is_file() => bail!("{variable} names {}, which is no file", path.display()),
        named => Ok(named),
    }
}

fn on_path(names: &[&str]) -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    names.iter().find_map(|name| find_in(&path, name))
}

fn existing(places: &[&str]) -> Option<PathBuf> {
    places.iter().map(Path::new).find(|place| place.is_file()).map(Path::to_owned)
}
