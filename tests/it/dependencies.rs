//! `docs/dependencies.md` lists what the `Cargo.toml` files name, with the same features, both ways.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use toml::{Table, Value};

/// Headings of the document with the manifest and the tables of it that they list.
const SECTIONS: [(&str, &str, &[&str]); 5] = [
    ("zoneplan", "Cargo.toml", &["dependencies"]),
    ("Tests of zoneplan", "Cargo.toml", &["dev-dependencies"]),
    ("xtask", "xtask/Cargo.toml", &["dependencies"]),
    ("page-driver", "xtask/page-driver/Cargo.toml", &["dependencies"]),
    ("fuzz", "fuzz/Cargo.toml", &["dependencies"]),
];
/// What has too many features to repeat.
const NOT_REPEATED: &str = "web-sys";

/// Names with their features; `defaults` is one.
type Packages = BTreeMap<String, BTreeSet<String>>;

#[test]
fn the_list_of_dependencies_is_that_of_the_manifests() {
    let document = read("docs/dependencies.md").expect("docs/dependencies.md");
    for (heading, manifest, tables) in SECTIONS {
        let Some(text) = read(manifest) else {
            assert_eq!(heading, "fuzz", "{manifest} is missing");
            continue;
        };
        let manifest: Table = text.parse().expect(manifest);
        let mut named = Packages::new();
        for table in tables {
            collect(manifest.get(*table), &mut named);
            for target in manifest.get("target").and_then(Value::as_table).into_iter().flat_map(Table::values)
            {
                collect(target.get(*table), &mut named);
            }
        }
        assert_eq!(listed(&document, heading), named, "section {heading} of docs/dependencies.md");
    }
}

fn read(name: &str) -> Option<String> {
    std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join(name)).ok()
}

/// Adds the packages of one table of a manifest.
fn collect(table: Option<&Value>, named: &mut Packages) {
    for (name, value) in table.and_then(Value::as_table).into_iter().flatten() {
        let defaults = value.get("default-features").and_then(Value::as_bool).unwrap_or(true);
        let features = value.get("features").and_then(Value::as_array).into_iter().flatten();
        let mut features: BTreeSet<String> = features.filter_map(Value::as_str).map(str::to_owned).collect();
        if name == NOT_REPEATED {
            features.clear();
        } else if defaults {
            features.insert("defaults".to_owned());
        }
        named.insert(name.clone(), features);
    }
}

/// The packages in the table below a heading.
fn listed(document: &str, heading: &str) -> Packages {
    let heading = format!("\n## {heading}\n");
    let (_, rest) = document.split_once(&heading).expect(&heading);
    let section = rest.split("\n## ").next().unwrap_or(rest);
    let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
    rows.map(|row| {
        let mut cells = row.split(" | ");
        let name = cells.next().unwrap_or_default().trim_end_matches('`').to_owned();
        let features = cells.next().unwrap_or_default();
        let mut features: BTreeSet<String> =
            features.split(", ").map(|feature| feature.trim_matches('`').to_owned()).collect();
        features.remove("none");
        if name == NOT_REPEATED {
            features.clear();
        }
        (name, features)
    })
    .collect()
}
