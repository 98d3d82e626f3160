//! Which tiers share what they copy, and what they take in the steady state.

use super::growth::{Change, Growth};
use super::schedule::Schedule;
use super::simulate::{Stock, simulate};
use crate::engine::catalogue::{CopyMethod, Surface};
use crate::engine::scenario::BackupTier;

/// Data that are there to be copied today, GiB.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Held {
    /// ConfigMaps and Secrets, as a copy has them.
    pub config: f64,
    /// Kubernetes objects of the namespace, as a copy has them.
    pub namespace: f64,
    /// Volumes of the workload without telemetry, what is used of them.
    pub volumes: f64,
    /// Volumes of telemetry, what is used of them.
    pub telemetry: f64,
    /// The database, what is used of it.
    pub database: f64,
    /// The application's objects.
    pub objects: f64,
}

impl Held {
    /// The data of a surface.
    pub const fn of(&self, surface: Surface) -> f64 {
        match surface {
            Surface::Config => self.config,
            Surface::Namespace => self.namespace,
            Surface::Volumes => self.volumes,
            Surface::Telemetry => self.telemetry,
            Surface::Database => self.database,
            Surface::ObjectStorage => self.objects,
        }
    }
}

/// Copies of the same data, made in the same way: what they have in common is kept once.
#[derive(Clone, Debug, PartialEq)]
pub struct Chain {
    /// How copies are made.
    pub method: CopyMethod,
    /// The tiers that make them, by position.
    pub tiers: Vec<usize>,
    /// Their data, GiB, as a copy has them.
    pub gib: f64,
    /// Whether the data grow with the workload.
    pub grows: bool,
}

impl Chain {
    /// Whether every copy is whole and as large as any other.
    pub fn is_constant(&self) -> bool {
        self.method == CopyMethod::Full && !self.grows
    }
}

/// The chains of some tiers.
///
/// Volumes, telemetry, database and objects: of one surface, the copies of one method share,
/// whichever tier makes them, as they lie in one store; whole copies share nothing. Kubernetes
/// objects are whole in every copy, and do not grow. `kept_share` is what deduplication and
/// compression leave.
pub fn chains(tiers: &[BackupTier], held: &Held, kept_share: f64) -> Vec<Chain> {
    let mut chains: Vec<Chain> = Vec::new();
    let mut add = |method: CopyMethod, tiers: Vec<usize>, gib: f64, grows: bool| {
        if tiers.is_empty() || gib <= 0.0 {
            return;
        }
        let gib = if method == CopyMethod::Deduplicated { gib * kept_share } else { gib };
        let same = chains
            .iter_mut()
            .find(|chain| chain.method == method && chain.tiers == tiers && chain.grows == grows);
        match same {
            Some(chain) => chain.gib += gib,
            None => chains.push(Chain { method, tiers, gib, grows }),
        }
    };
    for (i, tier) in tiers.iter().enumerate() {
        let objects = [Surface::Namespace, Surface::Config];
        if let Some(surface) = objects.into_iter().find(|surface| tier.surfaces.contains(surface)) {
            add(CopyMethod::Full, vec![i], held.of(surface), false);
        }
    }
    for surface in [Surface::Volumes, Surface::Telemetry, Surface::Database, Surface::ObjectStorage] {
        for method in CopyMethod::ALL {
            let of_method = |tier: &BackupTier| tier.method == method && tier.surfaces.contains(&surface);
            let users: Vec<usize> =
                tiers.iter().enumerate().filter(|(_, tier)| of_method(tier)).map(|(i, _)| i).collect();
            if method == CopyMethod::Full {
                users.into_iter().for_each(|i| add(method, vec![i], held.of(surface), true));
            } else {
                add(method, users, held.of(surface), true);
            }
        }
    }
    chains
}

/// What copies take over time when as many expire as are made, for data of size 1.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Steady {
    /// Mean of what is kept.
    pub content: f64,
    /// What runs add in an hour.
    pub written_per_hour: f64,
}

/// Longest intervals over which a chain of several tiers is averaged.
const N_WINDOWS: i64 = 12;
/// Runs beyond which one interval must do.
const MOST_RUNS: i64 = 2000;

/// The steady state of a chain whose data stay as they are.
///
/// Formula, of one tier with n copies and f what a copy adds: 1 + f(n − 1), or n where each is
/// whole; n is the mean number over time. Several tiers: the mean of the simulation over
/// twelve of the longest intervals, begun with every copy that would be there.
pub fn steady(schedules: &[Schedule], change: &Change) -> Steady {
    if let [schedule] = schedules {
        let (copies, added) = (schedule.copies_mean(), change.after(schedule.every));
        let content = if change.is_shared() { 1.0 + added * (copies - 1.0) } else { copies };
        return Steady { content, written_per_hour: added / schedule.every as f64 };
    }
    let window = schedules.iter().map(|schedule| schedule.every).max().unwrap_or(1);
    let runs: i64 = schedules.iter().map(|schedule| window / schedule.every).sum();
    let hours = if runs * N_WINDOWS <= MOST_RUNS { window * N_WINDOWS } else { window };
    let mut sum = Steady::default();
    simulate(schedules, change, &Growth::none(), Stock::Full, hours, |span| {
        sum.content += span.content * (span.to - span.from) as f64;
        sum.written_per_hour += span.written;
    });
    Steady { content: sum.content / hours as f64, written_per_hour: sum.written_per_hour / hours as f64 }
}
