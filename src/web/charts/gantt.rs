//! The setup on the calendar: a row for each task, its bar true to the clock, days without
//! work shaded, waits hatched, what the end hangs on framed.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, fitted};

/// What the time of a task is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pace {
    /// Somebody works on it; the engineer, counted from 0.
    Work(usize),
    /// Machines are busy.
    Machine,
    /// Somebody else is waited for.
    Wait,
}

/// A task on the calendar.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttTask {
    /// Its name.
    pub name: String,
    /// How long it takes, in short.
    pub short: String,
    /// All that is to be said of it.
    pub told: String,
    /// What its time is.
    pub pace: Pace,
    /// Hours of the clock from midnight of the first day to its begin and to its end.
    pub hours: (f64, f64),
    /// When it goes on: the whole of it, or the stretches in which somebody works.
    pub stretches: Vec<(f64, f64)>,
    /// Whether the end hangs on it.
    pub is_critical: bool,
    /// The tasks that are finished first, by position.
    pub after: Vec<usize>,
}

/// A day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GanttDay {
    /// Its name where there is room for it.
    pub label: String,
    /// Whether nobody works.
    pub is_off: bool,
    /// Whether a week begins with it.
    pub is_monday: bool,
}

/// The setup.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttChart {
    /// Days from the first on.
    pub days: Vec<GanttDay>,
    /// Tasks, in the order of their rows.
    pub tasks: Vec<GanttTask>,
    /// Days that are marked, by position, with their label.
    pub marks: Vec<(usize, String)>,
    /// The whole in words.
    pub label: String,
}

/// A picture narrower than this has names above bars rather than beside them.
const NARROW: f64 = 620.0;
/// Room for names beside bars.
const NAMES: f64 = 272.0;
/// Height of the head with days, and of the marks above it.
const HEAD: f64 = 22.0;
/// A day narrower than this has no name; days of months come first.
const NAMED_DAY: f64 = 44.0;
const NAMED_WEEK: f64 = 40.0;
/// Least width of a bar.
const LEAST_BAR: f64 = 3.0;
/// Width of the label behind a bar.
const SHORT: f64 = 52.0;

/// Where things are.
struct Frame {
    is_narrow: bool,
    left: f64,
    top: f64,
    day: f64,
    row: f64,
    bar: f64,
    height: f64,
}

impl Frame {
    fn of(chart: &GanttChart, width: f64) -> Self {
        let is_narrow = width < NARROW;
        let left = if is_narrow { 0.0 } else { NAMES };
        let mark_rows = mark_labels(&chart.marks).len().min(3) as f64;
        let top = HEAD + mark_rows * 15.0;
        let row = if is_narrow { 36.0 } else { 25.0 };
        Self {
            is_narrow,
            left,
            top,
            day: (width - left) / chart.days.len().max(1) as f64,
            row,
            bar: 12.0,
            height: top + row * chart.tasks.len() as f64 + 4.0,
        }
    }

    fn x(&self, hour: f64) -> f64 {
        self.left + hour / 24.0 * self.day
    }

    /// The middle of a task's bar.
    fn y(&self, row: usize) -> f64 {
        let down = if self.is_narrow { self.row - self.bar / 2.0 - 4.0 } else { self.row / 2.0 };
        self.top + row as f64 * self.row + down
    }

    fn bar(&self, row: usize, (from, to): (f64, f64)) -> Rect {
        let (x, end) = (self.x(from), self.x(to));
        Rect { x, y: self.y(row) - self.bar / 2.0, width: (end - x).max(LEAST_BAR), height: self.bar }
    }
}

/// The stretches of a task in which somebody works.
///
/// Work goes on from `opens` for `productive` hours of each day that is not off. Where such
/// stretches do not come to the task's hours, the calendar is another: it stays one stretch.
/// Units: hours of the clock from midnight of the first day.
pub fn worked(task: (f64, f64), hours: f64, opens: f64, productive: f64, off: &[bool]) -> Vec<(f64, f64)> {
    let first = (task.0 / 24.0).max(0.0) as usize;
    let last = (task.1 / 24.0).max(0.0) as usize;
    let is_off = |day: usize| off.get(day).copied().unwrap_or(false);
    let stretches = (first..=last).filter(|day| !is_off(*day)).filter_map(|day| {
        let from = (day as f64 * 24.0 + opens).max(task.0);
        let to = (day as f64 * 24.0 + opens + productive).min(task.1);
        (to > from).then_some((from, to))
    });
    let stretches: Vec<(f64, f64)> = stretches.collect();
    let sum: f64 = stretches.iter().map(|(from, to)| to - from).sum();
    if (sum - hours).abs() < 1e-6 { stretches } else { vec![task] }
}

/// Marks of the same day together, in order: their day and their label.
fn mark_labels(marks: &[(usize, String)]) -> Vec<(usize, String)> {
    let mut sorted = marks.to_vec();
    sorted.sort_by_key(|(day, _)| *day);
    let mut together: Vec<(usize, String)> = Vec::new();
    for (day, label) in sorted {
        match together.last_mut() {
            Some((last, labels)) if *last == day => labels.push_str(&format!(" · {label}")),
            _ => together.push((day, label)),
        }
    }
    together
}

/// Draws the setup in so many pixels.
pub fn gantt(chart: &GanttChart, width: f64) -> Drawing {
    let frame = Frame::of(chart, width);
    let mut svg = Svg::new("gantt");
    days(&mut svg, chart, &frame);
    marks(&mut svg, chart, &frame, width);
    for row in 0..chart.tasks.len() {
        task(&mut svg, chart, &frame, row, width);
    }
    svg.finish((width, frame.height), &chart.label)
}

fn days(svg: &mut Svg, chart: &GanttChart, frame: &Frame) {
    let (top, bottom) = (frame.top, frame.height);
    for (day, at) in chart.days.iter().enumerate() {
        let x = frame.x(day as f64 * 24.0);
        if at.is_off {
            svg.rect("off", Rect { x, y: top - 2.0, width: frame.day, height: bottom - top + 2.0 });
        }
        let is_named = frame.day >= NAMED_DAY || (at.is_monday && frame.day * 7.0 >= NAMED_WEEK);
        if is_named || at.is_monday || frame.day >= 12.0 {
            svg.line(if at.is_monday { "grid week" } else { "grid" }, (x, top - 2.0), (x, bottom));
        }
        if is_named {
            let room = if frame.day >= NAMED_DAY { frame.day } else { frame.day * 7.0 };
            svg.text("tick", x + 3.0, top - 7.0, Anchor::Start, &fitted(&at.label, room));
        }
    }
}

fn marks(svg: &mut Svg, chart: &GanttChart, frame: &Frame, width: f64) {
    for (i, (day, label)) in mark_labels(&chart.marks).iter().take(3).enumerate() {
        let x = frame.x(*day as f64 * 24.0 + 24.0).min(width - 1.0);
        let y = 11.0 + i as f64 * 15.0;
        svg.line("mark", (x, y - 8.0), (x, frame.height));
        // The end is on the right: its name stands to the left of it.
        svg.text("strong mark-name", x - 5.0, y, Anchor::End, label);
    }
}

fn task(svg: &mut Svg, chart: &GanttChart, frame: &Frame, row: usize, width: f64) {
    let task = &chart.tasks[row];
    let class = if task.is_critical { "task critical" } else { "task" };
    svg.open(class, task.told.clone());
    let top = frame.top + row as f64 * frame.row;
    svg.rect("ground", Rect { x: 0.0, y: top, width, height: frame.row });
    links(svg, chart, frame, row);
    if frame.is_narrow {
        svg.text("name", 2.0, top + 14.0, Anchor::Start, &fitted(&task.name, width - SHORT - 8.0));
        svg.text("tick", width - 2.0, top + 14.0, Anchor::End, &task.short);
    } else {
        svg.text("name", 2.0, frame.y(row) + 4.0, Anchor::Start, &fitted(&task.name, NAMES - SHORT - 14.0));
        svg.text("tick", NAMES - 12.0, frame.y(row) + 4.0, Anchor::End, &task.short);
    }
    // What lies between two stretches of work is a line, so that they are seen as one task.
    let y = frame.y(row);
    svg.line("between", (frame.x(task.hours.0), y), (frame.x(task.hours.1), y));
    for stretch in &task.stretches {
        let at = frame.bar(row, *stretch);
        match task.pace {
            Pace::Work(engineer) => svg.rect(&format!("work zone-{}", engineer % 6), at),
            Pace::Machine => svg.rect("work machine", at),
            Pace::Wait => {
                let hatch = svg.hatch();
                svg.filled("work wait", at, Some(&hatch));
            }
        }
    }
    svg.close();
}

/// From the end of each task before to the begin of this one; seen when it is pointed at.
fn links(svg: &mut Svg, chart: &GanttChart, frame: &Frame, row: usize) {
    let task = &chart.tasks[row];
    for before in task.after.iter().filter(|before| **before < chart.tasks.len()) {
        let (from, to) = (frame.x(chart.tasks[*before].hours.1), frame.x(task.hours.0));
        let (y0, y1) = (frame.y(*before), frame.y(row));
        svg.path("link", [(from, y0), (from, y1), (to.max(from), y1)]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn work_goes_on_in_working_hours_of_working_days() {
        // Three hours from Friday 14:00, work from 9 to 15: one on Friday, two on Monday.
        let off = [false, true, true, false];
        assert_eq!(worked((14.0, 83.0), 3.0, 9.0, 6.0, &off), [(14.0, 15.0), (81.0, 83.0)]);
        // Seven hours over two days.
        assert_eq!(worked((9.0, 34.0), 7.0, 9.0, 6.0, &[]), [(9.0, 15.0), (33.0, 34.0)]);
    }

    #[test]
    fn a_task_of_another_calendar_stays_whole() {
        assert_eq!(worked((11.5, 35.5), 24.0, 9.0, 6.0, &[]), [(11.5, 35.5)]);
    }

    fn chart(days: usize) -> GanttChart {
        let task = |name: &str, hours: (f64, f64), pace, after: &[usize]| GanttTask {
            name: name.to_owned(),
            short: "3 h".to_owned(),
            told: format!("{name} of three hours"),
            pace,
            hours,
            stretches: vec![hours],
            is_critical: true,
            after: after.to_vec(),
        };
        GanttChart {
            days: (0..days)
                .map(|day| GanttDay {
                    label: format!("Mon {day} Jan"),
                    is_off: day % 7 > 4,
                    is_monday: day % 7 == 0,
                })
                .collect(),
            tasks: vec![
                task("Kubernetes cluster provisioning", (9.0, 12.0), Pace::Work(0), &[]),
                task("Wait", (12.0, 84.0), Pace::Wait, &[0]),
                task("Run", (12.0, 12.3), Pace::Machine, &[0]),
            ],
            marks: vec![(3, "P50".to_owned()), (3, "P10".to_owned()), (4, "P90".to_owned())],
            label: "Setup".to_owned(),
        }
    }

    #[test]
    fn bars_are_true_to_the_clock() {
        let chart = chart(10);
        let frame = Frame::of(&chart, 1000.0);
        // (1000 − 272) ÷ 10 a day; noon of the first day is half of one in.
        assert!((frame.x(12.0) - (272.0 + 36.4)).abs() < 1e-9);
        let wait = frame.bar(1, (12.0, 84.0));
        assert!((wait.width - 3.0 * 72.8).abs() < 1e-9);
        assert_eq!(frame.bar(2, (12.0, 12.3)).width, LEAST_BAR);
    }

    #[test]
    fn marks_of_one_day_share_a_label() {
        let labels = mark_labels(&chart(10).marks);
        assert_eq!(labels, [(3, "P50 · P10".to_owned()), (4, "P90".to_owned())]);
    }

    #[test]
    fn every_task_can_be_pointed_at_at_any_width() {
        for width in [300.0, 390.0, 620.0, 1200.0] {
            for days in [1, 10, 90] {
                let drawing = gantt(&chart(days), width);
                assert_eq!(drawing.told.len(), 3);
                assert!(!drawing.svg.contains("NaN"), "{width} {days}");
            }
        }
    }

    #[test]
    fn many_days_are_named_by_week() {
        let names = |days| gantt(&chart(days), 900.0).svg.matches("class=\"tick\"").count() - 3;
        assert_eq!(names(7), 7);
        assert_eq!(names(28), 4);
    }
}
