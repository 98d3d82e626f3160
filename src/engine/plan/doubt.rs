//! What is not known of the rates, apart from chance: a band of the mean downtime, and the
//! rates that it hangs on.

use serde::{Deserialize, Serialize};

use crate::engine::availability::{
    AvailabilityModel, CHANGES, Downtime, FailureClass, Lengths, OutageLaw, Role, UncertainRate,
};
use crate::engine::uncertainty::{Correlation, Hypercube, Law, Measured, Spread};
use crate::engine::units::YEAR_HOURS;

/// Futures that are drawn; each is solved exactly.
const FUTURES: u32 = 1024;
/// Futures whose law of a year is computed as well.
const LAWS: u32 = 128;
/// The ends of what is taken for possible.
const LOW: f64 = 0.05;
/// As [`LOW`].
const HIGH: f64 = 0.95;

/// What the band is computed from: numbers only.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DoubtInputs {
    model: AvailabilityModel,
    rates: Vec<UncertainRate>,
    seed: u64,
    correlation: Correlation,
    /// Availabilities of a year that are asked for, percent.
    asked: Vec<f64>,
}

/// The mean downtime of a year over all that the rates may be.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Doubt {
    /// Mean minutes a year at the likely rates.
    pub at_likely: f64,
    /// The mean of the mean over all rates.
    pub mean: Measured,
    /// 5th percentile of the mean.
    pub p5: Measured,
    /// Median.
    pub p50: Measured,
    /// 95th percentile.
    pub p95: Measured,
    /// Futures that were drawn.
    pub futures: u64,
    /// Probability that a year meets each availability, in the mean over all that the rates may be.
    pub p_year: Vec<(f64, Measured)>,
    /// What each rate does to it, the one that matters most first.
    pub swings: Vec<Swing>,
}

/// What one rate does to the mean downtime of a year, all others at their likely values.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Swing {
    /// Its row of `failure_rates.csv`, or the id of an assumption.
    pub id: String,
    /// Its 5th percentile, likely value and 95th percentile.
    pub low: f64,
    /// Its likely value.
    pub likely: f64,
    /// Its 95th percentile.
    pub high: f64,
    /// Mean minutes a year with its 5th percentile.
    pub minutes_low: f64,
    /// Mean minutes a year with its 95th percentile.
    pub minutes_high: f64,
}

impl Swing {
    /// Minutes between its ends.
    pub fn minutes(&self) -> f64 {
        (self.minutes_high - self.minutes_low).abs()
    }
}

impl DoubtInputs {
    pub(super) fn of(
        model: &AvailabilityModel,
        classes: &[FailureClass],
        seed: u64,
        correlation: Correlation,
        asked: Vec<f64>,
    ) -> Self {
        let hard = classes.iter().filter(|class| class.role == Role::Hard);
        let used = hard.flat_map(|class| class.sources.iter().cloned());
        // The plan's own number of changes is no row.
        let used: Vec<String> = used.chain([CHANGES.to_owned()]).collect();
        Self { rates: model.rates.uncertain(&used), model: model.clone(), seed, correlation, asked }
    }

    /// What each rate does, the one that matters most first.
    pub(super) fn swings(&self) -> Vec<Swing> {
        let mut model = self.at_likely();
        let swings = self.rates.iter().map(|rate| {
            let (low, high) = (rate.law.quantile(LOW), rate.law.quantile(HIGH));
            let mut with = |value: f64| {
                model.rates.take(&rate.id, value);
                minutes(&model)
            };
            let (minutes_low, minutes_high) = (with(low), with(high));
            with(rate.likely);
            Swing { id: rate.id.clone(), low, likely: rate.likely, high, minutes_low, minutes_high }
        });
        let mut swings: Vec<Swing> = swings.collect();
        swings.sort_by(|a, b| b.minutes().total_cmp(&a.minutes()).then(a.id.cmp(&b.id)));
        swings
    }

    /// Mean minutes of a year with a value for one rate, all others likely.
    pub(super) fn at(&self, rate: &str, value: f64) -> f64 {
        let mut model = self.at_likely();
        model.rates.take(rate, value);
        minutes(&model)
    }

    /// The model with every uncertain rate at its likely value.
    fn at_likely(&self) -> AvailabilityModel {
        let mut model = self.model.clone();
        for rate in &self.rates {
            model.rates.take(&rate.id, rate.likely);
        }
        model
    }

    /// The mean minutes of a year in so many futures of a seed.
    pub(super) fn drawn(&self, seed: u64, n_draws: u32) -> DrawnMinutes {
        let mut model = self.model.clone();
        let cube = Hypercube::new(seed, n_draws);
        let rates = self.values(&cube);
        let minutes = (0..cube.n_draws() as usize).map(|future| {
            self.take(&mut model, &rates, future);
            minutes(&model)
        });
        DrawnMinutes { n_points: cube.n_points(), minutes: minutes.collect() }
    }

    /// The rates that are not known exactly, with their laws.
    pub(super) fn inputs(&self) -> impl Iterator<Item = (&str, Law)> {
        self.rates.iter().map(|rate| (rate.id.as_str(), rate.law))
    }

    /// Each rate in every future.
    fn values(&self, cube: &Hypercube) -> Vec<Vec<f64>> {
        self.rates.iter().map(|rate| self.correlation.values(cube, &rate.id, rate.law)).collect()
    }

    /// Takes the rates of one future for those of the model.
    fn take(&self, model: &mut AvailabilityModel, rates: &[Vec<f64>], future: usize) {
        for (rate, values) in self.rates.iter().zip(rates) {
            model.rates.take(&rate.id, values[future]);
        }
    }
}

/// The band and the swings, computed step by step.
///
/// Method: a Latin hypercube over the laws of the rates, each future solved exactly; chance
/// within the year is not in it.
/// Source: docs/model.md, "What is not known".
#[derive(Debug)]
pub(super) struct SteppedDoubt {
    model: AvailabilityModel,
    at_likely: f64,
    /// Futures of which the mean is computed, and those whose law is.
    means: Futures,
    laws: Futures,
    minutes: Vec<f64>,
    /// Of each availability that is asked for the probability in each future.
    met: Vec<Vec<f64>>,
    lengths: Lengths,
}

/// Futures that are drawn: how many of them make a replicate, and each rate in every future.
#[derive(Debug)]
struct Futures {
    n: usize,
    n_points: u32,
    rates: Vec<Vec<f64>>,
}

impl Futures {
    fn of(inputs: &DoubtInputs, n_draws: u32) -> Self {
        let cube = Hypercube::new(inputs.seed, n_draws);
        Self { n: cube.n_draws() as usize, n_points: cube.n_points(), rates: inputs.values(&cube) }
    }

    fn spread(&self, values: &[f64]) -> Spread {
        Spread::new(values.chunks(self.n_points as usize).map(<[f64]>::to_vec).collect())
    }
}

/// Futures of which a step computes the mean.
const MEANS_A_STEP: usize = 64;
/// Futures of which a step computes the law.
const LAWS_A_STEP: usize = 4;

impl SteppedDoubt {
    /// Draws the futures.
    pub(super) fn new(inputs: &DoubtInputs) -> Self {
        let model = inputs.model.clone();
        Self {
            at_likely: minutes(&model),
            model,
            means: Futures::of(inputs, FUTURES),
            laws: Futures::of(inputs, LAWS),
            minutes: Vec::new(),
            met: vec![Vec::new(); inputs.asked.len()],
            lengths: Lengths::coarse(),
        }
    }

    /// Solves some more futures. Gives back whether there are more.
    pub(super) fn step(&mut self, inputs: &DoubtInputs) -> bool {
        if inputs.rates.is_empty() {
            return false;
        }
        let (begun, solved) = (self.minutes.len(), self.solved());
        for future in begun..self.means.n.min(begun + MEANS_A_STEP) {
            inputs.take(&mut self.model, &self.means.rates, future);
            self.minutes.push(minutes(&self.model));
        }
        if begun < self.means.n {
            return true;
        }
        for future in solved..self.laws.n.min(solved + LAWS_A_STEP) {
            inputs.take(&mut self.model, &self.laws.rates, future);
            let year = year(&self.model, &mut self.lengths);
            for (values, pct) in self.met.iter_mut().zip(&inputs.asked) {
                values.push(year.p_availability(*pct));
            }
        }
        self.solved() < self.laws.n && !inputs.asked.is_empty()
    }

    /// Futures whose law is solved.
    fn solved(&self) -> usize {
        self.met.first().map_or(0, Vec::len)
    }

    /// What all futures say.
    pub(super) fn told(&self, inputs: &DoubtInputs) -> Doubt {
        if inputs.rates.is_empty() {
            let exact = Measured::exact(self.at_likely);
            return Doubt {
                at_likely: self.at_likely,
                mean: exact,
                p5: exact,
                p50: exact,
                p95: exact,
                ..Doubt::default()
            };
        }
        let spread = self.means.spread(&self.minutes);
        let met = self.met.iter().map(|values| self.laws.spread(values).mean());
        Doubt {
            at_likely: self.at_likely,
            mean: spread.mean(),
            p5: spread.quantile(LOW),
            p50: spread.quantile(0.5),
            p95: spread.quantile(HIGH),
            futures: self.minutes.len() as u64,
            p_year: inputs.asked.iter().copied().zip(met).collect(),
            swings: inputs.swings(),
        }
    }
}

/// The mean minutes of a year in every future, replicate by replicate.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct DrawnMinutes {
    /// Futures of each replicate.
    pub n_points: u32,
    /// Minutes.
    pub minutes: Vec<f64>,
}

/// The law of a year with the rates of a model.
fn year(model: &AvailabilityModel, lengths: &mut Lengths) -> Downtime {
    let Ok((classes, switch)) = model.classes() else { return Downtime::always(YEAR_HOURS) };
    let hard = || classes.iter().filter(|class| class.role == Role::Hard);
    if hard().any(|class| class.outage.unavailability >= 1.0) {
        return Downtime::always(YEAR_HOURS);
    }
    let streams: Vec<OutageLaw> = hard().flat_map(|class| class.laws.iter().copied()).collect();
    Downtime::on(lengths, &streams, switch.as_ref(), YEAR_HOURS)
}

/// Mean minutes a year. What could be solved with the likely rates can be solved with any.
fn minutes(model: &AvailabilityModel) -> f64 {
    model.headline().map_or(f64::NAN, |outage| outage.downtime_minutes_per_year())
}
