//! What is said beside the answer, and in which colours.

use std::process::{Command, Stdio};

use super::{MISSING, folder, path};
use crate::cli::{text, zoneplan};

/// Runs the program with nothing on standard input and these variables.
fn with(arguments: &[&str], variables: &[(&str, &str)]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_zoneplan"));
    for name in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(name);
    }
    let output = command.args(arguments).envs(variables.iter().copied()).stdin(Stdio::null()).output();
    text(&output.expect("it runs").stdout)
}

#[test]
fn verbose_tells_times_and_data_and_quiet_nothing() {
    let plain = zoneplan(&["check", "-"], MISSING);
    assert_eq!(text(&plain.stderr), "");
    let verbose = zoneplan(&["--verbose", "check", "-"], MISSING);
    assert_eq!(verbose.stdout, plain.stdout);
    let told = text(&verbose.stderr);
    for word in ["elapsed_data_ms ", "elapsed_plan_ms ", "elapsed_total_ms ", "prices/aws/eu-central-1.csv"] {
        assert!(told.contains(word), "{word}: {told}");
    }
    let grid = folder(&[("grid.toml", "schema = 1\n[grid]\n\"platform.zones\" = [2, 3]\n")]);
    let sweep = |more: &[&str]| {
        let (grid_file, out) = (path(&grid, "grid.toml"), path(&grid, "rows.csv"));
        let output = zoneplan(&[&["sweep", &grid_file, "--out", &out, "--force"], more].concat(), "");
        assert_eq!(output.status.code(), Some(0));
        text(&output.stderr)
    };
    assert!(sweep(&[]).contains("2 rows in "));
    assert_eq!(sweep(&["--quiet"]), "");
    // Errors are said all the same.
    let refused = zoneplan(&["-q", "check", "no-such-plan.toml"], "");
    assert!(text(&refused.stderr).contains("cannot read no-such-plan.toml"));
    assert_eq!(zoneplan(&["-q", "-v", "plan"], "").status.code(), Some(2));
}

#[test]
fn colour_is_asked_for_and_never_the_only_sign() {
    let plans = folder(&[("plan.toml", MISSING)]);
    let file = path(&plans, "plan.toml");
    let plain = with(&["check", &file], &[]);
    assert!(!plain.contains('\u{1b}'), "a pipe is not coloured");
    let stripped = |coloured: &str| {
        ["\u{1b}[1;31m", "\u{1b}[32m", "\u{1b}[33m", "\u{1b}[0m"]
            .iter()
            .fold(coloured.to_owned(), |text, code| text.replace(code, ""))
    };
    let always = with(&["check", &file, "--color", "always"], &[]);
    assert!(always.contains("\u{1b}[1;31mMISSED\u{1b}[0m"), "{always}");
    assert_eq!(stripped(&always), plain);
    let report = with(&["plan", &file, "--color", "always"], &[]);
    assert!(report.contains("\u{1b}[1;31m missed \u{1b}[0m"));
    assert_eq!(stripped(&report), with(&["plan", &file], &[]));
    assert_eq!(with(&["check", &file], &[("CLICOLOR_FORCE", "1")]), always);
    assert_eq!(with(&["check", &file], &[("CLICOLOR_FORCE", "0")]), plain);
    assert_eq!(with(&["check", &file], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]), plain);
    assert_eq!(with(&["check", &file, "--color", "never"], &[("CLICOLOR_FORCE", "1")]), plain);
    assert_eq!(with(&["check", &file, "--color", "always", "--format", "json"], &[]).find('\u{1b}'), None);
    assert!(with(&["--color=always", "--help"], &[]).contains('\u{1b}'));
    assert!(!with(&["--color=never", "--help"], &[("CLICOLOR_FORCE", "1")]).contains('\u{1b}'));
}

/// A reader that is gone after the first line, or before: no complaint, and the exit code that the
/// answer has.
#[test]
fn a_broken_pipe_is_silent() {
    let plans = folder(&[
        ("plan.toml", MISSING),
        ("model.json", r#"{"kind":"db_single","instance_mtbf_h":8760,"instance_mttr_h":1}"#),
        ("grid.toml", "schema = 1\n[grid]\n\"platform.zones\" = [2, 3]\n"),
        (
            "pods.yaml",
            "apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a, image: a, resources: {requests: {cpu: 100m, memory: 64Mi}}}]}\n",
        ),
    ]);
    let [plan, model, grid, pods, rows] =
        ["plan.toml", "model.json", "grid.toml", "pods.yaml", "rows.csv"].map(|name| path(&plans, name));
    let cases: &[(&[&str], &[i32])] = &[
        (&["plan", &plan], &[0]),
        (&["plan", &plan, "--format", "json"], &[0]),
        (&["size", &pods, "--provider", "aws"], &[0, 1]),
        (&["compare", &plan, &plan, "--format", "md"], &[0]),
        (&["sweep", &grid, "--out", &rows, "--quiet"], &[0]),
        (&["check", &plan], &[1]),
        (&["check", &plan, "--format", "sarif"], &[1]),
        (&["init", "aws"], &[0]),
        (&["reliability", &model], &[0]),
        (&["simulate", &model, "--years", "1000"], &[0]),
        (&["export", "csv", &plan, "--zip"], &[0]),
        (&["prices", "list"], &[0]),
        (&["prices", "age"], &[0]),
        (&["prices", "coverage", &plan], &[0]),
        (&["prices", "diff", "bundled", "bundled"], &[0]),
        (&["completions", "bash"], &[0]),
        (&["man"], &[0]),
        (&["exit-codes"], &[0]),
        (&["--help"], &[0]),
    ];
    for (arguments, codes) in cases {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
            .args(*arguments)
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        drop(child.stdout.take());
        let output = child.wait_with_output().expect("it ends");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        let code = output.status.code();
        assert!(code.is_some_and(|code| codes.contains(&code)), "{arguments:?}: {code:?}");
    }
}

#[test]
fn a_region_writes_numbers_and_dates_for_people_alone() {
    let run = |arguments: &[&str]| {
        let output = zoneplan(arguments, MISSING);
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
        text(&output.stdout)
    };
    let plain = run(&["check", "-"]);
    assert!(plain.contains("asked is at most 1,000 USD") && plain.contains("99.95 %"), "{plain}");
    let german = run(&["check", "-", "--locale", "de-DE"]);
    assert!(german.contains("asked is at most 1.000 USD") && german.contains("99,95 %"), "{german}");
    assert!(run(&["check", "-", "--locale", "de-CH"]).contains("asked is at most 1’000 USD"));
    let report = run(&["plan", "-"]);
    let german = run(&["plan", "-", "--locale", "de-DE"]);
    // One judged day: the ISO date of one is the German date of the other.
    let day = |text: &str| text.split("judged on ").nth(1).and_then(|rest| rest.get(..10)).map(str::to_owned);
    let iso = day(&report).expect("a day");
    let parts: Vec<&str> = iso.split('-').collect();
    assert_eq!(day(&german), Some(format!("{}.{}.{}", parts[2], parts[1], parts[0])));
    // Versions and names are no numbers.
    assert!(german.contains("zoneplan 0.1.0") && german.contains("m6a.xlarge"));
    // The columns stay where they are.
    let widths = |text: &str| text.lines().map(|line| line.chars().count()).collect::<Vec<_>>();
    assert_eq!(widths(&report), widths(&german));
    for arguments in [["plan", "-", "--format", "json"], ["check", "-", "--format", "junit"]] {
        let local = [&arguments[..], &["--locale", "fr-FR"]].concat();
        assert_eq!(run(&local), run(&arguments), "{arguments:?}");
    }
    assert_eq!(run(&["init", "aws", "--locale", "de-DE"]), run(&["init", "aws"]));
    let refused = zoneplan(&["plan", "--locale", "xx-XX"], "");
    assert!(text(&refused.stderr).contains("possible values: en-US, en-GB"), "{}", text(&refused.stderr));
}
