//! The answer of a search to the report's form.

use super::*;
use crate::engine::optimise::{Answer, AxisState, Failing, Found, Proof};
use crate::engine::report::dollars;

/// The report of an answer; the seconds that the search took are known to the caller alone.
pub fn optimise_report(answer: &Answer, elapsed_seconds: Option<f64>) -> OptimiseReport {
    let counts = answer.counts;
    let excluded = counts.candidates - u128::from(counts.evaluated);
    let looked_at =
        if answer.proof == Proof::Exact { counts.candidates } else { counts.candidates - answer.by_bound };
    OptimiseReport {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        objective: answer.objective.name(),
        feasible: answer.best.is_some(),
        proof: proof(answer),
        counts: CountsEntry {
            candidates: counts.candidates,
            evaluated: counts.evaluated,
            excluded,
            refused: counts.refused,
            unfit: counts.unfit,
            dearer: counts.dearer,
            alike: counts.alike,
            by_bound: answer.by_bound,
            elapsed_seconds,
            per_second_elapsed: elapsed_seconds.filter(|it| *it > 0.0).map(|it| looked_at as f64 / it),
        },
        axes: answer.axes.iter().map(axis).collect(),
        best: answer.best.as_ref().map(found),
        second: answer.second.as_ref().map(found),
        next_dearer: answer.dearer.as_ref().map(found),
        pareto: answer.front.iter().map(found).collect(),
        near_misses: answer.misses.iter().map(found).collect(),
        nearest: answer
            .nearest
            .iter()
            .map(|it| NearestEntry {
                reached: failing(&it.reached),
                monthly_usd: it.monthly,
                probability_at_most: it.at_most,
            })
            .collect(),
        met_alone: answer.met_alone.clone(),
    }
}

fn proof(answer: &Answer) -> ProofEntry {
    let limits = answer.limits.clone();
    let (kind, text, bound) = match &answer.proof {
        Proof::Exact => {
            ("exact", "exact: every candidate was evaluated or excluded by a proven bound".to_owned(), None)
        }
        Proof::Stopped(None) => {
            let text = "not proven: stopped before anything was known of what is left".to_owned();
            ("stopped", text, None)
        }
        Proof::Stopped(Some(bound)) => {
            let left = dollars(bound.dollars());
            let best = answer.best.as_ref().filter(|_| is_bill(answer));
            let text = if best.is_some_and(|best| best.figures.monthly <= *bound) {
                format!(
                    "the best plan is proven, as what is left costs at least {left} USD; stopped before the front was complete"
                )
            } else {
                format!("not proven: stopped; what is left costs at least {left} USD")
            };
            ("stopped", text, Some(bound.dollars()))
        }
        Proof::Broken(n) => {
            let text = format!(
                "not proven: {n} candidates cost less than their bound, or read again cost something else"
            );
            ("broken", text, None)
        }
    };
    let best = answer.best.as_ref().map(|best| best.figures.monthly.dollars());
    let gap_usd = best.zip(bound).filter(|_| is_bill(answer)).map(|(best, bound)| (best - bound).max(0.0));
    ProofEntry { kind, text, bound_usd: bound, gap_usd, limits }
}

fn is_bill(answer: &Answer) -> bool {
    answer.objective == crate::engine::scenario::Objective::Bill
}

fn axis(axis: &crate::engine::optimise::Axis) -> AxisEntry {
    let (state, options, text) = match &axis.state {
        AxisState::Free(n) => ("free", Some(*n), None),
        AxisState::Fixed(value) => ("fixed", None, Some(value.clone())),
        AxisState::NotSearched(why) => ("not-searched", None, Some((*why).to_owned())),
    };
    AxisEntry { key: axis.key, state, options, text }
}

fn found(found: &Found) -> FoundEntry {
    let figures = &found.figures;
    FoundEntry {
        settings: found.settings.iter().cloned().collect(),
        changes: found
            .changes
            .iter()
            .map(|it| ChangeEntry { key: it.key.clone(), from: it.from.clone(), to: it.to.clone() })
            .collect(),
        monthly_usd: figures.monthly,
        complete: figures.is_complete,
        labour_monthly_usd: figures.labour_monthly,
        on_call_monthly_usd: figures.on_call_monthly,
        work_hours_per_month: figures.work_hours,
        on_call_hours_per_month: figures.on_call_hours,
        downtime_minutes_per_year: figures.downtime_minutes,
        availability_pct: figures.availability_pct,
        rto_minutes: figures.rto_minutes,
        rpo_seconds: figures.rpo_seconds,
        setup_days: figures.setup_days,
        fte: figures.fte,
        verdicts: found.verdicts.clone(),
        notes: found.notes.clone(),
        fails: found.fails.iter().map(failing).collect(),
    }
}

fn failing(it: &Failing) -> FailingEntry {
    FailingEntry {
        target: it.target,
        unit: it.unit,
        asked: it.asked,
        value: it.value,
        by: it.by,
        probability_met: it.probability_met,
        confidence: it.confidence,
        met: it.met,
    }
}
