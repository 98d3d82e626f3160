//! What can go wrong before there is an answer.

use std::fmt::{self, Display};
use std::io;
use std::path::PathBuf;

use super::prices::FetchError;
use crate::engine::availability::ModelError;
use crate::engine::catalogue::CatalogueError;
use crate::engine::plan::PlanError;
use crate::engine::scenario::{Fault, nearest};

/// Why there is no answer.
#[derive(Debug)]
pub(super) enum CliError {
    /// A file that cannot be read or written.
    File { path: PathBuf, doing: &'static str, error: io::Error },
    /// A file that could not be put in its place, after others were.
    Partly { path: PathBuf, error: io::Error, replaced: Vec<PathBuf>, of: usize },
    /// A plan with faults.
    Plan { origin: String, faults: Vec<Fault> },
    /// A plan that cannot be planned.
    Unplannable { origin: String, error: PlanError },
    /// A model that cannot be solved.
    Model { origin: String, error: ModelError },
    /// Data files with faults.
    Data(Vec<CatalogueError>),
    /// Tables of a locked plan with faults.
    Locked { origin: String, faults: Vec<CatalogueError> },
    /// A word that is none of those allowed.
    Unknown { what: &'static str, found: String, allowed: Vec<String> },
    /// Price sheets with faults.
    Sheets(Vec<CatalogueError>),
    /// Feeds that cannot be read, or that contradict each other.
    Import(Vec<String>),
    /// An input that cannot be used: what, what was found, what is allowed.
    Input { what: String, found: String, allowed: String },
    /// A download that failed, and what is finished.
    Fetch { error: Box<FetchError>, finished: usize, of: usize, out: PathBuf },
    /// A provider or preset without a plan to start from.
    NoPreset { what: &'static str, found: String, known: Vec<&'static str> },
    /// A form of output that could not be written.
    Output(String),
}

impl Display for CliError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::File { path, doing, error } => write!(out, "cannot {doing} {}: {error}", path.display()),
            Self::Partly { path, error, replaced, of } => {
                write!(
                    out,
                    "cannot write {}: {error}; {} of {of} files are new: ",
                    path.display(),
                    replaced.len()
                )?;
                let names: Vec<String> = replaced.iter().map(|path| path.display().to_string()).collect();
                write!(out, "{}; the others are as they were", names.join(", "))
            }
            Self::Plan { origin, faults } => {
                write!(out, "{origin}: {}", count(faults.len()))?;
                list(out, faults)
            }
            Self::Unplannable { origin, error } => write!(out, "{origin}: {error}"),
            Self::Model { origin, error } => write!(out, "{origin}: {error}"),
            Self::Data(faults) => {
                write!(out, "the data has faults")?;
                list(out, faults)
            }
            Self::Locked { origin, faults } => {
                write!(out, "{origin}, the tables of its lock: {}", count(faults.len()))?;
                list(out, faults)
            }
            Self::Unknown { what, found, allowed } => {
                write!(out, "{what}: found \"{found}\", allowed is {}", allowed.join(" | "))?;
                let words: Vec<&str> = allowed.iter().map(String::as_str).collect();
                nearest(found, &words).map_or(Ok(()), |near| write!(out, "; the nearest is {near}"))
            }
            Self::Sheets(faults) => {
                write!(out, "price sheets: {}", count(faults.len()))?;
                list(out, faults)
            }
            Self::Import(faults) => {
                write!(out, "price feeds: {}", count(faults.len()))?;
                list(out, faults)
            }
            Self::Input { what, found, allowed } => {
                write!(out, "{what}: found {found}, allowed is {allowed}")
            }
            Self::Fetch { error, finished, of, out: folder } => {
                write!(out, "{error}; {finished} of {of} files are finished in {}", folder.display())
            }
            Self::NoPreset { what, found, known } => {
                write!(out, "{what}: found \"{found}\", allowed is {}", known.join(" | "))
            }
            Self::Output(problem) => write!(out, "the answer could not be written: {problem}"),
        }
    }
}

fn count(faults: usize) -> String {
    if faults == 1 { "1 fault".to_owned() } else { format!("{faults} faults") }
}

fn list<T: Display>(out: &mut fmt::Formatter<'_>, faults: &[T]) -> fmt::Result {
    /// More than this nobody reads.
    const MOST: usize = 50;
    faults.iter().take(MOST).try_for_each(|fault| write!(out, "\n  {fault}"))?;
    let left = faults.len().saturating_sub(MOST);
    if left > 0 { write!(out, "\n  and {left} more") } else { Ok(()) }
}
