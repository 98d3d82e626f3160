//! A table of the pack, with what is to be said of it, and its form as CSV.

use crate::engine::text::guarded;
use crate::engine::units::Usd;

/// A cell, by what it is: only texts are guarded, so that numbers stay numbers.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Cell {
    /// Not known, or not applicable.
    Empty,
    /// A text, a date or a choice.
    Text(String),
    /// A number, with all its digits.
    Number(f64),
    /// An amount of money: whole micro-dollars, so that sums are exact.
    Money(Usd),
    /// Yes or no.
    Flag(bool),
}

impl Cell {
    /// The cell as CSV has it, before quotes.
    fn written(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => guarded(text),
            // The shortest digits that give the same number, without an exponent; never "-0".
            Self::Number(number) => format!("{}", number + 0.0),
            Self::Money(usd) => money(*usd),
            Self::Flag(flag) => flag.to_string(),
        }
    }
}

/// Dollars with six decimals.
fn money(usd: Usd) -> String {
    const MICROS: u64 = 1_000_000;
    let micros = usd.micros();
    let sign = if micros < 0 { "-" } else { "" };
    let size = micros.unsigned_abs();
    format!("{sign}{}.{:06}", size / MICROS, size % MICROS)
}

impl From<&str> for Cell {
    fn from(text: &str) -> Self {
        if text.is_empty() { Self::Empty } else { Self::Text(text.to_owned()) }
    }
}

impl From<&String> for Cell {
    fn from(text: &String) -> Self {
        text.as_str().into()
    }
}

impl From<String> for Cell {
    fn from(text: String) -> Self {
        text.as_str().into()
    }
}

impl From<f64> for Cell {
    fn from(number: f64) -> Self {
        if number.is_finite() { Self::Number(number) } else { Self::Empty }
    }
}

impl From<u32> for Cell {
    fn from(number: u32) -> Self {
        Self::Number(number.into())
    }
}

impl From<u64> for Cell {
    fn from(number: u64) -> Self {
        Self::Number(number as f64)
    }
}

impl From<usize> for Cell {
    fn from(number: usize) -> Self {
        Self::Number(number as f64)
    }
}

impl From<Usd> for Cell {
    fn from(usd: Usd) -> Self {
        Self::Money(usd)
    }
}

impl From<bool> for Cell {
    fn from(flag: bool) -> Self {
        Self::Flag(flag)
    }
}

impl<T: Into<Self>> From<Option<T>> for Cell {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Empty, Into::into)
    }
}

/// Several texts in one cell.
pub(super) fn list<T: ToString>(texts: impl IntoIterator<Item = T>) -> Cell {
    texts.into_iter().map(|text| text.to_string()).collect::<Vec<_>>().join("; ").into()
}

/// The word that JSON has for a choice.
pub(super) fn word(choice: &impl serde::Serialize) -> Cell {
    match serde_json::to_value(choice) {
        Ok(serde_json::Value::String(word)) => word.into(),
        _ => Cell::Empty,
    }
}

/// One row of cells of whatever kind.
macro_rules! row {
    ($($cell:expr),* $(,)?) => { vec![$($crate::engine::export::pack::sheet::Cell::from($cell)),*] };
}
pub(super) use row;

/// A column: its name in the header, with the unit of its numbers, and what it means.
pub(super) type Column = (&'static str, &'static str);

/// A table.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Sheet {
    /// Its file.
    pub file: &'static str,
    /// What a row is.
    pub about: &'static str,
    /// Its columns.
    pub columns: &'static [Column],
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
}

impl Sheet {
    /// The table after RFC 4180: UTF-8, one header, CRLF, as many fields in every row.
    pub(super) fn to_csv(&self) -> Result<String, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(self.columns.iter().map(|(name, _)| name))?;
        for row in &self.rows {
            writer.write_record(row.iter().map(Cell::written))?;
        }
        let bytes = writer.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_guarded_and_negative_numbers_are_numbers() {
        let columns = &[("text", ""), ("usd", ""), ("number", ""), ("flag", ""), ("none", "")];
        let rows = vec![
            row!["-5", Usd::from_dollars(-5.25), -5.5, true, None::<f64>],
            row!["a \"b\", c", Usd::from_dollars(0.000_001), 4.2e-11, false, f64::NAN],
            row!["🙂", Usd::ZERO, -0.0, true, Some(3_u32)],
        ];
        let sheet = Sheet { file: "x.csv", about: "", columns, rows };
        assert_eq!(
            sheet.to_csv().expect("a table"),
            "text,usd,number,flag,none\r\n'-5,-5.250000,-5.5,true,\r\n\
             \"a \"\"b\"\", c\",0.000001,0.000000000042,false,\r\n🙂,0.000000,0,true,3\r\n"
        );
    }
}
