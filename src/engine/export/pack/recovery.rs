//! Tables on failures, recovery and copies.

use super::sheet::{Cell, Sheet, list, row, word};
use crate::engine::report::{P10P50P90, Report};

/// Classes of failure.
pub(super) fn availability(report: &Report) -> Sheet {
    let rows = report.availability.classes.iter().map(|class| {
        row![
            class.name,
            class.title,
            word(&class.role),
            class.infrastructure,
            class.unavailability,
            class.failures_per_year,
            class.downtime_minutes_per_year,
            &class.sentence,
            &class.basis,
            list(&class.sources),
        ]
    });
    Sheet {
        file: "availability.csv",
        about: "classes of failure, one row each; the headline over all hard ones is in figures.csv",
        columns: &[
            ("class", "short name"),
            ("title", "in words"),
            ("role", "hard: the platform is down; soft: degraded; alternative or benchmark: in no sum"),
            ("infrastructure", "whether it is infrastructure: no change, person or corruption"),
            ("unavailability", "share of time, 0 to 1"),
            ("failures_per_year", "failures in a year"),
            ("downtime_minutes_per_year", "mean minutes of a year, down if hard and degraded if soft"),
            ("sentence", "how often and how long, in words"),
            ("basis", "how the figures come about"),
            ("rates", "rows of failure_rates.csv that it reads; their figures are in assumptions.csv"),
        ],
        rows: rows.collect(),
    }
}

/// The percentiles of a figure that may be absent.
fn spread(figure: Option<P10P50P90>) -> [Cell; 3] {
    [
        figure.map(|figure| figure.p10).into(),
        figure.map(|figure| figure.p50).into(),
        figure.map(|figure| figure.p90).into(),
    ]
}

/// Failures and how each is recovered from.
pub(super) fn recovery(report: &Report) -> Sheet {
    let rows = report.recovery.iter().map(|entry| {
        let stated = &entry.vendor_stated;
        let mut cells = row![
            entry.id,
            &entry.failure,
            &entry.scope,
            entry.per_year,
            entry.per_year_range.low,
            entry.per_year_range.high,
            entry.automatic,
            &entry.who_acts,
            entry.effect.read,
            entry.effect.write,
            entry.effect.settle,
            entry.in_headline,
            entry.in_mixture,
        ];
        cells.extend(spread(entry.rto_minutes));
        cells.push(entry.rto_mean_minutes.into());
        cells.extend(spread(entry.rtt_minutes));
        cells.push(entry.lost.into());
        cells.extend(spread(entry.rpo_seconds));
        cells.extend(row![
            entry.p_succeeds,
            stated.rto.as_ref().map(|stated| &stated.text),
            stated.rpo.as_ref().map(|stated| &stated.text),
            stated.rtt.as_ref().map(|stated| &stated.text),
            entry.supports_stated,
            entry.supports_why.as_ref(),
            &entry.basis,
            list(entry.sources.iter().map(|source| &source.row)),
        ]);
        cells
    });
    Sheet {
        file: "recovery.csv",
        about: "failures and how each is recovered from, one row each",
        columns: &[
            ("id", "short name of the failure"),
            ("failure", "in words"),
            ("scope", "what is hit"),
            ("failures_per_year", "likely number in a year"),
            ("failures_per_year_low", "low"),
            ("failures_per_year_high", "high"),
            ("automatic", "whether the platform recovers by itself"),
            ("who_acts", "who acts"),
            ("read", "reading meanwhile: works, degraded or stopped"),
            ("write", "accepting transactions meanwhile"),
            ("settle", "sealing blocks meanwhile"),
            ("in_headline", "whether it counts in the headline of availability"),
            ("in_mixture", "whether it counts in recovery_mixture of figures.csv"),
            ("rto_p10_minutes", "minutes until service is restored, verification left out: 10th percentile"),
            ("rto_p50_minutes", "median"),
            ("rto_p90_minutes", "90th percentile"),
            ("rto_mean_minutes", "mean"),
            ("rtt_p10_minutes", "the same with verification: 10th percentile"),
            ("rtt_p50_minutes", "median"),
            ("rtt_p90_minutes", "90th percentile"),
            ("lost", "what is lost of the database: nothing, since-copy, since-log, everything or unknown"),
            (
                "rpo_p10_seconds",
                "age of lost data of the database: 10th percentile; empty where unknown or all",
            ),
            ("rpo_p50_seconds", "median"),
            ("rpo_p90_seconds", "90th percentile"),
            ("p_succeeds", "probability that what brings the service back works"),
            ("stated_rto", "the vendor's recovery time, word for word"),
            ("stated_rpo", "the vendor's age of lost data, word for word"),
            ("stated_rtt", "the vendor's total recovery time, word for word"),
            ("supports_stated", "whether this layout supports it: yes, partly or no"),
            ("supports_why", "why"),
            ("basis", "how the figures come about"),
            ("rows", "rows of the data that it reads"),
        ],
        rows: rows.collect(),
    }
}

/// Schedules of copies.
pub(super) fn backup(report: &Report) -> Sheet {
    let rows = report.backup.tiers.iter().map(|tier| {
        row![
            &tier.name,
            list(tier.surfaces.iter().map(|surface| surface.name())),
            tier.every_hours,
            tier.at_hour,
            tier.at_weekday.as_ref().map(word),
            tier.keep_days,
            tier.method,
            tier.copies,
            tier.stored_gib,
        ]
    });
    Sheet {
        file: "backup.csv",
        about: "schedules of copies in their steady state, one row each; sums are in figures.csv",
        columns: &[
            ("tier", "name of the schedule"),
            ("surfaces", "what it copies"),
            ("every_hours", "hours between two runs"),
            ("at_hour", "hour of the day at which it runs"),
            ("at_weekday", "day of the week on which it runs first"),
            ("keep_days", "days for which a copy is kept"),
            ("method", "how copies are made"),
            ("copies", "copies kept, the mean over time"),
            ("stored_gib", "data kept if it shared with no other tier, so the tiers add up to more"),
        ],
        rows: rows.collect(),
    }
}

/// Copies over the horizon.
pub(super) fn backup_by_month(report: &Report) -> Sheet {
    let rows = report.backup.by_month.iter().map(|month| {
        row![
            &month.month,
            month.stored_gib,
            month.velero_gib,
            month.snapshot_gib,
            month.database_gib,
            month.versions_gib,
            month.written_gib,
            month.usd,
        ]
    });
    Sheet {
        file: "backup_by_month.csv",
        about: "copies over the horizon, one row a month",
        columns: &[
            ("month", "YYYY-MM"),
            ("stored_gib", "data kept, the mean over the month"),
            ("velero_gib", "of it, Velero's copies"),
            ("snapshot_gib", "of it, snapshots"),
            ("database_gib", "of it, the database's"),
            ("versions_gib", "of it, old versions of objects"),
            ("written_gib", "what tiers and database wrote"),
            ("usd", "what the month costs, within cloud_usd; empty where a line of it has no price"),
        ],
        rows: rows.collect(),
    }
}

/// What a failure costs of the data.
pub(super) fn data_loss(report: &Report) -> Sheet {
    let rows = report.backup.rpo_by_surface.iter().map(|loss| {
        row![
            loss.surface,
            loss.failure_id,
            loss.failure,
            loss.lost,
            loss.p50_seconds,
            loss.p90_seconds,
            loss.at_most_seconds,
            &loss.basis,
        ]
    });
    Sheet {
        file: "data_loss.csv",
        about: "what is lost of the data, one row for each kind of data and failure",
        columns: &[
            ("surface", "kind of data"),
            ("failure_id", "what strikes them, in short"),
            ("failure", "in words"),
            ("lost", "nothing, since-copy, since-log, everything or unknown"),
            ("age_p50_seconds", "age of lost data that half of the failures stay below"),
            ("age_p90_seconds", "age that nine of ten stay below"),
            ("age_at_most_seconds", "age that all but one in a thousand stay below"),
            ("basis", "why"),
        ],
        rows: rows.collect(),
    }
}

/// The steps of a restore.
pub(super) fn restore_steps(report: &Report) -> Sheet {
    let rows = report
        .backup
        .restore_steps
        .iter()
        .map(|step| row![step.part, &step.name, step.gib, step.low, step.likely, step.high]);
    Sheet {
        file: "restore_steps.csv",
        about: "steps of a restore, one row each",
        columns: &[
            ("part", "before, a kind of data, or after"),
            ("step", "what is done"),
            ("gib", "data that are moved"),
            ("minutes_low", "least minutes"),
            ("minutes_likely", "likely minutes"),
            ("minutes_high", "most minutes"),
        ],
        rows: rows.collect(),
    }
}
