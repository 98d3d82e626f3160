//! What is to be said about manifests: faults, warnings, and what was not understood.

use std::fmt;

use serde::Serialize;

use crate::engine::text::shortened;

/// How much a note weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Level {
    /// The object, or the field, is left out; the rest still counts.
    Fault,
    /// It counts as written, which may not be what was meant; or something was assumed.
    Warning,
    /// It has a meaning for where pods run or how many there are, and the model does not know it.
    Unread,
}

impl Level {
    /// The word for it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Fault => "fault",
            Self::Warning => "warning",
            Self::Unread => "not read",
        }
    }
}

/// A note: where, what was found, what is allowed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Note {
    /// How much it weighs.
    pub level: Level,
    /// File.
    pub file: String,
    /// Document in the file, counted from 1.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub document: Option<u32>,
    /// Line in the file, where it is known: not in JSON.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub line: Option<u32>,
    /// Object, such as `Deployment shop/cart`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub object: String,
    /// Field, such as `spec.template.spec.containers[0].resources.requests.memory`.
    #[serde(skip_serializing_if = "String::is_empty")]
    pub path: String,
    /// What was found, and what is allowed.
    pub message: String,
}

impl fmt::Display for Note {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.file)?;
        if let Some(document) = self.document {
            write!(out, ", document {document}")?;
        }
        if let Some(line) = self.line {
            write!(out, ", line {line}")?;
        }
        for part in [&self.object, &self.path] {
            if !part.is_empty() {
                write!(out, ": {part}")?;
            }
        }
        write!(out, ": {}", self.message)
    }
}

/// Where something stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Place {
    /// Position of the file.
    pub file: u32,
    /// Document, counted from 1; 0 is the file as a whole.
    pub document: u32,
    /// Line.
    pub line: Option<u32>,
}

/// Most notes that are kept: who has more needs another remedy than to read them.
const MOST: usize = 10_000;

/// Collects notes.
#[derive(Debug, Default)]
pub(super) struct Notes {
    pub files: Vec<String>,
    pub list: Vec<Note>,
    /// Notes beyond the most.
    pub more: u64,
    /// Faults so far, those beyond the most included.
    pub faults: u64,
    /// The object that is being read.
    pub object: String,
    /// Where it stands.
    pub here: Place,
}

impl Notes {
    pub fn add(&mut self, level: Level, place: Place, path: String, message: impl Into<String>) {
        let object = self.object.clone();
        self.about(level, place, object, path, message);
    }

    pub fn about(
        &mut self,
        level: Level,
        place: Place,
        object: String,
        path: String,
        message: impl Into<String>,
    ) {
        self.faults += u64::from(level == Level::Fault);
        if self.list.len() >= MOST {
            self.more += 1;
            return;
        }
        let file = usize::try_from(place.file).ok().and_then(|file| self.files.get(file));
        self.list.push(Note {
            level,
            file: file.cloned().unwrap_or_default(),
            document: (place.document > 0).then_some(place.document),
            line: place.line,
            object,
            path,
            message: message.into(),
        });
    }
}

/// A text of the input as a message shows it: short, on one line.
pub(super) fn shown(text: &str) -> String {
    shortened(text, 60)
}

/// A name, on one line: in full, if Kubernetes allows it.
pub(super) fn named(text: &str) -> String {
    shortened(text, 253)
}
