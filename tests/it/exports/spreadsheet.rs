//! The tables in a spreadsheet program. It is called with LibreOffice's `soffice`, which
//! `cargo xtask test` finds or gets.

use std::fs;
use std::path::Path;
use std::process::Command;

use super::csv::{Exported, Table, exported};

/// Comma, double quotes, UTF-8, from line 1; English numbers, quoted fields not as text, special numbers
/// not detected; all sheets; formulas evaluated, as the added row of sums needs.
const READ: &str =
    "--infilter=Text - txt - csv (StarCalc):44,34,76,1,,1033,false,true,false,false,false,0,true";
/// Comma, double quotes, UTF-8; texts alone in quotes; cells by their value, not as shown.
const WRITE: &str = "csv:Text - txt - csv (StarCalc):44,34,76,1,,1033,true,false,false";

/// The name of the column at a place: A to Z, then AA.
fn letters(at: usize) -> String {
    let letter = |number: usize| char::from(b'A' + (number % 26) as u8);
    if at < 26 { letter(at).to_string() } else { format!("{}{}", letter(at / 26 - 1), letter(at)) }
}

/// Opens every table of a folder in the program and has it written again.
fn through(soffice: &str, folder: &Path) {
    let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let tables = names.filter(|path| path.extension().is_some_and(|extension| extension == "csv"));
    let profile = folder.join("profile");
    let output = Command::new(soffice)
        .args(["--headless", &format!("-env:UserInstallation=file://{}", profile.display()), READ])
        .args(["--convert-to", WRITE, "--outdir"])
        .arg(folder.join("out"))
        .args(tables)
        .output()
        .expect("the program starts");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// A sum as the program has it against one of the report, to the micro-dollar.
fn assert_sum(cell: &str, expected: &serde_json::Value, what: &str) {
    let sum: f64 = cell.parse().map_err(|_| format!("{what}: {cell}")).expect("a number");
    let micros = |usd: f64| (usd * 1e6).round();
    assert_eq!(
        micros(sum).to_bits(),
        micros(expected.as_f64().expect("a number")).to_bits(),
        "{what}: {cell}"
    );
}

/// Each table opens with every row; the sums that the program computes are the report's; guarded texts
/// are texts; numbers, negative ones among them, are numbers.
#[test]
#[ignore = "needs LibreOffice: cargo xtask test runs it"]
fn sums_in_a_spreadsheet_equal_the_report() {
    let soffice = std::env::var("SOFFICE").unwrap_or_else(|_| "soffice".to_owned());
    for Exported { name, files, report } in exported() {
        let folder = tempfile::tempdir().expect("a folder");
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let table = Table::read(bytes);
            let last = table.rows.len() + 1;
            let sums: Vec<String> = table
                .columns
                .iter()
                .enumerate()
                .map(|(at, column)| {
                    let letter = letters(at);
                    let is_summed = column.contains("usd") && last > 1;
                    if is_summed { format!("=SUM({letter}2:{letter}{last})") } else { String::new() }
                })
                .collect();
            let row = sums.join(",") + "\r\n";
            fs::write(folder.path().join(file), [bytes.as_slice(), row.as_bytes()].concat())
                .expect("written");
        }
        through(&soffice, folder.path());
        for (file, bytes) in files.iter().filter(|(file, _)| file.ends_with(".csv")) {
            let opened = fs::read(folder.path().join("out").join(file)).expect("opened and written again");
            let (before, mut after) = (Table::read(bytes), Table::read(&opened));
            let summed =
                before.columns.iter().any(|column| column.contains("usd")) && !before.rows.is_empty();
            let sums = if summed { after.rows.pop() } else { None };
            after.rows.truncate(before.rows.len());
            assert_eq!(after.columns, before.columns, "{name} {file}");
            for (here, there) in before.rows.iter().flatten().zip(after.rows.iter().flatten()) {
                let same = match (here.parse::<f64>(), there.parse::<f64>()) {
                    // The program keeps 15 digits, and writes 20 decimals.
                    (Ok(here), Ok(there)) => (here - there).abs() <= 1e-14 * here.abs() + 1e-20,
                    _ => here.eq_ignore_ascii_case(there),
                };
                assert!(same, "{name} {file}: {here} became {there}");
            }
            for (column, pointer) in [
                ("list_usd_per_month", "/cost/monthly/list_usd"),
                ("effective_usd_per_month", "/cost/monthly/effective_usd"),
                ("cloud_usd", "/cost/horizon/cloud_usd"),
                ("labour_usd", "/cost/horizon/labour_usd"),
                ("one_time_usd", "/cost/horizon/one_time_usd"),
                ("total_usd", "/cost/horizon/total_usd"),
            ] {
                let at = before.columns.iter().position(|it| it == column);
                if let (Some(at), Some(sums), "costs.csv" | "costs_by_month.csv") = (at, &sums, file.as_str())
                {
                    let expected = report.pointer(pointer).expect(pointer);
                    assert_sum(&sums[at], expected, &format!("{name} {file} {column}"));
                    println!("{name} {file}: SUM({column}) = {} = {pointer}", sums[at]);
                }
            }
        }
    }
}
