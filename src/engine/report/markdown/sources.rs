//! Where figures come from, what is left out, and by what the document can be made again.

use super::doc::{Doc, code, said};
use crate::engine::report::Report;
use crate::engine::report::lock::text::{price, sameness, today, what};
use crate::engine::report::text::not_covered;

/// A source that the report names, and the date of the figure.
type Named<'r> = (&'r str, Option<&'r str>);

/// Every source that the document marks, as often as it does.
fn named(report: &Report) -> impl Iterator<Item = Named<'_>> {
    let lines = report.cost.lines.iter();
    let prices = lines.filter_map(|line| Some((line.source.as_deref()?, line.as_of.as_deref())));
    let discounts =
        report.cost.discounts.iter().map(|discount| (discount.source.as_str(), discount.as_of.as_deref()));
    let drivers = report.cost.lines.iter().flat_map(|line| &line.drivers);
    let drivers = drivers.map(|driver| (driver.source.as_str(), None));
    let rates = report.availability.classes.iter().flat_map(|class| &class.rates);
    let rates = rates.filter_map(|rate| Some((rate.source.as_deref()?, rate.as_of.as_deref())));
    let requests = report.sizing.sources.iter().map(|from| (from.source.as_str(), Some(from.as_of.as_str())));
    let failures = report.recovery.iter().flat_map(|entry| &entry.sources);
    let failures = failures.map(|from| (from.source.as_str(), Some(from.as_of.as_str())));
    let stated = report.vendor_stated.iter().map(|stated| (stated.source.as_str(), None));
    prices.chain(discounts).chain(drivers).chain(rates).chain(requests).chain(failures).chain(stated)
}

/// The sources in the order in which the document marks them first, each with its dates.
fn all(report: &Report) -> Vec<(&str, Vec<&str>)> {
    let mut found: Vec<(&str, Vec<&str>)> = Vec::new();
    for (source, date) in named(report) {
        let at = found.iter().position(|(known, _)| *known == source).unwrap_or_else(|| {
            found.push((source, Vec::new()));
            found.len() - 1
        });
        if let Some(date) = date.filter(|date| *date != "undated" && !found[at].1.contains(date)) {
            found[at].1.push(date);
        }
    }
    found
}

/// The number of a source in the list of sources, in brackets; the source itself where it is none.
pub(super) fn mark(report: &Report, source: &str) -> String {
    let at = all(report).iter().position(|(known, _)| *known == source);
    at.map_or_else(|| said(source), |at| format!("({})", at + 1))
}

pub(super) fn sources(report: &Report, doc: &mut Doc) {
    doc.heading("Sources");
    let rows: Vec<[String; 3]> = (1..)
        .zip(all(report))
        .map(|(number, (source, mut dates))| {
            dates.sort_unstable();
            let dates = match dates.as_slice() {
                [] => "undated".to_owned(),
                [only] => said(only),
                [first, .., last] => format!("{} to {}", said(first), said(last)),
            };
            [format!("({number})"), dates, said(source)]
        })
        .collect();
    doc.table([">no.", "date of the figures", "source"], &rows);
}

pub(super) fn limits(report: &Report, doc: &mut Doc) {
    doc.heading("Limits");
    doc.paragraph("What this version does not model:");
    let items: Vec<String> =
        not_covered(report).iter().map(|(topic, text)| format!("{topic}: {}.", said(text))).collect();
    doc.list(&items);
}

/// What makes the same document again.
pub(super) fn identity(report: &Report, doc: &mut Doc) {
    doc.heading("Made from");
    doc.list(&identity_items(report));
    let Some(lock) = &report.lock else { return };
    doc.heading("Locked");
    doc.list(&[format!("Report: {}.", sameness(lock)), format!("Today's prices: {}.", said(&today(lock)))]);
    let rows: Vec<[String; 7]> = lock
        .rows
        .iter()
        .map(|change| {
            let date = |date: &Option<String>| date.as_deref().map_or_else(|| "–".to_owned(), said);
            [
                said(&change.region),
                said(&what(change)),
                said(&change.unit),
                price(change.locked_usd),
                date(&change.locked_as_of),
                price(change.today_usd),
                date(&change.today_as_of),
            ]
        })
        .collect();
    doc.table(["place", "price", "unit", ">USD locked", "of", ">USD today", "of"], &rows);
}

pub(super) fn identity_items(report: &Report) -> Vec<String> {
    let date = |date: Option<crate::engine::catalogue::Date>| {
        date.map_or_else(|| "undated".to_owned(), |date| date.to_string())
    };
    let mut items = vec![
        format!("Plan: {} (digest of the plan with its defaults)", code(&report.plan_digest)),
        format!(
            "Catalogue: {}; newest figure {}, oldest price {}",
            code(&report.catalogue.digest),
            date(report.catalogue.newest),
            date(report.catalogue.oldest)
        ),
        format!("Engine: zoneplan {}", report.engine_version),
        format!("Judged on: {}", report.as_of),
        format!("Seed: {}", report.seed),
    ];
    items.extend(
        report.workload.manifests_digest.as_ref().map(|digest| format!("Manifests: {}", code(digest))),
    );
    items
}
