//! What a target begins with: `fuzz/seeds`, and files that the tests have.

use super::folder;
use super::targets::Target;
use crate::root::root;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Folders below a folder of seeds that are looked into.
const DEPTH: usize = 3;

/// A folder with all seeds of a target, made anew.
pub fn gather(target: &Target) -> Result<PathBuf> {
    let seeds = folder("seeds").join(target.name);
    if seeds.exists() {
        fs::remove_dir_all(&seeds).with_context(|| format!("cannot clear {}", seeds.display()))?;
    }
    fs::create_dir_all(&seeds).with_context(|| format!("cannot create {}", seeds.display()))?;
    let mut found = Vec::new();
    let own = root().join("fuzz").join("seeds").join(target.name);
    if own.is_dir() {
        find(&own, "", DEPTH, &mut found)?;
    }
    for place in target.seeds {
        find(&root().join(place), target.ending, DEPTH, &mut found)?;
    }
    for (number, path) in found.iter().enumerate() {
        let bytes = fs::read(path).with_context(|| path.display().to_string())?;
        let seed = if target.name == "data_file" { with_path(path, &bytes, target.longest) } else { bytes };
        fs::write(seeds.join(number.to_string()), seed).with_context(|| seeds.display().to_string())?;
    }
    Ok(seeds)
}

/// The files below a folder whose names end so, in the order of their names.
fn find(folder: &Path, ending: &str, depth: usize, found: &mut Vec<PathBuf>) -> Result<()> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    let mut paths: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    paths.sort();
    for path in paths {
        if path.is_dir() {
            if depth > 0 {
                find(&path, ending, depth - 1, found)?;
            }
        } else if path.to_string_lossy().ends_with(ending) {
            found.push(path);
        }
    }
    Ok(())
}

/// A data file as its target has it: its path below `data/` on the first line, and as many of its
/// lines as there is room for.
fn with_path(path: &Path, bytes: &[u8], longest: u32) -> Vec<u8> {
    let name = path.strip_prefix(root().join("data")).unwrap_or(path).to_string_lossy().replace('\\', "/");
    let room = (longest as usize).saturating_sub(name.len() + 1).min(bytes.len());
    let whole = bytes[..room].iter().rposition(|byte| *byte == b'\n').map_or(room, |end| end + 1);
    [name.as_bytes(), b"\n", &bytes[..whole]].concat()
}
