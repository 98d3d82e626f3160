//! Exports: what leaves the tool as files, in forms that other programs read.
//!
//! Each export is written from the report, and from the plan and the prices behind it where
//! the report has no place for them. It reads results and calculates nothing.

mod helm;
mod node;
mod tfvars;
mod yaml;

pub use helm::{NotANamespace, VeleroScope, helm_values};
pub use tfvars::{Module, OtherPlatform, Tfvars, tfvars};

/// A file to be written: its name, with `/` between folders, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExportFile {
    /// Name below the folder that is written to.
    pub name: String,
    /// What is in the file.
    pub bytes: Vec<u8>,
}

impl ExportFile {
    /// A file of text.
    pub fn text(name: impl Into<String>, text: String) -> Self {
        Self { name: name.into(), bytes: text.into_bytes() }
    }
}
