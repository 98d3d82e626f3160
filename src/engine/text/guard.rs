//! Texts that spreadsheets may take for formulas.

use super::on_a_line;

/// What a formula begins with, in the usual and in the full-width form that spreadsheets of
/// East Asian locales read alike.
const BEGIN: [char; 8] = ['=', '+', '-', '@', '＝', '＋', '－', '＠'];

/// A text that no spreadsheet takes for a formula: with an apostrophe before it where it begins
/// as one, after white space and marks that are not seen too, as some programs drop them. Control
/// characters, and those that turn the direction of what follows, become spaces. For texts alone: a
/// negative number is a number.
/// Source: OWASP ASVS 5.0, 1.2.10; CWE-1236.
pub fn guarded(text: &str) -> String {
    let clean = on_a_line(text);
    let begin = clean.trim_start_matches(|c: char| c.is_whitespace() || is_unseen(c));
    if begin.starts_with(BEGIN) || text.starts_with(['\t', '\r', '\0']) { format!("'{clean}") } else { clean }
}

/// What [`is_plain`] lets through, in words.
pub const PLAIN: &str = "a text without control characters that does not begin with a space, =, +, - or @";

/// Whether a text is a cell as it stands: one that no spreadsheet takes for a formula, on one line
/// and without space at its ends.
pub fn is_plain(text: &str) -> bool {
    text.trim() == text
        && !text.is_empty()
        && !text.starts_with(['=', '+', '-', '@'])
        && !text.chars().any(char::is_control)
}

/// Marks without width: joiners, marks of direction, the byte order mark.
const fn is_unseen(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2069}' | '\u{feff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_guarded_and_plain_text_is_not() {
        for formula in ["=1+1", "+1", "-1", "@here", "＝1", "＋1", "－1", "＠x"] {
            assert_eq!(guarded(formula), format!("'{formula}"));
        }
        for plain in ["Reference, AWS", "a=b", "", "'=1+1", "5 - 3", "🙂"] {
            assert_eq!(guarded(plain), plain);
        }
        assert_eq!(guarded("a\nb"), "a b");
    }

    #[test]
    fn a_plain_text_is_a_cell_as_it_stands() {
        assert!(is_plain("cache.m7g.large node") && is_plain("5 - 3"));
        for text in ["", " a", "a ", "=1", "+1", "-1", "@x", "a\u{17}b", "a\nb"] {
            assert!(!is_plain(text), "{text:?}");
        }
    }

    #[test]
    fn what_programs_drop_before_a_formula_hides_none() {
        for (text, cell) in [
            (" =1", "' =1"),
            ("\u{a0}@x", "'\u{a0}@x"),
            ("\n=1", "' =1"),
            ("\u{feff}=1", "'\u{feff}=1"),
            ("\u{202e}-1", "' -1"),
            ("\u{200b} ＝1", "'\u{200b} ＝1"),
            ("\tx", "' x"),
            ("\rx", "' x"),
            ("\0x", "' x"),
            ("  two", "  two"),
        ] {
            assert_eq!(guarded(text), cell, "{text:?}");
        }
    }
}
