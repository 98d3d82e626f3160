//! Numbers and dates as the chosen region writes them.
//!
//! How many digits a number deserves is the report's to say; the browser's `Intl` writes them.
//! The functions bear the names of the report's own.

use std::cell::{Cell, RefCell};

use super::Language;
use crate::engine::report;

/// A region: how numbers and dates are written, by its BCP 47 tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region(&'static str);

impl Region {
    /// As the report and its files write numbers: `1,234.5`.
    pub const REPORT: Self = Self("en-US");

    /// Every region that can be chosen.
    pub const ALL: [Self; 8] = [
        Self::REPORT,
        Self("en-GB"),
        Self("en-IN"),
        Self("de-AT"),
        Self("de-CH"),
        Self("de-DE"),
        Self("fr-FR"),
        Self("sv-SE"),
    ];

    /// Its tag.
    pub const fn tag(self) -> &'static str {
        self.0
    }

    /// As one writes who reads a language, until another is chosen.
    pub const fn of_language(language: Language) -> Self {
        match language {
            Language::English => Self::REPORT,
            Language::German => Self("de-DE"),
        }
    }

    /// The region with this tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|region| region.0 == tag)
    }
}

thread_local! {
    static REGION: Cell<Region> = const { Cell::new(Region::REPORT) };
    /// What writes numbers of the region, by the count of decimals.
    static WRITERS: RefCell<Vec<Option<js_sys::Function>>> = const { RefCell::new(Vec::new()) };
}

/// The region that is chosen.
pub fn region() -> Region {
    REGION.get()
}

/// Writes numbers as this region does from now on. What is on the screen is to be drawn anew.
pub fn set_region(region: Region) {
    REGION.set(region);
    WRITERS.with_borrow_mut(Vec::clear);
}

/// Whether the region writes numbers in another way than plan files and fields have them.
pub fn differs_from_fields() -> bool {
    !["en-US", "en-GB", "en-IN"].contains(&region().tag())
}

/// A number of the report, as the region writes it.
fn write(value: f64, decimals: usize) -> Option<String> {
    let region = region();
    if region == Region::REPORT {
        return None;
    }
    WRITERS.with_borrow_mut(|writers| {
        if writers.len() <= decimals {
            writers.resize(decimals + 1, None);
        }
        let writer = writers[decimals].get_or_insert_with(|| writer(region, decimals));
        writer.call1(&wasm_bindgen::JsValue::UNDEFINED, &value.into()).ok()?.as_string()
    })
}

fn writer(region: Region, decimals: usize) -> js_sys::Function {
    let options = js_sys::Object::new();
    for key in ["minimumFractionDigits", "maximumFractionDigits"] {
        // A new object takes every property.
        let _ = js_sys::Reflect::set(&options, &key.into(), &(decimals as f64).into());
    }
    js_sys::Intl::NumberFormat::new(&js_sys::Array::of1(&region.tag().into()), &options).format()
}

/// A number in a text, as the report writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Found<'a> {
    text: &'a str,
    value: f64,
    decimals: usize,
    is_grouped: bool,
}

/// Rewrites the numbers of a text that `wanted` names; what touches a letter, a point or a dash
/// is part of a name and stays.
fn rewrite(
    text: &str,
    wanted: impl Fn(&Found<'_>) -> bool,
    write: impl Fn(f64, usize) -> Option<String>,
) -> String {
    let mut written = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = ' ';
    while let Some(first) = rest.chars().next() {
        let is_start = first.is_ascii_digit() && !(before.is_alphanumeric() || ".,-_/:".contains(before));
        let found = if is_start { number(rest) } else { None };
        let taken = match found {
            Some(found) => {
                let said = wanted(&found).then(|| write(found.value, found.decimals)).flatten();
                written.push_str(said.as_deref().unwrap_or(found.text));
                found.text
            }
            None => {
                written.push(first);
                &rest[..first.len_utf8()]
            }
        };
        before = taken.chars().last().unwrap_or(' ');
        rest = &rest[taken.len()..];
    }
    written
}

/// The number that a text begins with: digits, in groups of three or not, and decimals.
fn number(text: &str) -> Option<Found<'_>> {
    let digits = |text: &str| text.bytes().take_while(u8::is_ascii_digit).count();
    let mut end = digits(text);
    let mut is_grouped = false;
    while end <= 3 || is_grouped {
        let group = text[end..].strip_prefix(',').map(digits);
        if group != Some(3) {
            break;
        }
        (end, is_grouped) = (end + 4, true);
    }
    let decimals = text[end..].strip_prefix('.').map_or(0, digits);
    if decimals > 0 {
        end += 1 + decimals;
    }
    let (text, after) = text.split_at(end);
    let mut next = after.chars();
    let is_name = match next.next() {
        Some(letter) if letter.is_alphanumeric() || "-_/:".contains(letter) => true,
        // A version, or the end of a sentence.
        Some('.') => next.next().is_some_and(char::is_alphanumeric),
        _ => false,
    };
    let value = text.replace(',', "").parse().ok()?;
    (!is_name).then_some(Found { text, value, decimals, is_grouped })
}

/// A number in words of the page, as the region writes it: every number of the text.
pub fn local(text: &str) -> String {
    if region() == Region::REPORT { text.to_owned() } else { rewrite(text, |_| true, write) }
}

/// A text of the report, with its large numbers as the region writes them; those without
/// separators between thousands may be versions and stay.
pub fn prose(text: &str) -> String {
    if region() == Region::REPORT { text.to_owned() } else { rewrite(text, |found| found.is_grouped, write) }
}

/// A number with a fixed count of decimals and separators between thousands.
pub fn amount(value: f64, decimals: usize) -> String {
    local(&report::amount(value, decimals))
}

/// A number as plan files have it, as the region writes it: its own digits, grouped; any other text
/// stays.
pub fn plain_number(text: &str) -> String {
    let decimals = text.split_once('.').map_or(0, |(_, decimals)| decimals.len());
    text.parse().map_or_else(|_| text.to_owned(), |value: f64| amount(value, decimals))
}

/// Dollars: whole above 1,000, cents below.
pub fn dollars(value: f64) -> String {
    local(&report::dollars(value))
}

/// Dollars that may be less than a cent: never 0 for something.
pub fn small_dollars(value: f64) -> String {
    local(&report::small_dollars(value))
}

/// A number with as many digits as its size deserves.
pub fn digits(value: f64) -> String {
    local(&report::digits(value))
}

/// A chance: percent, or the number itself where it is tiny.
pub fn chance(p: f64) -> String {
    local(&report::chance(p))
}

/// A probability in percent; never 0 or 100 for what is possible.
pub fn odds(p: f64) -> String {
    local(&report::odds(p))
}

/// An age in hours, or in minutes when it is short.
pub fn age(seconds: f64) -> String {
    local(&report::age(seconds))
}

/// A quantity with its unit.
pub fn quantity(value: f64, unit: &str) -> String {
    local(&report::quantity(value, unit))
}

/// A date of the form `2026-11-27` as the region writes it; what is none, such as a year, stays.
pub fn date(iso: &str) -> String {
    written(iso, "2026-11-27".len(), &[("dateStyle", "medium")])
}

/// A month of the form `2026-11` as the region writes it; what is none stays.
pub fn month(iso: &str) -> String {
    written(iso, "2026-11".len(), &[("month", "short"), ("year", "numeric")])
}

/// A day of so many letters, written with these options.
fn written(iso: &str, letters: usize, as_told: &[(&str, &str)]) -> String {
    if region() == Region::REPORT || iso.len() != letters {
        return iso.to_owned();
    }
    let day = js_sys::Date::new(&iso.into());
    if day.get_time().is_nan() {
        return iso.to_owned();
    }
    let options = js_sys::Object::new();
    for (key, value) in as_told.iter().chain(&[("timeZone", "UTC")]) {
        // A new object takes every property.
        let _ = js_sys::Reflect::set(&options, &(*key).into(), &(*value).into());
    }
    String::from(day.to_locale_date_string(region().tag(), &options))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn german(value: f64, decimals: usize) -> Option<String> {
        let text = report::amount(value, decimals);
        Some(text.replace(',', "_").replace('.', ",").replace('_', "."))
    }

    fn all(text: &str) -> String {
        rewrite(text, |_| true, german)
    }

    #[test]
    fn numbers_of_a_text_are_written_anew() {
        assert_eq!(all("1,234.50 USD"), "1.234,50 USD");
        assert_eq!(all("−0.25 %"), "−0,25 %");
        assert_eq!(all("<0.001"), "<0,001");
        assert_eq!(all("12 to 1,234,567 h"), "12 to 1.234.567 h");
    }

    #[test]
    fn the_end_of_a_sentence_is_no_decimal() {
        assert_eq!(all("It takes 0.5. Then 3."), "It takes 0,5. Then 3.");
        assert_eq!(all("1, 2, 1,234"), "1, 2, 1.234");
    }

    #[test]
    fn names_stay() {
        for name in
            ["m7i.2xlarge", "1.31.2", "eu-west-1", "2026-11-27", "v1.5", "n2-standard-8", "10.0.0.1/16"]
        {
            assert_eq!(all(name), name);
        }
    }

    #[test]
    fn of_prose_only_grouped_numbers_are_written_anew() {
        let prose = |text: &str| rewrite(text, |found| found.is_grouped, german);
        assert_eq!(prose("Kubernetes 1.31 costs 2,260 USD"), "Kubernetes 1.31 costs 2.260 USD");
    }
}
