//! How long it takes to bring data back: steps as laws, and their sum.

use serde::{Deserialize, Serialize};

use super::model::Model;
use crate::engine::catalogue::{CopyMethod, Surface};
use crate::engine::scenario::DataServices;
use crate::engine::uncertainty::{Grid, Law};

/// MiB of a GiB.
const MIB: f64 = 1024.0;
/// Cells of a sum: its error is about a cell.
const N_CELLS: f64 = 1000.0;
/// Finest cell, minutes.
const LEAST_STEP: f64 = 0.05;

/// A step of a restore.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestoreStep {
    /// What is done.
    pub name: String,
    /// How long it takes.
    pub time: StepTime,
}

/// How long a step takes.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub enum StepTime {
    /// Minutes, whatever the size.
    Fixed {
        /// Their law.
        minutes: Law,
        /// The likely ones.
        likely: f64,
    },
    /// So many GiB at a throughput.
    Transfer {
        /// Data, GiB.
        gib: f64,
        /// The law of the throughput, MiB a second.
        mib_per_second: Law,
        /// The likely one.
        likely: f64,
    },
}

/// Chance beyond which the ends of a law without ends are taken to lie.
const BEYOND: f64 = 1e-4;

impl StepTime {
    /// Least, likely and most minutes; a law without ends has those of all but one case in
    /// ten thousand.
    pub fn ends(self) -> (f64, f64, f64) {
        match self {
            Self::Fixed { minutes, likely } => {
                let high = minutes.high();
                (minutes.low(), likely, if high.is_finite() { high } else { minutes.quantile(1.0 - BEYOND) })
            }
            Self::Transfer { gib, mib_per_second: law, likely } => {
                let slowest = if law.low() > 0.0 { law.low() } else { law.quantile(BEYOND) };
                let high = law.high();
                let fastest = if high.is_finite() { high } else { law.quantile(1.0 - BEYOND) };
                (minutes_at(gib, fastest), minutes_at(gib, likely), minutes_at(gib, slowest))
            }
        }
    }

    /// The law of its minutes on a grid. The size is known and the throughput is not, so that
    /// P(time ≤ x) = P(throughput ≥ size/x).
    fn grid(self, step: f64) -> Grid {
        let (low, _, high) = self.ends();
        match self {
            Self::Fixed { minutes, .. } => {
                let within = minutes.cumulative();
                Grid::from_cdf(low, high, step, |x| within.at(x))
            }
            Self::Transfer { gib, mib_per_second, .. } => {
                let slower = mib_per_second.cumulative();
                let asked = |minutes: f64| gib * MIB / (minutes.max(SHORTEST) * 60.0);
                Grid::from_cdf(low, high, step, |minutes| 1.0 - slower.at(asked(minutes)))
            }
        }
    }
}

/// Minutes below which nothing takes time.
const SHORTEST: f64 = 1e-9;

/// Minutes of a transfer. A throughput of 0 is kept out when the plan is read.
fn minutes_at(gib: f64, mib_per_second: f64) -> f64 {
    if gib <= 0.0 { 0.0 } else { gib * MIB / mib_per_second.max(SHORTEST) / 60.0 }
}

/// Steps that follow one another, beside those of other branches.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct RestoreBranch {
    /// What the branch brings back last.
    pub surface: Surface,
    /// Whether the platform writes again only when it is done.
    pub is_needed: bool,
    /// Its steps.
    pub steps: Vec<RestoreStep>,
}

/// The steps of a restore: plain numbers, for the laws.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Restore {
    /// Until somebody has found the damage and decided to restore.
    pub decide: Vec<RestoreStep>,
    /// A new cluster, where the old one is lost.
    pub cluster: Vec<RestoreStep>,
    /// What is brought back side by side.
    pub branches: Vec<RestoreBranch>,
    /// Until it is verified: part of the total recovery time alone.
    pub verify: Vec<RestoreStep>,
}

/// How much is to be brought back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The data, into the cluster that is there.
    Data,
    /// The data, into a new cluster.
    Cluster,
}

impl Restore {
    /// Whether there is anything that the platform needs and a copy brings back.
    pub fn restores(&self) -> bool {
        self.branches.iter().any(|branch| branch.is_needed)
    }

    /// Least, likely and most minutes until the platform writes again.
    ///
    /// Formula: the steps before, and the slowest of the branches, end by end.
    pub fn minutes(&self, scope: Scope) -> (f64, f64, f64) {
        let (low, likely, high) = sum(&self.before(scope));
        let needed = self.branches.iter().filter(|branch| branch.is_needed);
        let slowest = needed.map(|branch| sum(&branch.steps)).fold((0.0, 0.0, 0.0), |most, ends| {
            (f64::max(most.0, ends.0), f64::max(most.1, ends.1), f64::max(most.2, ends.2))
        });
        (low + slowest.0, likely + slowest.1, high + slowest.2)
    }

    fn before(&self, scope: Scope) -> Vec<RestoreStep> {
        let cluster = if scope == Scope::Cluster { self.cluster.as_slice() } else { &[] };
        self.decide.iter().chain(cluster).cloned().collect()
    }

    /// The law of the minutes until the platform writes again.
    ///
    /// Formula: the steps before and those of a branch add up by convolution; branches run
    /// side by side, so that the law of the slowest is the product of theirs.
    pub fn law(&self, scope: Scope) -> Grid {
        let step = step_of(self.minutes(scope));
        let needed: Vec<Grid> = self
            .branches
            .iter()
            .filter(|branch| branch.is_needed)
            .map(|branch| in_turn(&branch.steps, step))
            .collect();
        in_turn(&self.before(scope), step).plus(&slowest(&needed, step))
    }

    /// The law of the minutes until one surface is back, in the cluster that is there.
    pub fn law_of(&self, branch: &RestoreBranch) -> Grid {
        let steps: Vec<RestoreStep> = self.decide.iter().chain(&branch.steps).cloned().collect();
        in_turn(&steps, step_of(sum(&steps)))
    }

    /// The law of the minutes of verification, on a grid of this step.
    pub fn verification(&self, step: f64) -> Grid {
        in_turn(&self.verify, step)
    }

    /// The ends of the minutes of verification.
    pub fn verification_ends(&self) -> (f64, f64, f64) {
        sum(&self.verify)
    }
}

/// A cell of a sum with these ends, minutes.
pub fn step_of((low, _, high): (f64, f64, f64)) -> f64 {
    ((high - low) / N_CELLS).max(LEAST_STEP)
}

fn sum(steps: &[RestoreStep]) -> (f64, f64, f64) {
    steps
        .iter()
        .map(|step| step.time.ends())
        .fold((0.0, 0.0, 0.0), |sum, ends| (sum.0 + ends.0, sum.1 + ends.1, sum.2 + ends.2))
}

fn in_turn(steps: &[RestoreStep], step: f64) -> Grid {
    steps.iter().fold(Grid::zero(step), |sum, next| sum.plus(&next.time.grid(step)))
}

/// The law of the slowest of independent branches.
fn slowest(branches: &[Grid], step: f64) -> Grid {
    match branches {
        [] => Grid::zero(step),
        [only] => only.clone(),
        _ => {
            let low = branches.iter().map(Grid::start).fold(0.0, f64::max);
            let high = branches.iter().map(Grid::end).fold(0.0, f64::max);
            Grid::from_cdf(low, high, step, |x| branches.iter().map(|branch| branch.cdf(x)).product())
        }
    }
}

/// The steps of a restore of a plan.
///
/// Database: a new instance, its data at the throughput of a restore, and the logs of half a
/// day, replayed. Kubernetes objects come before volumes; volumes are bound anew and filled at
/// the throughput of all node agents together, or made from snapshots. Objects come back from
/// their versions. Telemetry does not hold up the platform.
/// Source: docs/model.md, "Restore".
pub(super) fn restore(model: &Model<'_>) -> Restore {
    let fixed = |name: &str, id: &str| {
        let (minutes, likely) = figure(model, id, 1.0);
        RestoreStep { name: name.to_owned(), time: StepTime::Fixed { minutes, likely } }
    };
    let transfer = |name: &str, gib: f64, id: &str| {
        let (mib_per_second, likely) = figure(model, id, 1.0);
        RestoreStep { name: name.to_owned(), time: StepTime::Transfer { gib, mib_per_second, likely } }
    };
    let mut branches = Vec::new();
    let mut branch = |surface, is_needed, steps| branches.push(RestoreBranch { surface, is_needed, steps });
    let objects = || fixed("Kubernetes objects", "restore.objects_minutes");
    if model.tier_of(Surface::Config).is_some() {
        branch(Surface::Config, true, vec![objects()]);
    }
    if model.tier_of(Surface::Namespace).is_some() {
        branch(Surface::Namespace, true, vec![objects()]);
    }
    for surface in [Surface::Volumes, Surface::Telemetry] {
        let gib = model.held.of(surface);
        let Some(tier) = model.tier_of(surface).filter(|_| gib > 0.0) else { continue };
        let fill = if tier.method == CopyMethod::Snapshot {
            let (minutes, likely) = figure(model, "restore.snapshot_minutes", gib / 100.0);
            RestoreStep {
                name: "volumes from snapshots".to_owned(),
                time: StepTime::Fixed { minutes, likely },
            }
        } else {
            transfer("data of volumes", gib, "restore.volume_mib_s")
        };
        let claims = fixed("claims bound anew", "restore.claims_minutes");
        branch(surface, surface == Surface::Volumes, vec![objects(), claims, fill]);
    }
    if let Some(point) = &model.point_in_time {
        let replayed = point.gib * point.log_per_day / 2.0;
        let steps = vec![
            fixed("a new database instance", "restore.database_minutes"),
            transfer("data of the database", point.gib, "restore.database_mib_s"),
            transfer("logs replayed", replayed, "restore.replay_mib_s"),
        ];
        branch(Surface::Database, true, steps);
    } else if model.held.database > 0.0 && model.tier_of(Surface::Database).is_some() {
        let steps = vec![
            fixed("a new database instance", "restore.database_minutes"),
            transfer("data of the database", model.held.database, "restore.database_mib_s"),
        ];
        branch(Surface::Database, true, steps);
    }
    if model.versions.is_some() {
        let steps = vec![fixed("versions of objects", "restore.versions_minutes")];
        branch(Surface::ObjectStorage, true, steps);
    }
    let in_cluster = model.figures.plan().data_services() != DataServices::Managed;
    let operators = if in_cluster { "operators and data services" } else { "operators" };
    Restore {
        decide: vec![fixed("found and decided", "restore.decide_minutes")],
        cluster: vec![
            fixed("a new cluster", "restore.cluster_minutes"),
            fixed(operators, "restore.operators_minutes"),
        ],
        branches,
        verify: vec![fixed("verified", "restore.verify_minutes")],
    }
}

/// The law of a figure of the model times a factor, and its likely value; one that the
/// catalogue lacks takes no time.
fn figure(model: &Model<'_>, id: &str, factor: f64) -> (Law, f64) {
    model.figures.assumption(id).map_or((Law::Constant(0.0), 0.0), |figure| {
        let value = figure.value.times(factor);
        (Law::of(value), value.likely())
    })
}
