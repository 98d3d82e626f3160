//! The setup on the calendar.

use leptos::prelude::*;

use super::words::{axis_day, day, from_to, hours_range, said};
use crate::engine::catalogue::{Date, TaskKind};
use crate::engine::report::{ExtraTask, Report, ScheduleEntry, ScheduledTask, SetupEntry};
use crate::web::charts::{GanttChart, GanttDay, GanttTask, Pace, gantt, worked};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};
use crate::web::words::{digits, effort, prose, t};

/// The card with the schedule.
pub fn schedule(report: &Report) -> AnyView {
    let setup = &report.effort.setup;
    let schedule = &setup.schedule;
    let picture = picture(schedule);
    let keys = keys(schedule);
    card(
        title(schedule),
        sub(setup),
        view! {
            {chart("gantt", t!(effort::A_TASK), Box::new(move |width| gantt(&picture, width)))}
            {legend(keys)}
            {table(setup)}
        },
    )
    .into_any()
}

fn title(schedule: &ScheduleEntry) -> String {
    let finish = &schedule.finish_date;
    let start = day(schedule.start_date);
    match (finish.p50, finish.p90) {
        (Some(p50), Some(p90)) if p50 != p90 => {
            t!(effort::STANDS, start = start, p50 = day(p50), p90 = day(p90))
        }
        (Some(p50), Some(_)) => t!(effort::STANDS_BY, start = start, p50 = day(p50)),
        _ => t!(effort::STANDS_LIKELY, start = start, end = day(finish.likely)),
    }
}

fn sub(setup: &SetupEntry) -> String {
    let schedule = &setup.schedule;
    let days = &schedule.working_days;
    let mut range = String::new();
    if let (Some(p10), Some(p50), Some(p90)) = (days.p10, days.p50, days.p90) {
        range.push_str(&t!(effort::SCHEDULE_RANGE, p10 = digits(p10), p50 = digits(p50), p90 = digits(p90)));
        if let Some(error) = &days.standard_error {
            let (p50, p90) = (digits(error.p50), digits(error.p90));
            range.push_str(&t!(effort::SCHEDULE_ERROR, p50 = p50, p90 = p90));
        }
    }
    t!(
        if schedule.engineers == 1 { effort::SCHEDULE_SUB_ONE } else { effort::SCHEDULE_SUB },
        engineers = schedule.engineers,
        hours = digits(schedule.productive_hours_per_day),
        days = digits(days.likely),
        range = range
    )
}

/// The schedule as plain numbers.
fn picture(schedule: &ScheduleEntry) -> GanttChart {
    let first = schedule.start_date.day_number();
    let finish = &schedule.finish_date;
    let day_of = |date: Date| (date.day_number() - first).max(0) as usize;
    let ends = [Some(finish.likely), finish.p10, finish.p50, finish.p90].into_iter().flatten().map(day_of);
    let of_tasks = schedule.tasks.iter().map(|task| day_of(task.end_date));
    let n_days = ends.chain(of_tasks).max().unwrap_or(0) + 1;
    let days: Vec<GanttDay> = (0..n_days)
        .map(|day| {
            let date = Date::from_day_number(first + day as i64);
            GanttDay {
                label: axis_day(date),
                is_off: date.weekday() > 4 || schedule.days_off.contains(&date),
                is_monday: date.weekday() == 0,
            }
        })
        .collect();
    let mut order: Vec<&ScheduledTask> = schedule.tasks.iter().collect();
    order.sort_by(|a, b| a.start_hour.total_cmp(&b.start_hour));
    let off: Vec<bool> = days.iter().map(|day| day.is_off).collect();
    let tasks = order.iter().map(|task| gantt_task(task, schedule, &order, &off)).collect();
    let marks = [("P10", finish.p10), ("P50", finish.p50), ("P90", finish.p90)];
    let marks = marks.into_iter().filter_map(|(name, date)| Some((day_of(date?), name.to_owned()))).collect();
    let n_tasks = schedule.tasks.len();
    let critical = schedule.tasks.iter().filter(|task| task.critical).count();
    let label = t!(effort::SCHEDULE_LABEL, title = title(schedule), count = n_tasks, critical = critical);
    GanttChart { days, tasks, marks, label }
}

fn gantt_task(
    task: &ScheduledTask,
    schedule: &ScheduleEntry,
    order: &[&ScheduledTask],
    off: &[bool],
) -> GanttTask {
    let hours = (task.start_hour, task.end_hour);
    let works = |task: &&ScheduledTask| task.kind == TaskKind::Effort;
    // Somebody works from the first moment that a day of work has.
    let opens = schedule.tasks.iter().filter(works).map(|task| task.start_hour % 24.0).fold(24.0, f64::min);
    let pace = match (task.kind, task.engineer) {
        (TaskKind::Wait, _) => Pace::Wait,
        (TaskKind::Effort, Some(engineer)) => Pace::Work(engineer.saturating_sub(1)),
        (TaskKind::Effort | TaskKind::Elapsed, _) => Pace::Machine,
    };
    let stretches = match pace {
        Pace::Work(_) => worked(hours, task.hours_likely, opens, schedule.productive_hours_per_day, off),
        Pace::Machine | Pace::Wait => vec![hours],
    };
    let after = task.after.iter().filter_map(|id| order.iter().position(|other| other.id == *id)).collect();
    GanttTask {
        name: task.name.clone(),
        short: format!("{} h", digits(task.hours_likely)),
        told: told(task),
        pace,
        hours,
        stretches,
        is_critical: task.critical,
        after,
    }
}

/// All that is to be said of a task.
fn told(task: &ScheduledTask) -> String {
    let word = match task.kind {
        TaskKind::Effort => effort::TASK_WORK,
        TaskKind::Elapsed => effort::TASK_MACHINE,
        TaskKind::Wait => effort::TASK_WAIT,
    };
    let (start, end) = (axis_day(task.start_date), axis_day(task.end_date));
    let when = if task.start_date == task.end_date { start } else { from_to(&start, &end) };
    let mut text = t!(word, name = task.name, hours = digits(task.hours_likely), when = when);
    if let Some(engineer) = task.engineer {
        text.push_str(&t!(effort::TASK_ENGINEER, number = engineer));
    }
    if !task.after.is_empty() {
        text.push_str(&t!(effort::TASK_AFTER, tasks = task.after.join(t!(effort::AND))));
    }
    match (task.critical, task.p_critical) {
        (_, Some(p)) => text.push_str(&t!(effort::TASK_CRITICAL_IN, pct = digits(p * 100.0))),
        (true, None) => text.push_str(t!(effort::TASK_CRITICAL)),
        (false, None) => {}
    }
    text
}

fn keys(schedule: &ScheduleEntry) -> Vec<(String, String)> {
    let has = |kind: TaskKind| schedule.tasks.iter().any(|task| task.kind == kind);
    let engineers = schedule.tasks.iter().filter_map(|task| task.engineer).max().unwrap_or(0);
    let mut keys: Vec<(String, String)> = (1..=engineers.min(6))
        .map(|engineer| (format!("zone-{}", engineer - 1), t!(effort::KEY_ENGINEER, number = engineer)))
        .collect();
    if has(TaskKind::Elapsed) {
        keys.push(("machine".to_owned(), t!(effort::KEY_MACHINE).to_owned()));
    }
    if has(TaskKind::Wait) {
        keys.push(("wait".to_owned(), t!(effort::KEY_WAIT).to_owned()));
    }
    keys.push(("critical".to_owned(), t!(effort::KEY_CRITICAL).to_owned()));
    keys.push(("off".to_owned(), t!(effort::KEY_OFF).to_owned()));
    keys
}

/// Every task with its range and its source.
fn table(setup: &SetupEntry) -> AnyView {
    let row = |task: &ScheduledTask| {
        let stated = setup.tasks.iter().find(|other| other.id == task.id);
        let extra = setup.extra.tasks.iter().find(|other| other.id == task.id);
        let range = match (stated, extra) {
            (Some(stated), _) => hours_range(stated.hours_low, stated.hours_high),
            (None, Some(extra)) => hours_range(extra.hours_low, extra.hours_high),
            (None, None) => "–".to_owned(),
        };
        let source = stated.map(|stated| &stated.source).or(extra.map(|extra| &extra.source));
        let source = source.map(|source| prose(source));
        let when = from_to(&day(task.start_date), &day(task.end_date));
        let (name, origin) = (task.name.clone(), origin_of(task, extra));
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td data-label="">{origin}</td>
                <td class="num" data-label=t!(effort::HOURS)>{range}</td>
                <td class="num" data-label=t!(effort::LIKELY)>{digits(task.hours_likely)}</td>
                <td data-label=t!(effort::WHEN)>{when}</td>
                <td data-label=t!(effort::ROLE)>{task.role.clone().unwrap_or_default()}</td>
            </tr>
        }
    };
    let rows = setup.schedule.tasks.iter().map(row).collect::<Vec<_>>();
    view! {
        <details class="why more">
            <summary>{t!(effort::TASKS)}</summary>
            <div class="scroll">
                <table class="cards tasks">
                    <thead>
                        <tr>
                            <th scope="col">{t!(effort::TASK)}</th>
                            <th scope="col">{t!(effort::IS)}</th>
                            <th scope="col" class="num">{t!(effort::HOURS)}</th>
                            <th scope="col" class="num">{t!(effort::LIKELY)}</th>
                            <th scope="col">{t!(effort::AT_LIKELY)}</th>
                            <th scope="col">{t!(effort::ROLE)}</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
    .into_any()
}

/// Whether the vendor states a task, or who else adds it.
fn origin_of(task: &ScheduledTask, extra: Option<&ExtraTask>) -> String {
    let method = extra.and_then(|extra| extra.method).map(|method| said(method.word()));
    match (task.origin, method) {
        ("stated", _) => t!(effort::STATED).to_owned(),
        ("own", _) => t!(effort::OF_PLAN).to_owned(),
        (origin, Some(method)) => format!("{}, {method}", said(origin)),
        (origin, None) => said(origin).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bundled;
    use crate::engine::catalogue::Catalogue;
    use crate::engine::plan::assess;
    use crate::engine::report::report;
    use crate::engine::scenario::{Document, plan_from};

    fn reported(plan: &str) -> Report {
        let catalogue = Catalogue::load(&bundled::first_files()).expect("the data has no faults");
        let text = format!("platform = {{ provider = \"aws\" }}\n{plan}");
        let document = Document::from_toml(&text).expect("it is TOML");
        let plan = plan_from(&document, &catalogue).expect("the plan has no faults");
        report(&assess(&plan, &catalogue).expect("it can be planned"), None, &catalogue)
    }

    #[test]
    fn work_is_drawn_where_somebody_works() {
        for team in [
            "",
            "[team]\nengineers = 3\nproductive_hours_per_day = 5",
            "[team]\nproductive_hours_per_day = 20",
        ] {
            let report = reported(team);
            let schedule = &report.effort.setup.schedule;
            let chart = picture(schedule);
            assert_eq!(chart.tasks.len(), schedule.tasks.len());
            for task in schedule.tasks.iter().filter(|task| task.kind == TaskKind::Effort) {
                let drawn = chart.tasks.iter().find(|other| other.name == task.name).expect("it is drawn");
                let sum: f64 = drawn.stretches.iter().map(|(from, to)| to - from).sum();
                assert!((sum - task.hours_likely).abs() < 1e-6, "{team} {}: {sum}", task.name);
            }
        }
    }

    #[test]
    fn a_holiday_is_shaded_and_tasks_follow_those_before_them() {
        let report = reported("[team]\nstart_date = \"2027-01-04\"\nholidays = [\"2027-01-06\"]");
        let chart = picture(&report.effort.setup.schedule);
        assert!(chart.days[2].is_off && !chart.days[1].is_off);
        assert_eq!(chart.days[0].label, "Mon 4 Jan");
        for task in &chart.tasks {
            for before in &task.after {
                assert!(chart.tasks[*before].hours.1 <= task.hours.0 + 1e-9, "{}", task.name);
            }
        }
    }
}
