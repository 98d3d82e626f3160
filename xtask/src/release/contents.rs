//! What goes into the archives.

use super::archive::{File, Files};
use crate::root::{dist, root, target};
use crate::run::output;
use crate::sizes;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The licences of what others wrote.
pub const LICENSES: &str = "THIRD-PARTY-LICENSES.txt";
/// The folder of the page in its archive.
pub const SITE: &str = "site";
/// The shells that completions are for, with the names that they look for.
const SHELLS: [(&str, &str); 5] = [
    ("bash", "zoneplan.bash"),
    ("elvish", "zoneplan.elv"),
    ("fish", "zoneplan.fish"),
    ("powershell", "zoneplan.ps1"),
    ("zsh", "_zoneplan"),
];

/// The page as it is built, with how to put it on a host.
pub fn site(licenses: &str) -> Result<Files> {
    let mut files = with_licenses(licenses, &[("docs/deploy.md", "DEPLOY.md")])?;
    add_folder(&mut files, &dist(), SITE)?;
    Ok(files)
}

/// The command line with its manual pages and completions.
pub fn program(licenses: &str) -> Result<Files> {
    let own = [("README.md", "README.md"), ("CHANGELOG.md", "CHANGELOG.md")];
    let mut files = with_licenses(licenses, &own)?;
    let program = built();
    let name = format!("zoneplan{}", std::env::consts::EXE_SUFFIX);
    files.insert(name, File { bytes: read(&program)?, is_program: true });
    for (shell, name) in SHELLS {
        let bytes = output(Command::new(&program).args(["completions", shell]))?;
        files.insert(format!("completions/{name}"), File { bytes, is_program: false });
    }
    let pages = target().join("release-man1");
    if pages.exists() {
        std::fs::remove_dir_all(&pages)?;
    }
    output(Command::new(&program).args(["man", "--out"]).arg(&pages))?;
    add_folder(&mut files, &pages, "man/man1")?;
    Ok(files)
}

/// The program that cargo built.
fn built() -> PathBuf {
    target().join("release").join(format!("zoneplan{}", std::env::consts::EXE_SUFFIX))
}

/// Files of this repository with the licences, its own and those of others.
fn with_licenses(licenses: &str, own: &[(&str, &str)]) -> Result<Files> {
    let ours = ["LICENSE", "LICENSE-MIT", "LICENSE-APACHE"].map(|name| (name, name));
    let mut files = Files::new();
    for (path, name) in ours.iter().chain(own) {
        files.insert((*name).to_owned(), File { bytes: read(&root().join(path))?, is_program: false });
    }
    let bytes = licenses.as_bytes().to_vec();
    files.insert(LICENSES.to_owned(), File { bytes, is_program: false });
    Ok(files)
}

/// Adds every file below a folder under another name.
fn add_folder(files: &mut Files, folder: &Path, name: &str) -> Result<()> {
    for path in sizes::files(folder)? {
        let inside = path.strip_prefix(folder).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        files.insert(format!("{name}/{inside}"), File { bytes: read(&path)?, is_program: false });
    }
    Ok(())
}

fn read(path: &Path) -> Result<Vec<u8>> {
    std::fs::read(path).with_context(|| path.display().to_string())
}
