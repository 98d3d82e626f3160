//! Why a download failed: where, what happened, what to do.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::engine::text::shortened;

/// Why a download failed.
#[derive(Debug)]
pub(in crate::cli) struct FetchError {
    /// The address, or the file where there is none.
    pub(super) place: String,
    /// What happened.
    pub(super) problem: String,
    /// What to do.
    pub(super) advice: String,
    /// What has arrived and can be gone on from.
    pub(super) kept: Option<PathBuf>,
}

impl FetchError {
    pub(super) fn new(
        place: impl fmt::Display,
        problem: impl Into<String>,
        advice: impl Into<String>,
    ) -> Self {
        Self { place: place.to_string(), problem: problem.into(), advice: advice.into(), kept: None }
    }

    /// A file that cannot be used.
    pub(super) fn file(path: &Path, error: &std::io::Error) -> Self {
        Self::new(path.display(), error.to_string(), "look at the folder, its rights and the space left")
    }

    /// The same failure, with what is kept.
    pub(super) fn keeping(mut self, partial: Option<PathBuf>) -> Self {
        self.kept = partial;
        self
    }
}

impl fmt::Display for FetchError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: {}; {}", self.place, self.problem, self.advice)?;
        self.kept.as_ref().map_or(Ok(()), |kept| {
            write!(
                out,
                "; what has arrived is kept in {} and the next run goes on from there",
                kept.display()
            )
        })
    }
}

/// A text from outside, short and without control characters.
pub(super) fn tame(text: &str) -> String {
    shortened(text, 120)
}
