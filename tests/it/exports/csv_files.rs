//! The CSV pack as files: the archive, byte order marks, names that are strange, disks that fail.

use std::fs;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use zoneplan::bundled;
use zoneplan::engine::catalogue::Catalogue;
use zoneplan::engine::export::{PackSource, csv_pack, csv_pack_zip};
use zoneplan::engine::plan::assess;
use zoneplan::engine::report;
use zoneplan::engine::scenario::{Document, plan_from};

use super::csv::{RICH, export, files};
use crate::cli::{text, zoneplan};

const PLAN: &str = "[platform]\nprovider = \"aws\"\n";

/// A number of an archive, little end first.
fn number(bytes: &[u8]) -> usize {
    bytes.iter().rev().fold(0, |number, byte| number << 8 | usize::from(*byte))
}

/// The stored files of an archive, by its directory. Source: APPNOTE 4.3.
fn stored(archive: &[u8]) -> Vec<(String, Vec<u8>)> {
    let end = &archive[archive.len() - 22..];
    assert_eq!(&end[..4], b"PK\x05\x06");
    let (count, mut at) = (number(&end[10..12]), number(&end[16..20]));
    let mut files = Vec::new();
    for _ in 0..count {
        let entry = &archive[at..];
        assert_eq!(&entry[..4], b"PK\x01\x02");
        let (method, size, name) = (number(&entry[10..12]), number(&entry[24..28]), number(&entry[28..30]));
        assert_eq!((method, number(&entry[20..24])), (0, size), "stored");
        assert_eq!((number(&entry[12..14]), number(&entry[14..16])), (0, 0x21), "1980-01-01 00:00");
        let begin = number(&entry[42..46]);
        let name_bytes = &entry[46..46 + name];
        assert_eq!(&archive[begin + 30..begin + 30 + name], name_bytes);
        let data = &archive[begin + 30 + name..begin + 30 + name + size];
        files.push((String::from_utf8(name_bytes.to_vec()).expect("UTF-8"), data.to_vec()));
        at += 46 + name;
    }
    files
}

#[test]
fn the_archive_is_the_folder_and_the_same_each_time() {
    let (_folder, plain) = export(RICH, &[]);
    let (_other, again) = export(RICH, &[]);
    assert!(plain == again, "two runs, the same bytes");
    let (zipped, files) = export(RICH, &["--zip"]);
    let names: Vec<&String> = files.keys().collect();
    assert_eq!(names, ["hyperlink-http-x-q1-plan.zip"]);
    let archive = &files["hyperlink-http-x-q1-plan.zip"];
    let stored = stored(archive);
    assert_eq!(stored[0].0, "README.txt");
    assert!(stored.into_iter().collect::<std::collections::BTreeMap<_, _>>() == plain);
    let output = zoneplan(&["export", "csv", "-", "--zip"], RICH);
    assert!(output.stdout == *archive, "standard output gets the same");
    with_python(&zipped.path().join(names[0]), &plain);
}

/// Python's own reader, which checks names, lengths and checksums.
fn with_python(archive: &Path, plain: &std::collections::BTreeMap<String, Vec<u8>>) {
    let script = "import sys, zipfile, json\nz = zipfile.ZipFile(sys.argv[1])\nassert z.testzip() is None\n\
                  print(json.dumps({i.filename: [list(i.date_time), z.read(i).decode()] for i in z.infolist()}))";
    let output = Command::new("python3").args(["-c", script]).arg(archive).output();
    let output = output.expect("python3, which reads the archive as well");
    assert!(output.status.success(), "{}", text(&output.stderr));
    let read: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    assert_eq!(read.as_object().expect("files").len(), plain.len());
    for (name, bytes) in plain {
        assert_eq!(read[name][0], serde_json::json!([1980, 1, 1, 0, 0, 0]), "{name}");
        assert_eq!(read[name][1].as_str().map(str::as_bytes), Some(bytes.as_slice()), "{name}");
    }
}

#[test]
fn a_byte_order_mark_stands_before_each_table_where_asked_for() {
    let (_folder, plain) = export(PLAN, &[]);
    let (_other, marked) = export(PLAN, &["--bom"]);
    for (name, bytes) in plain {
        let mark: &[u8] = if name.ends_with(".csv") { b"\xef\xbb\xbf" } else { b"" };
        assert!(marked[&name] == [mark, &bytes].concat(), "{name}");
    }
}

#[test]
fn names_of_any_kind_give_sound_tables() {
    let catalogue = Catalogue::load(&bundled::files()).expect("data");
    let document = Document::from_toml(PLAN).expect("TOML");
    let plan = plan_from(&document, &catalogue).expect("a plan");
    let mut outcome = assess(&plan, &catalogue).expect("results");
    let mut report = report::report(&outcome, None, &catalogue);
    let long = "ä".repeat(5_000);
    for (name, shown) in [
        ("say \"hi\", \"\"", "say \"hi\", \"\""),
        ("two\nlines\r\n", "two lines  "),
        ("\t=1+1", "' =1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("  +cmd", "'  +cmd"),
        ("＝1", "'＝1"),
        ("🙂 plan", "🙂 plan"),
        // What would turn the cell, and those beside it, around.
        ("\u{202e}gnp.exe", " gnp.exe"),
        ("\u{200f}=1", "' =1"),
        ("../../up", "../../up"),
        (long.as_str(), long.as_str()),
    ] {
        name.clone_into(&mut outcome.plan.name);
        name.clone_into(&mut report.name);
        let source =
            PackSource { document: &document, catalogue: &catalogue, outcome: &outcome, report: &report };
        let files = csv_pack(&source, false).expect("tables");
        let file = |name: &str| &files.iter().find(|file| file.name == name).expect("the file").bytes;
        let table = super::csv::Table::read(file("plan.csv"));
        let at = table.column("key").iter().position(|key| *key == "name").expect("the name");
        assert_eq!(table.column("value")[at], shown);
        assert_eq!(text(file("README.txt")).lines().nth(1), Some(format!("Plan: {shown}").as_str()));
        let zipped = csv_pack_zip(&source, false).expect("an archive").name;
        let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '.';
        assert!(zipped.len() < 70 && zipped.chars().all(is_plain), "{zipped}");
    }
}

#[test]
fn without_a_folder_the_tables_are_refused() {
    let output = zoneplan(&["export", "csv", "-"], PLAN);
    assert_eq!(output.status.code(), Some(2));
    assert!(output.stdout.is_empty());
    let said = text(&output.stderr);
    assert!(
        said.contains("--out: found none") && said.contains("a folder for the tables, or --zip"),
        "{said}"
    );
}

#[test]
fn a_file_in_the_place_of_the_folder_stays() {
    let folder = tempfile::tempdir().expect("a folder");
    let file = folder.path().join("out");
    fs::write(&file, "mine").expect("written");
    let output = zoneplan(&["export", "csv", "-", "--out", file.to_str().expect("UTF-8")], PLAN);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("out, a file") && said.contains("allowed is a folder"), "{said}");
    assert_eq!(fs::read(&file).expect("there"), b"mine");
    let below = file.join("deeper");
    let output = zoneplan(&["export", "csv", "-", "--out", below.to_str().expect("UTF-8")], PLAN);
    assert_eq!(output.status.code(), Some(2));
    assert_eq!(fs::read(&file).expect("there"), b"mine");
}

#[test]
fn a_folder_that_is_there_keeps_what_is_not_replaced() {
    let folder = tempfile::tempdir().expect("a folder");
    let out = folder.path().to_str().expect("UTF-8");
    for name in ["notes.txt", "plan.csv", "plan.csv.new"] {
        fs::write(folder.path().join(name), "mine").expect("written");
    }
    let output = zoneplan(&["export", "csv", "-", "--out", out, "--format", "json"], PLAN);
    assert_eq!(output.status.code(), Some(0), "{}", text(&output.stderr));
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).expect("JSON");
    let after = files(folder.path());
    for file in answer["files"].as_array().expect("files") {
        let name = file["name"].as_str().expect("a name");
        assert_eq!(Some(after[name].len() as u64), file["bytes"].as_u64(), "{name}");
    }
    assert_eq!(after["notes.txt"], b"mine");
    assert_eq!(after["plan.csv.new"], b"mine");
    assert_ne!(after["plan.csv"], b"mine");
    assert_eq!(after.len(), 25);
}

/// A disk on which files of more than 8 KiB do not fit: writes fail as on a full one, in the middle.
#[cfg(unix)]
#[test]
fn on_a_full_disk_nothing_is_half_written() {
    let folder = tempfile::tempdir().expect("a folder");
    let (old, new) = (folder.path().join("old"), folder.path().join("new/deep"));
    fs::create_dir(&old).expect("made");
    fs::write(old.join("README.txt"), "mine").expect("written");
    for out in [&old, &new] {
        let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" export csv --out \"$1\"";
        let output = Command::new("bash")
            .args(["-c", script, env!("CARGO_BIN_EXE_zoneplan")])
            .arg(out)
            .output()
            .expect("bash");
        assert_eq!(output.status.code(), Some(2), "{}", text(&output.stderr));
        let said = text(&output.stderr);
        assert!(said.contains("cannot write") && said.contains("README.txt"), "{said}");
    }
    let left = files(&old);
    assert_eq!(left.len(), 1, "{:?}", left.keys());
    assert_eq!(left["README.txt"], b"mine");
    assert!(!folder.path().join("new").exists(), "what was made for it is removed");
}

#[cfg(unix)]
#[test]
fn a_folder_that_nobody_may_write_to_is_named() {
    // The kernel's own folder refuses even the superuser.
    let out = if Path::new("/proc/self").is_dir() { "/proc/self" } else { "/dev/fd" };
    let output = zoneplan(&["export", "csv", "-", "--out", out], PLAN);
    assert_eq!(output.status.code(), Some(2));
    let said = text(&output.stderr);
    assert!(said.contains("cannot write") && said.contains(out), "{said}");
}

#[cfg(unix)]
#[test]
fn standard_output_that_is_full_is_a_fault_and_one_that_is_closed_is_none() {
    let run = |stdout: Stdio| {
        let mut child = Command::new(env!("CARGO_BIN_EXE_zoneplan"))
            .args(["export", "csv", "-", "--zip"])
            .stdin(Stdio::piped())
            .stdout(stdout)
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        child.stdin.take().expect("a pipe").write_all(PLAN.as_bytes()).expect("written");
        child
    };
    if let Ok(full) = fs::File::options().write(true).open("/dev/full") {
        let output = run(full.into()).wait_with_output().expect("it ends");
        assert_eq!(output.status.code(), Some(2));
        assert!(text(&output.stderr).contains("could not be written"), "{}", text(&output.stderr));
    }
    let mut child = run(Stdio::piped());
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert_eq!((output.status.code(), text(&output.stderr)), (Some(0), String::new()));
}
