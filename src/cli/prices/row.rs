//! A row of a price sheet: one tier of one price.

use std::cmp::Ordering;
use std::rc::Rc;

use serde::{Serialize, Serializer};

use crate::engine::catalogue::{Catalogue, Date, Method, Provider};
pub(super) use crate::engine::catalogue::{SHEET_COLUMNS as COLUMNS, Tiering};

/// The words for the methods, as data files spell them.
pub(super) const METHODS: [(&str, Method); 5] = [
    ("feed", Method::Feed),
    ("page", Method::Page),
    ("derived", Method::Derived),
    ("assumed", Method::Assumed),
    ("stated", Method::Stated),
];

/// Where a row stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Origin {
    /// File, or the word for the bundled data.
    pub(super) file: Rc<str>,
    /// Line, counted from 1; none for bundled data.
    pub(super) line: Option<u64>,
}

/// One tier of one price.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    pub(super) provider: Provider,
    pub(super) region: String,
    pub(super) service: String,
    pub(super) item: String,
    pub(super) unit: String,
    pub(super) tiering: Tiering,
    pub(super) tier_from: Option<f64>,
    pub(super) tier_to: Option<f64>,
    pub(super) usd_per_unit: f64,
    #[serde(serialize_with = "date_or_undated")]
    pub(super) as_of: Option<Date>,
    pub(super) method: Method,
    pub(super) source: String,
    #[serde(skip)]
    pub(super) origin: Origin,
}

fn date_or_undated<S: Serializer>(date: &Option<Date>, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&date_text(*date))
}

/// A date, or the word for none.
pub(super) fn date_text(date: Option<Date>) -> String {
    date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
}

/// The key of a price: provider, region, service, item.
pub(super) type Key<'a> = (Provider, &'a str, &'a str, &'a str);

/// A key in words.
pub(super) fn key_text(row: &Row) -> String {
    let (provider, region, service, item) = row.key();
    format!("{} {region}, {service}, {item}", provider.name())
}

impl Row {
    /// The price that the row belongs to.
    pub(super) fn key(&self) -> Key<'_> {
        (self.provider, &self.region, &self.service, &self.item)
    }

    /// Where the tier begins; 0 without tiers.
    pub(super) fn from(&self) -> f64 {
        self.tier_from.unwrap_or(0.0)
    }

    /// The order of price sheets: by key, then by tier.
    pub(super) fn order(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key()).then(self.from().total_cmp(&other.from()))
    }

    /// The word for the method in price sheets.
    pub(super) fn method_word(&self) -> &'static str {
        METHODS.iter().find(|(_, method)| *method == self.method).map_or("", |(word, _)| word)
    }
}

/// The rows of one price each, of rows in order.
pub(super) fn prices(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|row, next| row.key() == next.key())
}

/// Every price of the catalogue, in order.
pub(super) fn of_catalogue(catalogue: &Catalogue) -> Vec<Row> {
    let origin = Origin { file: "the bundled prices".into(), line: None };
    let mut rows = Vec::new();
    for (provider, region, sheet) in catalogue.sheets() {
        for (service, item, meter) in sheet.meters() {
            let tiering = meter.tiering;
            let is_tiered = tiering != Tiering::Flat;
            rows.extend(meter.tiers.iter().map(|tier| Row {
                provider,
                region: region.to_owned(),
                service: service.to_owned(),
                item: item.to_owned(),
                unit: meter.unit.clone(),
                tiering,
                tier_from: is_tiered.then_some(tier.from),
                tier_to: tier.to,
                usd_per_unit: tier.price.usd(),
                as_of: meter.provenance.as_of,
                method: meter.provenance.method,
                source: meter.provenance.source.clone(),
                origin: origin.clone(),
            }));
        }
    }
    rows.sort_by(Row::order);
    rows
}
