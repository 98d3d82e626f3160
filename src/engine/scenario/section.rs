//! Typed access to one table of a plan, collecting every fault.

use std::ops::RangeInclusive;

use super::Fault;
use super::document::{Node, Value};
use crate::engine::uncertainty::{Ends, Estimate, Shape};

/// One table of the plan while it is read.
pub(super) struct Section<'a> {
    path: String,
    line: Option<u32>,
    entries: &'a [(String, Node)],
}

/// A key, or a path of keys, as a fault names it: in quotes where it is empty, where a space stands at one
/// of its ends, and where it has a quote, a backslash or characters that no line shows.
pub fn named(key: &str) -> String {
    let quoted = format!("{key:?}");
    let is_plain = !key.is_empty() && key.trim() == key && quoted.len() == key.len() + 2;
    if is_plain { key.to_owned() } else { quoted }
}

impl<'a> Section<'a> {
    /// Opens a table; unknown keys are faults that name the nearest known one.
    pub(super) fn open(path: &str, node: &'a Node, keys: &[&str], faults: &mut Vec<Fault>) -> Self {
        let entries: &[(String, Node)] = match &node.value {
            Value::Table(entries) => entries,
            _ => {
                faults.push(Fault {
                    line: node.line,
                    path: if path.is_empty() { "the plan" } else { path }.to_owned(),
                    found: node.found(),
                    allowed: "a table".to_owned(),
                });
                &[]
            }
        };
        let section = Self { path: path.to_owned(), line: node.line, entries };
        for (key, node) in entries {
            if !keys.contains(&key.as_str()) {
                faults.push(Fault {
                    line: node.line,
                    path: section.path_of(key),
                    found: "an unknown key".to_owned(),
                    allowed: nearest(key, keys).map_or_else(
                        || format!("one of {}", keys.join(", ")),
                        |near| format!("one of {}; the nearest is {near}", keys.join(", ")),
                    ),
                });
            }
        }
        section
    }

    /// A table that is not in the plan: every key has its default.
    pub(super) fn absent(path: &str) -> Self {
        Self { path: path.to_owned(), line: None, entries: &[] }
    }

    /// The whole path of a key of this table.
    pub(super) fn path_of(&self, key: &str) -> String {
        let key = named(key);
        if self.path.is_empty() { key } else { format!("{}.{key}", self.path) }
    }

    /// The line of the table.
    pub(super) const fn line(&self) -> Option<u32> {
        self.line
    }

    /// Every key and value.
    pub(super) const fn entries(&self) -> &'a [(String, Node)] {
        self.entries
    }

    /// The value of a key.
    pub(super) fn get(&self, key: &str) -> Option<&'a Node> {
        self.entries.iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// Whether the plan sets the key.
    pub(super) fn has(&self, key: &str) -> bool {
        self.get(key).is_some()
    }

    /// A fault of a key.
    pub(super) fn fault(&self, key: &str, allowed: impl Into<String>) -> Fault {
        let node = self.get(key);
        Fault {
            line: node.and_then(|node| node.line).or(self.line),
            path: self.path_of(key),
            found: node.map_or_else(|| "nothing".to_owned(), Node::found),
            allowed: allowed.into(),
        }
    }

    /// A text.
    pub(super) fn text(&self, key: &str, faults: &mut Vec<Fault>) -> Option<String> {
        match &self.get(key)?.value {
            Value::Text(text) if !text.trim().is_empty() && !text.chars().any(char::is_control) => {
                Some(text.clone())
            }
            _ => {
                faults.push(self.fault(key, "a text that is not blank, without control characters"));
                None
            }
        }
    }

    /// One of several words; the first is the default.
    pub(super) fn choice<T: Copy>(&self, key: &str, choices: &[(&str, T)], faults: &mut Vec<Fault>) -> T {
        let default = choices[0].1;
        let Some(node) = self.get(key) else { return default };
        let found = match &node.value {
            Value::Text(text) => choices.iter().find(|(word, _)| word == text),
            _ => None,
        };
        found.map_or_else(
            || {
                let words: Vec<&str> = choices.iter().map(|(word, _)| *word).collect();
                faults.push(self.fault(key, words.join(" | ")));
                default
            },
            |(_, value)| *value,
        )
    }

    /// A choice of which only some are planned so far: the others are named as such.
    pub(super) fn choice_so_far<T: Copy>(
        &self,
        key: &str,
        planned: &[(&str, T)],
        later: &[&str],
        faults: &mut Vec<Fault>,
    ) -> T {
        if let Some(Value::Text(text)) = self.get(key).map(|node| &node.value)
            && later.contains(&text.as_str())
        {
            let words: Vec<&str> = planned.iter().map(|(word, _)| *word).collect();
            faults.push(self.fault(key, format!("{} (\"{text}\" is not planned yet)", words.join(" | "))));
            return planned[0].1;
        }
        self.choice(key, planned, faults)
    }

    /// A whole number within a range.
    pub(super) fn whole(
        &self,
        key: &str,
        range: RangeInclusive<u64>,
        default: u64,
        faults: &mut Vec<Fault>,
    ) -> u64 {
        let Some(node) = self.get(key) else { return default };
        match node.value {
            Value::Whole(number) if u64::try_from(number).is_ok_and(|n| range.contains(&n)) => number as u64,
            _ => {
                faults.push(
                    self.fault(key, format!("a whole number from {} to {}", range.start(), range.end())),
                );
                default
            }
        }
    }

    /// A number within a range.
    pub(super) fn number(
        &self,
        key: &str,
        range: RangeInclusive<f64>,
        faults: &mut Vec<Fault>,
    ) -> Option<f64> {
        let number = match self.get(key)?.value {
            Value::Whole(number) => number as f64,
            Value::Number(number) => number,
            _ => f64::NAN,
        };
        if range.contains(&number) {
            Some(number)
        } else {
            faults.push(self.fault(key, format!("a number from {} to {}", range.start(), range.end())));
            None
        }
    }

    /// A quantity: a number, `"4 to 8"` or `{ low, likely, high }`.
    pub(super) fn quantity(
        &self,
        key: &str,
        range: RangeInclusive<f64>,
        faults: &mut Vec<Fault>,
    ) -> Option<Estimate> {
        let node = self.get(key)?;
        let form = format!(
            "a number from {} to {}, \"low to high\", or {{ low, likely, high }}",
            range.start(),
            range.end()
        );
        let estimate = match &node.value {
            Value::Whole(number) => Some(Estimate::exact(*number as f64)),
            Value::Number(number) => Some(Estimate::exact(*number)),
            Value::Text(text) => range_from_words(text),
            Value::Table(_) => {
                let path = self.path_of(key);
                return range_from_table(&path, node, &range, faults);
            }
            _ => None,
        };
        let estimate =
            estimate.filter(|estimate| range.contains(&estimate.low()) && range.contains(&estimate.high()));
        if estimate.is_none() {
            faults.push(self.fault(key, form));
        }
        estimate
    }

    /// Whether a key says `auto` or is absent.
    pub(super) fn is_auto(&self, key: &str) -> bool {
        match self.get(key).map(|node| &node.value) {
            None => true,
            Some(Value::Text(text)) => text == "auto",
            _ => false,
        }
    }

    /// True or false.
    pub(super) fn flag(&self, key: &str, default: bool, faults: &mut Vec<Fault>) -> bool {
        match self.get(key).map(|node| &node.value) {
            None => default,
            Some(Value::Flag(flag)) => *flag,
            Some(_) => {
                faults.push(self.fault(key, "true or false"));
                default
            }
        }
    }
}

/// `"4 to 8"`: the mode in the middle; `"4 to 8, likely 5"`: there.
fn range_from_words(text: &str) -> Option<Estimate> {
    let (low, high) = text.split_once(" to ")?;
    let (high, likely) = match high.split_once(", likely ") {
        Some((high, likely)) => (high, Some(likely)),
        None => (high, None),
    };
    let number = |text: &str| text.trim().parse::<f64>().ok();
    let (low, high) = (number(low)?, number(high)?);
    let likely = likely.map_or(Some((low + high) / 2.0), number)?;
    Estimate::new(low, likely, high).ok()
}

/// `{ low, likely, high, dist, ends }`.
fn range_from_table(
    path: &str,
    node: &Node,
    range: &RangeInclusive<f64>,
    faults: &mut Vec<Fault>,
) -> Option<Estimate> {
    const SHAPES: &[(&str, Shape)] = &[
        ("pert", Shape::Pert),
        ("triangular", Shape::Triangular),
        ("uniform", Shape::Uniform),
        ("lognormal", Shape::Lognormal),
    ];
    let before = faults.len();
    let table = Section::open(path, node, &["low", "likely", "high", "dist", "ends"], faults);
    let shape = table.choice("dist", SHAPES, faults);
    let ends = table.choice("ends", &[("bounds", Ends::Bounds), ("p5-p95", Ends::P5P95)], faults);
    let mut end = |key| {
        if table.has(key) {
            table.number(key, range.clone(), faults)
        } else {
            faults.push(table.fault(key, format!("a number from {} to {}", range.start(), range.end())));
            None
        }
    };
    let (low, high) = (end("low"), end("high"));
    let likely = if table.has("likely") { end("likely") } else { Some((low? + high?) / 2.0) };
    if faults.len() > before {
        return None;
    }
    let fault = |allowed: &str, found: String| Fault {
        line: node.line,
        path: path.to_owned(),
        found,
        allowed: allowed.to_owned(),
    };
    let (low, likely, high) = (low?, likely?, high?);
    if shape == Shape::Lognormal && low <= 0.0 {
        faults.push(fault("a lognormal with low above 0", format!("low = {low}")));
        return None;
    }
    match Estimate::new(low, likely, high) {
        Ok(estimate) => Some(estimate.shaped(shape, ends)),
        Err(error) => {
            faults.push(fault("low at most likely, likely at most high", error.to_string()));
            None
        }
    }
}

/// The known word nearest to a mistyped one; none when all are far from it.
pub fn nearest<'k>(word: &str, known: &[&'k str]) -> Option<&'k str> {
    known
        .iter()
        .map(|candidate| (strsim::damerau_levenshtein(word, candidate), *candidate))
        .min()
        .filter(|(distance, candidate)| *distance <= candidate.len().div_ceil(2))
        .map(|(_, candidate)| candidate)
}
