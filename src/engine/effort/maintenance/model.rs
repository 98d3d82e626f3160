//! Recurring work that a user writes as JSON.

use serde::Serialize;

use super::{Recurring, months_of, year_law};
use crate::engine::scenario::{ModelFault, ModelObject};
use crate::engine::uncertainty::Law;

/// More activities than a year of work has.
const MOST_ACTIVITIES: usize = 200;
/// A cycle in every hour of a leap year.
const MOST_CYCLES: u32 = 8784;
/// Hours that a cycle of a model may have.
const MOST_HOURS: f64 = 1e6;
/// Hours of a full-time year where the model names none.
const HOURS_PER_FTE_YEAR: f64 = 1760.0;

/// Hours of a month: a year ÷ 12.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MonthHours {
    /// All cycles at their least.
    pub low: f64,
    /// Mean.
    pub mean: f64,
    /// All cycles at their most.
    pub high: f64,
}

/// Hours of a year, every cycle on its own.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct YearOfHours {
    /// All cycles at their least.
    pub low: f64,
    /// 5th percentile.
    pub p5: f64,
    /// Median.
    pub p50: f64,
    /// Mean.
    pub mean: f64,
    /// 95th percentile.
    pub p95: f64,
    /// All cycles at their most.
    pub high: f64,
    /// Standard deviation: the root of the sum of the cycles' variances.
    pub sd: f64,
}

/// What recurring work of the user's own comes to.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct MaintenanceAnswer {
    /// Hours of a month.
    pub hours_per_month: MonthHours,
    /// Hours of a year.
    pub hours_per_year: YearOfHours,
    /// Mean hours of a year ÷ hours of a full-time year.
    pub fte: f64,
}

/// Solves recurring work: sums exactly, percentiles of the year by convolution.
///
/// # Errors
/// [`ModelFault`] naming the path, what was found and what is allowed.
pub fn solve_maintenance(model: &ModelObject<'_>) -> Result<MaintenanceAnswer, ModelFault> {
    model.only(&["kind", "name", "activities", "hours_per_fte_year"])?;
    let objects = model.objects("activities", "a list of at least one activity")?;
    if objects.len() > MOST_ACTIVITIES {
        return Err(model.fault("activities", &format!("at most {MOST_ACTIVITIES} activities")));
    }
    let work = objects.iter().map(activity).collect::<Result<Vec<Recurring>, ModelFault>>()?;
    let hours_per_fte_year = match model.get("hours_per_fte_year") {
        None => HOURS_PER_FTE_YEAR,
        Some(_) => model.number("hours_per_fte_year", 1.0, 8784.0)?,
    };
    let sum = |of: fn(Law) -> f64| -> f64 {
        work.iter().map(|activity| f64::from(activity.per_year) * of(activity.hours)).sum()
    };
    let (low, mean, high) = (sum(Law::low), sum(Law::mean), sum(Law::high));
    let year = year_law(&work);
    Ok(MaintenanceAnswer {
        hours_per_month: MonthHours { low: low / 12.0, mean: mean / 12.0, high: high / 12.0 },
        hours_per_year: YearOfHours {
            low,
            p5: year.quantile(0.05),
            p50: year.quantile(0.5),
            mean,
            p95: year.quantile(0.95),
            high,
            sd: libm::sqrt(sum(Law::variance)),
        },
        fte: mean / hours_per_fte_year,
    })
}

fn activity(activity: &ModelObject<'_>) -> Result<Recurring, ModelFault> {
    activity.only(&["name", "activity", "frequency", "per_year", "low_h", "mode_h", "high_h"])?;
    let per_year = activity.whole("per_year", 1, MOST_CYCLES)?;
    let low = activity.number("low_h", 0.0, MOST_HOURS)?;
    let mode = activity.number("mode_h", low, MOST_HOURS)?;
    let high = activity.number("high_h", mode, MOST_HOURS)?;
    if high <= 0.0 {
        return Err(activity.fault("high_h", "a number above 0: a cycle of 0 hours is none"));
    }
    let hours = if low < high { Law::Pert { low, mode, high } } else { Law::Constant(mode) };
    Ok(Recurring { hours, per_year, months: months_of(per_year) })
}
