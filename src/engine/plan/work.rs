//! People of a plan: hours and days handed from the effort room to money and verdicts.

use super::outcome::EffortResult;
use crate::engine::catalogue::Catalogue;
use crate::engine::effort::{maintenance, makespan_hours, schedule, setup};
use crate::engine::scenario::Plan;
use crate::engine::units::Usd;

/// The people of a plan: setup with its schedule, and recurring work.
pub(super) fn work(plan: &Plan, catalogue: &Catalogue) -> EffortResult {
    let pattern = plan.platform.pattern.name();
    let setup = setup(&catalogue.tasks, pattern);
    let likely: Vec<f64> = setup.tasks.iter().map(|task| task.hours.likely).collect();
    let engineers = plan.team.engineers as usize;
    let slots = schedule(&setup.tasks, &likely, engineers);
    let (alone, together): (f64, f64) = (likely.iter().sum(), makespan_hours(&slots));
    let share = if alone > 0.0 { together / alone } else { 0.0 };
    let days_per_hour = share / plan.team.productive_hours_per_day.likely();
    let maintenance = maintenance(&catalogue.tasks, pattern);
    let month = maintenance.year_mean / 12.0;
    EffortResult {
        setup_days: setup.mean * days_per_hour,
        days_per_hour,
        slots,
        fte_planned: maintenance.year_mean / plan.team.hours_per_fte_year.likely(),
        fte_reserved: catalogue.stated(pattern, "team-minimum").and_then(|stated| stated.low),
        labour_monthly: Usd::from_dollars(month * plan.team.hourly_cost_usd.likely()),
        setup,
        maintenance,
    }
}
