//! Price feeds.

use std::sync::OnceLock;

use zoneplan::bundled;
use zoneplan::engine::catalogue::{Catalogue, DataFile, read_price_sheet, write_price_sheet};
use zoneplan::engine::feeds::{FeedKind, Wanted, read, recognise};

use crate::is_clear;

/// Bytes of a file that tell which feed it is.
const HEAD: usize = 8 * 1024;

/// Offer files of AWS, CSV and JSON.
pub fn feed_aws(data: &[u8]) {
    feed(data, &[FeedKind::AwsOfferCsv, FeedKind::AwsOfferJson]);
}

/// Azure Retail Prices.
pub fn feed_azure(data: &[u8]) {
    feed(data, &[FeedKind::AzureRetail]);
}

/// Google's Cloud Billing Catalog.
pub fn feed_gcp(data: &[u8]) {
    feed(data, &[FeedKind::GcpSkus]);
}

/// Infracost's breakdowns.
pub fn feed_infracost(data: &[u8]) {
    feed(data, &[FeedKind::Infracost]);
}

/// Regions and instance types, which are all that feeds are read against.
fn catalogue() -> &'static Catalogue {
    static CATALOGUE: OnceLock<Catalogue> = OnceLock::new();
    CATALOGUE.get_or_init(|| Catalogue::load(&bundled::feed_files()).expect("the data is sound"))
}

/// A feed of one of these kinds, or of none.
fn feed(data: &[u8], kinds: &[FeedKind]) {
    let kind = recognise(&data[..data.len().min(HEAD)]);
    if kind.is_some_and(|kind| !kinds.contains(&kind)) {
        return;
    }
    // A breakdown does not say where its prices hold.
    let regions = ["eu-central-1", "westeurope", "europe-west3"].map(str::to_owned);
    let regions = if kinds.contains(&FeedKind::Infracost) { &regions[..] } else { &[] };
    let wanted = Wanted { regions, catalogue: catalogue(), as_of: None };
    let import = match read("feed", data, &wanted) {
        Ok(import) => import,
        Err(error) => {
            let told = error.to_string();
            assert!(told.starts_with("feed"), "no place: {told}");
            return is_clear(&told);
        }
    };
    assert_eq!(Some(import.kind), kind);
    assert!(!import.rows.is_empty() && import.understood > 0, "rows of nothing");
    for row in &import.rows {
        assert!(row.usd_per_unit.is_finite() && row.usd_per_unit >= 0.0, "{row:?}");
        assert!(!row.source.is_empty() && !row.unit.is_empty(), "{row:?}");
    }
    // The sheet that is written of it is read with the same rows.
    let sheet = write_price_sheet(&import.rows);
    let (mut rows, faults) = read_price_sheet(&DataFile { path: "feed.csv", text: &sheet });
    assert!(faults.is_empty(), "{faults:?}\n{sheet}");
    rows.iter_mut().for_each(|row| row.line = None);
    let mut written = import.rows;
    written.iter_mut().for_each(|row| row.line = None);
    assert_eq!(rows, written, "{sheet}");
}
