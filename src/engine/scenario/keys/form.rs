//! What may stand at a key.

use serde_json::Value;

/// A key of a table.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// What may stand there.
    pub form: Form,
    /// What holds where the key is absent and the default is one value for every plan.
    pub default: Option<Value>,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means.
    pub meaning: String,
}

/// What may stand at a key.
#[derive(Clone, Debug, PartialEq)]
pub enum Form {
    /// A text without control characters that is not blank.
    Text,
    /// A text of a form, as a regular expression.
    Pattern(&'static str),
    /// True or false.
    Flag,
    /// A whole number from the least to the most.
    Whole(u64, u64),
    /// A number from the least to the most.
    Number(f64, f64),
    /// A number from the least to below the most.
    Below(f64, f64),
    /// A quantity: a number, `"4 to 8"`, or a table of low, likely and high, within ends.
    Quantity(f64, f64),
    /// One of some words.
    Words(Vec<String>),
    /// Any of some forms.
    Any(Vec<Form>),
    /// A list.
    List {
        /// What each entry is.
        of: Box<Form>,
        /// Fewest entries.
        least: usize,
        /// Most entries.
        most: usize,
    },
    /// A table of known keys.
    Table {
        /// The keys.
        keys: Vec<Key>,
        /// What holds between them.
        rules: Vec<Rule>,
    },
    /// A table whose keys are names of the plan's own.
    Map(Box<Form>),
}

/// What holds between the keys of a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// One of two keys is there, and not both.
    OneOf(&'static str, &'static str),
    /// Two keys are not both there.
    NotBoth(&'static str, &'static str),
    /// Some keys belong to one word at a key.
    Belong {
        /// The key with the word.
        key: &'static str,
        /// The word.
        word: &'static str,
        /// Whether they belong to this word, or to every other one.
        to_word: bool,
        /// The keys: else they must be absent.
        keys: &'static [&'static str],
        /// Whether they must be there too.
        needed: bool,
    },
}

/// A key without a default.
pub(super) fn key(name: impl Into<String>, form: Form, meaning: impl Into<String>) -> Key {
    Key { name: name.into(), form, default: None, needed: false, meaning: meaning.into() }
}

/// A table without rules.
pub(super) const fn table(keys: Vec<Key>) -> Form {
    Form::Table { keys, rules: Vec::new() }
}

/// Words of a list, each once.
pub(super) fn words<'w>(words: impl IntoIterator<Item = &'w str>) -> Form {
    let mut known: Vec<String> = Vec::new();
    for word in words {
        if !known.iter().any(|other| other == word) {
            known.push(word.to_owned());
        }
    }
    Form::Words(known)
}

/// `"auto"`, or something else.
pub(super) fn auto_or(form: Form) -> Form {
    Form::Any(vec![words(["auto"]), form])
}

/// A word, or a list of words.
pub(super) fn one_or_more(form: &Form, least: usize) -> Form {
    Form::Any(vec![form.clone(), Form::List { of: Box::new(form.clone()), least, most: usize::MAX }])
}

impl Key {
    /// With the value that holds where the key is absent.
    pub(super) fn or(mut self, default: impl Into<Value>) -> Self {
        self.default = Some(default.into());
        self
    }

    /// A key that must be there.
    pub(super) const fn needed(mut self) -> Self {
        self.needed = true;
        self
    }
}
