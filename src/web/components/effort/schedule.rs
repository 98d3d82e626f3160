//! The setup on the calendar.

use leptos::prelude::*;

use crate::engine::catalogue::{Date, TaskKind};
use crate::engine::report::{
    ExtraTask, Report, ScheduleEntry, ScheduledTask, SetupEntry, digits, hours_range,
};
use crate::web::charts::{GanttChart, GanttDay, GanttTask, Pace, gantt, worked};
use crate::web::components::card;
use crate::web::components::chart::{chart, legend};

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
            {chart("gantt", "a task", Box::new(move |width| gantt(&picture, width)))}
            {legend(keys)}
            {table(setup)}
        },
    )
    .into_any()
}

fn title(schedule: &ScheduleEntry) -> String {
    let finish = &schedule.finish_date;
    match (finish.p50, finish.p90) {
        (Some(p50), Some(p90)) if p50 != p90 => {
            format!("Begun on {}, it stands on {p50}, nine times of ten by {p90}", schedule.start_date)
        }
        (Some(p50), Some(_)) => format!("Begun on {}, it stands by {p50}", schedule.start_date),
        _ => format!("Begun on {}, it stands on {} at the likely hours", schedule.start_date, finish.likely),
    }
}

fn sub(setup: &SetupEntry) -> String {
    let schedule = &setup.schedule;
    let who = if schedule.engineers == 1 {
        "one engineer".to_owned()
    } else {
        format!("{} engineers", schedule.engineers)
    };
    let days = &schedule.working_days;
    let mut text = format!(
        "All tasks for {who} at {} productive hours a day, waits and machine time among them: {} working days at the likely hours",
        digits(schedule.productive_hours_per_day),
        digits(days.likely),
    );
    if let (Some(p10), Some(p50), Some(p90)) = (days.p10, days.p50, days.p90) {
        text.push_str(&format!("; P10 {}, P50 {}, P90 {}", digits(p10), digits(p50), digits(p90)));
        if let Some(error) = &days.standard_error {
            text.push_str(&format!(" (standard error {} and {})", digits(error.p50), digits(error.p90)));
        }
    }
    text.push('.');
    text
}

/// The names of weekdays and months on the axis.
const WEEKDAYS: [&str; 7] = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
pub const MONTHS: [&str; 12] =
    ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/// A day as the axis has it, such as `Mon 4 Jan`.
fn day_name(date: Date) -> String {
    let weekday = WEEKDAYS[usize::from(date.weekday()) % 7];
    let month = date.month().map_or("", |month| MONTHS[usize::from(month - 1) % 12]);
    format!("{weekday} {} {month}", date.day().unwrap_or(1))
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
                label: day_name(date),
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
    let label = format!("{}; {n_tasks} tasks, {critical} of them critical", title(schedule));
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
    let kind = match task.kind {
        TaskKind::Effort => "of work",
        TaskKind::Elapsed => "of machine time",
        TaskKind::Wait => "of waiting",
    };
    let (start, end) = (day_name(task.start_date), day_name(task.end_date));
    let when = if task.start_date == task.end_date { start } else { format!("{start} to {end}") };
    let mut text = format!("{}: {} h {kind}, {when}", task.name, digits(task.hours_likely));
    if let Some(engineer) = task.engineer {
        text.push_str(&format!(", engineer {engineer}"));
    }
    if !task.after.is_empty() {
        text.push_str(&format!(", after {}", task.after.join(" and ")));
    }
    match (task.critical, task.p_critical) {
        (_, Some(p)) => text.push_str(&format!("; the end hangs on it in {} % of draws", digits(p * 100.0))),
        (true, None) => text.push_str("; the end hangs on it"),
        (false, None) => {}
    }
    text
}

fn keys(schedule: &ScheduleEntry) -> Vec<(String, String)> {
    let has = |kind: TaskKind| schedule.tasks.iter().any(|task| task.kind == kind);
    let engineers = schedule.tasks.iter().filter_map(|task| task.engineer).max().unwrap_or(0);
    let mut keys: Vec<(String, String)> = (1..=engineers.min(6))
        .map(|engineer| (format!("zone-{}", engineer - 1), format!("engineer {engineer}")))
        .collect();
    if has(TaskKind::Elapsed) {
        keys.push(("machine".to_owned(), "machine time".to_owned()));
    }
    if has(TaskKind::Wait) {
        keys.push(("wait".to_owned(), "wait".to_owned()));
    }
    keys.push(("critical".to_owned(), "the end hangs on it".to_owned()));
    keys.push(("off".to_owned(), "nobody works".to_owned()));
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
        let source = stated.map(|stated| &stated.source).or(extra.map(|extra| &extra.source)).cloned();
        let when = format!("{} to {}", task.start_date, task.end_date);
        let (name, origin) = (task.name.clone(), origin_of(task, extra));
        view! {
            <tr>
                <td><details class="why"><summary>{name}</summary><p>{source}</p></details></td>
                <td data-label="">{origin}</td>
                <td class="num" data-label="Hours">{range}</td>
                <td class="num" data-label="Likely">{digits(task.hours_likely)}</td>
                <td data-label="When">{when}</td>
                <td data-label="Role">{task.role.clone().unwrap_or_default()}</td>
            </tr>
        }
    };
    let rows = setup.schedule.tasks.iter().map(row).collect::<Vec<_>>();
    view! {
        <details class="why more">
            <summary>"Every task with its hours and where they come from"</summary>
            <div class="scroll">
                <table class="cards tasks">
                    <thead>
                        <tr>
                            <th scope="col">"Task"</th>
                            <th scope="col">"Is"</th>
                            <th scope="col" class="num">"Hours"</th>
                            <th scope="col" class="num">"Likely"</th>
                            <th scope="col">"At the likely hours"</th>
                            <th scope="col">"Role"</th>
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
    let method = extra.and_then(|extra| extra.method).map(|method| method.word());
    match (task.origin, method) {
        ("stated", _) => "stated".to_owned(),
        ("own", _) => "of the plan".to_owned(),
        (origin, Some(method)) => format!("{origin}, {method}"),
        (origin, None) => origin.to_owned(),
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
