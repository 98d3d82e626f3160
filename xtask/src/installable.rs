//! Tells the page's service worker which files there are to keep, and the page which version it is.

use crate::{integrity, sizes};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::Path;

/// The worker that browsers keep the page with.
pub const WORKER: &str = "service_worker.js";
/// Where its lists and its version go.
const PLACES: [&str; 3] = ["/*HASHED*/", "/*OTHERS*/", "%VERSION%"];
/// The page, which says its version here.
const PAGE: &str = "index.html";
const ITS_VERSION: &str = "data-version=\"";

/// Writes the lists of files in `dist` into its service worker, and a version that changes with them
/// into worker and page.
pub fn write(dist: &Path) -> Result<()> {
    let mut files = BTreeMap::new();
    for path in sizes::files(dist)? {
        let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        if name != WORKER {
            files.insert(name, std::fs::read(&path).with_context(|| path.display().to_string())?);
        }
    }
    let hashed = files.iter().filter(|(name, _)| is_hashed(name));
    let hashed = hashed.map(|(name, bytes)| format!("\"{name}\": \"{}\"", integrity::of(bytes)));
    let others = files.keys().filter(|name| !is_hashed(name)).map(|name| format!("\"{name}\""));
    let [hashed, others] = [hashed.collect::<Vec<_>>(), others.collect()].map(|list| list.join(", "));
    let path = dist.join(WORKER);
    let script = std::fs::read_to_string(&path).with_context(|| path.display().to_string())?;
    let version = version(&files);
    let filled = filled(&script, &[&hashed, &others, &version])?;
    std::fs::write(&path, filled).with_context(|| path.display().to_string())?;
    let html = String::from_utf8_lossy(files.get(PAGE).with_context(|| format!("there is no {PAGE}"))?);
    let (before, after) =
        split_at_version(&html).with_context(|| format!("{PAGE} must say {ITS_VERSION}\" of <html>"))?;
    std::fs::write(dist.join(PAGE), format!("{before}{version}{after}")).context(PAGE)
}

/// The page before and after its version.
fn split_at_version(html: &str) -> Option<(&str, &str)> {
    let begin = html.find(ITS_VERSION)? + ITS_VERSION.len();
    let end = begin + html[begin..].find('"')?;
    Some((&html[..begin], &html[end..]))
}

/// What a version is made of: of the page, what is there beside its version.
fn without_version<'a>(name: &str, bytes: &'a [u8]) -> Cow<'a, [u8]> {
    let parts = std::str::from_utf8(bytes).ok().filter(|_| name == PAGE).and_then(split_at_version);
    parts.map_or(Cow::Borrowed(bytes), |(before, after)| Cow::Owned([before, after].concat().into_bytes()))
}

/// Sixteen hexadecimal digits that change with any file.
pub fn version(files: &BTreeMap<String, Vec<u8>>) -> String {
    let mut hasher = Sha256::new();
    for (name, bytes) in files {
        hasher.update(name.as_bytes());
        hasher.update(Sha256::digest(without_version(name, bytes)));
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// Whether a name changes with what is in the file: it holds a hash of sixteen hexadecimal digits.
pub fn is_hashed(name: &str) -> bool {
    const DIGITS: usize = 16;
    let stem = name.rsplit('/').next().unwrap_or(name);
    let is_hash = |part: &str| part.len() == DIGITS && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    stem.split(['-', '_', '.']).any(is_hash)
}

/// What a service worker keeps.
pub struct Listed {
    /// The names of the files.
    pub files: Vec<String>,
    /// Their version.
    pub version: String,
}

/// What the build wrote into a service worker.
pub fn listed(script: &str) -> Result<Listed> {
    let line = |name: &str| {
        let line = script.lines().find_map(|line| line.strip_prefix(&format!("const {name} = ")));
        line.with_context(|| format!("{WORKER} says nothing of {name}"))
    };
    let quoted = |line: &str| line.split('"').skip(1).step_by(2).map(str::to_owned).collect::<Vec<_>>();
    // Each hash stands behind its name.
    let hashed = quoted(line("HASHED")?).into_iter().step_by(2).collect();
    let files = [hashed, quoted(line("OTHERS")?)].concat();
    let version = quoted(line("VERSION")?).pop().context("a version")?;
    Ok(Listed { files, version })
}

/// The worker with its lists and its version in their places.
fn filled(script: &str, with: &[&str; 3]) -> Result<String> {
    let mut filled = script.to_owned();
    for (place, text) in PLACES.iter().zip(with) {
        if filled.matches(place).count() != 1 {
            bail!("{WORKER} must hold {place} once, for the build to fill in");
        }
        filled = filled.replace(place, text);
    }
    Ok(filled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_that_change_with_their_content_are_known() {
        for name in
            ["app-3c49cb319fffc03e_bg.wasm", "zoneplan-b200bc7719a576e3.css", "worker-6b212b218098ab86.js"]
        {
            assert!(is_hashed(name), "{name}");
        }
        for name in ["index.html", "data/prices/aws/eu-central-1.csv", "icons/icon-192.png"] {
            assert!(!is_hashed(name), "{name}");
        }
    }

    #[test]
    fn every_file_is_listed_and_the_version_changes_with_any_of_them() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-installable-{}", std::process::id()));
        std::fs::create_dir_all(folder.join("data"))?;
        let written = |content: &str| -> Result<Listed> {
            std::fs::write(folder.join(WORKER), include_str!("../../public/service_worker.js"))?;
            std::fs::write(folder.join("app-3c49cb319fffc03e.js"), "1")?;
            std::fs::write(folder.join(PAGE), "<html data-version=\"\">")?;
            std::fs::write(folder.join("data/a.csv"), content)?;
            write(&folder)?;
            listed(&std::fs::read_to_string(folder.join(WORKER))?)
        };
        let (one, other) = (written("a")?, written("b")?);
        let page = std::fs::read(folder.join(PAGE))?;
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(one.files, ["app-3c49cb319fffc03e.js", "data/a.csv", PAGE]);
        assert_ne!(one.version, other.version);
        assert_eq!(String::from_utf8_lossy(&page), format!("<html data-version=\"{}\">", other.version));
        // A site that is checked has its version in the page.
        let there = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_owned());
        let files = [there("app-3c49cb319fffc03e.js", b"1"), there("data/a.csv", b"b"), there(PAGE, &page)];
        assert_eq!(version(&files.into()), other.version);
        Ok(())
    }
}
