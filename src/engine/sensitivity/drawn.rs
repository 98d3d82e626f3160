//! What moves a result: one input at a time, and over futures in which all vary.

use libm::sqrt;
use serde::{Deserialize, Serialize};

use super::first_order::first_order;
use super::inputs::{DOWNTIME, Drawn, Ends, Input, Setter, Sources};
use super::output::Output;
use super::rank::rank_correlation;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{Futures, LawInputs, Measured, Moves, Outcome, UncertainInput};
use crate::engine::uncertainty::{Law, Spread};

/// Futures that are drawn at first, and at most.
const FEWEST: u32 = 4096;
/// As [`FEWEST`].
const MOST: u32 = 8192;
/// Standard error of an index at which no more are drawn.
const CLOSE: f64 = 0.01;

/// A result and the inputs that move it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct OutputRow {
    /// The result.
    pub output: Output,
    /// Its unit.
    pub unit: String,
    /// With every input at its likely value.
    pub at_likely: f64,
    /// Mean over the futures.
    pub mean: Measured,
    /// 10th percentile.
    pub p10: Measured,
    /// Median.
    pub p50: Measured,
    /// 90th percentile.
    pub p90: Measured,
    /// Futures that were drawn.
    pub futures: u32,
    /// The inputs, that with the widest swing first.
    pub inputs: Vec<InputRow>,
    /// 1 − Σ first-order indices: what inputs do together beyond what each does alone. Absent
    /// where nothing varies.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub interactions: Option<Measured>,
    /// Whether some of its inputs are correlated: then their indices overlap and are no shares.
    pub correlated: bool,
}

/// An input of a result.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct InputRow {
    /// The plan's key, the id of a figure of the model, a class of failures or a setup task.
    pub input: String,
    /// What it means in words; absent where it is a key of the plan.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub meaning: Option<String>,
    /// Its unit.
    pub unit: String,
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// High end.
    pub high: f64,
    /// What the ends are.
    pub ends: Ends,
    /// The result at the low end, all other inputs likely.
    pub at_low: f64,
    /// The result at the high end.
    pub at_high: f64,
    /// What lies between the two.
    pub width: f64,
    /// Spearman's rank correlation with the result.
    pub rank_correlation: Measured,
    /// First-order Sobol index: the share of the result's variance that goes when the input is
    /// known.
    pub first_order: Measured,
    /// Who set it.
    pub set_by: Setter,
    /// Where it comes from.
    pub source: String,
}

/// The wanted results with their inputs. Futures are drawn until every index is close.
pub(super) fn outputs(
    outcome: &Outcome,
    catalogue: &Catalogue,
    laws: &LawInputs,
    wanted: &[Output],
) -> Vec<OutputRow> {
    if wanted.is_empty() {
        return Vec::new();
    }
    let sources = Sources::of(outcome, catalogue, laws);
    let inputs: Vec<Vec<Input>> = wanted.iter().map(|output| sources.inputs(*output)).collect();
    let most = outcome.plan.simulation.draws.clamp(FEWEST, MOST);
    let mut n = FEWEST;
    loop {
        let futures = InFutures::of(outcome, laws, n, wanted);
        let rows: Vec<OutputRow> = wanted
            .iter()
            .zip(&inputs)
            .map(|(output, inputs)| futures.row(*output, sources.at_likely(*output), inputs))
            .collect();
        let error = rows.iter().flat_map(|row| &row.inputs).map(|input| input.first_order.standard_error);
        if n * 2 > most || error.fold(0.0, f64::max) <= CLOSE {
            return rows;
        }
        n *= 2;
    }
}

/// A plan in many futures.
struct InFutures<'a> {
    laws: &'a LawInputs,
    seed: u64,
    n: u32,
    /// Futures of each replicate.
    each: usize,
    results: Futures,
    usd_per_hour: Vec<f64>,
    tasks: Vec<Vec<f64>>,
}

impl<'a> InFutures<'a> {
    fn of(outcome: &Outcome, laws: &'a LawInputs, n: u32, wanted: &[Output]) -> Self {
        use Output::{CostWithDowntime, Downtime, Horizon, Monthly, Setup};
        let seed = outcome.plan.simulation.seed;
        let any = |of: &[Output]| wanted.iter().any(|output| of.contains(output));
        let bills = any(&[Monthly, Horizon, CostWithDowntime]);
        let mut results = laws.some_futures(seed, n, bills, any(&[Downtime, CostWithDowntime]));
        let tasks: Vec<Vec<f64>> = if any(&[Setup]) {
            laws.setup_tasks(seed, n).into_iter().map(|task| task.hours).collect()
        } else {
            Vec::new()
        };
        let n_futures = tasks.first().map_or(0, Vec::len);
        results.setup_hours =
            (0..n_futures).map(|future| tasks.iter().map(|hours| hours[future]).sum()).collect();
        let usd = outcome.plan.finance.downtime_usd_per_hour;
        let usd = UncertainInput {
            name: DOWNTIME.to_owned(),
            law: usd.map_or(Law::Constant(0.0), Law::of),
            moves: Moves::Downtime,
        };
        Self {
            laws,
            seed,
            n,
            each: results.n_points as usize,
            usd_per_hour: laws.values(&usd, seed, n),
            tasks,
            results,
        }
    }

    fn row(&self, output: Output, at_likely: f64, inputs: &[Input]) -> OutputRow {
        let y = output.values(&self.results, &self.usd_per_hour);
        let spread = Spread::new(y.chunks(self.each).map(<[f64]>::to_vec).collect());
        let mut sums = vec![0.0; y.len() / self.each];
        let mut sum = 0.0;
        let rows: Vec<InputRow> = inputs
            .iter()
            .map(|input| {
                let x = self.values(input);
                let (first, own) = self.measured(&x, &y, first_order);
                sum += first.value;
                for (sum, own) in sums.iter_mut().zip(own) {
                    *sum += own;
                }
                InputRow {
                    input: input.name.clone(),
                    meaning: input.meaning.clone(),
                    unit: input.unit.clone(),
                    low: input.low,
                    likely: input.likely,
                    high: input.high,
                    ends: input.ends,
                    at_low: input.at.0,
                    at_high: input.at.1,
                    width: (input.at.1 - input.at.0).abs(),
                    rank_correlation: self.measured(&x, &y, rank_correlation).0,
                    first_order: first,
                    set_by: input.set_by,
                    source: input.source.clone(),
                }
            })
            .collect();
        let is_correlated = |input: &Input| match input.drawn {
            Drawn::Task(_) => self.laws.task_correlation() > 0.0 && inputs.len() > 1,
            Drawn::Named(_) => self.laws.correlated().contains(&input.name),
        };
        OutputRow {
            output,
            unit: output.unit().to_owned(),
            at_likely,
            mean: spread.mean(),
            p10: spread.quantile(0.1),
            p50: spread.quantile(0.5),
            p90: spread.quantile(0.9),
            futures: y.len() as u32,
            interactions: (!rows.is_empty())
                .then(|| Measured { value: 1.0 - sum, standard_error: error_of(&sums) }),
            correlated: inputs.iter().any(is_correlated),
            inputs: rows,
        }
    }

    fn values(&self, input: &Input) -> Vec<f64> {
        match &input.drawn {
            Drawn::Named(drawn) => self.laws.values(drawn, self.seed, self.n),
            Drawn::Task(place) => self.tasks.get(*place).cloned().unwrap_or_default(),
        }
    }

    /// A measure of all futures, with the standard error that its replicates show, and their own.
    fn measured(&self, x: &[f64], y: &[f64], of: fn(&[f64], &[f64]) -> f64) -> (Measured, Vec<f64>) {
        let replicates = x.chunks(self.each).zip(y.chunks(self.each));
        let own: Vec<f64> = replicates.map(|(x, y)| of(x, y)).collect();
        (Measured { value: of(x, y), standard_error: error_of(&own) }, own)
    }
}

/// Standard error of a mean of independent figures.
fn error_of(own: &[f64]) -> f64 {
    let n = own.len() as f64;
    let mean = own.iter().sum::<f64>() / n.max(1.0);
    let squares: f64 = own.iter().map(|figure| (figure - mean) * (figure - mean)).sum();
    if n > 1.0 { sqrt(squares / (n - 1.0) / n) } else { 0.0 }
}
