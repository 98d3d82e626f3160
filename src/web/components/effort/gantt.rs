//! The setup on its calendar.

use leptos::prelude::*;

use crate::engine::catalogue::{Date, TaskKind};
use crate::engine::report::{ScheduleEntry, ScheduledTask, SetupEntry, digits};
use crate::web::charts::{GanttChart, GanttPlaces, GanttTask, TaskPlace, gantt};
use crate::web::components::dates;
use crate::web::components::figures::odds as odds_in_words;
use crate::web::components::pointing::{Pointing, pointed_picture};

/// Colours of engineers repeat after six.
const N_COLOURS: usize = 6;
/// Letters of a name beside a bar.
const NAME_LETTERS: usize = 36;
/// Letters of a day's name.
const DAY_LETTERS: usize = 6;
/// The tasks of the picture.
const TASKS: Pointing = Pointing { prefix: "task-" };

/// The schedule of the setup as a picture and, for whoever prefers it, a table.
pub fn schedule(setup: &SetupEntry, width: f64) -> impl IntoView + use<> {
    let schedule = &setup.schedule;
    let mut tasks: Vec<ScheduledTask> = schedule.tasks.clone();
    tasks.sort_by(|a, b| a.start_hour.total_cmp(&b.start_hour).then(a.end_hour.total_cmp(&b.end_hour)));
    view! {
        <section class="card" data-testid="gantt">
            <h2 data-testid="gantt-title">{title(schedule)}</h2>
            <p class="sub">{remark(setup)}</p>
            {picture(schedule, &tasks, width)}
            {legend(schedule, &tasks)}
            {table(&tasks, setup)}
        </section>
    }
}

fn title(schedule: &ScheduleEntry) -> String {
    let finish = &schedule.finish_date;
    match finish.p90 {
        Some(p90) => format!("Nine setups of ten are finished by {}", dates::full(p90)),
        None => format!("Finished on {} at the likely hours", dates::full(finish.likely)),
    }
}

fn remark(setup: &SetupEntry) -> String {
    let schedule = &setup.schedule;
    let days = &schedule.working_days;
    let engineers = match schedule.engineers {
        1 => "1 engineer".to_owned(),
        n => format!("{n} engineers"),
    };
    let mut said = format!(
        "Begins {}; {engineers} with {} productive hours a day. At the likely hours it takes {} working days",
        dates::full(schedule.start_date),
        digits(schedule.productive_hours_per_day),
        digits(days.likely)
    );
    if let (Some(p10), Some(p50), Some(p90)) = (days.p10, days.p50, days.p90) {
        said.push_str(&format!("; P10 {}, P50 {}, P90 {}", digits(p10), digits(p50), digits(p90)));
    }
    said.push('.');
    if let Some(stated) = &setup.vendor_stated {
        said.push_str(&format!(" The vendor states {} for its tasks alone.", stated.text));
    }
    said
}

/// The hours of a day at which work begins and ends: nine, or so early that it ends by midnight.
fn day_of_work(schedule: &ScheduleEntry) -> (f64, f64) {
    let hours = schedule.productive_hours_per_day;
    let opens = (24.0 - hours).min(9.0);
    (opens, opens + hours)
}

/// The finish with its odds: the moment, and what it is called.
fn marks(schedule: &ScheduleEntry) -> Vec<(f64, String)> {
    let (opens, _) = day_of_work(schedule);
    let (finish, days) = (&schedule.finish_date, &schedule.working_days);
    let found = [("P10", finish.p10, days.p10), ("P50", finish.p50, days.p50), ("P90", finish.p90, days.p90)];
    let begin = schedule.start_date.day_number();
    let marks = found.into_iter().filter_map(|(name, date, days)| {
        let (date, days) = (date?, days?);
        // The part of the last day that is needed.
        let part = days - (days.ceil() - 1.0).max(0.0);
        let midnight = (date.day_number() - begin) as f64 * 24.0;
        let hours = midnight + opens + part * schedule.productive_hours_per_day;
        Some((hours, format!("{name} {}", dates::day(date))))
    });
    marks.collect()
}

/// The days from the first to the last that is drawn: whether each is one without work. Days
/// beyond the finish at the likely hours are weekends, as holidays are known up to it only.
fn days_off(schedule: &ScheduleEntry, marks: &[(f64, String)]) -> Vec<bool> {
    let first = schedule.start_date.day_number();
    let ends = schedule.tasks.iter().map(|task| task.end_hour).chain(marks.iter().map(|mark| mark.0));
    let n_days = (ends.fold(1.0, f64::max) / 24.0).ceil().clamp(1.0, 1000.0) as i64;
    let known = schedule.finish_date.likely.day_number();
    let off: Vec<i64> = schedule.days_off.iter().map(|date| date.day_number()).collect();
    let days = (first..first + n_days).map(|number| {
        off.contains(&number) || (number > known && Date::from_day_number(number).weekday() >= 5)
    });
    days.collect()
}

fn picture(schedule: &ScheduleEntry, tasks: &[ScheduledTask], width: f64) -> impl IntoView + use<> {
    let marks = marks(schedule);
    let chart = GanttChart {
        tasks: tasks
            .iter()
            .map(|task| GanttTask {
                start: task.start_hour,
                end: task.end_hour,
                is_work: task.engineer.is_some(),
            })
            .collect(),
        days_off: days_off(schedule, &marks),
        day: day_of_work(schedule),
        marks: marks.iter().map(|(hours, label)| (*hours, label.chars().count())).collect(),
        day_letters: DAY_LETTERS,
    };
    let places = gantt(&chart, width);
    let told: Vec<String> = tasks.iter().map(words).collect();
    let inside = view! {
        <defs>
            <pattern id="waiting" width="6" height="6" patternUnits="userSpaceOnUse">
                <path class="waiting" d="M-1.5 1.5L1.5 -1.5M0 6L6 0M4.5 7.5L7.5 4.5" />
            </pattern>
        </defs>
        {calendar(schedule, &places)}
        {finish(&places, &marks)}
        {tasks.iter().zip(&places.tasks).enumerate().map(|(idx, (task, place))| bar(task, place, idx)).collect_view()}
    };
    pointed_picture(
        TASKS,
        (width, places.height),
        "gantt",
        format!("{} tasks from {}. {}", tasks.len(), dates::full(schedule.start_date), title(schedule)),
        (told, "Point at a task, or go through them with the arrow keys."),
        inside,
    )
}

/// The days behind the bars.
fn calendar(schedule: &ScheduleEntry, places: &GanttPlaces) -> impl IntoView + use<> {
    let first = schedule.start_date.day_number();
    let (top, body, height) = (places.top, places.body, places.height);
    let days = places.days.iter().enumerate().map(|(idx, day)| {
        let date = Date::from_day_number(first + idx as i64);
        let class = if day.is_off { "day off" } else { "day" };
        view! {
            <rect class=class x=day.x y=body - 4.0 width=day.width height=height - body + 4.0 />
            {day.is_named.then(|| view! {
                <text class="tick" x=day.x + 3.0 y=top + 13.0>{dates::day(date)}</text>
            })}
        }
    });
    days.collect_view()
}

/// The finish with its odds: a band from the first mark to the last, a line for each.
fn finish(places: &GanttPlaces, marks: &[(f64, String)]) -> impl IntoView + use<> {
    let ends = places.marks.first().map(|mark| mark.x).zip(places.marks.last().map(|mark| mark.x));
    let (body, height) = (places.body - 4.0, places.height);
    let lines = places.marks.iter().zip(marks).map(|(place, (_, label))| {
        view! {
            <line class="finish" x1=place.x x2=place.x y1=place.label.1 - 10.0 y2=height />
            <text class="finish-name" x=place.label.0 y=place.label.1>{label.clone()}</text>
        }
    });
    view! {
        {ends.map(|(from, to)| view! {
            <rect class="finish-band" x=from y=body width=(to - from).max(0.0) height=height - body />
        })}
        {lines.collect_view()}
    }
}

fn bar(task: &ScheduledTask, place: &TaskPlace, idx: usize) -> impl IntoView + use<> {
    let colour =
        task.engineer.map_or("passes".to_owned(), |engineer| format!("zone-{}", (engineer - 1) % N_COLOURS));
    let class = if task.critical { format!("task {colour} critical") } else { format!("task {colour}") };
    let span = place.span;
    let parts = place.parts.iter().map(|part| {
        view! { <rect class="area" x=part.x y=part.y width=part.width height=part.height rx=2.0 /> }
    });
    let hatch = task.engineer.is_none().then(|| {
        view! { <rect fill="url(#waiting)" x=span.x y=span.y width=span.width height=span.height rx=2.0 /> }
    });
    let edge = task.critical.then(|| {
        view! { <rect class="edge" x=span.x y=span.y + span.height width=span.width height=2.5 /> }
    });
    view! {
        <g id=TASKS.id(idx) class=class tabindex=Pointing::tabindex(idx) role="img" aria-label=words(task)>
            <rect class="span" x=span.x y=span.y width=span.width height=span.height rx=2.0 />
            <text class="task-name" x=place.name.0 y=place.name.1>{shortened(&task.name)}</text>
            {parts.collect_view()}
            {hatch}
            {edge}
        </g>
    }
}

fn shortened(name: &str) -> String {
    if name.chars().count() <= NAME_LETTERS {
        return name.to_owned();
    }
    name.chars().take(NAME_LETTERS - 1).chain(['…']).collect()
}

/// A task in words.
fn words(task: &ScheduledTask) -> String {
    let what = match task.kind {
        TaskKind::Effort => format!("{} h of work", digits(task.hours_likely)),
        TaskKind::Elapsed => format!("{} h pass", digits(task.hours_likely)),
        TaskKind::Wait => format!("{} h of waiting", digits(task.hours_likely)),
    };
    let when = if task.start_date == task.end_date {
        dates::full(task.start_date)
    } else {
        format!("{} to {}", dates::full(task.start_date), dates::full(task.end_date))
    };
    let who = task.engineer.map_or_else(String::new, |engineer| format!(", engineer {engineer}"));
    let critical = match (task.critical, task.p_critical) {
        (_, Some(odds)) if odds > 0.0 => {
            format!("; the finish hangs on it in {} of all draws", odds_in_words(odds))
        }
        (true, _) => "; the finish hangs on it".to_owned(),
        _ => String::new(),
    };
    format!("{} ({}): {what}, {when}{who}{critical}.", task.name, task.origin)
}

fn legend(schedule: &ScheduleEntry, tasks: &[ScheduledTask]) -> impl IntoView + use<> {
    let lanes = schedule.engineers.min(N_COLOURS as u32);
    let engineers =
        (0..lanes as usize).filter(|lane| tasks.iter().any(|task| task.engineer == Some(lane + 1)));
    let engineers = engineers.map(|lane| {
        view! { <li><span class=format!("key zone-{lane}") aria-hidden="true"></span>{format!("engineer {}", lane + 1)}</li> }
    });
    let passes = tasks.iter().any(|task| task.engineer.is_none());
    let odds = schedule.finish_date.p90.is_some();
    view! {
        <ul class="legend sub">
            {engineers.collect_view()}
            {passes.then(|| view! { <li><span class="key passes" aria-hidden="true"></span>"passes by itself"</li> })}
            <li><span class="key critical" aria-hidden="true"></span>"the finish hangs on it"</li>
            <li><span class="key off" aria-hidden="true"></span>"day off"</li>
            {odds.then(|| view! { <li><span class="key finish" aria-hidden="true"></span>"finish, eight setups of ten"</li> })}
        </ul>
    }
}

fn table(tasks: &[ScheduledTask], setup: &SetupEntry) -> impl IntoView + use<> {
    let source = |id: &str| {
        let stated = setup.tasks.iter().find(|task| task.id == id).map(|task| &task.source);
        stated
            .or_else(|| setup.extra.tasks.iter().find(|task| task.id == id).map(|task| &task.source))
            .cloned()
    };
    let rows = tasks.iter().map(|task| {
        let odds = task.p_critical.map_or_else(|| "–".to_owned(), odds_in_words);
        view! {
            <tr>
                <th scope="row">{task.name.clone()} <span class="src">{source(&task.id)}</span></th>
                <td data-label="Is">{task.origin}</td>
                <td class="num" data-label="Hours">{digits(task.hours_likely)}</td>
                <td data-label="From">{dates::day(task.start_date)}</td>
                <td data-label="To">{dates::day(task.end_date)}</td>
                <td data-label="Who">{task.role.clone().unwrap_or_else(|| "passes by itself".to_owned())}</td>
                <td class="num" data-label="Critical">{odds}</td>
            </tr>
        }
    });
    view! {
        <details class="why more">
            <summary>"The tasks as a table, with their sources"</summary>
            <div class="scroll">
                <table class="cards">
                    <thead>
                        <tr>
                            <th scope="col">"Task"</th>
                            <th scope="col">"Is"</th>
                            <th scope="col" class="num">"Hours"</th>
                            <th scope="col">"From"</th>
                            <th scope="col">"To"</th>
                            <th scope="col">"Who"</th>
                            <th scope="col" class="num">"Critical"</th>
                        </tr>
                    </thead>
                    <tbody>{rows.collect_view()}</tbody>
                </table>
            </div>
        </details>
    }
}
