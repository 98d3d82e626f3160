//! The laws of recovery: of a restore, of the time with verification, of all failures together.

use serde::{Deserialize, Serialize};

use super::laws::Percentiles;
use crate::engine::backup::{Restore, Scope};
use crate::engine::catalogue::Surface;
use crate::engine::recovery::{Minutes, Mixture, Phase, Recovery, Timeline};
use crate::engine::uncertainty::Grid;

/// Cells of the sum of a recovery and its verification: the error is about a tenth of a cell.
const N_CELLS: f64 = 200.0;
/// Finest cell, minutes.
const LEAST_STEP: f64 = 0.05;

/// A failure as its laws need it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct Failure {
    id: String,
    per_year: f64,
    timeline: Timeline,
    /// Whether it counts among all failures that stop writes.
    in_mixture: bool,
}

/// What the laws of recovery are computed from.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct RecoveryInputs {
    restore: Restore,
    failures: Vec<Failure>,
    /// Minutes within which the vendor states that most failures are over.
    stated_minutes: Option<f64>,
}

/// Minutes of one failure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FailureLaws {
    /// Its short name.
    pub id: String,
    /// Mean minutes until service is back.
    pub mean_minutes: f64,
    /// Until service is back.
    pub rto_minutes: Percentiles,
    /// The same with verification: total recovery time, never network latency.
    pub rtt_minutes: Percentiles,
    /// Its steps, verification the last.
    pub steps: Vec<StepMinutes>,
}

/// Minutes of a step of a recovery.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct StepMinutes {
    /// The step.
    pub phase: Phase,
    /// Mean.
    pub mean: f64,
    /// Median.
    pub p50: f64,
    /// 90th percentile.
    pub p90: f64,
}

impl StepMinutes {
    fn of(phase: Phase, minutes: &Minutes) -> Self {
        Self { phase, mean: minutes.mean(), p50: minutes.quantile(0.5), p90: minutes.quantile(0.9) }
    }
}

/// Recovery from any failure that stops writes or blocks, each as often as it happens.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct AnyFailure {
    /// Failures in a year.
    pub per_year: f64,
    /// Mean minutes until the platform writes again.
    pub mean_minutes: f64,
    /// Minutes until the platform writes again.
    pub rto_minutes: Percentiles,
    /// The vendor's minutes, and the part of failures that is over within them.
    pub within_stated: Option<(f64, f64)>,
}

/// The laws of recovery of one plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct RecoveryLaws {
    /// Minutes of a restore into the cluster that is there.
    pub restore_minutes: Percentiles,
    /// Minutes of a restore into a new cluster.
    pub rebuild_minutes: Percentiles,
    /// Minutes until one surface is back.
    pub surface_minutes: Vec<(Surface, Percentiles)>,
    /// Minutes of each failure that has a law.
    pub failures: Vec<FailureLaws>,
    /// All failures together that stop writes or blocks; absent where none has a law.
    pub any: Option<AnyFailure>,
}

impl RecoveryInputs {
    pub(super) fn of(restore: &Restore, recoveries: &[Recovery], stated_minutes: Option<f64>) -> Self {
        let failure = |recovery: &Recovery| Failure {
            id: recovery.id.to_owned(),
            per_year: recovery.per_year,
            timeline: recovery.timeline.clone(),
            in_mixture: recovery.in_mixture,
        };
        Self { restore: restore.clone(), failures: recoveries.iter().map(failure).collect(), stated_minutes }
    }
}

/// The law of minutes with the verification after them.
fn verified(minutes: &Minutes, restore: &Restore) -> Minutes {
    if let Minutes::OneOf(mixture) = minutes {
        let parts = mixture.parts().iter().map(|(share, part)| (*share, verified(part, restore)));
        if let Some(mixture) = Mixture::of(parts.collect()) {
            return Minutes::OneOf(mixture);
        }
    }
    let ((low, high), verify) = (minutes.ends(), restore.verification_ends());
    let step = ((high - low + verify.2 - verify.0) / N_CELLS).max(LEAST_STEP);
    let own = Grid::from_cdf(low, high, step, |x| minutes.cdf(x));
    Minutes::Grid(own.plus(&restore.verification(step)))
}

/// The laws of recovery.
///
/// Formula: RTT = RTO + verification, by convolution; any failure: P(T ≤ x) = Σ λ P(T_i ≤ x)/Σ λ.
/// Source: docs/model.md, "Recovery".
pub(super) fn recovery_laws(inputs: &RecoveryInputs) -> RecoveryLaws {
    let restore = &inputs.restore;
    let whole = restore.law(Scope::Data);
    let rebuilt = restore.law(Scope::Cluster);
    let of_grid = |grid: &Grid| Percentiles::of(|p| grid.quantile(p));
    let known: Vec<(&Failure, Minutes)> = inputs
        .failures
        .iter()
        .filter_map(|failure| Some((failure, failure.timeline.minutes(restore)?)))
        .collect();
    let verification = Minutes::Grid(restore.verification(LEAST_STEP));
    let verification = StepMinutes::of(Phase::Verification, &verification);
    let failures = known.iter().map(|(failure, minutes)| {
        let rtt = verified(minutes, restore);
        let steps = failure.timeline.steps(restore);
        let steps = steps.iter().map(|(phase, minutes)| StepMinutes::of(*phase, minutes));
        FailureLaws {
            id: failure.id.clone(),
            mean_minutes: minutes.mean(),
            rto_minutes: Percentiles::of(|p| minutes.quantile(p)),
            rtt_minutes: Percentiles::of(|p| rtt.quantile(p)),
            steps: steps.chain([verification]).collect(),
        }
    });
    let counted = known.iter().filter(|(failure, _)| failure.in_mixture);
    let counted = counted.map(|(failure, law)| (failure.per_year, law.clone()));
    RecoveryLaws {
        restore_minutes: of_grid(&whole),
        rebuild_minutes: of_grid(&rebuilt),
        surface_minutes: restore
            .branches
            .iter()
            .map(|branch| (branch.surface, of_grid(&restore.law_of(branch))))
            .collect(),
        failures: failures.collect(),
        any: Mixture::of(counted.collect()).map(|mixture| any(&mixture, inputs.stated_minutes)),
    }
}

fn any(mixture: &Mixture, stated_minutes: Option<f64>) -> AnyFailure {
    AnyFailure {
        per_year: mixture.per_year(),
        mean_minutes: mixture.mean(),
        rto_minutes: Percentiles::of(|p| mixture.quantile(p)),
        within_stated: stated_minutes.map(|minutes| (minutes, mixture.cdf(minutes))),
    }
}
