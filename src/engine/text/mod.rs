//! Texts from outside as messages and cells show them: on one line, no longer than anyone
//! reads, and never a formula. Every room may use it.

mod guard;

pub use guard::{PLAIN, guarded, is_plain};

/// A text on one line and in one direction: control characters, the line and paragraph separators of
/// Unicode, and what turns the direction of what follows become spaces.
pub fn on_a_line(text: &str) -> String {
    text.chars().map(|c| if is_obeyed(c) { ' ' } else { c }).collect()
}

/// At most so many characters of a text, on one line; what is left out shows as "…".
pub fn shortened(text: &str, most: usize) -> String {
    let mut short: String = text.chars().take(most).map(|c| if is_obeyed(c) { ' ' } else { c }).collect();
    if text.chars().nth(most).is_some() {
        short.push('…');
    }
    short
}

/// Whether a character ends a line somewhere, is one that a terminal obeys, or turns the direction of what
/// follows, so that a name could make the words around it read otherwise.
/// Source: Unicode Standard Annex 9, 2.1 to 2.6; CVE-2021-42574.
fn is_obeyed(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{2028}' | '\u{2029}')
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_stays_on_one_line() {
        assert_eq!(on_a_line("a\nb\r\tc\u{1b}[31m\u{85}\u{2028}\u{2029}ü"), "a b  c [31m   ü");
        assert_eq!(on_a_line("evil\u{202e}gpj.toml \u{2066}x\u{2069} עברית"), "evil gpj.toml  x  עברית");
    }

    #[test]
    fn what_is_left_out_shows() {
        assert_eq!(shortened("zone", 4), "zone");
        assert_eq!(shortened("zön\ne", 4), "zön …");
        assert_eq!(shortened("zone", 0), "…");
        assert_eq!(shortened("", 0), "");
    }
}
