//! Reading a saved price feed: what is asked, what is answered, and how it is done.

use serde::{Deserialize, Serialize};

use crate::bundled;
use crate::engine::catalogue::{Catalogue, Date, write_price_sheet};
use crate::engine::feeds::{self, Import, Wanted};

/// A saved feed that is to be read.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeedRequest {
    /// Name of the file.
    pub name: String,
    /// The file.
    pub bytes: Vec<u8>,
    /// The day on which prices are judged, if it is a whole day.
    pub as_of: Option<String>,
}

/// What a feed gave: a price sheet, or why there is none.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct FeedAnswer {
    /// Name of the file.
    pub name: String,
    /// The prices as a price sheet, and in words what was read and what was left out.
    pub outcome: Result<(String, Vec<String>), String>,
}

/// Reads a feed.
pub(super) fn read(request: &FeedRequest) -> Result<(String, Vec<String>), String> {
    let catalogue = Catalogue::load(&bundled::feed_files())
        .map_err(|faults| faults.first().map_or_else(String::new, ToString::to_string))?;
    let as_of = request.as_of.as_deref().and_then(Date::parse);
    let wanted = Wanted { regions: &[], catalogue: &catalogue, as_of };
    let import =
        feeds::read(&request.name, request.bytes.as_slice(), &wanted).map_err(|error| error.to_string())?;
    Ok((write_price_sheet(&import.rows), notes(&import)))
}

/// What was read and what was left out, in words.
fn notes(import: &Import) -> Vec<String> {
    let published = import.published.map_or_else(String::new, |date| format!(", of {date}"));
    let mut notes = vec![format!(
        "{}{published}: {} records gave {} rows",
        import.kind.title(),
        import.understood,
        import.rows.len()
    )];
    if import.goes_on {
        notes.push("The last page names a next one that is not here: prices may be missing.".to_owned());
    }
    let mut skipped: Vec<_> = import.skipped.iter().collect();
    skipped.sort_by_key(|(_, skipped)| std::cmp::Reverse(skipped.records));
    notes.extend(skipped.into_iter().map(|(why, skipped)| {
        let example =
            skipped.examples.first().map_or_else(String::new, |example| format!(", such as {example}"));
        format!("{} left out: {why}{example}", skipped.records)
    }));
    notes
}
