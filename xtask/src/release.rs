//! Gathers the files of a release.

use crate::offline;
use crate::root::{shown, target};
use crate::run::{cargo, run};
use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// Builds page, offline page and command line; copies them beside a list of their sums.
pub fn release() -> Result<()> {
    let offline = offline::offline()?;
    println!("building the command line");
    run(&mut cargo(["build", "--release", "--bin", "zoneplan"]))?;
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

/// The SHA-256 sum in hexadecimal digits, as `sha256sum -c` reads it.
fn sha256(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::sha256;

    #[test]
    fn the_sum_of_nothing_is_the_one_that_the_standard_gives() {
        let sum = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
        assert_eq!(sha256(b""), sum);
    }
}
