//! Builds the page into dist/.

use crate::root::{dist, root};
use crate::run::{cargo, run};
use crate::tools::Tools;
use crate::{sizes, stamp};
use anyhow::Result;
use std::path::PathBuf;
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
    run(&mut trunk)?;
    let dist = dist();
    stamp::stamp_workers(&dist)?;
    Ok(dist)
}
