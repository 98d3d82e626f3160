//! Results on recovery to the report's form.

use super::*;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::Outcome;
use crate::engine::recovery::Recovery;
use crate::engine::report::build::stated;

pub(in crate::engine::report) fn recovery(outcome: &Outcome, catalogue: &Catalogue) -> Vec<RecoveryEntry> {
    let vendor_stated = RecoveryStated {
        rto: stated(catalogue, outcome, "rto"),
        rpo: stated(catalogue, outcome, "rpo"),
        rtt: stated(catalogue, outcome, "rtt"),
    };
    let entry = |recovery: &Recovery| RecoveryEntry {
        id: recovery.id,
        failure: recovery.failure,
        per_year: recovery.per_year,
        automatic: recovery.automatic,
        who_acts: recovery.who_acts,
        rto_minutes: recovery
            .rto_minutes
            .map(|law| P50P90 { p50: law.quantile(0.5), p90: law.quantile(0.9) }),
        rpo_seconds: recovery.rpo_seconds.map(|seconds| P50P90 { p50: seconds, p90: seconds }),
        vendor_stated: vendor_stated.clone(),
        basis: recovery.basis.clone(),
    };
    outcome.recoveries.iter().map(entry).collect()
}
