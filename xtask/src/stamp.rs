//! Gives the workers' files, and the script that keeps the page in the browser, names that change
//! with their content.
//!
//! Trunk does so for the page's own files but not for a worker's, because the page spawns the
//! worker by name. Without it a browser could pair a new page with an old worker from its cache.
//! The page reads the names from the attributes `data-worker`, `data-importer` and `data-decider`
//! of `<html>`. A worker is one script that loads its wasm: it imports no other, which a policy of
//! Trusted Types would refuse.

use crate::{integrity, sizes};
use anyhow::{Context, Result, bail};
use sha2::{Digest, Sha256};
use std::path::Path;

/// The workers of the page, as their files and the attributes of `<html>` name them.
pub const WORKERS: [&str; 3] = ["worker", "importer", "decider"];

/// Begins what starts a worker, the wasm comes next.
pub const START: &str = "wasm_bindgen({ module_or_path: ";

/// Ends what starts a worker. The page hears of errors, and not of promises that are broken.
pub const END: &str = " })\n  .catch((error) => setTimeout(() => { throw error; }));\n";

/// Gives the files in `dist` their names, and has the page say them.
pub fn stamp(dist: &Path) -> Result<()> {
    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let html = stamp_looks(dist, html)?;
    let html = stamp_workers(dist, html)?;
    let html = stamp_installer(dist, &html)?;
    std::fs::write(&page, html).with_context(|| page.display().to_string())
}

/// Renames the workers' files in `dist`; the page with their names.
fn stamp_workers(dist: &Path, mut html: String) -> Result<String> {
    for worker in WORKERS {
        let read =
            |name: &str| std::fs::read(dist.join(name)).with_context(|| format!("the build made no {name}"));
        let (script, wasm) = (read(&format!("{worker}.js"))?, read(&format!("{worker}_bg.wasm"))?);
        let id = short_hash(&[&script, &wasm]);

        let plain = format!(r#"data-{worker}="{worker}_loader.js""#);
        if !html.contains(&plain) {
            bail!("index.html must say {plain} in its <html> tag, so that the page finds its worker");
        }
        html = html.replace(&plain, &format!(r#"data-{worker}="{worker}-{id}_loader.js""#));
        let fetched = integrity::fetched(&format!("{worker}-{id}_bg.wasm"), &wasm);
        let mut loader = script;
        loader.extend(format!("\n{START}{fetched}{END}").bytes());
        std::fs::write(dist.join(format!("{worker}-{id}_loader.js")), loader)?;
        std::fs::remove_file(dist.join(format!("{worker}.js")))?;
        let stamped = dist.join(format!("{worker}-{id}_bg.wasm"));
        std::fs::rename(dist.join(format!("{worker}_bg.wasm")), stamped)?;
        std::fs::remove_file(dist.join(format!("{worker}_loader.js")))?;
    }
    Ok(html)
}

/// What trunk names by its content: how the names begin and end. Zeros that such a hash begins with are
/// not in the name, so that it would not be known as one.
const NAMED_BY_TRUNK: [(&str, &str); 2] = [("zoneplan-", ".css"), ("icon-", ".svg")];

/// Renames the style sheet and the icon by their content; the page with their names.
fn stamp_looks(dist: &Path, mut html: String) -> Result<String> {
    for (begin, end) in NAMED_BY_TRUNK {
        let name = sizes::named(dist, begin, end)?;
        if !html.contains(&name) {
            bail!("index.html must name {name}");
        }
        let bytes = std::fs::read(dist.join(&name)).with_context(|| name.clone())?;
        let stamped = format!("{begin}{}{end}", short_hash(&[&bytes]));
        std::fs::rename(dist.join(&name), dist.join(&stamped))?;
        html = html.replace(&name, &stamped);
    }
    Ok(html)
}

/// The script that keeps the page in the browser.
const INSTALLER: &str = "install.js";

/// Renames the script that keeps the page in the browser; the page with its name and what must be in it.
fn stamp_installer(dist: &Path, html: &str) -> Result<String> {
    let script =
        std::fs::read(dist.join(INSTALLER)).with_context(|| format!("the build made no {INSTALLER}"))?;
    let stamped = format!("install-{}.js", short_hash(&[&script]));
    let plain = format!("src=\"{INSTALLER}\"");
    if !html.contains(&plain) {
        bail!("index.html must say {plain}, so that it finds what keeps the page in the browser");
    }
    let with = format!("src=\"{stamped}\" integrity=\"{}\"", integrity::of(&script));
    std::fs::rename(dist.join(INSTALLER), dist.join(stamped))?;
    Ok(html.replace(&plain, &with))
}

/// Sixteen hexadecimal digits that stand for the content.
pub fn short_hash(parts: &[&[u8]]) -> String {
    let mut hasher = Sha256::new();
    for part in parts {
        hasher.update(part);
    }
    hasher.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::installable::is_hashed;

    #[test]
    fn names_by_trunk_that_lack_a_zero_become_names_with_a_hash() -> Result<()> {
        let folder = std::env::temp_dir().join(format!("zoneplan-looks-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let short = ["zoneplan-93029df49f0151c.css", "icon-e3b3e13ae0f879.svg"];
        for name in short {
            std::fs::write(folder.join(name), name)?;
            assert!(!is_hashed(name), "{name}");
        }
        let html = stamp_looks(&folder, short.join(" "))?;
        let contents = html.split(' ').map(|name| std::fs::read_to_string(folder.join(name)));
        let contents = contents.collect::<Result<Vec<_>, _>>();
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(contents?, short, "under the names that the page says");
        assert!(html.split(' ').all(is_hashed), "{html}");
        Ok(())
    }
}
