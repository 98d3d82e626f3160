//! Runs every check of this repository, one step after the other.

use crate::build::build;
use crate::root::{dist, root, target};
use crate::run::{self, run, run_seeing};
use crate::tools::{self, Tools, WASM};
use crate::{chromium, deny, firefox, focus, fuzz, offline, spreadsheet, table};
use anyhow::{Context, Result, bail};
use page_driver::Programs;
use serde_json::{Value, json};
use std::ffi::OsStr;
use std::path::PathBuf;
use std::process::Command;
use std::time::{Duration, Instant};

/// One step: what it is called, whether `--quick` leaves it out, and what it does.
struct Step {
    name: &'static str,
    in_quick: bool,
    check: fn(&mut Count) -> Result<()>,
}

/// The steps: what is quick to fail comes first.
const STEPS: &[Step] = &[
    Step { name: "format", in_quick: true, check: format },
    Step { name: "lints", in_quick: true, check: lints },
    Step { name: "the engine alone", in_quick: true, check: engine_alone },
    Step { name: "lints of the page, wasm", in_quick: false, check: lints_of_page },
    Step { name: "lints of the workers, wasm", in_quick: false, check: lints_of_worker },
    Step { name: "licences and bans", in_quick: false, check: licences_and_bans },
    Step { name: "known faults of dependencies", in_quick: false, check: known_faults },
    Step { name: "tests", in_quick: true, check: tests },
    Step { name: "tables in LibreOffice", in_quick: false, check: tables },
    Step { name: "examples in the documentation", in_quick: true, check: doc_tests },
    Step { name: "tests of the chores", in_quick: true, check: tests_of_chores },
    Step { name: "fuzzing, a few seconds a target", in_quick: false, check: fuzzing },
    Step { name: "FOCUS names, by its validator", in_quick: false, check: focus_names },
    Step { name: "tests of the page's parts", in_quick: false, check: tests_of_page },
    Step { name: "tests in wasm, in Chromium", in_quick: false, check: tests_in_wasm },
    Step { name: "tests in wasm, in Firefox", in_quick: false, check: tests_in_wasm_in_firefox },
    Step { name: "the page, built", in_quick: false, check: page },
    Step { name: "journeys in Chromium", in_quick: false, check: journeys },
    Step { name: "the page in one file, in Firefox", in_quick: false, check: journey_in_firefox },
    Step { name: "documentation", in_quick: true, check: documentation },
];

/// Tests that passed and failed, as cargo's "test result" lines count them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
    /// Why nothing was checked, where a program is not to be had.
    skipped: Option<&'static str>,
}

/// Executions of each fuzz target, and the seconds after which it ends before them.
const FUZZED: (u64, u64) = (5000, 10);

/// What a step says that checked nothing.
const SKIPPED: &str = "skipped: ";

/// Runs all steps, the quick ones, or those whose names hold some words, and stops at the first that
/// fails.
pub fn test(quick: bool, only: Option<&str>) -> Result<()> {
    let is_asked_for =
        |step: &&Step| (step.in_quick || !quick) && only.is_none_or(|words| step.name.contains(words));
    let steps: Vec<&Step> = STEPS.iter().filter(is_asked_for).collect();
    if steps.is_empty() {
        let names: Vec<&str> = STEPS.iter().map(|step| step.name).collect();
        bail!("no step has such a name: there are {}", names.join("; "));
    }
    if !quick && only.is_none() {
        tools::install_beside();
    }
    let begun = Instant::now();
    let mut rows = Vec::new();
    let mut total = Count::default();
    let mut done = Ok(());
    for (place, step) in steps.iter().enumerate() {
        println!("\n=== {} of {}: {} ===\n", place + 1, steps.len(), step.name);
        let step_begun = Instant::now();
        let mut count = Count::default();
        done = (step.check)(&mut count).with_context(|| format!("\"{}\" failed", step.name));
        total.passed += count.passed;
        total.failed += count.failed;
        let took = step_begun.elapsed();
        println!("\n--- {}: {} s ---", step.name, seconds(took));
        rows.push([step.name.to_owned(), seconds(took), count.shown()]);
        if done.is_err() {
            break;
        }
    }
    rows.push(["all".to_owned(), seconds(begun.elapsed()), total.shown()]);
    println!();
    table::print(["step", "seconds", "tests passed"], &rows);
    println!("\nzoneplan: {} passed, {} failed", total.passed, total.failed);
    for row in rows.iter().filter(|row| row[2].starts_with(SKIPPED)) {
        println!("NOT CHECKED: {} ({})", row[0], row[2]);
    }
    done
}

/// Cargo, with some optimisation: tests compute for several times as long without any, and in wasm a
/// report takes seconds. And without what it keeps for the next small change: that is as many
/// gigabytes as the rest, and no check asks for it. And for this machine as for a target: what runs
/// while something is compiled, macros above all, is then the same for page and command line, and is
/// compiled once.
fn cargo<I: IntoIterator<Item = S>, S: AsRef<OsStr>>(arguments: I) -> Command {
    let mut command = run::cargo(arguments);
    let settings = [
        ("CARGO_INCREMENTAL", "0"),
        ("CARGO_PROFILE_DEV_OPT_LEVEL", "1"),
        ("CARGO_BUILD_TARGET", "host-tuple"),
    ];
    command.envs(settings);
    command
}

fn format(_: &mut Count) -> Result<()> {
    tools::ensure_components()?;
    run(&mut cargo(["fmt", "--all", "--check"]))?;
    run(&mut cargo(["fmt", "--manifest-path", "fuzz/Cargo.toml", "--check"]))
}

fn lints(_: &mut Count) -> Result<()> {
    run(&mut cargo(["clippy", "--workspace", "--all-targets", "--", "-D", "warnings"]))
}

fn engine_alone(_: &mut Count) -> Result<()> {
    run(&mut cargo(["check", "--lib", "--no-default-features"]))
}

fn lints_of_page(_: &mut Count) -> Result<()> {
    lints_in_wasm("web", "app")
}

fn lints_of_worker(_: &mut Count) -> Result<()> {
    lints_in_wasm("worker", "worker")?;
    lints_in_wasm("worker", "importer")?;
    lints_in_wasm("worker", "decider")
}

fn lints_in_wasm(feature: &str, bin: &str) -> Result<()> {
    tools::ensure_wasm_target()?;
    let target = ["--target", WASM, "--no-default-features", "--features", feature];
    run(cargo(["clippy", "--bin", bin]).args(target).args(["--", "-D", "warnings"]))
}

fn licences_and_bans(_: &mut Count) -> Result<()> {
    deny::rules()
}

fn known_faults(count: &mut Count) -> Result<()> {
    if !deny::advisories()? {
        println!("NOT CHECKED: no dependency was looked up for known faults: {}", deny::NO_DATABASE);
        count.skipped = Some(deny::NO_DATABASE);
    }
    Ok(())
}

fn tests(count: &mut Count) -> Result<()> {
    count.run(&mut cargo(["test", "--lib", "--bins", "--test", "it"]))
}

/// The exported tables, opened by a spreadsheet program that sums them up.
fn tables(count: &mut Count) -> Result<()> {
    let Some(soffice) = spreadsheet::find() else {
        let why = "LibreOffice is not there; SOFFICE names its soffice";
        println!("NOT CHECKED: the tables are opened in no spreadsheet program: {why}");
        count.skipped = Some(why);
        return Ok(());
    };
    let test = ["exports::spreadsheet::", "--", "--ignored", "--nocapture"];
    count.run(cargo(["test", "--test", "it"]).args(test).env("SOFFICE", soffice))
}

fn doc_tests(count: &mut Count) -> Result<()> {
    count.run(&mut cargo(["test", "--doc"]))
}

/// Geometry, words and messages of page and workers, without a browser. Without optimisation of this
/// package, which takes several times as long as these tests.
fn tests_of_page(count: &mut Count) -> Result<()> {
    let parts = ["--config", "profile.dev.package.zoneplan.opt-level=0", "--features", "web,worker"];
    count.run(cargo(["test", "--lib"]).args(parts).args(["--", "web::", "worker::"]))
}

fn tests_of_chores(count: &mut Count) -> Result<()> {
    count.run(&mut cargo(["test", "--package", "xtask", "--package", "page-driver"]))
}

/// Every seed and every input that was found before, and on from there: the same inputs each time.
fn fuzzing(count: &mut Count) -> Result<()> {
    let bound = fuzz::Bound { runs: Some(FUZZED.0), seconds: Some(FUZZED.1), is_check: true };
    count.passed += fuzz::fuzz(None, bound)? as u64;
    Ok(())
}

/// The projection of each reference plan, by the official validator.
fn focus_names(count: &mut Count) -> Result<()> {
    count.passed += focus::check()?;
    Ok(())
}

fn tests_in_wasm(count: &mut Count) -> Result<()> {
    let tools = Tools::for_wasm_tests()?;
    let programs = chromium::find()?;
    count.run(in_chromium(&mut wasm_tests(), &tools, &programs)?)
}

/// The tests in wasm, for a browser: of what the workers hold, as the page's program runs after it was
/// split alone.
fn wasm_tests() -> Command {
    let target = ["--target", WASM, "--no-default-features", "--features", "browser"];
    let mut command = cargo(["test", "--test", "wasm"]);
    command.args(target);
    command
}

/// The same in a browser of another make: the bytes must be the same there too.
fn tests_in_wasm_in_firefox(count: &mut Count) -> Result<()> {
    let Some(programs) = firefox::find()? else {
        println!("NOT CHECKED: {}", firefox::MISSING);
        count.skipped = Some(firefox::MISSING);
        return Ok(());
    };
    let tools = Tools::for_wasm_tests()?;
    let options = json!({ "moz:firefoxOptions": { "binary": programs.firefox, "args": ["-headless"] } });
    count.run(
        wasm_tests()
            .env("PATH", tools.path()?)
            .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.find("wasm-bindgen-test-runner")?)
            .env_remove("CHROMEDRIVER")
            .env("GECKODRIVER", &programs.geckodriver)
            .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", written("webdriver-firefox.json", &options)?)
            .env("WASM_BINDGEN_TEST_TIMEOUT", "120"),
    )
}

/// Has cargo run tests in wasm in Chromium.
pub fn in_chromium<'a>(
    command: &'a mut Command,
    tools: &Tools,
    programs: &Programs,
) -> Result<&'a mut Command> {
    Ok(command
        .env("PATH", tools.path()?)
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools.find("wasm-bindgen-test-runner")?)
        .env("CHROMEDRIVER", &programs.chromedriver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", webdriver_json(programs)?)
        .env("WASM_BINDGEN_TEST_TIMEOUT", "120"))
}

fn page(_: &mut Count) -> Result<()> {
    offline::write(&build()?).map(drop)
}

fn journeys(count: &mut Count) -> Result<()> {
    let programs = chromium::find()?;
    count.run(
        cargo(["test", "--test", "e2e"])
            .env("ZONEPLAN_DIST", dist())
            .env("ZONEPLAN_OFFLINE", offline::file())
            .env("ZONEPLAN_AXE", tools::axe()?)
            .env("CHROME", &programs.chromium)
            .env("CHROMEDRIVER", &programs.chromedriver),
    )
}

/// The one file from disk, in a browser of another make.
fn journey_in_firefox(count: &mut Count) -> Result<()> {
    let Some(programs) = firefox::find()? else {
        println!("NOT CHECKED: {}", firefox::MISSING);
        count.skipped = Some(firefox::MISSING);
        return Ok(());
    };
    count.run(
        cargo(["test", "--test", "e2e", "--", "firefox::"])
            .env("ZONEPLAN_OFFLINE", offline::file())
            .env("FIREFOX", &programs.firefox)
            .env("GECKODRIVER", &programs.geckodriver),
    )
}

fn documentation(_: &mut Count) -> Result<()> {
    run(cargo(["doc", "--no-deps"]).env("RUSTDOCFLAGS", "-D warnings"))
}

/// webdriver.json with the browser of this machine in it, in the target folder.
fn webdriver_json(programs: &Programs) -> Result<PathBuf> {
    let text = std::fs::read_to_string(root().join("webdriver.json")).context("webdriver.json")?;
    let mut capabilities: Value = serde_json::from_str(&text).context("webdriver.json")?;
    capabilities["goog:chromeOptions"]["binary"] = json!(programs.chromium);
    written("webdriver.json", &capabilities)
}

/// Writes what a browser is asked for into the target folder.
fn written(name: &str, capabilities: &Value) -> Result<PathBuf> {
    let path = target().join(name);
    std::fs::write(&path, capabilities.to_string()).with_context(|| path.display().to_string())?;
    Ok(path)
}

impl Count {
    /// Runs a test command and adds the tests that it reports.
    fn run(&mut self, command: &mut Command) -> Result<()> {
        run_seeing(command, |line| {
            if let Some(more) = Self::in_line(line) {
                self.passed += more.passed;
                self.failed += more.failed;
            }
        })
    }

    /// Reads "test result: ok. 12 passed; 0 failed; …".
    fn in_line(line: &str) -> Option<Self> {
        let (_, counts) = line.trim().strip_prefix("test result: ")?.split_once(". ")?;
        let number =
            |unit: &str| counts.split("; ").find_map(|count| count.strip_suffix(unit)?.trim().parse().ok());
        Some(Self { passed: number("passed")?, failed: number("failed")?, skipped: None })
    }

    /// The number of tests, or nothing for a step without tests.
    fn shown(self) -> String {
        match self {
            Self { skipped: Some(why), .. } => format!("{SKIPPED}{why}"),
            Self { passed: 0, failed: 0, .. } => String::new(),
            Self { passed, failed: 0, .. } => passed.to_string(),
            Self { passed, failed, .. } => format!("{passed} ({failed} failed)"),
        }
    }
}

fn seconds(duration: Duration) -> String {
    format!("{:.1}", duration.as_secs_f64())
}

#[cfg(test)]
mod tests {
    use super::Count;

    #[test]
    fn passed_and_failed_tests_are_read_from_the_result_line() {
        let line = "test result: FAILED. 12 passed; 1 failed; 0 ignored; 0 measured; 3 filtered out";
        assert_eq!(Count::in_line(line), Some(Count { passed: 12, failed: 1, skipped: None }));
        assert_eq!(Count::in_line("test engine::adds ... ok"), None);
    }
}
