//! YAML 1.2 in block style, for trees of a fixed shape.
//!
//! Every text that YAML 1.1 or 1.2 could take for something else is in double quotes, with the
//! escapes that both know, so that it comes back as it was whoever reads it.

use std::fmt::Write;

use super::node::{Fields, Node};

/// Characters of the longest key that YAML reads without a `?` before it.
/// Source: YAML 1.2.2, section 7.4.3, "Flow Mappings": at most 1024 Unicode characters.
const LONGEST_KEY: usize = 1000;

/// A document with remarks above it.
pub(super) fn document(remarks: &[String], fields: &Fields) -> String {
    let mut out = above(remarks);
    if fields.is_empty() {
        out.push_str("{}\n");
    } else {
        map(fields, 0, &mut out);
    }
    out
}

/// Documents one after the other, with remarks above the first.
pub(super) fn documents(remarks: &[String], each: &[Fields]) -> String {
    let mut out = above(remarks);
    for fields in each {
        out.push_str("---\n");
        map(fields, 0, &mut out);
    }
    out
}

/// Remarks, each on a line; text of the user's stands in them as [`quoted`] writes it.
fn above(remarks: &[String]) -> String {
    remarks.iter().map(|remark| format!("# {remark}\n")).collect()
}

fn map(fields: &Fields, indent: usize, out: &mut String) {
    for (name, value) in &fields.0 {
        let name = scalar(name);
        if name.chars().count() > LONGEST_KEY {
            let _ = write!(out, "{:indent$}? {name}\n{:indent$}:", "", "");
        } else {
            let _ = write!(out, "{:indent$}{name}:", "");
        }
        below(value, indent, out);
    }
}

/// A value after its key and colon.
fn below(value: &Node, indent: usize, out: &mut String) {
    match value {
        Node::Map(fields) if !fields.is_empty() => {
            out.push('\n');
            map(fields, indent + 2, out);
        }
        Node::List(values) if !values.is_empty() => {
            out.push('\n');
            list(values, indent + 2, out);
        }
        value => {
            let _ = writeln!(out, " {}", flat(value));
        }
    }
}

fn list(values: &[Node], indent: usize, out: &mut String) {
    for value in values {
        let _ = write!(out, "{:indent$}-", "");
        match value {
            Node::Map(fields) if !fields.is_empty() => {
                // The first line of the map stands behind the dash.
                let mut inner = String::new();
                map(fields, indent + 2, &mut inner);
                out.push(' ');
                out.push_str(inner.trim_start_matches(' '));
            }
            value => below(value, indent, out),
        }
    }
}

/// A value without parts.
fn flat(value: &Node) -> String {
    match value {
        Node::Text(text) => scalar(text),
        Node::Whole(number) => number.to_string(),
        Node::Flag(flag) => flag.to_string(),
        Node::List(_) => "[]".to_owned(),
        Node::Map(_) => "{}".to_owned(),
    }
}

/// Words that some version of YAML takes for something other than a text.
const RESERVED: [&str; 9] = ["y", "n", "yes", "no", "on", "off", "true", "false", "null"];

fn scalar(text: &str) -> String {
    let mut characters = text.chars();
    let starts = characters.next().is_some_and(|first| first.is_ascii_alphabetic());
    let plain = starts && characters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '/'));
    let reserved = RESERVED.iter().any(|word| word.eq_ignore_ascii_case(text));
    if plain && !reserved { text.to_owned() } else { quoted(text) }
}

/// A text in double quotes. What is not seen, or turns the direction of writing, is escaped.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for character in text.chars() {
        match character {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '\0'..='\u{1f}'
            | '\u{7f}'..='\u{a0}'
            | '\u{61c}'
            | '\u{200b}'..='\u{200f}'
            | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}'
            | '\u{feff}'
            | '\u{fffe}'..='\u{ffff}' => {
                let _ = write!(out, "\\u{:04X}", u32::from(character));
            }
            character => out.push(character),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(scalar(text), expected);
    }

    #[test]
    fn texts_that_could_be_something_else_are_quoted() {
        check("velero-daily", "velero-daily");
        check("topology.kubernetes.io/zone", "topology.kubernetes.io/zone");
        for word in ["No", "y", "ON", "null", "500m", "1e3", "0x1f", "1:30", "", "~", "- a", "a: b", "a #b"] {
            check(word, &format!("\"{word}\""));
        }
        check("{{ .Values }}", "\"{{ .Values }}\"");
        check("a\nb\t\"\\\u{1}\u{202e}", "\"a\\nb\\t\\\"\\\\\\u0001\\u202E\"");
        check("Größe 🚀", "\"Größe 🚀\"");
    }

    /// Texts of a document in order, as the reader of manifests has them from its parser.
    fn texts(document: &str) -> Vec<String> {
        let mut parser = granit_parser::Parser::new_from_str(document);
        let mut texts = Vec::new();
        while let Some(event) = parser.next_event() {
            if let (granit_parser::Event::Scalar(text, ..), _) = event.expect("YAML") {
                texts.push(text.into_owned());
            }
        }
        texts
    }

    #[test]
    fn every_text_comes_back_as_key_and_as_value() {
        let hard =
            ["a\r\nb", "\u{0}\u{85}\u{2028}\u{feff}", "{{ x }} # no", "\u{202e}🚀", "-", "? a", "\"", "\\n"];
        for text in hard.map(str::to_owned).into_iter().chain(["ü\n".repeat(5_000), "k".repeat(10_000)]) {
            let inner = Fields::default().with(text.as_str(), text.as_str());
            let fields = Fields::default().with(text.as_str(), vec![inner.clone()]).with("b", inner);
            let remark = format!("of {}", quoted(&text));
            let own = texts(&document(&[remark], &fields));
            assert_eq!(own, [&text, &text, &text, "b", &text, &text], "{text:?}");
        }
    }

    #[test]
    fn lists_of_maps_stand_behind_their_dash() {
        let inner = Fields::default().with("a", 1_u32).with("b", Fields::default().with("c", true));
        let fields = Fields::default().with("list", vec![inner]).with("none", Vec::<String>::new());
        assert_eq!(document(&[], &fields), "list:\n  - a: 1\n    b:\n      c: true\nnone: []\n");
    }
}
