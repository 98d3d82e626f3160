//! People of a plan: hours and days handed from the effort room to money and verdicts.

use super::outcome::EffortResult;
use super::setup::set_up;
use crate::engine::effort::maintenance;
use crate::engine::scenario::Figures;
use crate::engine::units::Usd;

/// The people of a plan: setup with its schedule, and recurring work.
pub(super) fn work(figures: Figures<'_>) -> EffortResult {
    let (plan, catalogue) = (figures.plan(), figures.catalogue());
    let pattern = plan.platform.pattern.name();
    let maintenance = maintenance(&catalogue.tasks, pattern, &plan.platform.facts());
    let month = maintenance.year_mean / 12.0;
    EffortResult {
        setup: set_up(figures),
        fte_planned: maintenance.year_mean / plan.team.hours_per_fte_year.likely(),
        fte_reserved: catalogue.stated(pattern, "team-minimum").and_then(|stated| stated.low),
        labour_monthly: Usd::from_dollars(month * plan.team.hourly_cost_usd.likely()),
        maintenance,
    }
}
