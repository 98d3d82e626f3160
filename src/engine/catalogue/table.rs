//! CSV text to checked cells.

use super::{CatalogueError, DataFile, Date, Method, Provenance};

/// Faults after which the rest of a file is not read: nobody reads more.
const MOST_FAULTS: usize = 1000;

/// Bytes that a row may have.
const MOST_BYTES: usize = 64 * 1024;
/// Characters of a faulty cell that are shown.
const MOST_SHOWN: usize = 200;

/// A text as messages show it: not longer than anyone reads, without control characters.
fn shown(text: &str) -> String {
    let mut shown: String = text.chars().take(MOST_SHOWN).flat_map(char::escape_debug).collect();
    // Quotes and backslashes are fine in messages.
    shown = shown.replace("\\\"", "\"").replace("\\'", "'").replace("\\\\", "\\");
    if text.chars().nth(MOST_SHOWN).is_some() { shown + "…" } else { shown }
}

/// A row of a data file.
pub(super) struct Row<'a> {
    file: &'a str,
    line: u64,
    columns: &'static [&'static str],
    record: csv::StringRecord,
}

/// Reads a file whose header must be exactly `columns`; `each` gets every row.
/// Faults are collected; a row with faults is left out.
pub(super) fn read(
    file: &DataFile<'_>,
    columns: &'static [&'static str],
    faults: &mut Vec<CatalogueError>,
    mut each: impl FnMut(&Row<'_>) -> Result<(), CatalogueError>,
) {
    let mut reader = csv::ReaderBuilder::new().from_reader(file.text.as_bytes());
    let header: Vec<String> = match reader.headers() {
        Ok(header) => header.iter().map(str::to_owned).collect(),
        Err(error) => return faults.push(not_csv(file.path, &error)),
    };
    if header != columns {
        return faults.push(CatalogueError::Columns {
            file: file.path.to_owned(),
            expected: columns.join(","),
            found: shown(&header.join(",")),
        });
    }
    for record in reader.records() {
        let outcome = record.map_err(|error| not_csv(file.path, &error)).and_then(|record| {
            let line = record.position().map_or(0, csv::Position::line);
            if record.as_slice().len() > MOST_BYTES {
                let problem =
                    format!("found a row of {} bytes, allowed are {MOST_BYTES}", record.as_slice().len());
                return Err(CatalogueError::NotCsv { file: file.path.to_owned(), line, problem });
            }
            each(&Row { file: file.path, line, columns, record })
        });
        if let Err(fault) = outcome {
            let is_end = matches!(fault, CatalogueError::TooLong { .. });
            faults.push(fault);
            if is_end || faults.len() >= MOST_FAULTS {
                return;
            }
        }
    }
}

fn not_csv(file: &str, error: &csv::Error) -> CatalogueError {
    let line = error.position().map_or(1, csv::Position::line);
    CatalogueError::NotCsv { file: file.to_owned(), line, problem: error.to_string() }
}

impl Row<'_> {
    /// The file that the row stands in.
    pub(super) fn file(&self) -> String {
        self.file.to_owned()
    }

    /// The line that the row begins on.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// A cell as it stands.
    pub(super) fn text(&self, column: &'static str) -> &str {
        let index = self.columns.iter().position(|name| *name == column);
        debug_assert!(index.is_some(), "{column} is not a column of {}", self.file);
        index.and_then(|index| self.record.get(index)).unwrap_or_default()
    }

    /// A fault of a cell.
    pub(super) fn fault(&self, column: &'static str, allowed: impl Into<String>) -> CatalogueError {
        CatalogueError::Cell {
            file: self.file(),
            line: self.line,
            column,
            found: shown(self.text(column)),
            allowed: allowed.into(),
        }
    }

    /// A cell that must not be empty.
    pub(super) fn filled(&self, column: &'static str) -> Result<String, CatalogueError> {
        let text = self.text(column);
        if text.trim().is_empty() { Err(self.fault(column, "a text")) } else { Ok(text.to_owned()) }
    }

    /// A text, or nothing.
    pub(super) fn maybe_text(&self, column: &'static str) -> Option<String> {
        Some(self.text(column).to_owned()).filter(|text| !text.is_empty())
    }

    /// A finite number, or nothing.
    pub(super) fn maybe_number(&self, column: &'static str) -> Result<Option<f64>, CatalogueError> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        match text.parse::<f64>() {
            Ok(number) if number.is_finite() => Ok(Some(number)),
            _ => Err(self.fault(column, "a finite number or nothing")),
        }
    }

    /// A finite number of at least 0, or nothing.
    pub(super) fn maybe_size(&self, column: &'static str) -> Result<Option<f64>, CatalogueError> {
        match self.maybe_number(column)? {
            Some(number) if number < 0.0 => Err(self.fault(column, "a number of at least 0")),
            other => Ok(other),
        }
    }

    /// A finite number of at least 0.
    pub(super) fn size(&self, column: &'static str) -> Result<f64, CatalogueError> {
        self.maybe_size(column)?.ok_or_else(|| self.fault(column, "a number of at least 0"))
    }

    /// A whole number, or nothing.
    pub(super) fn maybe_count(&self, column: &'static str) -> Result<Option<u32>, CatalogueError> {
        let text = self.text(column);
        if text.is_empty() {
            return Ok(None);
        }
        text.parse().map(Some).map_err(|_| self.fault(column, "a whole number or nothing"))
    }

    /// A whole number.
    pub(super) fn count(&self, column: &'static str) -> Result<u32, CatalogueError> {
        self.maybe_count(column)?.ok_or_else(|| self.fault(column, "a whole number"))
    }

    /// One of the words that a choice has.
    pub(super) fn choice<T: Copy>(
        &self,
        column: &'static str,
        choices: &[(&'static str, T)],
    ) -> Result<T, CatalogueError> {
        let text = self.text(column);
        choices.iter().find(|(word, _)| *word == text).map(|(_, value)| *value).ok_or_else(|| {
            let words: Vec<&str> =
                choices.iter().map(|(word, _)| if word.is_empty() { "nothing" } else { word }).collect();
            self.fault(column, words.join(", "))
        })
    }

    /// Words separated by spaces.
    pub(super) fn words(&self, column: &'static str) -> Vec<String> {
        self.text(column).split_whitespace().map(str::to_owned).collect()
    }

    /// A date, or `undated`.
    pub(super) fn date(&self, column: &'static str) -> Result<Option<Date>, CatalogueError> {
        match self.text(column) {
            "undated" => Ok(None),
            text => Date::parse(text)
                .map(Some)
                .ok_or_else(|| self.fault(column, "YYYY-MM-DD, YYYY-MM, YYYY or undated")),
        }
    }

    /// The columns `source`, `as_of` and `method`.
    pub(super) fn provenance(&self) -> Result<Provenance, CatalogueError> {
        Ok(Provenance {
            source: self.filled("source")?,
            as_of: self.date("as_of")?,
            method: self.choice("method", Method::WORDS)?,
        })
    }
}
