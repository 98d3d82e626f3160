//! Which feed a file is.

use serde::Serialize;

use super::FeedError;
use super::error::shown;

/// The feeds that are understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FeedKind {
    /// An offer file of the AWS price list, as CSV.
    AwsOfferCsv,
    /// An offer file of the AWS price list, as JSON.
    AwsOfferJson,
    /// Pages or items of the Azure Retail Prices API.
    AzureRetail,
    /// Pages or SKUs of the Google Cloud Billing Catalog API.
    GcpSkus,
    /// The output of `infracost breakdown --format json`.
    Infracost,
}

impl FeedKind {
    /// Every feed.
    pub const ALL: [Self; 5] =
        [Self::AwsOfferCsv, Self::AwsOfferJson, Self::AzureRetail, Self::GcpSkus, Self::Infracost];

    /// What the feed is called.
    pub const fn title(self) -> &'static str {
        match self {
            Self::AwsOfferCsv => "AWS price list offer file (CSV)",
            Self::AwsOfferJson => "AWS price list offer file (JSON)",
            Self::AzureRetail => "Azure Retail Prices (JSON)",
            Self::GcpSkus => "Google Cloud Billing Catalog SKUs (JSON)",
            Self::Infracost => "Infracost breakdown (JSON)",
        }
    }
}

/// The feed that a file's first few kilobytes belong to.
pub fn recognise(head: &[u8]) -> Option<FeedKind> {
    let head = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    let has = |key: &str| head.windows(key.len() + 2).any(|part| quoted(part, key));
    match head.first()? {
        b'{' | b'[' if ["offerCode", "formatVersion"].iter().any(|key| has(key)) => {
            Some(FeedKind::AwsOfferJson)
        }
        b'{' | b'[' if ["BillingCurrency", "armRegionName", "retailPrice"].iter().any(|key| has(key)) => {
            Some(FeedKind::AzureRetail)
        }
        b'{' | b'['
            if ["skus", "serviceRegions", "pricingInfo", "resourceFamily"].iter().any(|key| has(key)) =>
        {
            Some(FeedKind::GcpSkus)
        }
        b'{' if ["infracostCommand", "pastBreakdown", "costComponents", "totalHourlyCost"]
            .iter()
            .any(|key| has(key)) =>
        {
            Some(FeedKind::Infracost)
        }
        b'{' | b'[' => None,
        _ => {
            let first = head.strip_prefix(b"\"").unwrap_or(head);
            first.starts_with(b"FormatVersion").then_some(FeedKind::AwsOfferCsv)
        }
    }
}

/// Whether `part` is `key` in quotes.
fn quoted(part: &[u8], key: &str) -> bool {
    part.first() == Some(&b'"')
        && part.last() == Some(&b'"')
        && part.get(1..part.len() - 1) == Some(key.as_bytes())
}

/// The one clear error about a file that is no feed.
pub(super) fn refusal(name: &str, head: &[u8]) -> FeedError {
    let found = match head {
        [] => "nothing: the file is empty".to_owned(),
        [0x1f, 0x8b, ..] => "a gzip header: unpack the file first".to_owned(),
        [b'P', b'K', 3, 4, ..] => "a zip header: unpack the file first".to_owned(),
        _ => {
            let text = String::from_utf8_lossy(head.get(..200).unwrap_or(head));
            format!("\"{}\"", shown(text.trim_start()))
        }
    };
    let allowed: Vec<&str> = FeedKind::ALL.iter().map(|kind| kind.title()).collect();
    FeedError::NotAFeed { file: name.to_owned(), found, allowed: allowed.join(", ") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_bytes_tell_the_feed() {
        for (head, kind) in [
            ("\"FormatVersion\",\"v1.0\"\n", Some(FeedKind::AwsOfferCsv)),
            ("\u{feff}FormatVersion,v1.0\n", Some(FeedKind::AwsOfferCsv)),
            ("{\n  \"formatVersion\" : \"v1.0\"", Some(FeedKind::AwsOfferJson)),
            ("{\"BillingCurrency\":\"USD\",\"Items\":[]}", Some(FeedKind::AzureRetail)),
            (
                "[{\"currencyCode\":\"USD\",\"skuId\":\"x\",\"armRegionName\":\"y\"",
                Some(FeedKind::AzureRetail),
            ),
            ("{\"skus\":[]}", Some(FeedKind::GcpSkus)),
            (" [ {\"skuId\":\"x\",\"pricingInfo\":[]}]", Some(FeedKind::GcpSkus)),
            (
                "{\"version\":\"0.2\",\"metadata\":{\"infracostCommand\":\"breakdown\"}}",
                Some(FeedKind::Infracost),
            ),
            ("{\"version\":\"0.2\",\"projects\":[{\"pastBreakdown\":{}}]}", Some(FeedKind::Infracost)),
            ("{\"a\":1}", None),
            ("provider,region", None),
            ("", None),
        ] {
            assert_eq!(recognise(head.as_bytes()), kind, "{head}");
        }
    }

    #[test]
    fn a_packed_file_is_named_as_such() {
        let error = refusal("x.gz", &[0x1f, 0x8b, 8]).to_string();
        assert!(error.contains("unpack") && error.contains("Azure Retail Prices"), "{error}");
    }
}
