//! From reports to the document of a check.

use super::miss::{largest, miss};
use super::words::sentence;
use super::{CheckReport, CheckedPlan, FaultEntry, PlanProblem, TargetEntry};
use crate::engine::plan::{Met, Verdict};
use crate::engine::report::Report;
use crate::engine::scenario::Fault;

/// A plan of this file, judged; `line` says where the file has a key.
pub fn judged(
    file: String,
    is_file: bool,
    report: &Report,
    line: impl Fn(&str) -> Option<u32>,
) -> CheckedPlan {
    let entry = |verdict: &Verdict| {
        // A target of odds can be met by a value that misses it in the mean.
        let miss = miss(verdict).filter(|_| verdict.met != Met::Yes);
        TargetEntry {
            line: line(&format!("targets.{}", verdict.target)),
            miss,
            sentence: sentence(verdict, miss, report),
            largest: if verdict.met == Met::Yes { Vec::new() } else { largest(verdict, report) },
            verdict: verdict.clone(),
        }
    };
    CheckedPlan {
        file,
        is_file,
        name: Some(report.name.clone()),
        place: Some(report.place.clone()),
        plan_digest: Some(report.plan_digest.clone()),
        met: Some(all(report.verdicts.iter().map(|verdict| verdict.met))),
        verdicts: report.verdicts.iter().map(entry).collect(),
        warnings: report.warnings.clone(),
        error: None,
    }
}

/// A plan of this file that could not be read or planned.
pub fn unreadable(file: String, is_file: bool, message: String, faults: &[Fault]) -> CheckedPlan {
    CheckedPlan {
        file,
        is_file,
        name: None,
        place: None,
        plan_digest: None,
        met: None,
        verdicts: Vec::new(),
        warnings: Vec::new(),
        error: Some(PlanProblem { message, faults: faults.iter().map(FaultEntry::from).collect() }),
    }
}

/// Plans together.
pub fn check_report(plans: Vec<CheckedPlan>) -> CheckReport {
    let only = if let [only] = plans.as_slice() { Some(only) } else { None };
    CheckReport {
        schema: 1,
        engine_version: env!("CARGO_PKG_VERSION"),
        plan: only.and_then(|plan| plan.name.clone()),
        met: all(plans.iter().map(|plan| plan.met.unwrap_or(Met::Undecided))),
        verdicts: only.filter(|plan| plan.error.is_none()).map(|plan| plan.verdicts.clone()),
        plans,
    }
}

/// Whether all are met.
fn all(verdicts: impl Iterator<Item = Met> + Clone) -> Met {
    let any = |wanted: Met| verdicts.clone().any(|met| met == wanted);
    if any(Met::No) {
        Met::No
    } else if any(Met::Undecided) {
        Met::Undecided
    } else {
        Met::Yes
    }
}
