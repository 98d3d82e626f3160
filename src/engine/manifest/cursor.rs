//! A place in a document: reads values of the type that a field has, and names what does not fit.

use super::note::{Level, Notes, Place, shown};
use super::quantity::Quantity;
use super::tree::{ABSENT, Node, Value};

/// How one gets from a value to the one below it.
#[derive(Clone, Copy, Debug)]
enum Step<'p> {
    Root,
    Key(&'p str),
    Keys(&'p [&'p str]),
    Index(usize),
}

/// A value of a document and the way to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Cursor<'p, 'n> {
    node: &'n Node<'n>,
    parent: Option<&'p Cursor<'p, 'n>>,
    step: Step<'p>,
}

/// A whole number or a share, such as a rolling update's surge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Share {
    Count(u32),
    Percent(u32),
}

impl Share {
    /// The share of a total, rounded up.
    pub fn of(self, total: u32) -> u32 {
        match self {
            Self::Count(count) => count,
            Self::Percent(percent) => {
                u32::try_from((u64::from(total) * u64::from(percent)).div_ceil(100)).unwrap_or(u32::MAX)
            }
        }
    }
}

impl<'p, 'n> Cursor<'p, 'n> {
    pub fn root(node: &'n Node<'n>) -> Self {
        Self { node, parent: None, step: Step::Root }
    }

    /// The value of a key; absent where there is none.
    pub fn get<'q>(&'q self, key: &'q str) -> Cursor<'q, 'n>
    where
        'p: 'q,
    {
        Cursor { node: self.node.entry(key).unwrap_or(&ABSENT), parent: Some(self), step: Step::Key(key) }
    }

    /// The value behind several keys.
    pub fn at<'q>(&'q self, keys: &'q [&'q str]) -> Cursor<'q, 'n>
    where
        'p: 'q,
    {
        let mut node = self.node;
        for key in keys {
            node = node.entry(key).unwrap_or(&ABSENT);
        }
        Cursor { node, parent: Some(self), step: Step::Keys(keys) }
    }

    pub fn node(&self) -> &'n Node<'n> {
        self.node
    }

    pub fn is_absent(&self) -> bool {
        matches!(self.node.value, Value::Null)
    }

    /// The path from the object, such as `spec.containers[0].image`.
    pub fn path(&self) -> String {
        let mut steps = Vec::new();
        let mut here = Some(self);
        while let Some(cursor) = here {
            steps.push(cursor.step);
            here = cursor.parent;
        }
        let mut path = String::new();
        for step in steps.into_iter().rev() {
            match step {
                Step::Root => {}
                Step::Index(idx) => path.push_str(&format!("[{idx}]")),
                Step::Key(key) => push_key(&mut path, key),
                Step::Keys(keys) => keys.iter().for_each(|key| push_key(&mut path, key)),
            }
        }
        path
    }

    fn place(&self, notes: &Notes) -> Place {
        let mut here = Some(self);
        while let Some(cursor) = here {
            if cursor.node.line > 0 {
                return Place { line: Some(cursor.node.line), ..notes.here };
            }
            here = cursor.parent;
        }
        notes.here
    }

    pub fn fault(&self, notes: &mut Notes, message: impl Into<String>) {
        notes.add(Level::Fault, self.place(notes), self.path(), message);
    }

    pub fn warning(&self, notes: &mut Notes, message: impl Into<String>) {
        notes.add(Level::Warning, self.place(notes), self.path(), message);
    }

    pub fn unread(&self, notes: &mut Notes, message: impl Into<String>) {
        notes.add(Level::Unread, self.place(notes), self.path(), message);
    }

    fn refuse(&self, notes: &mut Notes, allowed: &str) {
        self.fault(notes, format!("found {}, allowed is {allowed}", self.node.described()));
    }

    /// Text; a number or truth value without quotes is a fault, as it is in Kubernetes.
    pub fn text(&self, notes: &mut Notes) -> Option<&'n str> {
        match &self.node.value {
            Value::Null => None,
            Value::Text(text) => Some(text),
            Value::Plain(text) if !is_number(text) && !matches!(text.as_ref(), "true" | "false") => {
                Some(text)
            }
            _ => {
                self.refuse(notes, "text (in quotes, where it looks like a number)");
                None
            }
        }
    }

    /// A number within bounds.
    pub fn whole(&self, notes: &mut Notes, least: i64, most: i64) -> Option<i64> {
        let found = match &self.node.value {
            Value::Null => return None,
            Value::Plain(text) => text.parse::<i64>().ok().filter(|number| (least..=most).contains(number)),
            _ => None,
        };
        if found.is_none() {
            self.refuse(notes, &format!("a whole number from {least} to {most}"));
        }
        found
    }

    /// A count within bounds.
    pub fn count(&self, notes: &mut Notes, most: u32) -> Option<u32> {
        self.whole(notes, 0, i64::from(most)).and_then(|count| u32::try_from(count).ok())
    }

    pub fn truth(&self, notes: &mut Notes) -> Option<bool> {
        match &self.node.value {
            Value::Null => None,
            Value::Plain(text) => match text.as_ref() {
                "true" | "True" | "TRUE" | "yes" | "on" => Some(true),
                "false" | "False" | "FALSE" | "no" | "off" => Some(false),
                _ => {
                    self.refuse(notes, "true or false");
                    None
                }
            },
            _ => {
                self.refuse(notes, "true or false");
                None
            }
        }
    }

    /// A count, or a percentage in text.
    pub fn share(&self, notes: &mut Notes) -> Option<Share> {
        let found = match &self.node.value {
            Value::Null => return None,
            Value::Plain(text) | Value::Text(text) => match text.strip_suffix('%') {
                Some(percent) => {
                    percent.parse().ok().filter(|percent| *percent <= 100_000).map(Share::Percent)
                }
                None => text.parse().ok().filter(|count| *count <= super::MOST_REPLICAS).map(Share::Count),
            },
            _ => None,
        };
        if found.is_none() {
            self.refuse(notes, "a whole number of at least 0, or a percentage such as \"25%\"");
        }
        found
    }

    pub fn quantity(&self, notes: &mut Notes) -> Option<Quantity> {
        match &self.node.value {
            Value::Null => None,
            Value::Plain(text) | Value::Text(text) => match Quantity::parse(text) {
                Ok(quantity) => Some(quantity),
                Err(error) => {
                    self.fault(notes, format!("found \"{}\", allowed is {error}", shown(text)));
                    None
                }
            },
            _ => {
                self.refuse(notes, "a quantity such as 250m or 1.5Gi");
                None
            }
        }
    }

    /// The items of a list; none where it is absent.
    pub fn items<'q>(&'q self, notes: &mut Notes) -> impl Iterator<Item = Cursor<'q, 'n>> + use<'q, 'p, 'n> {
        let items: &'n [Node<'n>] = match &self.node.value {
            Value::List(items) => items,
            Value::Null => &[],
            _ => {
                self.refuse(notes, "a list");
                &[]
            }
        };
        items.iter().enumerate().map(move |(idx, node)| Cursor {
            node,
            parent: Some(self),
            step: Step::Index(idx),
        })
    }

    /// The entries of a map; none where it is absent.
    pub fn entries<'q>(
        &'q self,
        notes: &mut Notes,
    ) -> impl Iterator<Item = (&'n str, Cursor<'q, 'n>)> + use<'q, 'p, 'n>
    where
        'n: 'q,
    {
        let entries = match &self.node.value {
            Value::Map(entries) => entries.as_slice(),
            Value::Null => &[],
            _ => {
                self.refuse(notes, "a map");
                &[]
            }
        };
        entries.iter().map(move |(key, node)| {
            let key: &'n str = key;
            (key, Cursor { node, parent: Some(self), step: Step::Key(key) })
        })
    }

    /// A map of texts, such as labels.
    pub fn texts(&self, notes: &mut Notes) -> std::collections::BTreeMap<String, String> {
        let entries: Vec<_> = self.entries(notes).collect();
        entries
            .into_iter()
            .filter_map(|(key, value)| {
                let text = if value.is_absent() { Some("") } else { value.text(notes) };
                text.map(|text| (key.to_owned(), text.to_owned()))
            })
            .collect()
    }

    /// A list of texts.
    pub fn list(&self, notes: &mut Notes) -> Vec<String> {
        let items: Vec<_> = self.items(notes).collect();
        items.into_iter().filter_map(|item| item.text(notes).map(str::to_owned)).collect()
    }
}

/// A key of the path; one with dots in it, such as a label, stands in brackets.
fn push_key(path: &mut String, key: &str) {
    if key.contains(['.', '/', '[']) || key.chars().any(char::is_control) {
        path.push_str(&format!("[\"{}\"]", shown(key)));
        return;
    }
    if !path.is_empty() {
        path.push('.');
    }
    path.push_str(&shown(key));
}

/// Whether YAML reads it as a number: then Kubernetes refuses it where it wants text.
fn is_number(text: &str) -> bool {
    text.parse::<f64>().is_ok() && text.bytes().any(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::super::yaml::parse;
    use super::*;

    #[test]
    fn what_does_not_fit_is_named_with_its_path_and_line() {
        let parsed = parse("spec:\n  replicas: \"3\"\n  list:\n  - a.b/c: 1e3\n", 1).expect("YAML");
        let (root, mut notes) = (Cursor::root(&parsed.root), Notes::default());
        let spec = root.get("spec");
        assert_eq!(spec.get("replicas").count(&mut notes, 5), None);
        let list = spec.get("list");
        for item in list.items(&mut notes) {
            assert_eq!(item.get("a.b/c").text(&mut notes), None);
        }
        let told: Vec<_> = notes.list.iter().map(|note| (note.line, note.path.as_str())).collect();
        assert_eq!(told, [(Some(2), "spec.replicas"), (Some(4), "spec.list[0][\"a.b/c\"]")]);
        assert_eq!(notes.list[0].message, "found the text \"3\", allowed is a whole number from 0 to 5");
    }

    #[test]
    fn shares_round_up() {
        assert_eq!(Share::Percent(25).of(3), 1);
        assert_eq!(Share::Percent(50).of(7), 4);
        assert_eq!(Share::Percent(0).of(7), 0);
        assert_eq!(Share::Count(2).of(1), 2);
    }
}
