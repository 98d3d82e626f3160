//! Builds the page into dist/.

use crate::root::{dist, root};
use crate::run::{cargo, output, run};
use crate::tools::Tools;
use crate::{installable, integrity, methods, paths, policy, sizes, split, stamp};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds the page and prints the sizes of its files. Gives back the page's folder.
pub fn build() -> Result<PathBuf> {
    let dist = build_quietly()?;
    sizes::print(&sizes::of(&dist)?)?;
    Ok(dist)
}

/// Builds the page without a word about sizes. Gives back the page's folder.
pub fn build_quietly() -> Result<PathBuf> {
    let tools = Tools::for_page()?;
    println!("building the page, a few minutes the first time");
    // Trunk builds offline, so that it never fetches tools of its own.
    run(cargo(["fetch"]).arg("--quiet"))?;
    let mut trunk = Command::new(tools.find("trunk")?);
    trunk.args(["build", "--release"]).current_dir(root()).env("PATH", tools.path()?);
    // Trunk reads "true" here, where everyone else reads "1".
    if std::env::var_os("NO_COLOR").is_some() {
        trunk.env("NO_COLOR", "true");
    }
    run(paths::same_in_wasm(&mut trunk)?)?;
    let dist = dist();
    split::split(&tools, &dist)?;
    paths::absent_from(&dist)?;
    stamp::stamp(&dist)?;
    methods::write(&dist)?;
    write_first_view(&dist)?;
    installable::write(&dist)?;
    Ok(dist)
}

/// The element of index.html that shows something before the program has arrived.
const FIRST_VIEW: &str = "<div id=\"boot\"></div>";

/// Writes the answers of the reference plan, as the engine computes them, into the page, and seals
/// its policy.
fn write_first_view(dist: &Path) -> Result<()> {
    let view = output(&mut cargo([
        "run",
        "--quiet",
        "--no-default-features",
        "--features",
        "first-view",
        "--bin",
        "first_view",
    ]))?;
    let view = String::from_utf8(view).context("first_view prints UTF-8")?;
    let page = dist.join("index.html");
    let html = std::fs::read_to_string(&page).with_context(|| page.display().to_string())?;
    let html = with_first_view(&policy::with_trusted_types(&html)?, &view)?;
    let script = sizes::named(dist, "app-", ".js")?;
    let html = integrity::with_import_map(&html, &script, &std::fs::read(dist.join(&script))?)?;
    let wasm = sizes::named(dist, "app-", "_bg.wasm")?;
    let html = integrity::with_checked_wasm(&html, &wasm, &std::fs::read(dist.join(&wasm))?)?;
    let html = policy::sealed(&html)?;
    std::fs::write(&page, html).with_context(|| page.display().to_string())
}

/// The page with this text where its first view goes.
fn with_first_view(html: &str, view: &str) -> Result<String> {
    let Some((before, after)) = html.split_once(FIRST_VIEW) else {
        bail!("index.html must hold {FIRST_VIEW}, where the answers of the reference plan go");
    };
    Ok(format!("{before}<div id=\"boot\">\n{view}</div>{after}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_view_goes_into_its_element() -> Result<()> {
        let html = with_first_view("<body><div id=\"boot\"></div></body>", "<p>7</p>\n")?;
        assert_eq!(html, "<body><div id=\"boot\">\n<p>7</p>\n</div></body>");
        assert!(with_first_view("<body></body>", "").is_err());
        Ok(())
    }
}
