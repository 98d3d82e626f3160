//! Results on recovery to the report's form.

use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{FailureLaws, Laws, Outcome};
use crate::engine::recovery::Recovery;
use crate::engine::report::build::stated;

pub(in crate::engine::report) fn recovery(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Vec<RecoveryEntry> {
    let vendor_stated = RecoveryStated {
        rto: stated(catalogue, outcome, "rto"),
        rpo: stated(catalogue, outcome, "rpo"),
        rtt: stated(catalogue, outcome, "rtt"),
    };
    let of_law =
        |id: &str| laws.and_then(|laws| laws.recovery.failures.iter().find(|failure| failure.id == id));
    let entry = |recovery: &Recovery| {
        let law: Option<&FailureLaws> = of_law(recovery.id);
        let ends = |p50: Option<f64>, p90: Option<f64>| Some(P50P90 { p50: p50?, p90: p90? });
        let seconds = |p| recovery.lost.quantile_seconds(p);
        RecoveryEntry {
            id: recovery.id,
            failure: recovery.failure,
            per_year: recovery.per_year,
            automatic: recovery.automatic,
            who_acts: recovery.who_acts,
            rto_minutes: ends(recovery.rto_quantile(0.5), recovery.rto_quantile(0.9))
                .or_else(|| law.map(|law| P50P90 { p50: law.rto_minutes.p50, p90: law.rto_minutes.p90 })),
            rtt_minutes: law.map(|law| P50P90 { p50: law.rtt_minutes.p50, p90: law.rtt_minutes.p90 }),
            rpo_seconds: ends(seconds(0.5), seconds(0.9)),
            lost: recovery.lost.name(),
            row_minutes: recovery
                .row_minutes
                .map(|law| P50P90 { p50: law.quantile(0.5), p90: law.quantile(0.9) }),
            p_succeeds: recovery.p_succeeds,
            vendor_stated: vendor_stated.clone(),
            basis: recovery.basis.clone(),
        }
    };
    outcome.recoveries.iter().map(entry).collect()
}

pub(in crate::engine::report) fn mixture(laws: &Laws) -> Option<RecoveryMixture> {
    let any = laws.recovery.any.as_ref()?;
    let minutes = any.rto_minutes;
    Some(RecoveryMixture {
        per_year: any.per_year,
        mean_minutes: any.mean_minutes,
        rto_minutes: MixtureMinutes { p50: minutes.p50, p90: minutes.p90, p99: minutes.p99 },
        stated_minutes: any.within_stated.map(|(minutes, _)| minutes),
        p_within_stated: any.within_stated.map(|(_, p)| p),
    })
}
