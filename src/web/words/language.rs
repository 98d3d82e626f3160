//! The language of the page.

use std::cell::Cell;
use std::collections::BTreeMap;

use super::Word;

/// A language that the page speaks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// English, the language of the report and of the files.
    #[default]
    English,
    /// German.
    German,
}

impl Language {
    /// Every language.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its code in HTML and in the names of files (BCP 47).
    pub const fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// Its name in itself.
    pub const fn name(self) -> &'static str {
        match self {
            Self::English => "English",
            Self::German => "Deutsch",
        }
    }

    /// The language with this code.
    pub fn of_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.code() == code)
    }
}

/// Texts by their keys.
type Texts = BTreeMap<String, String>;

thread_local! {
    /// What is said in place of English.
    static SAID: Cell<Option<(Language, &'static Texts)>> = const { Cell::new(None) };
}

/// The texts of a file of a language: a table for each part, a line for each text.
///
/// # Errors
/// Why the file cannot be read, with its place.
pub(super) fn read(toml: &str) -> Result<Texts, String> {
    let tables: BTreeMap<String, BTreeMap<String, String>> =
        toml::from_str(toml).map_err(|error| error.to_string())?;
    let texts = tables.into_iter().flat_map(|(table, words)| {
        words.into_iter().map(move |(name, text)| (format!("{table}.{name}"), text))
    });
    Ok(texts.collect())
}

/// Says everything in this language from now on, with the texts of its file. What is on the
/// screen is to be drawn anew.
///
/// # Errors
/// Why the file cannot be read.
pub fn speak(language: Language, toml: &str) -> Result<(), String> {
    let texts = read(toml)?;
    // A page has few languages and reads each once, so that its texts may stay for good.
    SAID.set(Some((language, Box::leak(Box::new(texts)))));
    Ok(())
}

/// Says everything in English from now on.
pub fn speak_english() {
    SAID.set(None);
}

/// The language that is spoken.
pub fn chosen() -> Language {
    SAID.get().map_or(Language::English, |(language, _)| language)
}

/// A text in the language that is spoken; in English where that language has none.
pub(super) fn said(word: Word) -> &'static str {
    SAID.get().and_then(|(_, texts)| texts.get(word.key)).map_or(word.english, String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    const HELLO: Word = Word { key: "test.HELLO", english: "Hello" };

    #[test]
    fn a_language_says_its_texts_and_english_the_rest() {
        assert_eq!(said(HELLO), "Hello");
        speak(Language::German, "[test]\nHELLO = \"Hallo\"\n").expect("a table");
        assert_eq!((said(HELLO), chosen()), ("Hallo", Language::German));
        assert_eq!(said(Word { key: "test.BYE", english: "Bye" }), "Bye");
        speak_english();
        assert_eq!((said(HELLO), chosen()), ("Hello", Language::English));
    }

    #[test]
    fn a_file_that_is_no_table_says_where() {
        let told = speak(Language::German, "[test]\nHELLO = 7\n").expect_err("a number is no text");
        assert!(told.contains("line 2"), "{told}");
        assert_eq!(chosen(), Language::English);
    }
}
