//! The CSV pack against the report's own JSON.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{text, zoneplan};

/// People, growth, lines without a price, discounts, targets, incidents, and texts that are formulas.
pub const RICH: &str = r#"
name = "=HYPERLINK(\"http://x\") \"Q1\", plan"
start_month = "2027-05"
[targets]
monthly_cost_usd = 1500
availability_pct = 99.95
fte = 0.12
[platform]
provider = "openshift"
openshift = { flavour = "ocp", host = "on-prem" }
[workload]
growth_pct_per_year = "20 to 60"
replicas = { "besu-validator" = 6 }
[team]
engineers = 4
on_call = "rota-24x7"
holidays = ["2027-05-06"]
unlisted_hours_per_month = { low = 0.8, likely = 2, high = 3.8 }
[finance]
horizon_months = 30
migration_usd = 12345.678901
[assumptions]
"finance.price_change_pct_per_year" = -5
[[activities]]
id = "log-check"
name = "＝full width"
per_year = 250
hours = 0.2
role = "@admin"
[[tasks]]
id = "own"
name = "-minus"
hours = "1 to 3"
[[history]]
class = "az_full_loss"
failures = 1
years = 4
"#;

/// The reference plans, one of a year of work, and the rich one.
pub fn plans() -> Vec<(&'static str, String)> {
    let file = |path: &str| {
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(path))
            .expect("a plan of the repository")
    };
    let discounts = "[platform]\nprovider = \"aws\"\n[finance]\nfree_allowances = true\n\
                     negotiated_pct = { \"*\" = 5 }\ncurrency = \"EUR\"\nrate = 0.9\nrate_date = \"2026-09-01\"\n\
                     [database]\ncommitment = { scheme = \"rds-ri\", years = 1 }\n";
    vec![
        ("aws", file("data/presets/aws.toml")),
        ("azure", file("data/presets/azure.toml")),
        ("gcp", file("data/presets/gcp.toml")),
        ("openshift", file("data/presets/openshift.toml")),
        ("year-of-work", file("tests/golden/year-of-work/plan.toml")),
        ("hot-warm", file("tests/golden/hot-warm-azure/plan.toml")),
        ("discounts", discounts.to_owned()),
        ("rich", RICH.to_owned()),
    ]
}

/// A plan, its pack and its report.
pub struct Exported {
    pub name: &'static str,
    pub files: BTreeMap<String, Vec<u8>>,
    pub report: Value,
}

/// Every plan of [`plans`], exported once.
pub fn exported() -> &'static [Exported] {
    static ALL: LazyLock<Vec<Exported>> = LazyLock::new(|| {
        let one = |(name, plan): (&'static str, String)| {
            let (_folder, files) = export(&plan, &[]);
            Exported { name, files, report: report(&plan) }
        };
        plans().into_iter().map(one).collect()
    });
    &ALL
}

/// Runs `export csv` on a plan; the files of the folder by name.
pub fn export(plan: &str, more: &[&str]) -> (TempDir, BTreeMap<String, Vec<u8>>) {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8").to_owned();
    let output = zoneplan(&[&["export", "csv", "-", "--out", &out], more].concat(), plan);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let files = files(folder.path());
    (folder, files)
}

/// The files of a folder by name.
pub fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder");
    entries
        .map(|entry| {
            let entry = entry.expect("an entry");
            let name = entry.file_name().into_string().expect("UTF-8");
            (name, fs::read(entry.path()).expect("a file"))
        })
        .collect()
}

/// The report of a plan.
pub fn report(plan: &str) -> Value {
    let output = zoneplan(&["plan", "-", "--format", "json"], plan);
    serde_json::from_slice(&output.stdout).expect("a report")
}

/// A table as the csv crate reads it: rows of unequal length are errors.
pub struct Table {
    pub columns: Vec<String>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    pub fn read(bytes: &[u8]) -> Self {
        let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
        let columns = reader.headers().expect("a header").iter().map(str::to_owned).collect();
        let row = |row: Result<csv::StringRecord, csv::Error>| {
            row.expect("as many fields in every row").iter().map(str::to_owned).collect()
        };
        Self { columns, rows: reader.records().map(row).collect() }
    }

    pub fn column(&self, name: &str) -> Vec<&str> {
        let at = self.columns.iter().position(|column| column == name);
        let at = at.ok_or_else(|| format!("no column {name} in {:?}", self.columns)).expect("a column");
        self.rows.iter().map(|row| row[at].as_str()).collect()
    }

    /// The sum of a column of money in whole micro-dollars; empty fields are not counted.
    pub fn sum(&self, name: &str) -> i128 {
        self.column(name).into_iter().filter(|cell| !cell.is_empty()).map(micros).sum()
    }
}

/// Micro-dollars of an amount with six decimals, digit by digit.
fn micros(cell: &str) -> i128 {
    let (whole, fraction) = cell.split_once('.').expect("decimals");
    assert_eq!(fraction.len(), 6, "{cell}");
    format!("{whole}{fraction}").parse().expect("digits")
}

/// The same of a figure of the report.
fn reported(report: &Value, pointer: &str) -> i128 {
    (report.pointer(pointer).and_then(Value::as_f64).expect(pointer) * 1e6).round() as i128
}

/// Columns that hold texts and choices as well as numbers, in plan.csv and figures.csv.
const MIXED: [(&str, &str); 3] = [("plan.csv", "value"), ("plan.csv", "chosen"), ("figures.csv", "value")];

#[test]
fn every_table_is_tidy_and_no_cell_is_a_formula() {
    for Exported { name, files, .. } in exported() {
        assert_eq!(files.len(), 23, "{name}");
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let whole = String::from_utf8(bytes.clone()).expect("UTF-8");
            assert!(whole.ends_with("\r\n") && !whole.starts_with('\u{feff}'), "{name} {file}");
            assert_eq!(whole.matches('\n').count(), whole.matches("\r\n").count(), "{name} {file}");
            let table = Table::read(bytes);
            assert_eq!(whole.matches('\n').count(), table.rows.len() + 1, "{name} {file}: one row a line");
            let columns: BTreeSet<&String> = table.columns.iter().collect();
            assert_eq!(columns.len(), table.columns.len(), "{name} {file}: names are unique");
            for column in &table.columns {
                let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
                assert!(column.chars().all(is_plain), "{name} {file}: {column}");
                for cell in table.column(column) {
                    let begin = cell.trim_start();
                    let is_formula = begin.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']);
                    assert!(!is_formula || cell.parse::<f64>().is_ok(), "{name} {file} {column}: {cell}");
                    assert!(!cell.contains(char::is_control), "{name} {file} {column}: {cell:?}");
                }
            }
        }
    }
}

/// A column is text or numbers throughout, so that a program may give it one type.
#[test]
fn columns_with_a_unit_hold_numbers() {
    let units = ["usd", "minutes", "seconds", "hours", "gib", "millicores", "mib", "pct", "nodes", "pods"];
    for Exported { name, files, .. } in exported() {
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let table = Table::read(bytes);
            for column in table.columns.iter().filter(|column| !MIXED.contains(&(file, column))) {
                let last = column.trim_end_matches("_per_month").rsplit('_').next().expect("a word");
                if units.contains(&last) {
                    for cell in table.column(column).into_iter().filter(|cell| !cell.is_empty()) {
                        assert!(cell.parse::<f64>().is_ok(), "{name} {file} {column}: {cell}");
                    }
                }
            }
        }
    }
}

#[test]
fn sums_equal_the_figures_of_the_report_to_the_micro_dollar() {
    for Exported { name, files, report } in exported() {
        let table = |file: &str| Table::read(&files[file]);
        let (costs, months) = (table("costs.csv"), table("costs_by_month.csv"));
        for (column, figure) in
            [("list_usd_per_month", "list_usd"), ("effective_usd_per_month", "effective_usd")]
        {
            let pointer = format!("/cost/monthly/{figure}");
            assert_eq!(costs.sum(column), reported(report, &pointer), "{name} {column}");
        }
        for column in ["cloud_usd", "labour_usd", "one_time_usd", "total_usd"] {
            let pointer = format!("/cost/horizon/{column}");
            assert_eq!(months.sum(column), reported(report, &pointer), "{name} {column}");
        }
        assert_eq!(
            table("one_time.csv").sum("usd"),
            reported(report, "/cost/horizon/one_time_usd"),
            "{name}"
        );
        assert_eq!(
            table("discounts.csv").rows.len(),
            report["cost"]["discounts"].as_array().map_or(0, Vec::len),
            "{name}"
        );
    }
}

/// A line without a price has no amount, says so and why; nothing else has none.
#[test]
fn a_line_without_a_price_is_empty_and_not_0() {
    let mut unpriced = 0;
    for Exported { name, files, report } in exported() {
        let lines = report["cost"]["lines"].as_array().expect("lines");
        let costs = Table::read(&files["costs.csv"]);
        assert_eq!(costs.rows.len(), lines.len(), "{name}");
        let states = costs.column("state").into_iter().zip(costs.column("unpriced_reason"));
        let amounts = costs.column("effective_usd_per_month").into_iter().zip(costs.column("unit_price_usd"));
        for ((line, (state, reason)), (amount, price)) in lines.iter().zip(states).zip(amounts) {
            let is_priced = line.get("effective_usd").is_some();
            assert_eq!(state, if is_priced { "priced" } else { "unpriced" }, "{name} {line}");
            assert_eq!((amount.is_empty(), price.is_empty()), (!is_priced, !is_priced), "{name} {line}");
            assert_eq!(reason.is_empty(), is_priced, "{name} {line}");
            unpriced += usize::from(!is_priced);
        }
    }
    assert!(unpriced > 0, "one of the plans has lines without a price");
}

#[test]
fn figures_are_those_of_the_report_by_their_path() {
    let mut seen = BTreeSet::new();
    for Exported { name, files, report } in exported() {
        let figures = Table::read(&files["figures.csv"]);
        for (path, value) in figures.column("path").into_iter().zip(figures.column("value")) {
            let found = report.pointer(&format!("/{}", path.replace('.', "/"))).expect(path);
            match found {
                Value::Number(number) => {
                    // The reader of JSON may be off by the last bit.
                    let (here, there) = (value.parse::<f64>().expect(path), number.as_f64().expect(path));
                    assert!((here - there).abs() <= 1e-15 * there.abs(), "{name} {path}: {here}, {there}");
                }
                Value::String(word) => assert_eq!(value, word, "{name} {path}"),
                other => assert_eq!(value, other.to_string(), "{name} {path}"),
            }
            seen.insert(path.to_owned());
        }
        let classes = Table::read(&files["availability.csv"]);
        for (at, minutes) in classes.column("downtime_minutes_per_year").into_iter().enumerate() {
            let there = &report["availability"]["classes"][at]["downtime_minutes_per_year"];
            let (here, there) =
                (minutes.parse::<f64>().expect("a number"), there.as_f64().expect("a number"));
            assert!((here - there).abs() <= 1e-15 * there.abs(), "{name} {at}: {here}, {there}");
        }
        for (file, pointer) in [
            ("sizing.csv", "/sizing/pools"),
            ("quorum.csv", "/sizing/quorum"),
            ("availability.csv", "/availability/classes"),
            ("recovery.csv", "/recovery"),
            ("backup.csv", "/backup/tiers"),
            ("backup_by_month.csv", "/backup/by_month"),
            ("data_loss.csv", "/backup/rpo_by_surface"),
            ("restore_steps.csv", "/backup/restore_steps"),
            ("effort_tasks.csv", "/effort/setup/schedule/tasks"),
            ("verdicts.csv", "/verdicts"),
            ("warnings.csv", "/warnings"),
            ("costs_by_month.csv", "/cost/horizon/by_month"),
        ] {
            let there = report.pointer(pointer).and_then(Value::as_array).expect(pointer);
            assert_eq!(Table::read(&files[file]).rows.len(), there.len(), "{name} {file}");
        }
    }
    // Every figure that is listed is one that some report has.
    let source = include_str!("../../../src/engine/export/pack/figures.rs");
    let listed =
        source.lines().filter_map(|line| line.trim().strip_prefix("(\"")?.split_once('"')).map(|it| it.0);
    let listed = listed.map(str::to_owned);
    let unseen: Vec<String> = listed.filter(|path| path.contains('.') && !seen.contains(path)).collect();
    assert!(unseen.is_empty(), "{unseen:?}");
}

/// The keys that the plan's own check names when it meets an unknown one.
fn keys_of(table: &str) -> Vec<String> {
    let plan = match table {
        "" => "zz = 1\n[platform]\nprovider = \"aws\"".to_owned(),
        "platform" => "[platform]\nprovider = \"aws\"\nzz = 1".to_owned(),
        "platform.openshift" => "[platform]\nprovider = \"openshift\"\nopenshift = { zz = 1 }".to_owned(),
        "node_pools.0" => "[[node_pools]]\nzz = 1\n[platform]\nprovider = \"aws\"".to_owned(),
        _ => format!("[{table}]\nzz = 1\n[platform]\nprovider = \"aws\""),
    };
    let output = zoneplan(&["plan", "-"], &plan);
    let said = text(&output.stderr);
    let (_, keys) = said
        .split_once("allowed is one of ")
        .ok_or_else(|| format!("{table}: {said}"))
        .expect("what is allowed");
    let keys = keys.lines().next().expect("a line").split(';').next().expect("keys");
    keys.split(", ").map(|key| key.trim().to_owned()).collect()
}

#[test]
fn the_table_of_the_plan_has_every_key_and_says_which_are_set() {
    let rich = exported().iter().find(|exported| exported.name == "rich").expect("the rich plan");
    let (files, report) = (&rich.files, &rich.report);
    let table = Table::read(&files["plan.csv"]);
    let keys = table.column("key");
    let has = |key: &str| keys.iter().any(|it| *it == key || it.starts_with(&format!("{key}.")));
    let tables = ["", "targets", "platform", "platform.openshift", "workload", "node_pools.0", "database"];
    let more = ["cache", "object_storage", "backup", "network", "observability", "team", "team.rota"];
    for of in tables.into_iter().chain(more).chain(["finance", "simulation", "optimise"]) {
        for key in keys_of(of) {
            let key = if of.is_empty() { key } else { format!("{of}.{key}") };
            assert!(has(&key), "{key} is missing");
        }
    }
    let of = |key: &str, column: &str| {
        let at = keys.iter().position(|it| *it == key).unwrap_or_else(|| panic!("{key}"));
        table.column(column)[at].to_owned()
    };
    for key in ["targets.fte", "platform.openshift.host", "workload.growth_pct_per_year", "team.engineers"] {
        assert_eq!((of(key, "given").as_str(), of(key, "origin").as_str()), ("SET", "the plan"), "{key}");
    }
    for key in ["platform.zones", "network.egress_gib_per_month", "simulation.seed", "backup.tiers.0.name"] {
        assert_eq!(of(key, "given"), "default", "{key}");
    }
    let growth = ["low", "value", "high", "unit"].map(|column| of("workload.growth_pct_per_year", column));
    assert_eq!(growth, ["20", "40", "60", "percent per year"]);
    assert_eq!(of("assumptions.finance.price_change_pct_per_year", "value"), "-5");
    assert_eq!(of("name", "value"), "'=HYPERLINK(\"http://x\") \"Q1\", plan");
    assert_eq!(of("activities.0.name", "value"), "'＝full width");
    assert_eq!(of("activities.0.role", "value"), "'@admin");
    assert_eq!(of("tasks.0.name", "value"), "'-minus");
    assert_eq!(of("node_pools.0.nodes", "value"), "auto");
    assert_eq!(of("node_pools.0.nodes", "chosen"), report["sizing"]["pools"][0]["nodes"].to_string());
    assert!(of("backup.keep_days", "source").starts_with("https://"));
    let assumptions = Table::read(&files["assumptions.csv"]);
    let at = assumptions.column("id").iter().position(|id| *id == "finance.price_change_pct_per_year");
    let at = at.expect("the id");
    assert_eq!((assumptions.column("likely")[at], assumptions.column("set_by")[at]), ("-5", "SET"));
    assert!(assumptions.column("set_by").contains(&"history"));
}

#[test]
fn the_readme_names_every_file_and_column_and_the_sums() {
    for Exported { name, files, report } in exported() {
        let readme = text(&files["README.txt"]);
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let (_, part) =
                readme.split_once(&format!("\n{file}: ")).unwrap_or_else(|| panic!("{name} {file}"));
            let part = part.split("\n\n").next().expect("a part");
            for column in Table::read(bytes).columns {
                assert!(part.contains(&format!("\n  {column}: ")), "{name} {file} {column}");
            }
        }
        for identity in ["plan_digest", "engine_version"] {
            assert!(readme.contains(report[identity].as_str().expect("a text")), "{name} {identity}");
        }
        for identity in ["digest", "newest", "oldest"] {
            assert!(
                readme.contains(report["catalogue"][identity].as_str().expect("a text")),
                "{name} {identity}"
            );
        }
        assert!(readme.contains(&format!("Seed: {} ", report["seed"])), "{name}");
        let total = &report["cost"]["horizon"]["total_usd"];
        assert!(readme.contains(&format!("sum of total_usd = cost.horizon.total_usd = {total}\n")), "{name}");
        let is_complete = report["cost"]["monthly"]["complete"] == true;
        assert_eq!(readme.contains("Lines without a price"), !is_complete, "{name}");
    }
}
