//! What each input that is not known exactly does to the bill.

use std::borrow::Cow;

use super::super::copies::setting;
use super::super::size::nodes_ahead;
use super::growing::kept_in;
use super::horizon::Months;
use super::inputs::{Input, inputs_of};
use crate::engine::backup::{Backups, MonthKept, backups};
use crate::engine::scenario::{Figures, Plan};
use crate::engine::sizing::grown_by;
use crate::engine::uncertainty::Estimate;
use crate::engine::units::Usd;

/// An input of the bill that is not known exactly, and what its ends come to.
#[derive(Clone, Debug, PartialEq)]
pub struct CostSwing {
    /// The plan's key, or the id of a figure of the model.
    pub name: String,
    /// Its unit.
    pub unit: String,
    /// Its value.
    pub value: Estimate,
    /// What the first month, at steady copies, costs more at the low and at the high end.
    pub monthly: (Usd, Usd),
    /// The same of the months of [`CostSwings::points`].
    pub at_points: Vec<(Usd, Usd)>,
}

/// What two inputs do together beyond what each does alone.
#[derive(Clone, Debug, PartialEq)]
pub struct CostPair {
    /// The inputs, by their place in [`CostSwings::inputs`].
    pub of: (usize, usize),
    /// What the first month costs more with both at their far ends: the high one, or the low one
    /// of an input whose likely value is its highest.
    pub monthly: Usd,
    /// The same of the months of [`CostSwings::points`].
    pub at_points: Vec<Usd>,
}

/// Every input that is not known exactly and that the bill rests on.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct CostSwings {
    /// Months of the horizon at which swings are known: the first, every other year's first, and
    /// the last. In the first one copies are taken to be in their steady state.
    pub points: Vec<u32>,
    /// The inputs, that with the widest swing of the first month first.
    pub inputs: Vec<CostSwing>,
    /// Pairs of the first inputs of which one changes what the other does.
    pub pairs: Vec<CostPair>,
}

/// The end of an input at which pairs are looked at: the high one, or the low one of an input
/// whose likely value is its highest.
pub(in crate::engine::plan) fn far_end(value: Estimate) -> f64 {
    if value.high() > value.likely() { value.high() } else { value.low() }
}

/// Months between those at which swings are known.
const APART: usize = 24;
/// Inputs of which pairs are looked at: those that move the bill most.
const PAIRED: usize = 6;

/// What each input does to the bill of the first month and of some months of the horizon, found
/// step by step.
///
/// Formula: the bill with the input at its low and at its high end, all others likely, less the
/// bill with all of them likely; of the first inputs also with two at once. Sizes of services
/// stay, and nodes but with growth, which changes what grows.
/// Source: docs/model.md, "Ranges of the bill".
#[derive(Clone, Debug)]
pub(in crate::engine::plan) struct SteppedSwings {
    points: Vec<u32>,
    base: Base,
    /// Inputs that are still to be looked at, the last one first.
    left: Vec<Input>,
    found: Vec<(Input, CostSwing)>,
    /// Pairs of the inputs so far; none before all inputs are found.
    pairs: Option<Vec<CostPair>>,
    /// The first of the pairs that are looked at next.
    first: usize,
}

/// Inputs that a step looks at.
const INPUTS_PER_STEP: usize = 4;

impl SteppedSwings {
    pub(super) fn begin(months: &Months<'_>) -> Self {
        let plan = &months.outcome.plan;
        let last = plan.finance.horizon_months - 1;
        let mut points: Vec<u32> = (0..last).step_by(APART).chain([last]).collect();
        points.dedup();
        let base = At::of(months, plan, false).bills(&points);
        let mut left = inputs_of(Figures::new(months.catalogue, plan), &months.outcome.bill);
        left.reverse();
        Self { points, base, left, found: Vec::new(), pairs: None, first: 0 }
    }

    /// Takes a step; gives back whether there are more.
    pub(super) fn step(&mut self, months: &Months<'_>) -> bool {
        for _ in 0..INPUTS_PER_STEP {
            if let Some(input) = self.left.pop() {
                let swing = swing(months, &input, &self.points, &self.base);
                self.found.extend(swing.map(|swing| (input, swing)));
            }
        }
        if !self.left.is_empty() {
            return true;
        }
        if self.pairs.is_none() {
            let width = |swing: &CostSwing| {
                let (low, high) = swing.monthly;
                (high.max(low) - high.min(low)).micros()
            };
            self.found.sort_by(|(_, a), (_, b)| width(b).cmp(&width(a)).then_with(|| a.name.cmp(&b.name)));
            self.pairs = Some(Vec::new());
            return true;
        }
        let widest = &self.found[..self.found.len().min(PAIRED)];
        if self.first < widest.len() {
            let more = pairs_of(months, widest, self.first, &self.points, &self.base);
            self.pairs.get_or_insert_default().extend(more);
            self.first += 1;
        }
        self.first < self.found.len().min(PAIRED)
    }

    /// What was found: all of it once there are no more steps.
    pub(super) fn finish(self, months: &Months<'_>) -> CostSwings {
        let figures = Figures::new(months.catalogue, &months.outcome.plan);
        let mut inputs: Vec<CostSwing> = self.found.into_iter().map(|(_, swing)| swing).collect();
        inputs.extend(price_change(figures, &self.points, &self.base));
        CostSwings { points: self.points, inputs, pairs: self.pairs.unwrap_or_default() }
    }
}

/// What an input does; none where it moves neither the first month nor the last.
fn swing(months: &Months<'_>, input: &Input, points: &[u32], base: &Base) -> Option<CostSwing> {
    let with = |end| {
        let mut plan = months.outcome.plan.clone();
        input.put(&mut plan, end);
        plan
    };
    let (low, high) = (with(input.value.low()), with(input.value.high()));
    let touches = input.touches_copies();
    let (low, high) = (At::of(months, &low, touches), At::of(months, &high, touches));
    let more = |month, base: Usd| (low.bill(month) - base, high.bill(month) - base);
    let monthly = more(0, base.first());
    let ends = points.last().filter(|last| **last > 0).map(|last| more(*last, base.last()));
    let nothing = (Usd::ZERO, Usd::ZERO);
    if monthly == nothing && ends.is_none_or(|ends| ends == nothing) {
        return None;
    }
    let middle = points.iter().zip(&base.points).skip(1).take(points.len().saturating_sub(2));
    let middle = middle.map(|(month, base)| more(*month, *base));
    let at_points = std::iter::once(monthly).chain(middle).chain(ends).collect();
    Some(CostSwing {
        name: input.name.clone(),
        unit: input.unit.clone(),
        value: input.value,
        monthly,
        at_points,
    })
}

/// Pairs of an input, by its place, with those behind it, of which one changes what the other does.
fn pairs_of(
    months: &Months<'_>,
    inputs: &[(Input, CostSwing)],
    first: usize,
    points: &[u32],
    base: &Base,
) -> Vec<CostPair> {
    let alone = |swing: &CostSwing, point: usize| {
        let (low, high) = swing.at_points.get(point).copied().unwrap_or_default();
        if swing.value.high() > swing.value.likely() { high } else { low }
    };
    // Lines round to micro-dollars, so a few of them say nothing.
    let is_nothing = |usd: Usd| usd.micros().abs() < 1000;
    let (one, alone_first) = &inputs[first];
    let pair = |(second, (other, alone_second)): (usize, &(Input, CostSwing))| {
        let mut plan = months.outcome.plan.clone();
        one.put(&mut plan, far_end(one.value));
        other.put(&mut plan, far_end(other.value));
        let both = At::of(months, &plan, one.touches_copies() || other.touches_copies());
        let together = |point: usize| {
            let base = base.points.get(point).copied().unwrap_or_default();
            both.bill(points[point]) - base - alone(alone_first, point) - alone(alone_second, point)
        };
        let (monthly, last) = (together(0), together(points.len() - 1));
        if is_nothing(monthly) && is_nothing(last) {
            return None;
        }
        let at_points = (0..points.len()).map(together).collect();
        Some(CostPair { of: (first, second), monthly, at_points })
    };
    inputs.iter().enumerate().skip(first + 1).filter_map(pair).collect()
}

/// What the change of list prices does: nothing to the first month.
fn price_change(figures: Figures<'_>, points: &[u32], base: &Base) -> Option<CostSwing> {
    const ID: &str = "finance.price_change_pct_per_year";
    let value = figures.assumption(ID)?.value;
    if !value.is_range() {
        return None;
    }
    let more = |end: f64, month: u32, base: Usd| {
        let by = grown_by(end, month) - grown_by(value.likely(), month);
        Usd::from_dollars(base.dollars() * by)
    };
    let at_points = points.iter().zip(&base.points);
    let at_points =
        at_points.map(|(month, base)| (more(value.low(), *month, *base), more(value.high(), *month, *base)));
    Some(CostSwing {
        name: ID.to_owned(),
        unit: figures.catalogue().assumptions.get(ID)?.unit.clone(),
        value,
        monthly: (Usd::ZERO, Usd::ZERO),
        at_points: at_points.collect(),
    })
}

/// Bills of a plan with some of its inputs changed.
struct At<'a> {
    months: &'a Months<'a>,
    plan: &'a Plan,
    steady: Cow<'a, Backups>,
    nodes: Cow<'a, [u32]>,
}

/// The effective bills that swings are measured from.
#[derive(Clone, Debug)]
struct Base {
    points: Vec<Usd>,
}

impl Base {
    fn first(&self) -> Usd {
        self.points.first().copied().unwrap_or_default()
    }

    fn last(&self) -> Usd {
        self.points.last().copied().unwrap_or_default()
    }
}

impl<'a> At<'a> {
    fn of(months: &'a Months<'a>, plan: &'a Plan, touches_copies: bool) -> Self {
        let outcome = months.outcome;
        let growth = plan.workload.growth_pct_per_year;
        let nodes = if growth == outcome.plan.workload.growth_pct_per_year {
            Cow::Borrowed(months.nodes.nodes.as_slice())
        } else {
            Cow::Owned(nodes_ahead(outcome, months.catalogue, growth.likely()).nodes)
        };
        if !touches_copies {
            return Self { months, plan, steady: Cow::Borrowed(&outcome.backups), nodes };
        }
        let figures = Figures::new(months.catalogue, plan);
        let setting = setting(figures, &outcome.sizing.demand, outcome.failover.as_ref());
        Self { months, plan, steady: Cow::Owned(backups(figures, setting)), nodes }
    }

    fn bills(&self, points: &[u32]) -> Base {
        let first = self.bill(0);
        let later = points.iter().skip(1).map(|month| self.bill(*month));
        Base { points: std::iter::once(first).chain(later).collect() }
    }

    /// The bill of a month of the horizon, of the first with copies in their steady state.
    fn bill(&self, month: u32) -> Usd {
        let outcome = self.months.outcome;
        let kept = outcome.retention.as_ref().filter(|_| month > 0);
        let kept = kept.and_then(|retention| retention.months.get(month as usize));
        let growth = grown_by(self.plan.workload.growth_pct_per_year.likely(), month);
        let likely = grown_by(outcome.plan.workload.growth_pct_per_year.likely(), month);
        let kept = kept.map(|kept| kept_in(&self.steady, &self.scaled(kept, growth / likely)));
        let backups = kept.as_ref().unwrap_or_else(|| self.steady.as_ref());
        let nodes = self.nodes.get(month as usize).copied();
        self.months.bill_of(self.plan, (month, growth), backups, nodes).effective
    }

    /// The copies of a month, in proportion to what the changed plan keeps in the steady state,
    /// and to how much more has grown.
    fn scaled(&self, kept: &MonthKept, growth: f64) -> MonthKept {
        let base = &self.months.outcome.backups;
        let times = |of: fn(&Backups) -> f64| {
            let (now, was) = (of(&self.steady), of(base));
            growth * if was > 0.0 { now / was } else { 1.0 }
        };
        let database = times(|backups| backups.database_gib);
        let billed = times(|backups| backups.database_gib - backups.database_free_gib);
        let sent =
            times(|backups| backups.off_region.as_ref().map_or(0.0, |there| there.transfer_gib_per_month));
        MonthKept {
            velero: kept.velero * times(|backups| backups.velero_gib),
            snapshots: kept.snapshots * times(|backups| backups.snapshot_gib),
            database: kept.database * database,
            database_billed: (kept.database_billed * billed).min(kept.database * database),
            versions: kept.versions * times(|backups| backups.versions_gib),
            written: kept.written * sent,
        }
    }
}
