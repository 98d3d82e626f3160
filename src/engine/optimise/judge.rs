//! Whether a candidate meets every target.

use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Laws, Met, Outcome, PlanError, TargetLaws, Verdict, assess, evaluate, verdicts};
use crate::engine::scenario::{Plan, Target};

/// The verdicts on a candidate, and what it fails.
#[derive(Clone, Debug)]
pub(super) struct Judged {
    pub(super) verdicts: Vec<Verdict>,
    /// Targets that it does not meet, or of which that cannot be said.
    pub(super) fails: Vec<&'static str>,
    /// How far the bill may lie below its likely value: 5th percentile, USD. Where the bill decides.
    pub(super) bill_low_usd: Option<f64>,
}

/// The verdicts on an outcome but for some targets. The bill is judged last, and only where the
/// others are met: its law needs a look ahead.
pub(super) fn judge(
    known: &mut TargetLaws,
    outcome: &Outcome,
    catalogue: &Catalogue,
    but: &[Target],
) -> Result<Judged, PlanError> {
    let wanted = |verdict: &Verdict| !but.iter().any(|target| target.key() == verdict.target);
    let of = |found: Vec<Verdict>, bill_low_usd| {
        let verdicts: Vec<Verdict> = found.into_iter().filter(wanted).collect();
        let missed = verdicts.iter().filter(|verdict| verdict.met != Met::Yes);
        Judged { fails: missed.map(|verdict| verdict.target).collect(), verdicts, bill_low_usd }
    };
    let first = of(verdicts(outcome, Some(&known.of(outcome, but))), None);
    let bill = Target::MonthlyCostUsd;
    let decides = outcome.plan.targets.contains_key(&bill) && outcome.bill.complete && !but.contains(&bill);
    if !decides || first.fails.iter().any(|target| *target != bill.key()) {
        return Ok(first);
    }
    let ahead = assess(&outcome.plan, catalogue)?;
    let laws = known.of(&ahead, but);
    let low = laws.cost.monthly.p5;
    Ok(of(verdicts(&ahead, Some(&laws)), Some(low)))
}

/// A plan with the laws of its targets: what `zoneplan check` says of it. It looks ahead where the
/// bill is a target.
pub(super) fn in_full(
    plan: &Plan,
    catalogue: &Catalogue,
) -> Result<(Outcome, Laws, Vec<Verdict>), PlanError> {
    let is_ahead = plan.targets.contains_key(&Target::MonthlyCostUsd);
    let outcome = if is_ahead { assess(plan, catalogue)? } else { evaluate(plan, catalogue)? };
    let laws = TargetLaws::in_full(&outcome);
    let verdicts = verdicts(&outcome, Some(&laws));
    Ok((outcome, laws, verdicts))
}
