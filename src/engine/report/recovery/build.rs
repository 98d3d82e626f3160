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
    let both =
        |quantile: &dyn Fn(f64) -> Option<f64>| Some(P50P90 { p50: quantile(0.5)?, p90: quantile(0.9)? });
    let entry = |recovery: &Recovery| RecoveryEntry {
        id: recovery.id,
        failure: recovery.failure,
        per_year: recovery.per_year,
        automatic: recovery.automatic,
        who_acts: recovery.who_acts,
        rto_minutes: both(&|p| recovery.rto_quantile(p)),
        rpo_seconds: both(&|p| recovery.rpo_quantile(p)),
        vendor_stated: vendor_stated.clone(),
        basis: recovery.basis.clone(),
    };
    outcome.recoveries.iter().map(entry).collect()
}
