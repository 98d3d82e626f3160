//! The laws of a plan, step by step.

use super::doubt::SteppedDoubt;
use super::laws::{LawInputs, Laws, Percentiles, curve};
use super::recovery_laws::recovery_laws;
use super::targets::Sources;
use super::windows;
use crate::engine::effort::setup_law;
use crate::engine::uncertainty::Law;

/// The laws of a plan that are computed step by step, for callers that may not stop for all of
/// them at once. However they are stepped through, they are those of [`laws`].
#[derive(Debug)]
pub struct SteppedLaws {
    inputs: LawInputs,
    sources: Sources,
    doubt: Option<SteppedDoubt>,
    laws: Laws,
    next: usize,
}

/// The steps but the last, which goes on for long, in order.
const STEPS: [fn(&mut SteppedLaws); 8] = [
    SteppedLaws::downtime,
    SteppedLaws::windows,
    SteppedLaws::setup,
    SteppedLaws::year,
    SteppedLaws::cost,
    SteppedLaws::people,
    SteppedLaws::targets,
    SteppedLaws::recovery,
];

impl SteppedLaws {
    /// Nothing is computed yet.
    pub fn new(inputs: LawInputs) -> Self {
        Self { sources: Sources::of(&inputs), inputs, doubt: None, laws: Laws::default(), next: 0 }
    }

    /// Takes the next step. Gives back whether there are more.
    pub fn step(&mut self) -> bool {
        if let Some(step) = STEPS.get(self.next) {
            step(self);
            self.next += 1;
            return true;
        }
        let inputs = &self.inputs.doubt;
        let doubt = self.doubt.get_or_insert_with(|| SteppedDoubt::new(inputs));
        let is_more = doubt.step(inputs);
        if !is_more {
            self.laws.doubt = doubt.told(inputs);
        }
        is_more
    }

    /// What was computed so far: all of it once there are no more steps.
    pub fn into_laws(self) -> Laws {
        self.laws
    }

    fn downtime(&mut self) {
        let (downtime, _) = self.sources.downtime(&self.inputs);
        self.laws.downtime_minutes = Percentiles::of(|p| downtime.quantile(p));
        self.laws.p_no_downtime = downtime.p_none();
        self.laws.downtime_curve = curve(0.0, downtime.quantile(0.99), |minutes| downtime.cdf(minutes));
    }

    fn windows(&mut self) {
        let inputs = &self.inputs;
        let (downtime, lengths) = self.sources.downtime(inputs);
        let mut lengths = lengths.clone();
        self.laws.windows = windows::windows(
            &inputs.windows,
            downtime,
            &mut lengths,
            (!inputs.always_down).then_some(&inputs.outages),
            inputs.switch.as_ref(),
        );
        self.laws.promises = inputs.promises.iter().map(|promise| promise.p_below(&mut lengths)).collect();
    }

    fn setup(&mut self) {
        let inputs = &self.inputs;
        let sum = |laws: &[Law]| (!laws.is_empty()).then(|| setup_law(laws, inputs.correlation));
        let (setup, extra) = (sum(&inputs.setup), sum(&inputs.extra));
        self.laws.setup_hours = setup.as_ref().map(|setup| Percentiles::of(|p| setup.quantile(p)));
        self.laws.setup_curve = setup.as_ref().map_or_else(Vec::new, |setup| {
            curve(setup.quantile(0.001), setup.quantile(0.999), |hours| setup.cdf(hours))
        });
        self.laws.extra_hours = extra.as_ref().map(|extra| Percentiles::of(|p| extra.quantile(p)));
        self.laws.setup_length = self.sources.setup_length(inputs).clone();
    }

    fn year(&mut self) {
        self.laws.year = self.sources.year(&self.inputs).0.clone();
    }

    fn cost(&mut self) {
        self.laws.cost = self.sources.cost(&self.inputs).0.clone();
    }

    fn people(&mut self) {
        let (cost, _, bills) = self.sources.cost(&self.inputs);
        let (_, year) = self.sources.year(&self.inputs);
        self.laws.people = self.inputs.people_laws(year, &bills.total, cost.draws);
    }

    fn targets(&mut self) {
        for (target, value) in &self.inputs.targets {
            let Some(met) = self.inputs.met(&self.sources, *target, *value) else { continue };
            self.laws.p_met.insert(target.key().to_owned(), met.p);
            self.laws.p_met_error.extend(met.error.map(|error| (target.key().to_owned(), error)));
        }
        self.laws.automatic_outage_minutes_p50 = self.sources.automatic(&self.inputs).median();
    }

    fn recovery(&mut self) {
        self.laws.recovery = recovery_laws(&self.inputs.recovery);
    }
}

/// Computes the laws of a plan.
pub fn laws(inputs: &LawInputs) -> Laws {
    let mut steps = SteppedLaws::new(inputs.clone());
    while steps.step() {}
    steps.into_laws()
}
