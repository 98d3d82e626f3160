//! Shows that the page is the same, byte for byte, wherever it is built.

use crate::build::build_quietly;
use crate::root::root;
use crate::run::{output, run};
use crate::sums::sha256;
use crate::{sizes, table};
use anyhow::{Context, Result, bail};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the page here, and again from a copy of the checkout in another folder, with another
/// folder of packages and nothing compiled before; fails where a file differs. With `against`, the
/// second is a page that was built elsewhere.
pub fn reproduce(against: Option<&Path>) -> Result<()> {
    if let Some(folder) = against {
        return compare(&build_quietly()?, folder);
    }
    let elsewhere = std::env::temp_dir().join(format!("zoneplan-reproduce-{}", std::process::id()));
    let done = built_twice(&elsewhere);
    let cleared = std::fs::remove_dir_all(&elsewhere);
    done?;
    cleared.with_context(|| format!("cannot clear {}", elsewhere.display()))
}

fn built_twice(elsewhere: &Path) -> Result<()> {
    println!("the first build: {}", root().display());
    let here = build_quietly()?;
    let checkout = elsewhere.join("another").join("checkout");
    println!("\nthe second build: {}", checkout.display());
    copy_checkout(&checkout)?;
    let chore = std::env::current_exe().context("where this chore is")?;
    run(Command::new(chore)
        .arg("build")
        .current_dir(&checkout)
        .env("CARGO_MANIFEST_DIR", checkout.join("xtask"))
        .env("CARGO_HOME", elsewhere.join("packages"))
        .env_remove("CARGO_TARGET_DIR")
        .env("TZ", "Pacific/Kiritimati"))?;
    compare(&here, &checkout.join("dist"))
}

/// Copies every file of this checkout that git knows or would add.
fn copy_checkout(to: &Path) -> Result<()> {
    let list = ["ls-files", "-z", "--cached", "--others", "--exclude-standard"];
    let names = output(Command::new("git").args(list).current_dir(root()))?;
    for name in String::from_utf8(names).context("names of files")?.split_terminator('\0') {
        let (from, to) = (root().join(name), to.join(name));
        if !from.is_file() {
            // Deleted here, and not yet in git.
            continue;
        }
        if let Some(folder) = to.parent() {
            std::fs::create_dir_all(folder).with_context(|| folder.display().to_string())?;
        }
        std::fs::copy(&from, &to).with_context(|| from.display().to_string())?;
    }
    Ok(())
}

/// Prints the sum of each file of both folders and fails where they differ.
fn compare(one: &Path, other: &Path) -> Result<()> {
    let (one, other) = (sums(one)?, sums(other)?);
    let names: BTreeSet<&String> = one.keys().chain(other.keys()).collect();
    let sum = |of: &BTreeMap<String, String>, name: &String| {
        of.get(name).cloned().unwrap_or_else(|| "absent".to_owned())
    };
    let mut rows = Vec::new();
    let mut differing = 0;
    for name in &names {
        let is_same = one.get(*name) == other.get(*name);
        differing += usize::from(!is_same);
        let second = if is_same { "the same".to_owned() } else { sum(&other, name) };
        rows.push([(*name).clone(), sum(&one, name), second]);
    }
    println!();
    table::print(["file", "SHA-256 of the first", "of the second"], &rows);
    if differing > 0 {
        bail!("{differing} of {} files differ: the build is not reproducible", names.len());
    }
    println!("\nall {} files are the same, byte for byte", names.len());
    Ok(())
}

/// The sum of each file below a folder, by its name there.
fn sums(folder: &Path) -> Result<BTreeMap<String, String>> {
    let named = |path: &PathBuf| -> Result<(String, String)> {
        let name = path.strip_prefix(folder).unwrap_or(path).to_string_lossy().replace('\\', "/");
        let bytes = std::fs::read(path).with_context(|| path.display().to_string())?;
        Ok((name, sha256(&bytes)))
    };
    sizes::files(folder)?.iter().map(named).collect()
}

#[cfg(test)]
mod tests {
    use super::compare;
    use anyhow::Result;

    #[test]
    fn a_file_that_differs_or_is_missing_fails() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-compare-{}", std::process::id()));
        let (one, other) = (folder.join("one"), folder.join("other"));
        for folder in [&one, &other] {
            std::fs::create_dir_all(folder.join("data"))?;
            std::fs::write(folder.join("data/a.csv"), "a")?;
        }
        let same = compare(&one, &other);
        std::fs::write(other.join("data/a.csv"), "b")?;
        let differs = compare(&one, &other).expect_err("another content").to_string();
        std::fs::write(other.join("data/a.csv"), "a")?;
        std::fs::write(one.join("b.js"), "b")?;
        let misses = compare(&one, &other).expect_err("a file more").to_string();
        std::fs::remove_dir_all(&folder)?;
        same?;
        assert!(differs.starts_with("1 of 1 files differ"), "{differs}");
        assert!(misses.starts_with("1 of 2 files differ"), "{misses}");
        Ok(())
    }
}
