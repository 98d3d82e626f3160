//! The table of texts.

/// A text of the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Word {
    /// Its key: the table's name and its own, `frame.SAVE_CSV`.
    pub key: &'static str,
    /// What it says in English.
    pub english: &'static str,
}

/// A part of the table: its name and its texts.
#[cfg(test)]
pub type Table = (&'static str, &'static [Word]);

/// All texts of the page.
#[cfg(test)]
pub const TABLES: &[Table] = &[
    super::frame::TABLE,
    super::fields::TABLE,
    super::state::TABLE,
    super::keep::TABLE,
    super::search::TABLE,
    super::summary::TABLE,
    super::terms::TABLE,
    super::layout::TABLE,
    super::workload::TABLE,
    super::cost::TABLE,
    super::availability::TABLE,
    super::recovery::TABLE,
    super::backups::TABLE,
    super::effort::TABLE,
    super::patterns::TABLE,
    super::compare::TABLE,
    super::sensitivity::TABLE,
    super::optimise::TABLE,
    super::data::TABLE,
    super::notes::TABLE,
    super::charts::TABLE,
    super::guide::TABLE,
    super::about::TABLE,
    super::assumptions::TABLE,
    super::methods::TABLE,
    super::explain::TABLE,
    super::fault::TABLE,
];

/// Declares a part of the table: its name, and a line for each text.
macro_rules! words {
    ($table:literal; $($(#[$doc:meta])* $name:ident = $text:literal;)*) => {
        $($(#[$doc])* pub const $name: $crate::web::words::Word =
            $crate::web::words::Word { key: concat!($table, ".", stringify!($name)), english: $text };)*
        /// This part of the table.
        #[cfg(test)]
        pub const TABLE: $crate::web::words::Table = ($table, &[$($name),*]);
    };
}
pub(super) use words;

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::web::words::fill::places;

    fn all() -> impl Iterator<Item = Word> {
        TABLES.iter().flat_map(|(_, words)| words.iter().copied())
    }

    fn german() -> BTreeMap<String, String> {
        crate::web::words::language::read(include_str!("../../../public/words/de.toml"))
            .expect("a table of texts")
    }

    #[test]
    fn every_text_has_a_key_of_its_own() {
        let keys: BTreeSet<&str> = all().map(|word| word.key).collect();
        assert_eq!(keys.len(), all().count());
        for word in all() {
            assert!(!word.english.trim().is_empty(), "{} says nothing", word.key);
        }
    }

    #[test]
    fn german_says_every_text_and_no_other() {
        let german = german();
        let missing: Vec<&str> =
            all().map(|word| word.key).filter(|key| !german.contains_key(*key)).collect();
        assert!(missing.is_empty(), "not in de.toml: {missing:?}");
        let keys: BTreeSet<&str> = all().map(|word| word.key).collect();
        let more: Vec<&String> = german.keys().filter(|key| !keys.contains(key.as_str())).collect();
        assert!(more.is_empty(), "in de.toml alone: {more:?}");
    }

    #[test]
    fn german_fills_the_same_places() {
        let german = german();
        for word in all() {
            let Some(text) = german.get(word.key) else { continue };
            assert!(!text.trim().is_empty(), "{} says nothing in German", word.key);
            assert_eq!(places(word.english), places(text), "{}", word.key);
        }
    }
}
