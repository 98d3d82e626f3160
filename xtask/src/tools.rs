//! The tools that build the page, in the versions that this repository is built with.
//!
//! A tool on PATH in the right version is used. Otherwise it is installed once into a cache
//! folder: `$ZONEPLAN_CACHE`, or `zoneplan` in the platform's own cache folder.

use crate::paths::sysroot;
use crate::root::root;
use crate::run::{cargo, run};
use anyhow::{Context, Result, bail};
use std::collections::BTreeMap;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;

/// The target that pages are compiled for.
pub const WASM: &str = "wasm32-unknown-unknown";

const TRUNK: &str = "0.21.14";
const BINARYEN: &str = "132.0.0";
const GECKODRIVER: &str = "0.37.1";
const AXE: &str = "4.14.1";
const CARGO_FUZZ: &str = "0.13.2";
const CARGO_DENY: &str = "0.20.2";
/// Lighthouse, for measuring alone.
const LIGHTHOUSE: &str = "12.8.2";

/// How one tool is recognised and installed.
struct Tool {
    /// The package that holds it.
    package: &'static str,
    version: String,
    /// Its programs: the first is asked for its version.
    programs: &'static [&'static str],
    /// What `--version` prints when it is the right one.
    answer: String,
    source: Source,
    /// What to expect of the installation.
    patience: &'static str,
}

/// Where a tool comes from.
enum Source {
    /// crates.io, compiled here with these arguments.
    Cargo(&'static [&'static str]),
    /// The npm registry.
    Npm,
}

/// The folders that hold the tools which are not on PATH.
#[derive(Debug, Default)]
pub struct Tools {
    folders: Vec<PathBuf>,
}

impl Tools {
    /// Finds the tools that build the page; installs what is missing.
    pub fn for_page() -> Result<Self> {
        ensure_wasm_target()?;
        let mut tools = Self::default();
        for tool in [trunk(), wasm_bindgen()?, wasm_opt()] {
            tools.folders.extend(tool.ensure()?);
        }
        Ok(tools)
    }

    /// Finds the tools that run the tests in wasm; installs what is missing.
    pub fn for_wasm_tests() -> Result<Self> {
        ensure_wasm_target()?;
        Ok(Self { folders: wasm_bindgen()?.ensure()?.into_iter().collect() })
    }

    /// Finds the tool that builds fuzz targets; installs it where it is missing.
    pub fn for_fuzzing() -> Result<Self> {
        Ok(Self { folders: cargo_fuzz().ensure()?.into_iter().collect() })
    }

    /// PATH with the tools' folders first.
    pub fn path(&self) -> Result<OsString> {
        let inherited = std::env::var_os("PATH").unwrap_or_default();
        let folders = self.folders.iter().cloned().chain(std::env::split_paths(&inherited));
        std::env::join_paths(folders).context("a folder on PATH cannot be passed on")
    }

    /// The tool of this name, found as a shell would.
    pub fn find(&self, name: &str) -> Result<PathBuf> {
        find_in(&self.path()?, name).with_context(|| format!("{name} is not where it was installed"))
    }
}

/// Installs what all checks need beside the work of the first of them, in the order in which it is
/// needed. What cannot be had is told by the check that needs it.
pub fn install_beside() {
    thread::spawn(|| {
        let compiled =
            [Ok(of_cargo_deny()), Ok(cargo_fuzz()), wasm_bindgen(), Ok(of_geckodriver()), Ok(trunk())];
        for tool in compiled.into_iter().flatten() {
            let _ = tool.ensure();
        }
    });
}

/// What keeps two from installing one package at once.
fn turn_for(package: &'static str) -> Arc<Mutex<()>> {
    static TURNS: Mutex<BTreeMap<&str, Arc<Mutex<()>>>> = Mutex::new(BTreeMap::new());
    let mut turns = TURNS.lock().unwrap_or_else(PoisonError::into_inner);
    Arc::clone(turns.entry(package).or_default())
}

/// Makes sure that rustc can compile for wasm.
pub fn ensure_wasm_target() -> Result<()> {
    if sysroot()?.join("lib").join("rustlib").join(WASM).is_dir() {
        return Ok(());
    }
    println!("installing the Rust target {WASM}, a few seconds, once");
    run(Command::new("rustup").args(["target", "add", WASM]).current_dir(root()))
        .with_context(|| format!("rustc lacks the target {WASM}: add it with `rustup target add {WASM}`"))
}

/// Makes sure that this toolchain has rustfmt and clippy.
pub fn ensure_components() -> Result<()> {
    for component in ["fmt", "clippy"] {
        let found = cargo([component, "--version"]).stdout(Stdio::null()).stderr(Stdio::null()).status();
        if found.is_ok_and(|status| status.success()) {
            continue;
        }
        let name = if component == "fmt" { "rustfmt" } else { component };
        println!("installing {name}, a few seconds, once");
        run(Command::new("rustup").args(["component", "add", name]).current_dir(root()))
            .with_context(|| format!("{name} is missing: add it with `rustup component add {name}`"))?;
    }
    Ok(())
}

/// A package of crates.io, built as its lock file has it, that is one program of its name.
fn of_cargo(name: &'static [&'static str; 1], version: &str, patience: &'static str) -> Tool {
    let [package] = *name;
    Tool {
        package,
        version: version.to_owned(),
        programs: name,
        answer: format!("{package} {version}"),
        source: Source::Cargo(&["--locked"]),
        patience,
    }
}

fn trunk() -> Tool {
    Tool {
        package: "trunk",
        version: TRUNK.to_owned(),
        programs: &["trunk"],
        answer: format!("trunk {TRUNK}"),
        source: Source::Cargo(&["--locked", "--no-default-features", "--features", "rustls"]),
        patience: "about 6 minutes",
    }
}

/// wasm-bindgen's command line, which must equal the library of Cargo.lock.
fn wasm_bindgen() -> Result<Tool> {
    let lock = std::fs::read_to_string(root().join("Cargo.lock")).context("Cargo.lock")?;
    let version = locked_version(&lock, "wasm-bindgen").context("Cargo.lock names no wasm-bindgen")?;
    Ok(Tool {
        package: "wasm-bindgen-cli",
        version: version.to_owned(),
        programs: &["wasm-bindgen", "wasm-bindgen-test-runner"],
        answer: format!("wasm-bindgen {version}"),
        // Without --locked: its lock file names versions that are gone from the registry.
        source: Source::Cargo(&["--no-default-features"]),
        patience: "about 3 minutes",
    })
}

fn cargo_fuzz() -> Tool {
    of_cargo(&["cargo-fuzz"], CARGO_FUZZ, "about a minute")
}

fn wasm_opt() -> Tool {
    let (major, _) = BINARYEN.split_once('.').unwrap_or((BINARYEN, ""));
    Tool {
        package: "binaryen",
        version: BINARYEN.to_owned(),
        programs: &["wasm-opt"],
        answer: format!("wasm-opt version {major}"),
        source: Source::Npm,
        patience: "a few seconds",
    }
}

impl Tool {
    /// The folder to add to PATH, or `None` where PATH has the tool already.
    fn ensure(&self) -> Result<Option<PathBuf>> {
        let turn = turn_for(self.package);
        let _mine = turn.lock().unwrap_or_else(PoisonError::into_inner);
        let path = std::env::var_os("PATH").unwrap_or_default();
        if self.answers_in(&path) {
            return Ok(None);
        }
        let home = cache_folder()?.join("tools").join(format!("{}-{}", self.package, self.version));
        let programs = self.programs_folder(&home);
        if !self.answers_in(programs.as_os_str()) {
            self.install(&home)?;
        }
        if !self.answers_in(programs.as_os_str()) {
            bail!("{} was installed but does not run: delete {} and try again", self.package, home.display());
        }
        Ok(Some(programs))
    }

    /// Its first program; installs it where it is missing.
    fn program(&self) -> Result<PathBuf> {
        Tools { folders: self.ensure()?.into_iter().collect() }.find(self.programs[0])
    }

    /// Whether all programs are found on `path` and the first is of the right version.
    fn answers_in(&self, path: &std::ffi::OsStr) -> bool {
        let found: Option<Vec<PathBuf>> = self.programs.iter().map(|name| find_in(path, name)).collect();
        let Some(first) = found.as_ref().and_then(|programs| programs.first()) else {
            return false;
        };
        let Ok(output) = Command::new(first).arg("--version").stderr(Stdio::null()).output() else {
            return false;
        };
        let printed = String::from_utf8_lossy(&output.stdout);
        let rest = printed.trim().strip_prefix(&self.answer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n']))
    }

    /// The folder of the programs in an installation at `home`.
    fn programs_folder(&self, home: &Path) -> PathBuf {
        match self.source {
            Source::Cargo(_) => home.join("bin"),
            Source::Npm => home.join("node_modules").join(".bin"),
        }
    }

    /// Installs beside `home` and renames at the end: what is at `home` is always complete.
    fn install(&self, home: &Path) -> Result<()> {
        println!("installing {} {}, {}, once", self.package, self.version, self.patience);
        let partial = home.with_file_name(format!("{}-{}.partial", self.package, self.version));
        for leftover in [&partial, &home.to_owned()] {
            if leftover.exists() {
                std::fs::remove_dir_all(leftover)
                    .with_context(|| format!("cannot clear {}", leftover.display()))?;
            }
        }
        std::fs::create_dir_all(&partial).with_context(|| format!("cannot create {}", partial.display()))?;
        let package = format!("{}@{}", self.package, self.version);
        let installed = match self.source {
            Source::Cargo(arguments) => run(cargo(["install", "--quiet", &package, "--root"])
                .arg(&partial)
                .args(arguments)
                // A quick build serves: these tools run for seconds.
                .env("CARGO_PROFILE_RELEASE_LTO", "off")
                .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
                .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
                .env_remove("CARGO_TARGET_DIR")
                .env_remove("RUSTFLAGS")),
            Source::Npm => npm_install(&package, &partial),
        };
        installed.with_context(|| {
            format!("{package} could not be installed: is the package registry in reach? A {} {} on PATH serves as well", self.programs[0], self.version)
        })?;
        std::fs::rename(&partial, home).with_context(|| format!("cannot rename {}", partial.display()))
    }
}

/// The program that drives Firefox; installs it where it is missing.
pub fn geckodriver() -> Result<PathBuf> {
    of_geckodriver().program()
}

fn of_geckodriver() -> Tool {
    of_cargo(&["geckodriver"], GECKODRIVER, "about 2 minutes")
}

/// The checker of licences and duplicates; installs it where it is missing.
pub fn cargo_deny() -> Result<PathBuf> {
    of_cargo_deny().program()
}

fn of_cargo_deny() -> Tool {
    of_cargo(&["cargo-deny"], CARGO_DENY, "about 3 minutes")
}

/// The checker of accessibility that journeys run in the page; installs it where it is missing.
pub fn axe() -> Result<PathBuf> {
    let home = cache_folder()?.join("tools").join(format!("axe-core-{AXE}"));
    let script = home.join("node_modules").join("axe-core").join("axe.min.js");
    if !script.is_file() {
        println!("installing axe-core {AXE}, a few seconds, once");
        npm_install(&format!("axe-core@{AXE}"), &home).with_context(|| {
            format!("axe-core {AXE} could not be installed: is the package registry in reach?")
        })?;
    }
    Ok(script)
}

/// Lighthouse, which judges the page as a phone loads it; installs it where it is missing.
pub fn lighthouse() -> Result<PathBuf> {
    let home = cache_folder()?.join("tools").join(format!("lighthouse-{LIGHTHOUSE}"));
    let program = home.join("node_modules").join(".bin").join("lighthouse");
    if !program.is_file() {
        println!("installing Lighthouse {LIGHTHOUSE}, half a minute, once");
        npm_install(&format!("lighthouse@{LIGHTHOUSE}"), &home).with_context(|| {
            format!("Lighthouse {LIGHTHOUSE} could not be installed: is the package registry in reach?")
        })?;
    }
    Ok(program)
}

/// Installs a package of the npm registry below a folder.
fn npm_install(package: &str, folder: &Path) -> Result<()> {
    let npm = find_npm()?;
    run(Command::new(npm)
        .args(["install", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix"])
        .arg(folder)
        .arg(package))
}

/// npm, from PATH or, where that is possible, from the system's packages.
fn find_npm() -> Result<PathBuf> {
    let on_path = || find_in(&std::env::var_os("PATH").unwrap_or_default(), "npm");
    if let Some(npm) = on_path() {
        return Ok(npm);
    }
    apt_install(&["nodejs", "npm"])?;
    on_path().with_context(|| {
        format!("npm is missing: install Node.js, or put wasm-opt {BINARYEN} (binaryen) on PATH")
    })
}

/// Installs system packages where apt-get is there and may be used; does nothing elsewhere.
///
/// Errors: apt-get was tried and failed.
pub fn apt_install(packages: &[&str]) -> Result<()> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let Some(apt) = find_in(&path, "apt-get") else {
        return Ok(());
    };
    let quiet = |command: &mut Command| command.stderr(Stdio::null()).output().ok();
    let is_root = quiet(Command::new("id").arg("-u")).is_some_and(|id| id.stdout.trim_ascii() == b"0");
    let may_sudo = !is_root
        && quiet(Command::new("sudo").args(["-n", "true"])).is_some_and(|sudo| sudo.status.success());
    if !is_root && !may_sudo {
        return Ok(());
    }
    println!("installing {} with apt-get, about a minute, once", packages.join(" and "));
    let apt_get = |arguments: &[&str]| {
        let mut command = if is_root { Command::new(&apt) } else { Command::new("sudo") };
        if may_sudo {
            command.args(["-n", "apt-get"]);
        }
        run(command.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    apt_get(&["update", "--quiet"])?;
    apt_get(&[&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat())
}

/// The program of this name in the folders of `path`.
pub fn find_in(path: &std::ffi::OsStr, name: &str) -> Option<PathBuf> {
    let names: Vec<String> = if cfg!(windows) {
        ["exe", "cmd", "bat"].map(|extension| format!("{name}.{extension}")).into()
    } else {
        vec![name.to_owned()]
    };
    std::env::split_paths(path)
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|candidate| candidate.is_file())
}

/// The folder that keeps installed tools between calls.
fn cache_folder() -> Result<PathBuf> {
    let folder = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    if let Some(cache) = folder("ZONEPLAN_CACHE") {
        return Ok(cache);
    }
    let platform = if cfg!(windows) {
        folder("LOCALAPPDATA")
    } else if cfg!(target_os = "macos") {
        folder("HOME").map(|home| home.join("Library").join("Caches"))
    } else {
        folder("XDG_CACHE_HOME").or_else(|| folder("HOME").map(|home| home.join(".cache")))
    };
    let platform = platform.context("no cache folder is known here: name one in ZONEPLAN_CACHE")?;
    Ok(platform.join("zoneplan"))
}

/// The version of a package in the text of Cargo.lock.
fn locked_version<'a>(lock: &'a str, package: &str) -> Option<&'a str> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines.nth(1)?.strip_prefix("version = \"")?.strip_suffix('"')
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_version_is_that_of_the_package_with_the_whole_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-macro\"\nversion = \"1.0.0\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen"), Some("0.2.130"));
        assert_eq!(locked_version(lock, "wasm"), None);
    }
}
