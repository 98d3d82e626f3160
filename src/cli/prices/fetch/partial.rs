//! A file that is still arriving, and what is needed to go on with it.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use super::error::FetchError;
use crate::cli::error::CliError;

/// A file that becomes `target` when it is whole: `target.partial` holds what has arrived,
/// `target.partial.json` how to go on.
pub(super) struct Partial {
    target: PathBuf,
    path: PathBuf,
    state: PathBuf,
    file: File,
    length: u64,
}

/// What is written beside a partial file.
#[derive(Serialize, Deserialize)]
struct Saved<S> {
    url: String,
    #[serde(flatten)]
    state: S,
}

/// Locks the folder for one run; a file of the folder holds the lock.
pub(super) fn lock(folder: &Path) -> Result<File, CliError> {
    let path = folder.join(".zoneplan-fetch.lock");
    let fail = |error| CliError::File { path: path.clone(), doing: "lock", error };
    let file = OpenOptions::new().create(true).append(true).open(&path).map_err(fail)?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            Err(fail(io::Error::other("another run is downloading to this folder; wait for its end")))
        }
        Err(TryLockError::Error(error)) => Err(fail(error)),
    }
}

/// Forgets what has arrived of a file.
pub(super) fn discard(target: &Path) -> Result<(), FetchError> {
    for path in [beside(target, ".partial"), beside(target, ".partial.json")] {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(FetchError::file(&path, &error));
            }
            _ => {}
        }
    }
    Ok(())
}

fn beside(target: &Path, end: &str) -> PathBuf {
    let mut name = target.as_os_str().to_owned();
    name.push(end);
    name.into()
}

impl Partial {
    /// Opens what has arrived of a file, and how to go on if it came from the same address.
    pub(super) fn open<S: DeserializeOwned>(
        target: &Path,
        url: &impl ToString,
    ) -> Result<(Self, Option<S>), FetchError> {
        let (path, state) = (beside(target, ".partial"), beside(target, ".partial.json"));
        let file = OpenOptions::new().create(true).truncate(false).read(true).write(true).open(&path);
        let file = file.map_err(|error| FetchError::file(&path, &error))?;
        let length = file.metadata().map_err(|error| FetchError::file(&path, &error))?.len();
        let saved = fs::read(&state).ok().and_then(|bytes| serde_json::from_slice::<Saved<S>>(&bytes).ok());
        let saved = saved.filter(|saved| saved.url == url.to_string()).map(|saved| saved.state);
        let mut partial = Self { target: target.to_owned(), path, state, file, length };
        partial.cut(if saved.is_some() { length } else { 0 })?;
        Ok((partial, saved))
    }

    /// Bytes that have arrived.
    pub(super) const fn length(&self) -> u64 {
        self.length
    }

    /// The partial file, if there is anything in it.
    pub(super) fn kept(&self) -> Option<PathBuf> {
        (self.length > 0).then(|| self.path.clone())
    }

    /// Keeps the first bytes only.
    pub(super) fn cut(&mut self, length: u64) -> Result<(), FetchError> {
        let cut = self.file.set_len(length).and_then(|()| self.file.seek(SeekFrom::Start(length)));
        cut.map_err(|error| FetchError::file(&self.path, &error))?;
        self.length = length;
        Ok(())
    }

    /// Appends what has arrived.
    pub(super) fn append(&mut self, bytes: &[u8]) -> Result<(), FetchError> {
        self.file.write_all(bytes).map_err(|error| FetchError::file(&self.path, &error))?;
        self.length += bytes.len() as u64;
        Ok(())
    }

    /// Writes down how to go on.
    pub(super) fn remember<S: Serialize>(&self, url: &impl ToString, state: S) -> Result<(), FetchError> {
        let fail = |error: io::Error| FetchError::file(&self.state, &error);
        let text = serde_json::to_string(&Saved { url: url.to_string(), state }).map_err(io::Error::other);
        // Replaced as a whole, so that a run that ends here leaves the old or the new one.
        let fresh = beside(&self.state, ".new");
        fs::write(&fresh, text.map_err(fail)?).map_err(fail)?;
        fs::rename(&fresh, &self.state).map_err(fail)
    }

    /// Forgets how to go on.
    pub(super) fn forget(&self) -> Result<(), FetchError> {
        match fs::remove_file(&self.state) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                Err(FetchError::file(&self.state, &error))
            }
            _ => Ok(()),
        }
    }

    /// Drops the file: nothing of it is worth going on with.
    pub(super) fn drop_it(self) -> Result<(), FetchError> {
        let target = self.target;
        drop(self.file);
        discard(&target)
    }

    /// Gives the file its name, now that it is whole.
    pub(super) fn finish(self) -> Result<u64, FetchError> {
        self.file.sync_all().map_err(|error| FetchError::file(&self.path, &error))?;
        self.forget()?;
        drop(self.file);
        fs::rename(&self.path, &self.target).map_err(|error| FetchError::file(&self.target, &error))?;
        Ok(self.length)
    }
}
