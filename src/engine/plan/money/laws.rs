//! The law of the bill: its inputs as they may be, all at once.

use serde::{Deserialize, Serialize};

use super::super::alone::BillSwing;
use super::super::laws::Percentiles;
use super::super::outcome::Outcome;
use super::swings::far_end;
use crate::engine::uncertainty::{Correlation, Hypercube, Law, Measured, Sampler, Spread};
use crate::engine::units::Usd;

/// Draws that are taken at least.
const FEWEST: u32 = 1024;
/// Standard error of a percentile at which no more are taken, as a part of what lies between the
/// 10th and the 90th.
const CLOSE: f64 = 0.005;
/// Percentiles that are to be as close as that.
const SHOWN: [f64; 3] = [0.1, 0.5, 0.9];

/// What the laws of the bill are computed from: numbers only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CostInputs {
    seed: u64,
    /// Draws that are taken at most.
    draws: u32,
    correlation: Correlation,
    /// The bill of a month at the likely values, USD.
    monthly: f64,
    /// The bills of the horizon at the likely values, USD.
    months: Vec<f64>,
    /// Months at which swings are known.
    points: Vec<u32>,
    inputs: Vec<CostInput>,
    pairs: Vec<PairInput>,
}

/// An input: its law, and dollars more at its ends.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct CostInput {
    name: String,
    law: Law,
    low: f64,
    likely: f64,
    high: f64,
    far: f64,
    monthly: (f64, f64),
    points: Vec<(f64, f64)>,
}

/// Dollars more of two inputs at their far ends than each alone.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
struct PairInput {
    of: (usize, usize),
    monthly: f64,
    points: Vec<f64>,
}

/// The laws of the bill.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CostLaws {
    /// USD of a month: first load, copies in their steady state.
    pub monthly: Percentiles,
    /// Mean of it.
    pub monthly_mean: f64,
    /// Draws that these figures are from.
    pub draws: u32,
    /// The largest standard error of the month's 10th, 50th and 90th percentile, USD.
    pub monthly_error: f64,
    /// 10th, 50th and 90th percentile of each month's bill, USD.
    pub by_month: Vec<[f64; 3]>,
    /// USD of all bills of the horizon.
    pub total: Percentiles,
}

/// What moves one bill: dollars at the ends of each input, and of each pair.
struct Moved {
    base: f64,
    ends: Vec<(f64, f64)>,
    pairs: Vec<f64>,
}

/// A bill in every future, replicate by replicate, USD.
#[derive(Clone, Debug, Default, PartialEq)]
pub(in crate::engine::plan) struct DrawnBills {
    /// Futures of each replicate.
    pub n_points: u32,
    /// The month: first load, copies in their steady state.
    pub monthly: Vec<f64>,
    /// All bills of the horizon.
    pub total: Vec<f64>,
    /// The months at which swings are known.
    at_points: Vec<Vec<f64>>,
}

impl CostInputs {
    /// The numbers of an outcome; of one that does not look ahead, of no month.
    pub(in crate::engine::plan) fn of(outcome: &Outcome) -> Self {
        let swings = &outcome.cost_swings;
        let dollars = |(low, high): (Usd, Usd)| (low.dollars(), high.dollars());
        let inputs = swings.inputs.iter().map(|swing| CostInput {
            name: swing.name.clone(),
            law: Law::of(swing.value),
            low: swing.value.low(),
            likely: swing.value.likely(),
            high: swing.value.high(),
            far: far_end(swing.value),
            monthly: dollars(swing.monthly),
            points: swing.at_points.iter().copied().map(dollars).collect(),
        });
        let pairs = swings.pairs.iter().map(|pair| PairInput {
            of: pair.of,
            monthly: pair.monthly.dollars(),
            points: pair.at_points.iter().map(|usd| usd.dollars()).collect(),
        });
        let months = outcome.horizon.iter().flat_map(|horizon| &horizon.months);
        Self {
            seed: outcome.plan.simulation.seed,
            draws: outcome.plan.simulation.draws,
            correlation: outcome.plan.correlation.clone(),
            monthly: outcome.bill.effective.dollars(),
            months: months.map(|month| month.cloud.dollars()).collect(),
            points: swings.points.clone(),
            inputs: inputs.collect(),
            pairs: pairs.collect(),
        }
    }

    /// The laws of the bill, what the month itself comes to, and all of it in every future.
    ///
    /// Formula: bill + Σ over inputs of what each adds alone, along straight lines from its low
    /// end over its likely value to its high end + Σ over pairs what both add together × the
    /// parts of the way to their far ends; a Latin hypercube over the laws of the inputs, twice
    /// as large until percentiles are close or the plan's draws are taken.
    /// Source: docs/model.md, "Ranges of the bill".
    pub(in crate::engine::plan) fn laws(&self) -> (CostLaws, Spread, DrawnBills) {
        let most = Hypercube::new(self.seed, self.draws.max(FEWEST)).n_draws();
        let samplers = self.samplers();
        let mut n_draws = FEWEST;
        loop {
            let drawn = self.drawn_from(&samplers, self.seed, n_draws);
            let monthly = drawn.spread(&drawn.monthly);
            let total = drawn.spread(&drawn.total);
            if n_draws < most && !(is_close(&monthly) && is_close(&total)) {
                n_draws *= 2;
                continue;
            }
            let at_points: Vec<Spread> = drawn.at_points.iter().map(|bills| drawn.spread(bills)).collect();
            let error = |spread: &Spread| {
                SHOWN.iter().map(|p| spread.quantile(*p).standard_error).fold(0.0, f64::max)
            };
            let laws = CostLaws {
                monthly: Percentiles::of(|p| monthly.quantile(p).value),
                monthly_mean: monthly.mean().value,
                draws: n_draws,
                monthly_error: error(&monthly),
                by_month: self.by_month(&at_points),
                total: Percentiles::of(|p| total.quantile(p).value),
            };
            return (laws, monthly, drawn);
        }
    }

    /// The bills in so many futures of a seed.
    pub(in crate::engine::plan) fn drawn(&self, seed: u64, n_draws: u32) -> DrawnBills {
        self.drawn_from(&self.samplers(), seed, n_draws)
    }

    /// A sampler of each input.
    fn samplers(&self) -> Vec<Sampler> {
        self.inputs.iter().map(|input| Sampler::of(input.law)).collect()
    }

    fn drawn_from(&self, samplers: &[Sampler], seed: u64, n_draws: u32) -> DrawnBills {
        let cube = Hypercube::new(seed, n_draws);
        let n = cube.n_draws() as usize;
        let mut moved = vec![self.moved_month(), self.moved_in_all()];
        moved.extend((0..self.points.len()).map(|i| self.moved_at(i)));
        let mut bills: Vec<Vec<f64>> = moved.iter().map(|moved| vec![moved.base; n]).collect();
        let mut far: Vec<Option<Vec<f64>>> = vec![None; self.inputs.len()];
        for (i, (input, sampler)) in self.inputs.iter().zip(samplers).enumerate() {
            let values = self.correlation.values_of(&cube, &input.name, sampler);
            let ways: Vec<[f64; 2]> = values.iter().map(|x| input.way(*x)).collect();
            for (bills, moved) in bills.iter_mut().zip(&moved) {
                let (low, high) = moved.ends[i];
                if low == 0.0 && high == 0.0 {
                    continue;
                }
                for (bill, way) in bills.iter_mut().zip(&ways) {
                    *bill += way[0] * low + way[1] * high;
                }
            }
            if self.pairs.iter().any(|pair| pair.of.0 == i || pair.of.1 == i) {
                far[i] = Some(values.iter().map(|x| input.part(*x, input.far)).collect());
            }
        }
        for (at, pair) in self.pairs.iter().enumerate() {
            let (Some(first), Some(second)) = (&far[pair.of.0], &far[pair.of.1]) else { continue };
            for (bills, moved) in bills.iter_mut().zip(&moved) {
                for ((bill, first), second) in bills.iter_mut().zip(first).zip(second) {
                    *bill += first * second * moved.pairs[at];
                }
            }
        }
        let mut bills = bills.into_iter();
        DrawnBills {
            n_points: cube.n_points(),
            monthly: bills.next().unwrap_or_default(),
            total: bills.next().unwrap_or_default(),
            at_points: bills.collect(),
        }
    }

    /// The seed of the draws.
    pub(in crate::engine::plan) const fn seed(&self) -> u64 {
        self.seed
    }

    /// How the inputs hang together.
    pub(in crate::engine::plan) const fn correlation(&self) -> &Correlation {
        &self.correlation
    }

    /// The inputs with their laws.
    pub(in crate::engine::plan) fn inputs(&self) -> impl Iterator<Item = (&str, Law)> {
        self.inputs.iter().map(|input| (input.name.as_str(), input.law))
    }

    /// What each input does alone to the month and to all bills of the horizon.
    pub(in crate::engine::plan) fn alone(&self) -> Vec<BillSwing> {
        let ends = self.inputs.iter().zip(self.moved_in_all().ends);
        ends.map(|(input, horizon)| BillSwing { name: input.name.clone(), monthly: input.monthly, horizon })
            .collect()
    }

    fn moved_month(&self) -> Moved {
        Moved {
            base: self.monthly,
            ends: self.inputs.iter().map(|input| input.monthly).collect(),
            pairs: self.pairs.iter().map(|pair| pair.monthly).collect(),
        }
    }

    fn moved_at(&self, i: usize) -> Moved {
        let month = self.points.get(i).copied().unwrap_or_default();
        Moved {
            base: self.months.get(month as usize).copied().unwrap_or_default(),
            ends: self.inputs.iter().map(|input| input.points.get(i).copied().unwrap_or_default()).collect(),
            pairs: self.pairs.iter().map(|pair| pair.points.get(i).copied().unwrap_or_default()).collect(),
        }
    }

    /// Sums over the months: swings between the points along straight lines.
    fn moved_in_all(&self) -> Moved {
        let lows = |input: &CostInput| self.over_all(&input.points, |ends| ends.0);
        let highs = |input: &CostInput| self.over_all(&input.points, |ends| ends.1);
        Moved {
            base: self.months.iter().sum(),
            ends: self.inputs.iter().map(|input| (lows(input), highs(input))).collect(),
            pairs: self.pairs.iter().map(|pair| self.over_all(&pair.points, |usd| *usd)).collect(),
        }
    }

    fn over_all<T>(&self, at_points: &[T], of: impl Fn(&T) -> f64) -> f64 {
        let mut sum = at_points.last().map_or(0.0, &of);
        for (points, ends) in self.points.windows(2).zip(at_points.windows(2)) {
            let (from, to) = (of(&ends[0]), of(&ends[1]));
            let width = f64::from(points[1] - points[0]);
            for month in points[0]..points[1] {
                sum += from + (to - from) * f64::from(month - points[0]) / width;
            }
        }
        sum
    }

    /// How far percentiles lie from the likely bill, in each month: straight lines between the
    /// months at which that is known.
    fn by_month(&self, at_points: &[Spread]) -> Vec<[f64; 3]> {
        let off: Vec<(u32, [f64; 3])> = (self.points.iter().zip(at_points))
            .map(|(month, law)| {
                let base = self.months.get(*month as usize).copied().unwrap_or_default();
                (*month, [0.1, 0.5, 0.9].map(|p| law.quantile(p).value - base))
            })
            .collect();
        let between = |month: u32| {
            let after = off.iter().position(|(point, _)| *point >= month)?;
            let (to, high) = off[after];
            let (from, low) = off[after.saturating_sub(1)];
            let part = if to > from { f64::from(month - from) / f64::from(to - from) } else { 1.0 };
            Some([0, 1, 2].map(|i| low[i] + (high[i] - low[i]) * part))
        };
        (0_u32..)
            .zip(&self.months)
            .filter_map(|(month, base)| between(month).map(|off| off.map(|off| base + off)))
            .collect()
    }
}

impl CostInput {
    /// The part of the way from the likely value to an end.
    fn part(&self, x: f64, end: f64) -> f64 {
        let width = end - self.likely;
        if width == 0.0 { 0.0 } else { (x - self.likely) / width }
    }

    /// The part of the way from the likely value to the low and to the high end.
    fn way(&self, x: f64) -> [f64; 2] {
        if x < self.likely { [self.part(x, self.low), 0.0] } else { [0.0, self.part(x, self.high)] }
    }
}

impl DrawnBills {
    fn spread(&self, bills: &[f64]) -> Spread {
        Spread::new(bills.chunks(self.n_points as usize).map(<[f64]>::to_vec).collect())
    }
}

/// Whether the percentiles that are shown are as close as is asked for.
fn is_close(bills: &Spread) -> bool {
    let [low, middle, high]: [Measured; 3] = SHOWN.map(|p| bills.quantile(p));
    let width = high.value - low.value;
    [low, middle, high].iter().all(|percentile| percentile.standard_error <= CLOSE * width)
}
