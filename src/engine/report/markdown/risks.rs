//! What takes the platform down, what it does not survive, and what comes after each failure.

use super::doc::{Doc, said};
use crate::engine::availability::Role;
use crate::engine::report::backup::text::gaps;
use crate::engine::report::format::{amount, digits, percent};
use crate::engine::report::recovery::text::lost;
use crate::engine::report::sizing::loss_in_words;
use crate::engine::report::{ClassEntry, RecoveryEntry, Report};

pub(super) fn risks(report: &Report, doc: &mut Doc) {
    let availability = &report.availability;
    doc.heading("Risks");
    let minutes = &availability.downtime_minutes_per_year;
    let law = match (minutes.p50, minutes.p90, minutes.p99) {
        (Some(p50), Some(p90), Some(p99)) => format!(
            " One year in two stays below {} minutes down, nine in ten below {}, 99 in a hundred below {}.",
            digits(p50),
            digits(p90),
            digits(p99)
        ),
        _ => String::new(),
    };
    doc.paragraph(&format!(
        "The function is to write: transactions are accepted and settled. In the long run it is there {} % of \
         the time, {} minutes down in a mean year.{law} Without changes, people and corruption it would be \
         {} %, {} minutes.",
        percent(availability.unavailability),
        digits(minutes.mean),
        percent(availability.infrastructure.unavailability),
        digits(availability.infrastructure.downtime_minutes_per_year)
    ));
    doc.subheading("What stops it, the longest downtime first");
    let mut classes: Vec<&ClassEntry> =
        availability.classes.iter().filter(|class| class.role == Role::Hard).collect();
    classes.sort_by(|a, b| b.downtime_minutes_per_year.total_cmp(&a.downtime_minutes_per_year));
    let rows: Vec<[String; 4]> = classes
        .iter()
        .map(|class| {
            [
                class.title.to_owned(),
                digits(class.failures_per_year),
                digits(class.downtime_minutes_per_year),
                said(&class.sentence),
            ]
        })
        .collect();
    doc.table(["failure", ">times a year", ">minutes a year", "how often and for how long"], &rows);
    if let Some(doubt) = &availability.uncertainty {
        doc.paragraph(&format!(
            "These are the likely rates. Over all that the rates may be, the mean of a year lies from {} to {} \
             minutes nine times of ten.",
            digits(doubt.p5.value),
            digits(doubt.p95.value)
        ));
    }
    doc.subheading("What is not survived");
    let lost = not_survived(report);
    if lost.is_empty() {
        doc.paragraph("Nothing that the model looks at.");
    }
    doc.list(&lost);
    let single = single_points(report);
    if !single.is_empty() {
        doc.subheading("Single points");
    }
    doc.list(&single);
}

/// Losses that stop the platform or take data with them.
pub(super) fn not_survived(report: &Report) -> Vec<String> {
    let mut items = Vec::new();
    for pool in &report.sizing.pools {
        if !pool.fits {
            items.push(format!(
                "Pool {}: not every pod has a node even with all zones there.",
                said(&pool.name)
            ));
        } else if !pool.zone_loss.survives {
            items.push(format!("Pool {}: {}.", said(&pool.name), said(&loss_in_words(pool))));
        }
    }
    for quorum in report.sizing.quorum.iter().filter(|quorum| !quorum.survives_zone_loss) {
        items.push(format!(
            "{}, and {}: {}.",
            said(&quorum.component),
            quorum.otherwise,
            said(&quorum.advice)
        ));
    }
    let failed = report.recovery.iter().filter(|entry| entry.supports_stated == Some("no"));
    let failed: Vec<String> = failed.map(|entry| said(&entry.failure)).collect();
    if !failed.is_empty() {
        items.push(format!("Outside of what the vendor states for recovery: {}.", failed.join("; ")));
    }
    items
}

/// What there is once: pods that run alone, and pods that their volume holds in a zone.
fn single_points(report: &Report) -> Vec<String> {
    let mut items = Vec::new();
    for pool in &report.sizing.pools {
        let alone = pool.placement.iter().filter(|entry| entry.per_zone.iter().sum::<u32>() == 1);
        let alone: Vec<String> = alone.map(|entry| said(&entry.component)).collect();
        if !alone.is_empty() {
            items.push(format!("Runs once: {}.", alone.join(", ")));
        }
        if !pool.zone_loss.pinned.is_empty() {
            let pinned: Vec<String> = pool.zone_loss.pinned.iter().map(|name| said(name)).collect();
            items.push(format!(
                "Stays down with zone {} because of its volume: {}.",
                said(&pool.zone_loss.lost_zone),
                pinned.join(", ")
            ));
        }
    }
    let stops = report.review.iter().filter(|finding| finding.severity.name() == "stops");
    items.extend(stops.map(|finding| {
        format!("{}: {}. Mend: {}.", said(&finding.subject), said(&finding.fails), said(&finding.mend))
    }));
    items
}

/// The three causes that take most of the time down.
pub(super) fn largest(report: &Report) -> Vec<String> {
    let causes = report.availability.top_causes.iter().take(3);
    causes
        .map(|cause| {
            format!(
                "{}: {} minutes a year, {} % of all downtime; {}.",
                cause.title,
                digits(cause.minutes_per_year),
                amount(cause.share_pct, 0),
                said(&cause.sentence)
            )
        })
        .collect()
}

pub(super) fn recovery(report: &Report, doc: &mut Doc) {
    doc.heading("Recovery");
    doc.paragraph(
        "Minutes until service is restored (RTO) and until that is verified as well (RTT); the age of the data \
         of the database that is lost (RPO).",
    );
    let rows: Vec<[String; 9]> = report.recovery.iter().map(|entry| row(report, entry)).collect();
    doc.table(
        [
            "failure",
            ">a year",
            ">RTO P50",
            ">RTO P90",
            ">RTT P50",
            ">lost P90",
            "who acts",
            "what is stated holds",
            "sources",
        ],
        &rows,
    );
    if let Some(any) = &report.recovery_mixture {
        doc.paragraph(&format!(
            "Of failures that stop writes or blocks there are {} a year: RTO P50 {}, P90 {}, P99 {} minutes.",
            digits(any.per_year),
            digits(any.rto_minutes.p50),
            digits(any.rto_minutes.p90),
            digits(any.rto_minutes.p99)
        ));
    }
}

fn row(report: &Report, entry: &RecoveryEntry) -> [String; 9] {
    let sources: Vec<String> =
        entry.sources.iter().map(|from| super::sources::mark(report, &from.source)).collect();
    let or = |value: Option<f64>| value.map_or_else(|| "–".to_owned(), digits);
    [
        said(&entry.failure),
        digits(entry.per_year),
        or(entry.rto_minutes.map(|rto| rto.p50)),
        or(entry.rto_minutes.map(|rto| rto.p90)),
        or(entry.rtt_minutes.map(|rtt| rtt.p50)),
        lost(entry),
        said(&entry.who_acts),
        entry.supports_stated.unwrap_or("–").to_owned(),
        sources.join(", "),
    ]
}

/// Gaps of the backups.
pub(super) fn backup_gaps(report: &Report) -> Vec<String> {
    gaps(&report.backup).iter().map(|gap| format!("{}.", said(gap))).collect()
}
