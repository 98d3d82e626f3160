//! Rows of the comparison.

use crate::engine::report::Report;
use crate::engine::report::table::{Row, Table};

pub(in crate::engine::report) fn comparison(report: &Report, table: &mut Table) -> Result<(), csv::Error> {
    for entry in &report.comparison {
        let item = entry.what.as_str();
        let mut rows: Vec<(String, Option<f64>, &str, &str, &str)> = Vec::new();
        let stated = &entry.stated;
        rows.push((format!("stated: {}", stated.text), None, "", stated.kind, &stated.source));
        for (end, value) in [("stated low", stated.low), ("stated high", stated.high)] {
            rows.extend(value.map(|value| {
                (end.to_owned(), Some(value), stated.unit.as_str(), stated.kind, stated.source.as_str())
            }));
        }
        if let Some(computed) = &entry.computed {
            let text = computed.text.iter();
            rows.extend(text.map(|text| (format!("{}: {text}", computed.kind), None, "", computed.kind, "")));
            for (end, value) in [("low", computed.low), ("middle", computed.mid), ("high", computed.high)] {
                rows.extend(value.map(|value| {
                    let name = format!("{} {end}", computed.kind);
                    (name, Some(value), computed.unit.as_str(), computed.kind, "")
                }));
            }
        }
        for (end, value) in [("gap low", entry.gap_low), ("gap high", entry.gap_high)] {
            rows.extend(
                value.map(|value| (end.to_owned(), Some(value), stated.unit.as_str(), "computed", "")),
            );
        }
        for (component, value, value_unit, kind, source) in &rows {
            let (section, value) = ("comparison", *value);
            table.row(&Row {
                section,
                item,
                component,
                value,
                value_unit,
                kind,
                source,
                ..Row::default()
            })?;
        }
    }
    Ok(())
}
