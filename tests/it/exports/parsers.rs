//! YAML as others read it: two parsers that share no code, and Kubernetes' own types.

use granit_parser::{Event, Parser, ScalarStyle};
use serde::Deserialize;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Map, Number, Value};

/// The documents of a text, by both parsers, which must agree.
#[track_caller]
pub fn documents(text: &str) -> Vec<Value> {
    let by_serde: Vec<Value> = serde_yaml_ng::Deserializer::from_str(text)
        .map(|document| Value::deserialize(document).expect("YAML"))
        .filter(|document| !document.is_null())
        .collect();
    assert_eq!(by_serde, by_granit(text), "two parsers read the same");
    by_serde
}

/// The only document of a text.
#[track_caller]
pub fn document(text: &str) -> Value {
    let [only] = documents(text).try_into().expect("one document");
    only
}

enum Open {
    List(Vec<Value>),
    Map(Map<String, Value>, Option<String>),
}

fn by_granit(text: &str) -> Vec<Value> {
    let mut found = Vec::new();
    let mut stack: Vec<Open> = Vec::new();
    let mut parser = Parser::new_from_str(text);
    while let Some(event) = parser.next_event() {
        let (event, _) = event.expect("YAML");
        let value = match event {
            Event::Scalar(text, style, ..) => {
                if let Some(Open::Map(_, key @ None)) = stack.last_mut() {
                    *key = Some(text.into_owned());
                    continue;
                }
                scalar(&text, style == ScalarStyle::Plain)
            }
            Event::SequenceStart(..) => {
                stack.push(Open::List(Vec::new()));
                continue;
            }
            Event::MappingStart(..) => {
                stack.push(Open::Map(Map::new(), None));
                continue;
            }
            Event::SequenceEnd | Event::MappingEnd => match stack.pop().expect("something is open") {
                Open::List(list) => Value::Array(list),
                Open::Map(map, _) => Value::Object(map),
            },
            _ => continue,
        };
        match stack.last_mut() {
            None => found.push(value),
            Some(Open::List(list)) => list.push(value),
            Some(Open::Map(map, key)) => {
                let key = key.take().expect("a key");
                assert!(map.insert(key.clone(), value).is_none(), "{key} is there twice");
            }
        }
    }
    found
}

fn scalar(text: &str, is_plain: bool) -> Value {
    match text {
        _ if !is_plain => Value::String(text.to_owned()),
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        _ => text
            .parse::<u64>()
            .map_or_else(|_| Value::String(text.to_owned()), |n| Value::Number(Number::from(n))),
    }
}

/// Asserts that Kubernetes' own type reads every field: what it does not know it would drop.
#[track_caller]
pub fn is_a<T: DeserializeOwned + Serialize>(object: &Value) {
    let read: T = serde_json::from_value(object.clone()).expect("an object of this kind");
    assert_eq!(&serde_json::to_value(&read).expect("JSON"), object, "no field is unknown");
}
