//! Prices listed, judged by age and compared, as people and pipelines do it.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{text, zoneplan};

const HEADER: &str =
    "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n";

/// What the program answers; standard error is empty.
#[track_caller]
fn answer(arguments: &[&str], code: i32) -> String {
    let output = zoneplan(arguments, "");
    assert_eq!(output.status.code(), Some(code), "{}", text(&output.stderr));
    assert_eq!(text(&output.stderr), "");
    text(&output.stdout)
}

#[track_caller]
fn document(arguments: &[&str], code: i32) -> Value {
    serde_json::from_str(&answer(&[arguments, &["--format", "json"]].concat(), code))
        .expect("one JSON document")
}

/// The one complaint of a command that cannot answer.
#[track_caller]
fn complaint(arguments: &[&str]) -> String {
    let output = zoneplan(arguments, "");
    assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
    assert!(output.stdout.is_empty());
    text(&output.stderr)
}

fn sheet(folder: &TempDir, name: &str, rows: &str) -> String {
    let path = folder.path().join(name);
    fs::write(&path, format!("{HEADER}{rows}")).expect("written");
    path.display().to_string()
}

fn folder() -> TempDir {
    TempDir::new().expect("a folder")
}

#[test]
fn a_list_has_place_unit_tier_price_date_method_and_source() {
    let place = ["prices", "list", "--provider", "aws", "--region", "eu-central-1"];
    let listed = answer(&[&place[..], &["--service", "cloudwatch"]].concat(), 0);
    assert!(listed.starts_with("aws eu-central-1, cloudwatch\n"), "{listed}");
    let line = listed.lines().find(|line| line.contains("10000 to 250000")).expect("a tier");
    for part in ["custom metric", "metric-month", " 0.1 ", "2025-12-03", "feed", "cloudwatch.json"] {
        assert!(line.contains(part), "{part}: {line}");
    }
    let rows = document(&[&place[..], &["--service", "eks"]].concat(), 0);
    let row = &rows["rows"][2];
    assert_eq!(
        (row["item"].as_str(), row["usd_per_unit"].as_f64()),
        (Some("eks-cluster-standard"), Some(0.1))
    );
    assert_eq!(rows["n_prices"], 5);
    for key in ["provider", "region", "service", "unit", "tiering", "as_of", "method", "source"] {
        assert!(row[key].is_string(), "{key}");
    }
    assert!(row["tier_from"].is_null() && row["tier_to"].is_null());
}

#[test]
fn a_list_as_csv_is_a_price_sheet_that_equals_what_it_lists() {
    let folder = folder();
    let path = folder.path().join("all.csv");
    let listed = answer(&["prices", "list", "--format", "csv"], 0);
    assert!(listed.starts_with(HEADER));
    fs::write(&path, listed).expect("written");
    let answer = document(&["prices", "diff", "bundled", &path.display().to_string()], 0);
    for list in ["added", "gone", "changed", "unit_changed"] {
        assert_eq!(answer[list], Value::Array(Vec::new()), "{list}");
    }
    assert!(answer["n_unchanged"].as_u64() > Some(9000));
}

#[test]
fn an_unknown_word_is_named_with_what_is_allowed() {
    for (arguments, part) in [
        (["--provider", "awz"], "provider: found \"awz\", allowed is aws"),
        (["--region", "eu-centrl-1"], "the nearest is eu-central-1"),
        (["--service", "nat-gatway"], "the nearest is nat-gateway"),
    ] {
        let complaint = complaint(&[&["prices", "list"], &arguments[..]].concat());
        assert!(complaint.contains(part), "{complaint}");
        assert_eq!(complaint.lines().count(), 1, "{complaint}");
    }
    assert!(complaint(&["prices", "age", "--region", "mars"]).contains("region: found \"mars\""));
}

#[test]
fn ages_count_to_the_day_that_is_given() {
    let place = ["prices", "age", "--region", "eu-central-1", "--as-of"];
    let early = document(&[&place[..], &["2026-01-01"]].concat(), 0);
    let late = document(&[&place[..], &["2026-02-01"]].concat(), 0);
    let median = |answer: &Value| answer["places"][0]["median_days"].as_f64().expect("a number");
    assert!((median(&late) - median(&early) - 31.0).abs() < 1e-9);
    assert_eq!(
        (early["as_of"].as_str(), early["as_of_from"].as_str()),
        (Some("2026-01-01"), Some("--as-of"))
    );
    assert_eq!(early["places"][0]["provider"], "aws");
    assert_eq!(early["total"]["n_prices"], early["places"][0]["n_prices"]);
    for (key, date) in [("oldest", "2024-07-18"), ("newest", "2025-12-06")] {
        assert_eq!(early["places"][0][key], date);
    }
}

#[test]
fn without_a_day_the_newest_date_of_the_catalogue_is_named() {
    let listed = answer(&["prices", "age"], 0);
    let first = listed.lines().next().expect("a line");
    assert!(
        first.starts_with("ages on 20") && first.ends_with("the newest date of the catalogue"),
        "{first}"
    );
    assert!(answer(&["prices", "age", "--help"], 0).contains("There is no clock here"));
}

#[test]
fn a_price_older_than_allowed_is_exit_1() {
    let old = ["prices", "age", "--region", "eu-central-1", "--as-of", "2026-01-01", "--max-days"];
    let listed = answer(&[&old[..], &["100"]].concat(), 1);
    assert!(listed.contains("older than 100 days"), "{listed}");
    assert_eq!(document(&[&old[..], &["100"]].concat(), 1)["within"], false);
    let young = answer(&[&old[..], &["2000"]].concat(), 0);
    assert!(young.contains("no price is older than 2,000 days, and every price is dated"), "{young}");
    let complaint = complaint(&["prices", "age", "--as-of", "2026-02"]);
    assert!(complaint.contains("--as-of: found \"2026-02\", allowed is a day as YYYY-MM-DD"), "{complaint}");
}

#[test]
fn a_difference_names_what_is_new_gone_and_changed_by_how_much() {
    let folder = folder();
    let old = sheet(
        &folder,
        "old.csv",
        "aws,eu-central-1,eks,cluster,cluster-hour,,,,0.1,2025,feed,x\n\
         aws,eu-central-1,s3,storage,GB-month,graduated,0,51200,0.0245,2025,feed,x\n\
         aws,eu-central-1,s3,storage,GB-month,graduated,51200,,0.0235,2025,feed,x\n\
         aws,eu-central-1,ebs,gp3,GB-month,,,,0.0952,2025,feed,x\n\
         aws,eu-central-1,ebs,gp2,GB-month,,,,0.119,2025,feed,x\n\
         aws,eu-central-1,kms,key,key-month,,,,1,2025,feed,x\n",
    );
    let new = sheet(
        &folder,
        "new.csv",
        "aws,eu-central-1,kms,key,key-month,,,,1.0,2026-09-01,page,another source\n\
         aws,eu-central-1,eks,cluster,cluster-hour,,,,0.12,2026,feed,x\n\
         aws,eu-central-1,s3,storage,GB-month,graduated,0,51200,0.0245,2026,feed,x\n\
         aws,eu-central-1,s3,storage,GB-month,graduated,51200,512000,0.0225,2026,feed,x\n\
         aws,eu-central-1,ebs,gp3,GiB-month,,,,0.0952,2026,feed,x\n\
         azure,westeurope,aks,standard,cluster-hour,,,,0.1,2026,feed,x\n",
    );
    let difference = document(&["prices", "diff", &old, &new], 0);
    assert_eq!(difference["n_unchanged"], 1, "another date is no other price");
    assert_eq!(difference["added"][0]["item"], "standard");
    assert_eq!(difference["gone"][0]["item"], "gp2");
    let changed = difference["changed"].as_array().expect("a list");
    assert_eq!(changed.len(), 2);
    assert!((changed[0]["tiers"][0]["change_pct"].as_f64().expect("a number") - 20.0).abs() < 1e-9);
    let tiers = changed[1]["tiers"].as_array().expect("tiers");
    assert_eq!(tiers.len(), 3, "bounds that differ are another tier");
    assert_eq!((tiers[0]["change_pct"].as_f64(), tiers[1]["old_usd"].as_f64()), (Some(0.0), None));
    assert_eq!(difference["unit_changed"][0]["new"]["unit"], "GiB-month");
    let listed = answer(&["prices", "diff", &old, &new], 0);
    for part in ["1 added, 1 gone, 2 changed, 1 with another unit, 1 the same", "+20.00 %", "tier gone"] {
        assert!(listed.contains(part), "{part}: {listed}");
    }
}

#[test]
fn folders_of_sheets_are_compared_too() {
    let (old, new) = (folder(), folder());
    for (folder, price) in [(&old, "0.1"), (&new, "0.2")] {
        sheet(
            folder,
            "a.csv",
            &format!("aws,eu-central-1,eks,cluster,cluster-hour,,,,{price},2025,feed,x\n"),
        );
        sheet(folder, "b.csv", "azure,westeurope,aks,standard,cluster-hour,,,,0.1,2025,feed,x\n");
    }
    let path = |folder: &TempDir| folder.path().display().to_string();
    let difference = document(&["prices", "diff", &path(&old), &path(&new)], 0);
    assert_eq!(
        (&difference["changed"][0]["item"], &difference["n_unchanged"]),
        (&"cluster".into(), &1.into())
    );
    let empty = folder();
    assert!(complaint(&["prices", "diff", &path(&old), &path(&empty)]).contains("no file that ends in .csv"));
}

#[test]
fn faults_of_a_sheet_name_line_and_column() {
    let folder = folder();
    for (rows, part) in [
        ("aws,r,s,i,u,,,,-1,2025,feed,x\n", "line 2, column usd_per_unit: found \"-1\""),
        ("aws,r,s,i,u,,,,NaN,2025,feed,x\n", "column usd_per_unit"),
        ("aws,r,s,i,u,,,,1e999,2025,feed,x\n", "column usd_per_unit"),
        ("mars,r,s,i,u,,,,1,2025,feed,x\n", "column provider: found \"mars\", allowed is aws, azure"),
        ("aws,../r,s,i,u,,,,1,2025,feed,x\n", "column region"),
        ("aws,r,=s,i,u,,,,1,2025,feed,x\n", "column service"),
        ("aws,r,s,i,u,steps,0,,1,2025,feed,x\n", "allowed is nothing, graduated, whole"),
        ("aws,r,s,i,u,,0,,1,2025,feed,x\n", "column tiering"),
        ("aws,r,s,i,u,graduated,5,,1,2025,feed,x\n", "begins at 5"),
        ("aws,r,s,i,u,graduated,0,9,1,2025,feed,x\naws,r,s,i,u,graduated,8,,1,2025,feed,x\n", "ends at 9"),
        (
            "aws,r,s,i,u,,,,1,2025,feed,x\naws,r,s,i,u,,,,2,2025,feed,x\n",
            "line 3: a second row for aws r, s, i",
        ),
        ("aws,r,s,i,u,graduated,0,9,1,2025,feed,x\naws,r,s,i,v,graduated,9,,1,2025,feed,x\n", "column unit"),
        ("aws,r,s,i,u,,,,1,2025-13,feed,x\n", "column as_of"),
        ("aws,r,s,i,u,,,,1,2025,rumour,x\n", "column method"),
        ("aws,r,s,i,u,,,,1,2025,feed,\n", "column source"),
        ("aws,r,s\n", "line 2"),
    ] {
        let path = sheet(&folder, "faulty.csv", rows);
        let complaint = complaint(&["prices", "diff", &path, "bundled"]);
        assert!(complaint.contains(part), "{rows}: {complaint}");
    }
    let path = folder.path().join("other.csv");
    fs::write(&path, "a,b\n1,2\n").expect("written");
    assert!(
        complaint(&["prices", "diff", &path.display().to_string(), "bundled"])
            .contains("the columns must be")
    );
    assert!(!Path::new("bundled").exists());
}
