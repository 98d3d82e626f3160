//! `docs/deployables.csv`: every variable that may be written, with its type.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// What the table says of a variable.
pub struct Row {
    pub kind: String,
    pub is_yours: bool,
}

/// The rows of a module, by variable.
pub fn rows(module: &str) -> BTreeMap<String, Row> {
    all()
        .into_iter()
        .filter(|row| row[0] == module)
        .map(|row| (row[1].clone(), Row { kind: row[2].clone(), is_yours: row[3] == "yours" }))
        .collect()
}

fn all() -> Vec<Vec<String>> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/deployables.csv");
    let text = fs::read_to_string(path).expect("the table");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    let header: Vec<String> = reader.headers().expect("a header").iter().map(str::to_owned).collect();
    assert_eq!(header, ["module", "variable", "type", "filled_by", "version", "as_of", "method", "source"]);
    let records = reader.records().map(|record| record.expect("a row"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

#[test]
fn rows_are_sorted_and_whole() {
    let rows = all();
    assert!(rows.iter().flatten().all(|cell| !cell.is_empty()));
    assert!(rows.windows(2).all(|pair| pair[0][..2] < pair[1][..2]));
}

/// Values without parts, each with its path: `a.b`, and `c[]` for what is in a list.
pub fn leaves(value: &Value) -> Vec<(Vec<String>, &'static str)> {
    let mut found = Vec::new();
    walk(value, &mut Vec::new(), &mut found);
    found
}

fn walk(value: &Value, path: &mut Vec<String>, found: &mut Vec<(Vec<String>, &'static str)>) {
    match value {
        Value::Object(map) => {
            for (name, value) in map {
                path.push(name.clone());
                walk(value, path, found);
                path.pop();
            }
        }
        Value::Array(list) => {
            let last = path.last_mut().expect("a list has a name");
            last.push_str("[]");
            for value in list {
                walk(value, path, found);
            }
            let last = path.last_mut().expect("a list has a name");
            last.truncate(last.len() - 2);
        }
        Value::String(_) => found.push((path.clone(), "string")),
        Value::Number(_) => found.push((path.clone(), "number")),
        Value::Bool(_) => found.push((path.clone(), "bool")),
        // Never written, and the type of no variable.
        Value::Null => found.push((path.clone(), "null")),
    }
}

/// Whether a path is that of a row; `*` in the row is any name.
fn is_at(path: &[String], variable: &str) -> bool {
    let names: Vec<&str> = variable.split('.').collect();
    names.len() == path.len() && names.iter().zip(path).all(|(name, own)| *name == "*" || name == own)
}

/// Asserts that every value that is written is a variable of the module, and of its type.
#[track_caller]
pub fn check(module: &str, written: &Value) {
    let rows = rows(module);
    let leaves = leaves(written);
    assert!(!leaves.is_empty(), "{module}: nothing is written");
    for (mut path, kind) in leaves {
        // A list of texts is one variable.
        let mut kind = kind.to_owned();
        if let Some(name) = path.last().and_then(|last| last.strip_suffix("[]")).map(str::to_owned) {
            kind = format!("list({kind})");
            *path.last_mut().expect("a name") = name;
        }
        let row = rows.iter().find(|(variable, _)| is_at(&path, variable));
        assert!(row.is_some(), "{module}: {path:?} is not in the table");
        let (variable, row) = row.expect("a row");
        assert_eq!(row.kind, kind, "{module}: {variable}");
        assert!(!row.is_yours, "{module}: {variable} is the user's to fill");
    }
}
