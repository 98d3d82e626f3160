//! Archives that are the same bytes for the same files: in order, of one time, of nobody.

use anyhow::{Context, Result};
use flate2::read::GzDecoder;
use flate2::{Compression, GzBuilder};
use std::collections::BTreeMap;
use std::path::Path;

/// One file of an archive.
pub struct File {
    pub bytes: Vec<u8>,
    pub is_program: bool,
}

/// Files by their names in the archive, with slashes.
pub type Files = BTreeMap<String, File>;

/// A `.tar.gz` of the files in one folder; `seconds` since 1970 is the time of each.
pub fn packed(folder: &str, files: &Files, seconds: u64) -> Result<Vec<u8>> {
    let gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    let mut tar = tar::Builder::new(gzip);
    for (name, file) in files {
        let mut header = tar::Header::new_ustar();
        header.set_size(file.bytes.len() as u64);
        header.set_mode(if file.is_program { 0o755 } else { 0o644 });
        header.set_mtime(seconds);
        let name = format!("{folder}/{name}");
        tar.append_data(&mut header, &name, file.bytes.as_slice()).with_context(|| name.clone())?;
    }
    Ok(tar.into_inner()?.finish()?)
}

/// Unpacks a `.tar.gz` into a folder.
pub fn unpack(archive: &Path, into: &Path) -> Result<()> {
    let file = std::fs::File::open(archive).with_context(|| archive.display().to_string())?;
    tar::Archive::new(GzDecoder::new(file)).unpack(into).with_context(|| archive.display().to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_archive_gives_its_files_back_and_is_the_same_each_time() -> Result<()> {
        let file = |text: &str, is_program| File { bytes: text.as_bytes().to_vec(), is_program };
        let files = Files::from([
            ("bin/run".to_owned(), file("#!", true)),
            (format!("data/{}.csv", "long-".repeat(30)), file("a,b", false)),
        ]);
        let bytes = packed("top", &files, 1_000_000)?;
        assert_eq!(bytes, packed("top", &files, 1_000_000)?);

        let folder = std::env::temp_dir().join(format!("zoneplan-archive-{}", std::process::id()));
        std::fs::create_dir_all(&folder)?;
        let path = folder.join("a.tar.gz");
        std::fs::write(&path, &bytes)?;
        unpack(&path, &folder)?;
        let long = std::fs::read_to_string(folder.join(format!("top/data/{}.csv", "long-".repeat(30))));
        let program = std::fs::metadata(folder.join("top/bin/run"));
        std::fs::remove_dir_all(&folder)?;
        assert_eq!(long?, "a,b");
        let time = program?.modified()?.duration_since(std::time::UNIX_EPOCH)?.as_secs();
        assert_eq!(time, 1_000_000);
        Ok(())
    }
}
