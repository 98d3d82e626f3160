//! A row of a price sheet: one tier of one price.

use std::ops::Deref;
use std::rc::Rc;

use serde::Serialize;

pub(super) use crate::engine::catalogue::SHEET_COLUMNS as COLUMNS;
use crate::engine::catalogue::{Catalogue, SheetRow, Tiering};

/// One tier of one price, and where it stands.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Row {
    #[serde(flatten)]
    pub(super) row: SheetRow,
    /// File, or the word for the bundled data.
    #[serde(skip)]
    pub(super) file: Rc<str>,
}

impl Deref for Row {
    type Target = SheetRow;

    fn deref(&self) -> &SheetRow {
        &self.row
    }
}

/// A key in words.
pub(super) fn key_text(row: &Row) -> String {
    let (provider, region, service, item) = row.key();
    format!("{} {region}, {service}, {item}", provider.name())
}

/// Puts rows into the order of price sheets.
pub(super) fn sort(rows: &mut [Row]) {
    rows.sort_by(|a, b| a.row.order(&b.row));
}

/// The rows of one price each, of rows in order.
pub(super) fn prices(rows: &[Row]) -> impl Iterator<Item = &[Row]> {
    rows.chunk_by(|row, next| row.key() == next.key())
}

/// Every price of the catalogue, in order.
pub(super) fn of_catalogue(catalogue: &Catalogue) -> Vec<Row> {
    let file: Rc<str> = "the bundled prices".into();
    let mut rows = Vec::new();
    for (provider, region, sheet) in catalogue.sheets() {
        for (service, item, meter) in sheet.meters() {
            let tiering = meter.tiering;
            let is_tiered = tiering != Tiering::Flat;
            rows.extend(meter.tiers.iter().map(|tier| Row {
                row: SheetRow {
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
                    line: None,
                },
                file: Rc::clone(&file),
            }));
        }
    }
    sort(&mut rows);
    rows
}
