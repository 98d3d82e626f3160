//! Plans side by side, in the same futures: how likely one is cheaper, more available, less work
//! than another, and which of their inputs differ.

mod differences;
mod inputs;

pub use differences::{Difference, Odds, Overtaken};
pub use inputs::{InputDifference, differing_inputs};

use crate::engine::plan::{Futures, LawInputs, Outcome};
use crate::engine::uncertainty::Spread;

/// Futures at first.
const FEWEST: u32 = 1024;
/// Futures at most: of each downtime is solved exactly.
const MOST: u32 = 8192;
/// Standard error of a probability at which no more futures are looked at.
const CLOSE: f64 = 0.005;

/// A plan that is compared: its point values, and what its laws are computed from.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'a> {
    /// Point values, with the horizon.
    pub outcome: &'a Outcome,
    /// Numbers behind the laws.
    pub inputs: &'a LawInputs,
}

/// A plan beside the baseline. Differences are the plan's figure less the baseline's.
#[derive(Clone, Debug, PartialEq)]
pub struct Beside {
    /// The bill of a month, USD; none where one of the two lacks a price.
    pub monthly_usd: Option<Difference>,
    /// The bills of the horizon, USD; none also where the two look ahead a different number of
    /// months.
    pub horizon_usd: Option<Difference>,
    /// Bills, people and what is paid once over the horizon, USD; none as above.
    pub total_usd: Option<Difference>,
    /// Minutes that a year is down in the long run.
    pub downtime_minutes: Difference,
    /// Hours of all setup tasks that are work.
    pub setup_hours: Difference,
    /// Planned work of a year, hours.
    pub work_hours: Difference,
    /// When the cost since the start, people and setup in it, of the one passes that of the other.
    pub overtaken: Option<Overtaken>,
}

/// Plans side by side.
#[derive(Clone, Debug, PartialEq)]
pub struct SideBySide {
    /// The seed of the futures.
    pub seed: u64,
    /// Futures that were looked at.
    pub futures: u32,
    /// The position of the plan that the others are compared with.
    pub baseline: usize,
    /// Every plan beside the baseline, itself among them.
    pub beside: Vec<Beside>,
    /// Inputs that differ.
    pub inputs: Vec<InputDifference>,
}

/// Compares plans with one of them in the same futures.
///
/// Method: common random numbers: every input is drawn by its name, of the baseline's seed, so
/// that what two plans share is the same for both and leaves their difference; twice as many
/// futures until the standard error of each probability is below 0.005, at most 8,192.
/// Source: docs/model.md, "Compare".
pub fn compare(plans: &[Compared<'_>], baseline: usize) -> SideBySide {
    let seed = plans.get(baseline).map_or(0, |plan| plan.outcome.plan.simulation.seed);
    let mut n_futures = FEWEST;
    loop {
        let futures: Vec<Futures> = plans.iter().map(|plan| plan.inputs.futures(seed, n_futures)).collect();
        let beside: Vec<Beside> =
            (0..plans.len()).map(|other| beside(plans, &futures, (baseline, other))).collect();
        if n_futures < MOST && beside.iter().any(|beside| beside.largest_error() > CLOSE) {
            n_futures *= 2;
            continue;
        }
        let outcomes: Vec<&Outcome> = plans.iter().map(|plan| plan.outcome).collect();
        return SideBySide {
            seed,
            futures: n_futures,
            baseline,
            beside,
            inputs: differing_inputs(&outcomes),
        };
    }
}

fn beside(plans: &[Compared<'_>], futures: &[Futures], of: (usize, usize)) -> Beside {
    let (base, other) = (&futures[of.0], &futures[of.1]);
    let (base_plan, other_plan) = (plans[of.0].outcome, plans[of.1].outcome);
    let difference =
        |result: fn(&Futures) -> &[f64]| Difference::of(result(other), result(base), base.n_points as usize);
    let is_priced = base_plan.bill.complete && other_plan.bill.complete;
    let months = |outcome: &Outcome| outcome.plan.finance.horizon_months;
    let is_as_long = months(base_plan) == months(other_plan);
    Beside {
        monthly_usd: is_priced.then(|| difference(|futures| &futures.monthly_usd)),
        horizon_usd: (is_priced && is_as_long).then(|| difference(|futures| &futures.horizon_usd)),
        total_usd: (is_priced && is_as_long).then(|| difference(|futures| &futures.total_usd)),
        downtime_minutes: difference(|futures| &futures.downtime_minutes),
        setup_hours: difference(|futures| &futures.setup_hours),
        work_hours: difference(|futures| &futures.work_hours),
        overtaken: is_priced.then(|| Overtaken::of(other_plan, base_plan)).flatten(),
    }
}

impl Beside {
    fn largest_error(&self) -> f64 {
        let money = self.monthly_usd.iter().chain(&self.horizon_usd).chain(&self.total_usd);
        money
            .chain([&self.downtime_minutes, &self.setup_hours, &self.work_hours])
            .map(|difference| difference.odds.standard_error)
            .fold(0.0, f64::max)
    }
}

/// Values by replicate.
fn spread(values: &[f64], n_points: usize) -> Spread {
    Spread::new(values.chunks(n_points.max(1)).map(<[f64]>::to_vec).collect())
}
