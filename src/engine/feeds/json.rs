//! JSON as a stream: guards against what no feed has, and reads one value after the other.

use std::fmt;
use std::io::{self, Read};
use std::marker::PhantomData;
use std::ops::Range;

use serde::de::{self, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};

use super::FeedError;
use crate::engine::text::shortened;

/// Longest string of a feed, in bytes.
const LONGEST: u64 = 1024 * 1024;

/// Deepest nesting of a feed.
const DEEPEST: u32 = 64;

/// Most entries of a list within one record.
const MOST_ENTRIES: usize = 2_000;

/// Bytes that are looked at in one go.
const BLOCK: usize = 64 * 1024;

/// Hands on the bytes of a feed until a string is too long or the nesting too deep, so that
/// the reader behind it never has to hold such a thing.
struct Guard<R> {
    inner: R,
    block: Box<[u8]>,
    /// The part of the block that was not handed on.
    unread: Range<usize>,
    line: u64,
    depth: u32,
    /// Length so far of the string that the bytes are in.
    string: Option<u64>,
    escaped: bool,
    fault: Option<Fault>,
}

enum Fault {
    LongString,
    Depth,
    Io(String),
}

impl<R: Read> Guard<R> {
    fn new(inner: R) -> Self {
        Self {
            inner,
            block: vec![0; BLOCK].into_boxed_slice(),
            unread: 0..0,
            line: 1,
            depth: 0,
            string: None,
            escaped: false,
            fault: None,
        }
    }

    /// The next byte, without taking it; nothing at the end.
    fn next(&mut self) -> io::Result<Option<u8>> {
        if self.unread.is_empty() {
            self.load()?;
        }
        Ok(self.block.get(self.unread.clone()).and_then(<[u8]>::first).copied())
    }

    /// Takes the byte that was next.
    fn take(&mut self, byte: u8) {
        self.unread.start += 1;
        self.line += u64::from(byte == b'\n');
    }

    /// The next byte that is no white space and no byte order mark, without taking it.
    fn peek(&mut self) -> io::Result<Option<u8>> {
        while let Some(byte) = self.next()? {
            if !matches!(byte, b' ' | b'\t' | b'\r' | b'\n' | 0xef | 0xbb | 0xbf) {
                return Ok(Some(byte));
            }
            self.take(byte);
        }
        Ok(None)
    }

    fn load(&mut self) -> io::Result<()> {
        let n = loop {
            match self.inner.read(&mut self.block) {
                Ok(n) => break n.min(BLOCK),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => return Err(self.stop(Fault::Io(error.to_string()))),
            }
        };
        self.unread = 0..n;
        for idx in 0..n {
            if let Some(fault) = self.watch(self.block[idx]) {
                let before = self.block[..idx].iter().filter(|byte| **byte == b'\n').count();
                self.line += before as u64;
                return Err(self.stop(fault));
            }
        }
        Ok(())
    }

    fn stop(&mut self, fault: Fault) -> io::Error {
        self.fault = Some(fault);
        io::Error::other("stopped")
    }

    fn watch(&mut self, byte: u8) -> Option<Fault> {
        match self.string {
            Some(length) if length >= LONGEST => return Some(Fault::LongString),
            Some(_) if byte == b'"' && !self.escaped => self.string = None,
            Some(length) => {
                self.escaped = byte == b'\\' && !self.escaped;
                self.string = Some(length + 1);
            }
            None => match byte {
                b'"' => self.string = Some(0),
                b'{' | b'[' if self.depth >= DEEPEST => return Some(Fault::Depth),
                b'{' | b'[' => self.depth += 1,
                b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                _ => {}
            },
        }
        None
    }
}

impl<R: Read> Read for Guard<R> {
    /// Hands on one byte; the reader behind asks for no more.
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let (Some(byte), Some(first)) = (self.next()?, into.first_mut()) else { return Ok(0) };
        *first = byte;
        self.take(byte);
        Ok(1)
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
pub(super) fn read_all(name: &str, feed: impl Read, root: &mut impl Root) -> Result<(), FeedError> {
    let mut guard = Guard::new(feed);
    loop {
        match guard.peek() {
            Ok(Some(_)) => {}
            Ok(None) => return Ok(()),
            Err(error) => {
                let fault = FeedError::Read {
                    file: name.to_owned(),
                    place: format!("line {}", guard.line),
                    problem: error.to_string(),
                };
                return Err(guard.fault(name).unwrap_or(fault));
            }
        }
        let first_line = guard.line;
        let outcome = root.read(&mut serde_json::Deserializer::from_reader(&mut guard));
        if let Err(error) = outcome {
            let fault = root.fault().or_else(|| guard.fault(name));
            return Err(fault.unwrap_or_else(|| explain(name, first_line, guard.line, &error)));
        }
    }
}

impl<R: Read> Guard<R> {
    /// The fault that the guard itself found.
    fn fault(&mut self, name: &str) -> Option<FeedError> {
        let file = name.to_owned();
        let place = format!("line {}", self.line);
        Some(match self.fault.take()? {
            Fault::LongString => FeedError::TooMuch {
                file,
                place,
                what: format!("a text of more than {LONGEST} bytes"),
                allowed: format!("at most {LONGEST}"),
            },
            Fault::Depth => FeedError::TooMuch {
                file,
                place,
                what: format!("brackets nested more than {DEEPEST} deep"),
                allowed: format!("at most {DEEPEST}"),
            },
            Fault::Io(problem) => FeedError::Read { file, place, problem },
        })
    }
}

/// What the JSON reader says of a value that began on `first_line`; `line` is where it stopped.
fn explain(name: &str, first_line: u64, line: u64, error: &serde_json::Error) -> FeedError {
    let file = name.to_owned();
    if error.is_eof() {
        return FeedError::Truncated { file, place: format!("line {line}"), what: "a JSON value".to_owned() };
    }
    let line = first_line + (error.line() as u64).saturating_sub(1);
    let place = format!("line {line}, column {}", error.column());
    let problem = error.to_string();
    let problem = problem.rsplit_once(" at line ").map_or(problem.as_str(), |(text, _)| text);
    FeedError::Malformed { file, place, problem: shortened(problem, 200) }
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
