//! A zip archive of files that are stored as they are.
//!
//! Source: PKWARE APPNOTE 6.3.10, 4.3 to 4.4. Nothing is compressed, so that the bytes hang on no
//! compressor and the page carries none for it; times and attributes are constant.

use super::ExportFile;

/// Version of the format that is needed to take a stored file out: 2.0.
const VERSION: u16 = 20;
/// Names are UTF-8.
const UTF8: u16 = 1 << 11;
/// The first day of the format's calendar: 1980-01-01.
const DATE: u16 = 1 << 5 | 1;

/// The files in one archive, in their order. `None` where an archive of this form cannot hold
/// them: more than 65,535 files, or more than 4 GiB.
pub fn zip(files: &[ExportFile]) -> Option<Vec<u8>> {
    let count = u16::try_from(files.len()).ok()?;
    let mut archive = Vec::new();
    let mut directory = Vec::new();
    for file in files {
        let begin = u32::try_from(archive.len()).ok()?;
        let head = head(file)?;
        archive.extend(b"PK\x03\x04");
        archive.extend(&head);
        archive.extend(file.name.as_bytes());
        archive.extend(&file.bytes);
        directory.extend(b"PK\x01\x02");
        put16(&mut directory, VERSION);
        directory.extend(&head);
        // Comment, disk, internal and external attributes: none.
        directory.extend([0; 10]);
        put32(&mut directory, begin);
        directory.extend(file.name.as_bytes());
    }
    let (begin, length) = (u32::try_from(archive.len()).ok()?, u32::try_from(directory.len()).ok()?);
    archive.extend(directory);
    archive.extend(b"PK\x05\x06");
    archive.extend([0; 4]);
    put16(&mut archive, count);
    put16(&mut archive, count);
    put32(&mut archive, length);
    put32(&mut archive, begin);
    put16(&mut archive, 0);
    Some(archive)
}

/// What stands both before a file and in the directory.
fn head(file: &ExportFile) -> Option<Vec<u8>> {
    let length = u32::try_from(file.bytes.len()).ok()?;
    let mut head = Vec::new();
    // Stored, at midnight.
    for number in [VERSION, UTF8, 0, 0, DATE] {
        put16(&mut head, number);
    }
    for number in [crc32(&file.bytes), length, length] {
        put32(&mut head, number);
    }
    put16(&mut head, u16::try_from(file.name.len()).ok()?);
    put16(&mut head, 0);
    Some(head)
}

fn put16(into: &mut Vec<u8>, number: u16) {
    into.extend(number.to_le_bytes());
}

fn put32(into: &mut Vec<u8>, number: u32) {
    into.extend(number.to_le_bytes());
}

/// CRC-32 of ISO 3309, as zip has it.
fn crc32(bytes: &[u8]) -> u32 {
    const POLYNOMIAL: u32 = 0xedb8_8320;
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = if crc & 1 == 1 { crc >> 1 ^ POLYNOMIAL } else { crc >> 1 };
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The check value that catalogues of CRCs give for "123456789".
    #[test]
    fn the_checksum_is_that_of_the_catalogues() {
        assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
        assert_eq!(crc32(b""), 0);
    }

    #[test]
    fn an_archive_has_its_files_as_they_are() {
        let files =
            [ExportFile::text("a.csv", "x\r\n1\r\n".to_owned()), ExportFile::text("b", String::new())];
        let archive = zip(&files).expect("an archive");
        // 30 bytes before each file, 46 in the directory, 22 at the end.
        assert_eq!(archive.len(), (30 + 5 + 6) + (30 + 1) + (46 + 5) + (46 + 1) + 22);
        assert_eq!(&archive[30..41], b"a.csvx\r\n1\r\n");
        assert_eq!(archive, zip(&files).expect("an archive"));
    }
}
