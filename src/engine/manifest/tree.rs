//! A document as a tree, the same for YAML and JSON, that no input can make too large or too deep.

use std::borrow::Cow;

/// Deepest nesting. The definitions of large custom resources reach about 50.
pub(super) const DEEPEST: usize = 100;

/// Most values of one document, those that aliases repeat included.
pub(super) const MOST_VALUES: usize = 5_000_000;

/// Most values and blocks of 16 bytes that the aliases of one document may repeat.
pub(super) const MOST_REPEATED: usize = 100_000;

/// A value and the line it stands on.
#[derive(Clone, Debug)]
pub(super) struct Node<'n> {
    /// Line within the file; 0 where it is not known.
    pub line: u32,
    pub value: Value<'n>,
}

/// A value. Plain text is typed by whoever reads it, since YAML 1.1 and 1.2 disagree on `yes`,
/// `on` and `0o644`, and most fields are never read.
#[derive(Clone, Debug)]
pub(super) enum Value<'n> {
    Null,
    /// A number, a truth value or text without quotes.
    Plain(Cow<'n, str>),
    /// Text in quotes or in a block.
    Text(Cow<'n, str>),
    List(Vec<Node<'n>>),
    Map(Vec<(Cow<'n, str>, Node<'n>)>),
}

/// What stands where a field is absent.
pub(super) static ABSENT: Node<'static> = Node { line: 0, value: Value::Null };

/// Why a document is no tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Broken {
    pub line: Option<u32>,
    pub message: String,
}

impl<'n> Node<'n> {
    /// The entry of a map; nothing elsewhere.
    pub fn entry(&self, key: &str) -> Option<&Node<'n>> {
        match &self.value {
            Value::Map(entries) => entries.iter().find(|(name, _)| name == key).map(|(_, node)| node),
            _ => None,
        }
    }

    /// What a copy costs: values, and blocks of 16 bytes of text; and how deep it goes.
    pub fn cost(&self) -> (usize, usize) {
        match &self.value {
            Value::Null => (1, 1),
            Value::Plain(text) | Value::Text(text) => (1 + text.len() / 16, 1),
            Value::List(items) => items.iter().map(Self::cost).fold((1, 1), deeper),
            Value::Map(entries) => entries
                .iter()
                .map(|(key, node)| {
                    let (cost, depth) = node.cost();
                    (cost + 1 + key.len() / 16, depth)
                })
                .fold((1, 1), deeper),
        }
    }

    /// In words, for a message.
    pub fn described(&self) -> String {
        match &self.value {
            Value::Null => "nothing".to_owned(),
            Value::Plain(text) => super::note::shown(text),
            Value::Text(text) => format!("the text \"{}\"", super::note::shown(text)),
            Value::List(items) => format!("a list of {}", items.len()),
            Value::Map(_) => "a map".to_owned(),
        }
    }
}

fn deeper((cost, depth): (usize, usize), (more, below): (usize, usize)) -> (usize, usize) {
    (cost.saturating_add(more), depth.max(below + 1))
}
