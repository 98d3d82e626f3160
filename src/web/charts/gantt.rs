//! Tasks on a calendar: where each bar, day and mark of a Gantt picture stands.

use super::Rect;

/// A picture narrower than this has the name of a task above its bar.
const NARROW: f64 = 620.0;
/// Width of the names beside the bars.
const NAMES: f64 = 236.0;
/// Height of a row with its name beside it, and above it.
const ROW: f64 = 24.0;
const ROW_NARROW: f64 = 38.0;
/// Height of a bar.
const BAR: f64 = 13.0;
/// Height of the days' names, and of a line of marks above them.
const HEAD: f64 = 22.0;
const MARK_LINE: f64 = 16.0;
/// Width of a letter in marks and days, pixels.
const LETTER: f64 = 6.6;
/// Room right of the last day, so that the last mark is not cut off.
const RIGHT: f64 = 8.0;
/// A wait is drawn at least this wide, so that it can be pointed at.
const LEAST_BAR: f64 = 3.0;
/// Part of a working day's width that its night takes, and width of a day off beside it.
const NIGHT: f64 = 0.14;
const DAY_OFF: f64 = 0.34;

/// A task: hours of the clock since midnight of the first day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct GanttTask {
    /// Its begin.
    pub start: f64,
    /// Its end.
    pub end: f64,
    /// Whether people work on it: then nights and days off are no part of it.
    pub is_work: bool,
}

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttChart {
    /// Tasks, one a row, in the order of the rows.
    pub tasks: Vec<GanttTask>,
    /// For each day from the first whether it is one without work.
    pub days_off: Vec<bool>,
    /// The hours of a day at which work begins and ends.
    pub day: (f64, f64),
    /// Moments to mark, hours since midnight of the first day, with the length of their label
    /// in letters.
    pub marks: Vec<(f64, usize)>,
    /// Length in letters of the longest name of a day.
    pub day_letters: usize,
}

/// A day's column.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct DayPlace {
    /// Left edge and width.
    pub x: f64,
    /// Width.
    pub width: f64,
    /// Whether it is a day without work.
    pub is_off: bool,
    /// Whether there is room for its name.
    pub is_named: bool,
}

/// A task's row.
#[derive(Clone, Debug, PartialEq)]
pub struct TaskPlace {
    /// Where the name begins, on its base line.
    pub name: (f64, f64),
    /// From begin to end.
    pub span: Rect,
    /// The parts of it in which there is work; one for what passes by itself.
    pub parts: Vec<Rect>,
}

/// A mark and its label.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MarkPlace {
    /// Where its line stands.
    pub x: f64,
    /// Where its label begins, on its base line.
    pub label: (f64, f64),
}

/// The whole picture, pixels.
#[derive(Clone, Debug, PartialEq)]
pub struct GanttPlaces {
    /// Height.
    pub height: f64,
    /// Top of the days, below the marks' labels.
    pub top: f64,
    /// Top of the first row.
    pub body: f64,
    /// Days, in order.
    pub days: Vec<DayPlace>,
    /// Rows, in order.
    pub tasks: Vec<TaskPlace>,
    /// Marks, in order.
    pub marks: Vec<MarkPlace>,
}

/// Hours of the clock to pixels: a night takes little room, a day off some, a working day the
/// rest. Rises all the way, and is linear within a night and within the hours of work.
struct Scale {
    edges: Vec<f64>,
    off: Vec<bool>,
    day: (f64, f64),
}

impl Scale {
    fn new(chart: &GanttChart, left: f64, width: f64) -> Self {
        let weight = |off: &bool| if *off { DAY_OFF } else { 1.0 };
        let total: f64 = chart.days_off.iter().map(weight).sum::<f64>().max(1e-9);
        let mut at = left;
        let mut edges = vec![left];
        for off in &chart.days_off {
            at += weight(off) / total * width;
            edges.push(at);
        }
        Self { edges, off: chart.days_off.clone(), day: chart.day }
    }

    fn x(&self, hours: f64) -> f64 {
        let last = self.off.len().saturating_sub(1);
        let day = ((hours / 24.0).floor().max(0.0) as usize).min(last);
        let hour = (hours - day as f64 * 24.0).clamp(0.0, 24.0);
        let (Some(left), Some(right)) = (self.edges.get(day), self.edges.get(day + 1)) else { return 0.0 };
        left + self.part(hour, self.off[day]) * (right - left)
    }

    /// The part of a day's width that has passed at an hour.
    fn part(&self, hour: f64, is_off: bool) -> f64 {
        let (opens, closes) = self.day;
        if is_off {
            return hour / 24.0;
        }
        let ratio =
            |from: f64, to: f64| if to > from { ((hour - from) / (to - from)).clamp(0.0, 1.0) } else { 0.0 };
        let half = NIGHT / 2.0;
        ratio(0.0, opens) * half + ratio(opens, closes) * (1.0 - NIGHT) + ratio(closes, 24.0) * half
    }
}

/// Places days, tasks and marks in a picture of this width.
pub fn gantt(chart: &GanttChart, width: f64) -> GanttPlaces {
    let is_narrow = width < NARROW;
    let left = if is_narrow { 0.0 } else { NAMES };
    let scale = Scale::new(chart, left, (width - left - RIGHT).max(1.0));
    let (marks, n_lines) = marks(chart, &scale, left, width);
    let top = n_lines as f64 * MARK_LINE;
    let body = top + HEAD;
    let row = if is_narrow { ROW_NARROW } else { ROW };
    let tasks = chart.tasks.iter().enumerate().map(|(idx, task)| {
        let y = body + idx as f64 * row;
        place(task, chart, &scale, is_narrow, y)
    });
    let tasks: Vec<TaskPlace> = tasks.collect();
    let height = body + chart.tasks.len() as f64 * row + 4.0;
    GanttPlaces { height, top, body, days: days(chart, &scale), tasks, marks }
}

fn place(task: &GanttTask, chart: &GanttChart, scale: &Scale, is_narrow: bool, y: f64) -> TaskPlace {
    let bar_y = if is_narrow { y + 19.0 } else { y + (ROW - BAR) / 2.0 };
    let name = if is_narrow { (0.0, y + 14.0) } else { (0.0, y + ROW / 2.0 + 4.0) };
    let bar = |start: f64, end: f64| {
        let (from, to) = (scale.x(start), scale.x(end));
        Rect { x: from, y: bar_y, width: (to - from).max(LEAST_BAR), height: BAR }
    };
    let span = bar(task.start, task.end);
    let parts =
        if task.is_work { worked(task, chart).map(|(from, to)| bar(from, to)).collect() } else { vec![span] };
    TaskPlace { name, span, parts }
}

/// The stretches of a task in which there is work.
fn worked<'a>(task: &'a GanttTask, chart: &'a GanttChart) -> impl Iterator<Item = (f64, f64)> + 'a {
    let (opens, closes) = chart.day;
    chart.days_off.iter().enumerate().filter(|(_, is_off)| !**is_off).filter_map(move |(day, _)| {
        let midnight = day as f64 * 24.0;
        let (from, to) = (task.start.max(midnight + opens), task.end.min(midnight + closes));
        (to > from + 1e-9).then_some((from, to))
    })
}

/// Columns of days. Where not every name fits, working days that follow a day off have
/// theirs, as weeks begin there, as far as these fit.
fn days(chart: &GanttChart, scale: &Scale) -> Vec<DayPlace> {
    let room = chart.day_letters as f64 * LETTER + 8.0;
    let widest = scale.edges.windows(2).map(|edge| edge[1] - edge[0]).fold(0.0, f64::max);
    let every = widest >= room;
    let mut free_from = f64::MIN;
    let places = scale.edges.windows(2).enumerate().map(|(day, edge)| {
        let is_off = chart.days_off[day];
        let begins_week = day == 0 || chart.days_off[day - 1];
        let is_named = !is_off && (every || begins_week) && edge[0] >= free_from;
        if is_named {
            free_from = edge[0] + room;
        }
        DayPlace { x: edge[0], width: edge[1] - edge[0], is_off, is_named }
    });
    places.collect()
}

/// Marks with their labels on as few lines as they need, and the number of these lines. A
/// label stands right of its line, or left of it where it would be cut off.
fn marks(chart: &GanttChart, scale: &Scale, left: f64, width: f64) -> (Vec<MarkPlace>, usize) {
    let mut lines: Vec<Vec<(f64, f64)>> = Vec::new();
    let mut places = Vec::with_capacity(chart.marks.len());
    for (hours, letters) in &chart.marks {
        let x = scale.x(*hours);
        let room = *letters as f64 * LETTER;
        let begin = (x + 4.0).min(width - room).max(left.min(width - room)).max(0.0);
        let span = (begin, begin + room + 10.0);
        let fits = |line: &Vec<(f64, f64)>| line.iter().all(|(from, to)| span.0 >= *to || span.1 <= *from);
        let line = lines.iter().position(fits).unwrap_or_else(|| {
            lines.push(Vec::new());
            lines.len() - 1
        });
        lines[line].push(span);
        places.push(MarkPlace { x, label: (begin, line as f64 * MARK_LINE + 12.0) });
    }
    (places, lines.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// Friday to Tuesday, work from nine to three.
    fn chart(tasks: Vec<GanttTask>) -> GanttChart {
        GanttChart {
            tasks,
            days_off: vec![false, true, true, false, false],
            day: (9.0, 15.0),
            marks: Vec::new(),
            day_letters: 6,
        }
    }

    const fn work(start: f64, end: f64) -> GanttTask {
        GanttTask { start, end, is_work: true }
    }

    #[test]
    fn work_rests_at_night_and_over_the_weekend() {
        // From Friday at 14 to Monday at 10: an hour on each of the two days.
        let places = gantt(&chart(vec![work(14.0, 82.0)]), 900.0);
        let task = &places.tasks[0];
        assert_eq!(task.parts.len(), 2);
        // An hour is the sixth part of a working day's width without its night.
        let hour = places.days[0].width * (1.0 - NIGHT) / 6.0;
        for part in &task.parts {
            assert!((part.width - hour).abs() < 1e-9, "{part:?}");
        }
        assert!((task.span.x - task.parts[0].x).abs() < 1e-9);
    }

    #[test]
    fn a_wait_goes_on_over_the_weekend() {
        let wait = GanttTask { start: 14.0, end: 82.0, is_work: false };
        let places = gantt(&chart(vec![wait]), 900.0);
        assert_eq!(places.tasks[0].parts, vec![places.tasks[0].span]);
    }

    #[test]
    fn days_fill_the_width_and_days_off_are_narrower() {
        let places = gantt(&chart(Vec::new()), 900.0);
        let width: f64 = places.days.iter().map(|day| day.width).sum();
        assert!((width - (900.0 - NAMES - RIGHT)).abs() < 1e-9);
        assert!((places.days[1].width - places.days[0].width * DAY_OFF).abs() < 1e-9);
        assert!(places.days.iter().all(|day| day.is_named != day.is_off));
    }

    #[test]
    fn many_days_are_named_by_the_week() {
        let mut chart = chart(Vec::new());
        chart.days_off = (0..70).map(|day| day % 7 >= 5).collect();
        let places = gantt(&chart, 760.0);
        let named: Vec<usize> = (0..70).filter(|day| places.days[*day].is_named).collect();
        assert_eq!(named, (0..70).step_by(7).collect::<Vec<_>>());
    }

    #[test]
    fn marks_that_meet_have_a_line_each_and_stay_within_the_picture() {
        let mut chart = chart(Vec::new());
        chart.marks = vec![(100.0, 12), (101.0, 12), (119.9, 12)];
        let places = gantt(&chart, 500.0);
        let lines: Vec<f64> = places.marks.iter().map(|mark| mark.label.1).collect();
        assert!(lines[0] < lines[1], "{lines:?}");
        assert!(places.marks.iter().all(|mark| mark.label.0 + 12.0 * LETTER <= 500.0));
    }

    proptest! {
        #[test]
        fn a_later_moment_is_never_further_left(a in 0.0..120.0_f64, b in 0.0..120.0_f64, width in 200.0..1400.0_f64) {
            let chart = chart(Vec::new());
            let scale = Scale::new(&chart, 0.0, width);
            let (early, late) = if a < b { (a, b) } else { (b, a) };
            prop_assert!(scale.x(early) <= scale.x(late) + 1e-9);
            prop_assert!(scale.x(late) <= width + 1e-9);
        }
    }
}
