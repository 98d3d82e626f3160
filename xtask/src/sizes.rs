//! How large the page is, raw and as a server with brotli sends it.

use crate::table::{self, grouped};
use anyhow::{Context, Result, bail};
use std::cell::OnceCell;
use std::path::{Path, PathBuf};

/// One file of the page.
pub struct FileSize {
    /// Its path inside of dist, with slashes.
    pub name: String,
    bytes: Vec<u8>,
    /// Its length in brotli, once someone has asked.
    compressed: OnceCell<u64>,
    /// Whether the first visit loads it: what index.html names, and the worker.
    pub loaded_at_once: bool,
}

/// The sizes of all files in `dist`, in the order of their names.
pub fn of(dist: &Path) -> Result<Vec<FileSize>> {
    let html = std::fs::read_to_string(dist.join("index.html")).context("dist/index.html")?;
    let mut sizes = Vec::new();
    for path in files(dist)? {
        let bytes = std::fs::read(&path)?;
        let name = path.strip_prefix(dist).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        sizes.push(FileSize {
            // The page starts its worker at once, so the worker counts too.
            loaded_at_once: name == "index.html"
                || html.contains(&format!("./{name}"))
                || name.starts_with("worker"),
            name,
            bytes,
            compressed: OnceCell::new(),
        });
    }
    Ok(sizes)
}

/// Prints a line for each file, one for the data as a whole, and the sum of the first load.
pub fn print(sizes: &[FileSize]) -> Result<()> {
    let (data, files): (Vec<&FileSize>, Vec<&FileSize>) =
        sizes.iter().partition(|file| file.name.starts_with("data/"));
    let mut rows = files.iter().map(|file| row(&file.name, &[file])).collect::<Result<Vec<_>>>()?;
    let first: Vec<&FileSize> = files.into_iter().filter(|file| file.loaded_at_once).collect();
    rows.push(row("what a first visit loads, worker included", &first)?);
    // No one loads all of it, so its sum in brotli says nothing.
    let bytes = data.iter().map(|file| file.raw()).sum();
    rows.push([format!("data/, {} files, each on demand", data.len()), grouped(bytes), String::new()]);
    println!();
    table::print(["file of dist/", "bytes", "in brotli"], &rows);
    Ok(())
}

/// One line: the sums over `files`.
pub fn row(name: &str, files: &[&FileSize]) -> Result<[String; 3]> {
    let bytes = files.iter().map(|file| file.raw()).sum();
    let compressed = files.iter().map(|file| file.compressed()).sum::<Result<u64>>()?;
    Ok([name.to_owned(), grouped(bytes), grouped(compressed)])
}

impl FileSize {
    /// Its length as it is.
    fn raw(&self) -> u64 {
        self.bytes.len() as u64
    }

    /// Its length in brotli, which takes a second or two for a large file.
    fn compressed(&self) -> Result<u64> {
        if let Some(known) = self.compressed.get() {
            return Ok(*known);
        }
        let size = brotli(&self.bytes)?.len() as u64;
        Ok(*self.compressed.get_or_init(|| size))
    }
}

/// All files under `folder`, sorted.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).with_context(|| folder.display().to_string())? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

/// The name of the one file in `dist` that begins and ends like this.
pub fn named(dist: &Path, begin: &str, end: &str) -> Result<String> {
    let names: Vec<String> = files(dist)?
        .iter()
        .filter_map(|path| path.strip_prefix(dist).ok()?.to_str().map(str::to_owned))
        .filter(|name| name.starts_with(begin) && name.ends_with(end))
        .collect();
    match <[String; 1]>::try_from(names) {
        Ok([name]) => Ok(name),
        Err(names) => bail!("expected one file {begin}…{end} in the built page, found {names:?}"),
    }
}

/// `bytes` in brotli at its highest level.
pub fn brotli(bytes: &[u8]) -> Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let params = brotli::enc::BrotliEncoderParams { quality: 11, ..Default::default() };
    brotli::BrotliCompress(&mut &*bytes, &mut compressed, &params)?;
    Ok(compressed)
}
