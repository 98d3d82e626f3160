//! Finds LibreOffice, which opens the exported tables.

use crate::tools::{apt_install, find_in};
use std::path::{Path, PathBuf};

const PLACES: &[&str] = &[
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.exe",
];

/// LibreOffice's `soffice`: as `SOFFICE` names it, else from PATH and the usual places, else from the
/// system's packages where those may be installed. `None` where it cannot be had.
pub fn find() -> Option<PathBuf> {
    if let Some(named) = std::env::var_os("SOFFICE").filter(|named| !named.is_empty()) {
        return Some(named.into());
    }
    there().or_else(|| {
        if let Err(problem) = apt_install(&["libreoffice-calc-nogui"]) {
            println!("LibreOffice could not be installed: {problem:#}");
        }
        there()
    })
}

fn there() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let placed = || PLACES.iter().map(PathBuf::from).find(|place: &PathBuf| Path::is_file(place));
    find_in(&path, "soffice").or_else(placed)
}
