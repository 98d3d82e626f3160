//! What is built in: licences, sources, duplicates and known faults, by cargo-deny and `deny.toml`.

use crate::root::root;
use crate::run::run;
use crate::tools;
use anyhow::{Context, Result};
use std::path::Path;
use std::process::Command;

/// Why faults could not be looked up.
pub const NO_DATABASE: &str = "the RustSec database is not in reach";

/// Checks everything; says loudly when the known faults could not be looked up.
pub fn deny() -> Result<()> {
    rules()?;
    if !advisories()? {
        println!("NOT CHECKED: no dependency was looked up for known faults: {NO_DATABASE}");
    }
    Ok(())
}

/// Licences, bans, duplicates and where packages come from; needs no network.
pub fn rules() -> Result<()> {
    let deny = tools::cargo_deny()?;
    run(command(&deny).args(["--offline", "check", "licenses", "bans", "sources"]))
}

/// Looks up each dependency for known faults. Gives back whether the database could be had.
pub fn advisories() -> Result<bool> {
    let deny = tools::cargo_deny()?;
    // A host that is not there is told after half a minute, and nobody is asked for a password.
    let fetched = command(&deny)
        .args(["fetch", "db"])
        .env("GIT_TERMINAL_PROMPT", "0")
        .env("GIT_HTTP_LOW_SPEED_LIMIT", "1")
        .env("GIT_HTTP_LOW_SPEED_TIME", "30")
        .status()
        .context("cannot start cargo-deny")?;
    if !fetched.success() {
        return Ok(false);
    }
    run(command(&deny).args(["check", "--disable-fetch", "advisories"]))?;
    Ok(true)
}

/// cargo-deny over the whole workspace.
fn command(deny: &Path) -> Command {
    let mut command = Command::new(deny);
    command.arg("--workspace").current_dir(root());
    command
}
