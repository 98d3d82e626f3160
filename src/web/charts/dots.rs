//! A quantile dot plot: twenty cases that are as likely as each other, each a dot at its value,
//! stacked where they lie close.

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, ticks_between};
use crate::web::words::{charts, digits, t};

/// What is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct DotsChart {
    /// What the ids of its columns begin with.
    pub name: &'static str,
    /// The values, the least first.
    pub values: Vec<f64>,
    /// Their unit.
    pub unit: String,
    /// The whole in words.
    pub label: String,
}

/// How many cases are drawn.
pub const CASES: u32 = 20;

const RADIUS: f64 = 6.0;
/// The width of a column and the height of a dot.
const STEP: f64 = 2.0 * RADIUS + 1.0;
const SIDE: f64 = 12.0;
const AXIS: f64 = 32.0;

/// The values of so many cases, as likely as each other, from a cumulative curve: the medians of
/// equal parts.
pub fn cases(curve: &[(f64, f64)]) -> Vec<f64> {
    let at = |case: u32| {
        let p = (f64::from(case) + 0.5) / f64::from(CASES);
        curve.iter().find(|(_, reached)| *reached >= p).or(curve.last()).map(|(value, _)| *value)
    };
    (0..CASES).filter_map(at).collect()
}

/// Draws it in so many pixels.
pub fn dots(chart: &DotsChart, width: f64) -> Drawing {
    let mut svg = Svg::new(chart.name);
    let most = chart.values.iter().copied().fold(0.0, f64::max);
    let least = chart.values.first().copied().unwrap_or(0.0);
    let ticks = ticks_between(least, most, if width < 420.0 { 3 } else { 6 });
    let (begin, end) = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
    let span = (width - 2.0 * SIDE).max(STEP);
    let part = |value: f64| ((value - begin) / (end - begin)).clamp(0.0, 1.0);
    let column = |value: f64| (part(value) * span / STEP).round() as usize;
    let mut columns: Vec<(usize, Vec<f64>)> = Vec::new();
    for value in &chart.values {
        match columns.last_mut() {
            Some((last, values)) if *last == column(*value) => values.push(*value),
            _ => columns.push((column(*value), vec![*value])),
        }
    }
    let highest = columns.iter().map(|(_, values)| values.len()).max().unwrap_or(1);
    let bottom = highest as f64 * STEP + 4.0;
    svg.line("grid", (SIDE, bottom), (width - SIDE, bottom));
    for tick in &ticks {
        let anchor = match *tick {
            tick if tick <= begin => Anchor::Start,
            tick if tick >= end => Anchor::End,
            _ => Anchor::Middle,
        };
        svg.text("tick", SIDE + part(*tick) * span, bottom + 13.0, anchor, &digits(*tick));
    }
    svg.text("tick", SIDE, bottom + 27.0, Anchor::Start, &chart.unit);
    for (at, values) in columns {
        svg.open("dots", told(&values, &chart.unit));
        let x = SIDE + at as f64 * STEP;
        svg.rect("ground", Rect { x: x - STEP / 2.0, y: 0.0, width: STEP, height: bottom });
        for level in 0..values.len() {
            svg.ring("dot", (x, bottom - (level as f64 + 0.5) * STEP), RADIUS);
        }
        svg.close();
    }
    svg.finish((width, bottom + AXIS), &chart.label)
}

/// A column in words.
fn told(values: &[f64], unit: &str) -> String {
    let (low, high) = (digits(values[0]), digits(values[values.len() - 1]));
    let (n, all) = (values.len(), CASES);
    if low == high {
        t!(charts::DOTS_AT, n = n, all = all, value = low, unit = unit)
    } else {
        t!(charts::DOTS, n = n, all = all, low = low, high = high, unit = unit)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A straight line from 0 to 100: the medians of twentieths are 2.5, 7.5, … 97.5, found on
    /// the next whole point.
    #[test]
    fn cases_are_the_medians_of_equal_parts() {
        let curve: Vec<(f64, f64)> = (0..=200).map(|i| (f64::from(i) / 2.0, f64::from(i) / 200.0)).collect();
        let cases = cases(&curve);
        assert_eq!((cases.len(), cases[0], cases[10], cases[19]), (20, 2.5, 52.5, 97.5));
    }

    #[test]
    fn each_case_is_a_dot_and_close_ones_are_stacked() {
        let values = [vec![1.0; 12], vec![50.0; 5], vec![98.0, 99.0, 100.0]].concat();
        let chart = DotsChart { name: "d", values, unit: "minutes".to_owned(), label: "all".to_owned() };
        let drawing = dots(&chart, 424.0);
        assert_eq!(drawing.svg.matches("<circle").count(), 20);
        assert_eq!(drawing.told[0], "12 of 20: 1 minutes");
        assert_eq!(drawing.told[1], "5 of 20: 50 minutes");
    }

    #[test]
    fn nothing_is_no_dot() {
        let chart = DotsChart { name: "d", values: cases(&[]), unit: String::new(), label: String::new() };
        assert!(dots(&chart, 240.0).told.is_empty());
    }
}
