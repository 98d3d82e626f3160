//! Results on recovery to the report's form.

use super::*;
use crate::engine::backup::Lost;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{FailureLaws, Laws, Outcome, Percentiles, StatedEnds, StepMinutes, supports};
use crate::engine::recovery::{ModeSource, Phase, Recovery};
use crate::engine::report::build::stated;
use crate::engine::scenario::OnCall;

pub(in crate::engine::report) fn recovery(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> Vec<RecoveryEntry> {
    let note = |metric: &str| stated(catalogue, outcome, metric).map(|stated| stated.text);
    let vendor_stated = RecoveryStated {
        rto: stated(catalogue, outcome, "rto"),
        rto_note: note("rto-note"),
        rpo: stated(catalogue, outcome, "rpo"),
        rpo_note: note("rpo-note"),
        rtt: stated(catalogue, outcome, "rtt"),
        rtt_note: note("rtt-note"),
    };
    let high = |stated: &Option<Stated>| stated.as_ref().and_then(|stated| stated.high);
    let ends = StatedEnds {
        rto_minutes: high(&vendor_stated.rto),
        rpo_seconds: high(&vendor_stated.rpo),
        rtt_minutes: high(&vendor_stated.rtt),
    };
    let of_law =
        |id: &str| laws.and_then(|laws| laws.recovery.failures.iter().find(|failure| failure.id == id));
    let entry = |recovery: &Recovery| {
        let law: Option<&FailureLaws> = of_law(recovery.id);
        let minutes = if law.is_none() { recovery.rto(&outcome.backups.restore) } else { None };
        let three = |p: Percentiles| P10P50P90 { p10: p.p10, p50: p.p50, p90: p.p90 };
        let rto = law.map(|law| three(law.rto_minutes));
        let rto = rto.or_else(|| minutes.as_ref().map(|law| of(|p| law.quantile(p))));
        let rtt = law.map(|law| three(law.rtt_minutes));
        let pair = |minutes: Option<P10P50P90>| minutes.map(|it| (it.p50, it.p90));
        // Without laws nothing is known of the total, and nothing is said of what is stated.
        let supported = law.and_then(|_| supports(recovery, ends, pair(rto), pair(rtt)));
        let effects = recovery.effects;
        RecoveryEntry {
            id: recovery.id,
            failure: recovery.failure.clone(),
            scope: recovery.scope.clone(),
            per_year: recovery.per_year,
            per_year_range: PerYear { low: recovery.per_year_ends.0, high: recovery.per_year_ends.1 },
            automatic: recovery.automatic,
            who_acts: recovery.who_acts.clone(),
            effect: EffectEntry {
                read: effects.read.name(),
                write: effects.write.name(),
                settle: effects.settle.name(),
            },
            in_headline: recovery.in_headline,
            in_mixture: recovery.in_mixture,
            rto_minutes: rto,
            rto_mean_minutes: law
                .map(|law| law.mean_minutes)
                .or_else(|| minutes.as_ref().map(crate::engine::recovery::Minutes::mean)),
            rtt_minutes: rtt,
            steps: steps(recovery, law, outcome),
            rpo_seconds: age_of(recovery.lost),
            lost: recovery.lost.name(),
            rpo_by_surface: recovery
                .lost_by_surface
                .iter()
                .map(|(surface, lost)| SurfaceRpo {
                    surface: surface.name(),
                    lost: lost.name(),
                    seconds: age_of(*lost),
                })
                .collect(),
            row_minutes: recovery.row_minutes.map(|law| of(|p| law.quantile(p))),
            p_succeeds: recovery.p_succeeds,
            vendor_stated: vendor_stated.clone(),
            supports_stated: supported.as_ref().map(|(answer, _)| answer.name()),
            supports_why: supported.map(|(_, why)| why),
            basis: recovery.basis.clone(),
            sources: recovery.sources.iter().map(source).collect(),
        }
    };
    outcome.recoveries.iter().map(entry).collect()
}

fn age_of(lost: Lost) -> Option<P10P50P90> {
    let [p10, p50, p90] = [0.1, 0.5, 0.9].map(|p| lost.quantile_seconds(p));
    Some(P10P50P90 { p10: p10?, p50: p50?, p90: p90? })
}

/// The percentiles that are shown.
fn of(quantile: impl Fn(f64) -> f64) -> P10P50P90 {
    P10P50P90 { p10: quantile(0.1), p50: quantile(0.5), p90: quantile(0.9) }
}

fn source(source: &ModeSource) -> SourceEntry {
    SourceEntry {
        row: source.row.clone(),
        as_of: source.provenance.as_of_text(),
        method: source.provenance.method.word(),
        source: source.provenance.source.clone(),
    }
}

/// The steps with their minutes; what is inside another step says where.
fn steps(recovery: &Recovery, law: Option<&FailureLaws>, outcome: &Outcome) -> Vec<StepEntry> {
    let timeline = &recovery.timeline;
    let minutes = |phase: Phase| {
        let found: Option<&StepMinutes> =
            law.and_then(|law| law.steps.iter().find(|step| step.phase == phase));
        found.map(|step| StepMinutesEntry { mean: step.mean, p50: step.p50, p90: step.p90 })
    };
    let entry = |step, phase, basis: String| StepEntry { step, minutes: minutes(phase), basis };
    let mut steps = vec![entry("detection", Phase::Detection, recovery.time_basis.clone())];
    if !timeline.waits.is_empty() {
        let basis = match outcome.plan.team.on_call {
            OnCall::Rota24x7 => "a rota around the clock: somebody answers at once",
            OnCall::None | OnCall::BusinessHours => {
                "no rota around the clock: somebody is there in the business hours of five days"
            }
        };
        steps.push(entry("waiting", Phase::Waiting, basis.to_owned()));
    }
    steps.push(entry("decision", Phase::Decision, recovery.time_basis.clone()));
    steps.push(entry("action", Phase::Action, recovery.basis.clone()));
    steps.push(entry("verification", Phase::Verification, "restore.verify_minutes".to_owned()));
    steps
}

pub(in crate::engine::report) fn mixture(laws: &Laws) -> Option<RecoveryMixture> {
    let any = laws.recovery.any.as_ref()?;
    let minutes = any.rto_minutes;
    Some(RecoveryMixture {
        of: "failures that stop writes or blocks",
        per_year: any.per_year,
        mean_minutes: any.mean_minutes,
        rto_minutes: MixtureMinutes { p50: minutes.p50, p90: minutes.p90, p99: minutes.p99 },
        stated_minutes: any.within_stated.map(|(minutes, _)| minutes),
        p_within_stated: any.within_stated.map(|(_, p)| p),
    })
}
