//! Keeps the paths of the machine that builds out of what is handed out.
//!
//! A panic names the file that it comes from. Without this the page would hold the folder in which
//! cargo keeps its packages, and two machines would build two different pages.

use crate::root::root;
use crate::sizes;
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The variable in which cargo takes flags for rustc; it goes before the flags of all files.
const VARIABLE: &str = "CARGO_ENCODED_RUSTFLAGS";
/// What stands between two flags there.
const BETWEEN: &str = "\u{1f}";

/// Has cargo compile for the page with the flags of `.cargo/config.toml`, and with the same paths
/// on every machine.
pub fn same_in_wasm(command: &mut Command) -> Result<&mut Command> {
    let config = root().join(".cargo").join("config.toml");
    let config = std::fs::read_to_string(&config).with_context(|| config.display().to_string())?;
    Ok(command.env(VARIABLE, [flags_of(&config)?, renamed()?].concat().join(BETWEEN)))
}

/// Has cargo compile for this machine with the same paths on every machine.
pub fn same_here(command: &mut Command) -> Result<&mut Command> {
    Ok(command.env(VARIABLE, renamed()?.join(BETWEEN)))
}

/// The one list of flags in the text of `.cargo/config.toml`.
fn flags_of(config: &str) -> Result<Vec<String>> {
    let lists: Vec<&str> = config.lines().filter_map(|line| line.strip_prefix("rustflags = ")).collect();
    let [list] = lists.as_slice() else {
        bail!(".cargo/config.toml must have one line of rustflags, found {}", lists.len());
    };
    serde_json::from_str(list).context("rustflags of .cargo/config.toml must be a list of texts on one line")
}

/// Flags that give each folder of this machine a name which is the same everywhere. Of several that
/// fit rustc takes the last.
fn renamed() -> Result<Vec<String>> {
    let home = cargo_home()?;
    let mut renamed = vec![(home.clone(), "/cargo"), (sysroot()?, "/rust"), (root(), "/zoneplan")];
    // The folder of packages is named after the registry's address, which may be a mirror's.
    let packages = home.join("registry").join("src");
    if packages.is_dir() {
        for entry in std::fs::read_dir(&packages).with_context(|| packages.display().to_string())? {
            renamed.push((entry?.path(), "/crates"));
        }
    }
    Ok(renamed.iter().map(|(path, name)| format!("--remap-path-prefix={}={name}", path.display())).collect())
}

/// Where cargo keeps packages.
pub fn cargo_home() -> Result<PathBuf> {
    if let Some(home) = std::env::var_os("CARGO_HOME").filter(|home| !home.is_empty()) {
        return Ok(home.into());
    }
    Ok(home()?.join(".cargo"))
}

fn home() -> Result<PathBuf> {
    std::env::home_dir().context("this user has no home folder: name cargo's in CARGO_HOME")
}

/// Where this toolchain is.
pub fn sysroot() -> Result<PathBuf> {
    let output = Command::new("rustc").args(["--print", "sysroot"]).current_dir(root()).output();
    let printed = output.context("cannot start rustc: install Rust from https://rustup.rs")?.stdout;
    Ok(PathBuf::from(String::from_utf8_lossy(&printed).trim()))
}

/// Fails where a program or script in `dist` names a folder of this machine, or of anyone's home.
pub fn absent_from(dist: &Path) -> Result<()> {
    let mut wanted: Vec<String> = ["/home/", "/root/", "/Users/", "\\Users\\"].map(str::to_owned).into();
    for folder in [root(), cargo_home()?, home()?, sysroot()?] {
        wanted.push(format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR));
    }
    for path in sizes::files(dist)? {
        let is_program = path.extension().is_some_and(|ending| ending == "wasm" || ending == "js");
        if is_program && let Some(found) = first_path(&std::fs::read(&path)?, &wanted) {
            bail!("{} names a path of the machine that built it: {found}", crate::root::shown(&path));
        }
    }
    Ok(())
}

/// The first of the wanted texts in `bytes`, with what follows it.
fn first_path(bytes: &[u8], wanted: &[String]) -> Option<String> {
    const SHOWN: usize = 80;
    let place = |text: &String| bytes.windows(text.len()).position(|window| window == text.as_bytes());
    let begin = wanted.iter().find_map(place)?;
    let end = bytes.len().min(begin + SHOWN);
    Some(String::from_utf8_lossy(&bytes[begin..end]).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_keeps_the_flags_of_the_configuration() -> Result<()> {
        assert_eq!(flags_of("[target.a]\nrustflags = [\"--cfg\", \"b\"]\n")?, ["--cfg", "b"]);
        assert!(flags_of("[build]\n").is_err(), "none");
        assert!(flags_of("rustflags = [\"a\"]\nrustflags = [\"b\"]\n").is_err(), "two");
        Ok(())
    }

    #[test]
    fn a_path_in_a_program_is_found_with_what_follows() {
        let wanted = ["/home/".to_owned()];
        assert_eq!(
            first_path(b"\0panicked at /home/me/src/lib.rs", &wanted).as_deref(),
            Some("/home/me/src/lib.rs")
        );
        assert_eq!(first_path(b"/crates/serde_json/src/lib.rs", &wanted), None);
    }
}
