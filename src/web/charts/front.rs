//! Plans that nothing beats, cost against downtime: a mark for each, as large as its work.

use libm::{floor, log10, sqrt};

use super::Rect;
use super::svg::{Anchor, Drawing, Svg, ticks_between};
use crate::web::words::{charts, digits, t};

/// Space at the left, above, for the axis below, at the right, and the height of the field.
const LEFT: f64 = 46.0;
const TOP: f64 = 28.0;
const AXIS: f64 = 36.0;
const SIDE: f64 = 16.0;
const HEIGHT: f64 = 260.0;
/// Radius of the smallest and of the largest mark.
const RADII: (f64, f64) = (4.0, 12.0);

/// A plan.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontPoint {
    /// USD a month.
    pub usd: f64,
    /// Mean minutes down in a year.
    pub minutes: f64,
    /// Hours of work in a month.
    pub hours: f64,
    /// Whether it meets every target.
    pub is_met: bool,
    /// Whether it is the one that was found best.
    pub is_best: bool,
    /// In words.
    pub told: String,
}

/// The plans.
#[derive(Clone, Debug, PartialEq)]
pub struct FrontChart {
    /// The cheapest first.
    pub points: Vec<FrontPoint>,
    /// The whole in words.
    pub label: String,
}

/// 1, 2 and 5 times powers of ten, from the last that is not above `least` to the first that is not
/// below `most`; both above 0.
fn log_ticks(least: f64, most: f64) -> Vec<f64> {
    let mut power = 1e-3;
    while power * 10.0 <= least {
        power *= 10.0;
    }
    let mut ticks = Vec::new();
    while ticks.last().is_none_or(|last| *last < most) {
        ticks.extend([power, 2.0 * power, 5.0 * power]);
        power *= 10.0;
    }
    let first = ticks.iter().rposition(|tick| *tick <= least).unwrap_or(0);
    let last = ticks.iter().position(|tick| *tick >= most).unwrap_or(ticks.len() - 1);
    ticks[first..=last.max(first + 1).min(ticks.len() - 1)].to_vec()
}

/// Draws them in so many pixels.
pub fn front(chart: &FrontChart, width: f64) -> Drawing {
    let mut svg = Svg::new("front");
    let of = |value: fn(&FrontPoint) -> f64, pick: fn(f64, f64) -> f64, start: f64| {
        chart.points.iter().map(value).fold(start, pick)
    };
    let (cheapest, dearest) = (of(|it| it.usd, f64::min, f64::INFINITY), of(|it| it.usd, f64::max, 0.0));
    let across = ticks_between(cheapest, dearest.max(cheapest * 1.01), if width < 420.0 { 3 } else { 6 });
    // Minutes span decades.
    let least = of(|it| it.minutes, f64::min, f64::INFINITY).clamp(0.01, 1e9);
    let up = log_ticks(least, of(|it| it.minutes, f64::max, 0.0).max(least * 1.01));
    let (left, right) = (LEFT, (width - SIDE).max(LEFT + 1.0));
    let share = |value: f64, ticks: &[f64]| {
        let (first, last) = (ticks.first().copied().unwrap_or(0.0), ticks.last().copied().unwrap_or(1.0));
        ((value - first) / (last - first)).clamp(0.0, 1.0)
    };
    let x = |usd: f64| left + share(usd, &across) * (right - left);
    let logs: Vec<f64> = up.iter().map(|tick| log10(*tick)).collect();
    let y = |minutes: f64| TOP + (1.0 - share(log10(minutes.max(0.01)), &logs)) * HEIGHT;
    for tick in &across {
        svg.line("grid", (x(*tick), TOP), (x(*tick), TOP + HEIGHT));
        let anchor = if *tick >= across[across.len() - 1] { Anchor::End } else { Anchor::Middle };
        svg.text("tick", x(*tick), TOP + HEIGHT + 14.0, anchor, &digits(*tick));
    }
    for tick in &up {
        svg.line("grid", (left, y(*tick)), (right, y(*tick)));
        svg.text("tick", left - 6.0, y(*tick) + 4.0, Anchor::End, &digits(*tick));
    }
    svg.text("tick", left, TOP + HEIGHT + 29.0, Anchor::Start, t!(charts::USD_A_MONTH));
    svg.text("tick", 0.0, 10.0, Anchor::Start, t!(charts::MINUTES_A_YEAR));
    let most_hours = of(|it| it.hours, f64::max, 0.0).max(1e-9);
    for point in &chart.points {
        // The area, not the radius, is as large as the work.
        let radius = RADII.0 + (RADII.1 - RADII.0) * sqrt((point.hours / most_hours).clamp(0.0, 1.0));
        let radius = floor(radius * 10.0) / 10.0;
        let (x, y) = (x(point.usd), y(point.minutes));
        svg.open(if point.is_met { "plan met" } else { "plan missed" }, point.told.clone());
        if point.is_best {
            svg.ring("best", (x, y), radius + 4.0);
        }
        svg.ring("mark", (x, y), radius);
        svg.rect("ground", Rect { x: x - radius, y: y - radius, width: 2.0 * radius, height: 2.0 * radius });
        svg.close();
    }
    svg.finish((width, TOP + HEIGHT + AXIS), &chart.label)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn point(usd: f64, minutes: f64, hours: f64) -> FrontPoint {
        FrontPoint {
            usd,
            minutes,
            hours,
            is_met: minutes < 50.0,
            is_best: usd > 1500.0,
            told: format!("{usd} USD, {minutes} min"),
        }
    }

    #[test]
    fn minutes_are_on_decades_and_marks_as_large_as_work() {
        assert_eq!(log_ticks(12.0, 180.0), [10.0, 20.0, 50.0, 100.0, 200.0]);
        assert_eq!(log_ticks(20.0, 20.2), [20.0, 50.0]);
        let chart = FrontChart {
            points: vec![point(1000.0, 100.0, 9.0), point(2000.0, 10.0, 36.0)],
            label: "all".to_owned(),
        };
        // Across 1,000 to 2,000 from 46 to 446 pixels; up 10 to 100 from 288 to 28.
        let drawing = front(&chart, 462.0);
        assert_eq!(drawing.told, ["1000 USD, 100 min", "2000 USD, 10 min"]);
        // A quarter of the work: half of the way between the radii.
        assert!(
            drawing.svg.contains(r#"<circle class="mark" cx="46.0" cy="28.0" r="8.0""#),
            "{}",
            drawing.svg
        );
        assert!(drawing.svg.contains(r#"<circle class="mark" cx="446.0" cy="288.0" r="12.0""#));
        assert_eq!(drawing.svg.matches("class=\"best\"").count(), 1);
        assert!(drawing.svg.contains("plan missed") && drawing.svg.contains("plan met"));
    }

    #[test]
    fn one_plan_alone_is_still_a_drawing() {
        let chart = FrontChart { points: vec![point(1000.0, 0.0, 0.0)], label: String::new() };
        assert!(!front(&chart, 240.0).svg.contains("NaN"));
    }
}
