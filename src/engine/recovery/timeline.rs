//! The steps from a failure to its end, and the law of their sum.

use serde::{Deserialize, Serialize};

use super::{Minutes, Mixture};
use crate::engine::availability::Absence;
use crate::engine::backup::{Restore, Scope};
use crate::engine::catalogue::Surface;
use crate::engine::uncertainty::{Grid, Law, Steps};

/// Cells of the sum of a restore and what comes before it: the error is about a cell.
const N_CELLS: f64 = 400.0;
/// Finest cell, minutes.
const LEAST_STEP: f64 = 0.05;

/// A step of a recovery.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// Until it is noticed.
    Detection,
    /// Until somebody of the team is there.
    Waiting,
    /// Until it is decided what to do.
    Decision,
    /// Until service is back.
    Action,
    /// Until it is verified: part of the total recovery time alone.
    Verification,
}

/// What a restore brings back.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Restored {
    /// All that the platform needs.
    Data,
    /// Volumes alone.
    Volumes,
}

/// The steps of a recovery: plain numbers, for the laws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Timeline {
    /// Minutes until it is noticed, where they are apart.
    pub detection: Vec<Law>,
    /// When somebody of the team is there; empty where nobody need come.
    pub waits: Vec<Absence>,
    /// Minutes until it is decided, where they are apart.
    pub decision: Vec<Law>,
    /// Minutes of what ends it; empty where a restore does, or where they are not known.
    pub action: Vec<Law>,
    /// The restore that ends it.
    pub restored: Option<Restored>,
    /// The odds that the restore does not work, and the minutes that end it then: its row's
    /// repair hours, which hold detection and decision. Absent where the restore is not in doubt.
    pub unrestored: Option<(f64, Law)>,
}

impl Timeline {
    /// One step that ends it.
    pub fn acts(law: Option<Law>) -> Self {
        Self { action: law.into_iter().collect(), ..Self::default() }
    }

    /// Minutes until service is back; `None` where nothing says how long it takes.
    ///
    /// Formula: detection + wait + decision + action by convolution, the wait one of several
    /// even laws by chance; the decision of a restore is its own. With p the odds that it works,
    /// F = p F_restore + (1 − p) F_row.
    /// Source: docs/model.md, "Recovery".
    pub fn minutes(&self, restore: &Restore) -> Option<Minutes> {
        let law = self.restored.and_then(|restored| law_of(restore, restored));
        if self.action.is_empty() && law.is_none() {
            return None;
        }
        let laws: Vec<Law> =
            [&self.detection, &self.decision, &self.action].into_iter().flatten().copied().collect();
        Some(after_waiting(&self.waits, &|wait| {
            let laws: Vec<Law> = laws.iter().copied().chain(wait).collect();
            match &law {
                Some(restore) => self.or_unrestored(with_restore(&laws, restore), |row| {
                    sum(&laws.iter().copied().chain([row]).collect::<Vec<_>>())
                }),
                None => sum(&laws),
            }
        }))
    }

    /// Minutes of each step that has some, in their order.
    pub fn steps(&self, restore: &Restore) -> Vec<(Phase, Minutes)> {
        let decided = self.restored.and_then(|_| law_of(&only_decided(restore), Restored::Data));
        let decided =
            decided.map(|law| self.or_unrestored(Minutes::Grid(law), |_| Minutes::Law(Law::Constant(0.0))));
        let restored = self.restored.and_then(|restored| law_of(&without_decision(restore), restored));
        let restored = restored.map(|law| self.or_unrestored(Minutes::Grid(law), Minutes::Law));
        let of_laws = |laws: &[Law]| (!laws.is_empty()).then(|| sum(laws));
        let waiting = (!self.waits.is_empty()).then(|| {
            after_waiting(&self.waits, &|wait| wait.map_or(Minutes::Law(Law::Constant(0.0)), Minutes::Law))
        });
        [
            (Phase::Detection, of_laws(&self.detection)),
            (Phase::Waiting, waiting),
            (Phase::Decision, decided.or_else(|| of_laws(&self.decision))),
            (Phase::Action, restored.or_else(|| of_laws(&self.action))),
        ]
        .into_iter()
        .filter_map(|(phase, minutes)| Some((phase, minutes?)))
        .collect()
    }

    /// The restore, or what there is instead where it does not work.
    fn or_unrestored(&self, restore: Minutes, instead: impl Fn(Law) -> Minutes) -> Minutes {
        match self.unrestored {
            Some((odds, row)) if odds > 0.0 => {
                let parts = vec![(1.0 - odds, restore.clone()), (odds, instead(row))];
                Mixture::of(parts).map_or(restore, Minutes::OneOf)
            }
            _ => restore,
        }
    }

    /// Mean minutes that people work on it: decision and action, without the wait. `None` where
    /// a restore decides, or nothing says how long it takes.
    pub fn work_mean(&self) -> Option<f64> {
        let laws = self.decision.iter().chain(&self.action);
        (!self.action.is_empty()).then(|| laws.map(|law| law.mean()).sum())
    }
}

fn without_decision(restore: &Restore) -> Restore {
    Restore { decide: Vec::new(), ..restore.clone() }
}

fn only_decided(restore: &Restore) -> Restore {
    Restore { decide: restore.decide.clone(), ..Restore::default() }
}

/// The law of a restore; volumes alone take as long as all of them do.
fn law_of(restore: &Restore, restored: Restored) -> Option<Grid> {
    match restored {
        Restored::Data => Some(restore.law(Scope::Data)),
        Restored::Volumes => {
            let branch = restore.branches.iter().find(|branch| branch.surface == Surface::Volumes)?;
            Some(restore.law_of(branch))
        }
    }
}

/// What follows a wait, whichever it is.
fn after_waiting(waits: &[Absence], then: &dyn Fn(Option<Law>) -> Minutes) -> Minutes {
    let parts = waits.iter().filter(|absence| absence.share > 0.0).map(|absence| {
        let wait =
            (absence.most_minutes > 0.0).then_some(Law::Uniform { low: 0.0, high: absence.most_minutes });
        (absence.share, then(wait))
    });
    let mut parts: Vec<(f64, Minutes)> = parts.collect();
    if parts.len() == 1 {
        return parts.remove(0).1;
    }
    Mixture::of(parts).map_or_else(|| then(None), Minutes::OneOf)
}

/// The sum of laws.
fn sum(laws: &[Law]) -> Minutes {
    match laws {
        [only] => Minutes::Law(*only),
        _ => Minutes::Steps(Steps::of(laws)),
    }
}

/// The sum of laws and a restore.
fn with_restore(laws: &[Law], restore: &Grid) -> Minutes {
    if laws.is_empty() {
        return Minutes::Grid(restore.clone());
    }
    let width: f64 = laws.iter().map(|law| law.reach().1 - law.reach().0).sum();
    let step = ((restore.end() - restore.start() + width) / N_CELLS).max(LEAST_STEP);
    let own = Grid::from_cdf(restore.start(), restore.end(), step, |x| restore.cdf(x));
    let mean = restore.mean() + laws.iter().map(|law| law.mean()).sum::<f64>();
    let all = laws.iter().fold(own, |sum, law| sum.plus(&Grid::of(*law, step)));
    Minutes::Grid(all.with_mean(mean))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::availability::Attendance;
    use crate::engine::scenario::OnCall;

    fn timeline(on_call: OnCall) -> Timeline {
        Timeline {
            detection: vec![Law::Constant(3.0)],
            waits: Attendance::of(on_call, 40.0).absences(),
            decision: vec![Law::Constant(5.0)],
            action: vec![Law::Uniform { low: 10.0, high: 30.0 }],
            ..Timeline::default()
        }
    }

    /// 3 + 5 + 20 minutes, and without a rota 2560/168 h of waiting. Of 168 hours 40 have no
    /// wait: at 38 minutes all of those are over, of the nights of 16 h (64 hours) and weekends
    /// of 64 h (64 hours) those that waited so little: with a wait of w, P = (10 − w)/20 averaged.
    #[test]
    fn waits_come_on_top_and_count_as_no_work() {
        let restore = Restore::default();
        let none = timeline(OnCall::None).minutes(&restore).expect("known");
        let rota = timeline(OnCall::Rota24x7).minutes(&restore).expect("known");
        assert!((rota.mean() - 28.0).abs() < 1e-9, "{}", rota.mean());
        assert!((none.mean() - 28.0 - 2560.0 / 168.0 * 60.0).abs() < 1e-6, "{}", none.mean());
        for p in [0.05, 0.5, 0.9, 0.99] {
            assert!(rota.quantile(p) <= none.quantile(p) + 1e-9, "{p}");
        }
        // Wait of at most 38 − 8 − action, action even on 10 to 30: mean 10 minutes of it.
        let expected = 40.0 / 168.0 + 64.0 / 168.0 * (10.0 / 960.0 + 10.0 / 3840.0);
        assert!((none.cdf(38.0) - expected).abs() < 2e-3, "{} {expected}", none.cdf(38.0));
        for on_call in [OnCall::None, OnCall::Rota24x7] {
            assert!((timeline(on_call).work_mean().expect("known") - 25.0).abs() < 1e-12);
        }
    }

    #[test]
    fn the_means_of_the_steps_add_up() {
        let timeline = timeline(OnCall::None);
        let restore = Restore::default();
        let of_steps: f64 = timeline.steps(&restore).iter().map(|(_, minutes)| minutes.mean()).sum();
        assert!((of_steps - timeline.minutes(&restore).expect("known").mean()).abs() < 1e-6);
    }

    #[test]
    fn a_law_without_an_end_can_be_a_step() {
        let timeline = Timeline {
            decision: vec![Law::Constant(5.0)],
            action: vec![Law::lognormal(10.0, 60.0)],
            ..Timeline::default()
        };
        let minutes = timeline.minutes(&Restore::default()).expect("known");
        assert!((minutes.mean() - 5.0 - Law::lognormal(10.0, 60.0).mean()).abs() < 1e-6);
    }
}
