//! Finds Firefox and geckodriver.

use crate::tools::{self, apt_install, find_in};
use anyhow::Result;
use page_driver::Firefox;
use std::path::{Path, PathBuf};

const NAMES: &[&str] = &["firefox", "firefox-esr"];

const PLACES: &[&str] =
    &["/Applications/Firefox.app/Contents/MacOS/firefox", r"C:\Program Files\Mozilla Firefox\firefox.exe"];

/// Why nothing is checked without it.
pub const MISSING: &str = "Firefox is not there; FIREFOX names it";

/// Firefox and its driver: as `FIREFOX` and `GECKODRIVER` name them, else from PATH and the usual
/// places, else Firefox from the system's packages where those may be installed, and geckodriver from
/// crates.io. `None` where there is no Firefox.
///
/// Errors: geckodriver cannot be had.
pub fn find() -> Result<Option<Firefox>> {
    let Some(firefox) = firefox() else { return Ok(None) };
    let geckodriver = match named("GECKODRIVER") {
        Some(named) => named,
        None => tools::geckodriver()?,
    };
    Ok(Some(Firefox { firefox, geckodriver }))
}

fn firefox() -> Option<PathBuf> {
    named("FIREFOX").or_else(there).or_else(|| {
        if let Err(problem) = apt_install(&["firefox-esr"]) {
            println!("Firefox could not be installed: {problem:#}");
        }
        there()
    })
}

fn named(variable: &str) -> Option<PathBuf> {
    std::env::var_os(variable).filter(|named| !named.is_empty()).map(PathBuf::from)
}

fn there() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let placed = || PLACES.iter().map(PathBuf::from).find(|place: &PathBuf| Path::is_file(place));
    NAMES.iter().find_map(|name| find_in(&path, name)).or_else(placed)
}
