//! The setup of a plan on its calendar.

use super::outcome::{SetupResult, SetupSchedule};
use crate::engine::catalogue::Catalogue;
use crate::engine::effort::{PlainTime, Run, Scheduler, Setup, SetupInputs, Slot, Team, ranked_hours, setup};
use crate::engine::scenario::{Figures, Plan, Target};
use crate::engine::uncertainty::Law;

/// The setup of a plan: its tasks, the schedule of the stated ones alone and of all.
pub(super) fn set_up(figures: Figures<'_>) -> SetupResult {
    let plan = figures.plan();
    let setup = setup(figures);
    let team = team(plan);
    let productive_hours = plan.team.productive_hours_per_day.likely();
    let (stated_slots, stated_days) = stated_alone(&setup, &team, productive_hours);
    SetupResult {
        schedule: schedule(&setup, &team, productive_hours),
        vendor_days: vendor_days(figures.catalogue(), plan.platform.pattern.name()),
        setup,
        stated_slots,
        stated_days,
    }
}

/// The numbers from which the length of the setup is computed.
pub(super) fn setup_inputs(plan: &Plan, result: &SetupResult) -> SetupInputs {
    let asked = plan.targets.get(&Target::SetupDays).copied();
    let asked = result.vendor_days.iter().copied().chain(asked).collect();
    SetupInputs::of(&result.setup, &team(plan), plan.simulation.seed, plan.simulation.draws, asked)
}

/// The days within which the vendor says that a setup is done; none where it says nothing.
fn vendor_days(catalogue: &Catalogue, pattern: &str) -> Vec<f64> {
    let stated = catalogue.stated(pattern, "setup").filter(|stated| stated.unit == "days");
    let mut days: Vec<f64> =
        stated.into_iter().flat_map(|stated| [stated.low, stated.high]).flatten().collect();
    days.dedup_by(|b, a| a.total_cmp(b).is_eq());
    days
}

fn team(plan: &Plan) -> Team {
    Team {
        engineers: plan.team.engineers as usize,
        coordination_pct: plan.team.coordination_pct,
        productive_hours: Law::of(plan.team.productive_hours_per_day),
        correlation: plan.team.task_correlation,
        start: plan.team.start_date,
        holidays: plan.team.holidays.clone(),
    }
}

/// The stated tasks alone, in working hours: slots at the likely hours, and working days at the
/// mean hours; none where nothing is stated.
fn stated_alone(setup: &Setup, team: &Team, productive_hours: f64) -> (Vec<Slot>, Option<f64>) {
    let positions = setup.stated_tasks();
    if positions.is_empty() {
        return (Vec::new(), None);
    }
    let hours = |of: fn(&crate::engine::effort::SetupTask) -> f64| -> Vec<f64> {
        positions.iter().map(|i| of(&setup.tasks[*i]) * team.coordination()).collect()
    };
    let likely = hours(|task| task.hours.likely());
    let scheduler = Scheduler::new(setup.jobs(&positions), &likely, team.engineers);
    let mut run = Run::default();
    scheduler.run(&likely, &PlainTime, &mut run);
    let mut slots = scheduler.slots(&run);
    for slot in &mut slots {
        slot.task_idx = positions[slot.task_idx];
    }
    scheduler.run(&hours(|task| task.law().mean()), &PlainTime, &mut run);
    (slots, Some(run.end() / productive_hours))
}

/// All tasks on the calendar at the likely hours.
fn schedule(setup: &Setup, team: &Team, productive_hours: f64) -> SetupSchedule {
    let positions: Vec<usize> = (0..setup.tasks.len()).collect();
    let likely: Vec<f64> = setup
        .tasks
        .iter()
        .map(|task| task.hours.likely() * if task.needs_hands() { team.coordination() } else { 1.0 })
        .collect();
    let hands = setup.tasks.iter().map(|task| task.needs_hands());
    let ranked = ranked_hours(hands, &likely, productive_hours);
    let scheduler = Scheduler::new(setup.jobs(&positions), &ranked, team.engineers);
    let calendar = team.calendar(productive_hours);
    let mut run = Run::default();
    scheduler.run(&likely, &calendar, &mut run);
    let end = run.end();
    SetupSchedule {
        slots: scheduler.slots(&run),
        working_days: calendar.working_days(end),
        finish: calendar.date(end),
        calendar,
    }
}
