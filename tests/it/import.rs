//! Saved feeds and own price sheets become price sheets.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{text, zoneplan};
use crate::loopback::{Server, reply};

const SHEET: &str =
    "provider,region,service,item,unit,tiering,tier_from,tier_to,usd_per_unit,as_of,method,source\n";

/// An offer file of EC2 with these prices of machines, and one reserved term.
fn offer(prices: &[(&str, &str, &str)]) -> String {
    let mut text = "\"FormatVersion\",\"v1.0\"\n\"Disclaimer\",\"none\"\n\
                    \"Publication Date\",\"2026-11-20T10:00:00Z\"\n\"Version\",\"20261120100000\"\n\
                    \"OfferCode\",\"AmazonEC2\"\n\
                    \"SKU\",\"OfferTermCode\",\"RateCode\",\"TermType\",\"PriceDescription\",\"EffectiveDate\",\
                    \"StartingRange\",\"EndingRange\",\"Unit\",\"PricePerUnit\",\"Currency\",\"Product Family\",\
                    \"Location Type\",\"Region Code\",\"Instance Type\",\"Tenancy\",\"Operating System\",\
                    \"License Model\",\"Pre Installed S/W\",\"CapacityStatus\",\"MarketOption\",\"usageType\",\
                    \"operation\",\"Volume API Name\"\n"
        .to_owned();
    for (number, (region, machine, price)) in prices.iter().enumerate() {
        for (term, price) in [("OnDemand", *price), ("Reserved", "0.01")] {
            text.push_str(&format!(
                "\"SKU{number}\",\"T\",\"SKU{number}.T.R\",\"{term}\",\"x\",\"2026-11-01\",\"0\",\"Inf\",\"Hrs\",\
                 \"{price}\",\"USD\",\"Compute Instance\",\"AWS Region\",\"{region}\",\"{machine}\",\"Shared\",\
                 \"Linux\",\"No License required\",\"NA\",\"Used\",\"OnDemand\",\"BoxUsage:{machine}\",\
                 \"RunInstances\",\"\"\n"
            ));
        }
    }
    text
}

struct Case {
    folder: TempDir,
}

impl Case {
    fn new() -> Self {
        Self { folder: TempDir::new().expect("a folder") }
    }

    fn file(&self, name: &str, text: &str) -> String {
        let path = self.folder.path().join(name);
        fs::write(&path, text).expect("written");
        path.display().to_string()
    }

    fn out(&self) -> String {
        self.folder.path().join("sheets").display().to_string()
    }

    fn sheet(&self, name: &str) -> String {
        fs::read_to_string(Path::new(&self.out()).join(name)).expect("a sheet")
    }

    #[track_caller]
    fn answer(&self, arguments: &[&str]) -> Value {
        serde_json::from_str(&self.text(&[arguments, &["--format", "json"]].concat()))
            .expect("one JSON document")
    }

    #[track_caller]
    fn text(&self, arguments: &[&str]) -> String {
        let output = zoneplan(&[&["prices", "import", "--out", &self.out()], arguments].concat(), "");
        assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
        assert_eq!(text(&output.stderr), "");
        text(&output.stdout)
    }

    #[track_caller]
    fn complaint(&self, arguments: &[&str]) -> String {
        let output = zoneplan(&[&["prices", "import", "--out", &self.out()], arguments].concat(), "");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stdout));
        assert!(output.stdout.is_empty());
        assert!(!Path::new(&self.out()).exists(), "nothing is written");
        text(&output.stderr)
    }
}

#[test]
fn nothing_is_written_until_it_is_asked_for() {
    let case = Case::new();
    let feed = case.file("ec2.csv", &offer(&[("eu-central-1", "m5.large", "0.1150000000")]));
    let preview = case.text(&[&feed]);
    for part in [
        "AWS price list offer file (CSV), of 2026-11-20",
        "1 price\n",
        "reserved or committed term",
        "aws eu-central-1\n",
        "m5.large 0.115 USD per hour",
        "would write",
        "nothing is written; --write writes it",
    ] {
        assert!(preview.contains(part), "{part}: {preview}");
    }
    assert!(!Path::new(&case.out()).exists());
    let written = case.text(&[&feed, "--write"]);
    assert!(written.contains("\nwrote ") && !written.contains("nothing is written"), "{written}");
    let sheet = case.sheet("aws-eu-central-1.csv");
    assert!(sheet.starts_with(SHEET));
    assert!(sheet.contains("\naws,eu-central-1,ec2,m5.large,hour,,,,0.115,2026-11-"), "{sheet}");
    let folder: Vec<_> = fs::read_dir(case.out()).expect("a folder").collect();
    assert_eq!(folder.len(), 1, "one sheet for each region, and nothing else");
    let old = Path::new(&case.out()).join("aws-eu-central-1.csv").display().to_string();
    let output = zoneplan(&["prices", "diff", &old, "bundled", "--format", "json"], "");
    assert_eq!(output.status.code(), Some(0), "a written sheet is a sound one");
}

#[test]
fn regions_are_sheets_of_their_own_and_can_be_chosen() {
    let case = Case::new();
    let feed = case.file(
        "ec2.csv",
        &offer(&[
            ("eu-central-1", "m5.large", "0.115"),
            ("us-east-1", "m5.large", "0.096"),
            ("us-east-1", "no-such-type", "1"),
        ]),
    );
    let all = case.answer(&[&feed]);
    assert_eq!(all["written"], false);
    let regions: Vec<&str> = all["sheets"]
        .as_array()
        .expect("sheets")
        .iter()
        .filter_map(|sheet| sheet["region"].as_str())
        .collect();
    assert_eq!(regions, ["eu-central-1", "us-east-1"]);
    assert_eq!(all["sheets"][0]["services"][0]["service"], "ec2");
    assert_eq!(all["feeds"][0]["skipped"]["reserved-term"]["records"], 3);
    assert_eq!(all["feeds"][0]["skipped"]["unknown-type"]["examples"].as_array().map(Vec::len), Some(1));
    let one = case.answer(&[&feed, "--region", "us-east-1"]);
    assert_eq!(one["sheets"].as_array().map(Vec::len), Some(1));
    let complaint = case.complaint(&[&feed, "--region", "us-eest-1"]);
    assert!(complaint.contains("the nearest is us-east-1"), "{complaint}");
    let complaint = case.complaint(&[&feed, "--region", "eu-west-1"]);
    assert!(complaint.contains("eu-central-1") && complaint.contains("no price is left"), "{complaint}");
    assert!(case.complaint(&[&feed, "--as-of", "2026"]).contains("a day as YYYY-MM-DD"));
}

#[test]
fn files_are_merged_and_must_agree() {
    let case = Case::new();
    let feed = case.file("ec2.csv", &offer(&[("eu-central-1", "m5.large", "0.115")]));
    let own = case.file(
        "own.csv",
        &format!(
            "{SHEET}aws,eu-central-1,s3,own storage,GB-month,graduated,100,,0.02,2026-10-01,page,contract\n\
             aws,eu-central-1,s3,own storage,GB-month,graduated,0,100,0.03,2026-10-01,page,contract\n\
             aws,eu-central-1,ec2,m5.large,hour,,,,0.1150,2026-10-01,page,contract\n"
        ),
    );
    let answer = case.answer(&[&feed, &own, "--write"]);
    assert_eq!((&answer["written"], &answer["sheets"][0]["n_prices"]), (&true.into(), &2.into()));
    let sheet = case.sheet("aws-eu-central-1.csv");
    assert_eq!(sheet.lines().count(), 4, "{sheet}");
    assert!(sheet.lines().nth(1).is_some_and(|line| line.contains("m5.large") && line.contains(",feed,")));
    assert!(sheet.lines().nth(2).is_some_and(|line| line.contains(",graduated,0,100,0.03,")), "in order");
    fs::remove_dir_all(case.out()).expect("removed");
    let other = case.file(
        "other.csv",
        &format!("{SHEET}aws,eu-central-1,ec2,m5.large,hour,,,,0.12,2026-10-01,page,contract\n"),
    );
    let complaint = case.complaint(&[&feed, &other, "--write"]);
    for part in [
        "aws eu-central-1, ec2, m5.large",
        "ec2.csv (",
        "0.115 USD per hour",
        "other.csv, line 2,",
        "0.12 USD per hour",
    ] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
}

#[test]
fn a_folder_is_read_whole_and_half_a_file_is_not() {
    let case = Case::new();
    let feeds = case.folder.path().join("feeds");
    fs::create_dir(&feeds).expect("a folder");
    fs::write(feeds.join("ec2.csv"), offer(&[("eu-central-1", "m5.large", "0.115")])).expect("written");
    fs::write(feeds.join("rds.csv.partial"), "half").expect("written");
    fs::write(
        feeds.join("empty.ndjson"),
        "{\"BillingCurrency\":\"USD\",\"Items\":[],\"NextPageLink\":null}\n",
    )
    .expect("written");
    let folder = feeds.display().to_string();
    let answer = case.answer(&[&folder, &folder]);
    assert_eq!(answer["feeds"].as_array().map(Vec::len), Some(2), "each file once, the partial one not");
    assert!(answer["feeds"][1]["nothing"].is_string() || answer["feeds"][1]["n_prices"] == 0);
    fs::remove_file(feeds.join("ec2.csv")).expect("removed");
    assert!(case.complaint(&[&folder]).contains("empty.ndjson"));
    fs::remove_file(feeds.join("empty.ndjson")).expect("removed");
    assert!(case.complaint(&[&folder]).contains("no file that ends in .csv, .json or .ndjson"));
}

#[test]
fn faults_of_feeds_and_sheets_are_named_together() {
    let case = Case::new();
    let letter = case.file("letter.txt", "Dear diary\n");
    let sheet = case.file(
        "own.csv",
        &format!("{SHEET}aws,eu-central-1,s3,a,GB,,,,-1,2026,page,x\naws,mars-1,s3,a,GB,,,,1,2026,page,x\n"),
    );
    let complaint = case.complaint(&[&letter, &sheet, "--write"]);
    for part in [
        "3 faults",
        "letter.txt",
        "understood are",
        "or a price sheet, which begins with provider,region,",
        "line 2, column usd_per_unit",
        "region is named \"mars-1\"",
    ] {
        assert!(complaint.contains(part), "{part}: {complaint}");
    }
    assert!(case.complaint(&["no-such-feed.csv"]).contains("cannot read no-such-feed.csv"));
}

#[test]
fn a_sheet_that_is_there_is_replaced_only_if_it_is_one() {
    let case = Case::new();
    let feed = case.file("ec2.csv", &offer(&[("eu-central-1", "m5.large", "0.115")]));
    case.text(&[&feed, "--write"]);
    let newer = case.file(
        "newer.csv",
        &offer(&[("eu-central-1", "m5.large", "0.12"), ("eu-central-1", "m5.xlarge", "0.24")]),
    );
    let answer = case.answer(&[&newer]);
    let replaces = &answer["sheets"][0]["replaces"];
    assert_eq!(
        (&replaces["added"], &replaces["gone"], &replaces["changed"]),
        (&1.into(), &0.into(), &1.into())
    );
    let path = Path::new(&case.out()).join("aws-eu-central-1.csv");
    fs::write(&path, "my notes\n").expect("written");
    let output = zoneplan(&["prices", "import", "--out", &case.out(), &newer, "--write"], "");
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("aws-eu-central-1.csv, line 1: the columns must be"));
    assert_eq!(fs::read_to_string(&path).expect("a file"), "my notes\n");
}

#[test]
fn what_is_fetched_is_imported() {
    let case = Case::new();
    let feed = offer(&[("eu-central-1", "m5.large", "0.115")]);
    let server = Server::start(move |_, _| reply(200, feed.clone()).with("ETag", "\"a\""));
    let feeds = case.folder.path().join("feeds").display().to_string();
    let fetch = ["prices", "fetch", "--provider", "aws", "--region", "eu-central-1", "--out", &feeds];
    let output = zoneplan(&[&fetch[..], &["--endpoint", &server.url()]].concat(), "");
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    // The server has one offer only, and hands it out under every name.
    let answer = case.answer(&[&feeds, "--region", "eu-central-1"]);
    assert_eq!(answer["feeds"].as_array().map(Vec::len), Some(8));
    assert_eq!(answer["sheets"][0]["n_prices"], 1, "the same price of several files is one");
}

fn fixture(name: &str) -> String {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/feeds").join(name).display().to_string()
}

/// One feed of each kind: what is written is what was understood, and reads as a sheet.
#[test]
fn feeds_of_every_kind_become_sound_sheets() {
    let case = Case::new();
    let names = ["aws/ec2.json", "aws/s3-tiers.csv", "azure/global.json", "gcp/multi-regions.json"];
    let files = names.map(fixture);
    let files: Vec<&str> = files.iter().map(String::as_str).collect();
    let answer = case.answer(&[&files[..], &["--write"]].concat());
    let feeds = answer["feeds"].as_array().expect("feeds");
    let understood: u64 = feeds.iter().filter_map(|feed| feed["n_prices"].as_u64()).sum();
    assert!(feeds.iter().all(|feed| feed["n_prices"].as_u64() > Some(0)), "{answer}");
    let sheets = answer["sheets"].as_array().expect("sheets");
    assert_eq!(sheets.iter().filter_map(|sheet| sheet["n_prices"].as_u64()).sum::<u64>(), understood);
    let files: Vec<&str> = sheets.iter().filter_map(|sheet| sheet["file"].as_str()).collect();
    assert!(files.iter().any(|file| file.ends_with("azure-global.csv")), "{files:?}");
    let output = zoneplan(&["prices", "diff", &case.out(), &case.out(), "--format", "json"], "");
    let same: Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(same["n_unchanged"], understood);
    // What was written can be read in again.
    let again = case.answer(&[&case.out()]);
    for sheet in again["sheets"].as_array().expect("sheets") {
        let replaces = &sheet["replaces"];
        assert_eq!(
            (&replaces["added"], &replaces["gone"], &replaces["changed"]),
            (&0.into(), &0.into(), &0.into())
        );
    }
}

#[test]
fn hostile_files_are_refused_and_nothing_is_written() {
    let case = Case::new();
    for (name, part) in [
        ("hostile/truncated.csv", "the file ends in the middle"),
        ("hostile/truncated.json", "the file ends in the middle"),
        ("hostile/deep.json", "nested more than"),
        ("hostile/diary.txt", "understood are"),
        ("hostile/infinite.csv", "1e999"),
        ("hostile/overlapping-tiers.csv", "begins at 50"),
        ("aws/currency.csv", "found \"CNY\", allowed is USD"),
        ("aws/missing-column.csv", "the column \"Tenancy\" is missing"),
        ("azure/nothing-wanted.json", "mars"),
    ] {
        let complaint = case.complaint(&[&fixture(name), "--write"]);
        assert!(complaint.contains(part), "{name}: {complaint}");
    }
}

#[test]
fn a_feed_comes_from_standard_input_too() {
    let case = Case::new();
    let feed = offer(&[("eu-central-1", "m5.large", "0.115")]);
    let output = zoneplan(&["prices", "import", "--out", &case.out(), "-", "--write"], &feed);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    assert!(case.sheet("aws-eu-central-1.csv").contains("m5.large"));
}
