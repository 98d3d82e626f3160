//! Numbers, amounts, dates and words in the form of FOCUS.

use super::charges::{Category, Frequency, Pricing};
use crate::engine::scenario::Month;
use crate::engine::units::Usd;

/// A plain decimal: no exponent, no separators; as many digits as tell it from any other.
pub(super) fn number(value: f64) -> String {
    // Never "-0".
    format!("{}", value + 0.0)
}

/// An amount in dollars, with as many of its six decimals as it has.
pub(super) fn usd(amount: Usd) -> String {
    let micros = amount.micros();
    let sign = if micros < 0 { "-" } else { "" };
    let (whole, rest) = (micros.unsigned_abs() / 1_000_000, micros.unsigned_abs() % 1_000_000);
    let decimals = format!("{rest:06}");
    let decimals = decimals.trim_end_matches('0');
    let point = if decimals.is_empty() { "" } else { "." };
    format!("{sign}{whole}{point}{decimals}")
}

/// The first moment of a month.
pub(super) fn first_moment(month: Month) -> String {
    format!("{month}-01T00:00:00Z")
}

/// A category in the words of FOCUS.
pub(super) const fn category(category: Category) -> &'static str {
    match category {
        Category::Usage => "Usage",
        Category::Purchase => "Purchase",
    }
}

/// A frequency in the words of FOCUS.
pub(super) const fn frequency(frequency: Frequency) -> &'static str {
    match frequency {
        Frequency::OneTime => "One-Time",
        Frequency::Recurring => "Recurring",
        Frequency::UsageBased => "Usage-Based",
    }
}

/// A way of pricing in the words of FOCUS.
pub(super) const fn pricing(pricing: Pricing) -> &'static str {
    match pricing {
        Pricing::Standard => "Standard",
        Pricing::Committed => "Committed",
        Pricing::Dynamic => "Dynamic",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::export::focus::shares::usd as micros;

    #[test]
    fn amounts_are_plain_decimals() {
        for (amount, expected) in [
            (0, "0"),
            (1, "0.000001"),
            (453_330_000, "453.33"),
            (-1_500_000, "-1.5"),
            (12_345_678_900_000, "12345678.9"),
        ] {
            assert_eq!(usd(micros(amount)), expected);
        }
        assert_eq!(number(0.0000004), "0.0000004");
        assert_eq!(number(-0.0), "0");
    }
}
