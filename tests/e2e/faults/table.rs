//! The table of faults, `docs/faults.md`. `UPDATE_FAULTS=1` writes it anew.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use anyhow::{Context, Result, bail, ensure};

/// What stands above the table.
const HEAD: &str = "# What happens when something breaks

Journeys in a real browser inject each of these faults into the built page (`tests/e2e/faults`; those \
of links, versions and full storage in `keep.rs`, of refused workers in `workerless.rs`). They read \
what the page says, compare the plan before and after, and hold this table against what they found: a \
line that no longer holds fails the test. `UPDATE_FAULTS=1 cargo test --test e2e` writes it, with the \
variables that `cargo xtask test` sets.

What was lost is told by comparing the plan file, or what the browser keeps, from before the fault with \
the one that is there after it.

| What was broken | What the user saw | What was lost |
|---|---|---|
";

/// All faults in the order of the table: the name that journeys use, and what was broken.
const FAULTS: &[(&str, &str)] = &[
    ("panic", "The program panics while it draws an edit that is not saved yet"),
    ("panic-again", "The program panics at every start with the saved plan"),
    ("panic-storage", "The program panics and the browser keeps nothing"),
    ("error", "The browser throws an error that nobody catches"),
    ("rejection", "A promise of the page is rejected and nobody looks"),
    ("app-missing", "The program's file is not on the server (404)"),
    ("app-damaged", "The program's file is damaged, at the first visit"),
    ("app-slow", "The program's file does not come to its end"),
    ("all-missing", "The program's file and the script beside it are not on the server (404)"),
    ("style-slow", "The style sheet never comes"),
    ("style-missing", "The style sheet is not on the server (404)"),
    ("style-damaged", "The style sheet is damaged, at the first visit"),
    ("later-missing", "The program of the views behind the first is not on the server (404)"),
    ("later-damaged", "The program of the views behind the first is damaged"),
    ("later-cut", "The program of the views behind the first breaks off"),
    ("later-slow", "The program of the views behind the first comes late"),
    ("laws-panics", "The worker that computes downtime panics"),
    ("laws-panics-again", "The worker that computes downtime panics again on the same plan"),
    ("laws-dies", "The worker that computes downtime is ended by the browser"),
    ("laws-silent", "The worker that computes downtime never answers"),
    ("laws-garbled", "The worker that computes downtime answers with something that is no answer"),
    ("laws-missing", "The worker that computes downtime: its script is not on the server (404)"),
    ("laws-wasm", "The worker that computes downtime: its WebAssembly is not on the server (404)"),
    ("laws-refused", "The browser starts no worker at all"),
    ("decider-panics", "The worker that decides between plans panics"),
    ("decider-panics-again", "The worker that decides between plans panics at every question"),
    ("decider-missing", "The worker that decides between plans: its script is not on the server (404)"),
    ("decider-garbled", "The worker that decides between plans answers with something that is no answer"),
    ("decider-silent", "The worker that decides between plans never answers"),
    ("importer-panics", "The worker that reads files panics"),
    ("importer-missing", "The worker that reads files: its script is not on the server (404)"),
    ("importer-garbled", "The worker that reads files answers with something that is no answer"),
    ("importer-silent", "The worker that reads files never answers"),
    ("storage-full", "The browser's storage is full"),
    ("storage-blocked", "The browser's storage is blocked"),
    ("storage-damaged", "The saved plan is no JSON"),
    ("storage-cut", "The saved plan breaks off"),
    ("storage-shape", "The saved plan is JSON of another shape"),
    ("storage-unknown", "The saved plan has a key that this version does not know"),
    ("storage-damaged-twice", "Two saved plans, one after the other, are damaged"),
    ("storage-damaged-full", "The saved plan is damaged and the storage is full"),
    ("storage-aside", "The plan that was set aside after a fault is damaged"),
    ("storage-future", "The saved plan is of a future version"),
    ("storage-cleared", "The storage is cleared while the page is open"),
    ("storage-interrupted", "The browser interrupts saving"),
    ("clock-back", "The clock goes back ten years"),
    ("clock-ahead", "The clock jumps thirty years ahead"),
    ("clock-zone", "The browser has no time zone"),
    ("two-tabs", "Two tabs edit the same plan"),
    ("back-forward", "The page is left right after an edit, and the browser brings it back"),
    ("closed", "The tab is closed right after an edit"),
    ("killed", "The tab crashes after an edit was saved and while another is"),
    ("data-missing", "A data file is not on the server (404)"),
    ("data-cut", "A data file breaks off"),
    ("data-damaged", "A data file is damaged"),
    ("data-type", "A data file is another page (HTML with status 200)"),
    ("words-missing", "The words of German are not on the server (404)"),
    ("link-damaged", "A link to a plan is damaged"),
    ("file-wrong", "A file of the wrong kind is dropped on the page"),
    ("offline", "The network goes away in mid-session"),
    ("kept-refused", "The browser refuses to keep the page (no service worker)"),
    ("host-fails", "The host answers everything with an error (502), once the page is kept"),
    ("version-replaced", "The host has a newer version, and a worker of this one no more"),
    ("version-half", "The host has the files of a newer version, and `index.html` of this one still"),
    ("index-redirected", "The host redirects from `index.html` to the folder, and then goes away"),
    ("index-cut", "The host's `index.html` breaks off, once the page is kept"),
    ("index-foreign", "A captive portal answers in the place of the host, once the page is kept"),
    ("kept-broken", "The kept copy of the program is broken"),
    (
        "kept-broken-portal",
        "The kept copy of the program is broken, and a captive portal answers in the place of the host",
    ),
];

static LOCK: Mutex<()> = Mutex::new(());

/// What of a plan is no longer there: "nothing", or the lines that are gone.
pub fn lost(before: &str, after: &str) -> String {
    let gone: Vec<&str> = before.lines().filter(|line| !after.lines().any(|other| other == *line)).collect();
    if gone.is_empty() { "nothing".to_owned() } else { gone.join("; ") }
}

/// Notes what a user saw of a fault and what was lost by it, in one line of the table.
///
/// # Errors
/// Something was lost, or `docs/faults.md` says something else.
pub fn record(name: &str, saw: &str, lost: &str) -> Result<()> {
    ensure!(lost == "nothing", "{name}: lost {lost}");
    ensure!(!saw.trim().is_empty(), "{name}: nothing was seen");
    let (_, broken) = FAULTS.iter().find(|(known, _)| *known == name).context("a fault without a place")?;
    let row = format!("| {broken} | {} | {lost} |", one_line(saw));
    let _guard = LOCK.lock();
    let text = fs::read_to_string(path()).unwrap_or_default();
    if std::env::var_os("UPDATE_FAULTS").is_some() {
        let mut rows = rows_by_name(&text);
        rows.insert(name, row);
        let table: String =
            FAULTS.iter().filter_map(|(name, _)| rows.get(name)).map(|row| format!("{row}\n")).collect();
        fs::write(path(), format!("{HEAD}{table}"))?;
    } else if !text.lines().any(|line| line == row) {
        bail!("docs/faults.md does not say, and UPDATE_FAULTS=1 writes it:\n{row}");
    }
    Ok(())
}

fn path() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/faults.md")
}

/// The rows that are there.
fn rows_by_name(text: &str) -> BTreeMap<&'static str, String> {
    let row = |broken: &str| text.lines().find(|line| line.starts_with(&format!("| {broken} |")));
    FAULTS.iter().filter_map(|(name, broken)| Some((*name, row(broken)?.to_owned()))).collect()
}

/// A text of the page as a cell: in one line, without what differs from day to day.
fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let mut told: Vec<String> = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let is_moment = words[at..].len() >= 4
            && words[at].parse::<u8>().is_ok()
            && words[at + 2].trim_end_matches(',').parse::<u16>().is_ok()
            && words[at + 3].contains(':');
        if is_moment {
            let end = words[at + 3].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':');
            told.push(format!("(time){end}"));
            at += 4;
            continue;
        }
        let is_count = words.get(at + 1).is_some_and(|word| word.starts_with("letters"))
            && words[at].parse::<u32>().is_ok();
        told.push(if is_count { "(many)".to_owned() } else { words[at].to_owned() });
        at += 1;
    }
    told.join(" ").replace('|', "\\|")
}

#[test]
fn the_table_names_every_fault_once_and_in_order() {
    let text = fs::read_to_string(path()).expect("docs/faults.md");
    let table = text.strip_prefix(HEAD).expect("the head of the table; UPDATE_FAULTS=1 writes it");
    let rows: Vec<&str> = table.lines().collect();
    let broken: Vec<&str> =
        rows.iter().filter_map(|row| row.split(" | ").next()?.strip_prefix("| ")).collect();
    let expected: Vec<&str> = FAULTS.iter().map(|(_, broken)| *broken).collect();
    assert_eq!(broken, expected);
    for row in rows {
        assert!(row.ends_with(" | nothing |"), "{row}");
    }
}

#[test]
fn a_cell_has_no_moment_and_no_count_of_letters() {
    assert_eq!(
        one_line("Another tab saved its plan on 27 Nov 2026, 06:20. Until\nyou choose"),
        "Another tab saved its plan on (time). Until you choose"
    );
    assert_eq!(one_line("no room for 312 letters. 2 zones"), "no room for (many) letters. 2 zones");
}

#[test]
fn what_is_lost_is_named() {
    assert_eq!(lost("a = 1\nb = 2\n", "b = 2\na = 1\n"), "nothing");
    assert_eq!(lost("a = 1\nb = 2\n", "a = 1\n"), "b = 2");
}
