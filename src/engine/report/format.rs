//! Numbers as people and files read them; shared by every front end.

use super::locale::number;

/// A number with a fixed count of decimals and separators between thousands.
pub fn amount(value: f64, decimals: usize) -> String {
    let text = format!("{:.decimals$}", value.abs());
    let is_zero = text.bytes().all(|byte| byte == b'0' || byte == b'.');
    let grouped = number(&text, true);
    if value < 0.0 && !is_zero { format!("−{grouped}") } else { grouped }
}

/// A number in all its digits, as it was typed, without separators: 99.95 stays that.
pub(super) fn exact(value: f64) -> String {
    signed(&format!("{value}"))
}

/// The same of a number from 0 up, with separators between thousands.
pub(super) fn exact_amount(value: f64) -> String {
    number(&format!("{}", value.abs()), true)
}

/// Dollars: whole above 1,000, cents below.
pub fn dollars(value: f64) -> String {
    amount(value, if value.abs() >= 1000.0 { 0 } else { 2 })
}

/// Dollars that may be less than a cent: never 0 for something.
pub fn small_dollars(value: f64) -> String {
    if value > 0.0 && value < 0.005 { format!("<{}", number("0.01", false)) } else { dollars(value) }
}

/// A difference in dollars as "… more" or "… less".
pub fn signed_dollars(value: f64) -> String {
    let word = if value < 0.0 { "less" } else { "more" };
    format!("{} {word}", dollars(value.abs()))
}

/// A number with as many digits as its size deserves: three that count, at
/// most three decimals before it is said to be smaller.
pub fn digits(value: f64) -> String {
    let size = value.abs();
    if size == 0.0 {
        "0".to_owned()
    } else if size < 0.001 {
        format!("<{}", number("0.001", false))
    } else if size < 0.1 {
        trimmed(&format!("{value:.3}"))
    } else if size < 10.0 {
        trimmed(&format!("{value:.2}"))
    } else if size < 100.0 {
        trimmed(&format!("{value:.1}"))
    } else {
        amount(value, 0)
    }
}

/// A number that may be tiny and is never shown as nothing: `4.2e-11`.
pub fn small(value: f64) -> String {
    if value.abs() >= 0.001 || value.abs() <= 0.0 { digits(value) } else { exponent(value) }
}

/// A chance: percent, or the number itself where it is tiny.
pub fn chance(p: f64) -> String {
    if p >= 0.000_05 { format!("{} %", digits(p * 100.0)) } else { small(p) }
}

/// A quantity with its unit; a unit that begins with a number is multiplied.
pub fn quantity(value: f64, unit: &str) -> String {
    let times = if unit.starts_with(|c: char| c.is_ascii_digit()) { "× " } else { "" };
    format!("{} {times}{unit}", digits(value))
}

/// A range of hours, or one figure where both ends are the same.
pub fn hours_range(low: f64, high: f64) -> String {
    let (low, high) = (digits(low), digits(high));
    if low == high { format!("{low} h") } else { format!("{low} to {high} h") }
}

/// An age in hours, or in minutes when it is short.
pub fn age(seconds: f64) -> String {
    let hours = seconds / 3600.0;
    if hours < 1.0 { format!("{} min", digits(hours * 60.0)) } else { format!("{} h", digits(hours)) }
}

/// An availability in percent: digits until the nines end, and two more.
pub fn percent(unavailability: f64) -> String {
    let down = unavailability * 100.0;
    let mut decimals = 2;
    let mut edge = 0.1;
    while down < edge && decimals < 9 {
        decimals += 1;
        edge /= 10.0;
    }
    number(&format!("{:.decimals$}", 100.0 - down), false)
}

/// A probability in percent, with as many digits as its size deserves; never 0 or 100 for what
/// is possible.
pub fn odds(p: f64) -> String {
    if p < 1.0 && p > 0.9995 {
        format!(">{} %", number("99.95", false))
    } else {
        format!("{} %", digits(p * 100.0))
    }
}

/// A percentage with its sign when it is below zero.
pub fn signed_percent(value: f64) -> String {
    format!("{} %", amount(value, 0))
}

fn trimmed(text: &str) -> String {
    let short = if text.contains('.') { text.trim_end_matches('0').trim_end_matches('.') } else { text };
    signed(short)
}

/// Digits that may have a sign before them.
fn signed(text: &str) -> String {
    match text.strip_prefix('-') {
        Some(positive) => format!("-{}", number(positive, false)),
        None => number(text, false),
    }
}

/// Two digits and an exponent.
fn exponent(value: f64) -> String {
    let text = format!("{value:.1e}");
    match text.split_once('e') {
        Some((digits, exponent)) => format!("{}e{exponent}", signed(digits)),
        None => text,
    }
}

/// A number for files: 12 digits that count, no exponent, no separators.
pub(super) fn plain(value: f64) -> String {
    let rounded: f64 = format!("{value:.11e}").parse().unwrap_or(value);
    format!("{rounded}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_separated() {
        assert_eq!(amount(1234567.891, 2), "1,234,567.89");
        assert_eq!(amount(999.5, 0), "1,000");
        assert_eq!(amount(-1234.0, 0), "−1,234");
        assert_eq!(amount(-0.001, 2), "0.00");
    }

    #[test]
    fn digits_fit_the_size() {
        for (value, text) in
            [(0.0, "0"), (0.0001, "<0.001"), (0.066, "0.066"), (3.25, "3.25"), (9.6667, "9.67")]
        {
            assert_eq!(digits(value), text);
        }
        for (value, text) in [(19.5, "19.5"), (328.4, "328"), (12345.0, "12,345"), (10.0, "10")] {
            assert_eq!(digits(value), text);
        }
    }

    #[test]
    fn nines_are_shown_until_they_end() {
        assert_eq!(percent(0.0005), "99.950");
        assert_eq!(percent(0.00000047), "99.999953");
        assert_eq!(percent(0.02), "98.00");
    }

    #[test]
    fn odds_are_neither_none_nor_certain_where_they_are_not() {
        for (p, text) in
            [(0.0, "0 %"), (1e-9, "<0.001 %"), (0.784, "78.4 %"), (0.99999, ">99.95 %"), (1.0, "100 %")]
        {
            assert_eq!(odds(p), text);
        }
    }

    #[test]
    fn tiny_chances_are_not_nothing() {
        for (p, text) in [(0.0, "0"), (4.2e-11, "4.2e-11"), (0.00099, "0.099 %"), (0.0155, "1.55 %")] {
            assert_eq!(chance(p), text);
        }
        assert_eq!((small(0.00021), small(0.25)), ("2.1e-4".to_owned(), "0.25".to_owned()));
    }

    #[test]
    fn files_have_plain_numbers() {
        assert_eq!(plain(0.1 + 0.2), "0.3");
        assert_eq!(plain(0.000_000_468_762_424_795_637_2), "0.000000468762424796");
        assert_eq!(plain(1234.5), "1234.5");
    }
}
