//! How likely targets are met: what verdicts need of the laws, and nothing else.

use std::cell::OnceCell;
use std::collections::BTreeMap;

use super::laws::{LawInputs, Laws};
use super::money::{CostLaws, DrawnBills};
use super::outcome::Outcome;
use super::year::YearLaws;
use crate::engine::availability::{Downtime, FailureClass, Lengths, OutageLaw, Role, Switch, SwitchLaw};
use crate::engine::effort::{SetupLength, setup_length};
use crate::engine::scenario::Target;
use crate::engine::uncertainty::{Grid, Spread};
use crate::engine::units::YEAR_HOURS;

/// The laws that targets are judged by, each computed when it is first asked for.
#[derive(Debug)]
pub(super) struct Sources {
    downtime: OnceCell<(Downtime, Lengths)>,
    setup_length: OnceCell<SetupLength>,
    year: OnceCell<(YearLaws, Grid)>,
    cost: OnceCell<(CostLaws, Spread, DrawnBills)>,
    switch: Option<SwitchLaw>,
}

impl Sources {
    /// None yet.
    pub(super) fn of(inputs: &LawInputs) -> Self {
        Self {
            downtime: OnceCell::new(),
            setup_length: OnceCell::new(),
            year: OnceCell::new(),
            cost: OnceCell::new(),
            switch: inputs.switch.as_ref().map(SwitchLaw::of),
        }
    }

    /// A year's downtime, and the lengths of outages that other windows share.
    pub(super) fn downtime(&self, inputs: &LawInputs) -> &(Downtime, Lengths) {
        self.downtime.get_or_init(|| downtime(inputs.always_down, &inputs.outages, inputs.switch.as_ref()))
    }

    pub(super) fn setup_length(&self, inputs: &LawInputs) -> &SetupLength {
        self.setup_length.get_or_init(|| setup_length(&inputs.setup_length))
    }

    pub(super) fn year(&self, inputs: &LawInputs) -> &(YearLaws, Grid) {
        self.year.get_or_init(|| inputs.year.laws())
    }

    pub(super) fn cost(&self, inputs: &LawInputs) -> &(CostLaws, Spread, DrawnBills) {
        self.cost.get_or_init(|| inputs.cost.laws())
    }

    /// Outages that are over by themselves.
    pub(super) fn automatic<'a>(&'a self, inputs: &'a LawInputs) -> Mixture<'a> {
        Mixture { streams: &inputs.automatic, switch: self.switch.as_ref() }
    }
}

fn downtime(always_down: bool, outages: &[OutageLaw], switch: Option<&Switch>) -> (Downtime, Lengths) {
    let mut lengths = Lengths::fine();
    let year = if always_down {
        Downtime::always(YEAR_HOURS)
    } else {
        Downtime::on(&mut lengths, outages, switch, YEAR_HOURS)
    };
    (year, lengths)
}

/// A probability, and its standard error where draws gave it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct MetBy {
    pub(super) p: f64,
    pub(super) error: Option<f64>,
}

impl LawInputs {
    /// How likely a target is met; none where no law says it.
    pub(super) fn met(&self, sources: &Sources, target: Target, value: f64) -> Option<MetBy> {
        let exact = |p| Some(MetBy { p, error: None });
        match target {
            Target::AvailabilityPct => exact(sources.downtime(self).0.p_availability(value)),
            Target::SetupDays => {
                let within = sources.setup_length(self).within(value)?;
                let error = Some(within.standard_error).filter(|error| *error > 0.0);
                Some(MetBy { p: within.value, error })
            }
            Target::Fte => exact(sources.year(self).1.cdf(value * self.hours_per_fte_year)),
            Target::RtoMinutes => exact(sources.automatic(self).cdf(value)),
            Target::MonthlyCostUsd => {
                let within = sources.cost(self).1.cdf(value);
                Some(MetBy { p: within.value, error: Some(within.standard_error) })
            }
            Target::RpoSeconds => None,
        }
    }

    /// Everything that the law of a target hangs on, in words; none where it is cheap, or hangs
    /// on all of the plan.
    fn words(&self, target: Target, value: f64) -> Option<String> {
        Some(match target {
            Target::AvailabilityPct => {
                format!("up {value} {} {:?} {:?}", self.always_down, self.outages, self.switch)
            }
            Target::SetupDays => format!("days {value} {:?}", self.setup_length),
            Target::Fte => format!("fte {value} {} {:?}", self.hours_per_fte_year, self.year),
            Target::RtoMinutes => format!("rto {value} {:?} {:?}", self.automatic, self.switch),
            Target::MonthlyCostUsd | Target::RpoSeconds => return None,
        })
    }
}

/// The laws that the targets of many plans need, each computed once for all plans that share it.
#[derive(Clone, Debug, Default)]
pub struct TargetLaws {
    known: BTreeMap<String, Option<(f64, Option<f64>)>>,
    /// Lengths of outages, on the coarse grid and on the fine one.
    coarse: Option<Lengths>,
    fine: Option<Lengths>,
}

impl TargetLaws {
    /// What verdicts read of the laws of an outcome, as [`super::laws`] has it, and the median of
    /// an outage that is over by itself.
    pub fn in_full(outcome: &Outcome) -> Laws {
        let inputs = LawInputs::of(outcome);
        let sources = Sources::of(&inputs);
        let mut laws = Laws::default();
        for (target, value) in &inputs.targets {
            if *target == Target::MonthlyCostUsd && outcome.horizon.is_none() {
                continue;
            }
            let Some(met) = inputs.met(&sources, *target, *value) else { continue };
            laws.p_met.insert(target.key().to_owned(), met.p);
            laws.p_met_error.extend(met.error.map(|error| (target.key().to_owned(), error)));
        }
        laws.automatic_outage_minutes_p50 = sources.automatic(&inputs).median();
        laws
    }

    /// What verdicts read of the laws of an outcome but for some targets; all else has its
    /// default. Of the bill only where the outcome looks ahead, as its law hangs on that. A
    /// probability of the availability that is too low for certain is on a coarse grid, and the
    /// median of an outage, on which no verdict hangs, is left out.
    pub fn of(&mut self, outcome: &Outcome, but: &[Target]) -> Laws {
        let inputs = LawInputs::of(outcome);
        let sources = Sources::of(&inputs);
        let mut laws = Laws::default();
        for (target, value) in &inputs.targets {
            if but.contains(target) || (*target == Target::MonthlyCostUsd && outcome.horizon.is_none()) {
                continue;
            }
            let met = || {
                if *target == Target::AvailabilityPct && !inputs.always_down {
                    let rough =
                        Downtime::coarse(&inputs.outages, inputs.switch.as_ref()).p_availability(*value);
                    if rough + COARSE < outcome.plan.confidence {
                        return Some((rough, None));
                    }
                }
                inputs.met(&sources, *target, *value).map(|met| (met.p, met.error))
            };
            let met = match inputs.words(*target, *value) {
                Some(words) => *self.known.entry(words).or_insert_with(met),
                None => met(),
            };
            let Some((p, error)) = met else { continue };
            laws.p_met.insert(target.key().to_owned(), p);
            laws.p_met_error.extend(error.map(|error| (target.key().to_owned(), error)));
        }
        if outcome.horizon.is_some() && inputs.targets.contains_key(&Target::MonthlyCostUsd) {
            laws.cost = sources.cost(&inputs).0.clone();
        }
        laws
    }

    /// How likely a year is at least so available at most, if these classes fail and more may: on a
    /// coarse grid where that is enough to say that it is less likely than asked for.
    pub fn p_available_at_most(
        &mut self,
        classes: &[FailureClass],
        switch: Option<&Switch>,
        (pct, confidence): (f64, f64),
    ) -> f64 {
        let hard = || classes.iter().filter(|class| class.role == Role::Hard);
        let always_down = hard().any(|class| class.outage.unavailability >= 1.0);
        let outages: Vec<OutageLaw> = hard().flat_map(|class| class.laws.iter().copied()).collect();
        let words = format!("at most {pct} {always_down} {outages:?} {switch:?}");
        let (coarse, fine) = (&mut self.coarse, &mut self.fine);
        let met = || {
            if always_down {
                return Some((0.0, None));
            }
            let p = |lengths: &mut Lengths| {
                Downtime::on(lengths, &outages, switch, YEAR_HOURS).p_availability(pct)
            };
            let rough = p(coarse.get_or_insert_with(Lengths::coarse)) + COARSE;
            if rough < confidence {
                return Some((rough, None));
            }
            Some(((p(fine.get_or_insert_with(Lengths::fine)) + FINE).min(1.0), None))
        };
        self.known.entry(words).or_insert_with(met).map_or(1.0, |(p, _)| p)
    }
}

/// What a probability on the coarse grid may be off, doubled.
const COARSE: f64 = 0.01;
/// What one on the fine grid may be off.
const FINE: f64 = 0.001;

/// The length of one outage of an automatic infrastructure class, by frequency.
pub(super) struct Mixture<'a> {
    streams: &'a [OutageLaw],
    switch: Option<&'a SwitchLaw>,
}

impl Mixture<'_> {
    pub(super) fn cdf(&self, minutes: f64) -> f64 {
        let total: f64 = self.streams.iter().map(|stream| stream.per_year).sum();
        if total <= 0.0 {
            return 1.0;
        }
        let over = |stream: &OutageLaw| match self.switch {
            Some(switch) => switch.cdf(stream, minutes),
            None => stream.minutes.cdf(minutes),
        };
        let within: f64 = self.streams.iter().map(|stream| stream.per_year * over(stream)).sum();
        within / total
    }

    pub(super) fn median(&self) -> f64 {
        let (mut below, mut above) = (0.0, 1e5);
        for _ in 0..60 {
            let middle = (below + above) / 2.0;
            if self.cdf(middle) < 0.5 {
                below = middle;
            } else {
                above = middle;
            }
        }
        (below + above) / 2.0
    }
}
