//! The law of the bill: its inputs as they may be, all at once.

use serde::{Deserialize, Serialize};

use super::super::laws::Percentiles;
use super::super::outcome::Outcome;
use super::swings::far_end;
use crate::engine::uncertainty::{Law, Points, Sampler, Spread};
use crate::engine::units::Usd;

/// Points at which the bill is taken.
const DRAWS: u32 = 4096;

/// What the laws of the bill are computed from: numbers only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct CostInputs {
    seed: u64,
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

/// How far each input is from its likely value at each point: the part of the way to the low
/// end, to the high end, and to the far one.
struct Ways {
    points: Points,
    of_point: Vec<Vec<[f64; 3]>>,
}

impl CostInputs {
    /// The numbers of an outcome; of one that does not look ahead, of no month.
    pub(in crate::engine::plan) fn of(outcome: &Outcome) -> Self {
        let swings = &outcome.cost_swings;
        let dollars = |(low, high): (Usd, Usd)| (low.dollars(), high.dollars());
        let inputs = swings.inputs.iter().map(|swing| CostInput {
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
            monthly: outcome.bill.effective.dollars(),
            months: months.map(|month| month.cloud.dollars()).collect(),
            points: swings.points.clone(),
            inputs: inputs.collect(),
            pairs: pairs.collect(),
        }
    }

    /// The laws of the bill, and what the month itself comes to at every point.
    ///
    /// Formula: bill + Σ over inputs of what each adds alone, along straight lines from its low
    /// end over its likely value to its high end + Σ over pairs what both add together × the
    /// parts of the way to their far ends; scrambled Sobol points over the laws of the inputs,
    /// which are independent.
    /// Source: docs/model.md, "Ranges of the bill".
    pub(in crate::engine::plan) fn laws(&self) -> (CostLaws, Spread) {
        let ways = self.ways();
        let monthly = ways.spread(&self.pairs, &self.moved_month());
        let at_points: Vec<Spread> =
            (0..self.points.len()).map(|i| ways.spread(&self.pairs, &self.moved_at(i))).collect();
        let total = ways.spread(&self.pairs, &self.moved_in_all());
        let laws = CostLaws {
            monthly: Percentiles::of(|p| monthly.quantile(p).value),
            monthly_mean: monthly.mean().value,
            by_month: self.by_month(&at_points),
            total: Percentiles::of(|p| total.quantile(p).value),
        };
        (laws, monthly)
    }

    fn ways(&self) -> Ways {
        let points = Points::new(self.seed, DRAWS, self.inputs.len());
        let samplers: Vec<Sampler> = self.inputs.iter().map(|input| Sampler::of(input.law)).collect();
        let at = |replicate, point| {
            let inputs = self.inputs.iter().zip(&samplers).enumerate();
            inputs
                .map(|(i, (input, law))| input.way(law.at(points.coordinate(replicate, point, i))))
                .collect()
        };
        let of_point = (0..points.n_replicates())
            .flat_map(|replicate| (0..points.n_points()).map(move |point| (replicate, point)))
            .map(|(replicate, point)| at(replicate, point))
            .collect();
        Ways { points, of_point }
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
    /// The part of the way from the likely value to the low, the high and the far end.
    fn way(&self, x: f64) -> [f64; 3] {
        let part = |end: f64| {
            let width = end - self.likely;
            if width == 0.0 { 0.0 } else { (x - self.likely) / width }
        };
        if x < self.likely {
            [part(self.low), 0.0, part(self.far)]
        } else {
            [0.0, part(self.high), part(self.far)]
        }
    }
}

impl Ways {
    /// A bill at every point.
    fn spread(&self, pairs: &[PairInput], moved: &Moved) -> Spread {
        let of = |ways: &[[f64; 3]]| {
            let alone: f64 =
                ways.iter().zip(&moved.ends).map(|(way, ends)| way[0] * ends.0 + way[1] * ends.1).sum();
            let together: f64 = (pairs.iter().zip(&moved.pairs))
                .map(|(pair, usd)| ways[pair.of.0][2] * ways[pair.of.1][2] * usd)
                .sum();
            moved.base + alone + together
        };
        let per_replicate = self.points.n_points() as usize;
        Spread::new(
            self.of_point
                .chunks(per_replicate)
                .map(|points| points.iter().map(|ways| of(ways)).collect())
                .collect(),
        )
    }
}
