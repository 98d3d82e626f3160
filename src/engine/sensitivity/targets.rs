//! Values of inputs at which a target is just met.

use serde::{Deserialize, Serialize};

use super::inputs::unit_of_rate;
use crate::engine::catalogue::Catalogue;
use crate::engine::plan::{LawInputs, Outcome};
use crate::engine::scenario::Target;
use crate::engine::units::YEAR_MINUTES;

/// Inputs that are looked at, the widest first.
const WIDEST: usize = 6;
/// Halvings of an interval in which a target is met at one end alone.
const HALVINGS: u32 = 60;

/// A target of cost or availability, and the values of inputs at which it is just met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct TargetRow {
    /// The target's key.
    pub target: String,
    /// Its unit.
    pub unit: String,
    /// What was asked for.
    pub asked: f64,
    /// What the plan gives at the likely values.
    pub value: f64,
    /// Whether that meets it.
    pub met_at_likely: bool,
    /// Input by input, all others likely.
    pub inputs: Vec<Crossing>,
}

/// The value of an input at which a target is just met.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Crossing {
    /// The plan's key, the id of a figure of the model, or a class of failures.
    pub input: String,
    /// Its unit.
    pub unit: String,
    /// Low end.
    pub low: f64,
    /// Likely value.
    pub likely: f64,
    /// High end.
    pub high: f64,
    /// The value; absent where no value between the ends is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub just_met_at: Option<f64>,
}

/// An input as a path of a result: what is asked for, and the result on the way.
struct Path<'a> {
    name: &'a str,
    unit: &'a str,
    ends: [f64; 3],
    result: &'a dyn Fn(f64) -> f64,
}

/// Each target of cost and availability that a plan sets.
pub(super) fn targets(outcome: &Outcome, catalogue: &Catalogue, laws: &LawInputs) -> Vec<TargetRow> {
    let set = |target: Target| outcome.plan.targets.get(&target).copied();
    let cost = set(Target::MonthlyCostUsd).map(|asked| of_cost(outcome, laws, asked));
    let availability =
        set(Target::AvailabilityPct).map(|asked| of_availability(outcome, catalogue, laws, asked));
    cost.into_iter().chain(availability).collect()
}

/// Along the straight lines that the bill's ranges are drawn from.
fn of_cost(outcome: &Outcome, laws: &LawInputs, asked: f64) -> TargetRow {
    let likely = outcome.bill.effective.dollars();
    let mut row = row(Target::MonthlyCostUsd, asked, likely, likely <= asked);
    let swings = outcome.cost_swings.inputs.iter().zip(laws.bill_swings());
    for (swing, alone) in swings.filter(|(_, alone)| alone.monthly != (0.0, 0.0)).take(WIDEST) {
        let ends = [swing.value.low(), swing.value.likely(), swing.value.high()];
        let result = |x: f64| {
            let (end, more) =
                if x < ends[1] { (ends[0], alone.monthly.0) } else { (ends[2], alone.monthly.1) };
            let width = end - ends[1];
            likely + if width == 0.0 { 0.0 } else { (x - ends[1]) / width * more }
        };
        row.add(&Path { name: &swing.name, unit: &swing.unit, ends, result: &result }, asked);
    }
    row
}

/// Along the exact solution at each value of a rate; what is asked for is the mean of a year.
fn of_availability(outcome: &Outcome, catalogue: &Catalogue, laws: &LawInputs, asked: f64) -> TargetRow {
    let headline = outcome.availability.headline.availability() * 100.0;
    let minutes = (100.0 - asked) / 100.0 * YEAR_MINUTES;
    let mut row = row(Target::AvailabilityPct, asked, headline, headline >= asked);
    for swing in laws.downtime_swings().iter().take(WIDEST) {
        let ends = [swing.low, swing.likely, swing.high];
        let result = |x: f64| laws.downtime_at(&swing.id, x);
        row.add(
            &Path { name: &swing.id, unit: &unit_of_rate(catalogue, &swing.id), ends, result: &result },
            minutes,
        );
    }
    row
}

fn row(target: Target, asked: f64, value: f64, met_at_likely: bool) -> TargetRow {
    TargetRow {
        target: target.key().to_owned(),
        unit: target.unit().to_owned(),
        asked,
        value,
        met_at_likely,
        inputs: Vec::new(),
    }
}

impl TargetRow {
    fn add(&mut self, path: &Path<'_>, most: f64) {
        let [low, likely, high] = path.ends;
        self.inputs.push(Crossing {
            input: path.name.to_owned(),
            unit: path.unit.to_owned(),
            low,
            likely,
            high,
            just_met_at: root(path.ends, path.result, most),
        });
    }
}

/// Where a result is just as much as is asked for: between the likely value and the high end, else
/// between that and the low end; none where it is on one side of it at both.
fn root([low, likely, high]: [f64; 3], result: &dyn Fn(f64) -> f64, most: f64) -> Option<f64> {
    let is_met = |x: f64| result(x) <= most;
    let middle = is_met(likely);
    let end = [high, low].into_iter().find(|end| is_met(*end) != middle)?;
    let (mut here, mut there) = (likely, end);
    for _ in 0..HALVINGS {
        let half = f64::midpoint(here, there);
        if is_met(half) == middle {
            here = half;
        } else {
            there = half;
        }
    }
    Some(here)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 1,500 USD at 200 GiB and 0.25 a GiB: 2,000 USD at 200 + 500 ÷ 0.25 = 2,200 GiB.
    #[test]
    fn a_line_is_solved_by_hand() {
        let bill = |x: f64| 1500.0 + 0.25 * (x - 200.0);
        let found = root([0.0, 200.0, 4000.0], &bill, 2000.0).expect("between the ends");
        assert!((found - 2200.0).abs() < 1e-9, "{found}");
        assert_eq!(root([0.0, 200.0, 2000.0], &bill, 2000.0), None);
        // Not met at 200: it is from 160 down.
        let found = root([0.0, 200.0, 2000.0], &bill, 1490.0).expect("between the ends");
        assert!((found - 160.0).abs() < 1e-9, "{found}");
    }
}
