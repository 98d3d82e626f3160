//! Texts from outside as messages and cells show them: on one line, no longer than anyone
//! reads, and never a formula. Every room may use it.

mod guard;

pub use guard::{PLAIN, guarded, is_plain};

/// A text on one line: control characters, and the line and paragraph separators of Unicode, become spaces.
pub fn on_a_line(text: &str) -> String {
    text.chars().map(|c| if ends_line(c) { ' ' } else { c }).collect()
}

/// At most so many characters of a text, on one line; what is left out shows as "…".
pub fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).map(|c| if ends_line(c) { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// Whether a character ends a line somewhere, or is one that a terminal obeys.
fn ends_line(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_on_one_line() {
        assert_eq!(on_a_line("a\nb\r\tc\u{1b}[31m\u{85}\u{2028}\u{2029}ü"), "a b  c [31m   ü");
    }

    #[test]
    fn what_is_left_out_shows() {
        assert_eq!(shortened("zone", 4), "zone");
        assert_eq!(shortened("zön\ne", 4), "zön …");
        assert_eq!(shortened("zone", 0), "…");
        assert_eq!(shortened("", 0), "");
    }
}
