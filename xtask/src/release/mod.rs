//! Makes what is handed out of a version, and checks it as a user gets it.

mod archive;
mod contents;
mod notes;
mod verify;

use crate::root::{root, shown, target};
use crate::run::{cargo, output, run};
use crate::sums::sha256;
use crate::supply::{bill, inventory, notices};
use crate::tools::Tools;
use crate::{offline, paths, reproduce, sizes, table};
use anyhow::{Context, Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The list of sums, as `sha256sum --check` reads it.
const SUMS: &str = "SHA256SUMS";

/// How a release is made.
#[derive(clap::Args)]
pub struct Options {
    /// Go on with files that are not committed: the release is of no commit
    #[arg(long)]
    dirty: bool,
    /// Build the page a second time in another folder first, and refuse if it differs
    #[arg(long)]
    reproduce: bool,
}

/// The version, its commit and the platform.
struct Version {
    number: String,
    /// Seconds since 1970 of the commit: the time of every file in an archive.
    seconds: u64,
    /// The same as text.
    time: String,
    /// The platform of the command line, as rustc names it.
    platform: String,
}

/// Builds everything into `target/release-files`, writes sums, and checks the files.
pub fn release(options: &Options) -> Result<()> {
    refuse_changes(options.dirty)?;
    let version = version()?;
    if options.reproduce {
        reproduce::reproduce(None)?;
    }
    let offline = offline::offline()?;
    println!("\nbuilding the command line");
    run(paths::same_here(&mut cargo(["build", "--locked", "--release", "--bin", "zoneplan"]))?)?;

    let folder = target().join("release-files");
    if folder.exists() {
        std::fs::remove_dir_all(&folder)?;
    }
    std::fs::create_dir_all(&folder)?;
    write(&folder, &version, &offline)?;
    write_sums(&folder)?;
    verify::verify(&folder, &version)?;
    print(&folder)
}

/// Writes every file but the sums.
fn write(folder: &Path, version: &Version, offline: &Path) -> Result<()> {
    let put = |name: &str, bytes: &[u8]| {
        std::fs::write(folder.join(name), bytes).with_context(|| format!("cannot write {name}"))
    };
    std::fs::copy(offline, folder.join("zoneplan-offline.html")).context("the offline file")?;
    let (program, page) = (inventory::of(inventory::COMMAND_LINE)?, inventory::of(inventory::PAGE)?);
    let built = bill::Built { commit_time: version.time.clone(), tools: tools()? };
    for (product, packages) in [(inventory::COMMAND_LINE, &program), (inventory::PAGE, &page)] {
        put(
            &format!("{}-{}.cdx.json", product.name, version.number),
            bill::of(product, packages, &built)?.as_bytes(),
        )?;
    }
    let licenses = notices::of(&[&program, &page])?;
    put(contents::LICENSES, licenses.as_bytes())?;
    let changes = std::fs::read_to_string(root().join("CHANGELOG.md")).context("CHANGELOG.md")?;
    put("RELEASE_NOTES.md", notes::of(&changes, &version.number)?.as_bytes())?;
    for (name, files) in
        [(version.site(), contents::site(&licenses)?), (version.program(), contents::program(&licenses)?)]
    {
        put(&format!("{name}.tar.gz"), &archive::packed(&name, &files, version.seconds)?)?;
    }
    Ok(())
}

/// Writes the sum of each file.
fn write_sums(folder: &Path) -> Result<()> {
    let mut sums = String::new();
    for path in sizes::files(folder)? {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        sums.push_str(&format!("{}  {name}\n", sha256(&std::fs::read(&path)?)));
    }
    std::fs::write(folder.join(SUMS), sums).context(SUMS)
}

fn print(folder: &Path) -> Result<()> {
    let row = |path: &PathBuf| -> Result<[String; 3]> {
        let bytes = std::fs::read(path)?;
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        Ok([name, table::grouped(bytes.len() as u64), sha256(&bytes)])
    };
    let rows = sizes::files(folder)?.iter().map(row).collect::<Result<Vec<_>>>()?;
    println!("\n{}\n", shown(folder));
    table::print(["file", "bytes", "SHA-256"], &rows);
    Ok(())
}

/// Fails where a file is not as its commit has it.
fn refuse_changes(may_be_dirty: bool) -> Result<()> {
    let changed = String::from_utf8(git(&["status", "--porcelain"])?).context("git status")?;
    if changed.is_empty() {
        return Ok(());
    }
    if !may_be_dirty {
        bail!("these files are not as committed; commit them, or say --dirty for a trial:\n{changed}");
    }
    println!("NOT OF A COMMIT: {} files are not as committed", changed.lines().count());
    Ok(())
}

fn version() -> Result<Version> {
    let text = |bytes: Vec<u8>| Ok::<_, anyhow::Error>(String::from_utf8(bytes)?.trim().to_owned());
    let manifest = std::fs::read_to_string(root().join("Cargo.toml")).context("Cargo.toml")?;
    let number = manifest.lines().find_map(|line| line.strip_prefix("version = \"")?.strip_suffix('"'));
    let rustc = text(output(Command::new("rustc").arg("-vV").current_dir(root()))?)?;
    let platform = rustc.lines().find_map(|line| line.strip_prefix("host: "));
    Ok(Version {
        number: number.context("Cargo.toml states no version")?.to_owned(),
        seconds: text(git(&["log", "-1", "--format=%ct"])?)?.parse().context("the time of the commit")?,
        time: text(git(&["log", "-1", "--date=format-local:%Y-%m-%dT%H:%M:%SZ", "--format=%cd"])?)?,
        platform: platform.context("rustc names no host")?.to_owned(),
    })
}

impl Version {
    /// The name of the page's archive.
    fn site(&self) -> String {
        format!("zoneplan-{}-site", self.number)
    }

    /// The name of the command line's archive.
    fn program(&self) -> String {
        format!("zoneplan-{}-{}", self.number, self.platform)
    }
}

fn git(arguments: &[&str]) -> Result<Vec<u8>> {
    output(Command::new("git").args(arguments).current_dir(root()).env("TZ", "UTC"))
}

/// The programs that build, with their versions.
fn tools() -> Result<Vec<(String, String)>> {
    let page = Tools::for_page()?;
    let mut tools = Vec::new();
    for name in ["rustc", "trunk", "wasm-bindgen", "wasm-opt"] {
        let program = if name == "rustc" { PathBuf::from(name) } else { page.find(name)? };
        let printed = output(Command::new(program).arg("--version").current_dir(root()))?;
        let printed = String::from_utf8_lossy(&printed);
        let is_version = |word: &&str| word.starts_with(|first: char| first.is_ascii_digit());
        let version = printed.split_whitespace().find(is_version).context("a version")?;
        tools.push((name.to_owned(), version.to_owned()));
    }
    Ok(tools)
}
