//! Files that take the place of others: written beside them first, then renamed.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::cli::error::CliError;
use crate::engine::export::ExportFile;

/// Writes files, each whole or not at all. Nothing is replaced before all are written.
pub(in crate::cli) fn replace_all(files: &[(&Path, &str)]) -> Result<(), CliError> {
    let files: Vec<_> = files.iter().map(|(path, text)| (path.to_path_buf(), text.as_bytes())).collect();
    replace(&files, |from, to| fs::rename(from, to))
}

/// Writes files below a folder, which is made where it is missing; see [`replace_all`]. Where they
/// cannot be written, what was made for them is removed.
pub(in crate::cli) fn write_folder(folder: &Path, files: &[ExportFile]) -> Result<(), CliError> {
    if folder.exists() && !folder.is_dir() {
        return Err(CliError::Input {
            what: "--out".to_owned(),
            found: format!("{}, a file", folder.display()),
            allowed: "a folder, or a name that is free".to_owned(),
        });
    }
    let files: Vec<_> = files.iter().map(|file| (folder.join(&file.name), file.bytes.as_slice())).collect();
    let mut made = Vec::new();
    let mut folders = files.iter().filter_map(|(path, _)| path.parent());
    let written = folders
        .try_for_each(|folder| make(folder, &mut made))
        .and_then(|()| replace(&files, |from, to| fs::rename(from, to)));
    if written.is_err() {
        // The deepest first; one that holds something stays.
        made.iter().rev().for_each(|folder| drop(fs::remove_dir(folder)));
    }
    written
}

/// Makes a folder and those above it that are missing, and notes them from the top.
fn make(folder: &Path, made: &mut Vec<PathBuf>) -> Result<(), CliError> {
    let is_missing = |folder: &&Path| !folder.as_os_str().is_empty() && !folder.exists();
    let missing: Vec<&Path> = folder.ancestors().take_while(is_missing).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder).map_err(|error| CliError::File {
            path: folder.to_owned(),
            doing: "make",
            error,
        })?;
        made.push(folder.to_owned());
    }
    Ok(())
}

/// Files that stand beside those they are to replace; what is left of them goes when this does.
struct Beside(Vec<Option<PathBuf>>);

impl Drop for Beside {
    fn drop(&mut self) {
        // That one cannot be removed changes nothing.
        self.0.iter().flatten().for_each(|path| drop(fs::remove_file(path)));
    }
}

fn replace(
    files: &[(PathBuf, &[u8])],
    rename: impl Fn(&Path, &Path) -> io::Result<()>,
) -> Result<(), CliError> {
    let fail = |path: &Path, error| CliError::File { path: path.to_owned(), doing: "write", error };
    // What cannot be replaced is refused before anything is written.
    if let Some((path, _)) = files.iter().find(|(path, _)| path.is_dir()) {
        return Err(fail(path, io::ErrorKind::IsADirectory.into()));
    }
    let mut beside = Beside(Vec::new());
    for (path, bytes) in files {
        let (fresh, mut file) = create_beside(path).map_err(|error| fail(path, error))?;
        beside.0.push(Some(fresh));
        file.write_all(bytes).and_then(|()| file.sync_all()).map_err(|error| fail(path, error))?;
    }
    for (at, (path, _)) in files.iter().enumerate() {
        let Some(fresh) = beside.0[at].take() else { continue };
        if let Err(error) = rename(&fresh, path) {
            beside.0[at] = Some(fresh);
            let replaced: Vec<PathBuf> = files[..at].iter().map(|(path, _)| path.clone()).collect();
            return Err(if replaced.is_empty() {
                fail(path, error)
            } else {
                CliError::Partly { path: path.clone(), error, replaced, of: files.len() }
            });
        }
    }
    Ok(())
}

/// A new file beside another. One of that name that is there already is somebody else's and stays.
fn create_beside(path: &Path) -> io::Result<(PathBuf, File)> {
    const TRIES: u32 = 100;
    let mut tried = Err(io::ErrorKind::AlreadyExists.into());
    for number in 0..TRIES {
        let mut name = path.as_os_str().to_owned();
        name.push(if number == 0 { ".new".to_owned() } else { format!(".{number}.new") });
        let fresh = PathBuf::from(name);
        tried = File::create_new(&fresh).map(|file| (fresh, file));
        if !matches!(&tried, Err(error) if error.kind() == io::ErrorKind::AlreadyExists) {
            break;
        }
    }
    tried
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).expect("a folder");
        let mut names: Vec<_> =
            entries.map(|entry| entry.expect("an entry").file_name().into_string().expect("UTF-8")).collect();
        names.sort();
        names
    }

    fn two(folder: &Path) -> [(PathBuf, &'static [u8]); 2] {
        [(folder.join("a"), b"new a"), (folder.join("b"), b"new b")]
    }

    #[test]
    fn a_fault_between_renames_says_what_was_replaced_and_leaves_nothing_beside() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        for name in ["a", "b"] {
            fs::write(folder.join(name), "old").expect("written");
        }
        let fails_at_b = |from: &Path, to: &Path| match to.ends_with("b") {
            true => Err(io::Error::other("no more")),
            false => fs::rename(from, to),
        };
        let error = replace(&two(folder), fails_at_b).expect_err("a fault").to_string();
        assert!(error.contains("b: no more") && error.contains("1 of 2") && error.contains("/a"), "{error}");
        assert_eq!(names(folder), ["a", "b"]);
        assert_eq!(fs::read(folder.join("a")).expect("read"), b"new a");
        assert_eq!(fs::read(folder.join("b")).expect("read"), b"old");
        let fails_at_once = |_: &Path, _: &Path| Err(io::Error::other("none"));
        let error = replace(&two(folder), fails_at_once).expect_err("a fault").to_string();
        assert!(error.starts_with("cannot write") && error.ends_with("a: none"), "{error}");
        assert_eq!(names(folder), ["a", "b"]);
    }

    #[test]
    fn what_others_left_beside_stays() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        fs::write(folder.join("a.new"), "theirs").expect("written");
        replace(&two(folder), |from, to| fs::rename(from, to)).expect("replaced");
        assert_eq!(names(folder), ["a", "a.new", "b"]);
        assert_eq!(fs::read(folder.join("a.new")).expect("read"), b"theirs");
        assert_eq!(fs::read(folder.join("a")).expect("read"), b"new a");
    }

    #[test]
    fn a_folder_in_the_place_of_a_file_ends_it_before_anything_is_written() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        fs::create_dir(folder.join("b")).expect("made");
        replace(&two(folder), |from, to| fs::rename(from, to)).expect_err("a fault");
        assert_eq!(names(folder), ["b"]);
    }

    #[test]
    fn folders_that_were_made_for_nothing_are_removed() {
        let folder = tempfile::tempdir().expect("a folder");
        let folder = folder.path();
        fs::write(folder.join("kept"), "").expect("written");
        let files = [ExportFile::text("x/a", String::new()), ExportFile::text("x", String::new())];
        write_folder(&folder.join("new/deep"), &files).expect_err("x is both");
        assert_eq!(names(folder), ["kept"]);
    }
}
