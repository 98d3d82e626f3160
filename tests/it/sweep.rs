//! Grids of plans: rows, pieces, resume, faults.

use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::thread::sleep;
use std::time::Duration;

use serde_json::Value;
use tempfile::TempDir;
use zoneplan::engine::scenario::{Document, Fault, Grid};
use zoneplan::engine::sweep::{Status, Sweep, SweepError, columns};

use crate::cli::{text, zoneplan};
use crate::support::{aws, catalogue, report_of};

/// A grid of 2 × 3 plans; the last row is refused, as no region has 99 zones.
const SMALL: &str = r#"
[grid]
"workload.growth_pct_per_year" = ["10 to 30", { low = 5, likely = 10, high = 20 }]
"platform.zones" = [3, 2, 99]
"#;

/// A grid of 24 plans.
const LARGE: &str = r#"
[grid]
"platform.zones" = [2, 3]
"node_pools.nodes" = [6, 7]
"team.engineers" = [1, 2, 3, 4, 5, 6]
"#;

fn write(folder: &TempDir, name: &str, text: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, text).expect("written");
    path.display().to_string()
}

fn path(folder: &TempDir, name: &str) -> String {
    folder.path().join(name).display().to_string()
}

/// Runs a sweep and gives what it wrote.
#[track_caller]
fn swept(arguments: &[&str], out: &str) -> String {
    let output = zoneplan(&[&["sweep", "--out", out], arguments].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(!Path::new(&format!("{out}.state")).exists(), "nothing unfinished is left");
    fs::read_to_string(out).expect("a file")
}

/// What a run that is refused says.
#[track_caller]
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    text(&output.stderr)
}

fn sweep_of(grid: &str, plan: &str) -> Result<Sweep<'static>, SweepError> {
    let grid = Grid::from_toml(grid).map_err(SweepError::Grid)?;
    Sweep::new(grid, Document::from_toml(plan).expect("TOML"), None, catalogue())
}

#[track_caller]
fn fault_of(grid: &str) -> String {
    let error = sweep_of(grid, &aws("")).expect_err("a fault");
    assert!(matches!(error, SweepError::Grid(_)), "{error:?}");
    let (SweepError::Grid(faults) | SweepError::Plan(faults)) = error;
    faults.iter().map(Fault::to_string).collect::<Vec<_>>().join("\n")
}

#[test]
fn pieces_put_together_are_the_whole_and_jobs_change_nothing() {
    let folder = TempDir::new().expect("a folder");
    let grid = write(&folder, "grid.toml", SMALL);
    let whole = swept(&[&grid, "--jobs", "1"], &path(&folder, "whole.csv"));
    assert_eq!(whole.lines().count(), 1 + 6);
    assert_eq!(swept(&[&grid, "--jobs", "2"], &path(&folder, "two.csv")), whole);
    for n in [1, 2, 3, 7] {
        let pieces = (1..=n).map(|i| {
            let (shard, name) = (format!("{i}/{n}"), format!("piece-{i}-of-{n}.csv"));
            swept(&[&grid, "--shard", &shard], &path(&folder, &name))
        });
        assert_eq!(pieces.collect::<String>(), whole, "{n} pieces");
    }
    let with_names =
        swept(&[&grid, "--shard", "2/2", "--header", "always"], &path(&folder, "with-names.csv"));
    assert_eq!(with_names.lines().next(), whole.lines().next());
    assert_eq!(with_names.lines().count(), 1 + 3);
}

#[test]
fn a_run_that_was_stopped_goes_on_and_mixes_with_no_other() {
    let folder = TempDir::new().expect("a folder");
    let grid = write(&folder, "grid.toml", LARGE);
    let out = path(&folder, "results.csv");
    let state = format!("{out}.state");
    let mut child = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
        .args(["sweep", &grid, "--out", &out, "--jobs", "1"])
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("the program starts");
    while !Path::new(&state).exists() {
        sleep(Duration::from_millis(5));
    }
    let sent = Command::new("kill").args(["-INT", &child.id().to_string()]).status().expect("kill runs");
    assert!(sent.success());
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let begun = fs::read_to_string(&out).expect("a file");
    let whole = swept(&[&grid], &path(&folder, "whole.csv"));
    assert!(begun.len() < whole.len() && whole.starts_with(&begun), "stopped before the end");

    let lines: Vec<&str> = whole.split_inclusive('\n').collect();
    fs::write(&out, [lines[0], lines[2], lines[1]].concat()).expect("written");
    let message = refused(&zoneplan(&["sweep", &grid, "--out", &out], ""));
    assert!(message.contains("results.csv, line 2: found a line that this sweep did not write"), "{message}");

    // Killed in the middle of a line: the header and two rows are whole.
    let torn = lines[..3].concat() + &lines[3][..10];
    fs::write(&out, torn).expect("written");
    let other = write(&folder, "other.toml", &LARGE.replace("6, 7", "6, 9"));
    let message = refused(&zoneplan(&["sweep", &other, "--out", &out], ""));
    assert!(message.contains("rows of another sweep: what differs is grid"), "{message}");
    let message = refused(&zoneplan(&["sweep", &grid, "--out", &out, "--shard", "1/2"], ""));
    assert!(message.contains("what differs is --shard"), "{message}");

    let output = zoneplan(&["sweep", &grid, "--out", &out, "--format", "json"], "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: Value = serde_json::from_slice(&output.stdout).expect("one JSON document");
    assert_eq!((&answer["kept_rows"], &answer["rows"], &answer["ok"]), (&2.into(), &24.into(), &24.into()));
    assert_eq!(fs::read_to_string(&out).expect("a file"), whole);

    let message = refused(&zoneplan(&["sweep", &grid, "--out", &out], ""));
    assert!(message.contains("a file that is there and no unfinished sweep"), "{message}");
    assert!(message.contains("--force"), "{message}");
}

#[test]
fn a_file_of_somebody_else_is_left_alone_without_force() {
    let folder = TempDir::new().expect("a folder");
    let grid = write(&folder, "grid.toml", "[grid]\n\"platform.zones\" = [99, 98, 97]\n");
    let out = path(&folder, "results.csv");
    fs::write(&out, "mine\n").expect("written");
    let message = refused(&zoneplan(&["sweep", &grid, "--out", &out], ""));
    assert!(message.contains("--force"), "{message}");
    assert_eq!(fs::read_to_string(&out).expect("a file"), "mine\n");
    let table = swept(&[&grid, "--force"], &out);
    // eu-central-1 has three zones.
    let message = "platform.zones: found 98, allowed is a whole number from 1 to 3";
    assert!(
        table.lines().nth(2).expect("a row").starts_with(&format!("1,98,refused,\"{message}\",")),
        "{table}"
    );
}

#[test]
fn a_grid_of_a_trillion_plans_is_refused_with_its_size() {
    let folder = TempDir::new().expect("a folder");
    let values: Vec<String> = (1..=1000).map(|n| n.to_string()).collect();
    let keys = ["platform.zones", "node_pools.nodes", "team.engineers", "finance.horizon_months"];
    let axes = keys.map(|key| format!("\"{key}\" = [{}]\n", values.join(",")));
    let grid = write(&folder, "grid.toml", &format!("[grid]\n{}", axes.concat()));
    let message = refused(&zoneplan(&["sweep", &grid, "--out", &path(&folder, "results.csv")], ""));
    // 1000⁴ = 10¹².
    assert!(message.contains("grid: found 1000000000000 rows (1000 × 1000 × 1000 × 1000)"), "{message}");
    assert!(message.contains("at most 1000000000 rows"), "{message}");
    assert!(!folder.path().join("results.csv").exists());
}

#[test]
fn the_plan_lies_where_the_grid_does() {
    let folder = TempDir::new().expect("a folder");
    write(&folder, "plan.toml", "[platform]\nprovider = \"azure\"\nzones = 99\n");
    let grid = write(&folder, "grid.toml", "plan = \"plan.toml\"\n[grid]\n\"team.engineers\" = [1]\n");
    let table = swept(&[&grid], &path(&folder, "results.csv"));
    assert!(table.contains("0,1,refused,\"platform.zones: found 99"), "{table}");
    let lost = write(&folder, "lost.toml", "plan = \"no.toml\"\n[grid]\n\"team.engineers\" = [1]\n");
    let message = refused(&zoneplan(&["sweep", &lost, "--out", &path(&folder, "lost.csv")], ""));
    assert!(message.contains("cannot read") && message.contains("no.toml"), "{message}");
    write(&folder, "plan.toml", "[platform]\nprovider = \"azure\"\nzonez = 3\n");
    let message = refused(&zoneplan(&["sweep", &grid, "--out", &path(&folder, "faulty.csv")], ""));
    assert!(message.contains("plan.toml: 1 fault") && message.contains("the nearest is zones"), "{message}");
}

#[test]
fn faults_of_the_grid_are_told_from_those_of_a_row() {
    for (axis, expected) in [
        ("\"platform.zonez\" = [2]", "line 2, grid.platform.zonez: found an unknown key"),
        ("\"plattform.zones\" = [2]", "the nearest is platform"),
        ("\"assumptions.backup.daily_chang_pct\" = [2]", "found an unknown id"),
        (
            "\"platform.zones\" = [2, \"three\"]",
            "grid.platform.zones: found \"three\", allowed is a whole number",
        ),
        ("\"platform.zones\" = [2, true]", "grid.platform.zones: found true"),
        ("\"platform.region\" = [7]", "grid.platform.region: found 7"),
        ("\"node_pools.burstable\" = [\"yes\"]", "grid.node_pools.0.burstable: found \"yes\""),
        ("\"backup.daily_change_pct\" = [\"4 to 2\"]", "grid.backup.daily_change_pct: found \"4 to 2\""),
        ("\"backup.daily_change_pct\" = [{ low = 4, likely = 3, high = 5 }]", "low at most likely"),
        ("\"workload.manifests\" = [\"a.yaml\"]", "manifests are read once"),
        ("\"platform.zones.a\" = [2]", "grid.platform.zones.a: found a table"),
    ] {
        let message = fault_of(&format!("[grid]\n{axis}\n"));
        assert!(message.contains(expected), "{axis}: {message}");
    }
    // A value that the plan refuses, of the right kind, is a row.
    for axis in [
        "\"platform.zones\" = [99]",
        "\"platform.region\" = [\"atlantis\"]",
        "\"node_pools.instance_type\" = [\"Standard_D4s_v5\"]",
        "\"node_pools.nodes\" = [5000]",
        "\"backup.daily_change_pct\" = [\"2 to 400\"]",
        "\"database.high_availability\" = [\"perhaps\"]",
    ] {
        let sweep = sweep_of(&format!("[grid]\n{axis}\n"), &aws("")).expect("a grid");
        let line = sweep.line(0);
        assert_eq!(line.status, Status::Refused, "{axis}: {}", line.text);
        assert_eq!(line.text.matches('\n').count(), 1);
    }
}

#[test]
fn a_provider_may_be_an_axis() {
    let grid = "[grid]\n\"platform.provider\" = [\"aws\", \"azure\"]\n\"platform.region\" = [\"eu-central-1\", \"westeurope\"]\n";
    let sweep = sweep_of(grid, &aws("")).expect("a grid");
    let status = (0..sweep.rows()).map(|row| sweep.line(row).status).collect::<Vec<_>>();
    assert_eq!(status, [Status::Ok, Status::Refused, Status::Refused, Status::Ok]);
}

/// The figure of a report at a path such as `a.b[0].c` or `list[key=word].d`.
fn figure<'r>(report: &'r Value, path: &str) -> Option<&'r Value> {
    path.split('.').try_fold(report, |value, step| {
        let (key, entry) = step.strip_suffix(']').and_then(|step| step.split_once('[')).unwrap_or((step, ""));
        let value = value.get(key)?;
        if entry.is_empty() {
            return Some(value);
        }
        if let Ok(at) = entry.parse::<usize>() {
            return value.get(at);
        }
        let has = |item: &&Value| {
            entry.split(',').all(|pair| {
                let (key, word) = pair.split_once('=').expect("key=word");
                item[key] == word
            })
        };
        value.as_array()?.iter().find(has)
    })
}

/// Every cell of a row beside the field of the report of the same plan.
#[track_caller]
fn check_figures(grid: &str, plan: &str, same: &str, laws: bool) {
    let sweep = sweep_of(grid, plan).expect("a grid");
    let report = serde_json::to_value(report_of(same)).expect("JSON");
    let table = sweep.header() + &sweep.line(sweep.rows() - 1).text;
    let mut reader = csv::Reader::from_reader(table.as_bytes());
    let names = reader.headers().expect("names").clone();
    let row = reader.records().next().expect("a row").expect("sound");
    let cell = |name: &str| {
        let at = names.iter().position(|other| other == name).expect("a column");
        &row[at]
    };
    assert_eq!(cell("status"), "ok");
    let mut seen = 0;
    for column in columns(laws) {
        let (path, scale) = match column.path.strip_suffix(" × 100") {
            Some(path) => (path, 100.0),
            None => (column.path, 1.0),
        };
        let cell = cell(column.name);
        let Some(value) = figure(&report, path) else {
            assert_eq!(cell, "", "{}", column.name);
            continue;
        };
        seen += 1;
        match value {
            Value::Number(number) => {
                let number = number.as_f64().expect("a number") * scale;
                assert_eq!(
                    cell.parse::<f64>().expect("a number").to_bits(),
                    number.to_bits(),
                    "{}",
                    column.name
                );
            }
            Value::Array(list) => {
                let words: Vec<String> = list.iter().map(Value::to_string).collect();
                assert_eq!(cell, words.join(" "), "{}", column.name);
            }
            Value::String(text) => assert_eq!(cell, text, "{}", column.name),
            other => assert_eq!(cell, other.to_string(), "{}", column.name),
        }
    }
    assert!(seen >= columns(laws).len() - 4, "{seen} figures were compared");
}

#[test]
fn figures_are_those_of_the_report() {
    let grid = "[grid]\n\"platform.zones\" = [3, 2]\n\"node_pools.instance_type\" = [\"m6i.xlarge\", \"m6i.2xlarge\"]\n";
    let same = aws("zones = 2\n[[node_pools]]\ninstance_type = \"m6i.2xlarge\"\n");
    check_figures(grid, &aws(""), &same, false);
    let grid = "[grid]\n\"platform.provider\" = [\"azure\"]\n";
    check_figures(grid, &aws(""), "[platform]\nprovider = \"azure\"\n", false);
}

#[test]
fn laws_and_odds_are_those_of_the_report() {
    let targets = "[targets]\nmonthly_cost_usd = 6000\navailability_pct = 99.9\nrto_minutes = 15\nrpo_seconds = 60\nfte = 0.25\n";
    let grid = "laws = true\n[grid]\n\"targets.setup_days\" = [3]\n";
    check_figures(grid, &aws(targets), &aws(&format!("{targets}setup_days = 3\n")), true);
}

#[test]
fn the_guide_names_every_column_with_its_field() {
    let guide =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/sweep.md")).expect("a guide");
    for column in columns(true) {
        let row = format!("| `{}` | `{}` |", column.name, column.path);
        assert!(guide.contains(&row), "docs/sweep.md lacks {row}");
    }
}
