//! The schema of the plan file.

use serde_json::{Map, Value, json};

use super::unit::unit_of;
use crate::engine::catalogue::Catalogue;
use crate::engine::scenario::keys::{Form, Key, Rule, keys};

/// Its name, relative to the folder that it is published in.
const ID: &str = "plan-1.json";
/// A text that is not blank and has no control characters.
const TEXT: &str = "^[^\\u0000-\\u001f\\u007f-\\u009f]*[^\\s\\u0000-\\u001f\\u007f-\\u009f][^\\u0000-\\u001f\\u007f-\\u009f]*$";
/// `"4 to 8"`, or `"4 to 8, likely 5"`.
const RANGE: &str = "^ *[-+]?[0-9.]+([eE][-+]?[0-9]+)? +to +[-+]?[0-9.]+([eE][-+]?[0-9]+)?(, likely +[-+]?[0-9.]+([eE][-+]?[0-9]+)?)? *$";

/// The schema of a plan, in TOML or JSON.
pub fn plan_schema(catalogue: &Catalogue) -> Value {
    let mut shared = Shared::default();
    let mut keys = keys(catalogue);
    let meaning = "The schema of this file, for editors; it is not read.";
    keys.insert(
        0,
        Key {
            name: "$schema".to_owned(),
            form: Form::Text,
            default: None,
            needed: false,
            meaning: meaning.to_owned(),
        },
    );
    let mut root = shared.table(&keys, &[]);
    if let Some(Value::Object(properties)) = root.get_mut("properties") {
        properties.insert("lock".to_owned(), lock());
    }
    let mut schema = Map::new();
    schema.insert("$schema".to_owned(), "https://json-schema.org/draft/2020-12/schema".into());
    schema.insert("$id".to_owned(), ID.into());
    schema.insert("title".to_owned(), "Plan of Zoneplan".into());
    let description = "What is to be planned. Absent keys have their defaults; unknown ones are faults.";
    schema.insert("description".to_owned(), description.into());
    schema.extend(root);
    schema.insert("$defs".to_owned(), Value::Object(shared.defs));
    Value::Object(schema)
}

/// What `zoneplan lock` adds to a plan.
fn lock() -> Value {
    let texts = json!({ "type": "object", "additionalProperties": { "type": "string" } });
    let digest = json!({ "type": "string" });
    json!({
        "title": "lock",
        "description": "Written by zoneplan lock, and not by hand: digests of what the plan read, and the rows of its prices.",
        "type": "object",
        "required": ["schema", "engine_version", "catalogue_digest", "plan_digest", "report_digest", "document_digest", "digests", "tables"],
        "properties": {
            "schema": { "const": 1 },
            "engine_version": digest,
            "catalogue_digest": digest,
            "plan_digest": digest,
            "report_digest": digest,
            "document_digest": digest,
            "digests": texts,
            "tables": texts,
        },
        "additionalProperties": false,
    })
}

/// Forms that several keys have.
#[derive(Default)]
struct Shared {
    defs: Map<String, Value>,
}

impl Shared {
    fn table(&mut self, keys: &[Key], rules: &[Rule]) -> Map<String, Value> {
        let mut schema = Map::new();
        schema.insert("type".to_owned(), "object".into());
        let needed: Vec<&str> = keys.iter().filter(|key| key.needed).map(|key| key.name.as_str()).collect();
        if !needed.is_empty() {
            schema.insert("required".to_owned(), needed.into());
        }
        let properties = keys.iter().map(|key| (key.name.clone(), self.key(key))).collect();
        schema.insert("properties".to_owned(), Value::Object(properties));
        schema.insert("additionalProperties".to_owned(), false.into());
        if !rules.is_empty() {
            schema.insert("allOf".to_owned(), rules.iter().map(rule).collect());
        }
        schema
    }

    fn key(&mut self, key: &Key) -> Value {
        let mut schema = Map::new();
        schema.insert("title".to_owned(), key.name.replace('_', " ").into());
        schema.insert("description".to_owned(), key.meaning.as_str().into());
        if let Some(unit) = unit_of(&key.name) {
            schema.insert("x-unit".to_owned(), unit.into());
        }
        if let Some(default) = &key.default {
            schema.insert("default".to_owned(), default.clone());
        }
        schema.extend(self.form(&key.form));
        Value::Object(schema)
    }

    fn form(&mut self, form: &Form) -> Map<String, Value> {
        let schema = match form {
            Form::Text => self.shared("text", |_| json!({ "type": "string", "pattern": TEXT })),
            Form::Pattern(pattern) => json!({ "type": "string", "pattern": pattern }),
            Form::Flag => json!({ "type": "boolean" }),
            Form::Whole(least, most) => json!({ "type": "integer", "minimum": least, "maximum": most }),
            Form::Number(least, most) => {
                json!({ "type": "number", "minimum": number(*least), "maximum": number(*most) })
            }
            Form::Below(least, most) => {
                json!({ "type": "number", "minimum": number(*least), "exclusiveMaximum": number(*most) })
            }
            Form::Quantity(least, most) => self.quantity(*least, *most),
            Form::Words(words) => json!({ "enum": words }),
            Form::Any(forms) => {
                let forms: Vec<Value> = forms.iter().map(|form| Value::Object(self.form(form))).collect();
                json!({ "anyOf": forms })
            }
            Form::List { of, least, most } => {
                let mut list = json!({ "type": "array", "items": self.form(of), "minItems": least });
                if let (Some(list), true) = (list.as_object_mut(), *most < usize::MAX) {
                    list.insert("maxItems".to_owned(), (*most).into());
                }
                list
            }
            Form::Table { keys, rules } => Value::Object(self.table(keys, rules)),
            Form::Map(of) => json!({ "type": "object", "additionalProperties": self.form(of) }),
        };
        match schema {
            Value::Object(schema) => schema,
            _ => Map::new(),
        }
    }

    /// A number, a range in words, or a table with its ends.
    fn quantity(&mut self, least: f64, most: f64) -> Value {
        let (least, most) = (number(least), number(most));
        let name = format!("quantity from {least} to {most}").replace(' ', "_");
        self.shared(&name, |_| {
            let end = |description: &str| {
                json!({
                    "description": description, "type": "number", "minimum": least, "maximum": most
                })
            };
            let shapes = ["pert", "triangular", "uniform", "lognormal"];
            json!({
                "anyOf": [
                    { "type": "number", "minimum": least, "maximum": most },
                    { "description": "Low and high, such as \"4 to 8\".", "type": "string", "pattern": RANGE },
                    {
                        "type": "object",
                        "required": ["low", "high"],
                        "properties": {
                            "low": end("Low end."),
                            "likely": end("Mode; the middle is the default."),
                            "high": end("High end."),
                            "dist": { "description": "Shape of the law.", "enum": shapes, "default": "pert" },
                            "ends": {
                                "description": "What the ends are.",
                                "enum": ["bounds", "p5-p95"],
                                "default": "bounds"
                            }
                        },
                        "additionalProperties": false
                    }
                ]
            })
        })
    }

    /// A form that stands once, and a reference to it.
    fn shared(&mut self, name: &str, of: impl FnOnce(&mut Self) -> Value) -> Value {
        if !self.defs.contains_key(name) {
            let schema = of(self);
            self.defs.insert(name.to_owned(), schema);
        }
        json!({ "$ref": format!("#/$defs/{name}") })
    }
}

/// A number, as a whole one where it is.
fn number(number: f64) -> Value {
    let whole = number as i64;
    if (whole as f64).to_bits() == number.to_bits() { whole.into() } else { number.into() }
}

fn rule(rule: &Rule) -> Value {
    match rule {
        Rule::OneOf(a, b) => json!({ "oneOf": [{ "required": [a] }, { "required": [b] }] }),
        Rule::NotBoth(a, b) => json!({ "not": { "required": [a, b] } }),
        Rule::Belong { key, word, to_word, keys, needed } => {
            let absent: Map<String, Value> =
                keys.iter().map(|key| ((*key).to_owned(), Value::Bool(false))).collect();
            let absent = json!({ "properties": absent });
            let there = if *needed { json!({ "required": keys }) } else { json!(true) };
            let (is_word, is_other) = if *to_word { (there, absent) } else { (absent, there) };
            // Absent, the key has its default: the word where others are said, another where it is.
            let required = if *to_word { json!([key]) } else { json!([]) };
            json!({
                "if": { "required": required, "properties": { *key: { "const": word } } },
                "then": is_word,
                "else": is_other
            })
        }
    }
}
