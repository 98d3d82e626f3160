//! Golden cases: a folder with a plan, with manifests where it names some, and the report it must give, byte for byte.
//!
//! `UPDATE_GOLDEN=1 cargo test` writes them anew; read the difference before it is kept.

use std::fs;
use std::path::{Path, PathBuf};

use zoneplan::engine::report::{to_csv, to_text};

use crate::support::{parse, report_of, report_with};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")
}

fn cases() -> Vec<PathBuf> {
    let mut cases: Vec<PathBuf> = fs::read_dir(folder())
        .expect("the folder of golden cases")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .collect();
    cases.sort();
    cases
}

#[track_caller]
fn compare(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::write(path, found).expect("written");
    }
    let expected = fs::read_to_string(path).unwrap_or_default();
    assert!(
        expected == found,
        "{} differs; run with UPDATE_GOLDEN=1 and read the difference",
        path.display()
    );
}

#[test]
fn golden_cases_are_unchanged() {
    let cases = cases();
    assert!(cases.len() >= 4, "{cases:?}");
    for case in cases {
        let plan = fs::read_to_string(case.join("plan.toml")).expect("a plan");
        let manifests = fs::read_to_string(case.join("manifests.yaml")).ok();
        let parsed = if manifests.is_some() { Ok(()) } else { parse(&plan).map(drop) };
        match parsed {
            Ok(()) => {
                let report = manifests.map_or_else(|| report_of(&plan), |text| report_with(&plan, &text));
                compare(&case.join("report.csv"), &to_csv(&report).expect("CSV"));
                compare(&case.join("report.txt"), &to_text(&report));
            }
            Err(faults) => {
                let text: String = faults.iter().map(|fault| format!("{fault}\n")).collect();
                compare(&case.join("faults.txt"), &text);
            }
        }
    }
}
