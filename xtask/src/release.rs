//! Gathers the files of a release.

use crate::offline;
use crate::paths;
use crate::root::{shown, target};
use crate::run::{cargo, run};
use crate::sums::sha256;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// Builds page, offline page and command line; copies them beside a list of their sums.
pub fn release() -> Result<()> {
    let offline = offline::offline()?;
    println!("building the command line");
    run(paths::same_here(&mut cargo(["build", "--release", "--bin", "zoneplan"]))?)?;
    let program = format!("zoneplan{}", std::env::consts::EXE_SUFFIX);
    let built = target().join("release").join(&program);

    let folder = target().join("release-files");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    let files: [PathBuf; 2] = [offline, built];
    let mut sums = String::new();
    for file in &files {
        let name = file.file_name().unwrap_or_default();
        let bytes = std::fs::read(file).with_context(|| file.display().to_string())?;
        // A copy keeps the permission to run.
        std::fs::copy(file, folder.join(name))?;
        sums.push_str(&format!("{}  {}\n", sha256(&bytes), Path::new(name).display()));
    }
    std::fs::write(folder.join("SHA256SUMS"), &sums)?;
    println!("\n{}\n{sums}", shown(&folder));
    Ok(())
}
