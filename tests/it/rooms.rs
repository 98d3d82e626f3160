//! Who may import whom, and what the engine must not know.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The room that every room may import.
const COMMON: &str = "text";

/// Each room of the engine, and the rooms it may import beside [`COMMON`].
const ROOMS: &[(&str, &[&str])] = &[
    ("text", &[]),
    ("units", &[]),
    ("uncertainty", &["units"]),
    ("catalogue", &["units", "uncertainty"]),
    ("scenario", &["units", "uncertainty", "catalogue"]),
    ("topology", &["units", "uncertainty", "catalogue", "scenario"]),
    ("sizing", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("backup", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("availability", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("effort", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("feeds", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("manifest", &["units", "uncertainty", "catalogue", "scenario", "topology"]),
    ("cost", &["units", "uncertainty", "catalogue", "scenario", "topology", "sizing", "backup"]),
    ("recovery", &["units", "uncertainty", "catalogue", "scenario", "topology", "backup", "availability"]),
    (
        "plan",
        &[
            "units",
            "uncertainty",
            "catalogue",
            "scenario",
            "topology",
            "sizing",
            "backup",
            "availability",
            "effort",
            "cost",
            "recovery",
            "manifest",
        ],
    ),
    ("simulate", &["units", "uncertainty", "catalogue", "scenario", "topology", "availability", "plan"]),
    ("compare", &["units", "uncertainty", "catalogue", "scenario", "plan"]),
    ("sweep", &["units", "catalogue", "scenario", "backup", "plan"]),
    ("sensitivity", &["units", "uncertainty", "catalogue", "scenario", "topology", "effort", "cost", "plan"]),
    (
        "optimise",
        &[
            "units",
            "uncertainty",
            "catalogue",
            "scenario",
            "topology",
            "sizing",
            "availability",
            "cost",
            "plan",
        ],
    ),
    (
        "report",
        &[
            "compare",
            "optimise",
            "units",
            "catalogue",
            "scenario",
            "topology",
            "sizing",
            "backup",
            "availability",
            "effort",
            "cost",
            "recovery",
            "manifest",
            "plan",
            "sensitivity",
        ],
    ),
    ("export", &["units", "catalogue", "scenario", "topology", "cost", "plan", "report"]),
];

/// What the reader of price feeds may take from `std::io`: streams that are handed in, and their
/// errors. It opens nothing.
const STREAMS: &[&str] = &[
    "use std::io::{BufRead, Cursor, Read};",
    "use std::io::{self, Read};",
    "use std::io::{BufRead, Read};",
    "use std::io::BufRead;",
];

/// The one thing that a feature adds: a description of the report's types, for its schema.
const DESCRIBED: &str = "#[cfg_attr(feature = \"schema\", derive(schemars::JsonSchema))]";

/// Words that have no place in the engine: files, clock, threads, environment, page, features.
const FORBIDDEN: &[&str] = &[
    "std::fs",
    "std::env",
    "std::net",
    "std::process",
    "std::thread",
    "std::time",
    "std::io",
    "HashMap",
    "HashSet",
    "web_sys",
    "js_sys",
    "wasm_bindgen",
    "leptos",
    "gloo",
    "clap",
    "cfg(feature",
    "cfg_attr",
    "cfg(target",
    "println!",
    "crate::cli",
    "crate::web",
    "crate::worker",
    "crate::bundled",
];

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

fn rust_files(folder: &Path, into: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            rust_files(&path, into);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            into.push(path);
        }
    }
}

/// Lines of a file without comments.
fn code(path: &Path) -> Vec<String> {
    let text = fs::read_to_string(path).expect("a file");
    text.lines().filter(|line| !line.trim_start().starts_with("//")).map(str::to_owned).collect()
}

#[test]
fn rooms_import_only_to_their_left() {
    let engine = root().join("src/engine");
    let mut seen: Vec<String> = fs::read_dir(&engine)
        .expect("the engine")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.is_dir())
        .map(|path| path.file_name().expect("a name").to_string_lossy().into_owned())
        .collect();
    seen.sort();
    let mut known: Vec<&str> = ROOMS.iter().map(|(room, _)| *room).collect();
    known.sort_unstable();
    assert_eq!(seen, known, "every folder of the engine is a room of the table");
    let mut imports = 0;
    for (room, allowed) in ROOMS {
        let mut files = Vec::new();
        rust_files(&engine.join(room), &mut files);
        for file in files {
            for line in code(&file) {
                for (_, rest) in
                    line.match_indices("engine::").map(|(at, word)| line.split_at(at + word.len()))
                {
                    let imported: String =
                        rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                    imports += 1;
                    assert!(
                        imported == *room || imported == COMMON || allowed.contains(&imported.as_str()),
                        "{}: {room} may not import {imported}",
                        file.display()
                    );
                }
            }
        }
    }
    assert!(imports > 50, "the imports were found");
}

#[test]
fn the_engine_knows_no_files_clock_threads_or_page() {
    let mut files = Vec::new();
    rust_files(&root().join("src/engine"), &mut files);
    assert!(files.len() > 40);
    let feeds = root().join("src/engine/feeds");
    for file in files {
        let streams = if file.starts_with(&feeds) { STREAMS } else { &[] };
        let is_known = |line: &String| streams.contains(&line.trim()) || line.trim() == DESCRIBED;
        for line in code(&file).into_iter().filter(|line| !is_known(line)) {
            for word in FORBIDDEN {
                assert!(!line.contains(word), "{}: {word} in: {line}", file.display());
            }
        }
    }
}

#[test]
fn only_the_command_line_opens_files() {
    let mut files = Vec::new();
    for folder in ["src/web", "src/worker", "src/bin"] {
        rust_files(&root().join(folder), &mut files);
    }
    for file in files {
        assert!(!code(&file).iter().any(|line| line.contains("std::fs")), "{}", file.display());
    }
}

#[test]
fn the_engine_builds_without_any_front_end() {
    let status = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--lib", "--no-default-features", "--offline"])
        .arg("--target-dir")
        .arg(Path::new(env!("CARGO_TARGET_TMPDIR")).join("engine-alone"))
        .current_dir(root())
        .status()
        .expect("cargo runs");
    assert!(status.success());
}

#[test]
fn the_architecture_names_every_room() {
    let text = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md");
    for (room, _) in ROOMS {
        assert!(text.contains(&format!("`{room}`")), "ARCHITECTURE.md does not name {room}");
    }
    for room in ["cli", "worker", "web"] {
        assert!(text.contains(&format!("`src/{room}`")), "ARCHITECTURE.md does not name src/{room}");
    }
}
