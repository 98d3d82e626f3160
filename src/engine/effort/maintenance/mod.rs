//! Hours to keep the platform running.

mod calendar;
mod law;
mod model;

pub use calendar::{Week, months_of, weeks};
pub use law::{Recurring, month_laws, year_law};
pub use model::{MaintenanceAnswer, MonthHours, YearOfHours, solve_maintenance};

use super::when::holds;
use crate::engine::catalogue::{Provenance, Task, TaskKind};
use crate::engine::scenario::OwnActivity;
use crate::engine::uncertainty::{Estimate, Law};

/// An activity that comes back.
#[derive(Clone, Debug, PartialEq)]
pub struct Activity {
    /// Short name.
    pub id: String,
    /// Name on the vendor's page, or the plan's.
    pub name: String,
    /// Cycles in a year.
    pub per_year: u32,
    /// Cycles in each calendar month, January first; parts of a cycle where they do not divide.
    pub months: [f64; 12],
    /// Hours of a cycle. Where only the ends are stated, the likely value is their middle.
    pub hours: Estimate,
    /// Who does it.
    pub role: Option<String>,
    /// Whether the plan set its hours or cycles.
    pub set: bool,
    /// Where the rest comes from; none where the plan alone says it.
    pub provenance: Option<Provenance>,
}

impl Activity {
    /// The law of a cycle's hours.
    pub fn law(&self) -> Law {
        Law::of(self.hours)
    }

    /// Mean hours in a calendar month, 1 to 12.
    pub fn mean_hours_in(&self, month: usize) -> f64 {
        self.months.get(month.wrapping_sub(1)).map_or(0.0, |cycles| cycles * self.law().mean())
    }

    /// Whether it comes more often than each month, so that weeks say when.
    pub const fn comes_by_the_week(&self) -> bool {
        self.per_year > 12
    }

    /// Calendar months with a cycle, 1 to 12; none where each month has one.
    pub fn due_months(&self) -> Vec<u8> {
        let due: Vec<u8> = (1..=12).filter(|month| self.months[usize::from(month - 1)] > 0.0).collect();
        if due.len() == 12 { Vec::new() } else { due }
    }

    /// What the law of a sum needs to know.
    pub fn recurring(&self) -> Recurring {
        Recurring { hours: self.law(), per_year: self.per_year, months: self.months }
    }

    fn of_task(task: &Task) -> Option<Self> {
        let (low, high) = (task.hours_low?, task.hours_high?);
        let likely = task.hours_likely.unwrap_or((low + high) / 2.0);
        let per_year = task.per_year?;
        Some(Self {
            id: task.id.clone(),
            name: task.name.clone(),
            per_year,
            months: months_of(per_year),
            hours: Estimate::new(low, likely, high).ok()?,
            role: task.role.clone(),
            set: false,
            provenance: Some(task.provenance.clone()),
        })
    }

    /// The activity as a plan has it that sets parts of it.
    fn changed(mut self, own: &OwnActivity) -> Self {
        self.set = true;
        self.name = own.name.clone().unwrap_or(self.name);
        self.role = own.role.clone().or(self.role);
        self.hours = own.hours.unwrap_or(self.hours);
        if let Some(per_year) = own.per_year {
            self.per_year = per_year;
            self.months = months_of(per_year);
        }
        if !own.months.is_empty() {
            self.months = std::array::from_fn(|i| f64::from(u8::from(own.months.contains(&(i as u8 + 1)))));
        }
        self
    }

    fn of_plan(own: &OwnActivity) -> Option<Self> {
        let activity = Self {
            id: own.id.clone(),
            name: own.id.clone(),
            per_year: own.per_year?,
            months: [0.0; 12],
            hours: own.hours?,
            role: None,
            set: true,
            provenance: None,
        };
        Some(activity.changed(own))
    }
}

/// Recurring work: activities and the sums of a year.
#[derive(Clone, Debug, Default, PartialEq)]
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
    /// The sums of these activities.
    pub fn of(activities: Vec<Activity>) -> Self {
        let year = |hours: fn(Law) -> f64| {
            activities.iter().map(|activity| f64::from(activity.per_year) * hours(activity.law())).sum()
        };
        Self {
            year_low: year(|law| law.reach().0),
            year_mean: year(Law::mean),
            year_high: year(|law| law.reach().1),
            months: std::array::from_fn(|i| activities.iter().map(|it| it.mean_hours_in(i + 1)).sum()),
            activities,
        }
    }

    /// What the laws of its sums need to know.
    pub fn recurring(&self) -> Vec<Recurring> {
        self.activities.iter().map(Activity::recurring).collect()
    }
}

/// The recurring work of a pattern as a plan of these facts has it, and what its platform
/// adds to that: the first is comparable with the vendor's figures, the second stands apart.
///
/// An activity of the plan with the id of one of the data changes it; a new one joins the
/// first. Source: docs/model.md, "Maintenance".
pub fn maintenance(
    tasks: &[Task],
    pattern: &str,
    facts: &[&str],
    own: &[OwnActivity],
) -> (Maintenance, Maintenance) {
    let of = |belongs: &dyn Fn(&Task) -> bool| -> Vec<Activity> {
        let recurring = tasks
            .iter()
            .filter(|task| belongs(task) && task.phase == "maintenance" && task.kind == TaskKind::Effort);
        recurring.filter(|task| holds(&task.when, facts)).filter_map(Activity::of_task).collect()
    };
    let mut stated = of(&|task| task.pattern == pattern);
    let mut extra = of(&Task::is_of_any_pattern);
    for own in own {
        let known = stated.iter_mut().chain(extra.iter_mut()).find(|activity| activity.id == own.id);
        match known {
            Some(activity) => *activity = activity.clone().changed(own),
            None => stated.extend(Activity::of_plan(own)),
        }
    }
    (Maintenance::of(stated), Maintenance::of(extra))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn own(id: &str, per_year: Option<u32>, hours: Option<Estimate>, months: &[u8]) -> OwnActivity {
        let months = months.to_vec();
        OwnActivity { id: id.to_owned(), name: None, per_year, hours, months, role: None }
    }

    #[test]
    fn an_activity_of_the_plan_falls_into_its_months() {
        let hours = Estimate::new(1.0, 2.0, 3.0).ok();
        let (work, extra) = maintenance(&[], "cloud-native", &[], &[own("audit", Some(2), hours, &[2, 11])]);
        assert!(extra.activities.is_empty());
        assert!((work.year_mean - 4.0).abs() < 1e-12);
        assert_eq!(work.months.map(|hours| hours > 0.0).iter().filter(|is| **is).count(), 2);
        assert!((work.months[1] - 2.0).abs() < 1e-12 && (work.months[10] - 2.0).abs() < 1e-12);
    }

    #[test]
    fn what_is_not_complete_counts_nothing() {
        let (work, _) = maintenance(&[], "cloud-native", &[], &[own("audit", Some(2), None, &[])]);
        assert!(work.activities.is_empty());
    }
}
