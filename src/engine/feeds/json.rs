//! JSON as a stream: guards against what no feed has, and reads one value after the other.

use std::fmt;
use std::io::{self, BufRead, Read};
use std::marker::PhantomData;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::FeedError;
use super::error::shortened;

/// Longest string of a feed, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Deepest nesting of a feed.
const DEEPEST: u32 = 64;

/// Most entries of a list within one record.
const MOST_ENTRIES: usize = 2_000;

/// Hands on the bytes of a feed until a string is too long or the nesting too deep, so that
/// the reader behind it never has to hold such a thing.
struct Guard<R> {
    inner: R,
    line: u64,
    depth: u32,
    string: Option<u64>,
    escaped: bool,
    fault: Option<Fault>,
}

enum Fault {
    LongString,
    Depth,
    Io(String),
}

impl<R: BufRead> Guard<R> {
    /// The next byte that is no white space, without taking it.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        loop {
            let Some(byte) = self.inner.fill_buf()?.first().copied() else { return Ok(None) };
            match byte {
                b'\n' => self.line += 1,
                b' ' | b'\t' | b'\r' | 0xef | 0xbb | 0xbf => {}
                _ => return Ok(Some(byte)),
            }
            self.inner.consume(1);
        }
    }

    fn stop(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault);
        io::Error::other("stopped")
    }

    fn watch(&mut self, byte: u8) -> io::Result<()> {
        if byte == b'\n' {
            self.line += 1;
        }
        match self.string {
            Some(_) if self.escaped => self.escaped = false,
            Some(_) if byte == b'\\' => self.escaped = true,
            Some(_) if byte == b'"' => self.string = None,
            Some(length) if length >= LONGEST => return Err(self.stop(Fault::LongString)),
            Some(length) => self.string = Some(length + 1),
            None => match byte {
                b'"' => self.string = Some(0),
                b'{' | b'[' if self.depth >= DEEPEST => return Err(self.stop(Fault::Depth)),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            },
        }
        Ok(())
    }
}

impl<R: BufRead> Read for Guard<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let n = match self.inner.fill_buf() {
            Ok(bytes) => {
                let n = bytes.len().min(into.len());
                into[..n].copy_from_slice(&bytes[..n]);
                n
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => return Err(error),
            Err(error) => return Err(self.stop(Fault::Io(error.to_string()))),
        };
        self.inner.consume(n);
        for byte in &into[..n] {
            self.watch(*byte)?;
        }
        Ok(n)
    }
}

/// What reads one JSON value of a feed.
pub(super) trait Root {
    /// Reads it.
    fn read<'de, D: Deserializer<'de>>(&mut self, value: D) -> Result<(), D::Error>;

    /// The error that reading has left behind, where it is one of the feed and not of JSON.
    fn fault(&mut self) -> Option<FeedError>;
}

/// Reads the JSON values of a feed, one after the other, until it ends.
pub(super) fn read_all(name: &str, feed: impl BufRead, root: &mut impl Root) -> Result<(), FeedError> {
    let mut guard = Guard { inner: feed, line: 1, depth: 0, string: None, escaped: false, fault: None };
    loop {
        match guard.peek() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(()),
            Err(error) => {
                return Err(FeedError::Read {
                    file: name.to_owned(),
                    place: format!("line {}", guard.line),
                    problem: error.to_string(),
                });
            }
        }
        let first_line = guard.line;
        let outcome = root.read(&mut serde_json::Deserializer::from_reader(&mut guard));
        if let Err(error) = outcome {
            return Err(root.fault().unwrap_or_else(|| guard.explain(name, first_line, &error)));
        }
    }
}

impl<R: BufRead> Guard<R> {
    fn explain(&mut self, name: &str, first_line: u64, error: &serde_json::Error) -> FeedError {
        let file = name.to_owned();
        let place = format!("line {}", self.line);
        match self.fault.take() {
            Some(Fault::LongString) => FeedError::TooMuch {
                file,
                place,
                what: format!("a text of more than {LONGEST} bytes"),
                allowed: format!("at most {LONGEST}"),
            },
            Some(Fault::Depth) => FeedError::TooMuch {
                file,
                place,
                what: format!("brackets nested more than {DEEPEST} deep"),
                allowed: format!("at most {DEEPEST}"),
            },
            Some(Fault::Io(problem)) => FeedError::Read { file, place, problem },
            None if error.is_eof() => FeedError::Truncated { file, place, what: "a JSON value".to_owned() },
            None => {
                let line = first_line + (error.line() as u64).saturating_sub(1);
                let problem = error.to_string();
                let problem = problem.rsplit_once(" at line ").map_or(problem.as_str(), |(text, _)| text);
                let place = format!("line {line}, column {}", error.column());
                FeedError::Malformed { file, place, problem: shortened(problem, 200) }
            }
        }
    }
}

/// A text of a record: a string of at most 4 KiB; nothing where the feed has null.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Text(pub String);

impl Text {
    const LONGEST: usize = 4096;
}

impl std::ops::Deref for Text {
    type Target = str;
    fn deref(&self) -> &str {
        &self.0
    }
}

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Short;
        impl Visitor<'_> for Short {
            type Value = Text;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "a text of at most {} bytes", Text::LONGEST)
            }
            fn visit_str<E: de::Error>(self, text: &str) -> Result<Text, E> {
                if text.len() > Text::LONGEST {
                    return Err(E::invalid_length(text.len(), &self));
                }
                Ok(Text(text.to_owned()))
            }
            fn visit_unit<E: de::Error>(self) -> Result<Text, E> {
                Ok(Text::default())
            }
        }
        value.deserialize_any(Short)
    }
}

/// A list of a record: at most 2,000 entries; nothing where the feed has null.
#[derive(Clone, Debug)]
pub(super) struct List<T>(pub Vec<T>);

impl<T> Default for List<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for List<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Self, D::Error> {
        struct Bounded<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Bounded<T> {
            type Value = List<T>;
            fn expecting(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(out, "a list of at most {MOST_ENTRIES} entries")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<List<T>, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = list.next_element()? {
                    if entries.len() >= MOST_ENTRIES {
                        return Err(de::Error::invalid_length(entries.len() + 1, &self));
                    }
                    entries.push(entry);
                }
                Ok(List(entries))
            }
            fn visit_unit<E: de::Error>(self) -> Result<List<T>, E> {
                Ok(List::default())
            }
        }
        value.deserialize_any(Bounded(PhantomData))
    }
}
