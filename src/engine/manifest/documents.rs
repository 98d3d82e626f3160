//! A file cut into documents, so that one that is broken does not take the others with it.

/// One document of a YAML file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Document<'t> {
    /// Counted from 1, as YAML counts: every `---` begins one, an empty one too.
    pub number: u32,
    /// The line of the file that it begins on.
    pub first_line: u32,
    pub text: &'t str,
}

/// The documents of a file that hold anything.
///
/// `---` and `...` in the first column end a document wherever they stand, in block text and
/// quotes too, so that cutting there is exact.
pub(super) fn split(text: &str) -> Vec<Document<'_>> {
    let mut documents = Vec::new();
    let (mut number, mut start, mut start_line, mut explicit) = (0, 0, 1, false);
    let mut flush = |from: usize, to: usize, first_line: u32, explicit: bool| {
        let text = text.get(from..to).unwrap_or_default();
        let holds = holds_content(text);
        number += u32::from(explicit || holds);
        if holds {
            documents.push(Document { number, first_line, text });
        }
    };
    let (mut offset, mut line) = (0, 0);
    for written in text.split_inclusive('\n') {
        line += 1;
        let (next, mark) = (offset + written.len(), marker(written));
        match mark {
            Some(Marker::Start(skip)) => {
                flush(start, offset, start_line, explicit);
                (start, start_line, explicit) = (offset + skip, line, true);
            }
            Some(Marker::End) => {
                flush(start, offset, start_line, explicit);
                (start, start_line, explicit) = (next, line + 1, false);
            }
            None => {}
        }
        offset = next;
    }
    flush(start, text.len(), start_line, explicit);
    documents
}

enum Marker {
    /// `---`, after so many bytes of a byte order mark.
    Start(usize),
    /// `...`.
    End,
}

fn marker(line: &str) -> Option<Marker> {
    let bare = line.strip_prefix('\u{feff}').unwrap_or(line);
    let ends = |rest: &str| rest.is_empty() || rest.starts_with([' ', '\t', '\r', '\n']);
    if bare.strip_prefix("---").is_some_and(ends) {
        return Some(Marker::Start(line.len() - bare.len()));
    }
    bare.strip_prefix("...").is_some_and(ends).then_some(Marker::End)
}

/// Whether there is more than blank lines, comments, directives and `---`.
fn holds_content(text: &str) -> bool {
    text.lines().any(|line| {
        let line = line.strip_prefix('\u{feff}').unwrap_or(line);
        let line =
            if matches!(marker(line), Some(Marker::Start(_))) { line.get(3..).unwrap_or("") } else { line };
        let line = line.trim();
        !(line.is_empty() || line.starts_with('#') || line.starts_with('%'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<(u32, u32, &str)> {
        split(text).iter().map(|document| (document.number, document.first_line, document.text)).collect()
    }

    #[test]
    fn documents_are_counted_as_yaml_counts() {
        assert_eq!(cut("a: 1\n"), [(1, 1, "a: 1\n")]);
        assert_eq!(cut("# a comment\n---\na: 1\n"), [(1, 2, "---\na: 1\n")]);
        assert_eq!(cut("a: 1\n---\n---\nb: 2\n"), [(1, 1, "a: 1\n"), (3, 3, "---\nb: 2\n")]);
        assert_eq!(cut("---\r\na: 1\r\n---\r\nb: 2\r\n").len(), 2);
        assert_eq!(cut("--- {a: 1}\n...\nb: 2\n"), [(1, 1, "--- {a: 1}\n"), (2, 3, "b: 2\n")]);
        assert_eq!(cut(""), []);
        assert_eq!(cut("---\n# nothing\n---\n"), []);
    }

    #[test]
    fn only_a_marker_in_the_first_column_cuts() {
        assert_eq!(cut("a: |\n  ---\n  b\n").len(), 1);
        assert_eq!(cut("---a: 1\n").len(), 1);
        assert_eq!(cut("a: 1\n\u{feff}---\nb: 2\n"), [(1, 1, "a: 1\n"), (2, 2, "---\nb: 2\n")]);
    }
}
