//! Fuzzing: every parser and the engine, by libFuzzer with cargo-fuzz. docs/fuzzing.md says what
//! is asked of each target and what was found.
//!
//! It needs no nightly toolchain: the code has no unsafe part that a sanitizer could watch, and
//! what guides the fuzzer is had from the stable compiler. libFuzzer is C++, so a compiler of
//! C++ must be there.

mod seeds;
mod targets;

use crate::root::{root, shown, target as target_folder};
use crate::run::{output, run};
use crate::table;
use crate::tools::Tools;
use anyhow::{Context, Result, bail};
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;
use targets::{TARGETS, Target};

/// Seconds of one input after which it counts as found.
const TIMEOUT: u32 = 5;
/// Memory above which an input counts as found, MiB.
const MEMORY: u32 = 2048;
/// The target whose input is a list of choices: comparisons say nothing about it, and branches little.
/// Built alone it is built without watching them, which takes more than half of its time; what counts is
/// the functions that are reached.
const BLIND: &str = "engine";
/// How the compiler watches functions alone.
const FUNCTIONS: &str =
    " -Cllvm-args=-sanitizer-coverage-level=1 -Cllvm-args=-sanitizer-coverage-stack-depth=false";
/// Lines of a log that are shown of a target that found something.
const SHOWN: usize = 40;

/// How long targets run.
#[derive(Clone, Copy, Debug)]
pub struct Bound {
    /// Executions of each, where they are counted.
    pub runs: Option<u64>,
    /// Seconds of each.
    pub seconds: Option<u64>,
    /// Whether it is a check: built quickly rather than for speed, and with the same inputs each
    /// time, so that it fails for what was changed and for nothing else.
    pub is_check: bool,
}

/// What a target did.
struct Ran {
    executions: u64,
    per_second: u64,
    found: Vec<PathBuf>,
}

/// Runs one target, or all of them, and prints what each did.
///
/// Errors: no target has the name, the build fails, or a target found something.
pub fn fuzz(name: Option<&str>, bound: Bound) -> Result<usize> {
    let chosen: Vec<&Target> =
        TARGETS.iter().filter(|target| name.is_none_or(|name| target.name == name)).collect();
    if chosen.is_empty() {
        let names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        bail!("no target has that name: there are {}", names.join(", "));
    }
    build(name, chosen.iter().any(|target| target.is_of_page), bound.is_check)?;
    let programs = folder("").join(host()?).join("release");
    let mut rows = Vec::new();
    let mut found = Vec::new();
    for target in chosen {
        println!("{} …", target.name);
        let ran = execute(&programs.join(target.name), target, bound)?;
        rows.push([
            target.name.to_owned(),
            table::grouped(ran.executions),
            table::grouped(ran.per_second),
            ran.found.len().to_string(),
        ]);
        found.extend(ran.found);
    }
    println!();
    table::print(["target", "executions", "per second", "findings"], &rows);
    if found.is_empty() {
        return Ok(rows.len());
    }
    let inputs: Vec<String> = found.iter().map(|path| shown(path)).collect();
    bail!("fuzzing found {}: each is an input to give to its program", inputs.join(", "))
}

/// A folder of fuzzing, below cargo's target folder.
fn folder(name: &str) -> PathBuf {
    target_folder().join("fuzz").join(name)
}

/// Builds one target or all, with what guides the fuzzer and with overflow checks.
fn build(name: Option<&str>, with_page: bool, is_check: bool) -> Result<()> {
    let tools = Tools::for_fuzzing()?;
    let mut command = Command::new(tools.find("cargo-fuzz")?);
    command.args(["build", "--sanitizer", "none", "--target-dir"]).arg(folder(""));
    if with_page {
        command.args(["--features", "page"]);
    }
    if is_check {
        // In many parts it compiles sooner; in one it runs up to three times as fast.
        command.args(["--codegen-units", "16"]).env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1");
    }
    // The page's views without their types compile in a third of the time.
    let mut flags = "--cfg erase_components".to_owned();
    if name == Some(BLIND) {
        command.args(["--no-trace-compares", "--disable-branch-folding", "false"]);
        flags.push_str(FUNCTIONS);
    }
    run(command.args(name).current_dir(root()).env("RUSTFLAGS", flags))
        .context("the fuzz targets could not be built: is a compiler of C++ there?")
}

/// The platform of this compiler, which cargo-fuzz builds for.
fn host() -> Result<String> {
    let told = String::from_utf8(output(Command::new("rustc").arg("-vV").current_dir(root()))?)?;
    let host = told.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned).context("rustc -vV names no host")
}

/// Runs a target over its seeds and on from there.
fn execute(program: &Path, target: &Target, bound: Bound) -> Result<Ran> {
    let (corpus, found) = (corpus(target, bound.is_check)?, folder("found").join(target.name));
    for folder in [&corpus, &found, &folder("logs")] {
        fs::create_dir_all(folder).with_context(|| format!("cannot create {}", folder.display()))?;
    }
    let before = files(&found)?;
    let log = folder("logs").join(format!("{}.log", target.name));
    let mut command = Command::new(program);
    command
        .arg(&corpus)
        .arg(seeds::gather(target)?)
        .arg(format!("-max_len={}", target.longest))
        .arg(format!("-timeout={TIMEOUT}"))
        .arg(format!("-rss_limit_mb={MEMORY}"))
        .arg(format!("-artifact_prefix={}/", found.display()))
        .arg("-print_final_stats=1")
        .args(target.options);
    command.args(bound.runs.map(|runs| format!("-runs={runs}")));
    command.args(bound.seconds.map(|seconds| format!("-max_total_time={seconds}")));
    command.args(bound.is_check.then_some("-seed=1"));
    let file = File::create(&log).with_context(|| log.display().to_string())?;
    let status =
        command.stderr(file).status().with_context(|| format!("cannot start {}", program.display()))?;
    let text = String::from_utf8_lossy(&fs::read(&log)?).into_owned();
    let found: Vec<PathBuf> = files(&found)?.into_iter().filter(|path| !before.contains(path)).collect();
    if !status.success() {
        let lines: Vec<&str> = text.lines().collect();
        println!("{}", lines[lines.len().saturating_sub(SHOWN)..].join("\n"));
        if found.is_empty() {
            bail!("{} stopped ({status}); its log is {}", target.name, shown(&log));
        }
    }
    Ok(Ran {
        executions: statistic(&text, "number_of_executed_units").unwrap_or_default(),
        per_second: statistic(&text, "average_exec_per_sec").unwrap_or_default(),
        found,
    })
}

/// Where inputs that reach new code are kept; of a check it is empty at first.
fn corpus(target: &Target, is_check: bool) -> Result<PathBuf> {
    let corpus = folder(if is_check { "checked" } else { "corpus" }).join(target.name);
    if is_check && corpus.exists() {
        fs::remove_dir_all(&corpus).with_context(|| format!("cannot clear {}", corpus.display()))?;
    }
    Ok(corpus)
}

/// The files of a folder.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| folder.display().to_string())?;
    entries.map(|entry| Ok(entry?.path())).collect()
}

/// A number of libFuzzer's final statistics: "stat::number_of_executed_units: 1000".
fn statistic(log: &str, name: &str) -> Option<u64> {
    let line =
        log.lines().find_map(|line| line.strip_prefix("stat::")?.strip_prefix(name)?.strip_prefix(':'))?;
    line.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::targets::TARGETS;
    use crate::root::root;

    #[test]
    fn statistics_are_read_from_the_log() {
        let log =
            "#9\tDONE cov: 4\nstat::number_of_executed_units: 1000\nstat::average_exec_per_sec:     250\n";
        assert_eq!(super::statistic(log, "number_of_executed_units"), Some(1000));
        assert_eq!(super::statistic(log, "average_exec_per_sec"), Some(250));
        assert_eq!(super::statistic(log, "peak_rss_mb"), None);
    }

    #[test]
    fn every_program_of_the_fuzz_crate_is_a_target() {
        let text = std::fs::read_to_string(root().join("fuzz/Cargo.toml")).expect("the manifest");
        let programs =
            text.lines().filter_map(|line| line.strip_prefix("path = \"targets/")?.strip_suffix(".rs\""));
        let mut programs: Vec<&str> = programs.collect();
        let mut names: Vec<&str> = TARGETS.iter().map(|target| target.name).collect();
        programs.sort_unstable();
        names.sort_unstable();
        assert_eq!(programs, names);
    }
}
