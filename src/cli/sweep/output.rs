//! The file that a sweep writes, and what is needed to go on with it.

use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, BufRead, BufReader, BufWriter, Seek, SeekFrom, Write};
use std::ops::Range;
use std::path::{Path, PathBuf};

use crate::cli::error::CliError;
use crate::cli::files;
use crate::engine::sweep::Line;

/// What the rows follow from: names of things and their digests.
pub(super) type State = BTreeMap<&'static str, String>;

/// What the file holds when it is finished.
pub(super) struct Wanted<'a> {
    pub(super) state: &'a State,
    /// The line of names, in pieces that have one.
    pub(super) header: Option<&'a str>,
    pub(super) rows: Range<u64>,
    /// Position of the status in a line.
    pub(super) status_column: usize,
}

/// The file. It is locked as long as it is open; `FILE.state` stands beside it until it is
/// finished.
pub(super) struct Output {
    path: PathBuf,
    state: PathBuf,
    file: BufWriter<File>,
    rows: u64,
    /// Rows by status.
    pub(super) by_status: BTreeMap<String, u64>,
}

impl Output {
    /// Opens the file to write what is still missing of it: nothing but whole rows of the same
    /// sweep stay in it.
    pub(super) fn open(path: &Path, wanted: &Wanted<'_>, force: bool) -> Result<Self, CliError> {
        let fail = |error: io::Error| failed(path, "open", error);
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(path).map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                return Err(fail(io::Error::other("another run is writing it; wait for its end")));
            }
            // Not every file system has locks.
            Err(TryLockError::Error(_)) => {}
        }
        let state = beside(path);
        let is_empty = file.metadata().map_err(fail)?.len() == 0;
        let mut kept = Kept { end: 0, rows: 0, by_status: BTreeMap::new() };
        if is_empty || force {
            file.set_len(0).map_err(fail)?;
            let text = serde_json::to_string_pretty(wanted.state)
                .map_err(|error| CliError::Output(error.to_string()))?;
            files::replace_all(&[(&state, &(text + "\n"))])?;
        } else {
            is_same(path, &state, wanted.state)?;
            kept = whole_rows(path, &file, wanted)?;
            file.set_len(kept.end).map_err(fail)?;
        }
        file.seek(SeekFrom::Start(kept.end)).map_err(fail)?;
        let mut output = Self {
            path: path.to_owned(),
            state,
            file: BufWriter::with_capacity(128 * 1024, file),
            rows: kept.rows,
            by_status: kept.by_status,
        };
        if let (0, Some(header)) = (output.rows, wanted.header) {
            output.file.rewind().map_err(fail)?;
            output.file.get_ref().set_len(0).map_err(fail)?;
            output.write(header)?;
        }
        Ok(output)
    }

    /// Rows that are in the file.
    pub(super) const fn rows(&self) -> u64 {
        self.rows
    }

    /// Adds a row.
    pub(super) fn push(&mut self, line: &Line) -> Result<(), CliError> {
        self.write(&line.text)?;
        self.rows += 1;
        *self.by_status.entry(line.status.name().to_owned()).or_default() += 1;
        Ok(())
    }

    fn write(&mut self, text: &str) -> Result<(), CliError> {
        self.file.write_all(text.as_bytes()).map_err(|error| failed(&self.path, "write", error))
    }

    /// Hands to the system what was written, so that little is lost when the run is killed.
    pub(super) fn flush(&mut self) -> Result<(), CliError> {
        self.file.flush().map_err(|error| failed(&self.path, "write", error))
    }

    /// Makes the file last, and takes the state away that marks it as unfinished.
    pub(super) fn finish(mut self) -> Result<(), CliError> {
        self.flush()?;
        self.file.get_ref().sync_all().map_err(|error| failed(&self.path, "write", error))?;
        fs::remove_file(&self.state).map_err(|error| failed(&self.state, "remove", error))
    }
}

/// Whole rows of a file that was begun.
struct Kept {
    /// Bytes up to the end of the last of them.
    end: u64,
    rows: u64,
    by_status: BTreeMap<String, u64>,
}

/// Reads the whole rows of a file; the last line may be torn.
fn whole_rows(path: &Path, file: &File, wanted: &Wanted<'_>) -> Result<Kept, CliError> {
    let fail = |error| failed(path, "read", error);
    let mut reader = BufReader::new(file);
    let mut kept = Kept { end: 0, rows: 0, by_status: BTreeMap::new() };
    let mut header = wanted.header;
    let mut number = 0_u64;
    let mut line = Vec::new();
    loop {
        line.clear();
        let length = reader.read_until(b'\n', &mut line).map_err(fail)? as u64;
        if line.last() != Some(&b'\n') {
            return Ok(kept);
        }
        number += 1;
        let row = wanted.rows.start + kept.rows;
        let is_sound = match header.take() {
            Some(header) => line == header.as_bytes(),
            None => {
                wanted.rows.contains(&row) && status_of(&line, row, wanted.status_column, &mut kept.by_status)
            }
        };
        if !is_sound {
            return Err(CliError::Input {
                what: format!("{}, line {number}", path.display()),
                found: "a line that this sweep did not write".to_owned(),
                allowed: "the rows as they were written; --force begins anew".to_owned(),
            });
        }
        kept.rows += u64::from(number > u64::from(wanted.header.is_some()));
        kept.end += length;
    }
}

/// Counts a line by its status; whether it is this row.
fn status_of(line: &[u8], row: u64, column: usize, by_status: &mut BTreeMap<String, u64>) -> bool {
    let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(line);
    let Some(Ok(record)) = reader.records().next() else { return false };
    let (Some(number), Some(status)) = (record.get(0), record.get(column)) else { return false };
    *by_status.entry(status.to_owned()).or_default() += 1;
    number.parse() == Ok(row)
}

/// Refuses to go on with a file that something else was begun with.
fn is_same(path: &Path, state: &Path, wanted: &State) -> Result<(), CliError> {
    let refused = |found: &str, allowed: &str| CliError::Input {
        what: path.display().to_string(),
        found: found.to_owned(),
        allowed: format!("{allowed}; --force begins anew"),
    };
    if !state.exists() {
        return Err(refused("a file that is there and no unfinished sweep", "a new file"));
    }
    let saved: BTreeMap<String, String> = serde_json::from_str(&files::read(state)?)
        .map_err(|error| failed(state, "read", io::Error::other(error)))?;
    let differs = |(name, _): &(&&str, &String)| saved.get(**name) != wanted.get(*name);
    let others: Vec<&str> = wanted.iter().filter(differs).map(|(name, _)| *name).collect();
    if others.is_empty() {
        return Ok(());
    }
    let found = format!("rows of another sweep: what differs is {}", others.join(", "));
    Err(refused(&found, "an unfinished file of the same sweep"))
}

fn beside(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".state");
    PathBuf::from(name)
}

fn failed(path: &Path, doing: &'static str, error: io::Error) -> CliError {
    CliError::File { path: path.to_owned(), doing, error }
}
