//! A tree of values that is written as JSON or as YAML, in the order in which it was made.

use serde::ser::{SerializeMap, SerializeSeq};
use serde::{Serialize, Serializer};

/// A value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// A text.
    Text(String),
    /// A whole number.
    Whole(u64),
    /// Yes or no.
    Flag(bool),
    /// Values in order.
    List(Vec<Self>),
    /// Named values in order.
    Map(Fields),
}

/// Named values in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Fields(pub(super) Vec<(String, Node)>);

impl Fields {
    /// The same with one value more.
    pub(super) fn with(mut self, name: impl Into<String>, value: impl Into<Node>) -> Self {
        self.put(name, value);
        self
    }

    /// The same with one value more, where there is one.
    pub(super) fn with_some(mut self, name: &str, value: Option<impl Into<Node>>) -> Self {
        if let Some(value) = value {
            self.put(name, value);
        }
        self
    }

    /// Adds a value.
    pub(super) fn put(&mut self, name: impl Into<String>, value: impl Into<Node>) {
        self.0.push((name.into(), value.into()));
    }

    /// Adds a value to the map below this path; maps on the way are made where they are missing.
    pub(super) fn put_at(&mut self, path: &[&str], name: &str, value: impl Into<Node>) {
        let Some((first, rest)) = path.split_first() else { return self.put(name, value) };
        let is_it = |(name, value): &&mut (String, Node)| name == first && matches!(value, Node::Map(_));
        if let Some((_, Node::Map(inner))) = self.0.iter_mut().find(is_it) {
            return inner.put_at(rest, name, value);
        }
        let mut inner = Self::default();
        inner.put_at(rest, name, value);
        self.put(*first, inner);
    }

    /// Whether it says yes to this.
    pub(super) fn flag(&self, name: &str) -> bool {
        self.0.iter().any(|(own, value)| own == name && *value == Node::Flag(true))
    }

    /// Whether nothing is in it.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl From<&str> for Node {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<String> for Node {
    fn from(text: String) -> Self {
        Self::Text(text)
    }
}

impl From<u32> for Node {
    fn from(number: u32) -> Self {
        Self::Whole(u64::from(number))
    }
}

impl From<u64> for Node {
    fn from(number: u64) -> Self {
        Self::Whole(number)
    }
}

impl From<bool> for Node {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl From<Fields> for Node {
    fn from(fields: Fields) -> Self {
        Self::Map(fields)
    }
}

impl<T: Into<Self>> From<Vec<T>> for Node {
    fn from(values: Vec<T>) -> Self {
        Self::List(values.into_iter().map(Into::into).collect())
    }
}

impl Serialize for Node {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            Self::Whole(number) => serializer.serialize_u64(*number),
            Self::Flag(flag) => serializer.serialize_bool(*flag),
            Self::List(values) => {
                let mut list = serializer.serialize_seq(Some(values.len()))?;
                values.iter().try_for_each(|value| list.serialize_element(value))?;
                list.end()
            }
            Self::Map(fields) => fields.serialize(serializer),
        }
    }
}

impl Serialize for Fields {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(self.0.len()))?;
        self.0.iter().try_for_each(|(name, value)| map.serialize_entry(name, value))?;
        map.end()
    }
}
