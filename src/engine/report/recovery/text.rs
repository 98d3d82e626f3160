//! Lines on recovery.

use crate::engine::report::format::{age, digits};
use crate::engine::report::page::Page;
use crate::engine::report::{Report, Stated};

pub(in crate::engine::report) fn recovery(report: &Report, page: &mut Page) {
    page.heading("Recovery", "minutes until service is restored, data lost of the database");
    page.line(format!(
        "  {:<38}{:>10}{:>9}{:>9}{:>9}   {}",
        "failure", "a year", "RTO P50", "RTO P90", "RPO s", "who acts"
    ));
    for entry in &report.recovery {
        let (p50, p90) = entry
            .rto_minutes
            .map_or_else(|| ("–".to_owned(), "–".to_owned()), |rto| (digits(rto.p50), digits(rto.p90)));
        let rpo = entry.rpo_seconds.map_or_else(|| "–".to_owned(), |rpo| digits(rpo.p50));
        page.line(format!(
            "  {:<38}{:>10}{p50:>9}{p90:>9}{rpo:>9}   {}",
            entry.failure,
            digits(entry.per_year),
            entry.who_acts
        ));
    }
    if let Some(entry) = report.recovery.first() {
        let text =
            |stated: &Option<Stated>| stated.as_ref().map_or("–", |stated| stated.text.as_str()).to_owned();
        page.line(format!(
            "  the vendor states   RTO {}, RPO {}, RTT {} (total recovery, verification included)",
            text(&entry.vendor_stated.rto),
            text(&entry.vendor_stated.rpo),
            text(&entry.vendor_stated.rtt)
        ));
    }
    for loss in &report.backup.rpo_by_surface {
        page.line(format!(
            "  {:<20}at most {} old after {}",
            loss.surface,
            age(loss.at_most_seconds),
            loss.failure
        ));
    }
}
