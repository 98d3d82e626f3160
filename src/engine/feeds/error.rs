//! Feeds that cannot be read.

use crate::engine::text::{on_a_line, shortened};

/// Why a price feed gives no rows: which file, where in it, what was found and what is allowed.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
pub enum FeedError {
    /// The file is none of the feeds that are understood.
    #[error("{file}: no price feed that is understood. It begins with {found}; understood are {allowed}")]
    NotAFeed {
        /// The feed's file.
        file: String,
        /// How it begins, or what it is.
        found: String,
        /// The feeds that are understood.
        allowed: String,
    },
    /// The file cannot be read on.
    #[error("{file}, {place}: cannot be read: {problem}")]
    Read {
        /// The feed's file.
        file: String,
        /// Line.
        place: String,
        /// What the reader says.
        problem: String,
    },
    /// The file ends too early.
    #[error(
        "{file}, {place}: the file ends in the middle of {what}; a whole file is needed, so fetch it again"
    )]
    Truncated {
        /// The feed's file.
        file: String,
        /// Line.
        place: String,
        /// What has begun and does not end.
        what: String,
    },
    /// A text, a record or a nesting that no feed has.
    #[error("{file}, {place}: found {what}, allowed is {allowed}")]
    TooMuch {
        /// The feed's file.
        file: String,
        /// Line or SKU.
        place: String,
        /// What is too long, too deep or too many.
        what: String,
        /// How much is allowed.
        allowed: String,
    },
    /// The text is no CSV or no JSON, or has another shape than the feed.
    #[error("{file}, {place}: {problem}")]
    Malformed {
        /// The feed's file.
        file: String,
        /// Line and column.
        place: String,
        /// What does not fit, and what would.
        problem: String,
    },
    /// A column that is needed is missing.
    #[error("{file}, {place}: the column \"{missing}\" is missing; found are {found}")]
    Column {
        /// The feed's file.
        file: String,
        /// Line of the header.
        place: String,
        /// The column.
        missing: String,
        /// The columns of the file.
        found: String,
    },
    /// A value that its place does not allow.
    #[error("{file}, {place}, {field}: found \"{found}\", allowed is {allowed}")]
    Value {
        /// The feed's file.
        file: String,
        /// Line or SKU.
        place: String,
        /// Column or field.
        field: String,
        /// The value.
        found: String,
        /// What the field allows.
        allowed: String,
    },
    /// Tiers that overlap or leave a hole.
    #[error(
        "{file}, {place}: a tier of {item} begins at {from}; allowed is {end}, where the one before ends"
    )]
    Tiers {
        /// The feed's file.
        file: String,
        /// Line or SKU.
        place: String,
        /// Service and item.
        item: String,
        /// Where the tier begins.
        from: f64,
        /// Where it must begin.
        end: f64,
    },
    /// The feed has no price that is wanted.
    #[error("{file}: no price is left. Wanted is {wanted}; the file has {found}. Left out: {skipped}")]
    Nothing {
        /// The feed's file.
        file: String,
        /// What was asked for.
        wanted: String,
        /// The regions of the file.
        found: String,
        /// What was left out, and how often.
        skipped: String,
    },
}

/// A text of the feed as a message shows it: short, and on one line.
pub(super) fn shown(text: &str) -> String {
    shortened(text, 60)
}

/// Where a price comes from, as a price sheet has it: on one line, without space at its ends.
/// A feed may have any character in what it calls its prices.
pub(super) fn cited(source: &str) -> String {
    on_a_line(source).trim().to_owned()
}
