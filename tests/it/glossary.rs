//! Every word that the page or an answer has explained is in the glossary.

use std::fs;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn read(path: &Path) -> String {
    fs::read_to_string(path).expect("a source")
}

fn sources(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in fs::read_dir(folder).expect("a folder of sources") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            sources(&path, files);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            files.push(path);
        }
    }
}

/// What a string begins with: the text of a literal, if it is one.
fn literal(text: &str) -> Option<&str> {
    Some(text.trim_start().strip_prefix('"')?.split_once('"')?.0)
}

/// The keys of the glossary: its table has a line for each.
fn known() -> Vec<String> {
    let text = read(&root().join("src/web/components/terms.rs"));
    let table = text.split("const TERMS").nth(1).and_then(|rest| rest.split("];").next());
    let lines = table.expect("the table of the glossary").lines();
    lines.filter_map(|line| literal(line.trim_start().strip_prefix('(')?)).map(str::to_owned).collect()
}

/// What the calls of `term(key, text)` in a source have as their key, as it is written.
fn asked_for(text: &str) -> Vec<&str> {
    let calls = text.match_indices("term(").filter(|(at, _)| {
        !text[..*at].ends_with(|before: char| before.is_alphanumeric() || "_.".contains(before))
            && !text[..*at].ends_with("fn ")
    });
    calls.filter_map(|(at, call)| text[at + call.len()..].split(',').next()).map(str::trim).collect()
}

#[test]
fn every_word_that_the_page_explains_is_known() {
    let known = known();
    assert!(known.len() > 10, "the glossary is not read: {known:?}");
    let mut files = Vec::new();
    sources(&root().join("src/web"), &mut files);
    let mut count = 0;
    for file in files {
        for key in asked_for(&read(&file)) {
            // The words of the answers are looked at below.
            let is_known =
                key == "answer.term" || literal(key).is_some_and(|key| known.iter().any(|word| word == key));
            assert!(is_known, "{}: {key} is no word of the glossary", file.display());
            count += 1;
        }
    }
    assert!(count >= 3, "{count} words are asked for");
}

#[test]
fn every_word_of_an_answer_is_known() {
    let known = known();
    let text = read(&root().join("src/engine/report/answers.rs"));
    let keys: Vec<&str> = text.split("term: ").skip(1).filter_map(literal).collect();
    assert!(keys.len() >= 6, "{keys:?}");
    for key in keys {
        assert!(known.iter().any(|word| word == key), "{key} is no word of the glossary");
    }
}

#[test]
fn calls_are_found_as_they_are_written() {
    let text =
        "{term(\"rto\", \"RTO\")} fn term(key: x, y) self.term(a, b) determ(c, d) term(\n  \"spot\",\n)";
    assert_eq!(asked_for(text), ["\"rto\"", "\"spot\""]);
}
