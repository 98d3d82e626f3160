//! The tidy table that the report becomes as CSV.

use super::CostLine;
use super::format::plain;
use crate::engine::text::guarded;
use crate::engine::units::Usd;

const COLUMNS: [&str; 12] = [
    "section",
    "item",
    "component",
    "region",
    "quantity",
    "unit",
    "unit_price_usd",
    "value",
    "value_unit",
    "kind",
    "as_of",
    "source",
];

/// One row; a field that does not apply is empty.
#[derive(Clone, Copy, Default)]
pub(super) struct Row<'a> {
    pub section: &'a str,
    pub item: &'a str,
    pub component: &'a str,
    pub region: &'a str,
    pub quantity: Option<f64>,
    pub unit: &'a str,
    pub unit_price_usd: Option<f64>,
    pub value: Option<f64>,
    pub value_unit: &'a str,
    pub kind: &'a str,
    pub as_of: &'a str,
    pub source: &'a str,
}

pub(super) struct Table(csv::Writer<Vec<u8>>);

impl Table {
    pub(super) fn new() -> Result<Self, csv::Error> {
        let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
        writer.write_record(COLUMNS)?;
        Ok(Self(writer))
    }

    pub(super) fn row(&mut self, row: &Row<'_>) -> Result<(), csv::Error> {
        let number = |value: Option<f64>| value.map_or_else(String::new, plain);
        self.0.write_record([
            guarded(row.section),
            guarded(row.item),
            guarded(row.component),
            guarded(row.region),
            number(row.quantity),
            guarded(row.unit),
            number(row.unit_price_usd),
            number(row.value),
            guarded(row.value_unit),
            guarded(row.kind),
            guarded(row.as_of),
            guarded(row.source),
        ])
    }

    pub(super) fn fact(
        &mut self,
        section: &str,
        item: &str,
        component: &str,
        value: f64,
        value_unit: &str,
    ) -> Result<(), csv::Error> {
        let kind = "computed";
        self.row(&Row { section, item, component, value: Some(value), value_unit, kind, ..Row::default() })
    }

    pub(super) fn stated(
        &mut self,
        section: &str,
        item: &str,
        component: &str,
        value: f64,
        value_unit: &str,
        source: &str,
    ) -> Result<(), csv::Error> {
        self.row(&Row {
            section,
            item,
            component,
            value: Some(value),
            value_unit,
            kind: "stated",
            source,
            ..Row::default()
        })
    }

    /// A line of the bill; one row for each tier where there are several, so that
    /// every row is its quantity times its unit price.
    pub(super) fn cost(&mut self, line: &CostLine) -> Result<(), csv::Error> {
        if line.tiers.is_empty() {
            return self.cost_row(line, line.quantity, line.unit_price_usd, line.list_usd);
        }
        line.tiers.iter().try_for_each(|tier| {
            self.cost_row(line, tier.quantity, Some(tier.unit_price_usd), Some(tier.usd))
        })
    }

    fn cost_row(
        &mut self,
        line: &CostLine,
        quantity: f64,
        unit_price_usd: Option<f64>,
        usd: Option<Usd>,
    ) -> Result<(), csv::Error> {
        use crate::engine::catalogue::{Method, Site};
        let kind = match (line.effective_usd, line.quantity_method) {
            (None, _) => "unpriced",
            (Some(_), _) if line.own => "computed; an own price takes its place",
            (Some(_), _) if line.stand_in.is_some() => "computed at a stand-in price",
            (Some(_), Method::Assumed) => "computed from an assumption",
            (Some(_), _) => "computed",
        };
        self.row(&Row {
            section: if line.site == Site::Primary { "cost" } else { "cost, second site" },
            item: &format!("{}: {}", line.service, line.item),
            component: line.component,
            region: &line.region,
            quantity: Some(quantity),
            unit: &line.unit,
            unit_price_usd,
            value: usd.map(Usd::dollars),
            value_unit: "USD per month",
            kind,
            as_of: line.as_of.as_deref().unwrap_or_default(),
            source: line.source.as_deref().unwrap_or_default(),
        })
    }

    pub(super) fn finish(self) -> Result<String, csv::Error> {
        let bytes = self.0.into_inner().map_err(|error| csv::Error::from(error.into_error()))?;
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }
}
