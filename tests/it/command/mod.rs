//! The command line beyond its answers: verdicts for pipelines, help, shells, pipes.

mod check;
mod markdown;
mod pipelines;
mod shell;
mod talk;

use std::path::PathBuf;

use tempfile::TempDir;

/// A plan that misses most of its targets.
const MISSING: &str =
    "[platform]\nprovider = \"aws\"\n\n[targets]\nmonthly_cost_usd = 1000\navailability_pct = 99.95\n";
/// A plan that meets its target.
const MEETING: &str = "[platform]\nprovider = \"aws\"\n[targets]\nmonthly_cost_usd = 100000\n";

/// A folder with files of these names and texts.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = TempDir::new().expect("a folder");
    for (name, text) in files {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

fn root(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join(name)
}
