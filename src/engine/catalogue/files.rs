//! The text of data files, and digests of it.

use sha2::{Digest as _, Sha256};

/// One file of `data/`.
#[derive(Clone, Copy, Debug)]
pub struct DataFile<'a> {
    /// Path below `data/`, with forward slashes.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A SHA-256 digest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Digest([u8; 32]);

impl Digest {
    /// Digest of a text. A carriage return before a line feed does not count, so
    /// that a checkout with other line ends has the same digest.
    pub fn of(text: &str) -> Self {
        let mut hash = Sha256::new();
        for line in text.split_inclusive('\n') {
            match line.strip_suffix("\r\n") {
                Some(bare) => {
                    hash.update(bare);
                    hash.update("\n");
                }
                None => hash.update(line),
            }
        }
        Self(hash.finalize().into())
    }

    /// Digest of named digests, in the order given.
    pub fn combine<'a>(parts: impl Iterator<Item = (&'a String, &'a Self)>) -> Self {
        let mut hash = Sha256::new();
        for (name, digest) in parts {
            hash.update(name);
            hash.update([0]);
            hash.update(digest.0);
        }
        Self(hash.finalize().into())
    }

    /// The first 16 hexadecimal digits: enough to tell two catalogues apart.
    pub fn short(&self) -> String {
        self.0[..8].iter().map(|byte| format!("{byte:02x}")).collect()
    }
}
