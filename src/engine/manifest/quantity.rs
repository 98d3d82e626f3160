//! Amounts as Kubernetes writes them: `250m`, `1.5Gi`, `1e3`.

use std::fmt;
use std::ops::{Add, AddAssign};

use serde::{Serialize, Serializer};

/// An amount of CPU (cores) or memory (bytes), exact to a billionth.
///
/// Shape: a whole number of billionths (`n`, the smallest suffix), so that sums
/// of any amounts are exact and independent of their order.
/// Source: Kubernetes, `resource.Quantity`
/// (kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Quantity(i128);

/// Billionths of one.
const ONE: i128 = 1_000_000_000;

/// Most digits and the largest decimal exponent that are read: far beyond any machine.
const MOST_DIGITS: usize = 40;
const LARGEST_EXPONENT: i32 = 40;

/// What a quantity may look like.
const ALLOWED: &str = "a number with one of the suffixes n, u, m, k, M, G, T, P, E, Ki, Mi, Gi, Ti, Pi, Ei, \
                       with an exponent such as 1e3, or with none";

/// A text that is no quantity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum QuantityError {
    /// Another form.
    #[error("{ALLOWED}")]
    Form,
    /// More than is read.
    #[error("a number of at most 40 digits, below 10^18")]
    TooLarge,
}

impl Quantity {
    /// None.
    pub const ZERO: Self = Self(0);

    /// So many whole ones: cores, or bytes.
    pub const fn whole(count: u32) -> Self {
        Self(count as i128 * ONE)
    }

    /// So many mebibytes.
    pub const fn mebibytes(count: u32) -> Self {
        Self(count as i128 * ONE * 1024 * 1024)
    }

    /// Reads a quantity; what is finer than a billionth is rounded away from zero, as Kubernetes does.
    ///
    /// # Errors
    /// [`QuantityError`] says what is allowed.
    pub fn parse(text: &str) -> Result<Self, QuantityError> {
        let (negative, rest) = match text.as_bytes().first() {
            Some(b'-') => (true, &text[1..]),
            Some(b'+') => (false, &text[1..]),
            _ => (false, text),
        };
        let end = rest.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(rest.len());
        let (number, suffix) = rest.split_at(end);
        let (whole, fraction) = number.split_once('.').unwrap_or((number, ""));
        if fraction.contains('.') || (whole.is_empty() && fraction.is_empty()) {
            return Err(QuantityError::Form);
        }
        let (whole, fraction) = (whole.trim_start_matches('0'), fraction.trim_end_matches('0'));
        let scale = Scale::of(suffix)?;
        if whole.len() + fraction.len() > MOST_DIGITS {
            return Err(QuantityError::TooLarge);
        }
        let digits = whole
            .bytes()
            .chain(fraction.bytes())
            .try_fold(0_i128, |sum: i128, digit| sum.checked_mul(10)?.checked_add(i128::from(digit - b'0')));
        let places = i32::try_from(fraction.len()).map_err(|_| QuantityError::TooLarge)?;
        let nano = digits.and_then(|digits| scale.nano(digits, places)).ok_or(QuantityError::TooLarge)?;
        Ok(Self(if negative { -nano } else { nano }))
    }

    /// Whether it is below zero.
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    /// Thousandths, rounded up: how the scheduler counts CPU. Below zero is 0.
    pub fn milli_up(self) -> u64 {
        up(self.0, ONE / 1000)
    }

    /// Mebibytes, rounded up. Below zero is 0.
    pub fn mebibytes_up(self) -> u64 {
        up(self.0, ONE * 1024 * 1024)
    }

    /// Gibibytes, for sizes of volumes.
    pub fn gibibytes(self) -> f64 {
        self.0 as f64 / (ONE as f64 * 1024.0 * 1024.0 * 1024.0)
    }
}

/// Units that hold an amount.
fn up(nano: i128, unit: i128) -> u64 {
    let nano = nano.max(0);
    u64::try_from(nano / unit + i128::from(nano % unit != 0)).unwrap_or(u64::MAX)
}

/// What a suffix multiplies by.
enum Scale {
    /// A power of ten.
    Ten(i32),
    /// A power of 1024.
    Binary(u32),
}

impl Scale {
    fn of(suffix: &str) -> Result<Self, QuantityError> {
        Ok(match suffix {
            "" => Self::Ten(0),
            "n" => Self::Ten(-9),
            "u" => Self::Ten(-6),
            "m" => Self::Ten(-3),
            "k" => Self::Ten(3),
            "M" => Self::Ten(6),
            "G" => Self::Ten(9),
            "T" => Self::Ten(12),
            "P" => Self::Ten(15),
            // Without digits behind it E is a suffix, with digits an exponent.
            "E" => Self::Ten(18),
            "Ki" => Self::Binary(1),
            "Mi" => Self::Binary(2),
            "Gi" => Self::Binary(3),
            "Ti" => Self::Binary(4),
            "Pi" => Self::Binary(5),
            "Ei" => Self::Binary(6),
            _ => return Self::exponent(suffix),
        })
    }

    fn exponent(suffix: &str) -> Result<Self, QuantityError> {
        let written = suffix.strip_prefix(['e', 'E']).ok_or(QuantityError::Form)?;
        let digits = written.strip_prefix(['+', '-']).unwrap_or(written);
        if digits.is_empty() || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
            return Err(QuantityError::Form);
        }
        let exponent: i32 = written.parse().map_err(|_| QuantityError::TooLarge)?;
        if exponent.abs() > LARGEST_EXPONENT {
            return Err(QuantityError::TooLarge);
        }
        Ok(Self::Ten(exponent))
    }

    /// Billionths of `digits` with so many decimal places, rounded up.
    fn nano(&self, digits: i128, places: i32) -> Option<i128> {
        let (digits, power) = match self {
            Self::Ten(power) => (digits, 9 + power - places),
            Self::Binary(power) => (digits.checked_mul(1024_i128.checked_pow(*power)?)?, 9 - places),
        };
        if digits == 0 {
            return Some(0);
        }
        if power >= 0 {
            return digits.checked_mul(10_i128.checked_pow(power.unsigned_abs())?);
        }
        // A divisor beyond all digits leaves less than one billionth, which rounds up to one.
        let Some(divisor) = 10_i128.checked_pow(power.unsigned_abs()) else { return Some(1) };
        Some(digits / divisor + i128::from(digits % divisor != 0))
    }
}

impl Add for Quantity {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }
}

impl AddAssign for Quantity {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl fmt::Display for Quantity {
    /// The shortest form without a decimal point that reads back as the same amount.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        const BINARY: [&str; 6] = ["Ei", "Pi", "Ti", "Gi", "Mi", "Ki"];
        const DECIMAL: [&str; 10] = ["E", "P", "T", "G", "M", "k", "", "m", "u", "n"];
        if self.0 == 0 {
            return out.write_str("0");
        }
        for (suffix, power) in BINARY.iter().zip((1..=6_u32).rev()) {
            let unit = ONE * 1024_i128.pow(power);
            if self.0 % unit == 0 {
                return write!(out, "{}{suffix}", self.0 / unit);
            }
        }
        let mut unit = ONE * ONE * ONE;
        for suffix in DECIMAL {
            if self.0 % unit == 0 {
                return write!(out, "{}{suffix}", self.0 / unit);
            }
            unit /= 1000;
        }
        write!(out, "{}n", self.0)
    }
}

impl Serialize for Quantity {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Billionths, worked out by hand.
    #[track_caller]
    fn is(text: &str, nano: i128) {
        assert_eq!(Quantity::parse(text), Ok(Quantity(nano)), "{text}");
    }

    #[test]
    fn every_suffix_of_kubernetes_is_read() {
        is("1n", 1);
        is("1u", 1_000);
        is("1m", 1_000_000);
        is("1", 1_000_000_000);
        is("1k", 1_000_000_000_000);
        is("1M", 1_000_000_000_000_000);
        is("1G", 1_000_000_000_000_000_000);
        is("1T", 1_000_000_000_000_000_000_000);
        is("1P", 1_000_000_000_000_000_000_000_000);
        is("1E", 1_000_000_000_000_000_000_000_000_000);
        is("1Ki", 1_024_000_000_000);
        is("1Mi", 1_048_576_000_000_000);
        is("1Gi", 1_073_741_824_000_000_000);
        is("1Ti", 1_099_511_627_776_000_000_000);
        is("1Pi", 1_125_899_906_842_624_000_000_000);
        is("1Ei", 1_152_921_504_606_846_976_000_000_000);
    }

    #[test]
    fn exponents_signs_and_points_are_read() {
        is("1e3", 1_000_000_000_000);
        is("1E3", 1_000_000_000_000);
        is("1.5E+2", 150_000_000_000);
        is("25e-1", 2_500_000_000);
        is("+0.1", 100_000_000);
        is("-250m", -250_000_000);
        is(".5", 500_000_000);
        is("5.", 5_000_000_000);
        is("1.5Gi", 1_610_612_736_000_000_000);
        is("0e40", 0);
        is("00012", 12_000_000_000);
    }

    #[test]
    fn the_documentation_says_these_are_about_the_same() {
        // kubernetes.io/docs/concepts/configuration/manage-resources-containers: "128974848,
        // 129e6, 129M, 128974848000m, 123Mi" represent roughly the same value.
        is("128974848", 128_974_848 * ONE);
        is("128974848000m", 128_974_848 * ONE);
        is("123Mi", 128_974_848 * ONE);
        is("129e6", 129_000_000 * ONE);
        is("129M", 129_000_000 * ONE);
    }

    #[test]
    fn what_is_finer_than_a_billionth_is_rounded_up() {
        is("0.1n", 1);
        is("1.0000000001", 1_000_000_001);
        is("-0.1n", -1);
        is("1e-40", 1);
    }

    #[test]
    fn other_texts_are_refused() {
        for text in [
            "", " ", "1 Gi", "1gi", "1K", "1mi", "1Mib", "Mi", ".", "-", "1..2", "1.2.3", "0x10", "1e", "1e+",
        ] {
            assert_eq!(Quantity::parse(text), Err(QuantityError::Form), "{text:?}");
        }
        for text in ["1_000", "١", "1µ", "NaN", "inf", "--1", "+-1", "1e1.5", "1e3Mi", "{{ x }}"] {
            assert_eq!(Quantity::parse(text), Err(QuantityError::Form), "{text:?}");
        }
        for text in ["1e41", "1e99999999999", "1e40", "99999999999999999999999999999999999999999"] {
            assert_eq!(Quantity::parse(text), Err(QuantityError::TooLarge), "{text:?}");
        }
    }

    #[test]
    fn rounding_is_up_and_only_at_the_end() {
        let third = Quantity::parse("0.3m").expect("a quantity");
        assert_eq!((third + third + third).milli_up(), 1);
        assert_eq!(Quantity::parse("1048577").expect("a quantity").mebibytes_up(), 2);
        assert_eq!(Quantity::parse("1Mi").expect("a quantity").mebibytes_up(), 1);
        assert_eq!(Quantity::parse("128m").expect("a quantity").mebibytes_up(), 1);
        assert_eq!(Quantity::parse("-1").expect("a quantity").milli_up(), 0);
        assert!((Quantity::parse("1536Mi").expect("a quantity").gibibytes() - 1.5).abs() < 1e-12);
    }

    #[test]
    fn it_is_written_short() {
        for (text, short) in [
            ("1000m", "1"),
            ("1024Mi", "1Gi"),
            ("1500m", "1500m"),
            ("0", "0"),
            ("-1Ki", "-1Ki"),
            ("1000k", "1M"),
        ] {
            assert_eq!(Quantity::parse(text).expect("a quantity").to_string(), short);
        }
    }
}
