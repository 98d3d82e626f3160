//! JSON to the same tree. Lines of values are not known there.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

use super::note::shown;
use super::tree::{Broken, DEEPEST, MOST_VALUES, Node, Value};
use super::yaml::Parsed;

/// Reads documents that follow one another and hands each on; stops at the first that is broken.
pub(super) fn each<'n>(text: &'n str, mut take: impl FnMut(u32, Parsed<'n>)) -> Result<(), (u32, Broken)> {
    let mut reader = serde_json::Deserializer::from_str(text);
    let mut document = 0;
    while reader.end().is_err() {
        document += 1;
        let mut budget = Budget { values: 0, repeated: Vec::new() };
        let root = Seed { budget: &mut budget, depth: 0 }.deserialize(&mut reader).map_err(|error| {
            let line = u32::try_from(error.line()).ok().filter(|line| *line > 0);
            let message = error.to_string();
            let message = message.split(" at line ").next().unwrap_or_default();
            let message = if message.starts_with("found ") {
                message.to_owned()
            } else {
                format!(
                    "found text that is no JSON ({message}), allowed is YAML or JSON; what follows is not read"
                )
            };
            (document, Broken { line, message })
        })?;
        take(document, Parsed { root, repeated: budget.repeated });
    }
    Ok(())
}

struct Budget {
    values: usize,
    repeated: Vec<(u32, String)>,
}

struct Seed<'b> {
    budget: &'b mut Budget,
    depth: usize,
}

impl<'n> DeserializeSeed<'n> for Seed<'_> {
    type Value = Node<'n>;
    fn deserialize<D: Deserializer<'n>>(self, deserializer: D) -> Result<Node<'n>, D::Error> {
        self.budget.values += 1;
        if self.budget.values > MOST_VALUES {
            return Err(D::Error::custom(format_args!(
                "found more than {MOST_VALUES} values in one document, allowed are {MOST_VALUES}"
            )));
        }
        if self.depth > DEEPEST {
            return Err(D::Error::custom(format_args!(
                "found more than {DEEPEST} levels of nesting, allowed are {DEEPEST}"
            )));
        }
        deserializer.deserialize_any(self).map(|value| Node { line: 0, value })
    }
}

impl<'n> Visitor<'n> for Seed<'_> {
    type Value = Value<'n>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("JSON")
    }

    fn visit_unit<E: Error>(self) -> Result<Value<'n>, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E: Error>(self, value: bool) -> Result<Value<'n>, E> {
        Ok(Value::Plain(Cow::Borrowed(if value { "true" } else { "false" })))
    }

    fn visit_u64<E: Error>(self, value: u64) -> Result<Value<'n>, E> {
        Ok(Value::Plain(Cow::Owned(value.to_string())))
    }

    fn visit_i64<E: Error>(self, value: i64) -> Result<Value<'n>, E> {
        Ok(Value::Plain(Cow::Owned(value.to_string())))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Value<'n>, E> {
        Ok(Value::Plain(Cow::Owned(value.to_string())))
    }

    fn visit_borrowed_str<E: Error>(self, value: &'n str) -> Result<Value<'n>, E> {
        Ok(Value::Text(Cow::Borrowed(value)))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Value<'n>, E> {
        Ok(Value::Text(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'n>>(self, mut list: A) -> Result<Value<'n>, A::Error> {
        let mut items = Vec::new();
        while let Some(item) =
            list.next_element_seed(Seed { budget: &mut *self.budget, depth: self.depth + 1 })?
        {
            items.push(item);
        }
        Ok(Value::List(items))
    }

    fn visit_map<A: MapAccess<'n>>(self, mut map: A) -> Result<Value<'n>, A::Error> {
        let mut entries: Vec<(Cow<'n, str>, Node<'n>)> = Vec::new();
        while let Some(key) = map.next_key_seed(Key)? {
            let node = map.next_value_seed(Seed { budget: &mut *self.budget, depth: self.depth + 1 })?;
            entries.push((key, node));
        }
        let mut keys = BTreeSet::new();
        let repeated: BTreeSet<String> =
            entries.iter().filter(|(key, _)| !keys.insert(key.as_ref())).map(|(key, _)| shown(key)).collect();
        if !repeated.is_empty() {
            self.budget.repeated.extend(repeated.into_iter().map(|key| (0, key)));
            // The last value of a key counts: turned round, the first.
            let mut kept = BTreeSet::new();
            entries.reverse();
            entries.retain(|(key, _)| kept.insert(key.to_string()));
            entries.reverse();
        }
        Ok(Value::Map(entries))
    }
}

/// A key, borrowed from the text where it has no escapes.
struct Key;

impl<'n> DeserializeSeed<'n> for Key {
    type Value = Cow<'n, str>;
    fn deserialize<D: Deserializer<'n>>(self, deserializer: D) -> Result<Cow<'n, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'n> Visitor<'n> for Key {
    type Value = Cow<'n, str>;

    fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str("a key")
    }

    fn visit_borrowed_str<E: Error>(self, value: &'n str) -> Result<Cow<'n, str>, E> {
        Ok(Cow::Borrowed(value))
    }

    fn visit_str<E: Error>(self, value: &str) -> Result<Cow<'n, str>, E> {
        Ok(Cow::Owned(value.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_may_follow_one_another() {
        let mut seen = Vec::new();
        each("{\"a\":1}\n{\"a\":\"1\"} [true]", |document, parsed| seen.push((document, parsed.root)))
            .expect("JSON");
        assert_eq!(seen.len(), 3);
        assert!(matches!(&seen[0].1.entry("a").expect("a").value, Value::Plain(text) if text == "1"));
        assert!(matches!(&seen[1].1.entry("a").expect("a").value, Value::Text(text) if text == "1"));
    }

    #[test]
    fn broken_text_and_deep_nesting_are_told_with_their_line() {
        let (document, broken) = each("{}\n{\"a\":\n", |_, _| {}).expect_err("cut off");
        assert_eq!((document, broken.line), (2, Some(3)));
        let (_, broken) = each(&"[".repeat(100_000), |_, _| {}).expect_err("deep");
        assert!(broken.message.contains("levels of nesting"), "{broken:?}");
    }

    #[test]
    fn the_last_value_of_a_repeated_key_counts() {
        each("{\"a\":1,\"b\":2,\"a\":3}", |_, parsed| {
            assert!(matches!(&parsed.root.entry("a").expect("a").value, Value::Plain(text) if text == "3"));
            assert_eq!(parsed.repeated, [(0, "a".to_owned())]);
        })
        .expect("JSON");
    }
}
