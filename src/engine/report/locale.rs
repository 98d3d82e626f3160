//! How numbers and dates are written for people of a region.
//!
//! The marks are those of the Unicode Common Locale Data Repository. Files and programs never see
//! them: JSON, CSV, XML and plans are written in one way everywhere.

use std::cell::Cell;

/// A region: how numbers and dates are written, by its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locale {
    /// Its tag.
    pub tag: &'static str,
    group: char,
    decimal: char,
    /// Whether groups above the first have two digits: lakh and crore.
    by_two: bool,
    /// The order of a date, with its marks.
    date: Order,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Order {
    /// 2026-11-27, ISO 8601.
    Iso,
    /// 27.11.2026
    Points,
    /// 27/11/2026
    Strokes,
}

impl Locale {
    /// As the report and its files write: `1,234.5` and dates as in ISO 8601.
    pub const REPORT: Self = Self::of("en-US", ',', '.', Order::Iso);

    /// Every region that can be chosen.
    pub const ALL: [Self; 8] = [
        Self::REPORT,
        Self::of("en-GB", ',', '.', Order::Strokes),
        Self { by_two: true, ..Self::of("en-IN", ',', '.', Order::Strokes) },
        Self::of("de-AT", '\u{a0}', ',', Order::Points),
        Self::of("de-CH", '\u{2019}', '.', Order::Points),
        Self::of("de-DE", '.', ',', Order::Points),
        Self::of("fr-FR", '\u{202f}', ',', Order::Strokes),
        Self::of("sv-SE", '\u{a0}', ',', Order::Iso),
    ];

    const fn of(tag: &'static str, group: char, decimal: char, date: Order) -> Self {
        Self { tag, group, decimal, by_two: false, date }
    }

    /// The region with this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|locale| locale.tag == tag)
    }

    /// Digits with or without a point, as the region writes them.
    pub(super) fn number(self, plain: &str, is_grouped: bool) -> String {
        let (whole, fraction) = plain.split_once('.').unwrap_or((plain, ""));
        let mut text = String::with_capacity(plain.len() + 4);
        for (i, digit) in whole.chars().enumerate() {
            let left = whole.len() - i;
            let is_edge = if self.by_two && left > 3 { (left - 3) % 2 == 0 } else { left % 3 == 0 };
            if is_grouped && i > 0 && is_edge {
                text.push(self.group);
            }
            text.push(digit);
        }
        if !fraction.is_empty() {
            text.push(self.decimal);
            text.push_str(fraction);
        }
        text
    }

    /// The dates of a text, each of the form `2026-11-27` and no part of a name, as the region
    /// writes them. Their width stays.
    pub fn dates(self, text: &str) -> String {
        if self.date == Order::Iso {
            return text.to_owned();
        }
        let mut written = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = ' ';
        while let Some(first) = rest.chars().next() {
            let is_free = !(before.is_alphanumeric() || "-_/.".contains(before));
            if let Some(iso) = rest.get(..DAY).filter(|iso| is_free && is_day(iso) && ends(&rest[DAY..])) {
                let (year, month, day) = (&iso[..4], &iso[5..7], &iso[8..]);
                let mark = if self.date == Order::Points { '.' } else { '/' };
                written.push_str(&format!("{day}{mark}{month}{mark}{year}"));
                (before, rest) = ('0', &rest[DAY..]);
            } else {
                written.push(first);
                (before, rest) = (first, &rest[first.len_utf8()..]);
            }
        }
        written
    }
}

const DAY: usize = "2026-11-27".len();

fn is_day(text: &str) -> bool {
    text.bytes().enumerate().all(|(i, byte)| match i {
        4 | 7 => byte == b'-',
        _ => byte.is_ascii_digit(),
    })
}

/// Whether what follows leaves a date whole: no letter, no digit, nothing that a name goes on with.
fn ends(after: &str) -> bool {
    let mut next = after.chars();
    match next.next() {
        Some('.') => !next.next().is_some_and(char::is_alphanumeric),
        Some(c) => !(c.is_alphanumeric() || "-_/".contains(c)),
        None => true,
    }
}

thread_local! {
    /// The region of the texts that this thread writes for people.
    static LOCALE: Cell<Locale> = const { Cell::new(Locale::REPORT) };
}

/// Writes the numbers of texts for people as this region does from now on, on this thread.
pub fn write_as(locale: Locale) {
    LOCALE.set(locale);
}

/// Digits with or without a point, as the chosen region writes them.
pub(super) fn number(plain: &str, is_grouped: bool) -> String {
    LOCALE.get().number(plain, is_grouped)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What Intl.NumberFormat of a browser gives for 1234567.5 and 0.25.
    #[test]
    fn numbers_are_those_of_a_browser() {
        for (tag, large, small) in [
            ("en-US", "1,234,567.5", "0.25"),
            ("en-GB", "1,234,567.5", "0.25"),
            ("en-IN", "12,34,567.5", "0.25"),
            ("de-AT", "1\u{a0}234\u{a0}567,5", "0,25"),
            ("de-CH", "1’234’567.5", "0.25"),
            ("de-DE", "1.234.567,5", "0,25"),
            ("fr-FR", "1\u{202f}234\u{202f}567,5", "0,25"),
            ("sv-SE", "1\u{a0}234\u{a0}567,5", "0,25"),
        ] {
            let locale = Locale::of_tag(tag).expect("a region");
            assert_eq!(locale.number("1234567.5", true), large, "{tag}");
            assert_eq!(locale.number("0.25", true), small, "{tag}");
            assert_eq!(locale.number("123", true), "123", "{tag}");
        }
    }

    #[test]
    fn dates_are_written_anew_and_names_stay() {
        let german = Locale::of_tag("de-DE").expect("a region");
        assert_eq!(german.dates("bis 2027-01-02, 2027-01-03."), "bis 02.01.2027, 03.01.2027.");
        for name in ["plan-2027-01-02.toml", "2027-01-02.csv", "2027-01", "a/2027-01-02/b", "12027-01-02"] {
            assert_eq!(german.dates(name), name);
        }
        assert_eq!(Locale::REPORT.dates("2027-01-02"), "2027-01-02");
    }
}
