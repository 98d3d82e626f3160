//! What would give other bytes on another platform stays banned.

use std::path::Path;

const BANS: &str = include_str!("../../.clippy.toml");

/// What the standard library leaves to the platform, or to a version of Rust: "the precision of this
/// function is non-deterministic" (documentation of f64, Rust 1.95), the stable ones.
const TRANSCENDENTAL: [&str; 26] = [
    "acos", "acosh", "asin", "asinh", "atan", "atan2", "atanh", "cbrt", "cos", "cosh", "exp", "exp2",
    "exp_m1", "hypot", "ln", "ln_1p", "log", "log10", "log2", "powf", "powi", "sin", "sin_cos", "sinh",
    "tan", "tanh",
];

#[test]
fn functions_that_differ_between_platforms_are_banned() {
    for number in ["f64", "f32"] {
        for name in TRANSCENDENTAL {
            let path = format!("path = \"{number}::{name}\"");
            assert!(BANS.contains(&path), ".clippy.toml does not ban {number}::{name}");
        }
    }
    for name in ["HashMap", "HashSet"] {
        assert!(BANS.contains(&format!("std::collections::{name}\"")), ".clippy.toml does not ban {name}");
    }
}

#[test]
fn no_source_lifts_a_ban() {
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(&folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("a source file");
            seen += 1;
            for lifted in ["clippy::disallowed", "clippy::iter_over_hash_type"] {
                assert!(!text.contains(lifted), "{} lifts {lifted}", path.display());
            }
        }
    }
    assert!(seen > 100, "all sources are read, not {seen}");
}
