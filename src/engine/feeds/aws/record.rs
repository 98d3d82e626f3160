//! Records of a CSV file, bounded and without copies of their fields.
//!
//! Offer files are hundreds of megabytes, most of it reserved terms, so a record is split only
//! as far as it is needed; and a field without end must be refused before it is held. The
//! general CSV reader does neither.

use std::io::{BufRead, Read};

use crate::engine::feeds::FeedError;

/// Longest record, in bytes.
pub(super) const LONGEST: usize = 1024 * 1024;

/// Reads one record after the other into one buffer.
pub(super) struct Records<'a, R> {
    file: &'a str,
    feed: R,
    record: Vec<u8>,
    /// Line on which the present record begins.
    pub line: u64,
    next_line: u64,
}

impl<'a, R: BufRead> Records<'a, R> {
    pub(super) const fn new(file: &'a str, feed: R) -> Self {
        Self { file, feed, record: Vec::new(), line: 0, next_line: 1 }
    }

    /// The present line, for messages.
    pub(super) fn place(&self) -> String {
        format!("line {}", self.line)
    }

    /// The next record without its line end, or nothing at the end.
    ///
    /// A line feed ends the record unless it stands within quotes: then the quotes so far
    /// are odd in number.
    pub(super) fn next(&mut self) -> Result<Option<&[u8]>, FeedError> {
        self.record.clear();
        self.line = self.next_line;
        let mut odd = false;
        loop {
            let begin = self.record.len();
            let room = (LONGEST + 1 - begin) as u64;
            let n = self.feed.by_ref().take(room).read_until(b'\n', &mut self.record).map_err(|error| {
                FeedError::Read {
                    file: self.file.to_owned(),
                    place: format!("line {}", self.next_line),
                    problem: error.to_string(),
                }
            })?;
            let new = &self.record[begin..];
            odd ^= new.iter().filter(|byte| **byte == b'"').count() % 2 == 1;
            let ended = new.last() == Some(&b'\n');
            if ended {
                self.next_line += 1;
            }
            if self.record.len() > LONGEST {
                return Err(FeedError::TooMuch {
                    file: self.file.to_owned(),
                    place: self.place(),
                    what: format!("a record of more than {LONGEST} bytes"),
                    allowed: format!("at most {LONGEST}"),
                });
            }
            if n == 0 && odd {
                return Err(FeedError::Truncated {
                    file: self.file.to_owned(),
                    place: self.place(),
                    what: "a field in quotes".to_owned(),
                });
            }
            if n == 0 && begin == 0 {
                return Ok(None);
            }
            if n == 0 || (ended && !odd) {
                break;
            }
        }
        let record = self.record.as_slice();
        let record = record.strip_suffix(b"\n").unwrap_or(record);
        Ok(Some(record.strip_suffix(b"\r").unwrap_or(record)))
    }
}

/// Where a field stands in its record.
pub(super) type Span = (usize, usize);

/// Splits at most `most` fields of a record. Quotes around a field do not belong to it; quotes
/// within stay doubled, as none of the texts that are looked at has any.
///
/// `None` when a closing quote is followed by anything but a comma.
pub(super) fn split(record: &[u8], most: usize, spans: &mut Vec<Span>) -> Option<()> {
    spans.clear();
    let mut at = 0;
    while spans.len() < most {
        if record.get(at) == Some(&b'"') {
            let begin = at + 1;
            let mut end = begin;
            loop {
                end += record.get(end..)?.iter().position(|byte| *byte == b'"')?;
                if record.get(end + 1) != Some(&b'"') {
                    break;
                }
                end += 2;
            }
            spans.push((begin, end));
            at = end + 1;
        } else {
            let rest = record.get(at..)?;
            let end = at + rest.iter().position(|byte| *byte == b',').unwrap_or(rest.len());
            spans.push((at, end));
            at = end;
        }
        match record.get(at) {
            None => break,
            Some(b',') => at += 1,
            Some(_) => return None,
        }
    }
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fields(record: &str) -> Option<Vec<String>> {
        let mut spans = Vec::new();
        split(record.as_bytes(), usize::MAX, &mut spans)?;
        Some(spans.into_iter().map(|(from, to)| record[from..to].to_owned()).collect())
    }

    #[test]
    fn fields_with_and_without_quotes() {
        assert_eq!(fields(r#""a","","b,c",d,"#).expect("fields"), ["a", "", "b,c", "d", ""]);
        assert_eq!(fields(r#""5"" disk",x"#).expect("fields"), [r#"5"" disk"#, "x"]);
        assert_eq!(fields("").expect("fields"), [""]);
        assert_eq!(fields(r#""a"b,c"#), None);
        assert_eq!(fields(r#""a"#), None);
    }

    #[test]
    fn a_record_goes_on_over_line_feeds_within_quotes() {
        let mut records = Records::new("x", &b"\"a\nb\",1\r\nc,2"[..]);
        assert_eq!(records.next().expect("a record"), Some(&b"\"a\nb\",1"[..]));
        assert_eq!(records.next().expect("a record"), Some(&b"c,2"[..]));
        assert_eq!(records.line, 3);
        assert_eq!(records.next().expect("the end"), None);
    }

    #[test]
    fn a_record_without_end_is_refused() {
        let open = Records::new("x", &b"\"a\n"[..]).next().map(|_| ()).expect_err("no end");
        assert!(matches!(open, FeedError::Truncated { .. }), "{open}");
        let long = vec![b'a'; 2 * LONGEST];
        let long = Records::new("x", long.as_slice()).next().map(|_| ()).expect_err("no end");
        assert!(long.to_string().contains("line 1: found a record of more than 1048576 bytes"), "{long}");
    }
}
