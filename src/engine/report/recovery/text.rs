//! Lines on recovery.

use crate::engine::report::format::{age, digits};
use crate::engine::report::page::Page;
use crate::engine::report::{RecoveryEntry, Report, Stated};

pub(in crate::engine::report) fn recovery(report: &Report, page: &mut Page) {
    page.heading("Recovery", "minutes until service is restored, data lost of the database");
    page.line(format!(
        "  {:<48}{:>8}{:>8}{:>8}{:>8}{:>10}   {}",
        "failure", "a year", "RTO P50", "RTO P90", "RTT P50", "lost P90", "who acts"
    ));
    for entry in &report.recovery {
        let (p50, p90) = entry
            .rto_minutes
            .map_or_else(|| ("–".to_owned(), "–".to_owned()), |rto| (digits(rto.p50), digits(rto.p90)));
        let rtt = entry.rtt_minutes.map_or_else(|| "–".to_owned(), |rtt| digits(rtt.p50));
        page.line(format!(
            "  {:<48}{:>8}{p50:>8}{p90:>8}{rtt:>8}{:>10}   {}",
            entry.failure,
            digits(entry.per_year),
            lost(entry),
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
    if let Some(any) = &report.recovery_mixture {
        let within = match (any.stated_minutes, any.p_within_stated) {
            (Some(minutes), Some(p)) => format!("; {} % within {} min", digits(p * 100.0), digits(minutes)),
            _ => String::new(),
        };
        page.line(format!(
            "  failures that stop writes or blocks   {} a year: RTO P50 {}, P90 {}, P99 {} min{within}",
            digits(any.per_year),
            digits(any.rto_minutes.p50),
            digits(any.rto_minutes.p90),
            digits(any.rto_minutes.p99)
        ));
    }
    modes(report, page);
    let restored = report.recovery.iter().filter(|entry| entry.row_minutes.is_some());
    for (entry, row, odds) in restored.filter_map(|it| Some((it, it.row_minutes?, it.p_succeeds?))) {
        page.wrapped(
            "  ",
            &format!(
                "{}: the time is that of a restore, which works with odds of {} %; else the repair hours of its row count, {} min at P50",
                entry.failure,
                digits(odds * 100.0),
                digits(row.p50)
            ),
        );
    }
}

/// The table of failure modes: how often, what stops, and whether what is stated holds.
fn modes(report: &Report, page: &mut Page) {
    page.line("");
    page.line(format!(
        "  {:<48}{:>20}  {:<9}{:<9}{:<9}{}",
        "failure mode", "a year, low to high", "read", "write", "settle", "stated holds"
    ));
    for entry in &report.recovery {
        let range = entry.per_year_range;
        let ends = format!("{} to {}", digits(range.low), digits(range.high));
        let effect = entry.effect;
        page.line(format!(
            "  {:<48}{ends:>20}  {:<9}{:<9}{:<9}{}",
            entry.failure,
            effect.read,
            effect.write,
            effect.settle,
            entry.supports_stated.unwrap_or("–")
        ));
    }
    page.wrapped(
        "  ",
        "degraded: slower, in part, or only where a part that runs once is hit; settle: blocks are sealed. \
         The wait until somebody is there counts where the team must come.",
    );
}

/// What is lost of the database.
pub(in crate::engine::report) fn lost(entry: &RecoveryEntry) -> String {
    match (entry.lost, entry.rpo_seconds) {
        ("everything", _) => "all of it".to_owned(),
        (_, Some(rpo)) if rpo.p90 > 0.0 => age(rpo.p90),
        (_, Some(_)) => "nothing".to_owned(),
        _ => "unknown".to_owned(),
    }
}
