//! The laws behind the point values: a year's downtime, the bill, hours of setup and of a year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::doubt::{Doubt, DoubtInputs};
use super::money::{CostInputs, CostLaws};
use super::people::{PeopleInputs, PeopleLaws};
use super::promises::Promise;
use super::recovery_laws::{RecoveryInputs, RecoveryLaws};
use super::setup::setup_inputs;
use super::windows::{self, PromiseInputs, WindowLaw};
use super::year::{YearInputs, YearLaws};
use super::{Outcome, credits};
use crate::engine::availability::{FailureClass, OutageLaw, Role, Switch};
use crate::engine::effort::{SetupInputs, SetupLength};
use crate::engine::scenario::Target;
use crate::engine::uncertainty::Law;

/// Percentiles of a quantity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Percentiles {
    /// 5th.
    pub p5: f64,
    /// 10th.
    pub p10: f64,
    /// 50th.
    pub p50: f64,
    /// 90th.
    pub p90: f64,
    /// 95th.
    pub p95: f64,
    /// 99th.
    pub p99: f64,
}

impl Percentiles {
    pub(super) fn of(quantile: impl Fn(f64) -> f64) -> Self {
        Self {
            p5: quantile(0.05),
            p10: quantile(0.1),
            p50: quantile(0.5),
            p90: quantile(0.9),
            p95: quantile(0.95),
            p99: quantile(0.99),
        }
    }
}

/// Points of a cumulative distribution.
pub type Curve = Vec<(f64, f64)>;

/// The laws of one plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Laws {
    /// Minutes that one year is down.
    pub downtime_minutes: Percentiles,
    /// Probability of a year without downtime.
    pub p_no_downtime: f64,
    /// How likely a year and a month meet availabilities.
    pub windows: Vec<WindowLaw>,
    /// Of each promise the probability that a month falls short of it, then of each of its bands;
    /// empty where the model has no outages of it.
    pub promises: Vec<Vec<f64>>,
    /// Probability of a year within the minutes: points for drawing.
    pub downtime_curve: Curve,
    /// Hours of the setup tasks that the vendor states; none where it states none.
    pub setup_hours: Option<Percentiles>,
    /// Probability of a setup within the hours: points for drawing.
    pub setup_curve: Curve,
    /// Hours of all other setup tasks; none where there are none.
    pub extra_hours: Option<Percentiles>,
    /// How long the setup takes.
    pub setup_length: SetupLength,
    /// Planned work of a year.
    pub year: YearLaws,
    /// Probability that a target is met, by its key.
    pub p_met: BTreeMap<String, f64>,
    /// Standard error of a probability that draws gave, by the target's key.
    pub p_met_error: BTreeMap<String, f64>,
    /// Median minutes of one outage of a class that recovers by itself.
    pub automatic_outage_minutes_p50: f64,
    /// Recovery and restore.
    pub recovery: RecoveryLaws,
    /// What is not known of the rates.
    pub doubt: Doubt,
    /// The bill.
    pub cost: CostLaws,
    /// People's money.
    pub people: PeopleLaws,
}

/// Points of a curve.
const N_POINTS: usize = 80;

/// What the laws of a plan are computed from: numbers only, so that they can be
/// handed to a worker that knows neither the plan nor the data.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct LawInputs {
    /// Whether a class with role hard is never up.
    pub(super) always_down: bool,
    /// Outages of every class with role hard.
    pub(super) outages: Vec<OutageLaw>,
    /// Services with a promise, as their providers count.
    pub(super) promises: Vec<PromiseInputs>,
    /// Availabilities of a year and a month, percent.
    pub(super) windows: Vec<f64>,
    /// Outages of the classes that recover by themselves.
    pub(super) automatic: Vec<OutageLaw>,
    /// The failover that ends some of them.
    pub(super) switch: Option<Switch>,
    /// Hours of each setup task that the vendor states.
    pub(super) setup: Vec<Law>,
    /// Hours of each other setup task that is work.
    pub(super) extra: Vec<Law>,
    /// The short names of both, one after the other.
    pub(super) setup_tasks: Vec<String>,
    /// Their pairwise correlation.
    pub(super) correlation: f64,
    /// The tasks on their calendar.
    pub(super) setup_length: SetupInputs,
    /// Planned work of a year.
    pub(super) year: YearInputs,
    /// Hours of a full-time year.
    pub(super) hours_per_fte_year: f64,
    /// Targets that are set.
    pub(super) targets: BTreeMap<Target, f64>,
    /// Failures and the steps of a restore.
    pub(super) recovery: RecoveryInputs,
    /// The availability as a function of its rates.
    pub(super) doubt: DoubtInputs,
    /// The bill as a function of its inputs.
    pub(super) cost: CostInputs,
    /// People's money as a function of hours and wages.
    pub(super) people: PeopleInputs,
}

impl LawInputs {
    /// The numbers of an outcome.
    pub fn of(outcome: &Outcome) -> Self {
        let classes = &outcome.availability.classes;
        let setup = &outcome.effort.setup.setup;
        let streams = |wanted: fn(&FailureClass) -> bool| {
            classes
                .iter()
                .filter(|class| wanted(class))
                .flat_map(|class| class.laws.iter().copied())
                .collect()
        };
        // What an automatic failover ends is over by itself as well.
        let by_itself = outcome.failover.as_ref().is_some_and(|failover| failover.is_automatic);
        let is_ended = |class: &FailureClass| class.laws.iter().any(|stream| stream.switched);
        let hard = |class: &&FailureClass| class.role == Role::Hard;
        Self {
            always_down: classes.iter().filter(hard).any(|class| class.outage.unavailability >= 1.0),
            outages: streams(|class| class.role == Role::Hard),
            promises: outcome.availability.promises.iter().map(promise_inputs).collect(),
            windows: windows::asked(outcome.plan.targets.get(&Target::AvailabilityPct).copied()),
            automatic: classes
                .iter()
                .filter(|class| AUTOMATIC.contains(&class.name) || (by_itself && is_ended(class)))
                .flat_map(|class| class.laws.iter().copied())
                .collect(),
            switch: outcome.availability.switch.clone(),
            setup: setup.laws(&setup.stated_tasks()),
            extra: setup.laws(&setup.extra_work()),
            setup_tasks: setup
                .stated_tasks()
                .into_iter()
                .chain(setup.extra_work())
                .filter_map(|i| Some(setup.tasks.get(i)?.id.clone()))
                .collect(),
            correlation: outcome.plan.team.task_correlation,
            setup_length: setup_inputs(&outcome.plan, &outcome.effort.setup),
            year: YearInputs::of(&outcome.effort.upkeep),
            hours_per_fte_year: outcome.plan.team.hours_per_fte_year.likely(),
            targets: outcome.plan.targets.clone(),
            recovery: RecoveryInputs::of(
                &outcome.backups.restore,
                &outcome.recoveries,
                outcome.stated_rto_minutes,
            ),
            doubt: DoubtInputs::of(
                &outcome.availability.model,
                classes,
                outcome.plan.simulation.seed,
                outcome.plan.correlation.clone(),
                windows::asked(outcome.plan.targets.get(&Target::AvailabilityPct).copied()),
            ),
            cost: CostInputs::of(outcome),
            people: PeopleInputs::of(outcome),
        }
    }
}

fn promise_inputs(promise: &Promise) -> PromiseInputs {
    match &promise.outages {
        Some(outages) => {
            PromiseInputs { outages: outages.outages.clone(), below_pct: credits::asked(promise) }
        }
        None => PromiseInputs { outages: Vec::new(), below_pct: Vec::new() },
    }
}

pub(super) fn curve(low: f64, high: f64, cdf: impl Fn(f64) -> f64) -> Curve {
    let step = (high - low) / (N_POINTS - 1) as f64;
    (0..N_POINTS).map(|i| low + step * i as f64).map(|x| (x, cdf(x))).collect()
}

/// Classes that recover by themselves.
const AUTOMATIC: [&str; 7] =
    ["nodes", "nodes-together", "zone", "zone-partial", "database", "failed-failover", "singletons"];
