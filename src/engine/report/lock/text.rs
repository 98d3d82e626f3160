//! Lines on a locked plan.

use super::{LockEntry, PriceChange};
use crate::engine::report::Report;
use crate::engine::report::format::{amount, signed_dollars};
use crate::engine::report::page::Page;

pub(in crate::engine::report) fn lock(report: &Report, page: &mut Page) {
    let Some(lock) = &report.lock else { return };
    page.heading(
        "Locked",
        &format!("by zoneplan {}, catalogue {}", lock.engine_version, lock.catalogue_digest),
    );
    page.wrapped("  report              ", sameness(lock));
    page.wrapped("  today's prices      ", &today(lock));
    for change in &lock.rows {
        page.line(format!(
            "  {:<14} {:<56}{:>13} {:>13}   {}",
            change.region,
            what(change),
            price(change.locked_usd),
            price(change.today_usd),
            change.unit
        ));
    }
}

/// Whether the report is that which was locked, in words.
pub(in crate::engine::report) const fn sameness(lock: &LockEntry) -> &'static str {
    if lock.same_report {
        "the same as when the plan was locked, byte for byte"
    } else {
        "not the same as when the plan was locked: see the warnings"
    }
}

/// What today's prices would change, in words.
pub(in crate::engine::report) fn today(lock: &LockEntry) -> String {
    let month = &lock.monthly;
    if let Some(why) = &lock.not_today {
        return format!("the plan cannot be priced today: {why}");
    }
    let at_least = |is_complete: bool| if is_complete { "" } else { "at least " };
    let sum = |usd: crate::engine::units::Usd, is_complete| {
        format!("{}{}", at_least(is_complete), amount(usd.dollars(), 2))
    };
    let locked = sum(month.locked_usd, month.locked_complete);
    let now = month.today_usd.zip(month.today_complete);
    let now = now.map_or_else(|| "not known".to_owned(), |(usd, is_complete)| sum(usd, is_complete));
    let difference = month.difference_usd.map_or_else(String::new, |usd| match usd.micros() {
        0 => ", the same".to_owned(),
        _ => format!(", {}", signed_dollars(usd.dollars())),
    });
    let rows = match lock.rows.len() {
        0 => "no price of the bill differs".to_owned(),
        1 => "1 price of the bill differs".to_owned(),
        n => format!("{n} prices of the bill differ"),
    };
    format!("{locked} USD a month locked, {now} at today's prices{difference}; {rows}")
}

/// The item whose price differs, and its tier.
pub(in crate::engine::report) fn what(change: &PriceChange) -> String {
    let tier = change.tier_from.map_or_else(String::new, |from| format!(" from {from}"));
    format!("{} {}{tier}", change.service, change.item)
}

/// A price, or that there is none.
pub(in crate::engine::report) fn price(usd: Option<f64>) -> String {
    usd.map_or_else(|| "none".to_owned(), |usd| usd.to_string())
}
