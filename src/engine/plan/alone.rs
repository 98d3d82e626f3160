//! What each input that is not known exactly does alone: bills and downtime at its ends and in between.

use super::{Futures, LawInputs, Swing};
use crate::engine::uncertainty::{Hypercube, Law};

/// What an input of the bill does alone, USD more than at its likely value.
#[derive(Clone, Debug, PartialEq)]
pub struct BillSwing {
    /// The plan's key, or the id of a figure of the model.
    pub name: String,
    /// Of the month, at its low and at its high end.
    pub monthly: (f64, f64),
    /// Of all bills of the horizon, at its low and at its high end.
    pub horizon: (f64, f64),
}

/// A setup task that is work, with its hours in every future.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnTask {
    /// Its short name.
    pub name: String,
    /// The law of its hours.
    pub law: Law,
    /// Hours, replicate by replicate.
    pub hours: Vec<f64>,
}

impl LawInputs {
    /// What each input of the bill does alone.
    pub fn bill_swings(&self) -> Vec<BillSwing> {
        self.cost.alone()
    }

    /// What each rate does alone to the mean minutes of a year, the one that matters most first.
    pub fn downtime_swings(&self) -> Vec<Swing> {
        self.doubt.swings()
    }

    /// Mean minutes that a year is down with a value for one rate, all others likely.
    pub fn downtime_at(&self, rate: &str, value: f64) -> f64 {
        self.doubt.at(rate, value)
    }

    /// The results of so many futures of a seed that are asked for, as [`LawInputs::futures`] has
    /// them; the others are empty.
    pub fn some_futures(&self, seed: u64, n_futures: u32, bills: bool, downtime: bool) -> Futures {
        let mut futures =
            Futures { n_points: Hypercube::new(seed, n_futures).n_points(), ..Futures::default() };
        if bills {
            let drawn = self.cost.drawn(seed, n_futures);
            (futures.monthly_usd, futures.horizon_usd) = (drawn.monthly, drawn.total);
        }
        if downtime {
            futures.downtime_minutes = self.doubt.drawn(seed, n_futures).minutes;
        }
        futures
    }

    /// The setup tasks that are work, with their hours in so many futures of a seed.
    pub fn setup_tasks(&self, seed: u64, n_futures: u32) -> Vec<DrawnTask> {
        let cube = Hypercube::new(seed, n_futures);
        let laws = self.setup.iter().chain(&self.extra);
        let hours = self.task_hours(&cube);
        let tasks = self.setup_tasks.iter().zip(laws).zip(hours);
        tasks.map(|((name, law), hours)| DrawnTask { name: name.clone(), law: *law, hours }).collect()
    }

    /// Pairwise correlation of the hours of setup tasks.
    pub const fn task_correlation(&self) -> f64 {
        self.correlation
    }

    /// Names of the inputs that are drawn together with others.
    pub fn correlated(&self) -> &[String] {
        self.cost.correlation().names()
    }
}
