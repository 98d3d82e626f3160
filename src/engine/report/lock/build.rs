//! What became of a locked plan.

use std::collections::BTreeSet;

use super::{LockEntry, LockedMonth, PriceChange};
use crate::engine::catalogue::{Catalogue, Digest, Meter};
use crate::engine::plan::Outcome;
use crate::engine::report::{Report, WarningEntry, to_json};
use crate::engine::scenario::Lock;

/// The plan at today's prices.
#[derive(Clone, Copy, Debug)]
pub struct Today<'t> {
    /// Its outcome, or why there is none.
    pub outcome: Result<&'t Outcome, &'t str>,
    /// Today's catalogue.
    pub catalogue: &'t Catalogue,
}

impl Report {
    /// Digest of the report, by which a locked plan knows it again.
    pub fn digest(&self) -> String {
        Digest::of(&to_json(self).unwrap_or_default()).short()
    }
}

/// Adds to the report of a locked plan whether it is what it was, and what today's prices would
/// change. The catalogue is the one with the locked prices.
pub fn add_lock(report: &mut Report, lock: &Lock, catalogue: &Catalogue, today: &Today<'_>) {
    let same_report = report.digest() == lock.report_digest;
    let tables_differ: Vec<String> = lock.differing(catalogue).into_iter().map(str::to_owned).collect();
    warn(report, lock, same_report, &tables_differ);
    let monthly = month(report, today);
    report.lock = Some(LockEntry {
        engine_version: lock.engine_version.clone(),
        catalogue_digest: lock.catalogue_digest.clone(),
        plan_digest: lock.plan_digest.clone(),
        report_digest: lock.report_digest.clone(),
        same_report,
        tables_differ,
        monthly,
        not_today: today.outcome.err().map(str::to_owned),
        rows: changes(report, catalogue, today),
    });
}

fn warn(report: &mut Report, lock: &Lock, same_report: bool, tables: &[String]) {
    let mut warn = |code, message: String| {
        report.warnings.push(WarningEntry { code, path: "lock".to_owned(), message });
    };
    if lock.engine_version != env!("CARGO_PKG_VERSION") {
        warn(
            "locked_engine_differs",
            format!(
                "the plan was locked by zoneplan {} and is computed by {}: results may differ",
                lock.engine_version,
                env!("CARGO_PKG_VERSION")
            ),
        );
    }
    if !tables.is_empty() {
        warn(
            "locked_tables_differ",
            format!(
                "prices are those of the lock, but other data are not what they were: {}; results may differ",
                tables.join(", ")
            ),
        );
    }
    if !same_report {
        warn(
            "locked_report_differs",
            "this is not the report that was locked: the engine, other data or manifests are not what they were"
                .to_owned(),
        );
    }
}

fn month(report: &Report, today: &Today<'_>) -> LockedMonth {
    let locked = &report.cost.monthly;
    let bill = today.outcome.ok().map(|outcome| &outcome.bill);
    LockedMonth {
        locked_usd: locked.effective_usd,
        locked_complete: locked.complete,
        today_usd: bill.map(|bill| bill.effective),
        today_complete: bill.map(|bill| bill.complete),
        difference_usd: bill
            .filter(|bill| bill.complete && locked.complete)
            .map(|bill| bill.effective - locked.effective_usd),
    }
}

/// The prices that the lines of either bill read and that differ.
fn changes(report: &Report, catalogue: &Catalogue, today: &Today<'_>) -> Vec<PriceChange> {
    let locked = report.cost.lines.iter();
    let mut keys: BTreeSet<(String, String, String)> =
        locked.map(|line| (line.region.clone(), line.service.clone(), line.item.clone())).collect();
    if let Ok(outcome) = today.outcome {
        let lines = outcome.bill.lines.iter();
        keys.extend(lines.map(|line| (line.region.clone(), line.service.clone(), line.item.clone())));
    }
    let mut changes = Vec::new();
    for (region, service, item) in keys {
        let meter = |catalogue| meter(catalogue, &region, &service, &item);
        let (then, now) = (meter(catalogue), meter(today.catalogue));
        for at in 0..tiers(then).max(tiers(now)) {
            let price = |meter: Option<&Meter>| Some(meter?.tiers.get(at)?.price.usd());
            let (locked_usd, today_usd) = (price(then), price(now));
            let is_same = match (locked_usd, today_usd) {
                (Some(then), Some(now)) => then.total_cmp(&now).is_eq(),
                (then, now) => then.is_none() && now.is_none(),
            };
            let Some(any) = then.or(now).filter(|_| !is_same) else { continue };
            let date = |meter: Option<&Meter>| {
                Some(meter?.provenance.as_of.map_or_else(|| "undated".to_owned(), |date| date.to_string()))
            };
            let tier = then.and_then(|meter| meter.tiers.get(at)).or_else(|| now?.tiers.get(at));
            changes.push(PriceChange {
                region: region.clone(),
                service: service.clone(),
                item: item.clone(),
                unit: any.unit.clone(),
                tier_from: tier.filter(|_| tiers(then).max(tiers(now)) > 1).map(|tier| tier.from),
                locked_usd,
                locked_as_of: locked_usd.and_then(|_| date(then)),
                today_usd,
                today_as_of: today_usd.and_then(|_| date(now)),
            });
        }
    }
    changes
}

fn tiers(meter: Option<&Meter>) -> usize {
    meter.map_or(0, |meter| meter.tiers.len())
}

/// The price of an item in a scope.
fn meter<'c>(catalogue: &'c Catalogue, region: &str, service: &str, item: &str) -> Option<&'c Meter> {
    let mut sheets = catalogue.sheets().filter(|(_, scope, _)| *scope == region);
    sheets.find_map(|(_, _, sheet)| sheet.meter(service, item))
}
