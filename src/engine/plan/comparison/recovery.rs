//! Times and ages: the vendor's one range against each failure.

use super::{Comparison, Context, shown};
use crate::engine::backup::Lost;
use crate::engine::catalogue::Stated;
use crate::engine::recovery::{Minutes, Mixture, Recovery};
use crate::engine::scenario::DatabaseForm;

/// RTO, RPO and RTT, failure by failure.
pub(super) fn compare<'c>(
    context: Context<'_>,
    find: &dyn Fn(&str) -> Option<&'c Stated>,
) -> Vec<Comparison> {
    let mut all = Vec::new();
    if let Some(row) = find("rto") {
        all.extend(times(context, row));
    }
    all.extend(find("rto-note").map(|row| automatic(context, row)));
    if let Some(row) = find("rpo") {
        all.extend(ages(context, row));
    }
    all.extend(find("rpo-note").map(|row| replication(context, row)));
    if let Some(row) = find("rtt") {
        all.extend(totals(context, row));
    }
    all.extend(find("rtt-note").map(|row| {
        Comparison::new(row, "RTT: total recovery, in words")
            .text("computed", "verification is counted on top of each failure's RTO")
            .note("read as the total time of a recovery; never network latency")
    }));
    all
}

/// RTT of each failure, where its law is computed.
fn totals(context: Context<'_>, row: &Stated) -> Vec<Comparison> {
    let laws = context.laws.map(|laws| laws.recovery.failures.as_slice()).unwrap_or_default();
    let failures = context.outcome.recoveries.iter().filter_map(|recovery| {
        let law = laws.iter().find(|law| law.id == recovery.id)?.rtt_minutes;
        Some(
            Comparison::new(row, format!("RTT: {}", recovery.failure))
                .range("computed", law.p10, Some(law.p50), law.p90)
                .note("P10, P50, P90; read as total recovery, verification included"),
        )
    });
    let mut all: Vec<Comparison> = failures.collect();
    if all.is_empty() {
        all.push(
            Comparison::new(row, "RTT: total recovery").note("read as total recovery, verification included"),
        );
    }
    all
}

fn times(context: Context<'_>, row: &Stated) -> Vec<Comparison> {
    let recoveries = &context.outcome.recoveries;
    let restore = &context.outcome.backups.restore;
    let laws: Vec<(&Recovery, Option<Minutes>)> =
        recoveries.iter().map(|recovery| (recovery, recovery.rto(restore))).collect();
    let mut all = Vec::new();
    let automatic = laws.iter().filter(|(recovery, _)| recovery.automatic && recovery.in_mixture);
    let automatic = automatic.filter_map(|(recovery, law)| Some((recovery.per_year, law.clone()?)));
    if let Some(mixture) = Mixture::of(automatic.collect()) {
        let at = |p: f64| mixture.quantile(p);
        all.push(
            Comparison::new(row, "RTO: failures that stop writes or blocks and recover by themselves")
                .range("computed", at(0.1), Some(at(0.5)), at(0.9))
                .note("P10, P50, P90 of one such failure, each kind as often as it comes"),
        );
    }
    all.extend(laws.iter().map(|(recovery, law)| {
        let entry = Comparison::new(row, format!("RTO: {}", recovery.failure));
        let acts = if recovery.automatic { "automatic" } else { "people act" };
        let Some(law) = law else {
            return entry.note(format!("{acts}; {}", recovery.basis));
        };
        let at = |p: f64| law.quantile(p);
        entry.range("computed", at(0.1), Some(at(0.5)), at(0.9)).note(format!(
            "P10, P50, P90; {acts}; {} a year; {}",
            shown(recovery.per_year),
            recovery.basis
        ))
    }));
    all
}

/// "Automatic failover for most failures".
fn automatic(context: Context<'_>, row: &Stated) -> Comparison {
    let recoveries = &context.outcome.recoveries;
    let sum = |wanted: &dyn Fn(&Recovery) -> bool| -> f64 {
        recoveries.iter().filter(|recovery| wanted(recovery)).map(|recovery| recovery.per_year).sum()
    };
    let share = |part: f64, all: f64| if all > 0.0 { part / all * 100.0 } else { 0.0 };
    let (all, of_all) = (sum(&|_| true), sum(&|it| it.automatic));
    let (stop, of_stop) = (sum(&|it| it.in_mixture), sum(&|it| it.automatic && it.in_mixture));
    let text = format!(
        "{} % of the failures that stop writes or blocks recover by themselves: {} of {} a year; of all \
         failures {} %",
        shown(share(of_stop, stop)),
        shown(of_stop),
        shown(stop),
        shown(share(of_all, all))
    );
    Comparison::new(row, "Recovery without people")
        .text("computed", text)
        .note("most failures are not most of the downtime: the classes of availability have both")
}

fn ages(context: Context<'_>, row: &Stated) -> Vec<Comparison> {
    const ONE_SURFACE: &str = "the vendor's one figure holds for the database that a standby follows";
    let outcome = context.outcome;
    let of_failures = outcome.recoveries.iter().filter_map(|recovery| {
        let (p10, p50, p90) =
            (recovery.rpo_quantile(0.1)?, recovery.rpo_quantile(0.5)?, recovery.rpo_quantile(0.9)?);
        let what = format!("RPO, database: {}", recovery.failure);
        Some(
            Comparison::new(row, what)
                .range("computed", p10, Some(p50), p90)
                .note(format!("P10, P50, P90; {}", recovery.basis)),
        )
    });
    let of_surfaces = outcome.backups.losses.iter().map(|loss| {
        let entry = Comparison::new(row, format!("RPO, {}: {}", loss.surface.name(), loss.failure.title()));
        let at = |p: f64| loss.lost.quantile_seconds(p);
        match (at(0.1), at(0.5), at(0.9)) {
            (Some(p10), Some(p50), Some(p90)) => entry
                .range("computed", p10, Some(p50), p90)
                .note(format!("P10, P50, P90; {}; {ONE_SURFACE}", loss.basis)),
            _ => {
                let all = if loss.lost == Lost::Everything { "all of it is lost" } else { "not known" };
                entry.text("computed", all).note(format!("{}; {ONE_SURFACE}", loss.basis))
            }
        }
    });
    of_failures.chain(of_surfaces).collect()
}

/// "Synchronous replication".
fn replication(context: Context<'_>, row: &Stated) -> Comparison {
    let text = match context.outcome.plan.database_form() {
        DatabaseForm::Pair => "the database has a synchronous standby",
        DatabaseForm::Single => "the database has no standby",
        DatabaseForm::Pod => "the database is one pod with a volume",
    };
    Comparison::new(row, "Replication").text("computed", text).note(
        "holds for the database alone: caches replicate with a delay, and namespaces, volumes and \
         objects come back from copies",
    )
}

/// Advice of the overview page.
pub(super) fn typical(row: &Stated) -> Comparison {
    let what = match row.metric.as_str() {
        "typical-rto" => "RTO that is typical of platforms",
        "typical-rpo" => "RPO that is typical of platforms",
        "typical-rtt" => "RTT that is typical of platforms",
        other => other,
    };
    Comparison::new(row, what).note(
        "advice of the vendor's overview; its patterns reach from 1 minute to 96 hours, so it bounds none",
    )
}
