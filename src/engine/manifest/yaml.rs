//! YAML to a tree, event by event: no recursion on the input's depth, and aliases that cannot
//! grow beyond a budget.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use granit_parser::{ErrorKind, Event, Options, Parser, ScalarStyle, ScanError, Tag};

use super::note::shown;
use super::tree::{Broken, DEEPEST, MOST_REPEATED, MOST_VALUES, Node, Value};

/// A document and the keys that it repeats, with their lines; the last value of each counts.
#[derive(Debug)]
pub(super) struct Parsed<'n> {
    pub root: Node<'n>,
    pub repeated: Vec<(u32, String)>,
}

/// A list or map that is not closed yet.
enum Open<'n> {
    List(Vec<Node<'n>>),
    Map { entries: Vec<(Cow<'n, str>, Node<'n>)>, key: Option<Cow<'n, str>> },
}

struct Frame<'n> {
    line: u32,
    anchor: usize,
    open: Open<'n>,
}

struct Builder<'n> {
    stack: Vec<Frame<'n>>,
    /// Nodes by anchor, with what a copy of them costs and how deep it goes.
    anchors: BTreeMap<usize, (Node<'n>, usize, usize)>,
    root: Option<Node<'n>>,
    values: usize,
    repeated_values: usize,
    repeated: Vec<(u32, String)>,
}

/// Reads one document whose first line is line `first_line` of its file.
pub(super) fn parse(text: &str, first_line: u32) -> Result<Parsed<'_>, Broken> {
    let mut options = Options::default();
    options.set_emit_comments(false);
    options.flow_nesting_limit = DEEPEST;
    options.block_nesting_limit = DEEPEST;
    let mut parser = Parser::new_from_str_with_options(text, options);
    let mut builder = Builder {
        stack: Vec::new(),
        anchors: BTreeMap::new(),
        root: None,
        values: 0,
        repeated_values: 0,
        repeated: Vec::new(),
    };
    while let Some(event) = parser.next_event() {
        let (event, span) = event.map_err(|error| broken(text, first_line, &error))?;
        let line = first_line.saturating_add(u32::try_from(span.start.line()).unwrap_or(1)).saturating_sub(1);
        builder.event(event, line).map_err(|message| Broken { line: Some(line), message })?;
    }
    let root = builder.root.unwrap_or(Node { line: first_line, value: Value::Null });
    Ok(Parsed { root, repeated: builder.repeated })
}

impl<'n> Builder<'n> {
    fn event(&mut self, event: Event<'n>, line: u32) -> Result<(), String> {
        match event {
            Event::Scalar(text, style, anchor, tag) => {
                let value = scalar(text, style, tag.as_deref());
                self.node(Node { line, value }, anchor)
            }
            Event::SequenceStart(_, anchor, _) => self.open(line, anchor, Open::List(Vec::new())),
            Event::MappingStart(_, anchor, _) => {
                self.open(line, anchor, Open::Map { entries: Vec::new(), key: None })
            }
            Event::SequenceEnd | Event::MappingEnd => self.close(),
            Event::Alias(anchor) => self.alias(anchor, line),
            Event::DocumentStart(..) if self.root.is_some() => {
                Err("found a second document without --- on a line of its own before it".to_owned())
            }
            _ => Ok(()),
        }
    }

    fn open(&mut self, line: u32, anchor: usize, open: Open<'n>) -> Result<(), String> {
        if self.stack.len() >= DEEPEST {
            return Err(format!("found more than {DEEPEST} levels of nesting, allowed are {DEEPEST}"));
        }
        if let Some(Frame { open: Open::Map { key: None, .. }, .. }) = self.stack.last() {
            return Err("found a map or a list as a key, allowed is text".to_owned());
        }
        self.stack.push(Frame { line, anchor, open });
        Ok(())
    }

    fn close(&mut self) -> Result<(), String> {
        let Some(frame) = self.stack.pop() else { return Ok(()) };
        let value = match frame.open {
            Open::List(items) => Value::List(items),
            Open::Map { entries, .. } => Value::Map(self.once_each(merged(entries))),
        };
        self.node(Node { line: frame.line, value }, frame.anchor)
    }

    /// Puts a finished node where it belongs.
    fn node(&mut self, node: Node<'n>, anchor: usize) -> Result<(), String> {
        self.values += 1;
        if self.values > MOST_VALUES {
            return Err(format!(
                "found more than {MOST_VALUES} values in one document, allowed are {MOST_VALUES}"
            ));
        }
        if anchor > 0 {
            let (cost, depth) = node.cost();
            self.repeat(cost)?;
            self.anchors.insert(anchor, (node.clone(), cost, depth));
        }
        match self.stack.last_mut().map(|frame| &mut frame.open) {
            None => self.root = Some(node),
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map { entries, key }) => match key.take() {
                Some(name) => entries.push((name, node)),
                None => *key = Some(name_of(node.value)?),
            },
        }
        Ok(())
    }

    fn repeat(&mut self, cost: usize) -> Result<(), String> {
        self.repeated_values = self.repeated_values.saturating_add(cost);
        if self.repeated_values > MOST_REPEATED {
            return Err(format!(
                "found anchors and aliases that repeat more than {MOST_REPEATED} values, allowed are {MOST_REPEATED}"
            ));
        }
        Ok(())
    }

    fn alias(&mut self, anchor: usize, line: u32) -> Result<(), String> {
        let Some((node, cost, depth)) = self.anchors.get(&anchor) else {
            return Err(
                "found an alias within what it stands for, allowed is one of a finished value".to_owned()
            );
        };
        if self.stack.len() + depth > DEEPEST {
            return Err(format!("found aliases more than {DEEPEST} levels deep, allowed are {DEEPEST}"));
        }
        let (node, cost) = (Node { line, value: node.value.clone() }, *cost);
        self.repeat(cost)?;
        self.node(node, 0)
    }

    /// Entries with the last value of each key.
    fn once_each(&mut self, mut entries: Vec<(Cow<'n, str>, Node<'n>)>) -> Vec<(Cow<'n, str>, Node<'n>)> {
        let mut order: Vec<usize> = (0..entries.len()).collect();
        let key = |idx: &usize| entries.get(*idx).map(|(key, _)| key.as_ref());
        order.sort_by(|a, b| key(a).cmp(&key(b)).then(a.cmp(b)));
        let mut left_out: Vec<usize> = Vec::new();
        for pair in order.windows(2) {
            if let [first, second] = pair
                && key(first) == key(second)
            {
                left_out.push(*first);
                let line = entries.get(*second).map_or(0, |(_, node)| node.line);
                self.repeated.push((line, shown(key(second).unwrap_or_default())));
            }
        }
        if !left_out.is_empty() {
            left_out.sort_unstable();
            let mut idx = 0;
            entries.retain(|_| {
                idx += 1;
                left_out.binary_search(&(idx - 1)).is_err()
            });
        }
        entries
    }
}

/// Entries with those that merge keys (`<<`) bring; what the map says itself wins.
fn merged<'n>(entries: Vec<(Cow<'n, str>, Node<'n>)>) -> Vec<(Cow<'n, str>, Node<'n>)> {
    if !entries.iter().any(|(key, _)| key == "<<") {
        return entries;
    }
    let (merges, mut own): (Vec<_>, Vec<_>) = entries.into_iter().partition(|(key, _)| key == "<<");
    let mut brought = Vec::new();
    for (_, node) in merges {
        match node.value {
            Value::Map(more) => brought.extend(more),
            Value::List(maps) => {
                for map in maps {
                    if let Value::Map(more) = map.value {
                        brought.extend(more);
                    }
                }
            }
            _ => {}
        }
    }
    let mut known: BTreeSet<Cow<'n, str>> = own.iter().map(|(key, _)| key.clone()).collect();
    own.extend(brought.into_iter().filter(|(key, _)| known.insert(key.clone())));
    own
}

fn name_of(value: Value<'_>) -> Result<Cow<'_, str>, String> {
    match value {
        Value::Plain(text) | Value::Text(text) => Ok(text),
        Value::Null => Ok(Cow::Borrowed("null")),
        Value::List(_) | Value::Map(_) => Err("found a map or a list as a key, allowed is text".to_owned()),
    }
}

fn scalar<'n>(text: Cow<'n, str>, style: ScalarStyle, tag: Option<&Tag>) -> Value<'n> {
    match (style, tag.and_then(Tag::core_suffix)) {
        (_, Some("str")) => Value::Text(text),
        (_, Some("null")) => Value::Null,
        (_, Some(_)) => Value::Plain(text),
        (ScalarStyle::Plain, None) => match text.as_ref() {
            "" | "~" | "null" | "Null" | "NULL" => Value::Null,
            _ => Value::Plain(text),
        },
        (_, None) => Value::Text(text),
    }
}

/// Why the text is no YAML, and where.
fn broken(text: &str, first_line: u32, error: &ScanError) -> Broken {
    let at = u32::try_from(error.marker().line()).unwrap_or(1).max(1);
    let line = first_line.saturating_add(at - 1);
    let written = text.lines().nth(usize::try_from(at - 1).unwrap_or(0)).unwrap_or_default();
    let indentation = written.len() - written.trim_start().len();
    let message = match error.kind() {
        ErrorKind::RecursionLimitExceeded => {
            format!("found more than {DEEPEST} levels of nesting, allowed are {DEEPEST}")
        }
        _ if written.get(..indentation).is_some_and(|start| start.contains('\t')) => {
            "found a tab in the indentation, allowed are spaces".to_owned()
        }
        _ => format!("found text that is no YAML ({}), allowed is YAML or JSON", error.info()),
    };
    Broken { line: Some(line), message }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(text: &str, line: u32, part: &str) {
        let error = parse(text, 1).expect_err("a fault");
        assert!(error.message.contains(part) && error.line == Some(line), "{error:?}");
    }

    #[test]
    fn scalars_keep_their_form_and_lines_count_from_the_file() {
        let parsed = parse("a: 3\nb: \"3\"\nc: ~\nd: !!str 3\ne: yes\n", 10).expect("YAML");
        let at = |key| parsed.root.entry(key).expect("an entry");
        assert!(matches!(&at("a").value, Value::Plain(text) if text == "3"));
        assert!(matches!(&at("b").value, Value::Text(text) if text == "3"));
        assert!(matches!(at("c").value, Value::Null));
        assert!(matches!(&at("d").value, Value::Text(_)));
        assert!(matches!(&at("e").value, Value::Plain(text) if text == "yes"));
        assert_eq!(at("e").line, 14);
    }

    #[test]
    fn aliases_and_merge_keys_stand_for_what_they_name() {
        let parsed = parse("base: &b {x: 1, y: 2}\nuse:\n  <<: *b\n  y: 3\nagain: *b\n", 1).expect("YAML");
        let used = parsed.root.entry("use").expect("a map");
        assert!(matches!(&used.entry("x").expect("merged").value, Value::Plain(text) if text == "1"));
        assert!(matches!(&used.entry("y").expect("its own").value, Value::Plain(text) if text == "3"));
        assert!(parsed.root.entry("again").expect("a copy").entry("x").is_some());
    }

    #[test]
    fn aliases_cannot_explode_or_nest_without_end() {
        let mut bomb = String::from("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
        for level in 1..12 {
            let before = format!("*a{}", level - 1);
            bomb.push_str(&format!("a{level}: &a{level} [{}]\n", vec![before; 10].join(", ")));
        }
        let error = parse(&bomb, 1).expect_err("a bomb");
        assert!(error.message.contains("allowed are 100000"), "{error:?}");
        let mut deep = String::from("a0: &a0 [x]\n");
        for level in 1..1000 {
            deep.push_str(&format!("a{level}: &a{level} [*a{}]\n", level - 1));
        }
        let error = parse(&deep, 1).expect_err("too deep");
        assert!(error.message.contains("aliases more than 100 levels deep"), "{error:?}");
        refused("a: &a [*a]\n", 1, "within what it stands for");
        refused("a: *nowhere\n", 1, "no YAML");
    }

    #[test]
    fn nesting_tabs_and_ends_are_told() {
        refused(&"[".repeat(5_000), 1, "levels of nesting");
        refused("a:\n\tb: 1\n", 2, "a tab in the indentation");
        refused("a: \"never closed\n", 1, "unclosed quote");
        refused("? [a]\n: b\n", 1, "as a key");
    }

    #[test]
    fn the_last_value_of_a_repeated_key_counts_and_the_key_is_named() {
        let parsed = parse("a: 1\nb: 2\na: 3\n", 1).expect("YAML");
        assert!(matches!(&parsed.root.entry("a").expect("a").value, Value::Plain(text) if text == "3"));
        assert_eq!(parsed.repeated, [(3, "a".to_owned())]);
    }
}
