//! A plan as a tree of values that know their line.

use std::collections::BTreeMap;

use super::Fault;
use crate::engine::text;

/// A value and the line it stands on.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) line: Option<u32>,
    pub(super) value: Value,
}

/// What a value is.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Table(Vec<(String, Node)>),
    List(Vec<Node>),
    Text(String),
    Whole(i64),
    Number(f64),
    Flag(bool),
    /// JSON only; no key allows it.
    Null,
}

impl Node {
    /// The value in the words of a fault.
    pub(super) fn found(&self) -> String {
        match &self.value {
            Value::Table(_) => "a table".to_owned(),
            Value::List(list) => format!("a list of {}", list.len()),
            Value::Text(text) => format!("\"{}\"", shortened(text)),
            Value::Whole(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Flag(flag) => flag.to_string(),
            Value::Null => "null".to_owned(),
        }
    }
}

/// A text of the plan as a fault shows it: short, and on one line.
pub(super) fn shortened(text: &str) -> String {
    text::shortened(text, 60)
}

/// A plan that was parsed and not yet checked.
#[derive(Clone, Debug)]
pub struct Document {
    pub(super) root: Node,
}

impl Document {
    /// Reads TOML.
    ///
    /// # Errors
    /// The place at which the text stops being TOML.
    pub fn from_toml(text: &str) -> Result<Self, Fault> {
        let lines = Lines::new(text);
        let table = toml::de::DeTable::parse(text).map_err(|error| Fault {
            line: error.span().map(|span| lines.of(span.start)),
            path: String::new(),
            found: error.message().lines().next().unwrap_or("text that is not TOML").to_owned(),
            allowed: "a plan in TOML".to_owned(),
        })?;
        Ok(Self::without_schema(Node { line: Some(1), value: table_value(table.get_ref(), &lines) }))
    }

    /// Reads JSON. Values in JSON have no line; faults name their path.
    ///
    /// # Errors
    /// The place at which the text stops being JSON.
    pub fn from_json(text: &str) -> Result<Self, Fault> {
        let value: serde_json::Value = serde_json::from_str(text).map_err(|error| Fault {
            line: u32::try_from(error.line()).ok().filter(|line| *line > 0),
            path: String::new(),
            found: error.to_string(),
            allowed: "a plan in JSON".to_owned(),
        })?;
        Ok(Self::without_schema(json_node(value)))
    }

    /// Reads a plan file: JSON where it begins as JSON does, and TOML otherwise. Of a file that is called
    /// JSON, what is neither is told as JSON.
    ///
    /// # Errors
    /// The place at which the text stops being what it is.
    pub fn from_file(text: &str, is_called_json: bool) -> Result<Self, Fault> {
        if begins_as_json(text) {
            return Self::from_json(text);
        }
        Self::from_toml(text).or_else(|fault| if is_called_json { Self::from_json(text) } else { Err(fault) })
    }

    /// Leaves out the name of the schema, which editors read.
    fn without_schema(mut root: Node) -> Self {
        if let Value::Table(entries) = &mut root.value {
            entries.retain(|(key, node)| key != SCHEMA || !matches!(node.value, Value::Text(_)));
        }
        Self { root }
    }

    /// Builds a document from dotted keys and the text that stands in their
    /// fields, as a form has it. A number in the path is a position in a list.
    pub fn from_fields(fields: &BTreeMap<String, String>) -> Self {
        let mut root = Node { line: None, value: Value::Table(Vec::new()) };
        for (path, text) in fields {
            let value = if is_text(path) { Value::Text(text.trim().to_owned()) } else { text_value(text) };
            insert(&mut root, path, value);
        }
        Self { root }
    }
}

/// Whether a text begins as a plan in JSON does; TOML never does.
pub(super) fn begins_as_json(text: &str) -> bool {
    text.trim_start().starts_with('{')
}

/// The key with which a file names its schema to editors.
const SCHEMA: &str = "$schema";
/// A text that may look like a number: 1.30 is another version than 1.3.
const VERSION: &str = "platform.kubernetes_version";
/// Keys of names, which may look like anything, wherever they stand.
const NAMES: [&str; 3] = ["name", "id", "role"];

/// Whether what stands in a field is a text, whatever it looks like.
fn is_text(path: &str) -> bool {
    path == VERSION || NAMES.contains(&path.rsplit('.').next().unwrap_or(path))
}

/// A value of a document, to stand at other places of other documents too.
#[derive(Clone, Debug)]
pub struct Setting(pub(super) Node);

impl Setting {
    /// A word or any other text.
    pub fn text(text: &str) -> Self {
        Self(Node { line: None, value: Value::Text(text.to_owned()) })
    }

    /// A whole number.
    pub const fn whole(number: i64) -> Self {
        Self(Node { line: None, value: Value::Whole(number) })
    }

    /// A number.
    pub const fn number(number: f64) -> Self {
        Self(Node { line: None, value: Value::Number(number) })
    }

    /// A switch.
    pub const fn flag(on: bool) -> Self {
        Self(Node { line: None, value: Value::Flag(on) })
    }

    /// A list of texts.
    pub fn texts(texts: &[String]) -> Self {
        let list = texts.iter().map(|text| Self::text(text).0).collect();
        Self(Node { line: None, value: Value::List(list) })
    }

    /// A table of settings.
    pub fn table(entries: Vec<(String, Self)>) -> Self {
        let entries = entries.into_iter().map(|(key, Self(node))| (key, node)).collect();
        Self(Node { line: None, value: Value::Table(entries) })
    }

    /// The value as JSON has it, on one line.
    pub fn shown(&self) -> String {
        json_of(&self.0).to_string()
    }

    /// The value as a table has it: a text without quotes, anything else as JSON has it.
    pub fn plain(&self) -> String {
        match &self.0.value {
            Value::Text(text) => text.clone(),
            _ => self.shown(),
        }
    }
}

fn json_of(node: &Node) -> serde_json::Value {
    match &node.value {
        Value::Table(entries) => serde_json::Value::Object(
            entries.iter().map(|(key, node)| (key.clone(), json_of(node))).collect(),
        ),
        Value::List(list) => list.iter().map(json_of).collect(),
        Value::Text(text) => text.as_str().into(),
        Value::Whole(number) => (*number).into(),
        Value::Number(number) => (*number).into(),
        Value::Flag(flag) => (*flag).into(),
        Value::Null => serde_json::Value::Null,
    }
}

impl Document {
    /// The value at a path of keys with dots between; a number is a position in a list, and the
    /// first pool is meant by `node_pools` alone. `None` where nothing is set there.
    pub fn setting(&self, path: &str) -> Option<Setting> {
        let mut node = &self.root;
        for key in steps(path) {
            node = match &node.value {
                Value::Table(entries) => {
                    entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)?
                }
                Value::List(list) => list.get(key.parse::<usize>().ok()?)?,
                _ => return None,
            };
        }
        Some(Setting(node.clone()))
    }

    /// The line on which a value stands; absent where none is set there, and in JSON.
    pub fn line_of(&self, path: &str) -> Option<u32> {
        self.setting(path).and_then(|Setting(node)| node.line)
    }

    /// Whether a value is set at a path by hand: anything but `"auto"`.
    pub fn is_set(&self, path: &str) -> bool {
        let found = self.setting(path);
        found.is_some_and(|Setting(node)| !matches!(&node.value, Value::Text(text) if text == "auto"))
    }

    /// Takes away what stands at a path: there the plan has its default.
    pub fn unset(&mut self, path: &str) {
        let steps = steps(path);
        let Some((last, way)) = steps.split_last() else { return };
        let mut node = &mut self.root;
        for key in way {
            let next = match &mut node.value {
                Value::Table(entries) => {
                    entries.iter_mut().find(|(name, _)| name == key).map(|(_, node)| node)
                }
                Value::List(list) => key.parse::<usize>().ok().and_then(|at| list.get_mut(at)),
                _ => None,
            };
            let Some(next) = next else { return };
            node = next;
        }
        if let Value::Table(entries) = &mut node.value {
            entries.retain(|(name, _)| name != last);
        }
    }

    /// Puts a value at a path, in the place of one that stands there; tables on the way are made.
    pub fn set(&mut self, path: &str, setting: Setting) {
        let steps = steps(path);
        put(&mut self.root, &steps, setting.0);
    }
}

impl Document {
    /// The document as TOML: values first, then tables; what lies deeper stands in braces.
    pub fn to_toml(&self) -> String {
        let Value::Table(entries) = &self.root.value else { return String::new() };
        let is_table = |node: &Node| matches!(&node.value, Value::Table(_));
        let tables = |list: &[Node]| !list.is_empty() && list.iter().all(is_table);
        let mut text = String::new();
        let mut parts = String::new();
        let section = |entries: &[(String, Node)]| -> String {
            entries.iter().map(|(key, node)| format!("{} = {}\n", toml_key(key), toml_of(node))).collect()
        };
        for (key, node) in entries {
            match &node.value {
                Value::Table(inner) => {
                    parts.push_str(&format!("\n[{}]\n{}", toml_key(key), section(inner)));
                }
                Value::List(list) if tables(list) => {
                    for node in list {
                        let Value::Table(inner) = &node.value else { continue };
                        parts.push_str(&format!("\n[[{}]]\n{}", toml_key(key), section(inner)));
                    }
                }
                _ => text.push_str(&format!("{} = {}\n", toml_key(key), toml_of(node))),
            }
        }
        text + &parts
    }
}

/// A key; in quotes where it is no plain word.
pub(super) fn toml_key(key: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || c == '_' || c == '-';
    if !key.is_empty() && key.chars().all(is_plain) { key.to_owned() } else { quoted(key) }
}

/// A text in quotes: JSON's escapes are TOML's as well, but for DEL.
fn quoted(text: &str) -> String {
    serde_json::Value::from(text).to_string().replace('\u{7f}', "\\u007f")
}

/// A value on one line.
pub(super) fn toml_of(node: &Node) -> String {
    match &node.value {
        Value::Table(entries) => {
            let entries: Vec<String> =
                entries.iter().map(|(key, node)| format!("{} = {}", toml_key(key), toml_of(node))).collect();
            if entries.is_empty() { "{}".to_owned() } else { format!("{{ {} }}", entries.join(", ")) }
        }
        Value::List(list) => {
            let list: Vec<String> = list.iter().map(toml_of).collect();
            format!("[{}]", list.join(", "))
        }
        Value::Text(text) => quoted(text),
        Value::Whole(number) => number.to_string(),
        Value::Number(number) => format!("{number:?}"),
        Value::Flag(flag) => flag.to_string(),
        // No key allows it: as a text its fault is told.
        Value::Null => quoted("null"),
    }
}

/// The keys of a path.
pub(super) fn steps(path: &str) -> Vec<&str> {
    const POOLS: &str = "node_pools";
    if let Some(id) = path.strip_prefix(ASSUMPTIONS).and_then(|rest| rest.strip_prefix('.')) {
        return vec![ASSUMPTIONS, id];
    }
    let mut steps: Vec<&str> = path.split('.').collect();
    let names_one = steps.get(1).is_some_and(|step| step.parse::<usize>().is_ok());
    if steps.first() == Some(&POOLS) && steps.len() > 1 && !names_one {
        steps.insert(1, "0");
    }
    steps
}

fn put(node: &mut Node, steps: &[&str], new: Node) {
    let Some((step, rest)) = steps.split_first() else {
        *node = Node { line: node.line, value: new.value };
        return;
    };
    let empty = || {
        let is_list = rest.first().is_some_and(|next| next.parse::<usize>().is_ok());
        let value = if is_list { Value::List(Vec::new()) } else { Value::Table(Vec::new()) };
        Node { line: None, value }
    };
    let place = match &mut node.value {
        Value::List(list) => {
            let Ok(at) = step.parse::<usize>() else { return };
            if at >= list.len() {
                list.push(empty());
            }
            list.get_mut(at)
        }
        Value::Table(entries) => {
            let at = entries.iter().position(|(name, _)| name == step).unwrap_or_else(|| {
                entries.push(((*step).to_owned(), empty()));
                entries.len() - 1
            });
            entries.get_mut(at).map(|(_, node)| node)
        }
        _ => {
            *node = Node { line: node.line, value: Value::Table(vec![((*step).to_owned(), empty())]) };
            return put(node, steps, new);
        }
    };
    if let Some(place) = place {
        put(place, rest, new);
    }
}

/// A field's text as the value that it looks like; a list of texts stands in brackets.
fn text_value(text: &str) -> Value {
    let text = text.trim();
    if let Some(list) = text.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        let texts = list.split(',').map(str::trim).filter(|text| !text.is_empty());
        return Value::List(
            texts.map(|text| Node { line: None, value: Value::Text(text.to_owned()) }).collect(),
        );
    }
    match text {
        "true" => Value::Flag(true),
        "false" => Value::Flag(false),
        _ => match (text.parse::<i64>(), text.parse::<f64>()) {
            (Ok(whole), _) => Value::Whole(whole),
            (_, Ok(number)) => Value::Number(number),
            _ => Value::Text(text.to_owned()),
        },
    }
}

/// The table whose keys are ids of figures of the model.
const ASSUMPTIONS: &str = "assumptions";

fn insert(node: &mut Node, path: &str, value: Value) {
    let (key, rest) = path.split_once('.').map_or((path, None), |(key, rest)| (key, Some(rest)));
    let Some(rest) = rest else {
        let Value::Table(entries) = &mut node.value else { return };
        match entries.iter_mut().find(|(name, _)| name == key) {
            Some((_, there)) => there.value = value,
            None => entries.push((key.to_owned(), Node { line: None, value })),
        }
        return;
    };
    let is_list = rest.split('.').next().is_some_and(|next| next.parse::<usize>().is_ok());
    // The ids of figures of the model have dots of their own.
    let is_whole = key == ASSUMPTIONS;
    let Value::Table(entries) = &mut node.value else { return };
    let position = entries.iter().position(|(name, _)| name == key).unwrap_or_else(|| {
        let empty = if is_list { Value::List(Vec::new()) } else { Value::Table(Vec::new()) };
        entries.push((key.to_owned(), Node { line: None, value: empty }));
        entries.len() - 1
    });
    let child = &mut entries[position].1;
    match (&mut child.value, rest.split_once('.')) {
        (Value::Table(entries), _) if is_whole => {
            entries.push((rest.to_owned(), Node { line: None, value }));
        }
        (Value::List(list), Some((_, rest))) => {
            if list.is_empty() {
                list.push(Node { line: None, value: Value::Table(Vec::new()) });
            }
            insert(&mut list[0], rest, value);
        }
        _ => insert(child, rest, value),
    }
}

/// Offsets of line begins.
struct Lines(Vec<usize>);

impl Lines {
    fn new(text: &str) -> Self {
        Self(std::iter::once(0).chain(text.match_indices('\n').map(|(at, _)| at + 1)).collect())
    }

    fn of(&self, offset: usize) -> u32 {
        self.0.partition_point(|begin| *begin <= offset) as u32
    }
}

fn table_value(table: &toml::de::DeTable<'_>, lines: &Lines) -> Value {
    Value::Table(
        table
            .iter()
            .map(|(key, value)| {
                let mut node = toml_node(value, lines);
                node.line = Some(lines.of(key.span().start));
                (key.get_ref().to_string(), node)
            })
            .collect(),
    )
}

fn toml_node(value: &toml::Spanned<toml::de::DeValue<'_>>, lines: &Lines) -> Node {
    use toml::de::DeValue;
    let line = Some(lines.of(value.span().start));
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Text(text.to_string()),
        DeValue::Integer(number) => i64::from_str_radix(&number.as_str().replace('_', ""), number.radix())
            .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Whole),
        DeValue::Float(number) => number
            .as_str()
            .replace('_', "")
            .parse()
            .map_or_else(|_| Value::Text(number.as_str().to_owned()), Value::Number),
        DeValue::Boolean(flag) => Value::Flag(*flag),
        DeValue::Datetime(date) => Value::Text(date.to_string()),
        DeValue::Array(list) => Value::List(list.iter().map(|item| toml_node(item, lines)).collect()),
        DeValue::Table(table) => table_value(table, lines),
    };
    Node { line, value }
}

fn json_node(value: serde_json::Value) -> Node {
    use serde_json::Value as Json;
    let value = match value {
        Json::Null => Value::Null,
        Json::Bool(flag) => Value::Flag(flag),
        Json::Number(number) => {
            number.as_i64().map_or_else(|| Value::Number(number.as_f64().unwrap_or(f64::NAN)), Value::Whole)
        }
        Json::String(text) => Value::Text(text),
        Json::Array(list) => Value::List(list.into_iter().map(json_node).collect()),
        Json::Object(map) => {
            Value::Table(map.into_iter().map(|(key, value)| (key, json_node(value))).collect())
        }
    };
    Node { line: None, value }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_told_as_what_it_is_called() {
        let told = |text: &str, is_called_json| {
            Document::from_file(text, is_called_json).expect_err("neither").allowed
        };
        for text in ["\"platform\": {\"provider\": \"aws\"}}", "[1, 2"] {
            assert_eq!(told(text, true), "a plan in JSON");
            assert_eq!(told(text, false), "a plan in TOML");
        }
        assert_eq!(told("{\"platform\": ", false), "a plan in JSON");
        // What it is counts before what it is called.
        assert!(Document::from_file("[platform]\nzones = 3\n", true).is_ok());
    }

    #[test]
    fn values_know_their_line() {
        let document = Document::from_toml("a = 1\n\n[b]\nc = \"x\"\n").expect("TOML");
        let Value::Table(root) = &document.root.value else { panic!("table") };
        assert_eq!(root[0].1.line, Some(1));
        let Value::Table(b) = &root[1].1.value else { panic!("table") };
        assert_eq!(b[0].1.line, Some(4));
    }

    #[test]
    fn a_text_that_is_not_toml_names_its_line() {
        let fault = Document::from_toml("a = 1\nb = = 2\n").expect_err("not TOML");
        assert_eq!(fault.line, Some(2));
        let fault = Document::from_json("{\n \"a\": }").expect_err("not JSON");
        assert_eq!(fault.line, Some(2));
    }

    #[test]
    fn fields_make_the_same_tree_as_a_file() {
        let fields = [("node_pools.0.nodes", "6"), ("platform.zones", "3"), ("name", "A plan")];
        let fields = fields.map(|(path, text)| (path.to_owned(), text.to_owned())).into_iter().collect();
        let from_fields = format!("{:?}", Document::from_fields(&fields).root);
        assert!(from_fields.contains("\"nodes\", Node { line: None, value: Whole(6) }"), "{from_fields}");
        assert!(from_fields.contains("Text(\"A plan\")"));
    }

    #[test]
    fn a_version_of_a_form_stays_as_it_is_written() {
        let fields = [("platform.kubernetes_version".to_owned(), "1.30".to_owned())];
        let from_fields = format!("{:?}", Document::from_fields(&fields.into_iter().collect()).root);
        assert!(from_fields.contains("Text(\"1.30\")"), "{from_fields}");
    }

    #[test]
    fn a_list_stands_in_brackets() {
        let fields = [("team.holidays".to_owned(), "[2027-01-06, 2027-04-02,]".to_owned())];
        let from_fields = format!("{:?}", Document::from_fields(&fields.into_iter().collect()).root);
        for day in ["2027-01-06", "2027-04-02"] {
            assert!(from_fields.contains(&format!("Text(\"{day}\")")), "{from_fields}");
        }
        assert_eq!(from_fields.matches("Text(").count(), 2);
    }

    #[test]
    fn a_value_is_put_in_the_place_of_another_or_anew() {
        let mut document =
            Document::from_toml("[platform]\nzones = 3\n[[node_pools]]\nnodes = \"auto\"\n").expect("TOML");
        assert!(document.is_set("platform.zones") && !document.is_set("node_pools.nodes"));
        assert!(!document.is_set("node_pools.instance_type") && !document.is_set("finance.currency"));
        document.set("platform.zones", Setting::whole(2));
        document.set("node_pools.nodes", Setting::whole(6));
        document.set("finance.currency", Setting::text("EUR"));
        document.set("assumptions.finance.wage_change_pct_per_year", Setting::number(2.5));
        let tiers = [("low".to_owned(), Setting::whole(1)), ("high".to_owned(), Setting::whole(2))];
        document.set("platform.zones.deeper", Setting::table(tiers.to_vec()));
        let shown = |path: &str| document.setting(path).map(|setting| setting.shown());
        assert_eq!(shown("node_pools").as_deref(), Some(r#"[{"nodes":6}]"#));
        assert_eq!(shown("node_pools.0.nodes").as_deref(), Some("6"));
        assert_eq!(shown("finance").as_deref(), Some(r#"{"currency":"EUR"}"#));
        assert_eq!(shown("platform.zones.deeper").as_deref(), Some(r#"{"high":2,"low":1}"#));
        let wages = "assumptions.finance.wage_change_pct_per_year";
        assert_eq!(shown(wages).as_deref(), Some("2.5"));
    }

    #[test]
    fn an_assumption_keeps_its_id_whole() {
        let path = "assumptions.finance.discount_rate_pct_per_year";
        let fields = [(path.to_owned(), "4".to_owned())];
        let from_fields = format!("{:?}", Document::from_fields(&fields.into_iter().collect()).root);
        let found = "(\"finance.discount_rate_pct_per_year\", Node { line: None, value: Whole(4) })";
        assert!(from_fields.contains(found), "{from_fields}");
    }
}
