//! Plans and grids of plans, as files and as forms have them.

use std::collections::BTreeMap;

use zoneplan::engine::catalogue::{Date, Digest};
use zoneplan::engine::scenario::{
    Document, Fault, Grid, Lock, Plan, lock_of, lock_plan, locked_files, place_named, plan_from,
};
use zoneplan::engine::sweep::{Sweep, SweepError};

use crate::{catalogue, is_clear, text};

/// Most values of the axes of a grid that are checked: each is a plan to read.
const MOST_VALUES: usize = 16;

/// A plan in TOML.
pub fn plan_toml(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match Document::from_toml(text) {
        Ok(document) => accepted(&document),
        Err(fault) => {
            has_place(&fault);
            assert!(fault.line.is_some_and(|line| line as usize <= text.lines().count() + 1), "{fault:?}");
        }
    }
}

/// A plan in JSON.
pub fn plan_json(data: &[u8]) {
    let Some(text) = text(data) else { return };
    match Document::from_json(text) {
        Ok(document) => accepted(&document),
        Err(fault) => has_place(&fault),
    }
}

/// The fields of the page: a key and its text on each line.
pub fn form(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let fields: BTreeMap<String, String> = text
        .lines()
        .filter_map(|line| line.split_once('='))
        .map(|(key, text)| (key.trim().to_owned(), text.to_owned()))
        .collect();
    accepted(&Document::from_fields(&fields));
}

/// A plan with its lock, and a plan that is locked with a table of any text.
pub fn locked_plan(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let (plan, table) = text.split_once("\n%%\n").unwrap_or((text, ""));
    let read = if plan.trim_start().starts_with('{') { Document::from_json } else { Document::from_toml };
    let Ok(document) = read(plan) else { return };
    match lock_of(&document) {
        Ok(Some(_)) => assert!(document.unlocked().setting("lock").is_none()),
        Ok(None) => lock_and_open(plan, &document, table),
        Err(faults) => all_have_places(&faults),
    }
}

/// What is locked is opened with the same tables.
fn lock_and_open(plan: &str, document: &Document, table: &str) {
    let digest = Digest::of(table).short();
    let path = "prices/aws/global.csv".to_owned();
    let lock = Lock {
        engine_version: "0.1.0".to_owned(),
        catalogue_digest: digest.clone(),
        plan_digest: digest.clone(),
        report_digest: digest.clone(),
        digests: BTreeMap::from([(path.clone(), digest)]),
        tables: BTreeMap::from([(path, table.to_owned())]),
    };
    let day = Date::parse("2026-11-27").expect("a day");
    match lock_plan(plan, document, day, &lock) {
        Ok(locked) => {
            let opened = Document::from_toml(&locked).expect("a locked plan is TOML");
            assert_eq!(lock_of(&opened), Ok(Some(lock)), "{locked}");
            locked_files(document, catalogue());
        }
        Err(fault) => has_place(&fault),
    }
}

/// A grid, and the rows of one that has few values.
pub fn grid(data: &[u8]) {
    let Some(text) = text(data) else { return };
    let grid = match Grid::from_toml(text) {
        Ok(grid) => grid,
        Err(faults) => return all_have_places(&faults),
    };
    assert!(!grid.axes.is_empty() && grid.axes.iter().all(|axis| !axis.values.is_empty()));
    if grid.axes.iter().map(|axis| axis.values.len()).sum::<usize>() > MOST_VALUES {
        return;
    }
    let reference = Document::from_toml("[platform]\nprovider = \"aws\"\n").expect("TOML");
    match Sweep::new(grid, reference, None, catalogue()) {
        Ok(sweep) => assert!(sweep.rows() > 0 && sweep.header().ends_with('\n')),
        Err(SweepError::Grid(faults) | SweepError::Plan(faults)) => all_have_places(&faults),
    }
}

/// What holds for a document that was read.
fn accepted(document: &Document) {
    place_named(document);
    match plan_from(document, catalogue()) {
        Ok(plan) => written_and_read(document, &plan),
        Err(faults) => all_have_places(&faults),
    }
}

/// A sound plan is the same plan after its document was written and read.
fn written_and_read(document: &Document, plan: &Plan) {
    let text = document.to_toml();
    let again = Document::from_toml(&text).unwrap_or_else(|fault| panic!("{fault}\n{text}"));
    assert_eq!(document.digest(), again.digest(), "{text}");
    match plan_from(&again, catalogue()) {
        Ok(again) => assert_eq!(&again, plan, "{text}"),
        Err(faults) => panic!("{faults:?}\n{text}"),
    }
}

pub(crate) fn all_have_places(faults: &[Fault]) {
    assert!(!faults.is_empty(), "refused without a fault");
    faults.iter().for_each(has_place);
}

/// A fault says where, what was found and what is allowed.
pub(crate) fn has_place(fault: &Fault) {
    assert!(fault.line.is_some() || !fault.path.is_empty(), "no place: {fault:?}");
    assert!(!fault.found.is_empty() && !fault.allowed.is_empty(), "{fault:?}");
    let told = fault.to_string();
    assert!(!told.chars().any(char::is_control), "more than a line: {told:?}");
    is_clear(&told);
}
