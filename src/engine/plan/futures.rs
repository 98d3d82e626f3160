//! A plan in many futures: what it comes to with every input drawn at once, by the inputs' names.

use libm::sqrt;

use super::LawInputs;
use super::people::PeopleLaws;
use crate::engine::uncertainty::{Grid, Hypercube, Law, Sampler, Spread, normal_score};

/// The name of what all setup tasks have in common.
const TASKS: &str = "setup tasks";
/// The name of how much planned work a year brings.
const WORK: &str = "planned work of a year";

/// What a plan comes to in each of many futures, replicate by replicate.
///
/// Shape: as many values of each result as there are futures. Two plans of the same seed and
/// number of futures share the draws of every input that both have: in future i the same
/// rates, prices, hours and amounts hold for both, and what differs is the plans.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Futures {
    /// Futures of each replicate.
    pub n_points: u32,
    /// The bill of a month: first load, copies in their steady state, USD.
    pub monthly_usd: Vec<f64>,
    /// All bills of the horizon, USD; those of no month where the plan does not look ahead.
    pub horizon_usd: Vec<f64>,
    /// Bills, people and what is paid once over the horizon, USD; empty where the plan does not look
    /// ahead.
    pub total_usd: Vec<f64>,
    /// Minutes that a year is down in the long run, at the rates of the future. Chance within
    /// the year is not in it.
    pub downtime_minutes: Vec<f64>,
    /// Hours of all setup tasks that are work.
    pub setup_hours: Vec<f64>,
    /// Planned work of a year, hours.
    pub work_hours: Vec<f64>,
}

/// What an input moves.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Moves {
    /// The bill.
    Bill,
    /// Downtime.
    Downtime,
}

/// An input that is not known exactly.
#[derive(Clone, Debug, PartialEq)]
pub struct UncertainInput {
    /// The plan's key, the id of a figure of the model, or a class of failures.
    pub name: String,
    /// What is known of it.
    pub law: Law,
    /// What it moves.
    pub moves: Moves,
}

impl LawInputs {
    /// The plan in so many futures of a seed; the number is rounded up as a [`Hypercube`] does.
    ///
    /// Method: a Latin hypercube by the names of the inputs; the bill along its swings, downtime
    /// solved exactly at the rates of each future, setup as the sum of its tasks with their
    /// common factor, the work of a year by its law.
    /// Source: docs/model.md, "Draws", "Ranges of the bill", "What is not known".
    pub fn futures(&self, seed: u64, n_futures: u32) -> Futures {
        let bills = self.cost.drawn(seed, n_futures);
        let downtime = self.doubt.drawn(seed, n_futures);
        let cube = Hypercube::new(seed, n_futures);
        let (_, work) = self.year.laws();
        let setup_hours = self.setup_hours(&cube);
        Futures {
            n_points: cube.n_points(),
            total_usd: self.people.totals(&bills.total, &setup_hours, &cube, self.cost.correlation()),
            monthly_usd: bills.monthly,
            horizon_usd: bills.total,
            downtime_minutes: downtime.minutes,
            setup_hours,
            work_hours: work_hours(&work, &cube),
        }
    }

    /// The 10th, 50th and 90th percentile of a month's bill and of all bills of the horizon, USD,
    /// from so many draws and no other law.
    pub fn bills(&self, seed: u64, n_draws: u32) -> [[f64; 3]; 2] {
        let drawn = self.cost.drawn(seed, n_draws);
        [&drawn.monthly, &drawn.total].map(|bills| {
            let spread = Spread::new(bills.chunks(drawn.n_points as usize).map(<[f64]>::to_vec).collect());
            [0.1, 0.5, 0.9].map(|p| spread.quantile(p).value)
        })
    }

    /// The laws of people's money, from as many draws as the bills of the horizon.
    pub(super) fn people_laws(&self, work: &Grid, bills: &[f64], n_draws: u32) -> PeopleLaws {
        let cube = Hypercube::new(self.cost.seed(), n_draws);
        let correlation = self.cost.correlation();
        let monthly = self.people.monthly(&work_hours(work, &cube), &cube, correlation);
        let totals = self.people.totals(bills, &self.setup_hours(&cube), &cube, correlation);
        PeopleLaws::of(&monthly, &totals, cube.n_points())
    }

    /// The inputs of bill and downtime that are not known exactly.
    pub fn uncertain(&self) -> Vec<UncertainInput> {
        let of_bill = self.cost.inputs().map(|(name, law)| (name, law, Moves::Bill));
        let of_downtime = self.doubt.inputs().map(|(name, law)| (name, law, Moves::Downtime));
        of_bill
            .chain(of_downtime)
            .map(|(name, law, moves)| UncertainInput { name: name.to_owned(), law, moves })
            .collect()
    }

    /// The values of an input in so many futures of a seed.
    pub fn values(&self, input: &UncertainInput, seed: u64, n_futures: u32) -> Vec<f64> {
        self.cost.correlation().values(&Hypercube::new(seed, n_futures), &input.name, input.law)
    }

    fn setup_hours(&self, cube: &Hypercube) -> Vec<f64> {
        let mut hours = vec![0.0; cube.n_draws() as usize];
        for task in self.task_hours(cube) {
            for (sum, own) in hours.iter_mut().zip(task) {
                *sum += own;
            }
        }
        hours
    }

    /// Hours of each setup task in every future, task by task.
    pub(super) fn task_hours(&self, cube: &Hypercube) -> impl Iterator<Item = Vec<f64>> {
        let rho = self.correlation.clamp(0.0, 1.0);
        let common: Vec<f64> = cube.of(TASKS).into_iter().map(normal_score).collect();
        let tasks = self.setup_tasks.iter().zip(self.setup.iter().chain(&self.extra));
        tasks.map(move |(task, law)| {
            let sampler = Sampler::of(*law);
            let own = cube.of(&format!("setup task {task}"));
            let scores = common.iter().zip(own).map(|(common, own)| {
                sampler.at_score(sqrt(rho) * common + sqrt(1.0 - rho) * normal_score(own))
            });
            scores.collect()
        })
    }
}

/// Planned work of a year in every future, hours.
fn work_hours(work: &Grid, cube: &Hypercube) -> Vec<f64> {
    work.quantiles(&cube.of(WORK))
}
