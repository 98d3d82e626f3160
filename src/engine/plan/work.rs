//! People of a plan: hours and days handed from the effort room to money and verdicts.

use super::outcome::EffortResult;
use super::upkeep::upkeep;
use crate::engine::effort::{makespan_hours, schedule, setup};
use crate::engine::recovery::Recovery;
use crate::engine::scenario::Figures;

/// The people of a plan: setup with its schedule, and what keeps it running.
pub(super) fn work(figures: Figures<'_>, recoveries: &[Recovery]) -> EffortResult {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let setup = setup(&catalogue.tasks, plan.platform.pattern);
    let likely: Vec<f64> = setup.tasks.iter().map(|task| task.hours.likely).collect();
    let engineers = plan.team.engineers as usize;
    let slots = schedule(&setup.tasks, &likely, engineers);
    let (alone, together): (f64, f64) = (likely.iter().sum(), makespan_hours(&slots));
    let share = if alone > 0.0 { together / alone } else { 0.0 };
    let days_per_hour = share / plan.team.productive_hours_per_day.likely();
    EffortResult {
        setup_days: setup.mean * days_per_hour,
        days_per_hour,
        slots,
        setup,
        upkeep: upkeep(figures, recoveries),
    }
}
