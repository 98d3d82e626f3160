//! Results on setup to the report's form.

use super::*;
use crate::engine::catalogue::{Catalogue, SkillLevel};
use crate::engine::effort::{Likelihood, Origin, SetupTask, WorkHours};
use crate::engine::plan::{Laws, Measured, Outcome, Percentiles};
use crate::engine::report::build::stated;

/// Source of what the plan itself says.
const OF_THE_PLAN: &str = "the plan";

pub(in crate::engine::report::effort) fn setup(
    outcome: &Outcome,
    laws: Option<&Laws>,
    catalogue: &Catalogue,
) -> SetupEntry {
    let result = &outcome.effort.setup;
    let hours = |work: Option<WorkHours>, pick: fn(&Laws) -> Option<Percentiles>| {
        work.map(|work| setup_hours(work, laws.and_then(pick)))
    };
    let length = laws.map(|laws| &laws.setup_length);
    let odds = length.into_iter().flat_map(|length| {
        let asked = result.vendor_days.iter();
        asked.filter_map(|days| Some((*days, length.within(*days)?))).map(|(days, p)| OddsEntry {
            days,
            probability: p.value,
            standard_error: (p.standard_error > 0.0).then_some(p.standard_error),
        })
    });
    SetupEntry {
        hours: hours(result.setup.stated, |laws| laws.setup_hours),
        days: result.stated_days.map(|mean| {
            let days = length.and_then(|length| length.stated_days);
            SetupDays {
                mean,
                p10: days.map(|days| days.p10.value),
                p50: days.map(|days| days.p50.value),
                p90: days.map(|days| days.p90.value),
                standard_error: days.and_then(errors),
            }
        }),
        tasks: stated_tasks(outcome),
        odds: odds.collect(),
        extra: ExtraEntry {
            hours: hours(result.setup.extra, |laws| laws.extra_hours),
            tasks: result
                .setup
                .tasks
                .iter()
                .filter(|task| task.origin != Origin::Stated)
                .map(extra_task)
                .collect(),
        },
        schedule: schedule(outcome, laws),
        skills: skills(outcome, catalogue),
        vendor_stated: stated(catalogue, outcome, "setup"),
    }
}

fn setup_hours(work: WorkHours, law: Option<Percentiles>) -> SetupHours {
    SetupHours {
        low: work.low,
        p5: law.map(|law| law.p5),
        p10: law.map(|law| law.p10),
        p50: law.map(|law| law.p50),
        mean: work.mean,
        p90: law.map(|law| law.p90),
        p95: law.map(|law| law.p95),
        high: work.high,
    }
}

/// The standard errors of figures that draws gave.
fn errors(figures: Likelihood<Measured>) -> Option<DaysError> {
    let error = DaysError {
        p10: figures.p10.standard_error,
        p50: figures.p50.standard_error,
        p90: figures.p90.standard_error,
    };
    (error.p10 + error.p50 + error.p90 > 0.0).then_some(error)
}

fn source(task: &SetupTask) -> String {
    task.provenance.as_ref().map_or(OF_THE_PLAN, |provenance| &provenance.source).to_owned()
}

fn stated_tasks(outcome: &Outcome) -> Vec<TaskEntry> {
    let result = &outcome.effort.setup;
    let slots = result.stated_slots.iter();
    slots
        .filter_map(|slot| Some((slot, result.setup.tasks.get(slot.task_idx)?)))
        .map(|(slot, task)| TaskEntry {
            id: task.id.clone(),
            name: task.name.clone(),
            hours_low: task.hours.low(),
            hours_high: task.hours.high(),
            start_hour: slot.start_hour,
            end_hour: slot.end_hour,
            engineer: slot.engineer.unwrap_or(0) + 1,
            role: task.role.clone(),
            method: task.provenance.as_ref().map(|provenance| provenance.method),
            source: source(task),
        })
        .collect()
}

fn extra_task(task: &SetupTask) -> ExtraTask {
    ExtraTask {
        id: task.id.clone(),
        name: task.name.clone(),
        origin: task.origin.name(),
        kind: task.kind,
        role: task.role.clone(),
        hours_low: task.hours.low(),
        hours_likely: task.hours.likely(),
        hours_high: task.hours.high(),
        method: task.provenance.as_ref().map(|provenance| provenance.method),
        source: source(task),
    }
}

fn schedule(outcome: &Outcome, laws: Option<&Laws>) -> ScheduleEntry {
    let (result, team) = (&outcome.effort.setup, &outcome.plan.team);
    let (tasks, schedule) = (&result.setup.tasks, &result.schedule);
    let length = laws.map(|laws| &laws.setup_length);
    let days = length.map(|length| length.working_days);
    let finish = length.map(|length| length.finish_day);
    let date = |pick: fn(Likelihood<i64>) -> i64| finish.map(pick).map(Date::from_day_number);
    let last = schedule.slots.iter().map(|slot| slot.end_hour).fold(0.0, f64::max);
    let scheduled = schedule.slots.iter().filter_map(|slot| {
        let task = tasks.get(slot.task_idx)?;
        Some(ScheduledTask {
            id: task.id.clone(),
            name: task.name.clone(),
            origin: task.origin.name(),
            kind: task.kind,
            role: task.role.clone(),
            after: task.after.iter().filter_map(|i| tasks.get(*i)).map(|task| task.id.clone()).collect(),
            hours_likely: task.hours.likely(),
            start_hour: slot.start_hour,
            end_hour: slot.end_hour,
            start_date: schedule.calendar.date(slot.start_hour),
            end_date: schedule.calendar.date(slot.end_hour),
            engineer: slot.engineer.map(|engineer| engineer + 1),
            critical: slot.critical,
            p_critical: length.and_then(|length| length.critical.get(slot.task_idx).copied()),
        })
    });
    ScheduleEntry {
        start_date: team.start_date,
        finish_date: FinishDate {
            likely: schedule.finish,
            p10: date(|days| days.p10),
            p50: date(|days| days.p50),
            p90: date(|days| days.p90),
        },
        working_days: WorkingDays {
            likely: schedule.working_days,
            p10: days.map(|days| days.p10.value),
            p50: days.map(|days| days.p50.value),
            p90: days.map(|days| days.p90.value),
            standard_error: days.and_then(errors),
        },
        draws: length.map(|length| length.draws),
        engineers: team.engineers,
        productive_hours_per_day: team.productive_hours_per_day.likely(),
        days_off: schedule.calendar.days_off(last),
        tasks: scheduled.collect(),
    }
}

fn skills(outcome: &Outcome, catalogue: &Catalogue) -> Vec<SkillEntry> {
    let asked = catalogue.skills_of(outcome.plan.platform.pattern.name());
    asked
        .map(|asked| {
            let has = outcome.plan.team.skills.get(&asked.skill).copied().unwrap_or(SkillLevel::None);
            SkillEntry {
                skill: asked.skill.name(),
                asked: asked.level.name(),
                has: has.name(),
                missing_levels: asked.level.above(has),
                method: asked.provenance.method,
                source: asked.provenance.source.clone(),
            }
        })
        .collect()
}
