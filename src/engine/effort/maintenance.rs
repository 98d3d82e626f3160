//! Hours to keep the platform running.

use super::setup::Hours;
use super::when::holds;
use crate::engine::catalogue::{Provenance, Task, TaskKind};
use crate::engine::uncertainty::{Grid, Law};

/// Hours of a cell of the grid on which cycles are added.
const STEP_HOURS: f64 = 0.1;

/// An activity that comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page.
    pub name: String,
    /// Cycles in a year.
    pub per_year: u32,
    /// Hours of a cycle.
    pub hours: Hours,
    /// Where the hours come from.
    pub provenance: Provenance,
}

impl Activity {
    /// Mean hours in a calendar month, 1 to 12. Weekly work is spread evenly;
    /// what comes four times a year falls into the last month of each quarter.
    pub fn mean_hours_in(&self, month: u32) -> f64 {
        let mean = self.hours.law().mean();
        if self.per_year > 0 && self.per_year < 12 && 12 % self.per_year == 0 {
            let every = 12 / self.per_year;
            if month.is_multiple_of(every) { mean } else { 0.0 }
        } else {
            mean * f64::from(self.per_year) / 12.0
        }
    }
}

/// The recurring work of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub struct Maintenance {
    /// Activities in the order of the vendor's page.
    pub activities: Vec<Activity>,
    /// Hours of a year: all cycles at their least.
    pub year_low: f64,
    /// Hours of a year: mean.
    pub year_mean: f64,
    /// Hours of a year: all cycles at their most.
    pub year_high: f64,
    /// Mean hours of each calendar month, January first.
    pub months: [f64; 12],
}

impl Maintenance {
    /// For each activity the hours of a cycle and the cycles in a year.
    pub fn cycle_laws(&self) -> Vec<(Law, u32)> {
        self.activities.iter().map(|activity| (activity.hours.law(), activity.per_year)).collect()
    }
}

/// The stated recurring work of a pattern, as far as it is part of a plan of these facts.
pub fn maintenance(tasks: &[Task], pattern: &str, facts: &[&str]) -> Maintenance {
    let activities: Vec<Activity> = tasks
        .iter()
        .filter(|task| {
            task.pattern == pattern && task.phase == "maintenance" && task.kind == TaskKind::Effort
        })
        .filter(|task| holds(&task.when, facts))
        .filter_map(|task| {
            let (low, high) = (task.hours_low?, task.hours_high?);
            Some(Activity {
                id: task.id.clone(),
                name: task.name.clone(),
                per_year: task.per_year?,
                hours: Hours { low, likely: (low + high) / 2.0, high },
                provenance: task.provenance.clone(),
            })
        })
        .collect();
    let year = |hours: fn(&Hours) -> f64| {
        activities.iter().map(|activity| f64::from(activity.per_year) * hours(&activity.hours)).sum()
    };
    let months =
        std::array::from_fn(|i| activities.iter().map(|activity| activity.mean_hours_in(i as u32 + 1)).sum());
    Maintenance {
        year_low: year(|hours| hours.low),
        year_mean: year(|hours| hours.law().mean()),
        year_high: year(|hours| hours.high),
        months,
        activities,
    }
}

/// The law of a year's hours, every cycle on its own.
///
/// Shape: for each activity the hours of a cycle and the cycles in a year.
/// Source: docs/model.md, "Maintenance".
pub fn year_law(activities: &[(Law, u32)]) -> Grid {
    activities.iter().fold(Grid::zero(STEP_HOURS), |sum, (hours, per_year)| {
        sum.plus(&Grid::of(*hours, STEP_HOURS).times(*per_year))
    })
}
