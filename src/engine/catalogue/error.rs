//! Faults of data files.

/// A fault in a data file: where, what was found, what is allowed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum CatalogueError {
    /// A file that the schema does not know.
    #[error("{file}: no such file in the catalogue's schema")]
    UnknownFile {
        /// The file's path below `data/`.
        file: String,
    },
    /// The text is not CSV with an even number of fields.
    #[error("{file}, line {line}: {problem}")]
    NotCsv {
        /// The file's path.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// What the CSV reader says.
        problem: String,
    },
    /// More rows than a file may have.
    #[error("{file}, line {line}: found more rows, allowed are {most}")]
    TooLong {
        /// The file's path.
        file: String,
        /// The line at which reading stopped.
        line: u64,
        /// Most rows.
        most: usize,
    },
    /// The header differs from the schema.
    #[error("{file}, line 1: the columns must be {expected}, found {found}")]
    Columns {
        /// The file's path.
        file: String,
        /// Columns of the schema.
        expected: String,
        /// Columns of the file.
        found: String,
    },
    /// A cell that its column does not allow.
    #[error("{file}, line {line}, column {column}: found \"{found}\", allowed is {allowed}")]
    Cell {
        /// The file's path.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// Column name.
        column: &'static str,
        /// The cell.
        found: String,
        /// What the column allows.
        allowed: String,
    },
    /// A key that stands in the file twice.
    #[error("{file}, line {line}: a second row for {key}")]
    Duplicate {
        /// The file's path.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The key.
        key: String,
    },
    /// Rows that are not in the order of their keys.
    #[error("{file}, line {line}: {key} must stand before {before}; rows are sorted by key")]
    Unsorted {
        /// The file's path.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The key of this row.
        key: String,
        /// The key of the row above.
        before: String,
    },
    /// Tiers that overlap or leave a hole.
    #[error("{file}, line {line}: the tier of {item} begins at {from}, the one before ends at {end}")]
    Tiers {
        /// The file's path.
        file: String,
        /// Line, counted from 1.
        line: u64,
        /// The item.
        item: String,
        /// Where the tier begins.
        from: f64,
        /// Where the one before ends.
        end: f64,
    },
    /// A row that names what no other file has.
    #[error("{file}: no {what} is named \"{name}\"")]
    UnknownReference {
        /// The file's path.
        file: String,
        /// What kind of thing is named.
        what: &'static str,
        /// The name.
        name: String,
    },
}
