//! Official price feeds to price rows of the catalogue.
//!
//! A reader takes a saved feed as a stream, keeps the prices that the catalogue
//! has items for and counts everything else with its reason. It holds only what
//! it keeps: a feed may be larger than the memory. `docs/feeds.md` says which
//! feeds there are and how each is read.
//!
//! ```
//! use zoneplan::{bundled, engine::{catalogue::Catalogue, feeds::{self, Wanted}}};
//!
//! let catalogue = Catalogue::load(&bundled::files()).expect("the data is sound");
//! let wanted = Wanted { regions: &[], catalogue: &catalogue, as_of: None };
//! let error = feeds::read("notes.txt", &b"Dear diary"[..], &wanted).expect_err("no feed");
//! assert!(error.to_string().contains("understood are"));
//! ```

mod aws;
mod azure;
mod error;
mod gcp;
mod infracost;
mod intake;
mod json;
mod judge;
mod recognise;
mod skip;

use std::collections::BTreeMap;
use std::io::{BufRead, Cursor, Read};

use serde::Serialize;

pub use error::FeedError;
pub use recognise::{FeedKind, recognise};
pub use skip::{Skip, Skipped};

use crate::engine::catalogue::{Catalogue, Date, SheetRow};

/// What is wanted of a feed.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// Regions, by name; none means every region of the provider that the catalogue knows.
    /// Prices without a region, and of multi-regions, are always read.
    pub regions: &'a [String],
    /// Knows regions and machine types.
    pub catalogue: &'a Catalogue,
    /// The day on which prices are judged: the latest that is in force then applies.
    /// None means the newest day that the feed names.
    pub as_of: Option<Date>,
}

/// What a feed gave.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Import {
    /// Which feed it was.
    pub kind: FeedKind,
    /// Rows, sorted by provider, region, service, item and tier.
    pub rows: Vec<SheetRow>,
    /// Records that went into the rows.
    pub understood: u64,
    /// Records that did not, by reason.
    pub skipped: BTreeMap<Skip, Skipped>,
    /// Currency of every price.
    pub currency: &'static str,
    /// When the feed was published, or its newest price began.
    pub published: Option<Date>,
    /// Whether the last page names a next one, so that prices may be missing.
    pub goes_on: bool,
}

/// The one currency of the catalogue.
const CURRENCY: &str = "USD";

/// Bytes of a file that tell which feed it is.
const HEAD: usize = 8 * 1024;

/// Reads a saved feed. `name` is the file's name in messages.
///
/// Memory: what is kept, and one record of at most 1 MiB. Time: linear in the feed.
///
/// # Errors
/// [`FeedError`] when the file is no feed, is damaged, has another currency, or has nothing wanted.
pub fn read(name: &str, mut feed: impl BufRead, wanted: &Wanted<'_>) -> Result<Import, FeedError> {
    let mut head = Vec::with_capacity(HEAD);
    feed.by_ref().take(HEAD as u64).read_to_end(&mut head).map_err(|error| FeedError::Read {
        file: name.to_owned(),
        place: "line 1".to_owned(),
        problem: error.to_string(),
    })?;
    let kind = recognise(&head).ok_or_else(|| recognise::refusal(name, &head))?;
    let feed = Cursor::new(head).chain(feed);
    match kind {
        FeedKind::AwsOfferCsv => aws::read_csv(name, feed, wanted),
        FeedKind::AwsOfferJson => aws::read_json(name, feed, wanted),
        FeedKind::AzureRetail => azure::read(name, feed, wanted),
        FeedKind::GcpSkus => gcp::read(name, feed, wanted),
        FeedKind::Infracost => infracost::read(name, feed, wanted),
    }
}
