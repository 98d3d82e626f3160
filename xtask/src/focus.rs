//! The FOCUS-named projection against the official validator, `focus-validator` of PyPI.
//!
//! The validator is installed once into a virtual environment below the target folder, in the
//! versions of `tests/focus/requirements.txt`. Its rules and currency codes come with it: it asks no
//! network. What of its rules fails, and why, is in `tests/focus/known-failures.csv`.

use crate::python;
use crate::root::{root, target};
use crate::run::{cargo, output, run};
use crate::table;
use anyhow::{Context, Result, bail, ensure};
use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;
use std::time::Instant;

/// The newest rules that the validator has.
const VERSION: &str = "1.0";
/// The reference plans, by provider.
const PLATFORMS: [&str; 4] = ["aws", "azure", "gcp", "openshift"];

/// Checks the projection of the reference plan of each platform; answers how many were checked.
pub fn check() -> Result<u64> {
    let begun = Instant::now();
    let python = python::environment("focus-validator", &root().join("tests/focus/requirements.txt"))?;
    println!("focus-validator is there after {:.1} s", begun.elapsed().as_secs_f64());
    let known = known_failures()?;
    let mut rows = Vec::new();
    let mut faults = Vec::new();
    for platform in PLATFORMS {
        let begun = Instant::now();
        let result = validate(&python, platform)?;
        faults.extend(differences(platform, &result.failed, &known));
        rows.push([
            platform.to_owned(),
            (result.rules - result.failed.len()).to_string(),
            result.failed.len().to_string(),
            format!("{:.1}", begun.elapsed().as_secs_f64()),
        ]);
    }
    table::print(["reference plan", "rules that hold", "rules that fail", "seconds"], &rows);
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    println!("every rule that fails is listed in tests/focus/known-failures.csv, with its reason");
    Ok(PLATFORMS.len() as u64)
}

/// What the validator says of a file.
struct Validated {
    rules: usize,
    failed: BTreeSet<String>,
}

/// Exports the reference plan of a platform and has it validated.
fn validate(python: &Path, platform: &str) -> Result<Validated> {
    let folder = target().join("focus").join(platform);
    let plan = root().join("data/presets").join(format!("{platform}.toml"));
    run(cargo(["run", "--quiet", "--bin", "zoneplan", "--", "export", "focus"])
        .arg(plan)
        .args(["--focus-version", VERSION, "--out"])
        .arg(&folder))?;
    let answer = folder.join("rules.xml");
    // The validator reads its currency codes from a path relative to where it is installed.
    let place = "import sysconfig; print(sysconfig.get_paths()['purelib'])";
    let place = output(Command::new(python).args(["-c", place]))?;
    run(Command::new(python)
        .current_dir(String::from_utf8_lossy(&place).trim())
        .args(["-W", "ignore", "-m", "focus_validator.main", "--validate-version", VERSION])
        .arg("--data-file")
        .arg(folder.join("costs-focus.csv"))
        .args(["--output-type", "unittest", "--output-destination"])
        .arg(&answer))?;
    let text = std::fs::read_to_string(&answer).with_context(|| answer.display().to_string())?;
    let result = read(&text);
    ensure!(result.rules > 0, "focus-validator checked no rule");
    Ok(result)
}

/// Reads the rules of an answer in the form of JUnit: `<testcase name="Rule :: kind">`, with a failure
/// or an error inside where it does not hold.
fn read(answer: &str) -> Validated {
    let cases: Vec<&str> = answer.split("<testcase name=\"").skip(1).collect();
    let fails = |case: &&&str| case.contains("<failure") || case.contains("<error");
    let name = |case: &&str| case.split([' ', '"']).next().unwrap_or_default().to_owned();
    Validated { rules: cases.len(), failed: cases.iter().filter(fails).map(name).collect() }
}

/// Rules that are known to fail.
fn known_failures() -> Result<BTreeSet<String>> {
    let path = root().join("tests/focus/known-failures.csv");
    let text = std::fs::read_to_string(path).context("tests/focus/known-failures.csv")?;
    let rule = |line: &str| {
        let (rule, reason) = line.split_once(',').unwrap_or_default();
        ensure!(!rule.is_empty() && !reason.is_empty(), "known-failures.csv: {line}: a rule and a reason");
        Ok(rule.to_owned())
    };
    text.lines().skip(1).map(rule).collect()
}

/// What differs between the rules that fail and those that are known to.
fn differences(platform: &str, failed: &BTreeSet<String>, known: &BTreeSet<String>) -> Vec<String> {
    let new = failed
        .difference(known)
        .map(|rule| format!("{platform}: {rule} fails and is not listed in tests/focus/known-failures.csv"));
    let gone = known.difference(failed).map(|rule| {
        format!("{platform}: {rule} no longer fails; take it off tests/focus/known-failures.csv")
    });
    new.chain(gone).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ANSWER: &str = r#"<testsuites tests="3">
  <testcase name="A_Required :: ColumnRequired" time="0" />
  <testcase name="B_Required :: ColumnRequired" time="0">
    <failure name="B_Required" message="B is a required column." type="AssertionError">Failed</failure>
  </testcase>
  <testcase name="C_NotNull :: AllowNullsCheck" time="0" />
</testsuites>"#;

    #[test]
    fn failed_rules_are_read_from_the_answer() {
        let result = read(ANSWER);
        assert_eq!(result.rules, 3);
        assert_eq!(result.failed, BTreeSet::from(["B_Required".to_owned()]));
    }

    #[test]
    fn a_new_failure_and_one_that_is_gone_are_both_told() {
        let set = |rules: &[&str]| rules.iter().map(|rule| (*rule).to_owned()).collect();
        assert!(differences("aws", &set(&["A"]), &set(&["A"])).is_empty());
        let told = differences("aws", &set(&["A"]), &set(&["B"]));
        assert_eq!(told.len(), 2);
        assert!(told[0].contains("A fails") && told[1].contains("B no longer fails"));
    }
}
