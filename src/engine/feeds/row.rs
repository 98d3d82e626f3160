//! Price rows, and the sheet that they are written to.

use serde::Serialize;

use crate::engine::catalogue::{Date, Method, Provider, SHEET_COLUMNS, Tiering};

/// A row of a price sheet.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PriceRow {
    /// Whose price it is.
    pub provider: Provider,
    /// A region, a multi-region, or `global`.
    pub region: String,
    /// Service, as the catalogue names it.
    pub service: String,
    /// Item, as the catalogue names it.
    pub item: String,
    /// What a unit is.
    pub unit: String,
    /// How tiers apply.
    pub tiering: Tiering,
    /// Begin of the tier, in the unit; none without tiers.
    pub tier_from: Option<f64>,
    /// End of the tier, in the unit; none without tiers or where no end is stated.
    pub tier_to: Option<f64>,
    /// Price in USD per unit: finite, at least 0.
    pub usd_per_unit: f64,
    /// Date of the figure.
    pub as_of: Date,
    /// [`Method::Feed`], or [`Method::Derived`] where the feed has only the parts.
    pub method: Method,
    /// The feed, its version and the SKU or meter.
    pub source: String,
}

/// The rows as CSV (RFC 4180, LF), in the order given, with a header.
///
/// Numbers are written plainly: no exponent, no trailing zeros.
pub fn to_price_sheet(rows: &[PriceRow]) -> String {
    let mut text = SHEET_COLUMNS.join(",");
    text.push('\n');
    for row in rows {
        let edge = |edge: Option<f64>| edge.map(|edge| edge.to_string()).unwrap_or_default();
        let cells = [
            row.provider.name().to_owned(),
            quoted(&row.region),
            quoted(&row.service),
            quoted(&row.item),
            quoted(&row.unit),
            row.tiering.word().to_owned(),
            edge(row.tier_from),
            edge(row.tier_to),
            row.usd_per_unit.to_string(),
            row.as_of.to_string(),
            word_of(row.method).to_owned(),
            quoted(&row.source),
        ];
        text.push_str(&cells.join(","));
        text.push('\n');
    }
    text
}

const fn word_of(method: Method) -> &'static str {
    match method {
        Method::Feed => "feed",
        Method::Page => "page",
        Method::Derived => "derived",
        Method::Assumed => "assumed",
        Method::Stated => "stated",
    }
}

/// A cell, in quotes where it needs them.
fn quoted(text: &str) -> String {
    if text.contains([',', '"', '\n', '\r']) {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sheet_writes_numbers_plainly_and_quotes_what_needs_it() {
        let row = PriceRow {
            provider: Provider::Aws,
            region: "eu-central-1".into(),
            service: "s3".into(),
            item: "standard, storage".into(),
            unit: "GB-month".into(),
            tiering: Tiering::Graduated,
            tier_from: Some(0.0),
            tier_to: Some(51200.0),
            usd_per_unit: 0.000_000_004_1,
            as_of: Date::parse("2026-01-02").expect("a date"),
            method: Method::Feed,
            source: "a \"b\"".into(),
        };
        let text = to_price_sheet(&[row]);
        assert_eq!(
            text.lines().nth(1),
            Some(
                "aws,eu-central-1,s3,\"standard, storage\",GB-month,graduated,0,51200,0.0000000041,\
                 2026-01-02,feed,\"a \"\"b\"\"\""
            )
        );
    }
}
