//! What people may come to in money: planned work of a month, and all of the horizon.

use serde::{Deserialize, Serialize};

use super::Outcome;
use super::laws::Percentiles;
use crate::engine::scenario::Figures;
use crate::engine::sizing::grown_by;
use crate::engine::uncertainty::{Correlation, Estimate, Hypercube, Law, Spread};

/// The price of an hour, the pay of a week on call, and the change of both a year, by their names.
const HOURLY: &str = "team.hourly_cost_usd";
const ON_CALL: &str = "on_call.usd_per_week";
const WAGES: &str = "finance.wage_change_pct_per_year";

/// An input with its likely value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
struct Input {
    low: f64,
    likely: f64,
    high: f64,
    law: Option<Law>,
}

impl Input {
    fn of(value: Estimate) -> Self {
        Self { low: value.low(), likely: value.likely(), high: value.high(), law: Some(Law::of(value)) }
    }

    fn values(&self, name: &str, cube: &Hypercube, correlation: &Correlation) -> Vec<f64> {
        correlation.values(cube, name, self.law.unwrap_or(Law::Constant(0.0)))
    }
}

/// What the laws of people's money are computed from: numbers only.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub(super) struct PeopleInputs {
    hourly: Input,
    on_call: Input,
    wages: Input,
    /// Hours of work and weeks of pay over the horizon, each with wages at their low, likely and
    /// high change.
    work_hours: [f64; 3],
    on_call_weeks: [f64; 3],
    /// Mean hours of the setup.
    setup_hours: f64,
    /// What is paid once beside the setup, USD.
    once_usd: f64,
    /// Whether the plan looks ahead.
    looks_ahead: bool,
}

/// The laws of people's money.
#[derive(Clone, Copy, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct PeopleLaws {
    /// Planned work of a month, one of a year's twelve, USD.
    pub monthly: Percentiles,
    /// Bills, people and what is paid once over the horizon, USD; of a plan that does not look
    /// ahead, none.
    pub horizon_total: Option<Percentiles>,
}

impl PeopleInputs {
    pub(super) fn of(outcome: &Outcome) -> Self {
        let plan = &outcome.plan;
        let upkeep = &outcome.effort.upkeep;
        let hourly = Input::of(plan.team.hourly_cost_usd);
        let base = Self {
            hourly,
            on_call: Input::of(upkeep.on_call.usd_per_week),
            setup_hours: outcome.effort.setup.setup.work_mean(),
            ..Self::default()
        };
        let Some(horizon) = &outcome.horizon else { return base };
        let wages = Input::of(horizon.wage_change);
        let per = |usd: f64, price: f64| if price > 0.0 { usd / price } else { 0.0 };
        // A month's people at wages of today, and of them those who are paid to be on call.
        let on_call = horizon.labour.on_call.dollars();
        let months = (0_u32..).zip(&horizon.months).map(|(month, cost)| {
            let people = cost.labour.dollars() / grown_by(wages.likely, month);
            (month, (people - on_call).max(0.0))
        });
        let months: Vec<(u32, f64)> = months.collect();
        let ends = [wages.low, wages.likely, wages.high];
        let sum = |of: &dyn Fn(f64) -> f64, pct: f64| -> f64 {
            months.iter().map(|(month, work)| of(*work) * grown_by(pct, *month)).sum()
        };
        let setup_usd = base.setup_hours * hourly.likely;
        Self {
            wages,
            work_hours: ends.map(|pct| per(sum(&|work| work, pct), hourly.likely)),
            on_call_weeks: ends.map(|pct| per(sum(&|_| on_call, pct), base.on_call.likely)),
            once_usd: (horizon.sums.one_time.dollars() - setup_usd).max(0.0),
            looks_ahead: true,
            ..base
        }
    }

    /// Planned work of a month in every future: hours of a year ÷ 12 × the price of an hour.
    pub(super) fn monthly(&self, work: &[f64], cube: &Hypercube, correlation: &Correlation) -> Vec<f64> {
        let hourly = self.hourly.values(HOURLY, cube, correlation);
        work.iter().zip(hourly).map(|(hours, usd)| hours / 12.0 * usd).collect()
    }

    /// Bills, people and what is paid once in every future; nothing where the plan does not look
    /// ahead.
    ///
    /// Formula: bills + hours × price of an hour + weeks on call × pay, both with wages along
    /// straight lines from their low over their likely to their high change, + hours of the setup ×
    /// price of an hour + what else is paid once. Hours of work are those of a mean year: what
    /// single cycles take evens out over the months.
    /// Source: docs/model.md, "Ranges of the bill".
    pub(super) fn totals(
        &self,
        bills: &[f64],
        setup_hours: &[f64],
        cube: &Hypercube,
        correlation: &Correlation,
    ) -> Vec<f64> {
        if !self.looks_ahead {
            return Vec::new();
        }
        let hourly = self.hourly.values(HOURLY, cube, correlation);
        let weekly = self.on_call.values(ON_CALL, cube, correlation);
        let wages = self.wages.values(WAGES, cube, correlation);
        (bills.iter().zip(setup_hours))
            .zip(hourly.iter().zip(&weekly).zip(&wages))
            .map(|((bills, setup), ((hourly, weekly), wages))| {
                let hours = self.at(*wages, self.work_hours) + setup;
                bills + hours * hourly + self.at(*wages, self.on_call_weeks) * weekly + self.once_usd
            })
            .collect()
    }

    /// A sum at a change of wages.
    fn at(&self, pct: f64, [low, likely, high]: [f64; 3]) -> f64 {
        let (end, sum) =
            if pct < self.wages.likely { (self.wages.low, low) } else { (self.wages.high, high) };
        let width = end - self.wages.likely;
        if width == 0.0 { likely } else { likely + (sum - likely) * (pct - self.wages.likely) / width }
    }
}

impl PeopleLaws {
    pub(super) fn of(monthly: &[f64], totals: &[f64], n_points: u32) -> Self {
        let law = |values: &[f64]| {
            let spread = Spread::new(values.chunks(n_points.max(1) as usize).map(<[f64]>::to_vec).collect());
            Percentiles::of(|p| spread.quantile(p).value)
        };
        Self { monthly: law(monthly), horizon_total: (!totals.is_empty()).then(|| law(totals)) }
    }
}

/// How wages change a year, as the plan or the data has it.
pub(super) fn wage_change(figures: Figures<'_>) -> Estimate {
    figures.assumption(WAGES).map_or(Estimate::exact(0.0), |figure| figure.value)
}
