//! All file access of the command line.

mod replace;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::{Path, PathBuf};

pub(super) use replace::{replace_all, write_folder};

use super::error::CliError;

/// Largest plan or model that is read, bytes.
pub(super) const MOST_BYTES: u64 = 16 * 1024 * 1024;

/// The text of a file, or of standard input for `-`.
pub(super) fn read(path: &Path) -> Result<String, CliError> {
    read_up_to(path, MOST_BYTES)
}

/// The text of a file that may be so many bytes long.
pub(super) fn read_up_to(path: &Path, most_bytes: u64) -> Result<String, CliError> {
    let fail = |error: io::Error| CliError::File { path: path.to_owned(), doing: "read", error };
    let mut bytes = Vec::new();
    open(path)?.take(most_bytes + 1).read_to_end(&mut bytes).map_err(fail)?;
    to_text(path, bytes, most_bytes)
}

/// Opens a file, or standard input for `-`, to be read as it comes.
pub(super) fn open(path: &Path) -> Result<Box<dyn BufRead>, CliError> {
    const BUFFER: usize = 128 * 1024;
    if path.as_os_str() == "-" {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = fs::File::open(path).and_then(|file| {
        let is_folder = file.metadata()?.is_dir();
        if is_folder { Err(io::ErrorKind::IsADirectory.into()) } else { Ok(file) }
    });
    let file = file.map_err(|error| CliError::File { path: path.to_owned(), doing: "read", error })?;
    Ok(Box::new(BufReader::with_capacity(BUFFER, file)))
}

/// What was read of a file as text that may be so many bytes long.
pub(super) fn to_text(path: &Path, bytes: Vec<u8>, most_bytes: u64) -> Result<String, CliError> {
    let fail = |error: io::Error| CliError::File { path: path.to_owned(), doing: "read", error };
    if bytes.len() as u64 > most_bytes {
        return Err(fail(io::Error::other(format!("more than {} MiB", most_bytes >> 20))));
    }
    let text = String::from_utf8(bytes).map_err(|error| {
        let at = error.utf8_error().valid_up_to();
        fail(io::Error::new(io::ErrorKind::InvalidData, format!("not UTF-8 at byte {at}")))
    })?;
    Ok(text.strip_prefix('\u{feff}').map_or(text.clone(), str::to_owned))
}

/// The files of a folder whose names end in one of these, by name.
pub(super) fn with_extension(folder: &Path, extensions: &[&str]) -> Result<Vec<PathBuf>, CliError> {
    let fail = |error| CliError::File { path: folder.to_owned(), doing: "read", error };
    let mut files = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let path = entry.map_err(fail)?.path();
        let ends_so = |end: &OsStr| extensions.iter().any(|extension| end == *extension);
        if path.is_file() && path.extension().is_some_and(ends_so) {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}

/// Makes a folder, and those above it, where they are missing.
pub(super) fn create_folder(path: &Path) -> Result<(), CliError> {
    fs::create_dir_all(path).map_err(|error| CliError::File { path: path.to_owned(), doing: "make", error })
}

/// Whether a file can be written that must not exist yet: said before anything is computed.
pub(super) fn must_be_new(out: Option<&Path>) -> Result<(), CliError> {
    out.filter(|out| out.exists()).map_or(Ok(()), |out| {
        Err(CliError::Input {
            what: "--out".to_owned(),
            found: format!("{}, which exists", out.display()),
            allowed: "a new file".to_owned(),
        })
    })
}

/// Writes a file that must not exist yet.
pub(super) fn write_new(path: &Path, text: &str) -> Result<(), CliError> {
    let fail = |error| CliError::File { path: path.to_owned(), doing: "write", error };
    let mut file = fs::File::create_new(path).map_err(fail)?;
    file.write_all(text.as_bytes()).map_err(fail)
}

/// Prints an answer. A reader that has gone away is no fault.
pub(super) fn print(text: &str) -> Result<(), CliError> {
    print_bytes(super::talk::dated(text).as_bytes())
}

/// Prints an answer that need not be text.
pub(super) fn print_bytes(bytes: &[u8]) -> Result<(), CliError> {
    let mut out = io::stdout().lock();
    match out.write_all(bytes).and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(CliError::Output(error.to_string())),
        _ => Ok(()),
    }
}

/// Prints a diagnostic on standard error.
pub(super) fn complain(text: &str) {
    // Nothing is left to be done when standard error is gone.
    let _ = writeln!(io::stderr().lock(), "zoneplan: {text}");
}
