//! Where a figure comes from.

use serde::Serialize;

use super::Date;

/// How a figure was had.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Method {
    /// A provider's official price feed, or a copy of it.
    Feed,
    /// Read from a page or a repository file.
    Page,
    /// Calculated from other figures, which the source names.
    Derived,
    /// A judgement.
    Assumed,
    /// The vendor's own page.
    Stated,
}

impl Method {
    /// Every method, with its word in data files.
    pub const WORDS: &'static [(&'static str, Self)] = &[
        ("feed", Self::Feed),
        ("page", Self::Page),
        ("derived", Self::Derived),
        ("assumed", Self::Assumed),
        ("stated", Self::Stated),
    ];

    /// Its word in data files.
    pub fn word(self) -> &'static str {
        Self::WORDS.iter().find(|(_, method)| *method == self).map_or("", |(word, _)| word)
    }
}

/// Source, date and method of a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provenance {
    /// Who says so.
    pub source: String,
    /// When; `None` where nobody dated it.
    pub as_of: Option<Date>,
    /// How it was had.
    pub method: Method,
}

impl Provenance {
    /// The date as data files and reports print it.
    pub fn as_of_text(&self) -> String {
        self.as_of.map_or_else(|| "undated".to_owned(), |date| date.to_string())
    }
}
